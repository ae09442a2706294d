"""The label of a packed parcel goes to the printer of its station, else of this PC; one that is away stops nobody."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.pack_desk import Deed, Steps
from shopdesk.domain.printers import NETWORK, Paper, Printer
from shopdesk.services import print_queue, printers
from shopdesk.services.layouts import copy_layout
from shopdesk.services.orders import confirm_order, show_order
from shopdesk.services.pack_desk import do as act
from shopdesk.services.pack_desk import open_desk
from shopdesk.services.pack_labels import count_stuck, has_label, print_label

STATION = "1"


@pytest.fixture(autouse=True)
def bench():
    """A label printer at station 1, another one for all else on this PC."""
    for name in ("Bench", "Office"):
        printers.save_printer(Printer(name, NETWORK, "zpl", address="127.0.0.1:9", paper=Paper(100, 150)))
    printers.assign(STATION, "labels", "Bench", Paper(76, 130))
    printers.name_station("pc")
    printers.assign("pc", "labels", "Office")


@pytest.fixture
def number(shop, stock_up, sell, do):
    stock_up(BOX=9)
    made = sell(BOX=1)
    do(confirm_order, made)
    return made


def pack(shop, number):
    """Pack an order of one box as the page does, and return the desk."""
    desk = open_desk(shop, STATION, Steps())
    for kind, text in (("code", number), ("code", "BOX"), ("print", "")):
        desk = act(shop, desk, Deed(kind, text))
        assert desk.alarm is None, desk.alarm
    return desk


def away(*_told):
    raise ShopError("printer-gone", printer="Bench")


def test_the_label_of_a_packed_parcel_is_queued_for_its_station_on_its_paper(shop, number):
    assert pack(shop, number).label == "queued"
    (job,) = print_queue.list_jobs(shop)
    assert (job.document, job.printer, job.layout, job.station, job.state) == (
        "labels", "Bench", "76x130", STATION, "queued",
    )  # fmt: skip
    assert [copy.order for copy in print_queue.list_copies(shop, job.number)] == [number]


def test_a_layout_of_the_shops_own_on_that_paper_is_what_the_bench_prints(shop, number):
    copy_layout(shop, "labels", "76x130", "Ours")
    copy_layout(shop, "labels", "100x150", "Larger")
    pack(shop, number)
    assert print_queue.list_jobs(shop)[0].layout == "Ours"


def test_another_station_prints_where_this_pc_prints(shop, number):
    assert print_label(shop, number, station="2").printer == "Office"
    printers.assign("pc", "labels", "")
    assert print_label(shop, number, station="2", reason="jammed") is None


def test_a_printer_that_is_away_is_told_and_packing_goes_on(shop, number, sell, do):
    pack(shop, number)
    print_queue.send_next(shop, away)
    assert count_stuck(shop, STATION) == 1 and count_stuck(shop, "2") == 0
    other = sell(BOX=1)
    do(confirm_order, other)
    desk = pack(shop, other)
    assert show_order(shop, other).fulfilment == "packed"
    assert act(shop, desk, Deed("count")).stuck == 1


def test_a_label_on_its_way_is_none_to_print_again_and_one_that_failed_is(shop, number, sell, do):
    assert not has_label(shop, number)
    job = print_label(shop, number, station=STATION)
    assert has_label(shop, number)
    print_queue.fail_job(shop, job.number)
    assert not has_label(shop, number), "nothing lies on the table"
    assert print_label(shop, number, station=STATION).state == "queued"
