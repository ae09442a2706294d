"""The queue beside the printing page: what is on its way, and what a person says of the paper, all by key."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QSpinBox

from shopdesk.domain.errors import ShopError
from shopdesk.services import print_queue as queue
from shopdesk.services.documents import print_document
from shopdesk.services.orders import list_orders
from shopdesk.ui.context import Context
from shopdesk.ui.printing import print_settings
from shopdesk.ui.printing.print_page import PrintPage
from shopdesk.ui.printing.print_sender import PrintSender
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(folder, qtbot, monkeypatch):
    monkeypatch.setattr(print_settings, "printer_names", lambda: ["Zebra", "Laser"])
    makers = {place.page: PlainPage for place in PLACES} | {"printing": PrintPage, "settings": PlainPage}
    opened = MainWindow(Context(folder), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("printing")
    opened.show()
    qtbot.waitExposed(opened)
    qtbot.waitUntil(lambda: opened.isActiveWindow() and not opened.context.runner.busy, timeout=20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(window):
    return window.current_page


@pytest.fixture
def shop(window):
    return window.context.shop


@pytest.fixture
def put(window, shop, qtbot):
    """Queue labels and take the job as far as a test wants it."""

    def act(count=3, printer="Zebra", *, error=None, after=0, sent=True):
        numbers = [order.number for order in list_orders(shop, view="to-print")[:count]]
        job = queue.queue_document(shop, "labels", numbers, printer=printer)

        def send(_job, _pdf, progress):
            progress.step(after, count)
            if error:
                raise ShopError(error, printer=printer)

        if sent:
            job = queue.send_next(shop, send)
        window.context.changed.emit(frozenset({"printing"}))
        qtbot.waitUntil(card(window.current_page, job.number).isVisible)
        return job

    return act


def card(page, number) -> QFrame:
    return page.queue.findChild(QFrame, f"job-{number}")


def told(page, number) -> str:
    return page.queue.findChild(QLabel, f"jobTold-{number}").text()


def verbs(page, number) -> list[str]:
    names = [made.objectName() for made in card(page, number).findChildren(QPushButton)]
    return [name.removeprefix("jobDo-").removesuffix(f"-{number}") for name in names]


@pytest.fixture
def until(qtbot):
    return lambda condition: qtbot.waitUntil(condition, timeout=20_000)


def test_an_empty_queue_says_what_it_is_for(page):
    assert page.queue.findChild(QFrame, "job-1") is None
    assert "until you have said that the paper came out" in page.queue.findChildren(QLabel)[-1].text()


def test_each_job_says_how_it_stands_and_what_can_be_done(page, put):
    put(1)
    put(3, "Laser", error="printer-failed")
    put(2, sent=False)
    assert told(page, 1).startswith("Sent at ") and verbs(page, 1) == ["confirm", "none"]
    assert "did not take the pages" in told(page, 2) and verbs(page, 2) == ["retry", "move", "cancel"]
    assert told(page, 3) == "Queued" and verbs(page, 3) == ["cancel"]
    assert "SD-" in page.queue.findChild(QLabel, "jobTitle-1").text(), "a single order is named"
    assert page.queue.findChild(QLabel, "jobTitle-2").text() == "Shipping labels: 3 copies"


def test_one_key_says_that_all_came_out_and_one_takes_it_back(window, page, shop, put, qtbot, until):
    number = put().number
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    until(lambda: queue.find_job(shop, number).state == "confirmed")
    until(lambda: told(page, number).startswith("Came out"))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    until(lambda: queue.find_job(shop, number).state == "sent")


def test_up_to_a_label_came_out_and_the_rest_is_printed_with_a_reason(window, page, shop, put, qtbot, until):
    number = put().number
    qtbot.keyClick(window, Qt.Key.Key_U, CTRL)
    box = page.queue.findChild(QSpinBox, f"jobLabel-{number}")
    until(box.hasFocus)
    qtbot.keyClicks(box, "2")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    until(lambda: queue.find_job(shop, number).state == "confirmed")
    until(lambda: "2 of 3 came out" in told(page, number))
    assert verbs(page, number) == ["rest"]
    card(page, number).ask("rest")
    assert page.queue.findChild(QSpinBox, f"jobLabel-{number}").value() == 3
    why = page.queue.findChild(QComboBox, f"jobWhy-{number}")
    why.setCurrentIndex(why.findData("damaged"))
    page.queue.findChild(QPushButton, f"jobGive-{number}").click()
    until(lambda: len(queue.list_jobs(shop)) == 2)
    assert [(copy.copy, copy.reason) for copy in queue.list_copies(shop, number + 1)] == [(2, "damaged")]
    until(lambda: card(page, number + 1) is not None and verbs(page, number) == ["reprint"])


def test_after_a_jam_one_key_prints_again_from_a_label_on(window, page, shop, put, qtbot, until):
    number = put().number
    qtbot.keyClick(window, Qt.Key.Key_J, CTRL)
    box = page.queue.findChild(QSpinBox, f"jobLabel-{number}")
    until(box.hasFocus)
    window.context.changed.emit(frozenset({"printing"}))
    assert box.hasFocus(), "what is being filled in is left alone"
    qtbot.keyClicks(box, "2")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    until(lambda: len(queue.list_jobs(shop)) == 2)
    first, second = queue.list_jobs(shop)
    assert (first.printed, second.labels, second.reason) == (1, 2, "jam")


def test_escape_leaves_the_form_and_then_the_page(window, page, put, qtbot, until):
    number = put().number
    card(page, number).ask("up-to")
    box = page.queue.findChild(QSpinBox, f"jobLabel-{number}")
    until(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert card(page, number).hasFocus() and window.current_page is page


def test_nothing_came_out_and_the_same_copies_go_again(window, page, shop, put, qtbot, until):
    number = put().number
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    until(lambda: queue.find_job(shop, number).state == "failed")
    until(lambda: "Nothing came out" in told(page, number))
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    until(lambda: queue.find_job(shop, number).state == "queued")
    assert [copy.copy for copy in queue.list_copies(shop, number)] == [1, 1, 1]


def test_a_failed_job_goes_to_the_printer_that_is_chosen(page, shop, put, until):
    number = put(error="printer-failed").number
    page.settings.printer.setCurrentIndex(page.settings.printer.findData("Laser"))
    page.queue.refresh()
    page.queue.findChild(QPushButton, f"jobDo-move-{number}").click()
    until(lambda: queue.find_job(shop, number).state == "queued")
    assert queue.find_job(shop, number).printer == "Laser"


def test_del_takes_a_job_out_and_undo_brings_it_back(window, page, shop, put, qtbot, until):
    number = put(sent=False).number
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert card(page, number).hasFocus()
    qtbot.keyClick(card(page, number), Qt.Key.Key_Delete)
    until(lambda: queue.find_job(shop, number).state == "cancelled")
    until(lambda: window.context.undo.newest is not None)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    until(lambda: queue.find_job(shop, number).state == "queued")


def test_arrows_lead_from_job_to_job_and_the_keyboard_stays_there(window, page, put, qtbot):
    first, second = put(1).number, put(1, "Laser").number
    qtbot.keyClick(window, Qt.Key.Key_F6)
    qtbot.keyClick(card(page, first), Qt.Key.Key_Down)
    assert card(page, second).hasFocus()
    window.context.changed.emit(frozenset({"printing"}))
    qtbot.waitUntil(lambda: card(page, second).hasFocus())


def test_a_printer_that_is_gone_has_a_banner_and_is_looked_for_again(window, page, shop, put, qtbot, until):
    number = put(error="printer-gone").number
    put(2, sent=False)
    assert page.queue.findChild(QLabel, "printerGone").text() == (
        "Zebra is not there. 2 jobs wait for it; all other work goes on."
    )
    assert told(page, number) == "Waits for its printer" and not queue.has_next(shop)
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    until(lambda: queue.has_next(shop))


def test_what_is_on_its_way_shows_how_far_and_is_stopped(window, page, shop, put, until):
    going, waits = threading.Event(), threading.Event()

    def send(_job, _pdf, progress):
        progress.step(2, 3)
        going.set()
        assert waits.wait(20)
        progress.step(3, 3)

    number = put(sent=False).number
    PrintSender(window.context, send)
    until(going.is_set)
    until(lambda: told(page, number) == "Printing 2 of 3")
    assert card(page, number).progress.value() == 2 and verbs(page, number) == ["stop"]
    card(page, number).ask("stop")
    waits.set()
    until(lambda: "stopped on its way" in told(page, number))
    assert verbs(page, number) == ["confirm", "up-to", "none", "reprint"]


def test_a_saved_pdf_asks_for_its_word_too(window, page, shop, tmp_path, until):
    numbers = [order.number for order in list_orders(shop, view="to-print")[:2]]
    print_document(shop, "labels", tmp_path / "two.pdf", texts=numbers)
    window.context.changed.emit(frozenset({"printing"}))
    assert told(page, 1).startswith("Saved at ") and verbs(page, 1) == ["confirm", "up-to", "none"]
    card(page, 1).ask("none")
    until(lambda: verbs(page, 1) == ["cancel"])


def test_the_history_shows_what_was_taken_out_as_well(page, put, shop):
    number = put(sent=False).number
    queue.cancel_job(shop, number)
    page.queue.refresh()
    assert card(page, number) is None
    page.queue.findChild(QPushButton, "queueHistory").click()
    assert told(page, number).startswith("Taken out at ")


def test_in_a_narrow_window_the_queue_takes_the_place_of_the_settings(window, page, put, qtbot):
    put()
    window.resize(1024, 600)
    qtbot.waitUntil(page.queue.isHidden)
    assert page.findChild(QPushButton, "showQueue").accessibleName() == "Queue 1"
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert page.queue.isVisible() and page.settings.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert page.queue.isHidden() and page.settings.isVisible()
