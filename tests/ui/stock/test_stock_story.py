"""A week of one SKU, in the window: below its line, bought, received, counted with a difference, quiet again."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.purchases import list_purchases, show_purchase
from shopdesk.services.stock import audit_stock, list_stock, low_stock, set_shelf, show_stock
from shopdesk.services.stock_counts import start_count
from shopdesk.services.suppliers import save_item, save_supplier
from shopdesk.services.today import read_today
from shopdesk.ui.purchasing.purchasing_page import PurchasingPage
from shopdesk.ui.stock.counts_page import CountsPage
from shopdesk.ui.stock.stock_page import StockPage


@pytest.fixture
def sku(context) -> str:
    """A SKU that a pottery sells in dozens, with its safety line above what is there."""
    found = max(list_stock(context.shop), key=lambda level: level.available).sku
    save_supplier(context.shop, Supplier("JDZ", "景德镇样板陶坊", lead_days=3))
    save_item(context.shop, SupplierItem("JDZ", found, "T-1", price=1250, minimum=12, pack=12))
    set_shelf(context.shop, found, safety=show_stock(context.shop, found).level.available + 5)
    return found


def shown(made, qtbot):
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    return made


def press(page, name: str) -> None:
    page.findChild(QPushButton, name).click()


def test_a_sku_is_bought_received_counted_and_its_alert_goes(context, sku, qtbot, wait):
    shop = context.shop
    until = lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)  # noqa: E731 – read like a word below
    before = show_stock(shop, sku).level.here

    # The alert: in Today, and on the row of the stock page.
    assert sku in {low.sku for low in read_today(shop).low} or sku in {level.sku for level in low_stock(shop)}
    stock = shown(StockPage(context), qtbot)
    stock.show_view("low")
    until(lambda: sku in {stock.model.row_at(at).sku for at in range(stock.rows_shown())})

    # The suggestion becomes an order.
    buying = shown(PurchasingPage(context), qtbot)
    buying.show_panel(True)
    rows = [buying.model.row_at(at).sku for at in range(buying.model.rowCount())]
    chosen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    buying.table.selectionModel().select(buying.model.index(rows.index(sku), 0), chosen)
    press(buying, "draftOrders")
    until(lambda: len(list_purchases(shop, ["draft"])) == 1)
    number = list_purchases(shop, ["draft"])[0].number
    wait(context)
    buying.show_wanted({"purchase": number})
    press(buying, "orderPurchase")
    until(lambda: show_purchase(shop, number).state == "ordered")
    wait(context)

    # A dozen comes, in a batch of its own.
    buying.show_wanted({"purchase": number})
    press(buying, "receiveGoods")
    until(lambda: buying.panel.receiving is not None)
    buying.findChild(QLineEdit, f"receivePieces-{sku}").setText("12")
    buying.findChild(QLineEdit, f"receiveLot-{sku}").setText("L-2026")
    press(buying, "bookReceipt")
    until(lambda: show_stock(shop, sku).level.here == before + 12)
    wait(context)
    assert sku not in {level.sku for level in low_stock(shop)}, "the alert is gone"

    # The shelf is counted: one is missing, and posted.
    start_count(shop, "office", note="Friday")
    counting = shown(CountsPage(context), qtbot)
    counting.work.arm()
    counting.work.scan.setText(f"{before + 11}*{sku}")
    QTest.keyClick(counting.work.scan, Qt.Key.Key_Return)
    until(lambda: sku in counting.work.last.text())
    wait(context)
    press(counting, "postCount")
    until(lambda: show_stock(shop, sku).level.here == before + 11)
    wait(context)
    reasons = [movement.reason for movement in show_stock(shop, sku).movements[-2:]]
    assert reasons == ["purchase", "count"] and audit_stock(shop).ok
