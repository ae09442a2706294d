"""The program as a whole: its window, one for each shop, in the language and looks this PC was given."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from shopdesk import app
from shopdesk.ui import machine, theme
from shopdesk.ui.window import single_window
from shopdesk.ui.window.faults import Faults
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.page_names import PAGES
from shopdesk.ui.window.rescue import RescueWindow
from shopdesk.ui.window.single_window import SingleWindow
from shopdesk.words import spoken


@pytest.fixture
def opened(folder: Path, qtbot, monkeypatch):
    monkeypatch.setenv("SHOPDESK_LANG", "")
    machine.remember(machine.LANGUAGE, "en")
    app.speak("en")
    shown = app.open_window(folder)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.close()
            window.deleteLater()
    spoken.use("en")


def windows() -> list[MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_opens_and_shows_something(opened, page, qtbot):
    opened.go(page)
    assert opened.current_page.name == page
    on_request = (
        "new_order",
        "listing",
        "image_bench",
        "bulk_edit",
        "counts",
        "purchasing",
        "suppliers",
        "batches",
        "messages",
        "transfer",
        "printers",
        "waves",
        "returns",
        "backups",
        "tickets",
        "promotions",
        "return_bench",
        "return_new",
        "quality",
        "reconcile",
        "bills",
        "bill",
    )  # these show what they are asked for
    if page not in ("import", "printing", *on_request):
        qtbot.waitUntil(lambda: opened.rows_shown() > 0, timeout=20_000)  # the analysis is read beside the window


@pytest.mark.parametrize("page", ["waves", "return_policy", "layouts", "counts"])
def test_a_page_is_entered_without_a_ring_on_the_way_back(opened, page, qtbot):
    opened.go(page)
    qtbot.wait(50)
    focus = opened.focusWidget()
    assert focus is None or not focus.property("quiet")


def test_another_language_takes_the_windows_place_and_what_was_typed_stays(opened, qtbot):
    opened.go("settings")
    opened.current_page.search.setText("Ret")
    machine.remember(machine.LANGUAGE, "zh_CN")
    opened.context.looks_changed.emit()
    qtbot.waitUntil(lambda: len(windows()) == 1 and windows()[0] is not opened)
    (new,) = windows()
    assert new.windowTitle().endswith("ShopDesk")
    assert new.current_page.findChild(QLineEdit, "settingsSearch").text() == "Ret"
    assert new.rail.findChild(type(new.rail._buttons["orders"]), "rail-orders").accessibleName() == "订单"
    new.context.changed.emit(frozenset({"orders"}))  # the old window hears no more of it


def test_dark_looks_take_the_windows_place(opened, qtbot):
    machine.remember(machine.THEME, theme.DARK)
    opened.context.looks_changed.emit()
    qtbot.waitUntil(lambda: windows() and windows()[0] is not opened)
    assert theme.looks.theme == theme.DARK


def test_a_second_start_raises_the_first_window(tmp_path, qtbot):
    first = SingleWindow(tmp_path)
    first.listen()
    second = SingleWindow(tmp_path)
    assert (first.is_first, second.is_first) == (True, False)
    with qtbot.waitSignal(first.asked, timeout=5_000):
        assert second.raise_the_first()
    first.leave()
    assert SingleWindow(tmp_path / "another shop").is_first


def test_a_lock_that_a_power_cut_left_behind_does_not_keep_the_window_shut(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(single_window, "PATIENCE_S", 0.0)
    before = SingleWindow(tmp_path)
    left = Path(before._lock.fileName())
    told = left.read_bytes()  # it names a process that is alive, as after a new start of the PC
    before.leave()
    left.write_bytes(told)
    after = SingleWindow(tmp_path)
    assert not after.is_first
    assert not after.raise_the_first() and after.is_first, "nobody answered: the place is taken over"
    assert not SingleWindow(tmp_path).is_first
    after.leave()


def test_the_start_probe_tells_the_first_paint_and_leaves_with_zero(folder: Path, tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "SHOPDESK_START_PROBE": "1", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "shopdesk", "--shop", str(folder)]
    told = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stderr.startswith("first-paint ")


def test_a_file_that_is_no_shop_is_said_with_the_ways_out(tmp_path, qtbot, monkeypatch):
    (tmp_path / "shop.db").write_bytes(b"no shop at all, only text that is long enough for a header" * 4)
    said: list[str] = []
    monkeypatch.setattr(RescueWindow, "exec", lambda shown: said.append(shown.findChild(QLabel, "rescueTitle").text()))
    assert app._first_window(tmp_path) is None
    assert len(said) == 1 and said[0]


def test_a_shop_of_a_newer_program_is_said_in_words(folder, qtbot, monkeypatch):
    with sqlite3.connect(folder / "shop.db") as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('shopdesk', 'm9999', '')"
        )
    said: list[str] = []
    monkeypatch.setattr(RescueWindow, "exec", lambda shown: said.append(shown.findChild(QLabel, "rescueTitle").text()))
    assert app._first_window(folder) is None
    assert said == ["The shop was made by a newer ShopDesk"]


def test_a_fault_on_any_thread_is_told(qtbot, capsys):
    before = sys.excepthook, threading.excepthook
    try:
        faults = Faults()
        with qtbot.waitSignal(faults.met, timeout=5_000) as met:
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
        assert isinstance(met.args[0], ZeroDivisionError)
    finally:
        sys.excepthook, threading.excepthook = before
