"""Batches: the first to expire is sold first, and a complaint leads to everybody concerned."""

from datetime import timedelta

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.kits import build_kit, set_kit, undo_kit
from shopdesk.services.orders import confirm_order
from shopdesk.services.purchases import Receipt, draft_purchase, order_purchase, receive_purchase, take_receipts_back
from shopdesk.services.shipments import ship_orders
from shopdesk.services.suppliers import remove_supplier, save_item, save_supplier
from shopdesk.services.traceability import LotTable, count_lots, expiring_lots, list_lots, trace_lot, trace_order


@pytest.fixture
def today(shop):
    return shop.now().astimezone().date()


@pytest.fixture
def received(shop, stock_up, today) -> str:
    """Five boxes of two batches; the one that came later keeps shorter."""
    stock_up(BOX=0, LID=0)
    save_supplier(shop, Supplier("JDZ", "景德镇样板陶坊"))
    save_item(shop, SupplierItem("JDZ", "BOX", price=1250))
    number = draft_purchase(shop, "JDZ", {"BOX": 20}).number
    order_purchase(shop, number)
    receive_purchase(shop, number, [Receipt("BOX", 2, "OLD", today + timedelta(days=90))])
    receive_purchase(shop, number, [Receipt("BOX", 3, "SOON", today + timedelta(days=10))])
    return number


@pytest.fixture
def ship(shop, sell, do):
    """Sell and ship boxes; return the order's number."""

    def sold(pieces: int) -> str:
        number = sell(BOX=pieces)
        do(confirm_order, number)
        ship_orders(shop, [number], courier="zto")
        return number

    return sold


def codes(shop, view="all", search="", **sort):
    table = LotTable(shop, view, search)
    return [lot.code for lot in table.rows(table.ids(**sort))]


def test_the_batch_that_expires_first_is_sold_first(shop, received, ship):
    ship(2)
    assert {lot.code: lot.lying for lot in list_lots(shop, "BOX")} == {"OLD": 2, "SOON": 1}


def test_a_complaint_leads_to_batch_supplier_order_and_the_other_buyers(shop, received, ship):
    complaint, other = ship(2), ship(2)
    (story,) = trace_order(shop, complaint)
    assert (story.lot.code, story.lot.supplier) == ("SOON", "景德镇样板陶坊")
    assert [(told.document, told.pieces, told.purchase) for told in story.receipts] == [(received, 3, True)]
    assert {(buyer.order, buyer.pieces) for buyer in story.buyers} == {(complaint, 2), (other, 1)}
    assert trace_lot(shop, "SOON") == [story]


def test_batches_are_found_by_code_goods_supplier_and_order(shop, received, ship):
    number = ship(1)
    assert codes(shop) == ["SOON", "OLD"]
    assert codes(shop, search="soo") == ["SOON"]
    assert codes(shop, search="box") == codes(shop, search="景德镇") == ["SOON", "OLD"]
    assert codes(shop, search=number) == codes(shop, search=number.lower()) == ["SOON"]
    assert codes(shop, search="nothing") == []
    assert codes(shop, sort="expires", descending=True) == ["OLD", "SOON"]


def test_views_count_what_lies_here_and_what_expires(shop, received, ship):
    assert count_lots(shop) == {"lying": 2, "expiring": 1, "all": 2}
    ship(3)
    assert count_lots(shop) == {"lying": 1, "expiring": 0, "all": 2}
    assert (codes(shop, "lying"), codes(shop, "expiring")) == (["OLD"], [])
    assert [lot.code for lot in expiring_lots(shop, 100)] == ["OLD"]


def test_what_was_taken_back_never_came(shop, received):
    take_receipts_back(shop, received)
    assert [(lot.code, lot.came, lot.lying) for lot in list_lots(shop, "BOX")] == [("SOON", 0, 0), ("OLD", 0, 0)]
    assert trace_lot(shop, "OLD")[0].receipts == ()


def test_a_batch_keeps_its_supplier_when_that_one_is_taken_out_of_the_list(shop, received):
    remove_supplier(shop, "JDZ")
    receive_purchase(shop, received, [Receipt("BOX", 1, "LAST")])
    assert {lot.supplier for lot in list_lots(shop, "BOX")} == {"景德镇样板陶坊"}


def test_an_unknown_batch_and_an_order_without_one(shop, received, sell, refusal):
    assert refusal(trace_lot, shop, "nothing") == "lot-unknown"
    assert trace_order(shop, sell(BOX=1)) == []
    assert trace_order(shop, "SD-999999") == []


def test_kits_whose_building_is_taken_back_give_their_pieces_back_to_the_batches(shop, received, stock_up):
    stock_up(SET=0)
    set_kit(shop, "SET", {"BOX": 2})
    before = {lot.code: lot.lying for lot in list_lots(shop, "BOX")}
    built = build_kit(shop, "SET", 1)
    assert {lot.code: lot.lying for lot in list_lots(shop, "BOX")} != before
    undo_kit(shop, built)
    assert {lot.code: lot.lying for lot in list_lots(shop, "BOX")} == before
    with pytest.raises(ShopError, match="movement-undone"):
        undo_kit(shop, built)
    with pytest.raises(ShopError, match="movement-unknown"):
        undo_kit(shop, "KT-0000000000")
