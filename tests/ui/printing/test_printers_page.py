"""Printers in the window: described, tried, put right by a ruler, chosen for documents; a slow one is waited for."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import NETWORK, Assignment, Calibration, Paper, Printer
from shopdesk.printing import cups, winspool
from shopdesk.services import printers
from shopdesk.services.printer_file import printer_file
from shopdesk.ui.printing.destinations_page import DestinationsPage
from shopdesk.ui.printing.printers_page import PrintersPage

LABELLER = Printer("标签机", NETWORK, "tspl", address="127.0.0.1:9", paper=Paper(100, 150))


@pytest.fixture(autouse=True)
def queues(monkeypatch):
    told = [cups.Queue("Office", "ready"), cups.Queue("Old", "stopped", "Paused by hand")]
    monkeypatch.setattr(cups, "list_queues", lambda: told)
    monkeypatch.setattr(winspool, "has_winspool", lambda: False)  # a PC whose queues tell their states
    return told


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=30_000)


@pytest.fixture
def page(context, qtbot, until):
    printers.save_printer(LABELLER)
    made = PrintersPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    until(lambda: made.rows_shown() == 3)
    made.show_wanted({"printer": "标签机"})
    until(lambda: made.panel.title.text() == "标签机")
    return made


def press(page, name):
    page.findChild(QPushButton, name).click()


def states(page):
    return [page.model.row_at(at).state for at in range(page.rows_shown())]


def test_every_printer_says_how_it_stands(page, until):
    until(lambda: states(page) == ["gone", "ready", "stopped"])
    page.show_view("away")
    assert [page.model.row_at(at).printer.name for at in range(page.rows_shown())] == ["标签机", "Old"]
    assert page.counts_text() == "3 printers"


def test_a_slow_printer_holds_nobody_up(page, monkeypatch, until, qtbot):
    """While one is being asked the list is there, and its answer comes later."""
    asked = threading.Event()

    def slow(*_told, **_more):
        asked.wait(10)
        return [printers.PrinterRow(LABELLER, True, "ready")]

    monkeypatch.setattr("shopdesk.ui.printing.printers_page.list_printers", slow)
    page.refresh()
    assert page.rows_shown() == 3
    asked.set()
    until(lambda: states(page) == ["ready"])


def test_a_new_printer_is_described_and_taken_back(page, context, until, wait):
    press(page, "newPrinterForm")
    form = page.panel.form
    form.name.setText("Bench")
    form.address.setEditText("192.0.2.9")
    form.language.setCurrentIndex(form.language.findData("zpl"))
    form.paper.setEditText("76 x 130 mm")
    form.darkness.setCurrentIndex(9)
    press(page, "savePrinter")
    until(lambda: printers.find_own("Bench").darkness == 9 if _has("Bench") else False)
    assert printers.find_own("Bench") == Printer(
        "Bench", NETWORK, "zpl", address="192.0.2.9", paper=Paper(76, 130), darkness=9
    )
    until(lambda: page.panel.title.text() == "Bench")
    wait(context)
    context.take_back()
    until(lambda: not _has("Bench"))


def _has(name: str) -> bool:
    return any(row.printer.name == name for row in printers.list_printers(look=False))


@pytest.mark.parametrize(
    ("address", "paper", "words"), [("a b", "100x150", "not the address"), ("10.0.0.9", "large", "not a paper size")]
)
def test_what_is_wrong_is_told_in_the_form_and_keeps_what_was_typed(page, until, address, paper, words):
    form = page.panel.form
    form.address.setEditText(address)
    form.paper.setEditText(paper)
    press(page, "savePrinter")
    until(lambda: words in form.error.text())
    assert form.address.currentText() == address
    assert printers.find_own("标签机") == LABELLER


def test_a_printer_of_the_system_needs_no_language_and_becomes_ours_when_it_is_saved(page, until):
    page.show_wanted({"printer": "Office"})
    until(lambda: page.panel.title.text() == "Office")
    assert not page.panel.form.language.isVisibleTo(page)
    page.panel.form.paper.setEditText("210x297")
    press(page, "savePrinter")
    until(lambda: printers.find_own("Office").paper == Paper(210, 297) if printers._own("Office") else False)


def test_a_measured_ruler_is_kept_shown_and_taken_back(page, context, until, wait):
    for letter, length in zip("ABCD", ("90", "139,0", "5.5 mm", "5"), strict=True):
        page.findChild(QLineEdit, f"ruler{letter}").setText(length)
    press(page, "keepCalibration")
    until(lambda: not printers.find_own("标签机").calibration.is_none)
    until(lambda: "100.72" in page.findChild(QLabel, "calibration").text())
    wait(context)
    context.take_back()
    until(lambda: printers.find_own("标签机").calibration.is_none)
    wait(context)
    context.do_again()
    until(lambda: printers.find_own("标签机").calibration.shift_x == -0.5)
    until(lambda: page.findChild(QPushButton, "dropCalibration").isEnabled())
    press(page, "dropCalibration")
    until(lambda: printers.find_own("标签机").calibration == Calibration())


@pytest.mark.parametrize("typed", ["", "abc", "-3", "1.2.3", "٩"])
def test_a_measure_that_is_none_is_told_under_the_fields(page, typed):
    for letter in "ABCD":
        page.findChild(QLineEdit, f"ruler{letter}").setText("90" if letter == "A" else typed)
    press(page, "keepCalibration")
    assert "millimetres" in page.panel.ruler.error.text()
    assert page.findChild(QLineEdit, "rulerB").property("invalid")


def test_a_bar_misread_is_told_and_nothing_is_kept(page, until):
    for letter in "ABCD":
        page.findChild(QLineEdit, f"ruler{letter}").setText("9")
    press(page, "keepCalibration")
    until(lambda: "too far" in page.panel.ruler.error.text())
    assert printers.find_own("标签机").calibration.is_none


def test_a_test_page_that_nobody_takes_is_told(page, context, until, monkeypatch):
    failed = []
    context.failed.connect(lambda error, what: failed.append(error))
    press(page, "printTest")
    until(lambda: bool(failed))
    assert isinstance(failed[0], ShopError) and failed[0].code == "printer-refused"


def test_test_page_and_ruler_are_sent(page, context, until, monkeypatch):
    sent, told = [], []
    monkeypatch.setattr(printers.network, "send_tcp", lambda printer, parts, _job: sent.append(b"".join(parts)))
    context.told.connect(told.append)
    press(page, "printTest")
    until(lambda: len(sent) == 1)
    press(page, "printRuler")
    until(lambda: len(sent) == 2 and len(told) == 2)
    assert "标签机" in told[1] and sent[0] != sent[1]


def test_a_printer_taken_out_comes_back_with_its_documents(page, context, until, wait):
    printers.assign("1", "labels", "标签机")
    page.table.selectRow(0)
    press(page, "removePrinters")
    until(lambda: not _has("标签机"))
    wait(context)
    context.take_back()
    until(lambda: _has("标签机"))
    assert printers.printer_for("1", "labels").printer.name == "标签机"


def test_a_printer_of_the_system_is_not_ours_to_take_out(page, context):
    said = []
    context.told.connect(said.append)
    page.table.selectRow(1)
    press(page, "removePrinters")
    assert "system" in said[0]


def test_a_damaged_file_is_said_above_the_list(page, until):
    printer_file().write_bytes(b"{")
    page.refresh()
    assert page.findChild(QLabel, "printersDamaged").isVisibleTo(page)


def test_without_any_printer_one_is_described(context, qtbot, queues, until):
    queues.clear()
    made = PrintersPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    until(lambda: made.findChild(QPushButton, "firstPrinterForm") is not None)
    first = made.findChild(QPushButton, "firstPrinterForm")
    assert first.property("primary")
    press(made, "firstPrinterForm")
    assert not first.property("primary") and made.findChild(QPushButton, "savePrinter").property("primary")
    assert made.panel.is_new


# Where documents go


@pytest.fixture
def grid(context, qtbot, until):
    printers.save_printer(LABELLER)
    made = DestinationsPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    until(lambda: made._cells["1", "labels"].printer.count() == 4)
    return made


def choose(combo: QComboBox, data: str) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_a_document_gets_its_printer_paper_and_copies_and_gives_them_back(grid, context, until, wait):
    cell = grid._cells["1", "labels"]
    assert not cell.copies.isEnabled()
    choose(cell.printer, "标签机")
    until(lambda: printers.list_assignments().get(("1", "labels")) == Assignment("标签机"))
    until(cell.copies.isEnabled)
    cell.paper.setEditText("76x130")
    cell.paper.lineEdit().editingFinished.emit()
    until(lambda: printers.list_assignments()["1", "labels"].paper == Paper(76, 130))
    wait(context)
    choose(cell.copies, "2")
    until(lambda: printers.list_assignments()["1", "labels"] == Assignment("标签机", Paper(76, 130), 2))
    wait(context)
    context.take_back()
    until(lambda: printers.list_assignments()["1", "labels"].copies == 1)
    wait(context)
    choose(cell.printer, "")
    until(lambda: ("1", "labels") not in printers.list_assignments())


def test_another_station_has_a_column_of_its_own(grid, context, until):
    alone = grid._cells["1", "pick-list"]
    assert alone.printer.y() == alone.paper.y() == alone.copies.y(), "one station: its choices stand in one row"
    grid.findChild(QLineEdit, "addStation").setText("打包台 2")
    grid.findChild(QLineEdit, "addStation").returnPressed.emit()
    one, two = grid._cells["1", "pick-list"], grid._cells["打包台 2", "pick-list"]
    until(lambda: two.x() > one.x() + one.width() and one.paper.y() > one.printer.y())
    choose(two.printer, "Office")
    until(lambda: printers.printer_for("打包台 2", "pick-list") is not None)
    assert printers.printer_for("1", "pick-list") is None


def test_this_pcs_station_is_named_and_named_back(grid, context, until, wait):
    field = grid.findChild(QLineEdit, "stationName")
    field.setText("A")
    field.editingFinished.emit()
    until(lambda: printers.station_name() == "A")
    wait(context)
    context.take_back()
    until(lambda: printers.station_name() == "1")
    field.setText("x" * 30)
    field.editingFinished.emit()
    until(lambda: grid.error.isVisibleTo(grid))
    assert field.text() == "1"


def test_a_chosen_printer_that_is_gone_stays_marked(grid, context, until, queues, wait):
    printers.assign("1", "labels", "Office")
    queues.clear()
    grid.refresh()
    until(lambda: "not there" in grid._cells["1", "labels"].printer.currentText())
    assert grid.findChild(QComboBox, "copies-labels").isEnabled()


def test_paper_that_is_none_is_told_in_its_cell(grid, until):
    cell = grid._cells["1", "labels"]
    choose(cell.printer, "标签机")
    cell.paper.setEditText("huge")
    cell.paper.lineEdit().editingFinished.emit()
    assert "not a paper size" in cell.error.text()


def test_a_printer_with_hostile_words_is_only_words(grid, context, until):
    name = "<b>x</b> & %s {0}"
    printers.save_printer(replace(LABELLER, name=name))
    grid.refresh()
    until(lambda: grid._cells["1", "labels"].printer.findData(name) > 0)
    choose(grid._cells["1", "labels"].printer, name)
    until(lambda: printers.list_assignments().get(("1", "labels")) == Assignment(name))


def test_the_print_and_the_settings_lead_to_the_printers(context, qtbot):
    from shopdesk.ui.printing.print_page import PrintPage
    from shopdesk.ui.settings.settings_page import SettingsPage

    went = []
    context.went.connect(lambda page, _wanted: went.append(page))
    for made, name in ((PrintPage(context), "toPrinters"), (SettingsPage(context), "goDestinations")):
        qtbot.addWidget(made)
        press(made, name)
    assert went == ["printers", "destinations"]


def test_without_a_printer_the_documents_lead_to_the_first_one(context, qtbot, queues, until, monkeypatch):
    queues.clear()
    made = DestinationsPage(context)
    qtbot.addWidget(made)
    made.show()
    until(made.findChild(QPushButton, "describePrinter").isVisible)
    went: list[tuple[str, dict[str, object]]] = []
    context.went.connect(lambda page, wanted: went.append((page, wanted)))
    press(made, "describePrinter")
    assert went == [("printers", {"new": True})]
    printers.save_printer(LABELLER)
    made.refresh()
    until(lambda: not made.findChild(QPushButton, "describePrinter").isVisible())
