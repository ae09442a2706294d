"""Papers on their way beside the window: slow printers, printers switched off, a window that is closed."""

import threading

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.services.orders import list_orders
from shopdesk.services.print_queue import claim_next, find_job, list_jobs, queue_document
from shopdesk.ui.printing.print_sender import PrintSender


class Printer:
    """Takes pages as fast as a test lets it, or refuses."""

    def __init__(self):
        self.sent, self.error = [], None
        self.free = threading.Event()
        self.free.set()

    def __call__(self, job, pdf, progress):
        progress.step(0, job.labels)
        if job.printer == "Zebra":
            assert self.free.wait(20)
        if self.error:
            raise self.error
        for page in range(job.labels):
            progress.step(page + 1, job.labels)
        self.sent.append(job.number)


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def put(context, qtbot):
    """Queue labels of the next orders to print."""

    def act(printer="Zebra", count=2):
        numbers = [order.number for order in list_orders(context.shop, view="to-print")[:count]]
        done = []
        context.write(
            "", lambda shop, _job: queue_document(shop, "labels", numbers, printer=printer), changes={"printing"},
            done=done.append,
        )  # fmt: skip
        qtbot.waitUntil(lambda: bool(done), timeout=20_000)
        return done[0].number

    return act


@pytest.fixture
def sender(context, printer):
    made = PrintSender(context, printer)
    yield made
    printer.free.set()


def states(context):
    return [job.state for job in list_jobs(context.shop)]


def handed(context, number):
    return find_job(context.shop, number).handed_at is not None


def test_what_is_queued_goes_out_by_itself_and_waits_for_a_word(context, sender, printer, put, qtbot):
    told = []
    context.told.connect(told.append)
    number = put()
    qtbot.waitUntil(lambda: handed(context, number), timeout=20_000)
    assert printer.sent == [number] and states(context) == ["sent"]
    qtbot.waitUntil(lambda: "Sent to Zebra. Look at the paper, then say what came out." in told, timeout=20_000)


def test_a_slow_printer_keeps_nobody_waiting(context, sender, printer, put, qtbot):
    printer.free.clear()
    slow, behind, other = put(), put(), put("Laser")
    qtbot.waitUntil(lambda: handed(context, other), timeout=20_000)
    assert sender.under_way == {slow} and find_job(context.shop, behind).state == "queued"
    printer.free.set()
    qtbot.waitUntil(lambda: handed(context, behind), timeout=20_000)
    assert printer.sent == [other, slow, behind]


def test_a_printer_that_is_gone_is_told_and_its_jobs_stay(context, sender, printer, put, qtbot):
    told = []
    context.told.connect(told.append)
    printer.error = ShopError("printer-gone", printer="Zebra")
    number = put()
    qtbot.waitUntil(lambda: any("Zebra" in words for words in told), timeout=20_000)
    qtbot.waitUntil(lambda: find_job(context.shop, number).waits_for_printer, timeout=20_000)


def test_a_job_stopped_on_its_way_waits_for_a_word(context, sender, printer, put, qtbot):
    printer.free.clear()
    number = put()
    qtbot.waitUntil(lambda: sender.under_way == {number}, timeout=20_000)
    sender.stop(number)
    printer.free.set()
    qtbot.waitUntil(lambda: not sender.under_way and handed(context, number), timeout=20_000)
    assert find_job(context.shop, number).error == "print-stopped"


def test_a_bug_on_the_way_leaves_the_job_to_a_person(context, sender, printer, put, qtbot):
    failures = []
    context.failed.connect(lambda error, _title: failures.append(error))
    printer.error = ZeroDivisionError()
    number = put()
    qtbot.waitUntil(lambda: handed(context, number), timeout=20_000)
    assert states(context) == ["sent"] and isinstance(failures[0], ZeroDivisionError)


def test_nothing_goes_out_of_a_closed_window(context, sender, printer, put, qtbot):
    number = put("Laser")
    qtbot.waitUntil(lambda: handed(context, number), timeout=20_000)
    context.blockSignals(True)
    sender.look()
    assert not sender._timer.isActive()
    context.blockSignals(False)


def test_what_another_program_sends_is_left_to_it(context, printer, put, qtbot):
    put()
    assert claim_next(context.shop) is not None
    sender = PrintSender(context, printer)
    qtbot.waitUntil(lambda: not context.runner.busy, timeout=20_000)
    assert printer.sent == [] and not sender.under_way
