"""The queue as a packing bench knows it: paper runs out, printers are switched off, programs die."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.errors import Cancelled, ShopError
from shopdesk.services import print_queue as queue
from shopdesk.services.documents import print_document
from shopdesk.services.orders import cancel_order, confirm_order, list_orders, order_timeline
from shopdesk.services.shop import open_shop
from shopdesk.services.today import read_today


@pytest.fixture
def orders(shop, stock_up, sell, do):
    """Three confirmed orders."""
    stock_up(BOX=50)
    numbers = [sell(BOX=1) for _ in range(3)]
    for number in numbers:
        do(confirm_order, number)
    return numbers


@pytest.fixture
def put(shop):
    """Queue labels on a printer and return the job."""
    return lambda orders, printer="Zebra", **told: queue.queue_document(shop, "labels", orders, printer=printer, **told)


@pytest.fixture
def printer():
    """A printer that keeps what it was sent, or refuses with an error after some pages."""

    class Printer:
        def __init__(self):
            self.sent, self.error, self.after = [], None, 0

        def __call__(self, job, pdf, progress):
            progress.step(self.after, job.labels)
            if self.error:
                raise self.error
            progress.step(job.labels, job.labels)
            self.sent.append((job.number, pdf))

    return Printer()


def view(shop, name):
    return [order.number for order in list_orders(shop, view=name)]


def states(shop, job):
    return [copy.state for copy in queue.list_copies(shop, job.number)]


def kinds(shop, number):
    return [entry.kind for entry in order_timeline(shop, number)]


def test_a_label_counts_as_printed_when_somebody_says_that_it_came_out(shop, orders, put, printer):
    job = put(orders)
    assert (job.state, job.labels, job.printed, job.pages) == ("queued", 3, 0, 3)
    assert view(shop, "to-print") == view(shop, "printed") == []
    job = queue.send_next(shop, printer)
    assert job.state == "sent" and job.handed_at and printer.sent[0][1].startswith(b"%PDF")
    assert view(shop, "to-print") == view(shop, "printed") == []
    assert kinds(shop, orders[0])[-1] == "confirmed", "nobody has seen paper yet"
    job = queue.confirm_job(shop, job.number)
    assert (job.state, job.printed, job.missing) == ("confirmed", 3, 0)
    assert sorted(view(shop, "printed")) == orders and kinds(shop, orders[0])[-1] == "printed"
    assert queue.list_jobs(shop, open_only=True) == [] and queue.send_next(shop, printer) is None


def test_a_pdf_alone_marks_nothing_as_printed(shop, orders, tmp_path):
    printed = print_document(shop, "labels", tmp_path / "labels.pdf", texts=orders)
    job = queue.find_job(shop, printed.job)
    assert (job.printer, job.state, view(shop, "printed")) == ("file", "sent", [])
    assert "printed" not in kinds(shop, orders[0])
    queue.confirm_job(shop, job.number)
    assert sorted(view(shop, "printed")) == orders


def test_todays_count_of_labels_is_of_those_that_came_out(shop, orders, put, printer):
    def told():
        check = next(check for check in read_today(shop).checks if check.kind == "print")
        return check.done, check.count

    put(orders)
    queue.send_next(shop, printer)
    assert told() == (True, 0)
    queue.confirm_job(shop, 1, through=2)
    assert told() == (False, 1)
    queue.reprint_from(shop, 1, 3, "jam")
    queue.send_next(shop, printer)
    queue.confirm_job(shop, 2)
    assert told() == (True, 3)


def test_names_stay_no_longer_than_the_paper_needs_them(shop, orders, put, printer):
    def kept():
        return shop.connection.execute("SELECT count(*) FROM print_pages").fetchone()[0]

    put(orders)
    queue.send_next(shop, printer)
    assert kept() == 1
    queue.confirm_job(shop, 1)
    assert kept() == 0
    put(orders, reason="lost")
    queue.send_next(shop, printer)
    later = replace(shop, now=lambda: shop.now() + timedelta(days=8))
    queue.queue_document(later, "packing-slips", orders[:1], printer="Laser")
    assert kept() == 1, "what nobody settled for a week goes too"


def test_the_list_s_order_is_the_paper_s_order(shop, orders, put):
    job = put([orders[2], orders[0], orders[1]])
    copies = queue.list_copies(shop, job.number)
    assert [(copy.order, copy.place, copy.copy) for copy in copies] == [
        (orders[2], 1, 1),
        (orders[0], 2, 1),
        (orders[1], 3, 1),
    ]
    assert len({copy.uuid for copy in copies}) == 3


def test_printing_again_asks_for_a_reason_and_is_a_new_copy(shop, orders, put, printer, refusal):
    put(orders[:1])
    assert refusal(put, orders[:1]) == "print-reason-missing"
    assert len(queue.list_jobs(shop)) == 1, "nothing was queued"
    job = put(orders[:1], reason="damaged")
    assert [(copy.copy, copy.reason) for copy in queue.list_copies(shop, job.number)] == [(2, "damaged")]


@pytest.mark.parametrize(("verb", "state"), [(queue.cancel_job, "cancelled"), (queue.fail_job, "failed")])
def test_what_never_came_out_needs_no_reason_to_be_printed(shop, orders, put, verb, state):
    job = put(orders[:1])
    assert verb(shop, job.number).state == state
    assert orders[0] in view(shop, "to-print")
    again = put(orders[:1])
    assert queue.list_copies(shop, again.number)[0].copy == 2, "no number is given twice"


def test_a_cancelled_job_is_brought_back_unless_it_was_printed_since(shop, orders, put, refusal):
    job = put(orders[:2])
    queue.cancel_job(shop, job.number)
    assert queue.bring_back_job(shop, job.number).state == "queued" and states(shop, job) == ["queued"] * 2
    queue.cancel_job(shop, job.number)
    put(orders[:1])
    assert refusal(queue.bring_back_job, shop, job.number) == "print-superseded"


def test_a_printer_out_of_paper_fails_the_job_and_its_orders_wait_again(shop, orders, put, printer):
    put(orders)
    printer.error = ShopError("printer-failed", printer="Zebra")
    job = queue.send_next(shop, printer)
    assert (job.state, job.error, job.missing) == ("failed", "printer-failed", 3)
    assert sorted(view(shop, "to-print")) == orders and kinds(shop, orders[0])[-1] == "not-printed"


def test_a_retry_leaves_the_failed_list_and_prints_the_same_copies(shop, orders, put, printer):
    before = put(orders)
    first = queue.list_copies(shop, before.number)
    printer.error = ShopError("printer-failed", printer="Zebra")
    queue.send_next(shop, printer)
    job = queue.retry_job(shop, before.number, printer="Laser")
    assert (job.state, job.error, job.printer) == ("queued", "", "Laser") and view(shop, "to-print") == []
    printer.error = None
    queue.send_next(shop, printer)
    assert queue.list_copies(shop, job.number) == [replace(copy, state="sent") for copy in first]
    assert [number for number, _ in printer.sent] == [job.number]


def test_a_retry_never_doubles_what_was_printed_since(shop, orders, put, printer, refusal):
    job = put(orders)
    queue.fail_job(shop, job.number)
    put(orders[1:2], reason="jam")
    assert refusal(queue.retry_job, shop, job.number) == "print-superseded"
    assert queue.cancel_job(shop, job.number).state == "cancelled"


def test_a_printer_that_is_gone_keeps_its_jobs_queued_and_others_go_on(shop, orders, put, printer):
    put(orders[:1])
    put(orders[1:2])
    put(orders[2:], printer="Laser")
    printer.error = ShopError("printer-gone", printer="Zebra")
    job = queue.send_next(shop, printer)
    assert (job.state, job.error, job.waits_for_printer) == ("queued", "printer-gone", True)
    printer.error = None
    assert queue.send_next(shop, printer).printer == "Laser"
    assert queue.send_next(shop, printer) is None
    assert queue.wake_printers(shop, "Zebra") == 1
    assert [queue.send_next(shop, printer).number for _ in range(2)] == [1, 2]


@pytest.mark.parametrize("code", ["printer-gone", "printer-failed"])
def test_a_printer_that_stops_half_way_leaves_the_last_word_to_a_person(shop, orders, put, printer, code):
    put(orders)
    printer.error, printer.after = ShopError(code, printer="Zebra"), 2
    job = queue.send_next(shop, printer)
    assert (job.state, job.error) == ("sent", code)
    job = queue.confirm_job(shop, job.number, through=2)
    assert (job.state, job.printed, job.missing) == ("confirmed", 2, 1)
    assert states(shop, job) == ["confirmed", "confirmed", "failed"] and view(shop, "to-print") == orders[2:]


@pytest.mark.parametrize("code", ["printer-refused", "paper-too-small"])
def test_what_a_printer_refuses_as_a_whole_has_left_no_paper(shop, orders, put, printer, code):
    put(orders)
    printer.error, printer.after = ShopError(code, printer="Zebra"), 2
    assert queue.send_next(shop, printer).state == "failed"


def test_a_job_stopped_on_its_way_waits_for_a_person(shop, orders, put):
    put(orders)

    def stopped(_job, _pdf, progress):
        progress.step(1, 3)
        raise Cancelled

    with pytest.raises(Cancelled):
        queue.send_next(shop, stopped)
    (job,) = queue.list_jobs(shop)
    assert (job.state, job.error) == ("sent", "print-stopped")


def test_a_program_that_dies_on_the_way_leaves_the_job_sent(shop, orders, put, printer):
    put(orders)
    assert queue.claim_next(shop) is not None  # and then no power
    again = open_shop(shop.folder)
    (job,) = queue.list_jobs(again, open_only=True)
    assert (job.state, job.handed_at) == ("sent", None)
    assert queue.send_next(again, printer) is None, "nobody sends it twice"
    assert queue.confirm_job(again, job.number, 0).state == "failed"
    assert queue.retry_job(again, job.number).state == "queued"
    again.close()


def test_a_person_s_word_stands_against_a_program_that_comes_back_late(shop, orders, put):
    put(orders)
    claim = queue.claim_next(shop)
    queue.confirm_job(shop, 1)
    assert queue.settle(shop, claim, ShopError("printer-gone", printer="Zebra")).state == "confirmed"


def test_pages_that_no_longer_hold_do_not_go_out(shop, orders, put, printer, do):
    put(orders)
    do(cancel_order, orders[1])
    assert queue.send_next(shop, printer) is None and printer.sent == []
    (job,) = queue.list_jobs(shop)
    assert (job.state, job.error, job.details["orders"]) == ("failed", "print-outdated", orders[1])


def test_after_a_jam_the_rest_is_printed_again_from_a_label_on(shop, orders, put, printer, refusal):
    put(orders)
    queue.send_next(shop, printer)
    assert refusal(queue.reprint_from, shop, 1, 2, " ") == "print-reason-missing"
    assert refusal(queue.reprint_from, shop, 1, 4, "jam") == "print-label-unknown"
    result = queue.reprint_from(shop, 1, 2, "jam")
    first, second = queue.list_jobs(shop)
    assert (first.state, first.printed, first.missing, first.followed) == ("confirmed", 1, 0, second.number)
    assert (second.follows, second.reason, second.printer) == (1, "jam", "Zebra")
    assert [(copy.order, copy.copy) for copy in result.printed] == [(orders[1], 2), (orders[2], 2)]
    assert view(shop, "printed") == orders[:1] and view(shop, "to-print") == []


def test_a_failed_job_printed_anew_leaves_the_failed_list(shop, orders, put, refusal):
    put(orders)
    queue.fail_job(shop, 1)
    queue.reprint_from(shop, 1, 1, "jam")
    assert [job.number for job in queue.list_jobs(shop, open_only=True)] == [2]
    assert refusal(queue.retry_job, shop, 1) == "print-superseded"


def test_a_saved_pdf_is_printed_again_into_a_file(shop, orders, tmp_path, refusal):
    print_document(shop, "labels", tmp_path / "labels.pdf", texts=orders)
    assert refusal(queue.reprint_from, shop, 1, 3, "jam") == "print-target-missing"
    assert queue.find_job(shop, 1).state == "sent", "and nothing was decided"
    result = queue.reprint_from(shop, 1, 3, "jam", target=tmp_path / "rest.pdf")
    assert (result.pages, result.file) == (1, tmp_path / "rest.pdf")
    queue.fail_job(shop, result.job)
    assert refusal(queue.retry_job, shop, result.job) == "print-pages-gone"


def test_a_word_given_too_soon_is_taken_back(shop, orders, put, printer, refusal):
    put(orders)
    queue.send_next(shop, printer)
    queue.confirm_job(shop, 1, through=2)
    job = queue.take_word_back(shop, 1)
    assert (job.state, job.printed, states(shop, job)) == ("sent", 0, ["sent"] * 3)
    assert view(shop, "printed") == [] and kinds(shop, orders[0])[-1] == "print-taken-back"
    queue.reprint_from(shop, 1, 2, "jam")
    assert refusal(queue.take_word_back, shop, 1) == "print-superseded"


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (queue.confirm_job, "queued"),
        (queue.retry_job, "queued"),
        (queue.bring_back_job, "queued"),
        (queue.take_word_back, "queued"),
        (queue.cancel_job, "sent"),
        (queue.retry_job, "sent"),
        (queue.cancel_job, "confirmed"),
        (queue.fail_job, "confirmed"),
        (queue.confirm_job, "failed"),
    ],
)
def test_a_job_goes_only_the_ways_it_may(shop, orders, put, printer, refusal, contents, verb, state):
    put(orders)
    if state != "queued":
        queue.send_next(shop, printer)
    if state in ("confirmed", "failed"):
        {"confirmed": queue.confirm_job, "failed": queue.fail_job}[state](shop, 1)
    before = contents()
    assert refusal(verb, shop, 1) == "print-job-state"
    assert refusal(verb, shop, 99) == "print-job-unknown"
    assert contents() == before


def test_orders_that_cannot_be_printed_are_refused_beside_the_others(shop, orders, put, refusal, do):
    do(cancel_order, orders[0])
    result = queue.queue_papers(shop, "labels", orders, printer="Zebra")
    assert [refused.order for refused in result.refused] == orders[:1]
    assert queue.find_job(shop, result.job).labels == 2
    assert refusal(put, orders[:1]) == "order-state"
    assert refusal(put, [], view="unpaid") == "print-nothing"


def test_pages_of_no_single_order_go_the_same_way(shop, printer, refusal):
    job = queue.queue_pdf(shop, "handover", b"%PDF-1.7", printer="Laser")
    assert queue.send_next(shop, printer).number == job.number
    assert queue.confirm_job(shop, job.number).state == "confirmed"
    assert refusal(queue.reprint_from, shop, job.number, 1, "lost") == "print-job-plain"
