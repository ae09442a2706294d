"""ABC classes from kept sums: the same as reckoned from every sale, whatever was sold, repriced or taken back since."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from shopdesk.db import stock
from shopdesk.db.abc_classes import span_since
from shopdesk.domain.abc_classes import CLASSES, classify, rank
from shopdesk.services.abc_classes import keep_classes, list_classes, read_classes
from shopdesk.services.settings import set_setting
from shopdesk.services.stock import audit_stock

DAYS = 90
SKUS = [f"S-{number:02}" for number in range(40)]
_uuids = count(1)


@pytest.fixture
def trade(shop, stock_up):
    """Forty SKUs, many of which come to the same value, sold on days within and before the span."""
    stock_up(**dict.fromkeys((sku.replace("-", "_") for sku in SKUS), 500))
    with shop.writing():
        for number, sku in enumerate(SKUS):
            shop.connection.execute(
                "UPDATE variants SET sku = ?, price = ?, cost = ? WHERE sku = ?",
                (sku, 100 * (1 + number % 4), 40, sku.replace("-", "_")),
            )
    return shop


def _sell(shop, sku, pieces, days_ago, *, price=None, cost=None):
    with shop.writing():
        stock.add_movement(
            shop.connection, uuid=f"sold-{next(_uuids)}", variant_id=stock.find_variant(shop.connection, sku),
            location_id=1, quantity=-pieces, reason="sale", at=shop.now() - timedelta(days=days_ago), actor="test",
            reference="", unit_price=price, unit_cost=cost,
        )  # fmt: skip


def _sell_at_random(shop, chance, times):
    for _ in range(times):
        price, cost = chance.choice([(None, None), (250, None), (250, 90), (None, 90)])
        pieces = chance.choice([1, 1, 2, 3, -1])
        _sell(shop, chance.choice(SKUS), pieces, chance.randrange(2 * DAYS), price=price, cost=cost)


def _reckoned(shop, days=DAYS):
    """Add up every sale of the span by hand: SKU to (sales, profit), today's price and cost where a sale has none."""
    since = read_classes(shop, days).since.isoformat()[:19]
    found = {}
    for sku, quantity, price, cost in shop.connection.execute(
        "SELECT v.sku, m.quantity, coalesce(m.unit_price, v.price), coalesce(m.unit_cost, v.cost) FROM movements m"
        " JOIN variants v ON v.id = m.variant_id WHERE m.reason = 'sale' AND substr(m.at, 1, 19) >= ?",
        (since,),
    ):
        sales, profit = found.get(sku, (0, 0))
        found[sku] = (sales - quantity * price, profit - quantity * (price - cost))
    return found


def _agree(shop, days=DAYS):
    """Look whether the kept classes are those of the sales added up by hand."""
    wanted, classes = classify(_reckoned(shop, days)), read_classes(shop, days)
    told = {row.sku: row for row in list_classes(shop, classes, limit=1000)}
    assert {sku: (row.sales, row.profit) for sku, row in told.items()} == {
        sku: (each.by_sales.value, each.by_profit.value) for sku, each in wanted.items()
    }
    letters = {
        sku: tuple(CLASSES[number - 1] for number in (row.by_sales, row.by_profit, row.combined))
        for sku, row in told.items()
    }
    assert letters == {
        sku: (each.by_sales.letter, each.by_profit.letter, each.combined) for sku, each in wanted.items()
    }
    assert sum(total.skus for total in classes.by_sales.totals) == classes.skus == len(wanted)
    assert audit_stock(shop).drifts == ()


@pytest.mark.parametrize("seed", range(6))
def test_kept_classes_are_those_of_every_sale_added_up(trade, seed):
    chance = random.Random(seed)
    _sell_at_random(trade, chance, 60)
    _agree(trade)
    _sell_at_random(trade, chance, 40)  # from now on the sums are kept as the sales come
    _agree(trade)
    with trade.writing():
        trade.connection.execute("UPDATE variants SET price = price + 30, cost = cost + 7 WHERE id % 3 = 0")
    _agree(trade)


@pytest.mark.parametrize("days_later", [1, 7, 200, -5])
def test_the_span_moves_on_with_the_days_and_back_with_a_clock_set_back(trade, days_later):
    _sell_at_random(trade, random.Random(7), 120)
    _agree(trade)
    began = span_since(trade.connection, DAYS)
    later = replace(trade, now=lambda: trade.now() + timedelta(days=days_later))
    _agree(later)
    assert span_since(later.connection, DAYS) == began + timedelta(days=days_later)


def test_a_sale_taken_back_counts_for_nothing(trade):
    _sell(trade, "S-00", 5, 1)
    keep_classes(trade)
    _sell(trade, "S-00", -5, 1)
    classes = read_classes(trade)
    assert (classes.by_sales.values, classes.combined) == ([], {"A": 0, "B": 0, "C": 1})


def test_a_shop_without_sales_has_no_classes(trade):
    classes = read_classes(trade)
    assert (classes.skus, classes.by_sales.ends, list_classes(trade, classes)) == (0, (0, 0), [])
    assert classes.by_sales.curve(100) == []


def test_pages_follow_one_another_by_either_measure(trade):
    _sell_at_random(trade, random.Random(3), 100)
    classes = read_classes(trade)
    for order, place in (("sales", 0), ("profit", 1)):
        pages = [
            row.sku for at in range(0, 60, 7) for row in list_classes(trade, classes, order=order, offset=at, limit=7)
        ]
        assert pages == list(rank({sku: values[place] for sku, values in _reckoned(trade).items()}))


def test_the_curve_ends_with_everything(trade):
    _sell_at_random(trade, random.Random(4), 100)
    curve = read_classes(trade).by_sales.curve(10)
    assert curve[-1] == (1.0, 1.0)
    assert curve == sorted(curve)
    assert len(curve) <= 10


def test_only_the_usual_spans_and_the_shops_own_are_kept(trade):
    set_setting(trade, "stock.abc_days", "60")
    for days in (10, 30, 60, 11):
        read_classes(trade, days)
    kept = [days for (days,) in trade.connection.execute("SELECT days FROM sales_spans ORDER BY 1")]
    assert kept == [11, 30, 60]


def test_the_audit_names_a_sum_that_has_drifted(trade):
    _sell(trade, "S-03", 2, 1)
    keep_classes(trade)
    with trade.writing():
        trade.connection.execute("UPDATE sales_sums SET sales = sales + 9")
    (drift,) = audit_stock(trade).drifts
    assert (drift.sku, drift.location, drift.kept - drift.summed) == ("S-03", "sales:90", 9)
