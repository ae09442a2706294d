"""Verbs of paper: layouts, printers, where documents go, the words of messages and replies, rules as files."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from shopdesk.domain.printers import NETWORK, Paper, Printer
from shopdesk.services import printers
from tests.ui.undone.hand import Hand, pressing, verb

LABELLER = Printer("标签机", NETWORK, "tspl", address="127.0.0.1:9", paper=Paper(100, 150))
LAYOUT = ("part-x", "part-y", "layoutText", "layoutLanguage", "mask-phone", "layoutLogo", "layoutNote")


@verb("layouts", document="labels")
def copy_a_layout(hand: Hand) -> None:
    hand.press("copyLayout")


def own_layout(hand: Hand) -> None:
    hand.press("copyLayout")


@verb("layouts", own_layout, document="labels")
def take_a_layout_out(hand: Hand) -> None:
    hand.press("removeLayout")


@verb("layouts", own_layout, fields=LAYOUT, document="labels")
def move_a_part_of_a_layout(hand: Hand) -> None:
    hand.turn("part-x", 6.5)


@verb("layouts", fields=LAYOUT, document="labels")
def change_a_built_in_layout(hand: Hand) -> None:
    hand.turn("layoutText", 120)


@verb("layouts", own_layout, fields=LAYOUT, document="labels")
def hide_a_part_of_a_layout(hand: Hand) -> None:
    parts = hand.see("layoutParts", QListWidget)
    parts.setFocus()
    QTest.keyClick(parts, Qt.Key.Key_Space)
    hand.settle()


@verb("layouts", own_layout, fields=LAYOUT, document="packing-slips")
def write_the_note_of_a_layout(hand: Hand) -> None:
    hand.enter("layoutNote", "谢谢光临")


def with_a_printer(hand: Hand) -> None:
    printers.save_printer(LABELLER)
    printers.assign("1", "labels", LABELLER.name)
    hand.window.context.changed.emit(frozenset({"printers"}))
    hand.window.go(hand.page.name, printer=LABELLER.name)
    hand.settle()


PRINTER = ("printerName", "printerAddress", "printerDpi", "printerDarkness", "calibration")


@verb("printers", new=True)
def add_a_printer(hand: Hand) -> None:
    hand.write("printerName", "小标签机")
    hand.see("printerAddress").setEditText("127.0.0.1:9")
    hand.press("savePrinter")


@verb("printers", with_a_printer, fields=PRINTER)
def change_a_printer(hand: Hand) -> None:
    hand.write("printerName", "改名的标签机")
    hand.press("savePrinter")


def on_a_printer(hand: Hand) -> None:
    with_a_printer(hand)
    hand.select(0)


@verb("printers", on_a_printer)
def take_a_printer_out(hand: Hand) -> None:
    hand.press("removePrinters")


@verb("printers", with_a_printer, fields=PRINTER)
def calibrate_a_printer(hand: Hand) -> None:
    for name, off in zip(("rulerA", "rulerB", "rulerC", "rulerD"), (0.3, -0.4, 0.5, 0.2), strict=True):
        right = float(hand.see(name).placeholderText().split()[0])
        hand.write(name, f"{right + off:.1f}")
    hand.press("keepCalibration")


PLACES = ("printer-labels", "paper-labels", "copies-labels", "printer-packing-slips", "stationName")


def with_destinations(hand: Hand) -> None:
    with_a_printer(hand)
    hand.window.go("destinations")
    hand.settle()


@verb("destinations", with_destinations, fields=PLACES)
def send_a_document_to_a_printer(hand: Hand) -> None:
    hand.choose("printer-packing-slips", 1)


@verb("destinations", with_destinations, fields=PLACES)
def print_more_copies(hand: Hand) -> None:
    hand.choose("copies-labels", 2)


@verb("destinations", with_destinations, fields=PLACES)
def name_the_station(hand: Hand) -> None:
    hand.enter("stationName", "二号台")


@verb("replies", new=True)
def add_a_reply(hand: Hand) -> None:
    hand.write("replyCode", "bz")
    hand.write("replyTextChinese", "已加固包装")
    hand.press("saveReply")


@verb("replies", lambda hand: hand.select(0))
def change_a_reply(hand: Hand) -> None:
    hand.write("replyTextEnglish", "Other words for {buyer}")
    hand.press("saveReply")


pressing("replies", "take_replies_out", "removeReplies", 0, 1)


@verb("messages", lambda hand: hand.select(0), fields=("messageText",))
def change_a_template(hand: Hand) -> None:
    hand.press("editTemplate")
    hand.write("templateText", "您好，包裹 {waybill} 已发出。")
    hand.press("saveTemplate")


RULES = ("stateRules-deadlines", "stateRules-festivals")


@verb("settings", fields=RULES)
def take_a_copy_of_rules(hand: Hand) -> None:
    hand.press("editRules-festivals")


@verb("settings", lambda hand: hand.press("editRules-deadlines"), fields=RULES)
def go_back_to_the_shipped_rules(hand: Hand) -> None:
    hand.press("shippedRules-deadlines")
