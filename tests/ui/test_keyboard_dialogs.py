"""Every dialog by keyboard: it takes it where it is wanted, keeps it inside, and Esc gives it back to where it was."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from shopdesk import app
from shopdesk.domain.errors import ShopError
from shopdesk.services.listings import list_listings
from shopdesk.ui.context import Context
from shopdesk.ui.dialogs import error_dialog
from shopdesk.ui.listings.detail_preview import show_detail_page
from shopdesk.ui.window.first_run import FirstRun
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rescue import RescueWindow
from tests.ui.keyboard import called, doubled_keys, ring, tab_faults
from tests.ui.screen_reader import faults_of

CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[MainWindow], QDialog]


@dataclass(frozen=True)
class Case:
    """A dialog over the page: how it is opened, and what has the keyboard then."""

    open: Open
    first: str
    page: str = "orders"


def by_key(key: Qt.Key, name: str, modifiers: Qt.KeyboardModifier = CONTROL) -> Open:
    """Return how a dialog is opened by its key."""

    def opened(window: MainWindow) -> QDialog:
        QTest.keyClick(window.focusWidget() or window, key, modifiers)
        return window.findChild(QDialog, name)

    return opened


def of_error(error: BaseException) -> Open:
    """Return how an error is said."""

    def opened(window: MainWindow) -> QDialog:
        dialog = error_dialog(error, "Reading", window)
        dialog.open()
        return dialog

    return opened


def preview(window: MainWindow) -> QDialog:
    """Open the preview of a detail page."""
    return show_detail_page(window.context, list_listings(window.context.shop)[0], window)


def paste(window: MainWindow) -> QDialog:
    """Paste a list into the new order."""
    QApplication.clipboard().setText("QH-MUG-W\t2\nNOBODYS\t1\n")
    window.current_page.findChild(QPushButton, "pasteList").click()
    return window.findChild(QDialog, "pasteSheet")


CASES = {
    "keys": Case(by_key(Qt.Key.Key_Slash, "keysSheet"), "keysSearch"),
    "manual": Case(by_key(Qt.Key.Key_F1, "manual", Qt.KeyboardModifier.NoModifier), "manualSearch"),
    "a refusal": Case(of_error(ShopError("order-unknown", number="SD-9")), "closeError"),
    "a fault": Case(of_error(ValueError("broken")), "closeError"),
    "detail page": Case(preview, "detailWide", "listings"),
    "pasted list": Case(paste, "pasteText", "new_order"),
}


@pytest.fixture
def window(folder: Path, qtbot, wait):
    shown = app.open_window(folder, Context(folder))
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()


def faults(dialog: QWidget) -> list[str]:
    return [*tab_faults(dialog), *doubled_keys(dialog, ring(dialog)), *faults_of(dialog)]


@pytest.mark.parametrize("name", CASES)
def test_a_dialog_takes_the_keyboard_keeps_it_and_gives_it_back(name, window, wait, qtbot):
    case = CASES[name]
    window.go(case.page)
    wait(window.context)
    before = QApplication.focusWidget()
    assert before is not None and window.isAncestorOf(before)
    dialog = case.open(window)
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.isActiveWindow() and QApplication.focusWidget() is not None)
    wait(window.context)
    assert called(QApplication.focusWidget()) == case.first
    assert faults(dialog) == []
    assert dialog.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.activateWindow()  # as a system does once the window above it has gone
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_the_first_questions_go_around(qtbot, tmp_path):
    asked = FirstRun(tmp_path / "shop", app.speak)
    qtbot.addWidget(asked)
    asked.show()
    qtbot.waitExposed(asked)
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)
    assert called(asked.focusWidget()) == "first-shop.name"
    assert faults(asked) == []
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Escape)
    assert not asked.isVisible()


@pytest.mark.parametrize("code", ["shop-damaged", "shop-missing"])
def test_the_ways_out_of_a_damaged_shop_go_around(code, folder, qtbot):
    page = RescueWindow(folder, ShopError(code, path=str(folder / "shop.db"), detail="page 7"))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert faults(page) == []
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page.isVisible()


@pytest.mark.parametrize("page", ["orders", "new_order", "stock"])
def test_the_search_gives_the_keyboard_back_to_where_it_was(page, window, wait, qtbot):
    window.go(page)
    wait(window.context)
    for _step in range(4):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    before = window.focusWidget()
    QTest.keyClick(before, Qt.Key.Key_K, CONTROL)
    assert called(window.focusWidget()) == "searchField"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is before


def test_the_name_of_a_view_is_asked_for_and_left(window, wait):
    window.go("orders")
    wait(window.context)
    before = window.focusWidget()
    QTest.keyClick(before, Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert called(window.focusWidget()) == "viewName"
    assert list(tab_faults(window)) == []
    window.current_page.saved.name.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is before and not window.current_page.saved.name.isVisible()
