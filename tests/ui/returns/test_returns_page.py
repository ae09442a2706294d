"""The cases of after-sales in a list: found, told with their clocks, and shown at the side."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.services.orders import list_orders
from shopdesk.services.return_bench import receive_return
from shopdesk.services.returns import open_ownerless, open_return
from shopdesk.services.today import count_waiting
from shopdesk.ui.returns.returns_page import ReturnsPage


@pytest.fixture
def page(context, qtbot):
    made = ReturnsPage(context)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.show()
    return made


@pytest.fixture
def sent(context):
    """The numbers of orders that have left."""
    return [order.number for order in list_orders(context.shop) if order.fulfilment == "shipped"]


def texts(page) -> list[str]:
    return [shown.text() for shown in page.panel.findChildren(QLabel)]


def test_an_empty_list_says_how_to_begin(page):
    assert page.rows_shown() == 0 and page.findChild(QPushButton, "firstReturn").isVisible()


def test_cases_stand_in_their_views_with_what_ends_first(page, context, sent):
    waits = open_return(context.shop, sent[0], [], reason="no-reason", wait=True)
    comes = open_return(context.shop, sent[1], [], reason="quality")
    receive_return(context.shop, comes.number, waybill="75399900011")
    open_ownerless(context.shop, waybill="75399900012", note="两只纸箱")
    context.changed.emit(frozenset({"orders"}))
    counts = page.count_views()
    assert (counts["open"], counts["requested"], counts["received"], counts["done"]) == (3, 1, 2, 0)
    assert count_waiting(context.shop)["returns"] == 3
    page.show_wanted({"case": waits.number})
    assert page.panel.title.text() == waits.number and page.tabs.view == "open"
    page.show_view("received")
    assert page.rows_shown() == 2
    page.search.setText("75399900011")
    assert page.rows_shown() == 1 and page.panel.title.text() == comes.number
    assert any(text.startswith("Refund by") for text in texts(page))
    page.show_wanted({"case": waits.number})
    assert page.tabs.view == "all" and page.panel.title.text() == waits.number


def test_the_clock_column_puts_what_ends_first_in_front(page, context, sent):
    late = open_return(context.shop, sent[0], [], reason="quality")
    soon = open_return(context.shop, sent[1], [], reason="no-reason", wait=True)
    page.refresh()
    order = page.source("open", "").ids("due")
    assert list(order) == [soon.row, late.row]
    assert list(page.source("open", "").ids("due", descending=True)) == [late.row, soon.row]
