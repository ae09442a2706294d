"""What goes wrong in a shop: files of every kind, closing at a bad moment, a file that is gone, a small screen."""

import shutil
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from shopdesk import app
from shopdesk.domain.errors import ShopError
from shopdesk.paths import SHOP_FILE
from shopdesk.services import imports
from shopdesk.services.imports import list_batches
from shopdesk.services.orders import each_order, hold_order, list_orders
from shopdesk.services.shop import open_shop
from shopdesk.ui.context import Context
from shopdesk.ui.dialogs import ErrorDialog
from shopdesk.ui.window.page_names import PAGES


@pytest.fixture
def window(folder: Path, qtbot):
    opened = app.open_window(folder, Context(folder))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def errors(window) -> list[str]:
    """Return the headlines of the error dialogs that are open."""
    return [d.findChild(QLabel, "errorHeadline").text() for d in window.findChildren(ErrorDialog) if d.isVisible()]


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_fits_a_small_screen(window, page, wait):
    window.go(page)
    window.resize(1024, 600)
    wait(window.context)
    assert (window.width(), window.height()) == (1024, 600)
    beyond = [
        w.objectName()
        for w in window.current_page.findChildren(QPushButton)
        if w.isVisible() and w.mapTo(window, w.rect().topRight()).x() > 1024 and not _scrolls(w)
    ]
    assert beyond == []


def _scrolls(widget: QWidget) -> bool:
    """Tell whether a widget lies in something that can be scrolled."""
    while widget is not None:
        if widget.objectName().startswith("qt_scrollarea"):
            return True
        widget = widget.parentWidget()
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses to move an open file")
def test_a_shop_file_that_is_gone_is_said_and_nothing_is_written_elsewhere(window, folder, wait, qtbot):
    first, number = (order.number for order in list_orders(window.context.shop, view="to-ship")[:2])
    window.context.write("Hold", lambda shop, _job: each_order(shop, [first], hold_order), changes={"orders"})
    wait(window.context)
    (folder / SHOP_FILE).rename(folder / "moved.db")
    window.context.write("Hold", lambda shop, _job: each_order(shop, [number], hold_order), changes={"orders"})
    wait(window.context)
    assert len(errors(window)) == 1
    assert "is no longer there" in errors(window)[0]
    for dialog in window.findChildren(ErrorDialog):
        dialog.accept()
    window._refresh()  # F5
    assert len(errors(window)) == 1
    (folder / "moved.db").rename(folder / SHOP_FILE)
    shop = open_shop(folder)
    assert "hold" not in list_orders(shop, search=number)[0].flags
    shop.close()


def test_a_locked_shop_is_said_in_words_and_the_next_try_works(window, folder, wait, monkeypatch):
    other = open_shop(folder)
    other.connection.execute("BEGIN IMMEDIATE")
    number = list_orders(window.context.shop, view="to-ship")[0].number

    def hold(shop, _job):
        shop.connection.execute("PRAGMA busy_timeout = 50")
        return each_order(shop, [number], hold_order)

    window.context.write("Hold", hold, changes={"orders"})
    wait(window.context)
    assert len(errors(window)) == 1
    other.connection.execute("ROLLBACK")
    other.close()
    window.context.write("Hold", hold, changes={"orders"})
    wait(window.context)
    assert "hold" in list_orders(window.context.shop, search=number)[0].flags


def test_closing_during_an_import_keeps_nothing_of_it(window, folder, tmp_path, qtbot, monkeypatch):
    begun = threading.Event()

    def slow(shop, path, **told):
        begun.set()
        for step in range(10_000):
            told["job"].step(step, 0)
            threading.Event().wait(0.005)

    monkeypatch.setattr(imports, "import_file", slow)
    before = len(list_batches(window.context.shop))
    window.context.write(
        "Import", lambda shop, job: imports.take_files(shop, [(tmp_path / "a.csv", "")], job), changes={"orders"}
    )
    assert begun.wait(10)
    window.close()
    shop = open_shop(folder)
    assert len(list_batches(shop)) == before
    shop.close()


def test_ten_files_a_folder_a_picture_and_a_broken_file_in_one_drop(window, tmp_path, wait, qtbot):
    sample = sorted(Path(app.resources() / "sample").glob("*.csv"))
    dropped = [Path(shutil.copy(sample[at % len(sample)], tmp_path / f"{at}.csv")) for at in range(7)]
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    (tmp_path / "broken.csv").write_bytes(b"\x00\xff\xfe" * 50)
    window.take_files([*dropped, tmp_path / "folder", tmp_path / "picture.png", tmp_path / "broken.csv"])
    qtbot.waitUntil(lambda: not window.context.runner.busy, timeout=30_000)
    assert errors(window) == []
    take = window.current_page.findChild(QPushButton, "importTake")
    assert take.isEnabled()
    files = window.current_page.findChild(QWidget, "importFiles")
    assert files.model().rowCount() == 10


def test_a_refusal_is_worded_and_a_fault_has_details_to_copy(window):
    window.show_error(ShopError("order-on-hold", order="SD-000012"), "Ship")
    window.show_error(ZeroDivisionError("telephone 13800001234"), "Ship")
    first, second = (d for d in window.findChildren(ErrorDialog) if d.isVisible())
    assert first.details == ""
    assert "ZeroDivisionError" in second.details and "13800001234" not in second.details


def test_the_end_of_the_systems_session_waits_for_what_is_being_written(window, folder, qtbot):
    """Windows asks once and then ends the program: an order that is half written is written first."""
    begun, written = threading.Event(), threading.Event()
    first = list_orders(window.context.shop, view="to-ship")[0].number

    def hold(shop, _job):
        with shop.writing():
            begun.set()
            threading.Event().wait(0.5)
            told = each_order(shop, [first], hold_order)
        written.set()
        return told

    window.context.write("Hold", hold, changes={"orders"})
    assert begun.wait(10) and not written.is_set()
    app.finish_first()
    assert written.is_set()
    shop = open_shop(folder)
    assert "hold" in list_orders(shop, search=first)[0].flags
    shop.close()


def test_the_end_of_the_systems_session_stops_long_work_at_its_next_step(window, qtbot):
    begun, steps = threading.Event(), []

    def long(_shop, job):
        for step in range(100_000):
            job.step(step, 100_000)
            steps.append(step)
            begun.set()
            threading.Event().wait(0.005)

    window.context.write("Import", long, changes={"orders"})
    assert begun.wait(10)
    app.finish_first()
    count = len(steps)
    assert count < 100_000
    qtbot.waitUntil(lambda: not window.context.runner.busy, timeout=10_000)
    assert len(steps) == count
