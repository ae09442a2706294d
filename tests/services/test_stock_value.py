"""What the stock is worth, from the ledger of a shop: bought, sold, come back, lying dead, about to expire."""

import csv
from datetime import timedelta

import pytest

from shopdesk.domain.errors import Cancelled
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.purchases import Receipt, draft_purchase, order_purchase, receive_purchase
from shopdesk.services.stock import move_stock
from shopdesk.services.stock_value import ValueTable, export_values, value_stock
from shopdesk.services.suppliers import save_item, save_supplier


@pytest.fixture
def trade(shop, stock_up):
    """Boxes bought at 12.00 and then at 14.00, half of them sold for 30.00 each; a lid at the SKU's own cost."""
    stock_up(BOX=0, LID=10, CUP=4)
    with shop.writing():
        shop.connection.execute("UPDATE variants SET cost = 500, price = 3000")
    save_supplier(shop, Supplier("JDZ", "景德镇样板陶坊"))
    today = shop.now().astimezone().date()
    for price, pieces, lot, days in ((1200, 10, "OLD", 50), (1400, 10, "SOON", 10)):
        save_item(shop, SupplierItem("JDZ", "BOX", price=price))
        number = draft_purchase(shop, "JDZ", {"BOX": pieces}).number
        order_purchase(shop, number)
        receive_purchase(shop, number, [Receipt("BOX", pieces, lot, today + timedelta(days=days))])
    move_stock(shop, "BOX", -10, reason="sale")
    return shop


def dated(shop, sku, back):
    """Let every movement of a SKU be one of another day: the test's own way past the append-only ledger."""
    at = (shop.now() - timedelta(days=back)).isoformat()[:19] + "Z"
    sql = "SELECT sql FROM sqlite_schema WHERE name = 'movements_keep_update'"
    (trigger,) = shop.connection.execute(sql).fetchone()
    shop.connection.execute("DROP TRIGGER movements_keep_update")
    shop.connection.execute(
        "UPDATE movements SET at = ? WHERE variant_id = (SELECT id FROM variants WHERE sku = ?)", (at, sku)
    )
    shop.connection.execute(trigger)


def test_what_lies_there_is_worth_its_average_cost_and_what_was_sold_earned_the_rest(trade):
    told = value_stock(trade, 30)
    rows = {row.sku: row for row in told.rows}
    box = rows["BOX"]
    assert (box.pieces, box.value, box.earned.pieces) == (10, 13_000, 10)
    assert (box.earned.revenue, box.earned.profit) == (30_000, 30_000 - 13_000)
    assert (rows["LID"].pieces, rows["LID"].value) == (10, 5_000), "received without a cost: at that of its SKU"
    assert told.by_day[-1].value == sum(row.value for row in told.rows) and len(told.by_day) == 31
    assert told.earned == (30_000, 17_000)
    assert told.rows[0].sku == "BOX", "what earned most stands first"


def test_before_the_span_goods_were_there_already(trade):
    dated(trade, "LID", 50)
    told = value_stock(trade, 30)
    assert told.by_day[0].value == 5_000 and told.by_day[0].pieces == 10


def test_what_was_not_sold_for_long_is_dead_stock(trade):
    dated(trade, "LID", 120)
    told = value_stock(trade, 30)
    assert [(row.sku, row.value, row.idle) for row in told.dead] == [("LID", 5_000, None)]


def test_a_batch_near_its_day_tells_what_will_hardly_be_sold(trade):
    (row,) = value_stock(trade, 30).expiring
    assert (row.lot, row.sku, row.days_left) == ("OLD", "BOX", 50), "of the other nothing is left"
    assert row.unsold == row.pieces and row.value == row.pieces * 1_300, "nobody knows yet how many are asked for"


@pytest.mark.parametrize("sort", ["title", "sku", "pieces", "value", "sold", "revenue", "profit", "margin", "idle"])
def test_the_table_is_sorted_by_any_of_its_columns(trade, sort):
    table = ValueTable(value_stock(trade, 30).rows)
    up, down = table.rows(table.ids(sort)), table.rows(table.ids(sort, True))
    assert {row.sku for row in up} == {row.sku for row in down} == {"BOX", "LID", "CUP"}
    if sort in ("pieces", "value", "sku"):
        values = [getattr(row, sort) for row in up]
        assert values == sorted(values)


def test_the_values_are_exported(trade, tmp_path):
    assert export_values(trade, value_stock(trade, 30), tmp_path / "values.csv") == 3
    with (tmp_path / "values.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["sku"], first["value"], first["profit"], first["margin"]) == ("BOX", "130.0", "170.0", "0.566667")


def test_long_work_can_be_broken_off(trade):
    class Stopped:
        def step(self, _done: int, _total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        value_stock(trade, 30, Stopped())


def test_an_empty_shop_is_worth_nothing(shop):
    told = value_stock(shop, 30)
    assert told.rows == () and {day.value for day in told.by_day} == {0}
