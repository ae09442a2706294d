"""A morning's labels: seen before they are printed, counted when they are, refused with a reason."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.printers import Printer
from shopdesk.printing import cups
from shopdesk.services import print_delivery
from shopdesk.services.layouts import copy_layout
from shopdesk.services.orders import add_order, each_order, hold_order, list_orders, show_order
from shopdesk.services.print_queue import list_copies, list_jobs, queue_document, send_next
from shopdesk.services.settings import set_setting
from shopdesk.services.shop import open_shop
from shopdesk.ui import dialogs, machine, theme
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel
from shopdesk.ui.dialogs import ErrorDialog
from shopdesk.ui.printing import paper_printer, print_settings, print_work, saved_file
from shopdesk.ui.printing.print_page import PrintPage
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage

CTRL = Qt.KeyboardModifier.ControlModifier
LABEL_PRINTER = "Label printer"


@pytest.fixture
def printers(monkeypatch) -> list[str]:
    """The printers of this PC: none, until a test sets one up."""
    names: list[str] = []
    monkeypatch.setattr(print_settings, "printer_names", lambda: list(names))
    return names


@pytest.fixture
def paper(tmp_path, monkeypatch) -> Path:
    """What comes out of every printer."""
    path = tmp_path / "paper.pdf"

    def open_paper(_name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        made.setResolution(203)
        return made

    monkeypatch.setattr(paper_printer, "open_printer", open_paper)
    monkeypatch.setattr(print_delivery, "find_printer", Printer)
    monkeypatch.setattr(cups, "has_cups", lambda: False)
    return path


@pytest.fixture
def window(folder, qtbot, printers):
    makers = {place.page: PlainPage for place in PLACES} | {"printing": PrintPage, "settings": PlainPage}
    opened = MainWindow(Context(folder), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("orders")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def show(window, qtbot):
    """Go to the page with a wish, wait until its preview stands, and return it."""

    def go(**wanted) -> PrintPage:
        window.go("printing", **wanted)
        settle(window.current_page, qtbot)
        return window.current_page

    return go


def settle(page: PrintPage, qtbot) -> None:
    """Wait until nothing is to be made anew and the page on top is drawn."""

    def at_rest() -> bool:
        made = page.sheets is not None and not page._remaking.isActive() and not page.context.runner.busy
        return made and (page.sheets.pages is None or page.preview.drawn)

    qtbot.waitUntil(at_rest, timeout=20_000)


@pytest.fixture
def numbers(window):
    """Three orders whose labels are to be printed."""
    return [order.number for order in list_orders(window.context.shop, view="to-print")[:3]]


@pytest.fixture
def target(tmp_path, monkeypatch) -> Path:
    """The file that the person names when asked where to save."""
    path = tmp_path / "today.pdf"
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: path)
    return path


def prints_of(window, number: str) -> int:
    """How many copies of an order were made."""
    jobs = list_jobs(window.context.shop)
    return sum(copy.order == number for job in jobs for copy in list_copies(window.context.shop, job.number))


def text_of(page: PrintPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    return label.accessibleName() if isinstance(label, ElidedLabel) else label.text()  # whole, however wide letters are


def check(page: PrintPage, name: str) -> str:
    """What a line of the checks says; "" when it is not there."""
    found = [line for line in page.checks.findChildren(object, name) if not line.isHidden()]
    return found[0].accessibleName() if found else ""


def take(page: PrintPage, name: str, key: str, qtbot) -> None:
    """Take an entry of a list, and wait for the preview."""
    combo = page.findChild(QComboBox, name)
    combo.setCurrentIndex(combo.findData(key))
    settle(page, qtbot)


def pages_in(path: Path) -> int:
    pdf = pypdfium2.PdfDocument(path)
    count = len(pdf)
    pdf.close()
    return count


def test_the_first_visit_shows_all_labels_to_print(show, window):
    page = show()
    waiting = len(list_orders(window.context.shop, view="to-print"))
    assert text_of(page, "printTitle") == "Shipping labels"
    assert text_of(page, "pageNumber") == f"Page 1 of {waiting}"
    assert check(page, "checkReady") == f"Addresses complete: {waiting}"
    assert (page.rows_shown(), page.counts_text()) == (waiting, f"{waiting} orders to print")


def test_a_preview_shows_the_chosen_orders_and_notes_nothing(show, window, numbers):
    page = show(orders=numbers)
    assert page.findChild(QComboBox, "which").currentText() == "3 chosen orders"
    assert text_of(page, "pageNumber") == "Page 1 of 3"
    assert text_of(page, "printSummary") == "Shipping labels: 3 orders, 3 pages"
    assert [prints_of(window, number) for number in numbers] == [0, 0, 0]


def test_pages_are_turned_by_key(show, qtbot, numbers):
    page = show(orders=numbers)
    for key, shown in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
    ):
        qtbot.keyClick(page.window(), key)
        assert text_of(page, "pageNumber") == f"Page {shown} of 3"
    assert page.findChild(QAbstractButton, "nextPage").isEnabled()


def test_a_label_is_shown_as_large_as_it_is(show, qtbot, numbers):
    page = show(orders=numbers)
    qtbot.keyClick(page.window(), Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert text_of(page, "pageSize") == "True size 100 × 150 mm"
    dots = page.screen().physicalDotsPerInch() / 25.4
    assert page.preview.paper.scale == pytest.approx(dots)
    qtbot.keyClick(page.window(), Qt.Key.Key_Minus, CTRL)
    assert text_of(page, "pageSize") == "80% of 100 × 150 mm"
    qtbot.waitUntil(lambda: page.preview.drawn)
    qtbot.mouseClick(page.findChild(QAbstractButton, "wholePage"), Qt.MouseButton.LeftButton)
    assert not page.preview._scroll.verticalScrollBar().isVisible()
    qtbot.waitUntil(lambda: page.preview.drawn)


def test_the_paper_is_white_in_the_dark_too(show, qapp, numbers):
    page = show(orders=numbers)
    theme.apply(qapp, theme.DARK)
    grabbed = page.preview.paper.grab().toImage()
    assert grabbed.pixelColor(grabbed.width() // 2, theme.SPACE[5] + 4).name() == "#ffffff"


def test_saved_by_keyboard_the_copies_are_counted(show, window, qtbot, numbers, target):
    page = show(orders=numbers)
    told = []
    window.context.told.connect(told.append)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    settle(page, qtbot)
    assert pages_in(target) == 3
    assert [prints_of(window, number) for number in numbers] == [1, 1, 1]
    assert told == ["Saved: today.pdf (Shipping labels: 3 orders, 3 pages)"]
    assert window.context.undo.newest is None, "paper is not taken back"


def test_what_was_saved_is_opened_with_a_key(show, window, qtbot, numbers, target, monkeypatch):
    page, opened = show(orders=numbers), []
    monkeypatch.setattr(saved_file.QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    assert not page.queue.saved.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(page.queue.saved.isVisible, timeout=20_000)
    settle(page, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    target.unlink()
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    assert opened == [target, target.parent], "a file that was moved away leads to its folder"


def test_a_second_print_is_copy_two_and_asks_why(show, window, qtbot, numbers, target):
    page = show(orders=numbers)
    assert not page.findChild(QComboBox, "why").isVisible()
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: prints_of(window, numbers[0]) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: bool(page.findChildren(QPushButton, "printAgain")), timeout=20_000)
    settle(page, qtbot)
    assert not page.preview.isVisible() and not page.findChild(QPushButton, "print").isEnabled(), "these are done"
    assert not page.findChild(QComboBox, "why").isVisible()
    page.findChild(QPushButton, "printAgain").click()
    qtbot.waitUntil(lambda: check(page, "checkAgain") == "Printed before: 3 (copy 2)", timeout=20_000)
    settle(page, qtbot)
    assert page.findChild(QComboBox, "why").isVisible()
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert page.findChild(QComboBox, "why").hasFocus() and prints_of(window, numbers[0]) == 1, "it asks why"
    take(page, "why", "jam", qtbot)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: prints_of(window, numbers[0]) == 2, timeout=20_000)
    settle(page, qtbot)
    reasons = window.context.shop.connection.execute("SELECT reason FROM prints ORDER BY id").fetchall()
    assert [reason for (reason,) in reasons] == [""] * 3 + ["jam"] * 3


def test_an_order_with_a_hidden_receiver_is_refused_and_the_others_print(show, window, qtbot, numbers, target):
    masked = list_orders(window.context.shop, view="masked")[0].number
    page = show(orders=[masked, *numbers])
    assert check(page, "checkRefused") == "Refused: 1"
    assert text_of(page, "pageNumber") == "Page 1 of 3"
    qtbot.mouseClick(page.findChild(QPushButton, "showRefused"), Qt.MouseButton.LeftButton)
    assert "hidden the receiver" in text_of(page, "refusedReason")
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: prints_of(window, numbers[0]) == 1, timeout=20_000)
    settle(page, qtbot)
    assert prints_of(window, masked) == 0
    qtbot.mouseClick(page.findChild(QPushButton, f"refused-{masked}"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked[-1] == {"order": masked}


def test_when_all_are_refused_the_reasons_stand_open(show, window):
    masked = [order.number for order in list_orders(window.context.shop, view="masked")[:2]]
    page = show(orders=[*masked, "SD-999999"])
    assert page.checks.findChild(QLabel, "refusedReason").isVisible()
    assert page.empty.isVisible() and page.empty.accessibleName() == "None of these orders can be printed"
    assert not page.findChild(QPushButton, "print").isEnabled()
    assert not page.findChild(QPushButton, "savePdf").isEnabled()


def test_the_same_orders_become_a_pick_list(show, qtbot, numbers):
    page = show(orders=numbers)
    take(page, "document", "pick-list", qtbot)
    assert text_of(page, "printTitle") == "Pick list"
    assert text_of(page, "printSummary") == "Pick list: 3 orders, 1 page"
    assert "210 × 297 mm" in text_of(page, "pageSize")


def test_another_paper_makes_another_preview(show, qtbot, numbers):
    page = show(orders=numbers, document="packing-slips")
    assert "148 × 210 mm" in text_of(page, "pageSize")
    take(page, "layout", "a4", qtbot)
    assert "210 × 297 mm" in text_of(page, "pageSize")


def test_a_sheet_begins_at_the_place_that_is_clicked(show, window, qtbot, numbers, printers):
    printers.append(LABEL_PRINTER)
    page = show(orders=numbers)
    cells = page.settings.cells
    assert cells.isHidden(), "a label of its own has no places"
    take(page, "layout", "a4-8up", qtbot)
    assert cells.isVisible() and text_of(page, "pageNumber") == "Page 1 of 1"
    qtbot.mouseClick(cells.grid, Qt.MouseButton.LeftButton, pos=cells.grid.cell(7).center().toPoint())
    settle(page, qtbot)
    assert text_of(page, "pageNumber") == "Page 1 of 2" and text_of(page, "startTold") == "6 places stay free."
    qtbot.keyClick(cells.grid, Qt.Key.Key_Up)
    settle(page, qtbot)
    assert cells.start_at == 5 and text_of(page, "pageNumber") == "Page 1 of 1"
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(list_jobs(window.context.shop)) == 1, timeout=20_000)
    assert [(job.layout, job.start_at, job.pages) for job in list_jobs(window.context.shop)] == [("a4-8up", 5, 1)]
    settle(page, qtbot)
    take(page, "document", "packing-slips", qtbot)
    assert cells.isHidden() and page.settings.choice.start_at == 1
    take(page, "document", "labels", qtbot)
    assert page.settings.choice.layout == "a4-8up", "the paper is remembered"


def test_a_layout_of_the_shop_s_own_is_offered_too(show, window, qtbot, numbers):
    copy_layout(window.context.shop, "labels", "100x100", "Small ones")
    page = show(orders=numbers)
    take(page, "layout", "Small ones", qtbot)
    assert "100 × 100 mm" in text_of(page, "pageSize")
    assert page.findChild(QComboBox, "layout").currentText() == "Small ones · 100 × 100 mm"


def test_what_is_chosen_cannot_be_printed_before_it_is_seen(show, qtbot, numbers):
    page = show(orders=numbers)
    combo = page.findChild(QComboBox, "document")
    combo.setCurrentIndex(combo.findData("pick-list"))
    assert not page.findChild(QPushButton, "print").isEnabled()
    settle(page, qtbot)
    assert page.findChild(QPushButton, "print").isEnabled()


def test_escape_goes_back_to_the_orders(show, window, qtbot):
    show()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.current_page, PlainPage)


def test_nothing_to_print_says_where_orders_come_from(show, window, qtbot):
    page = show(view="printed")
    assert page.empty.isVisible() and page.empty.accessibleName() == "Nothing to print"
    qtbot.mouseClick(page.findChild(QPushButton, "goNew"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked[-1] == {"view": "new"}


def test_a_sender_without_address_is_told_with_the_way_to_it(show, window, qtbot, numbers):
    set_setting(window.context.shop, "sender.street", "")
    page = show(orders=numbers)
    assert "sender's address is not set" in check(page, "senderMissing")
    qtbot.mouseClick(page.findChild(QPushButton, "setSender"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked == [{"section": "sender"}]


def test_an_address_without_its_province_is_named_with_the_way_to_it(show, window, qtbot, numbers):
    sku = show_order(window.context.shop, numbers[0]).lines[0].sku
    to = Receiver("测试人", "13900000000", street="朝阳区样板路1号")
    bare = add_order(window.context.shop, [(sku, 1)], to, paid=True).number
    page = show(orders=[numbers[0], bare])
    assert "1 address to be looked at" in check(page, "checkAddress")
    qtbot.mouseClick(page.findChild(QPushButton, f"look-{bare}"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked[-1] == {"order": bare}


def test_a_file_that_cannot_be_written_is_told_and_nothing_counted(show, window, qtbot, numbers, tmp_path, monkeypatch):
    page = show(orders=numbers)
    monkeypatch.setattr(dialogs, "choose_target", lambda *_asked: tmp_path / "no such folder" / "today.pdf")
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None, timeout=20_000)
    window.findChild(ErrorDialog).accept()
    settle(page, qtbot)
    assert prints_of(window, numbers[0]) == 0
    assert page.findChild(QPushButton, "print").isEnabled()


def test_without_a_printer_the_page_says_so_and_prints_into_a_file(show, window, qtbot, numbers, target):
    page = show(orders=numbers)
    assert page.findChild(QLabel, "noPrinter").isVisible()
    assert page.findChild(QPushButton, "print").accessibleName() == "Print 3 as PDF…"
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: prints_of(window, numbers[0]) == 1, timeout=20_000)
    settle(page, qtbot)
    assert pages_in(target) == 3


def test_labels_are_queued_for_the_printer_and_it_is_remembered(show, window, qtbot, numbers, printers):
    printers += ["Office", LABEL_PRINTER]
    page = show(orders=numbers)
    combo = page.findChild(QComboBox, "printer")
    combo.setFocus()
    qtbot.keyClicks(combo, "Label")
    assert combo.currentText() == LABEL_PRINTER
    told = []
    window.context.told.connect(told.append)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    settle(page, qtbot)
    assert told == ["Queued for Label printer: Shipping labels: 3 orders, 3 pages"]
    (job,) = list_jobs(window.context.shop)
    assert (job.printer, job.state, job.labels) == (LABEL_PRINTER, "queued", 3)
    assert machine.recall("printer/labels") == LABEL_PRINTER


def test_a_file_is_taken_again_where_it_was_taken_last_though_there_are_printers(show, numbers, printers):
    printers.append("Office")
    machine.remember("printer/labels", "")
    assert show(orders=numbers).findChild(QComboBox, "printer").currentText() == "PDF file"


def test_orders_held_by_another_program_are_not_printed_unseen(folder, show, window, qtbot, numbers, printers):
    printers.append(LABEL_PRINTER)
    page = show(orders=numbers)
    other = open_shop(folder)
    each_order(other, numbers[:1], hold_order)
    other.close()
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None, timeout=20_000)
    assert "changed" in window.findChild(ErrorDialog).findChild(QLabel, "errorHeadline").text()
    window.findChild(ErrorDialog).accept()
    settle(page, qtbot)
    assert list_jobs(window.context.shop) == [] and check(page, "checkRefused") == "Refused: 1"


def test_the_pages_of_a_job_reach_its_printer(window, numbers, paper):
    job = queue_document(window.context.shop, "labels", numbers, printer=LABEL_PRINTER)
    sent = send_next(window.context.shop, print_work.deliver)
    assert (sent.number, sent.state, pages_in(paper)) == (job.number, "sent", 3)


def test_a_printer_that_has_gone_keeps_its_job_queued(window, numbers):
    queue_document(window.context.shop, "labels", numbers, printer=LABEL_PRINTER)
    assert send_next(window.context.shop, print_work.deliver).waits_for_printer


def test_pages_the_printer_does_not_take_wait_for_a_word(window, numbers, paper, monkeypatch):
    monkeypatch.setattr(QPrinter, "printerState", lambda _printer: QPrinter.PrinterState.Error)
    queue_document(window.context.shop, "labels", numbers, printer=LABEL_PRINTER)
    sent = send_next(window.context.shop, print_work.deliver)
    assert (sent.error, sent.printed) == ("printer-failed", 0)


def test_orders_that_change_change_the_preview(show, window, qtbot, numbers, target):
    page = show()
    before = page.rows_shown()
    window.context.write("hold", lambda shop, job: each_order(shop, numbers[:1], hold_order), changes={"orders"})
    qtbot.waitUntil(lambda: page.rows_shown() == before - 1, timeout=20_000)
    settle(page, qtbot)
    assert text_of(page, "pageNumber") == f"Page 1 of {before - 1}"


def test_every_control_says_its_name(show, numbers):
    page = show(orders=[*numbers, "SD-999999"])
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    controls = [control for kind in kinds for control in page.findChildren(kind) if control.isVisible()]
    assert controls and [control for control in controls if not control.accessibleName()] == []
