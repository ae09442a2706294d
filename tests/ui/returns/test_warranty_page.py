"""Warranty at the desk: found by order and serial number, a repair opened and taken back, what is refused said."""

import pytest

from shopdesk.domain.return_clocks import local_day
from shopdesk.services.returns import list_returns
from shopdesk.services.warranty_table import WarrantyTable
from shopdesk.ui.moments import dated
from shopdesk.ui.returns.warranty_page import WarrantyPage


@pytest.fixture
def page(context, qtbot):
    shown = WarrantyPage(context)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def told_of(context, view="covered"):
    return WarrantyTable(context.shop, view).rows([0])[0]


def test_the_newest_goods_under_warranty_stand_there_and_an_order_is_found(page, context):
    assert page.rows_shown() > 3
    one = told_of(context)
    page.show_wanted({"text": one.order})
    assert page.model.row_at(0).order == one.order
    page.search.setText("no such order")
    assert page.rows_shown() == 0 and "no such order" in page.empty.accessibleName()


def test_the_last_day_stands_in_the_form_of_the_language(page, context):
    page.show_wanted({"text": told_of(context).order})
    at = next(at for at in range(page.rows_shown()) if page.model.row_at(at).ends_on)
    ends, shown = page.model.row_at(at).ends_on, page.model.index(at, 1).data()
    assert shown == dated(ends, local_day(context.shop.now())) and shown != ends.isoformat()


def test_a_serial_number_is_noted_and_found_again(page, context, wait):
    page.show_wanted({"text": told_of(context).order})
    one = page.model.row_at(0)  # of an order with several goods the panel is that of the row the table stands on
    page.panel.show_warranty(one)
    page.panel.serial.setText("x")
    page.panel.note_serial()
    wait(context)
    assert page.panel.repair_error.isVisible(), "one letter is no serial number"
    page.panel.serial.setText("SN-0001")
    page.panel.note_serial()
    wait(context)
    page.show_wanted({"text": "SN-0001"})
    assert page.rows_shown() == 1 and page.model.row_at(0).serial == "SN-0001"


def test_a_repair_opens_by_the_rules_and_is_taken_back(page, context, wait):
    one = told_of(context)
    page.show_wanted({"text": one.order})
    page.panel.show_warranty(one)
    page.panel.words.setText("The hinge is stuck")
    page.panel.open_repair()
    wait(context)
    (case,) = list_returns(context.shop)
    assert (case.kind, case.state, case.note, case.order) == ("repair", "approved", "The hinge is stuck", one.order)
    context.take_back()
    wait(context)
    assert list_returns(context.shop) == []


def test_a_small_window_needs_no_scrolling_sideways(page, qtbot):
    for width in (1024, 1366):
        page.resize(width - 56, 700)
        page.show_panel(True)
        qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() == 0)
        assert page.table.columnWidth(4) > 140, "the goods can be told apart"
