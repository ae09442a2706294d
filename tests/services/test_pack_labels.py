"""The label of a packed parcel goes to the printer of its station, else of this PC, and nowhere when none is chosen."""

from types import SimpleNamespace

import pytest

from shopdesk.services import pack_labels
from shopdesk.services.documents import print_document
from shopdesk.services.orders import confirm_order


@pytest.fixture
def rooms(monkeypatch):
    """A queue that keeps what it is given, and printers by station."""
    queued, chosen = [], {}

    def queue_document(_shop, document, orders, **how):
        queued.append((document, tuple(orders), how["printer"], how["station"], how["reason"]))
        return queued[-1]

    printers = SimpleNamespace(list_assignments=lambda: chosen, station_name=lambda: "this pc")
    found = {"print_queue": SimpleNamespace(queue_document=queue_document), "printers": printers}
    monkeypatch.setattr(pack_labels, "_module", lambda name: found.get(name.rpartition(".")[2]))
    return SimpleNamespace(queued=queued, chosen=chosen, found=found)


def test_a_label_is_queued_for_the_printer_of_its_station(shop, rooms):
    rooms.chosen["1", "labels"] = SimpleNamespace(printer="Bench")
    rooms.chosen["this pc", "labels"] = SimpleNamespace(printer="Office")
    assert pack_labels.print_label(shop, "SD-000001", station="1") is not None
    pack_labels.print_label(shop, "SD-000001", station="2", reason="jammed")
    assert rooms.queued == [
        ("labels", ("SD-000001",), "Bench", "1", ""), ("labels", ("SD-000001",), "Office", "2", "jammed"),
    ]  # fmt: skip


def test_labels_that_wait_for_a_printer_are_counted(shop, rooms):
    jobs = [
        ("1", "queued", ""),
        ("1", "queued", "printer-gone"),
        ("1", "failed", "printer-failed"),
        ("2", "failed", ""),
    ]
    made = [SimpleNamespace(station=station, state=state, error=error) for station, state, error in jobs]
    rooms.found["print_queue"].list_jobs = lambda _shop, *, open_only: made
    assert pack_labels.count_stuck(shop, "1") == 2


def test_no_printer_chosen_is_no_label(shop, rooms):
    assert pack_labels.print_label(shop, "SD-000001", station="1") is None
    rooms.found.clear()
    assert pack_labels.print_label(shop, "SD-000001", station="1") is None and not rooms.queued


def test_a_label_that_was_printed_is_known(shop, stock_up, sell, do, tmp_path):
    stock_up(BOX=3)
    number = sell(BOX=1)
    do(confirm_order, number)
    assert not pack_labels.has_label(shop, number)
    print_document(shop, "labels", tmp_path / "labels.pdf", texts=[number])
    assert pack_labels.has_label(shop, number)
