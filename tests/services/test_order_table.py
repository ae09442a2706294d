"""What the table of orders asks: every sort, the views' own order, the clock, and where the ids come from."""

from datetime import timedelta
from itertools import pairwise

import pytest

from shopdesk.db import order_rows
from shopdesk.domain.orders import FULFILMENTS
from shopdesk.services.imports import import_file, undo_import
from shopdesk.services.order_table import (
    OrderTable,
    clock,
    count_views,
    default_sort,
    numbers,
    read_details,
    sum_orders,
)
from shopdesk.services.orders import VIEWS, confirm_order, each_order, list_orders


def table(shop, view="all", search="", sort="", descending=False):
    source = OrderTable(shop, view, search)
    return source.rows(source.ids(sort, descending))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_holds_what_the_list_of_orders_holds(sample_shop, view):
    assert {row.number for row in table(sample_shop, view)} == {
        order.number for order in list_orders(sample_shop, view=view)
    }


@pytest.mark.parametrize("view", ["to-ship", "late", "new", "short"])
def test_open_orders_come_by_slack(sample_shop, view):
    dues = [row.ship_by for row in table(sample_shop, view)]
    assert dues == sorted(dues) and default_sort(view) == ("slack", False)


@pytest.mark.parametrize("view", ["all", "shipped", "problems"])
def test_other_orders_come_newest_first(sample_shop, view):
    assert [row.number for row in table(sample_shop, view)] == [
        order.number for order in list_orders(sample_shop, view=view)
    ]


@pytest.mark.parametrize("sort", sorted(order_rows.SORTS.keys() - {"slack", "state"}))
def test_every_sort_goes_both_ways(sample_shop, sort):
    field = {"quantity": "pieces", "receiver": "name", "placed": "placed_at", "paid": "paid_at"}.get(sort, sort)
    for descending in (False, True):
        values = [getattr(row, field) for row in table(sample_shop, sort=sort, descending=descending)]
        told = [value for value in values if value is not None]
        assert told == sorted(told, reverse=descending) and len(set(told)) > 1


def test_states_are_sorted_as_orders_go(sample_shop):
    steps = [FULFILMENTS.index(row.fulfilment) for row in table(sample_shop, sort="state")]
    assert steps == sorted(steps)


def test_sorted_by_slack_all_orders_begin_with_those_that_wait(sample_shop):
    rows = table(sample_shop, sort="slack")
    runs = [clock(row, sample_shop.now()) is not None or row.badge == "unpaid" for row in rows]
    assert runs == sorted(runs, reverse=True) and len(rows) == count_views(sample_shop)["all"]
    dues = [row.leave_by for row in rows if clock(row, sample_shop.now())]
    assert all(first <= second for first, second in pairwise(dues))


def test_a_row_tells_its_goods_by_the_first_line(sample_shop):
    rows = {row.number: row for row in table(sample_shop)}
    for order in list_orders(sample_shop):
        row = rows[order.number]
        assert (row.title, row.lines) == (order.lines[0].title, len(order.lines))
        assert row.pieces == sum(line.quantity for line in order.lines)
        assert set(row.flags) == order.flags and row.badge == order.badge and row.total == order.total
        assert bool(row.picture) == order.lines[0].matched


def test_a_search_stays_inside_its_view(sample_shop):
    number = list_orders(sample_shop, view="shipped")[0].number
    assert [row.number for row in table(sample_shop, "shipped", number)] == [number]
    assert table(sample_shop, "to-ship", number) == []


def test_counts_are_what_the_views_hold(sample_shop):
    counts = count_views(sample_shop)
    assert counts == {view: len(list_orders(sample_shop, view=view)) for view in counts}
    assert {"to-ship", "due", "late", "new", "to-print", "masked", "short", "all"} <= counts.keys()


def test_orders_of_an_import_taken_back_are_not_counted(shop, taobao):
    result = import_file(shop, taobao({}))
    assert count_views(shop)["all"] == 1
    undo_import(shop, result.batch)
    assert count_views(shop)["all"] == 0 and table(shop) == []


def test_the_clock_stops_when_the_parcel_has_gone_and_never_runs_unpaid(sample_shop):
    now = sample_shop.now()
    assert {clock(row, now) for row in table(sample_shop, "shipped")} == {None}
    assert {clock(row, now) for row in table(sample_shop, "unpaid")} <= {None}
    for row in table(sample_shop, "to-ship"):
        assert clock(row, now) == (row.leave_by if row.leave_by >= now else row.ship_by), "the pick-up it leaves with"


def test_a_selection_is_added_up_by_currency(sample_shop):
    picked = list_orders(sample_shop, view="to-ship")
    sums = sum_orders(sample_shop, [int(order.number[3:]) for order in picked])
    assert sums.pieces == sum(line.quantity for order in picked for line in order.lines)
    assert sums.totals == {
        currency: sum(order.total for order in picked if order.currency == currency)
        for currency in {order.currency for order in picked}
    }
    assert sums.held == sum("hold" in order.flags for order in picked)
    assert sum_orders(sample_shop, []).totals == {}


def test_numbers_follow_from_rows():
    assert numbers([12, 1_000_000]) == ["SD-000012", "SD-1000000"]


def test_an_order_whole_tells_shelf_and_reservation(shop, stock_up, sell):
    stock_up(BOX=5)
    number = sell(BOX=2)
    (line,) = read_details(shop, 1).lines
    assert (line.sku, line.available, line.reserved) == ("BOX", 5, 0)
    each_order(shop, [number], confirm_order)
    details = read_details(shop, 1)
    assert (details.lines[0].available, details.lines[0].reserved) == (3, 2)
    assert [entry.kind for entry in details.timeline] == ["confirmed", "created"]


@pytest.mark.parametrize(
    ("view", "sort", "descending", "index"),
    [
        ("to-ship", "slack", False, "orders_waiting"),
        ("late", "slack", False, "orders_waiting"),
        ("all", "placed", True, "orders_placed"),
        ("shipped", "placed", True, "orders_placed"),
    ],
)
def test_the_usual_sorts_read_an_index_and_sort_nothing(sample_shop, monkeypatch, view, sort, descending, index):
    """A million orders are listed without sorting them: the order of an index is theirs."""
    asked = []

    def explain(connection, query, values=()):
        asked.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", tuple(values)))
        return []

    monkeypatch.setattr(order_rows, "fetch_ids", explain)
    OrderTable(sample_shop, view).ids(sort, descending)
    assert any(index in step for step in asked), asked
    assert not any("TEMP B-TREE" in step for step in asked), asked


def test_a_clock_counts_from_now(sample_shop):
    late = table(sample_shop, "late")
    assert late and all(row.ship_by < sample_shop.now() for row in late)
    due = table(sample_shop, "due")
    now = sample_shop.now()
    assert due and all(row.ship_by >= now and row.leave_by - now < timedelta(hours=2) for row in due)
