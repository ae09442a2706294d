"""The table of ABC classes: ranks, shares and letters are those of every sale added up, in any order asked for."""

import csv
import random

import pytest

from shopdesk.domain.abc_classes import CLASSES, classify
from shopdesk.services.abc_classes import class_of, list_classes, read_classes
from shopdesk.services.abc_table import AbcTable, each_row, export_classes, rank_skus
from shopdesk.services.settings import set_settings
from shopdesk.services.stock import move_stock

SKUS = [f"S{number:02}" for number in range(30)]


@pytest.fixture
def trade(shop, stock_up):
    """Thirty SKUs of four prices and two costs, sold a few pieces each, some of them to the same value."""
    stock_up(**dict.fromkeys(SKUS, 500))
    chance = random.Random(5)
    with shop.writing():
        for number, sku in enumerate(SKUS):
            prices = (100 * (1 + number % 4), 40 if number % 3 else 130, sku)
            shop.connection.execute("UPDATE variants SET price = ?, cost = ? WHERE sku = ?", prices)
    for sku in SKUS[:25]:
        move_stock(shop, sku, -chance.choice([1, 2, 2, 5, 40]), reason="sale")
    return shop


def test_every_row_stands_where_all_sales_added_up_put_it(trade):
    ranking = rank_skus(trade)
    rows = {row.sku: row for row in each_row(AbcTable(trade, ranking))}
    told = {row.sku: (row.sales, row.profit) for row in list_classes(trade, ranking.classes, limit=100)}
    wanted = classify(told)
    assert list(rows) == list(wanted), "the largest sales first, equal ones by SKU"
    for sku, row in rows.items():
        by_sales, by_profit = wanted[sku].by_sales, wanted[sku].by_profit
        assert (row.by_sales, row.by_profit.letter, row.combined) == (by_sales, by_profit.letter, wanted[sku].combined)
        assert row.by_profit.share == by_profit.share and row.by_profit.rank == by_profit.rank
        assert class_of(trade, row.row) == row.combined, "one SKU alone is told the same"


@pytest.mark.parametrize("measure", ["sales", "profit", "combined"])
def test_a_class_shows_its_own_skus_and_all_three_make_the_whole(trade, measure):
    ranking = rank_skus(trade)
    parts = [AbcTable(trade, ranking, measure, letter).ids() for letter in CLASSES]
    assert sum(map(len, parts)) == len(SKUS[:25])
    assert [row for part in parts for row in part] == list(AbcTable(trade, ranking, measure).ids()), (
        "A before B before C"
    )
    for letter, part in zip(CLASSES, parts, strict=True):
        rows = AbcTable(trade, ranking, measure).rows(part)
        letters = {"sales": [r.by_sales.letter for r in rows], "profit": [r.by_profit.letter for r in rows]}
        assert set(letters.get(measure, [r.combined for r in rows])) <= {letter}


@pytest.mark.parametrize("sort", ["sku", "title", "pieces", "sales", "profit"])
def test_the_table_is_sorted_either_way(trade, sort):
    table = AbcTable(trade, rank_skus(trade), "sales")
    up, down = (table.rows(table.ids(sort, descending)) for descending in (False, True))
    keys = {"sales": lambda row: row.by_sales.value, "profit": lambda row: row.by_profit.value}
    key = keys.get(sort, lambda row: getattr(row, sort))
    assert [key(row) for row in up] == sorted(key(row) for row in up)
    assert [row.sku for row in down] == [row.sku for row in up][::-1]


def test_where_both_classes_meet_is_counted(trade):
    ranking = rank_skus(trade)
    shared = ranking.shared
    assert sum(shared.values()) == 25
    assert sum(count for pair, count in shared.items() if min(pair) == "A") == ranking.classes.combined["A"]


def test_what_is_sold_after_the_ranking_stays_a_row(trade):
    ranking = rank_skus(trade)
    move_stock(trade, SKUS[-1], -1, reason="sale")
    late = {row.sku: row for row in AbcTable(trade, ranking).rows(AbcTable(trade, ranking).ids("sku"))}[SKUS[-1]]
    assert late.combined == "C" and late.by_sales.value > 0


def test_a_line_moved_moves_the_classes(trade):
    before = read_classes(trade).by_sales.ends
    set_settings(trade, {"stock.abc_a": "40", "stock.abc_b": "60"})
    after = rank_skus(trade).by_sales.measured.ends
    assert after[0] < before[0] and after[1] < before[1]


def test_the_whole_table_is_exported(trade, tmp_path):
    count = export_classes(trade, rank_skus(trade), "profit", tmp_path / "abc.csv")
    with (tmp_path / "abc.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert count == len(rows) == 25
    assert float(rows[0]["profit"]) == max(float(row["profit"]) for row in rows)
    assert float(rows[-1]["profit_cumulated"]) == 1


def test_without_sales_there_are_no_rows(shop):
    ranking = rank_skus(shop)
    assert list(AbcTable(shop, ranking, "combined").ids()) == []
    assert ranking.by_sales.standing(1, 0).share == 0


def test_very_many_skus_show_their_first_rows_at_once(trade, monkeypatch):
    table = AbcTable(trade, rank_skus(trade), "profit")
    assert not table.is_large
    monkeypatch.setattr("shopdesk.services.abc_table.LARGE", 20)
    monkeypatch.setattr("shopdesk.services.abc_table.FIRST", 5)
    assert table.is_large
    assert table.over(trade).first_ids("", descending=False) == (table.ids()[:5], False)
    assert table.first_ids("sku", descending=False) == (None, False), "these take longer, and come in one piece"
