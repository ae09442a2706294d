"""Cells edited where they stand: kept by Enter, given back by Esc, one undo; what is no good says why and stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.domain.prices import Price
from shopdesk.domain.purchases import Supplier
from shopdesk.services.customers import list_customers
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.orders import show_order
from shopdesk.services.prices import set_prices, show_price
from shopdesk.services.stock import show_stock
from shopdesk.services.stock_table import tell_stock
from shopdesk.services.suppliers import list_suppliers, save_supplier
from shopdesk.ui.customers.customers_page import CustomersPage
from shopdesk.ui.listings.listings_page import TABLE, ListingsPage
from shopdesk.ui.orders.orders_page import OrdersPage
from shopdesk.ui.prices.prices_page import PricesPage
from shopdesk.ui.purchasing.suppliers_page import SuppliersPage
from shopdesk.ui.stock.stock_page import StockPage


@pytest.fixture
def shown(context, qtbot):
    """Show a page of the shop with its rows."""

    def show(kind):
        made = kind(context)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        qtbot.waitUntil(lambda: made.model.rowCount() > 0, timeout=20_000)
        return made

    return show


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


@pytest.fixture
def take_back(context, wait, until):
    def back() -> None:
        wait(context)
        until(lambda: context.undo.newest is not None)
        context.take_back()
        wait(context)

    return back


def stand(page, key: str, row: int = 0) -> None:
    at = page.table.chooser.names().index(key)
    page.table.setColumnHidden(at, False)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(row, at))


def type_in(page, text: str) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert page.cells.field.isVisible()
    page.cells.field.setText(text)
    QTest.keyClick(page.cells.field, Qt.Key.Key_Return)


def test_a_safety_line_is_kept_refused_given_back_and_undone(shown, until, take_back, context, wait):
    page = shown(StockPage)
    row = page.model.row_at(0)
    stand(page, "title")  # F2 goes to the first cell of the row that is the shop's own to edit
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    field = page.cells.field
    assert field.text() == str(row.safety) and field.selectedText() == field.text()
    field.setText("a few")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.cells.error.isVisible() and "a few" in page.cells.error.text() and field.text() == "a few"
    assert page.table.viewport().rect().contains(page.cells._said.geometry())
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible() and not page.cells._said.isVisible()
    assert show_stock(context.shop, row.sku).level.safety == row.safety
    type_in(page, str(row.safety + 7))
    until(lambda: show_stock(context.shop, row.sku).level.safety == row.safety + 7)
    until(lambda: not field.isVisible())
    take_back()
    until(lambda: show_stock(context.shop, row.sku).level.safety == row.safety)


def test_a_double_click_edits_the_cell_and_what_is_left_is_kept(shown, until, take_back, context):
    page = shown(StockPage)
    at = page.table.chooser.names().index("safety")
    sku, held = page.model.row_at(1).sku, page.model.row_at(1).safety
    QTest.mouseDClick(
        page.table.viewport(), Qt.MouseButton.LeftButton,
        pos=page.table.visualRect(page.model.index(1, at)).center(),
    )  # fmt: skip
    assert page.cells.field.isVisible()
    page.cells.field.setText(str(held + 1))
    page.search.setFocus()
    until(lambda: show_stock(context.shop, sku).level.safety == held + 1)
    take_back()
    until(lambda: show_stock(context.shop, sku).level.safety == held)


def test_a_shelf_is_edited_in_the_table_and_sorted_by(shown, until, take_back, context, wait):
    page = shown(StockPage)
    page.table.chooser.spare(())
    row = page.model.row_at(0)
    stand(page, "shelf")
    type_in(page, "Z-09-9")
    until(lambda: tell_stock(context.shop, row.sku).shelf == "Z-09-9")
    until(lambda: not page.cells.field.isVisible())
    page.table.sortByColumn(page.table.chooser.names().index("shelf"), Qt.SortOrder.DescendingOrder)
    until(lambda: page.model.row_at(0).shelf == "Z-09-9")
    take_back()
    until(lambda: tell_stock(context.shop, row.sku).shelf == row.shelf)
    context.do_again()
    until(lambda: tell_stock(context.shop, row.sku).shelf == "Z-09-9")
    take_back()
    stand(page, "shelf")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert page.cells.field.text() == page.model.row_at(page.table.currentIndex().row()).shelf


def test_the_shops_own_note_on_an_order_is_edited_and_the_buyers_is_not(shown, until, take_back, context):
    page = shown(OrdersPage)
    titles = [column.title for column in page.model.columns]
    buyers, own = titles.index("Note"), titles.index("Own note")
    number = page.model.row_at(0).number
    assert not page.cells.begin(page.model.index(0, buyers))
    stand(page, f"#{own}")
    held = page.model.row_at(0).own_note
    type_in(page, "x" * 2_001)
    assert page.cells.error.isVisible() and "2000" in page.cells.error.text().replace(",", "")
    QTest.keyClick(page.cells.field, Qt.Key.Key_Escape)
    type_in(page, "送一张贺卡")
    until(lambda: show_order(context.shop, number).seller_note == "送一张贺卡")
    take_back()
    until(lambda: show_order(context.shop, number).seller_note == held)


def test_the_table_hears_no_key_that_means_the_field(shown, until, context):
    page = shown(StockPage)
    page.show_panel(False)
    opened: list[int] = []
    page.table.opened.connect(opened.append)
    stand(page, "safety", 2)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        QTest.keyClick(page.cells.field, key)
        assert page.table.currentIndex().row() == 2 and page.cells.field.isVisible()
    page.cells.field.setText(str(page.model.row_at(2).safety + 1))
    QTest.keyClick(page.cells.field, Qt.Key.Key_Return)
    until(page.cells.field.isHidden)
    assert opened == [] and page.table.hasFocus(), "Enter keeps the cell, it does not open the row"


def test_what_moves_by_rules_is_not_edited(shown):
    page = shown(StockPage)
    at = page.table.chooser.names().index("on_hand")
    assert not page.cells.begin(page.model.index(0, at))
    assert not page.cells.field.isVisible()


def test_a_usual_price_is_edited_but_never_a_reduced_one(shown, until, take_back, context, wait):
    set_prices(context.shop, [Price("QH-BSK-L", "sale", 4500)])
    page = shown(PricesPage)
    kinds = [page.model.row_at(row).quoted.kind for row in range(page.model.rowCount())]
    at = page.table.chooser.names().index("price")
    assert not page.cells.begin(page.model.index(next(i for i, kind in enumerate(kinds) if kind != "list"), at))
    row = kinds.index("list")
    sku = page.model.row_at(row).goods.sku
    held = show_price(context.shop, sku).quoted.listed
    stand(page, "price", row)
    type_in(page, "0")
    assert page.cells.error.isVisible()
    QTest.keyClick(page.cells.field, Qt.Key.Key_Escape)
    type_in(page, "77.70")
    until(lambda: show_price(context.shop, sku).quoted.listed == 7770)
    take_back()
    until(lambda: show_price(context.shop, sku).quoted.listed == held)
    wait(context)
    context.do_again()
    until(lambda: show_price(context.shop, sku).quoted.listed == 7770)
    take_back()
    until(lambda: show_price(context.shop, sku).quoted.listed == held)


def test_a_supplier_is_edited_in_the_table(shown, until, take_back, context):
    save_supplier(context.shop, Supplier("JDZ", "景德镇样板陶坊", lead_days=10))
    page = shown(SuppliersPage)

    def held() -> Supplier:
        return list_suppliers(context.shop)[0]

    stand(page, "lead")
    type_in(page, "999999")
    until(page.cells.error.isVisible)  # the service refuses, and what was typed stays
    assert page.cells.field.text() == "999999" and held().lead_days == 10
    QTest.keyClick(page.cells.field, Qt.Key.Key_Escape)
    type_in(page, "6")
    until(lambda: held().lead_days == 6)
    take_back()
    until(lambda: held().lead_days == 10)


def test_tags_of_a_customer_and_a_listings_title(shown, until, take_back, context):
    page = shown(CustomersPage)
    row = page.model.row_at(0).row
    stand(page, page.table.chooser.names()[3])
    type_in(page, "老客户，<b>批发</b>")

    def tags() -> tuple[str, ...]:
        return next(one.tags for one in list_customers(context.shop) if one.row == row)

    before = page.model.row_at(0).tags
    until(lambda: tags() == ("老客户", "<b>批发</b>"))
    take_back()
    until(lambda: tags() == before)
    page = shown(ListingsPage)
    page.show_layout(TABLE)
    handle, title = page.model.row_at(0).handle, page.model.row_at(0).title
    assert any(one.handle == handle for one in list_listings(context.shop))
    stand(page, "title")
    type_in(page, "")
    assert page.cells.error.isVisible()
    QTest.keyClick(page.cells.field, Qt.Key.Key_Escape)
    type_in(page, "新标题 & more")
    until(lambda: show_listing(context.shop, handle).title == "新标题 & more")
    take_back()
    until(lambda: show_listing(context.shop, handle).title == title)
