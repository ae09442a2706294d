"""Where a job's pages go: the paper and the copies are what its station has chosen for that printer."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import NETWORK, ZPL, Paper, Printer
from shopdesk.services import print_delivery
from shopdesk.services.print_delivery import to_printers
from shopdesk.services.print_queue import queue_pdf
from shopdesk.services.printers import assign, save_printer


@pytest.fixture
def taken(monkeypatch):
    """What reaches a printer: its name, the paper in it, copies."""
    reached = []

    def deliver(printer, _pdf, *, copies, **_told):
        reached.append((printer.name, printer.paper.name, copies))

    monkeypatch.setattr(print_delivery, "deliver", deliver)
    for name in ("标签机", "Office"):
        save_printer(Printer(name, NETWORK, ZPL, address="127.0.0.1:9"))
    return reached


@pytest.fixture
def send(shop):
    """Take pages of a document to a printer."""

    def act(document, printer):
        job = queue_pdf(shop, document, b"%PDF-1.7", printer=printer, station="2")
        to_printers()(job, b"%PDF-1.7", SilentJob())

    return act


def test_slips_come_as_often_as_the_station_wants_them_and_labels_once(send, taken):
    for document in ("labels", "packing-slips"):
        assign("2", document, "标签机", Paper(100, 150), copies=2)
        send(document, "标签机")
    assert taken == [("标签机", "100x150", 1), ("标签机", "100x150", 2)]


def test_what_was_chosen_for_another_printer_does_not_count(send, taken):
    assign("2", "packing-slips", "标签机", Paper(100, 150), copies=2)
    send("packing-slips", "Office")
    assert taken == [("Office", "", 1)]


def test_a_printer_that_this_pc_does_not_know_is_gone(send, taken):
    with pytest.raises(ShopError) as refused:
        send("labels", "Nobody")
    assert refused.value.code == "printer-gone"
