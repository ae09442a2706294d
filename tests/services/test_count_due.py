"""What is to be counted: class A each month, B each quarter, C each year, or as the shop has it."""

import csv
from datetime import timedelta

import pytest

from shopdesk.services.count_due import DueTable, export_due, list_due
from shopdesk.services.settings import set_setting
from shopdesk.services.stock import count_stock, move_stock
from shopdesk.services.stock_analysis import make_outlooks
from shopdesk.services.stock_counts import enter_count, post_count, start_count, unpost_count


@pytest.fixture
def trade(shop, stock_up):
    """A box that earns nearly all (class A), a lid (C), a cup that is gone; all came in forty days ago."""
    stock_up(BOX=100, LID=100, CUP=3)
    with shop.writing():
        shop.connection.execute("UPDATE variants SET price = 3000, cost = 1000 WHERE sku = 'BOX'")
        shop.connection.execute("UPDATE variants SET price = 100, cost = 50 WHERE sku <> 'BOX'")
    move_stock(shop, "CUP", -3, reason="damage")
    days_ago(shop, 40)
    move_stock(shop, "BOX", -20, reason="sale")
    move_stock(shop, "LID", -1, reason="sale")
    make_outlooks(shop)
    return shop


def days_ago(shop, back, where="1"):
    """Let movements be of another day: the test's own way past the append-only ledger."""
    at = (shop.now() - timedelta(days=back)).isoformat()[:19] + "Z"
    sql = "SELECT sql FROM sqlite_schema WHERE name = 'movements_keep_update'"
    (trigger,) = shop.connection.execute(sql).fetchone()
    shop.connection.execute("DROP TRIGGER movements_keep_update")
    shop.connection.execute(f"UPDATE movements SET at = ? WHERE {where}", (at,))
    shop.connection.execute(trigger)


def due(shop, **wanted):
    return {row.sku: row for row in list_due(shop, **wanted)}


def test_class_a_is_due_a_month_after_it_came_and_c_is_not(trade):
    found = due(trade)
    assert found.keys() == {"BOX"}, "the lid has a year, and of the cup there is nothing to count"
    box = found["BOX"]
    assert (box.letter, box.counted_on, box.overdue, box.pieces) == ("A", None, 10, 80)


def test_what_was_counted_waits_for_its_days_though_nothing_differed(trade):
    number = start_count(trade).number
    enter_count(trade, number, "BOX", 80, kind="total")
    assert due(trade).keys() == {"BOX"}, "a count that is not posted counts nothing"
    post_count(trade, number)
    assert due(trade) == {}
    unpost_count(trade, number)
    assert due(trade).keys() == {"BOX"}, "taken back whole"


def test_a_count_sheet_counts_as_well(trade, write_csv):
    count_stock(trade, write_csv("counted.csv", {"sku": "BOX", "quantity": "79"}))
    assert due(trade) == {}
    days_ago(trade, 29, "reason = 'count'")
    assert due(trade) == {} and due(trade, soon=True)["BOX"].overdue == -1, "due tomorrow"
    days_ago(trade, 30, "reason = 'count'")
    assert due(trade)["BOX"].overdue == 0


def test_the_days_are_the_shops_own(trade):
    set_setting(trade, "stock.count_a", "60")
    set_setting(trade, "stock.count_c", "7")
    assert due(trade).keys() == {"LID"}


def test_the_table_is_sorted_and_filtered(trade):
    set_setting(trade, "stock.count_c", "7")
    table = DueTable(list_due(trade))
    assert [row.sku for row in table.rows(table.ids())] == ["BOX", "LID"], "A first"
    assert [row.sku for row in table.rows(table.ids("overdue", True))] == ["LID", "BOX"]
    for sort in ("title", "sku", "class", "pieces", "bin", "counted"):
        assert sorted(table.ids(sort)) == [0, 1]
    assert [row.sku for row in DueTable(table.due, "C").rows(DueTable(table.due, "C").ids())] == ["LID"]


def test_the_list_to_count_by_is_a_count_sheet_when_it_is_filled_in(trade, tmp_path, write_csv):
    assert export_due(list_due(trade), tmp_path / "due.csv") == 1
    with (tmp_path / "due.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["sku"], row["expected"], row["quantity"]) == ("BOX", "80", "")
    count_stock(trade, write_csv("filled.csv", row | {"quantity": "78"}))
    assert due(trade) == {}
