"""Buying in: ordered in packs, received in parts with batch and expiry, traced from a complaint to all concerned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.listings import show_listing
from shopdesk.services.orders import confirm_order
from shopdesk.services.purchase_papers import write_purchase
from shopdesk.services.purchase_table import suggested_rows
from shopdesk.services.purchases import (
    Receipt,
    book_receipts_again,
    bring_drafts_back,
    change_purchase,
    costs_of,
    draft_orders,
    draft_purchase,
    list_purchases,
    order_purchase,
    receipts_of,
    receive_purchase,
    remove_drafts,
    set_purchase_state,
    show_purchase,
    show_receipts,
    take_receipts_back,
)
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import audit_stock, set_shelf, show_stock
from shopdesk.services.suppliers import (
    bring_supplier_back,
    list_items,
    list_suppliers,
    remove_item,
    remove_supplier,
    save_item,
    save_supplier,
)
from shopdesk.services.traceability import list_lots, trace_lot, trace_order


@pytest.fixture
def supplier(shop, stock_up) -> str:
    """A pottery that sells boxes by the dozen, at least two dozen, and lids one by one."""
    stock_up(BOX=0, LID=0)
    save_supplier(shop, Supplier("JDZ", "景德镇样板陶坊", phone="0798-5550000", lead_days=10))
    save_item(shop, SupplierItem("JDZ", "BOX", "T-350", price=1250, minimum=24, pack=12))
    save_item(shop, SupplierItem("JDZ", "LID", price=200))
    return "JDZ"


@pytest.fixture
def today(shop):
    return shop.now().astimezone().date()


@pytest.fixture
def ordered(shop, supplier) -> str:
    """An order of three dozen boxes and five lids, sent to the pottery."""
    number = draft_purchase(shop, supplier, {"BOX": 30, "LID": 5}).number
    order_purchase(shop, number)
    return number


def lines(shop, number):
    return {line.sku: (line.quantity, line.received, line.price) for line in show_purchase(shop, number).lines}


def test_a_draft_is_rounded_to_packs_and_takes_the_suppliers_prices(shop, supplier, today):
    purchase = draft_purchase(shop, supplier, {"BOX": 5, "LID": 5}, note="软纸包装")
    assert (purchase.number, purchase.state, purchase.total) == ("PO-000001", "draft", 24 * 1250 + 5 * 200)
    assert lines(shop, purchase.number) == {"BOX": (24, 0, 1250), "LID": (5, 0, 200)}
    change_purchase(shop, purchase.number, {"BOX": 36}, {"BOX": 1200})
    assert lines(shop, purchase.number) == {"BOX": (36, 0, 1200)}
    purchase = order_purchase(shop, purchase.number)
    assert (purchase.state, purchase.expected_on) == ("ordered", today + timedelta(days=10))


def test_goods_come_in_parts_with_batch_and_expiry_and_become_stock(shop, ordered, today, levels):
    receive_purchase(shop, ordered, [Receipt("BOX", 12, "L1", today + timedelta(days=90))])
    assert (show_purchase(shop, ordered).state, levels("BOX")) == ("part", (12, 0, 12))
    receive_purchase(shop, ordered, [Receipt("BOX", 24, "L2", today + timedelta(days=30)), Receipt("LID", 5)])
    assert (show_purchase(shop, ordered).state, levels("BOX"), levels("LID")) == ("received", (36, 0, 36), (5, 0, 5))
    assert [(lot.code, lot.came, lot.lying, lot.supplier) for lot in list_lots(shop, "BOX")] == [
        ("L2", 24, 24, "景德镇样板陶坊"),
        ("L1", 12, 12, "景德镇样板陶坊"),
    ]
    assert show_listing(shop, "BOX").variants[0].cost == 1250, "what was paid is the cost now"
    moved = show_stock(shop, "BOX").movements[-1]
    assert (moved.reason, moved.reference, moved.lot, moved.unit_cost) == ("purchase", ordered, "L2", 1250)
    assert audit_stock(shop).ok


def test_a_complaint_leads_to_the_batch_its_supplier_and_the_other_buyers(shop, ordered, today, sell, do):
    receive_purchase(shop, ordered, [Receipt("BOX", 2, "OLD", today + timedelta(days=90))])
    receive_purchase(shop, ordered, [Receipt("BOX", 3, "SOON", today + timedelta(days=10))])
    numbers = [sell(BOX=2), sell(BOX=2)]
    for number in numbers:
        do(confirm_order, number)
    ship_orders(shop, numbers, courier="zto")
    complaint, other = numbers
    (story,) = trace_order(shop, complaint)
    assert (story.lot.code, story.lot.supplier, story.lot.lying) == ("SOON", "景德镇样板陶坊", 0)
    assert {(buyer.order, buyer.pieces) for buyer in story.buyers} == {(complaint, 2), (other, 1)}
    assert [buyer.order for buyer in trace_lot(shop, "OLD")[0].buyers] == [other]


def test_a_receipt_sent_twice_is_booked_once_and_taken_back_whole(shop, ordered, levels, refusal):
    for _ in range(2):
        receive_purchase(shop, ordered, [Receipt("BOX", 12), Receipt("LID", 5)], uuid="one-delivery")
    assert (levels("BOX")[0], len(receipts_of(shop, ordered))) == (12, 2)
    assert take_receipts_back(shop, ordered).state == "ordered"
    assert (levels("BOX")[0], levels("LID")[0], lines(shop, ordered)["BOX"][1]) == (0, 0, 0)
    assert receipts_of(shop, ordered) == []
    assert audit_stock(shop).ok


def test_more_than_was_ordered_may_come(shop, ordered, levels):
    receive_purchase(shop, ordered, [Receipt("BOX", 40), Receipt("LID", 6)])
    assert (show_purchase(shop, ordered).state, levels("BOX")[0]) == ("received", 40)


def test_a_foreign_price_does_not_become_the_cost(shop, supplier):
    save_supplier(shop, Supplier("DE", "Muster GmbH", currency="EUR"))
    number = draft_purchase(shop, "DE", {"BOX": 1}, prices={"BOX": 990}).number
    order_purchase(shop, number)
    receive_purchase(shop, number, [Receipt("BOX", 1)])
    assert show_listing(shop, "BOX").variants[0].cost == 0
    assert show_stock(shop, "BOX").movements[-1].unit_cost is None


@pytest.mark.parametrize(
    ("receipt", "code"),
    [
        (Receipt("CUP", 1), "purchase-line-unknown"),
        (Receipt("BOX", 0), "quantity-out-of-range"),
        (Receipt("BOX", -3), "quantity-out-of-range"),
        (Receipt("BOX", 10**12), "quantity-out-of-range"),
        (Receipt("BOX", 1, "x" * 100), "lot-invalid"),
    ],
)
def test_what_cannot_have_come_is_refused_whole(shop, ordered, levels, refusal, receipt, code):
    assert refusal(receive_purchase, shop, ordered, [Receipt("LID", 1), receipt]) == code
    assert levels("LID")[0] == 0


def test_a_draft_is_not_received_and_a_received_order_is_not_cancelled(shop, supplier, refusal):
    number = draft_purchase(shop, supplier, {"LID": 1}).number
    assert refusal(receive_purchase, shop, number, [Receipt("LID", 1)]) == "purchase-state"
    order_purchase(shop, number)
    receive_purchase(shop, number, [Receipt("LID", 1)])
    assert refusal(set_purchase_state, shop, number, "cancelled") == "purchase-state"
    assert refusal(draft_purchase, shop, supplier, {}) == "purchase-empty"
    assert refusal(draft_purchase, shop, supplier, {"CUP": 1}) == "sku-unknown"
    assert refusal(draft_purchase, shop, "nobody", {"LID": 1}) == "supplier-unknown"
    assert refusal(show_purchase, shop, "PO-999999") == "purchase-unknown"
    assert [purchase.state for purchase in list_purchases(shop, ["received"])] == ["received"]


def test_suppliers_are_named_once_taken_out_and_brought_back(shop, supplier, refusal):
    assert refusal(save_supplier, shop, Supplier("JDZ", "Another")) == "supplier-taken"
    assert refusal(save_supplier, shop, Supplier("", "Nameless")) == "supplier-invalid"
    save_supplier(shop, Supplier("JDZ-2", "景德镇样板陶坊"), before="JDZ")
    row = remove_supplier(shop, "JDZ-2")
    assert (list_suppliers(shop), list_items(shop, skus=["BOX"])) == ([], [])
    bring_supplier_back(shop, row)
    assert [item.supplier for item in list_items(shop, skus=["BOX"])] == ["JDZ-2"]
    remove_item(shop, "JDZ-2", "BOX")
    assert refusal(remove_item, shop, "JDZ-2", "BOX") == "item-unknown"


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv"])
def test_an_order_goes_to_the_supplier_on_paper_or_as_a_sheet(shop, ordered, tmp_path, suffix):
    set_setting(shop, "sender.name", "青禾杂货")
    set_setting(shop, "sender.street", "样板街 5 号")
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / f"order{suffix}"
    assert write_purchase(shop, ordered, target) >= 1
    text = _text_of(target)
    for told in ("T-350", "BOX", "36", "12.5"):
        assert told in text, told
    assert list(folder.iterdir()) == [target]


def _text_of(path):
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return "".join(page.get_textpage().get_text_range() for page in document)
    if path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return "\n".join(str(cell).removesuffix(".0") for row in rows for cell in row)
    return path.read_text("utf-8-sig")


def test_drafts_are_made_for_whoever_sells_cheapest_in_the_shops_own_money(shop, supplier):
    save_supplier(shop, Supplier("YW", "义乌样板百货"))
    save_supplier(shop, Supplier("DE", "Muster GmbH", currency="EUR"))
    save_item(shop, SupplierItem("YW", "LID", price=190))
    save_item(shop, SupplierItem("DE", "BOX", price=1))
    drafts, unsold = draft_orders(shop, {"BOX": 5, "LID": 5, "NOPE": 1})
    assert {draft.supplier.code: [(line.sku, line.quantity) for line in draft.lines] for draft in drafts} == {
        "JDZ": [("BOX", 24)],
        "YW": [("LID", 5)],
    }
    assert unsold == ["NOPE"]
    rows = remove_drafts(shop, [draft.number for draft in drafts])
    assert list_purchases(shop) == []
    bring_drafts_back(shop, rows)
    assert {purchase.state for purchase in list_purchases(shop)} == {"draft"}


def test_what_is_ordered_or_drafted_is_suggested_no_longer(shop, supplier):
    for sku in ("BOX", "LID"):
        set_shelf(shop, sku, safety=10)
    told = {row.sku: (row.suggested, row.supplier, row.price) for row in suggested_rows(shop)}
    assert told == {"BOX": (24, "JDZ", 1250), "LID": (20, "JDZ", 200)}
    number = draft_purchase(shop, supplier, {"BOX": 24}).number
    assert [row.sku for row in suggested_rows(shop)] == ["LID"]
    order_purchase(shop, number)
    assert [row.sku for row in suggested_rows(shop)] == ["LID"]
    set_purchase_state(shop, number, "cancelled")
    assert {row.sku for row in suggested_rows(shop)} == {"BOX", "LID"}
    remove_item(shop, supplier, "LID")
    assert {row.sku: row.supplier for row in suggested_rows(shop)} == {"BOX": "JDZ", "LID": ""}


def test_the_cost_goes_back_with_the_receipt_that_brought_it(shop, ordered):
    def cost():
        return show_listing(shop, "BOX").variants[0].cost

    receive_purchase(shop, ordered, [Receipt("BOX", 1)])
    receive_purchase(shop, ordered, [Receipt("BOX", 1, unit_cost=9900)])
    assert cost() == 9900
    take_receipts_back(shop, ordered, receipts_of(shop, ordered)[:1])
    assert cost() == 1250


def test_a_cost_told_in_the_shops_money_counts_for_a_foreign_order_too(shop, supplier):
    save_supplier(shop, Supplier("DE", "Muster GmbH", currency="EUR"))
    number = draft_purchase(shop, "DE", {"BOX": 2}, prices={"BOX": 990}).number
    order_purchase(shop, number)
    receive_purchase(shop, number, [Receipt("BOX", 1, unit_cost=7800)])
    assert show_listing(shop, "BOX").variants[0].cost == 7800
    save_supplier(shop, Supplier("DE", "Muster GmbH", currency="USD"), before="DE")
    assert show_purchase(shop, number).supplier.currency == "EUR", "its prices were agreed in this one"


def test_a_cancelled_order_is_put_back_as_what_has_come_of_it_says(shop, ordered, refusal):
    receive_purchase(shop, ordered, [Receipt("BOX", 12)])
    set_purchase_state(shop, ordered, "cancelled")
    assert refusal(receive_purchase, shop, ordered, [Receipt("BOX", 12)]) == "purchase-state"
    assert set_purchase_state(shop, ordered, "ordered").state == "part"
    assert refusal(set_purchase_state, shop, ordered, "draft") == "purchase-state"
    assert refusal(set_purchase_state, shop, ordered, "received") == "purchase-state"
    assert refusal(remove_drafts, shop, [ordered]) == "purchase-state"


def test_a_receipt_of_another_document_is_not_taken_back_here(shop, ordered, refusal):
    receive_purchase(shop, ordered, [Receipt("BOX", 12)])
    other = draft_purchase(shop, "JDZ", {"LID": 1}).number
    order_purchase(shop, other)
    assert refusal(take_receipts_back, shop, other, receipts_of(shop, ordered)) == "movement-unknown"
    assert show_purchase(shop, ordered).state == "part"


def test_a_draft_that_was_ordered_for_a_moment_is_expected_on_no_day(shop, supplier):
    number = draft_purchase(shop, supplier, {"BOX": 24}).number
    before = show_purchase(shop, number)
    order_purchase(shop, number)
    assert set_purchase_state(shop, number, "draft") == before


def test_a_receipt_that_is_booked_again_is_the_same_receipt(shop, ordered, refusal):
    receive_purchase(shop, ordered, [Receipt("BOX", 5, "L-1", date(2027, 11, 13), 900)], uuid="came")
    (told,) = show_receipts(shop, ordered)
    before = show_purchase(shop, ordered)
    for _round in range(2):
        assert take_receipts_back(shop, ordered, ["came/0"]).state == "ordered"
        assert show_receipts(shop, ordered) == []
        assert book_receipts_again(shop, ordered, ["came/0"]) == before
        (again,) = show_receipts(shop, ordered)
        assert replace(again, uuid=told.uuid, at=told.at) == told
    assert book_receipts_again(shop, ordered, ["came/0"]) == before, "what stands is not booked twice"
    take_receipts_back(shop, ordered, [again.uuid])
    assert book_receipts_again(shop, ordered, [again.uuid]) == before
    assert refusal(book_receipts_again, shop, ordered, ["never/0"]) == "movement-unknown"


def test_a_cost_that_no_receipt_tells_comes_back_where_it_was_known(shop, ordered):
    with shop.writing():
        shop.connection.execute("UPDATE variants SET cost = 777 WHERE sku = 'BOX'")
    before = costs_of(shop, ["BOX"])
    receive_purchase(shop, ordered, [Receipt("BOX", 12)], uuid="came")
    assert costs_of(shop, ["BOX"]) == {"BOX": 1250}
    take_receipts_back(shop, ordered, ["came/0"], costs=before)
    assert costs_of(shop, ["BOX"]) == before
    book_receipts_again(shop, ordered, ["came/0"])
    assert costs_of(shop, ["BOX"]) == {"BOX": 1250}
    with shop.writing():
        shop.connection.execute("UPDATE variants SET cost = 999 WHERE sku = 'BOX'")
    take_receipts_back(shop, ordered, ["came/0"], costs=before)
    assert costs_of(shop, ["BOX"]) == {"BOX": 999}, "what was told since stays"


def test_goods_of_a_purchase_order_are_told_by_their_variant_first(sample_shop):
    save_supplier(sample_shop, Supplier("JDZ", "景德镇样板陶坊"))
    goods = "QH-MUG-W"
    save_item(sample_shop, SupplierItem("JDZ", goods, price=1450))
    number = draft_purchase(sample_shop, "JDZ", {goods: 2}).number
    (line,) = show_purchase(sample_shop, number).lines
    assert line.title.split(" · ")[0] == "米白"
