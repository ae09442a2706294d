"""High contrast at the stall: one key, three looks, the cart stays, and this PC remembers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from shopdesk import app
from shopdesk.services.transfers import transfer_stock
from shopdesk.ui import machine, theme
from shopdesk.ui.context import Context
from shopdesk.ui.stall.stall_page import StallPage
from shopdesk.ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(folder, qtbot):
    context = Context(folder)
    sku = context.shop.connection.execute(
        "SELECT sku FROM variants v JOIN stock s ON s.variant_id = v.id WHERE s.quantity > 20 LIMIT 1"
    ).fetchone()[0]
    transfer_stock(context.shop, {sku: 5}, origin="office", target="stall")
    machine.remember(machine.THEME, theme.LIGHT)
    shown = app.open_window(folder, context)
    shown.go("stall")
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.close()
            window.deleteLater()


def the_window(before: MainWindow, qtbot) -> MainWindow:
    def others() -> list[MainWindow]:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        return [window for window in shown if window is not before]

    qtbot.waitUntil(lambda: len(others()) == 1, timeout=20_000)
    return others()[0]


def test_one_key_goes_through_the_looks_and_back_and_the_cart_stays(opened, qtbot):
    window = opened
    for wanted in (theme.BLACK_ON_WHITE, theme.WHITE_ON_BLACK, theme.LIGHT):
        page = window.current_page
        assert isinstance(page, StallPage)
        page.taking.take_sku(page.tiles.shown()[0].sku)
        before = page.cart, page.uuid
        qtbot.keyClick(page, Qt.Key.Key_H, CONTROL)
        window = the_window(window, qtbot)
        page = window.current_page
        assert (page.name, (page.cart, page.uuid)) == ("stall", before)
        assert theme.looks.theme == app.wanted_theme() == machine.recall(machine.THEME) == wanted
        qtbot.waitUntil(lambda page=page: not page.context.runner.busy, timeout=20_000)
        if theme.looks.contrast:
            small = [one.text() for one in page.side.findChildren(QLabel) if one.text() and one.font().pixelSize() < 18]
            assert [text for text in small if "F9" not in text] == []  # what a buyer reads stands large
            head = [one for one in page.head.findChildren(QLabel) if one.text()]
            assert [one.text() for one in head if one.font().pixelSize() < 18] == []
    assert page.cart.lines[0].quantity == 3


def test_the_looks_wait_while_money_is_taken(opened):
    page = opened.current_page
    page.taking.take_sku(page.tiles.shown()[0].sku)
    page.show_sheet(page.pay_sheet)
    page.pay_sheet.ask(page.priced.total)
    page.pay_sheet.amount.setText("1")
    page.pay_sheet.take()
    page.extras.turn_looks()
    assert theme.looks.theme == theme.LIGHT and page.pay_sheet.told
    assert page.head.note.text()
