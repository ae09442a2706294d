"""What the history says of the stock: who earns the money, what is to be expected, and what to buy."""

from datetime import timedelta

import pytest

from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.settings import set_setting
from shopdesk.services.stock import move_stock, set_shelf
from shopdesk.services.stock_analysis import class_skus, is_behind, look_ahead, make_outlooks, suggestions
from shopdesk.services.stock_table import StockTable, count_stock_views
from shopdesk.services.suppliers import save_item, save_supplier


@pytest.fixture
def trade(shop, stock_up):
    """Eighty days on which three boxes a day and a lid a week are sold; cups lie about."""
    stock_up(BOX=300, LID=40, CUP=9)
    today = shop.now()
    for back in range(80, 0, -1):
        at = (today - timedelta(days=back)).isoformat()[:19] + "Z"
        for sku, pieces in (("BOX", 3), ("LID", 1 if back % 7 == 0 else 0)):
            if pieces:
                move_stock(shop, sku, -pieces, reason="sale")
                _date_last_movement(shop, at)
    return shop


def _date_last_movement(shop, at):
    """Let the newest movement be one of another day: the test's own way past the append-only ledger."""
    connection = shop.connection
    sql = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'movements_keep_update'").fetchone()[0]
    connection.execute("DROP TRIGGER movements_keep_update")
    connection.execute("UPDATE movements SET at = ? WHERE id = (SELECT max(id) FROM movements)", (at,))
    connection.execute(sql)


def test_what_earns_most_is_class_a(trade):
    classes = class_skus(trade)
    assert {sku: told.combined for sku, told in classes.items()} == {"BOX": "A", "LID": "C"}
    assert classes["BOX"].by_sales.share > 0.9
    assert class_skus(trade, 3).keys() == {"BOX"}, "lids were not sold in the last three days"


def test_steady_sales_are_forecast_with_their_error_beside_the_naive_one(trade):
    outlook = look_ahead(trade, "BOX")
    assert outlook.forecast.state == "ready"
    assert outlook.forecast.total == pytest.approx(3 * 28, rel=0.15)
    assert outlook.forecast.error <= outlook.forecast.naive_error
    assert (outlook.letter, outlook.facts.available, outlook.days_idle) == ("A", 60, 1)


def test_too_little_history_is_said(trade):
    outlook = look_ahead(trade, "CUP")
    assert (outlook.forecast.state, outlook.forecast.values, outlook.days_idle) == ("too-little-history", (), None)
    assert outlook.suggestion.pieces == 0


def test_what_runs_out_is_suggested_in_the_suppliers_packs(trade):
    save_supplier(trade, Supplier("JDZ", "景德镇样板陶坊", lead_days=20))
    save_item(trade, SupplierItem("JDZ", "BOX", price=1250, minimum=24, pack=12))
    (outlook,) = suggestions(trade)
    told = outlook.suggestion
    assert (outlook.facts.sku, outlook.facts.supplier, told.pieces % 12) == ("BOX", "JDZ", 0)
    assert told.position.pieces <= told.reorder_point
    assert told.pieces >= told.wanted == told.target - told.position.pieces
    move_stock(trade, "BOX", 400, reason="purchase")
    assert suggestions(trade) == []


def test_outlooks_are_kept_for_the_table_and_its_safety_line(trade):
    assert is_behind(trade)
    assert make_outlooks(trade) == 3
    assert not is_behind(trade)
    rows = {row.sku: row for row in StockTable(trade).rows(StockTable(trade).ids())}
    assert (rows["BOX"].stock_class, rows["LID"].stock_class) == ("A", "C")
    assert sum(rows["BOX"].trend) == 240
    assert count_stock_views(trade)["class-a"] == 1
    computed = rows["LID"].safety
    assert computed > 0, "reckoned from demand, lead time and service level"
    set_shelf(trade, "LID", safety=2)
    assert StockTable(trade).rows(StockTable(trade, search="LID").ids())[0].safety == 2, "the shop's own number wins"


def test_a_shop_may_keep_to_its_own_safety_lines(trade):
    set_setting(trade, "stock.computed_safety", "false")
    make_outlooks(trade)
    assert {row.safety for row in StockTable(trade).rows(StockTable(trade).ids())} == {0}


def test_what_lies_unsold_is_dead_stock(trade):
    trade.connection.execute("DROP TRIGGER movements_keep_update")
    trade.connection.execute("UPDATE movements SET at = '2020-01-01T00:00:00Z' WHERE reason = 'sale'")
    make_outlooks(trade)
    assert count_stock_views(trade)["dead"] == 2


def test_days_without_stock_are_taken_for_no_days_without_demand(shop, stock_up):
    stock_up(PEN=0)
    told = [(80, 80, "receipt"), *((day, -2, "sale") for day in range(79, 39, -1)), (20, 200, "receipt")]
    for back, pieces, reason in [*told, *((day, -2, "sale") for day in range(19, 0, -1))]:
        move_stock(shop, "PEN", pieces, reason=reason)
        _date_last_movement(shop, (shop.now() - timedelta(days=back)).isoformat()[:19] + "Z")
    outlook, today = look_ahead(shop, "PEN"), shop.now().astimezone().date()
    assert outlook.history.out == {today - timedelta(days=back) for back in range(21, 40)}
    assert outlook.suggestion.needed.mean == pytest.approx(2, rel=0.05), "not the 1.5 of all days"
    assert outlook.forecast.total == pytest.approx(2 * 28, rel=0.1)
