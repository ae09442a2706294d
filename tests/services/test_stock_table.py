"""The stock as a person looks it through."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.stock import days_left, stock_state
from shopdesk.services import stock_table
from shopdesk.services.orders import confirm_order
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import count_stock, move_stock, set_shelf
from shopdesk.services.stock_table import (
    StockTable,
    count_stock_views,
    places,
    take_back_count,
    tell_stock,
    variant_row,
)


def skus(shop, view="all", search="", sort="", descending=False):
    table = StockTable(shop, view, search)
    return [row.sku for row in table.rows(table.ids(sort, descending))]


def test_views_hold_what_they_say(shop, stock_up):
    stock_up(PLENTY=50, FEW=3, NONE=0, AWAY=9)
    for sku, safety in (("PLENTY", 10), ("FEW", 10), ("NONE", 0), ("AWAY", 5)):
        set_shelf(shop, sku, safety=safety)
    move_stock(shop, "AWAY", 2, reason="transfer", location="stall")
    assert skus(shop) == ["FEW", "NONE", "AWAY", "PLENTY"]
    assert skus(shop, "low") == ["FEW", "NONE"]
    assert skus(shop, "elsewhere") == ["AWAY"]
    counts = {"low": 2, "all": 4, "oversold": 0, "negative": 0, "class-a": 0, "dead": 0, "expiring": 0, "elsewhere": 1}
    assert count_stock_views(shop) == counts


def test_every_order_of_rows_turns_round(shop, stock_up):
    stock_up(A=1, B=2, C=3)
    for sort in ("sku", "on_hand", "available"):
        assert skus(shop, sort=sort) == ["A", "B", "C"]
        assert skus(shop, sort=sort, descending=True) == ["C", "B", "A"]


def test_goods_are_found_by_code_title_and_initials(shop, stock_up):
    stock_up(BOX=1, CUP=1)
    assert skus(shop, search="box") == ["BOX"]
    assert skus(shop, search="snh") == ["BOX", "CUP"]
    assert skus(shop, search="收纳") == ["BOX", "CUP"]
    assert skus(shop, search="nothing") == []


def test_a_sold_piece_is_told_on_its_day_and_every_number_has_its_reason(shop, stock_up, sell, do):
    stock_up(BOX=10)
    number = sell(BOX=4)
    do(confirm_order, number)
    story = tell_stock(shop, "BOX")
    assert (story.on_hand, story.level.reserved, story.level.available) == (10, 4, 6)
    assert [(order.number, order.state, order.pieces) for order in story.promised] == [(number, "to-ship", 4)]
    assert [count for _at, count in story.steps][-1] == 6
    ship_orders(shop, [number], courier="zto")
    table = StockTable(shop)
    (row,) = table.rows(table.ids())
    assert row.sold == (0,) * 13 + (4,) and row.days_left == 6 * 14 // 4
    story = tell_stock(shop, "BOX")
    assert [entry.balance for entry in story.booked] == [10, 6] and story.agrees
    assert story.steps[-1][1] == 6 and story.steps[0][0] == shop.now() - timedelta(days=30)


def test_of_a_long_story_the_end_is_told_and_the_sum_is_of_all(shop, stock_up, monkeypatch):
    stock_up(BOX=10)
    for pieces in (5, -1, 2):
        move_stock(shop, "BOX", pieces, reason="correction")
    monkeypatch.setattr(stock_table, "TOLD_AT_MOST", 2)
    story = tell_stock(shop, "BOX")
    assert [entry.balance for entry in story.booked] == [14, 16]
    assert story.movements == 4 and story.agrees
    shop.connection.execute("UPDATE stock SET quantity = 12")
    assert not tell_stock(shop, "BOX").agrees


def test_a_kept_number_that_was_tampered_with_does_not_agree(shop, stock_up):
    stock_up(BOX=10)
    shop.connection.execute("UPDATE stock SET quantity = 12")
    assert not tell_stock(shop, "BOX").agrees


def test_a_count_is_moved_back_piece_by_piece(shop, stock_up, levels, tmp_path):
    stock_up(BOX=10, CUP=5)
    sheet = tmp_path / "count.csv"
    sheet.write_text("sku,quantity\nBOX,8\nCUP,5\n", "utf-8")
    counted, _ = count_stock(shop, sheet)
    take_back_count(shop, counted)
    assert levels("BOX") == (10, 0, 10) and len(tell_stock(shop, "CUP").booked) == 1


def test_the_usual_place_is_offered_first(shop):
    assert places(shop)[0] == "office" and "stall" in places(shop)


def test_a_sku_of_nobody_has_no_row(shop):
    assert variant_row(shop, "NOT-OURS") is None


@given(st.integers(-1000, 1000), st.integers(0, 1000))
def test_the_state_follows_from_what_is_available(available, safety):
    expected = "oversold" if available < 0 else "out" if available == 0 else "low" if available < safety else "in-stock"
    assert stock_state(available, safety) == expected


def test_days_left_need_sales():
    assert days_left(10, 0, 14) is None
    assert days_left(10, 5, 14) == 28
    assert days_left(-3, 5, 14) == 0
