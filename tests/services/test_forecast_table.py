"""Forecasts as they are looked through: the table of what was kept, and one SKU week by week with its festivals."""

import csv
from datetime import timedelta

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.services.forecast_table import ForecastTable, export_forecasts, tell_forecast
from shopdesk.services.stock import move_stock
from shopdesk.services.stock_analysis import look_ahead, make_outlooks


@pytest.fixture
def trade(shop, stock_up):
    """Two years are not needed: eighty days of three boxes a day, a lid now and then, cups that nobody bought."""
    stock_up(BOX=300, LID=40, CUP=9)
    sql = "SELECT sql FROM sqlite_schema WHERE name = 'movements_keep_update'"
    (trigger,) = shop.connection.execute(sql).fetchone()
    shop.connection.execute("DROP TRIGGER movements_keep_update")
    for back in range(80, 0, -1):
        for sku, pieces in (("BOX", 3), ("LID", back % 7 == 0)):
            if pieces:
                move_stock(shop, sku, -int(pieces), reason="sale")
                at = (shop.now() - timedelta(days=back)).isoformat()[:19] + "Z"
                shop.connection.execute("UPDATE movements SET at = ? WHERE id = (SELECT max(id) FROM movements)", (at,))
    shop.connection.execute(trigger)
    make_outlooks(shop)
    return shop


def test_what_will_sell_most_stands_first(trade):
    rows = ForecastTable(trade).rows(ForecastTable(trade).ids())
    assert [row.sku for row in rows] == ["BOX", "LID", "CUP"]
    told = look_ahead(trade, "BOX").forecast
    assert rows[0].pieces == pytest.approx(told.total) and rows[0].method == told.method
    assert rows[0].error == pytest.approx(told.error)
    assert (rows[2].method, rows[2].pieces) == ("too-little-history", 0)


@pytest.mark.parametrize("sort", ["sku", "title", "class", "pieces", "error", "suggested", "available"])
def test_the_table_is_sorted_by_any_of_its_columns(trade, sort):
    up, down = ForecastTable(trade).ids(sort), ForecastTable(trade).ids(sort, True)
    assert sorted(up) == sorted(down) == sorted(ForecastTable(trade).ids())


def test_a_search_leaves_those_that_hold_it(trade):
    (row,) = ForecastTable(trade, "box").rows(ForecastTable(trade, "box").ids())
    assert row.sku == "BOX"


def test_a_skus_story_is_its_weeks_and_those_to_come(trade):
    story, today = tell_forecast(trade, "BOX"), trade.now().astimezone().date()
    sold = [week for week in story.weeks if not week.expected]
    ahead = [week for week in story.weeks if week.expected]
    assert sum(week.pieces for week in sold) == 240
    assert [week.pieces for week in sold[1:]] == [21.0] * 11, "whole weeks, the last of which ends yesterday"
    assert (sold[-1].last, ahead[0].first) == (today - timedelta(days=1), today)
    assert sum(week.pieces for week in ahead) == pytest.approx(story.outlook.forecast.total)
    assert all(code in story.calendar for week in story.weeks for code in week.marks)


def test_a_sku_that_nobody_bought_has_no_weeks_to_come(trade):
    story = tell_forecast(trade, "CUP")
    assert not any(week.expected or week.pieces for week in story.weeks)
    assert story.seasonal_error is None
    with pytest.raises(ShopError, match="sku-unknown"):
        tell_forecast(trade, "NONE")


def test_the_forecasts_are_exported(trade, tmp_path):
    assert export_forecasts(trade, "", tmp_path / "forecasts.csv") == 3
    with (tmp_path / "forecasts.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["sku"], first["days"]) == ("BOX", "28")
    assert float(first["pieces"]) == pytest.approx(84, rel=0.15)
