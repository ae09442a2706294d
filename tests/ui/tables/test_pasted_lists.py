"""Lists from a spreadsheet are pasted where people expect it: looked at first, taken together, taken back together."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.prices import show_price
from shopdesk.services.purchases import list_purchases, show_purchase
from shopdesk.services.stock_counts import review_count, set_count_state, start_count
from shopdesk.services.suppliers import save_item, save_supplier
from shopdesk.ui.orders.new_order_page import NewOrderPage
from shopdesk.ui.prices.prices_page import PricesPage
from shopdesk.ui.purchasing.purchasing_page import PurchasingPage
from shopdesk.ui.stock.counts_page import CountsPage
from shopdesk.ui.stock.transfer_page import TransferPage
from shopdesk.ui.tables.paste_sheet import PasteSheet

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(context, qtbot):
    """Show a page of the shop."""

    def show(kind):
        made = kind(context)
        qtbot.addWidget(made)
        made.resize(1200, 720)
        made.show()
        qtbot.waitExposed(made)
        return made

    return show


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=20_000)


@pytest.fixture
def paste(until):
    """Paste a text into a field, or on a page, and return the sheet with its lines read."""

    def pasted(target, text: str) -> PasteSheet:
        QGuiApplication.clipboard().setText(text)
        target.window().activateWindow()
        until(target.window().isActiveWindow)
        QTest.keyClick(target, Qt.Key.Key_V, CONTROL)
        (sheet,) = [found for found in target.window().findChildren(PasteSheet) if found.isVisible()]
        until(lambda: bool(sheet.lines))
        return sheet

    return pasted


def take(sheet: PasteSheet) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Return, CONTROL)


def cells(sheet: PasteSheet) -> list[tuple[str, ...]]:
    model = sheet.model
    return [tuple(str(model.index(row, at).data()) for at in range(5)) for row in range(model.rowCount())]


def counted(context, number: str) -> dict[str, int]:
    return {line.sku: line.counted for line in review_count(context.shop, number)}


def test_a_counted_list_is_mended_entered_and_taken_back_as_one(shown, paste, until, context, wait):
    number = start_count(context.shop).number
    page = shown(CountsPage)
    sheet = paste(page.work.scan, "商家编码\t数量\nQH-TEA-S\t7\nNO-SUCH\t2\n<b>x</b>\tmany\nQH-BSK-L\t0")
    assert page.work.scan.text() == ""
    assert [row[0] for row in cells(sheet)] == ["3", "4", "2", "5"]  # what is wrong stands first
    assert cells(sheet)[1][1] == "<b>x</b>" and "NO-SUCH" in cells(sheet)[0][4]
    assert sheet.findChild(QLabel, "pasteSums").textFormat() == Qt.TextFormat.PlainText
    assert sheet.findChild(QLabel, "pasteReason").text().startswith("Line 3: No goods have the code NO-SUCH")
    sheet.text.setPlainText(sheet.text.toPlainText().replace("NO-SUCH", "QH-TEA-S"))
    assert not sheet.take.isEnabled()  # what was read before is not taken
    until(lambda: sheet.take.isEnabled() and len(sheet.good) == 3)
    take(sheet)
    until(lambda: counted(context, number) == {"QH-TEA-S": 9, "QH-BSK-L": 0})
    wait(context)
    context.take_back()
    until(lambda: counted(context, number) == {})
    wait(context)
    context.do_again()
    until(lambda: counted(context, number) == {"QH-TEA-S": 9, "QH-BSK-L": 0})
    wait(context)
    context.take_back()
    until(lambda: counted(context, number) == {})


def test_a_refused_list_stays_and_nothing_is_entered(shown, paste, until, context, wait):
    number = start_count(context.shop).number
    page = shown(CountsPage)
    sheet = paste(page.work.scan, "QH-TEA-S\t7\nQH-BSK-L\t2")
    set_count_state(context.shop, number, "paused")  # somebody else pauses it meanwhile
    take(sheet)
    wait(context)
    until(lambda: number in sheet.sums.text())
    assert sheet.isVisible() and sheet.text.toPlainText() and counted(context, number) == {}
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_one_code_is_pasted_into_the_field_as_ever(shown, context):
    start_count(context.shop)
    page = shown(CountsPage)
    QGuiApplication.clipboard().setText("QH-TEA-S")
    QTest.keyClick(page.work.scan, Qt.Key.Key_V, CONTROL)
    assert page.work.scan.text() == "QH-TEA-S"
    assert not page.window().findChildren(PasteSheet)


def test_an_empty_clipboard_opens_an_empty_sheet_with_its_hint(shown, context, qtbot):
    start_count(context.shop)
    page = shown(CountsPage)
    QGuiApplication.clipboard().clear()
    page.findChild(QPushButton, "pasteList").click()
    (sheet,) = page.window().findChildren(PasteSheet)
    assert not sheet.take.isEnabled() and sheet.text.placeholderText()
    assert page.findChild(QLineEdit, "countScan").text() == ""


def test_prices_are_pasted_beside_what_holds_now_and_taken_back_as_one(shown, paste, until, context, wait):
    page = shown(PricesPage)
    until(lambda: page.model.rowCount() > 0)
    held = show_price(context.shop, "QH-TEA-S").quoted.listed
    same = show_price(context.shop, "QH-BSK-L").quoted.listed
    sheet = paste(page.table, f"SKU\t售价\nQH-TEA-S\t￥1,234.50\nQH-BSK-L\t{same / 100}\nQH-LMP-W\tcheap")
    assert [row[0] for row in cells(sheet)] == ["4", "2", "3"]
    assert cells(sheet)[1][3] == f"{held / 100:.2f}"  # what holds now stands beside what is new
    take(sheet)
    until(lambda: show_price(context.shop, "QH-TEA-S").quoted.listed == 123450)
    wait(context)
    until(lambda: context.undo.newest is not None)
    context.take_back()
    until(lambda: show_price(context.shop, "QH-TEA-S").quoted.listed == held)
    wait(context)


def test_a_list_joins_the_lines_of_a_transfer_and_leaves_them_again(shown, paste, until):
    page = shown(TransferPage)
    page.add("QH-TEA-S")
    sheet = paste(page.scan, "QH-TEA-S\t4\nQH-BSK-L\t2\nQH-BSK-L\t1")
    take(sheet)
    until(lambda: {sku: line.pieces.text() for sku, line in page.lines.items()} == {"QH-TEA-S": "5", "QH-BSK-L": "3"})
    assert page.take_back()
    assert {sku: line.pieces.text() for sku, line in page.lines.items()} == {"QH-TEA-S": "1"}
    assert not page.take_back()


def test_a_list_that_was_worked_on_is_not_taken_out(shown, paste, until):
    page = shown(TransferPage)
    take(paste(page.scan, "QH-TEA-S\t4\nQH-BSK-L\t2"))
    until(lambda: len(page.lines) == 2)
    page.lines["QH-TEA-S"].pieces.setText("3")
    assert not page.take_back() and len(page.lines) == 2


def test_goods_of_an_order_by_hand_are_pasted(shown, paste, until):
    page = shown(NewOrderPage)
    take(paste(page.goods.search, "QH-TEA-S\t4\nQH-BSK-L\t2"))
    until(lambda: [line[:2] for line in page.lines.typed()] == [("QH-TEA-S", "4"), ("QH-BSK-L", "2")])
    assert page.save.isEnabled()
    assert page.take_back() and page.lines.typed() == []


def test_a_purchase_order_is_drafted_from_a_list_and_grows_by_another(shown, paste, until, context, wait):
    save_supplier(context.shop, Supplier("JDZ", "景德镇样板陶坊"))
    save_item(context.shop, SupplierItem("JDZ", "QH-BSK-L", "T-9", price=1250))
    page = shown(PurchasingPage)
    page.show_wanted({"new": True})
    take(paste(page.panel.new.code, "商品编码\t采购数量\nQH-TEA-S\t24"))
    until(lambda: len(list_purchases(context.shop)) == 1)
    wait(context)
    until(lambda: page.panel.lines is not None)
    (draft,) = list_purchases(context.shop)
    take(paste(page.panel.lines.code, "QH-TEA-S\t6\nQH-BSK-L\t12"))
    until(lambda: page.panel.lines.read()[0] == {"QH-TEA-S": 30, "QH-BSK-L": 12})
    assert page.panel.lines.read()[1]["QH-BSK-L"] == 1250
    assert page.take_back() and page.panel.lines.read()[0] == {"QH-TEA-S": 24}
    take(paste(page.panel.lines.code, "QH-BSK-L\t12\nQH-TEA-S\t1"))
    until(lambda: len(page.panel.lines.read()[0]) == 2)
    page.panel.lines.submitted.emit()
    until(lambda: len(show_purchase(context.shop, draft.number).lines) == 2)
    wait(context)
