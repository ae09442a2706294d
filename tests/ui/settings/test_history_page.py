"""The history in the window: what was done stands there, and is taken back from there."""

import pytest
from PySide6.QtWidgets import QPushButton

from shopdesk.services.orders import cancel_order, each_order, show_order
from shopdesk.ui.settings.history_page import HistoryPage


@pytest.fixture
def page(context, qtbot):
    order = next(o for o in ("SD-000290", "SD-000295", "SD-000300") if _is_new(context.shop, o))
    each_order(context.shop, [order], cancel_order)
    shown = HistoryPage(context)
    shown.order = order
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def _is_new(shop, number: str) -> bool:
    return show_order(shop, number).fulfilment in ("new", "confirmed")


def test_what_was_done_last_stands_first_and_is_taken_back(page, context, qtbot, wait):
    assert page.rows_shown() > 1
    before = page.rows_shown()
    page.panel.findChild(QPushButton, "takeDeedBack").click()
    wait(context)
    qtbot.waitUntil(lambda: page.rows_shown() == before + 1, timeout=20_000)
    assert _is_new(context.shop, page.order)


def test_a_search_and_a_view_narrow_it_down(page):
    page.show_view("orders")
    page.search.setText(page.order)
    assert page.rows_shown() == 1
    page.search.setText("nothing like it")
    assert page.rows_shown() == 0 and page.empty.isVisibleTo(page)
