"""Suppliers: written anew, found, counted; what they offer is bounded."""

from dataclasses import replace

import pytest

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.purchases import draft_purchase, order_purchase
from shopdesk.services.suppliers import (
    SupplierTable,
    find_supplier,
    list_items,
    list_suppliers,
    remove_supplier,
    save_item,
    save_supplier,
)

POTTERY = Supplier("JDZ", "景德镇样板陶坊", contact="王师傅", phone="0798-5550000", lead_days=10)


@pytest.fixture
def pottery(shop, stock_up) -> Supplier:
    stock_up(BOX=0, LID=0)
    return save_supplier(shop, POTTERY)


def test_blanks_around_code_and_name_are_no_part_of_them(shop, pottery):
    made = save_supplier(shop, Supplier("  YW ", " 义乌样板百货 "))
    assert (made.code, made.name) == ("YW", "义乌样板百货")
    assert find_supplier(shop, " YW ")[1] == made


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": " "}, "supplier-invalid"),
        ({"name": "two\nlines"}, "supplier-invalid"),
        ({"name": "x" * 300}, "supplier-invalid"),
        ({"currency": "yuan"}, "currency-invalid"),
        ({"currency": ""}, "currency-invalid"),
        ({"lead_days": -1}, "quantity-out-of-range"),
        ({"lead_days": 10**6}, "quantity-out-of-range"),
    ],
)
def test_what_is_no_supplier_is_refused(shop, pottery, refusal, change, code):
    assert refusal(save_supplier, shop, replace(POTTERY, **change), before="JDZ") == code
    assert list_suppliers(shop) == [POTTERY]


@pytest.mark.parametrize(
    "change", [{"price": -1}, {"price": 10**12}, {"minimum": 0}, {"pack": 0}, {"lead_days": -1}, {"lead_days": 500}]
)
def test_an_offer_is_bounded(shop, pottery, refusal, change):
    assert refusal(save_item, shop, replace(SupplierItem("JDZ", "BOX"), **change)) == "quantity-out-of-range"
    assert refusal(save_item, shop, SupplierItem("JDZ", "CUP")) == "sku-unknown"
    assert list_items(shop) == []


def test_an_offer_told_again_is_written_anew(shop, pottery):
    save_item(shop, SupplierItem("JDZ", "BOX", "A", 100))
    save_item(shop, SupplierItem("JDZ", "BOX", "B", 120, pack=6))
    assert list_items(shop, supplier="JDZ") == [SupplierItem("JDZ", "BOX", "B", 120, pack=6)]


def test_the_table_counts_offers_and_open_orders_and_finds_by_any_word(shop, pottery):
    save_supplier(shop, Supplier("YW", "义乌样板百货"))
    save_item(shop, SupplierItem("JDZ", "BOX", price=100))
    order_purchase(shop, draft_purchase(shop, "JDZ", {"BOX": 1}).number)

    def told(view="all", search="", **sort):
        table = SupplierTable(shop, view, search)
        return [(row.supplier.code, row.offers, row.awaited) for row in table.rows(table.ids(**sort))]

    assert told() == [("YW", 0, 0), ("JDZ", 1, 1)]
    assert told(sort="offers", descending=True)[0] == ("JDZ", 1, 1)
    assert told("awaited") == [("JDZ", 1, 1)]
    assert told(search="0798") == told(search="王师") == [("JDZ", 1, 1)]
    remove_supplier(shop, "JDZ")
    assert told() == [("YW", 0, 0)]
