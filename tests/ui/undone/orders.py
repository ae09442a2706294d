"""Verbs of orders, of what leaves, and of those who buy."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.conftest import TAOBAO
from tests.ui.undone.hand import Hand, pressing, verb

pressing("orders", "confirm_orders", "confirmOrders", *range(46), view="new")
pressing("orders", "ship_orders", "shipOrders", 0, 1, view="to-ship")
pressing("orders", "hold_orders", "holdOrders", 0, 1, 2, view="new")
pressing("orders", "cancel_orders", "cancelOrders", 0, view="new")
pressing("orders", "pick_orders", "pickOrders", 0, 1, view="to-print")
pressing("parcels", "parcel_delivered", "markDelivered", 0, view="under-way")
pressing("parcels", "parcel_in_trouble", "markTrouble", 0, view="under-way")
pressing("parcels", "parcel_lost", "markLost", 0, view="under-way")
pressing("parcels", "parcel_back", "markReturned", 0, view="under-way")
pressing("messages", "message_sent", "markSent", 0)
pressing("customers", "customers_joined", "joinCustomers", 0, 1)


def of_one_receiver(hand: Hand) -> None:
    rows = [hand.page.model.row_at(row) for row in range(hand.page.model.rowCount())]
    found = {(row.name, row.city) for row in rows}
    pairs = ([at for at, row in enumerate(rows) if (row.name, row.city) == one] for one in sorted(found))
    hand.select(*next(pair for pair in pairs if len(pair) > 1))


@verb("orders", of_one_receiver, view="together")
def merge_orders(hand: Hand) -> None:
    hand.press("mergeOrders")


@verb("orders", lambda hand: hand.select(0), view="new")
def note_an_order(hand: Hand) -> None:
    hand.press("noteOrder")
    hand.write("noteText", "加固包装")
    hand.press("noteFormSave")


@verb("customers", lambda hand: hand.select(0), fields=("customerNote", "customerTags"))
def write_about_a_customer(hand: Hand) -> None:
    hand.write("customerTags", "老客户")
    hand.press("saveCustomer")


@verb("customers", lambda hand: hand.select(0))
def block_a_customer(hand: Hand) -> None:
    hand.write("blockReason", "拒收三次")
    hand.press("blockCustomer")


@verb("couriers", lambda hand: hand.select(0))
def change_a_courier(hand: Hand) -> None:
    hand.write("courierNameEn", "Renamed Express")
    hand.press("saveCourier")


@verb("waves", new=True)
def make_a_wave(hand: Hand) -> None:
    hand.press("makeWave")


def waving(hand: Hand) -> None:
    hand.press("makeWave")


@verb("waves", waving, new=True)
def take_a_line(hand: Hand) -> None:
    hand.press("takeLine")


@verb("waves", waving, new=True)
def report_a_short_shelf(hand: Hand) -> None:
    hand.press("shortLine")


@verb("waves", waving, new=True)
def close_a_wave(hand: Hand) -> None:
    hand.press("closeWave")


def waving_orders(hand: Hand) -> None:
    hand.press("makeWave")
    hand.press("turnWave")


@verb("waves", waving_orders, fields=("wavePlaces",), new=True)
def move_an_order_in_its_wave(hand: Hand) -> None:
    hand.press("orderLater")


@verb("waves", waving_orders, fields=("wavePlaces",), new=True)
def take_an_order_out_of_its_wave(hand: Hand) -> None:
    hand.press("takeOutOfWave")


@verb("waves", waving, new=True)
def break_a_wave_up(hand: Hand) -> None:
    hand.press("undoWave")


@verb("tickets", new=True)
def open_a_ticket(hand: Hand) -> None:
    hand.write("ticketSubject", "杯子缺口")
    hand.press("ticketFormSave")


@verb("tickets", lambda hand: hand.select(0), view="open")
def answer_a_ticket(hand: Hand) -> None:
    hand.write("ticketAnswer", "已补发")
    hand.press("saveTicketAnswer")


@verb("warranty", lambda hand: hand.select(0), view="all")
def note_a_serial_number(hand: Hand) -> None:
    hand.write("warrantySerial", "SN-778899")
    hand.press("noteSerial")


def of_the_stall(hand: Hand) -> None:
    hand.page.search.setText("S-4711")
    hand.settle()
    hand.select(0)


@verb("payments", of_the_stall, view="all")
def take_a_payment_back(hand: Hand) -> None:
    hand.press("undoPayment")


@verb("settings", fields=("setting-orders.confirm_hours", "setting-sender.city"))
def change_a_setting(hand: Hand) -> None:
    QTest.keyClick(hand.write("setting-sender.city", "别的城市"), Qt.Key.Key_Return)
    hand.settle()


def orders_file(hand: Hand) -> Path:
    """An export of a platform with two orders."""
    file = hand.shop.folder.parent / "orders.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as sheet:
        writer = csv.DictWriter(sheet, TAOBAO.keys())
        writer.writeheader()
        writer.writerows(TAOBAO | {"订单编号": str(number)} for number in (4711001, 4711002))
    return file


@verb("orders", view="all")
def import_orders(hand: Hand) -> None:
    hand.window.go("import", files=[orders_file(hand)])
    hand.settle()
    hand.press("importTake")
    hand.window.go("orders", view="all")
    hand.settle()


def imported(hand: Hand) -> None:
    import_orders(hand)
    hand.window.go("import")
    hand.settle()
    hand.press("importMoreFiles")
    hand.window.go("orders", view="all")
    hand.settle()


@verb("orders", imported, view="all")
def take_an_import_back(hand: Hand) -> None:
    hand.window.go("import")
    hand.settle()
    hand.page.start.table.setCurrentIndex(hand.page.start.table.model().index(0, 0))
    hand.press("importTakeBack")
    hand.window.go("orders", view="all")
    hand.settle()
