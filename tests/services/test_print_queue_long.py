"""Five hundred labels are one job: drawn once, on their way with progress, stopped in the middle, ended honestly."""

import pytest

from shopdesk.domain.errors import Cancelled
from shopdesk.services import print_queue as queue
from shopdesk.services.orders import list_orders

LABELS = 500


@pytest.fixture
def orders(shop, stock_up, sell):
    stock_up(BOX=LABELS)
    return [sell(BOX=1) for _ in range(LABELS)]


def test_five_hundred_labels_are_one_job_with_progress_and_a_stop(shop, orders):
    drawn, sent = [], []

    class Drawing:
        def step(self, done, total):
            drawn.append((done, total))

    class Stopped:
        def step(self, done, total):
            sent.append((done, total))
            if done == 180:
                raise Cancelled

    job = queue.queue_document(shop, "labels", orders, printer="Zebra", job=Drawing())
    assert (job.labels, job.pages, len(queue.list_jobs(shop))) == (LABELS, LABELS, 1)
    assert drawn[-1] == (LABELS, LABELS)

    def send(job, _pdf, progress):
        for page in range(job.labels):
            progress.step(page + 1, job.labels)

    with pytest.raises(Cancelled):
        queue.send_next(shop, send, Stopped())
    assert sent[-1] == (180, LABELS) and queue.find_job(shop, job.number).state == "sent"
    result = queue.reprint_from(shop, job.number, 181, "jam")
    assert queue.find_job(shop, job.number).printed == 180 and len(result.printed) == LABELS - 180
    assert queue.send_next(shop, send).labels == LABELS - 180
    queue.confirm_job(shop, result.job)
    copies = [copy for job in queue.list_jobs(shop) for copy in queue.list_copies(shop, job.number)]
    assert sorted(copy.order for copy in copies if copy.state == "confirmed") == sorted(orders)
    assert list_orders(shop, view="to-print") == []


def test_stopped_while_it_is_drawn_nothing_is_queued(shop, orders):
    class Stopped:
        def step(self, _done, _total):
            raise Cancelled

    with pytest.raises(Cancelled):
        queue.queue_document(shop, "labels", orders, printer="Zebra", job=Stopped())
    assert queue.list_jobs(shop) == []
