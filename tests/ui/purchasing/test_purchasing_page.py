"""Buying in, in the window: from a suggestion to a draft, an order, a delivery in two batches, and all of it back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.goods import goods_called
from shopdesk.services.purchases import (
    Receipt,
    draft_purchase,
    list_purchases,
    order_purchase,
    receive_purchase,
    show_purchase,
    show_receipts,
)
from shopdesk.services.stock import list_stock, move_stock, set_shelf, show_stock
from shopdesk.services.suppliers import list_items, list_suppliers, save_item, save_supplier
from shopdesk.ui import dialogs
from shopdesk.ui.purchasing.purchasing_page import PurchasingPage
from shopdesk.ui.purchasing.suppliers_page import SuppliersPage
from shopdesk.ui.stock.batches_page import BatchesPage


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""
    return lambda is_so: qtbot.waitUntil(is_so, timeout=10_000)


@pytest.fixture
def take_back(wait):
    """Take the newest change back once all work is done: what a verb did is noted a moment after it."""

    def act(context) -> None:
        wait(context)
        context.take_back()
        wait(context)

    return act


@pytest.fixture
def skus(context) -> list[str]:
    """Three SKUs: two offered by a pottery in dozens, the second by another one too, the third by nobody."""
    shop = context.shop
    found = [level.sku for level in sorted(list_stock(shop), key=lambda level: -level.available)[:3]]
    save_supplier(shop, Supplier("JDZ", "景德镇样板陶坊", contact="王师傅", phone="0798-5550000", lead_days=10))
    save_supplier(shop, Supplier("YW", "义乌样板百货", lead_days=4))
    for at, sku in enumerate(found[:2]):
        save_item(shop, SupplierItem("JDZ", sku, f"T-{at}", price=1250, minimum=12, pack=12))
    save_item(shop, SupplierItem("YW", found[1], price=990))
    for sku in found:
        level = show_stock(shop, sku).level
        set_shelf(shop, sku, safety=level.available + 5)
    return found


@pytest.fixture
def page(context, skus, qtbot) -> PurchasingPage:
    return shown(PurchasingPage(context), qtbot)


def shown(made, qtbot):
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.show_panel(True)
    return made


def cells(page) -> list[list[str]]:
    model = page.model
    return [[model.data(model.index(row, at)) for at in range(model.columnCount())] for row in range(model.rowCount())]


def press(page, name: str) -> None:
    found = page.findChild(QPushButton, name) or page.findChild(QToolButton, name)
    assert found is not None and found.isEnabled(), name
    found.click()


def write(page, name: str, text: str) -> QLineEdit:
    edit = page.findChild(QLineEdit, name)
    assert edit is not None, name
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    edit.textEdited.emit(text)
    return edit


@pytest.fixture
def ordered(context, skus) -> str:
    """An order of three dozen of the first SKU, on its way."""
    number = draft_purchase(context.shop, "JDZ", {skus[0]: 36}).number
    order_purchase(context.shop, number)
    return number


def test_suggestions_become_one_draft_for_each_supplier_and_undo_takes_them_out(page, skus, context, until, take_back):
    rows = {row[1]: row for row in cells(page)}
    assert set(skus) <= rows.keys()
    for sku in skus:
        page.table.selectionModel().select(
            page.model.index([row[1] for row in cells(page)].index(sku), 0),
            page.table.selectionModel().SelectionFlag.Select | page.table.selectionModel().SelectionFlag.Rows,
        )
    press(page, "draftOrders")
    until(lambda: page._counts["draft"] == 2)
    drafts = {purchase.supplier.code: purchase for purchase in list_purchases(context.shop, ["draft"])}
    assert {code: [line.sku for line in told.lines] for code, told in drafts.items()} == {
        "JDZ": [skus[0]],
        "YW": [skus[1]],
    }
    assert drafts["JDZ"].lines[0].quantity % 12 == 0
    assert skus[0] not in {row[1] for row in cells(page)}, "what is drafted is suggested no longer"
    assert skus[2] in {row[1] for row in cells(page)}, "nobody offers it: it stays"
    take_back(context)
    until(lambda: page._counts["draft"] == 0)
    assert skus[0] in {row[1] for row in cells(page)}
    context.do_again()
    until(lambda: page._counts["draft"] == 2)


def test_a_draft_is_edited_ordered_and_taken_back(page, skus, context, until, take_back):
    number = draft_purchase(context.shop, "JDZ", {skus[0]: 12}).number
    page.refresh()
    page.show_wanted({"purchase": number})
    assert page.tabs.view == "draft"
    assert not page.findChild(QPushButton, "saveLines").isEnabled()
    write(page, f"linePieces-{skus[0]}", "24")
    write(page, f"linePrice-{skus[0]}", "11.80")
    assert "283.20" in page.panel.lines.sum.text()
    write(page, "addLine", skus[1])
    QTest.keyClick(page.panel.lines.code, Qt.Key.Key_Return)
    page.panel.lines.note.setPlainText("软纸包装")
    press(page, "orderPurchase")
    until(lambda: show_purchase(context.shop, number).state == "ordered")
    purchase = show_purchase(context.shop, number)
    assert [(line.sku, line.quantity, line.price) for line in purchase.lines] == [
        (skus[0], 24, 1180),
        (skus[1], 12, 1250),
    ]
    assert (purchase.note, purchase.expected_on) == (
        "软纸包装",
        context.shop.now().astimezone().date() + timedelta(days=10),
    )
    until(lambda: page._counts["ordered"] == 1)
    take_back(context)
    until(lambda: show_purchase(context.shop, number).state == "draft")
    assert [(line.sku, line.quantity, line.price) for line in show_purchase(context.shop, number).lines] == [
        (skus[0], 12, 1250)
    ]


@pytest.mark.parametrize("text", ["", "1.5", "-3", "0", "x"])
def test_pieces_that_are_no_pieces_are_refused_at_their_field(page, skus, context, text, until):
    number = draft_purchase(context.shop, "JDZ", {skus[0]: 12}).number
    page.refresh()
    page.show_wanted({"purchase": number})
    edit = write(page, f"linePieces-{skus[0]}", text or " ")
    press(page, "orderPurchase")
    until(page.panel.lines.error.isVisible)
    assert edit.property("invalid")
    assert show_purchase(context.shop, number).state == "draft"


def test_goods_come_in_two_batches_in_part_and_then_the_rest(page, ordered, skus, context, until, take_back):
    sku, shop = skus[0], context.shop
    before = show_stock(shop, sku).level.available
    page.refresh()
    page.show_wanted({"purchase": ordered})
    press(page, "receiveGoods")
    until(lambda: page.panel.receiving is not None)
    assert page.findChild(QLineEdit, f"receivePieces-{sku}").text() == "36"
    write(page, f"receivePieces-{sku}", "12")
    write(page, f"receiveLot-{sku}", "L-A")
    write(page, f"receiveExpiry-{sku}", "2027/3/1")
    press(page, f"moreBatches-{sku}")
    write(page, f"receivePieces-{sku}-2", "6")
    write(page, f"receiveLot-{sku}-2", "L-B")
    write(page, f"receiveCost-{sku}-2", "12.00")
    press(page, "bookReceipt")
    until(lambda: show_purchase(shop, ordered).state == "part")
    told = [(one.lot, one.pieces, one.unit_cost) for one in show_receipts(shop, ordered)]
    assert told == [("L-B", 6, 1200), ("L-A", 12, 1250)]
    assert show_stock(shop, sku).level.available == before + 18
    until(lambda: page.panel.receiving is None)
    assert page.tabs.view == "ordered"
    page.panel.open_receipt()
    assert page.findChild(QLineEdit, f"receivePieces-{sku}").text() == "18"
    press(page, "bookReceipt")
    until(lambda: show_purchase(shop, ordered).state == "received")
    take_back(context)
    until(lambda: show_purchase(shop, ordered).state == "part")
    take_back(context)
    until(lambda: show_purchase(shop, ordered).state == "ordered")
    assert show_stock(shop, sku).level.available == before
    context.do_again()
    until(lambda: show_purchase(shop, ordered).state == "part")


def test_scans_count_what_has_come(page, ordered, skus, until, context):
    page.refresh()
    page.show_wanted({"purchase": ordered})
    page.panel.open_receipt()
    form = page.panel.receiving
    for _ in range(3):
        form.scan.setText(skus[0])
        QTest.keyClick(form.scan, Qt.Key.Key_Return)
    assert form.rows[0].pieces.text() == "3"
    form.scan.setText(skus[2])
    QTest.keyClick(form.scan, Qt.Key.Key_Return)
    assert form.said.property("rank") == "error"
    form.submit()
    until(lambda: show_purchase(context.shop, ordered).lines[0].received == 3)


def test_a_form_keeps_what_was_typed_while_other_stock_changes(page, ordered, skus, context):
    page.refresh()
    page.show_wanted({"purchase": ordered})
    page.panel.open_receipt()
    write(page, f"receiveLot-{skus[0]}", "L-9")
    move_stock(context.shop, skus[2], 1, reason="receipt")
    context.changed.emit(frozenset({"stock"}))
    assert page.findChild(QLineEdit, f"receiveLot-{skus[0]}").text() == "L-9"


@pytest.mark.parametrize(("name", "text"), [("receivePieces", "x"), ("receiveExpiry", "soon"), ("receiveCost", "?")])
def test_what_cannot_be_read_is_refused_at_its_field(page, ordered, skus, context, name, text):
    page.refresh()
    page.show_wanted({"purchase": ordered})
    page.panel.open_receipt()
    edit = write(page, f"{name}-{skus[0]}", text)
    page.panel.receiving.submit()
    assert edit.property("invalid")
    assert not page.panel.receiving.error.isHidden()
    assert show_purchase(context.shop, ordered).lines[0].received == 0


def test_one_receipt_is_taken_back_from_the_panel(page, ordered, skus, context, until, take_back):
    receive_purchase(context.shop, ordered, [Receipt(skus[0], 12, "L-A"), Receipt(skus[0], 6, "L-B")])
    page.refresh()
    page.show_wanted({"purchase": ordered})
    press(page, "takeBack-1")
    until(lambda: [one.lot for one in show_receipts(context.shop, ordered)] == ["L-A"])
    take_back(context)
    until(lambda: {one.lot for one in show_receipts(context.shop, ordered)} == {"L-A", "L-B"})


def test_orders_are_cancelled_put_back_and_late_ones_flagged(page, ordered, skus, context, until):
    yesterday = context.shop.now().astimezone().date() - timedelta(days=1)
    order_purchase(context.shop, ordered, expected_on=yesterday)
    page.refresh()
    page.show_wanted({"purchase": ordered})
    assert "Overdue" in cells(page)[0]
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    until(lambda: page._counts["cancelled"] == 1)
    page.show_wanted({"purchase": ordered})
    press(page, "reopenPurchase")
    until(lambda: page._counts["ordered"] == 1)


def test_an_order_is_saved_as_pdf_and_as_a_sheet(page, ordered, context, tmp_path, monkeypatch, wait, until):
    page.refresh()
    page.show_wanted({"purchase": ordered})
    for name, suffix in (("purchasePdf", ".pdf"), ("purchaseSheet", ".xlsx")):
        target = tmp_path / f"order{suffix}"
        monkeypatch.setattr(dialogs, "choose_target", lambda *_told, target=target: target)
        press(page, name)
        until(target.exists)
        wait(context)


def test_a_new_order_begins_with_a_supplier_and_first_goods(page, skus, context, until, take_back):
    press(page, "newPurchase")
    form = page.panel.new
    form.supplier.setCurrentIndex(form.supplier.findData("JDZ"))
    form.code.setText("NO SUCH")
    form.submit()
    assert not form.error.isHidden()
    form.code.setText(skus[0])
    form.pieces.setText("30")
    form.submit()
    until(lambda: page.tabs.view == "draft" and bool(page.panel.number))
    assert page.panel.purchase.lines[0].quantity == 36
    take_back(context)
    until(lambda: page._counts["draft"] == 0)


def test_a_batch_code_in_the_search_leads_to_the_batch(page, ordered, skus, context):
    receive_purchase(context.shop, ordered, [Receipt(skus[0], 12, "ZZ-77")])
    asked = []
    context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    page.search.setText("ZZ-77")
    press(page, "traceBatch")
    assert asked == [("batches", {"lot": "ZZ-77"})]


def test_suppliers_are_added_changed_and_taken_out(context, skus, qtbot, until, take_back):
    page = shown(SuppliersPage(context), qtbot)
    page.begin_new()
    write(page, "supplierCode", "NEW")
    page.panel.submit()
    until(page.panel.form.error.isVisible)
    write(page, "supplierName", "新样板厂")
    page.panel.submit()
    until(lambda: "NEW" in [told.code for told in list_suppliers(context.shop)])
    until(lambda: page.panel.form.before.code == "NEW")
    write(page, "supplierLead", "21")
    page.panel.submit()
    until(lambda: {told.code: told.lead_days for told in list_suppliers(context.shop)}["NEW"] == 21)
    take_back(context)
    until(lambda: {told.code: told.lead_days for told in list_suppliers(context.shop)}["NEW"] == 7)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    until(lambda: "NEW" not in [told.code for told in list_suppliers(context.shop)])
    take_back(context)
    until(lambda: "NEW" in [told.code for told in list_suppliers(context.shop)])


def test_offers_are_said_changed_and_taken_out(context, skus, qtbot, until, take_back):
    page = shown(SuppliersPage(context), qtbot)
    page.show_wanted({"supplier": "YW"})
    write(page, "offerSku", skus[2])
    write(page, "offerPrice", "x")
    page.panel.offers.submit()
    assert not page.panel.offers.error.isHidden()
    write(page, "offerPrice", "3.50")
    write(page, "offerPack", "6")
    page.panel.offers.submit()
    until(lambda: [item.price for item in list_items(context.shop, skus=[skus[2]])] == [350])
    until(lambda: stand_on_offer(page, skus[2]))
    press(page, "removeOffer")
    until(lambda: list_items(context.shop, skus=[skus[2]]) == [])
    take_back(context)
    until(lambda: [item.pack for item in list_items(context.shop, skus=[skus[2]])] == [6])


def stand_on_offer(page, sku: str) -> bool:
    """Stand on what the supplier offers of a SKU; False while it is not shown."""
    table = page.panel.offers.table
    known = [table.model().row_at(row).item.sku for row in range(table.model().rowCount())]
    if sku in known:
        table.setCurrentIndex(table.model().index(known.index(sku), 0))
    return sku in known


def test_an_offer_bears_the_name_of_its_goods(context, skus, qtbot):
    save_item(context.shop, SupplierItem("YW", skus[2], price=350, pack=6))
    page = shown(SuppliersPage(context), qtbot)
    page.show_wanted({"supplier": "YW"})
    assert stand_on_offer(page, skus[2])
    model = page.panel.offers.table.model()
    names = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert goods_called(context.shop, [skus[2]])[skus[2]] in names


def test_an_offer_is_edited_in_its_row_and_the_row_stays(context, skus, qtbot, until, take_back):
    save_item(context.shop, SupplierItem("YW", skus[2], price=350, pack=6))
    page = shown(SuppliersPage(context), qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_wanted({"supplier": "YW"})
    assert stand_on_offer(page, skus[2])
    table = page.panel.offers.table

    def held() -> SupplierItem:
        return list_items(context.shop, supplier="YW", skus=[skus[2]])[0]

    def edit(key: str, text: str) -> None:
        at = table.chooser.names().index(key)
        table.setFocus()
        table.setCurrentIndex(table.model().index(table.currentIndex().row(), at))
        QTest.keyClick(table, Qt.Key.Key_F2)
        table.cells.field.setText(text)
        QTest.keyClick(table.cells.field, Qt.Key.Key_Return)

    for key, bad in (("price", "cheap"), ("minimum", "0"), ("pack", "half"), ("lead", "-1")):
        edit(key, bad)
        assert table.cells.error.isVisible() and bad in table.cells.error.text()
        QTest.keyClick(table.cells.field, Qt.Key.Key_Escape)
    edit("price", "4.20")
    until(lambda: held().price == 420 and table.cells.field.isHidden())
    assert page.panel.offers.table is table and table.hasFocus(), "the hand stays in its row"
    edit("lead", "3")
    until(lambda: held().lead_days == 3 and table.cells.field.isHidden())
    edit("lead", "")
    until(lambda: held().lead_days is None and table.cells.field.isHidden())
    take_back(context)
    until(lambda: held().lead_days == 3)
    take_back(context)
    until(lambda: held().lead_days is None)
    take_back(context)
    until(lambda: held().price == 350)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.panel.offers.price.text() == "3.50" and page.panel.offers.price.hasFocus()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    until(lambda: list_items(context.shop, supplier="YW", skus=[skus[2]]) == [])


def test_a_batch_shows_supplier_receipt_and_masked_buyers(context, skus, ordered, qtbot):
    receive_purchase(context.shop, ordered, [Receipt(skus[0], 12, "ZZ-77")])
    page = shown(BatchesPage(context), qtbot)
    page.show_wanted({"lot": "ZZ-77"})
    assert page.panel.code == "ZZ-77"
    assert page.findChild(QPushButton, "batchSupplier").accessibleName() == "景德镇样板陶坊"
    assert page.findChild(QPushButton, f"purchase-{ordered}") is not None
    assert cells(page)[0][-2:] == ["12", "12"]


def test_one_sku_is_shown_among_the_suggestions_when_another_page_asks(page, skus):
    page.show_wanted({"view": "suggested", "sku": skus[1]})
    assert {row[1] for row in cells(page)} == {skus[1]}
    assert page.search.text() == skus[1]
