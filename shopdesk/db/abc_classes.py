"""Sums of sales over a span, kept by triggers in order of sales and of profit; only its first day moves on by hand."""

import json
from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.stock import Drift
from shopdesk.db.times import read_time, write_time

MEASURES = ("sales", "profit")


class Edge(NamedTuple):
    """Where a class ends: its smallest value, and of the variants with exactly that value those still in it."""

    value: int
    variants: tuple[int, ...] = ()


class Edges(NamedTuple):
    """Where class A and class B end by one measure."""

    a: Edge
    b: Edge


class Sum(NamedTuple):
    """A SKU's sums over a span in minor units, its classes by sales, by profit and by the better of both (1 is A)."""

    sku: str
    title: str
    pieces: int
    sales: int
    profit: int
    by_sales: int
    by_profit: int
    combined: int


class SumRow(NamedTuple):
    """A variant as a table shows it, with its sums over a span in minor units."""

    row: int
    sku: str
    title: str
    options: str
    picture: str
    pieces: int
    sales: int
    profit: int


# What the movements of a time come to, by variant; `?1` is the sign, to take the days off that have passed.
_OF_MOVEMENTS = (
    "SELECT m.variant_id, ?1 * m.pieces AS pieces, ?1 * m.unpriced AS unpriced, ?1 * m.uncosted AS uncosted,"
    " ?1 * (m.paid + m.unpriced * v.price) AS sales,"
    " ?1 * (m.paid + m.unpriced * v.price - m.spent - m.uncosted * v.cost) AS profit"
    " FROM (SELECT variant_id, -sum(quantity) AS pieces,"
    " -sum(CASE WHEN unit_price IS NULL THEN quantity ELSE 0 END) AS unpriced,"
    " -sum(CASE WHEN unit_cost IS NULL THEN quantity ELSE 0 END) AS uncosted,"
    " -sum(coalesce(quantity * unit_price, 0)) AS paid, -sum(coalesce(quantity * unit_cost, 0)) AS spent"
    " FROM movements WHERE reason = 'sale' AND at >= ?2 AND at < ?3 GROUP BY variant_id) m"
    " JOIN variants v ON v.id = m.variant_id"
)
_FOR_EVER = "9999"


def span_since(connection: Connection, days: int) -> datetime | None:
    """Return the first moment that counts in a kept span, None where the span is not kept."""
    row = connection.execute("SELECT since FROM sales_spans WHERE days = ?", (days,)).fetchone()
    return read_time(row[0]) if row else None


def keep_span(connection: Connection, days: int, since: datetime) -> None:
    """Keep the sums of a span from this moment on: what has left it is taken off, what has entered is added."""
    known, wanted = span_since(connection, days), write_time(since)
    connection.execute(
        "INSERT INTO sales_spans (days, since) VALUES (?, ?) ON CONFLICT DO UPDATE SET since = excluded.since",
        (days, wanted),
    )
    if known is None:
        _add(connection, days, 1, wanted, _FOR_EVER)
    elif known < since:
        _add(connection, days, -1, write_time(known), wanted)
    elif known > since:
        _add(connection, days, 1, wanted, write_time(known))


def drop_spans(connection: Connection, kept: Sequence[int]) -> None:
    """Keep no other spans than these."""
    others = "FROM {table} WHERE days NOT IN (SELECT value FROM json_each(?))"
    for table in ("sales_sums", "sales_spans"):
        connection.execute("DELETE " + others.format(table=table), (json.dumps(list(kept)),))


def _add(connection: Connection, days: int, sign: int, since: str, until: str) -> None:
    connection.execute(
        "INSERT INTO sales_sums (days, variant_id, pieces, unpriced, uncosted, sales, profit)"
        f" SELECT ?4, * FROM ({_OF_MOVEMENTS}) WHERE true ON CONFLICT DO UPDATE SET pieces = pieces + excluded.pieces,"
        " unpriced = unpriced + excluded.unpriced, uncosted = uncosted + excluded.uncosted,"
        " sales = sales + excluded.sales, profit = profit + excluded.profit",
        (sign, since, until, days),
    )
    connection.execute(
        "DELETE FROM sales_sums WHERE days = ?1 AND pieces = 0 AND sales = 0 AND profit = 0 AND NOT EXISTS (SELECT 1"
        " FROM movements WHERE variant_id = sales_sums.variant_id AND reason = 'sale'"
        " AND at >= (SELECT since FROM sales_spans WHERE days = ?1))",
        (days,),
    )


def values_by(connection: Connection, days: int, measure: str) -> list[int]:
    """Return what each SKU of a kept span comes to by a measure, the largest first, those above zero alone."""
    column = MEASURES[MEASURES.index(measure)]
    rows = connection.execute(
        f"SELECT {column} FROM sales_sums WHERE days = ? AND {column} > 0 ORDER BY {column} DESC", (days,)
    )
    return [value for (value,) in rows]


def variants_at(connection: Connection, days: int, measure: str, value: int) -> list[int]:
    """Return the variants that come to exactly this value, in the order of their SKUs."""
    column = MEASURES[MEASURES.index(measure)]
    rows = connection.execute(
        "SELECT v.id FROM sales_sums s JOIN variants v ON v.id = s.variant_id"
        f" WHERE s.days = ? AND s.{column} = ? ORDER BY v.sku",
        (days, value),
    )
    return [row for (row,) in rows]


def variants_by(connection: Connection, days: int, measure: str) -> "array[int]":
    """Return every variant of a kept span, the largest by a measure first, equal ones by SKU."""
    column = MEASURES[MEASURES.index(measure)]
    rows = connection.execute(
        "SELECT s.variant_id FROM sales_sums s JOIN variants v ON v.id = s.variant_id"
        f" WHERE s.days = ? ORDER BY s.{column} DESC, v.sku",
        (days,),
    )
    return array("q", (row for (row,) in rows))


_SORTS = {"sku": "v.sku", "title": "l.title, v.sku", "pieces": "s.pieces, v.sku"}


def sorted_variants(connection: Connection, days: int, sort: str, descending: bool) -> "array[int]":
    """Return every variant of a kept span in the order of its "sku", "title" or "pieces"."""
    order = _SORTS[sort].replace(",", " DESC,", 1) + " DESC" if descending else _SORTS[sort]
    rows = connection.execute(
        "SELECT s.variant_id FROM sales_sums s JOIN variants v ON v.id = s.variant_id"
        f" JOIN listings l ON l.id = v.listing_id WHERE s.days = ? ORDER BY {order}",
        (days,),
    )
    return array("q", (row for (row,) in rows))


def sums_of(connection: Connection, days: int, variants: Sequence[int]) -> dict[int, SumRow]:
    """Return what these variants come to over a kept span; one that has left it since comes to nothing."""
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, v.options, coalesce((SELECT place FROM pictures p"
        " WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL ORDER BY position LIMIT 1), ''),"
        " coalesce(s.pieces, 0), coalesce(s.sales, 0), coalesce(s.profit, 0)"
        " FROM json_each(?2) j JOIN variants v ON v.id = j.value JOIN listings l ON l.id = v.listing_id"
        " LEFT JOIN sales_sums s ON s.days = ?1 AND s.variant_id = v.id",
        (days, json.dumps(list(variants))),
    )
    return {
        row: SumRow(row, sku, title, " / ".join(json.loads(options).values()), *told)
        for row, sku, title, options, *told in rows
    }


def _letters(by_sales: Edges, by_profit: Edges) -> tuple[str, list[object]]:
    """Return the SQL of the class by sales and by profit as numbers (A is 1), and its arguments."""
    parts, arguments = [], list[object]()
    for column, edges in zip(MEASURES, (by_sales, by_profit), strict=True):
        cases = ""
        for number, edge in enumerate(edges, 1):
            cases += f" WHEN s.{column} > ? OR (s.{column} = ?"
            cases += f" AND s.variant_id IN (SELECT value FROM json_each(?))) THEN {number}"
            arguments += [edge.value, edge.value, json.dumps(edge.variants)]
        parts.append(f"CASE{cases} ELSE 3 END AS by_{column}")
    return ", ".join(parts), arguments


def class_rows(
    connection: Connection, days: int, by_sales: Edges, by_profit: Edges, *, order: str, offset: int, limit: int
) -> list[Sum]:
    """Return a part of the SKUs of a kept span with their classes, the largest by a measure first, equal by SKU."""
    letters, arguments = _letters(by_sales, by_profit)
    column = MEASURES[MEASURES.index(order)]
    rows = connection.execute(
        f"SELECT v.sku, l.title, s.pieces, s.sales, s.profit, {letters} FROM sales_sums s"
        " JOIN variants v ON v.id = s.variant_id JOIN listings l ON l.id = v.listing_id"
        f" WHERE s.days = ? ORDER BY s.{column} DESC, v.sku LIMIT ? OFFSET ?",
        (*arguments, days, limit, offset),
    )
    return [Sum._make((*told, first, second, min(first, second))) for *told, first, second in rows]


def class_counts(
    connection: Connection, days: int, by_sales: Edges, by_profit: Edges
) -> list[tuple[int, int, int, int, int]]:
    """Return how many SKUs share both classes: class by sales, by profit, SKUs, sales above zero, profit above zero."""
    letters, arguments = _letters(by_sales, by_profit)
    return connection.execute(
        "SELECT by_sales, by_profit, count(*), sum(max(sales, 0)), sum(max(profit, 0))"
        f" FROM (SELECT s.sales, s.profit, {letters} FROM sales_sums s WHERE s.days = ?) GROUP BY 1, 2",
        (*arguments, days),
    ).fetchall()


def find_sales_drift(connection: Connection) -> list[Drift]:
    """Re-derive the sums of every kept span from its sales and name every SKU whose pieces or money differ."""
    found = []
    for days, since in connection.execute("SELECT days, since FROM sales_spans").fetchall():
        rows = connection.execute(
            f"WITH true_ones AS ({_OF_MOVEMENTS}) SELECT v.sku, coalesce(s.sales, 0), coalesce(t.sales, 0)"
            " FROM (SELECT variant_id FROM true_ones UNION SELECT variant_id FROM sales_sums WHERE days = ?4) b"
            " JOIN variants v ON v.id = b.variant_id LEFT JOIN true_ones t ON t.variant_id = b.variant_id"
            " LEFT JOIN sales_sums s ON s.variant_id = b.variant_id AND s.days = ?4 WHERE (coalesce(s.pieces, 0),"
            " coalesce(s.sales, 0), coalesce(s.profit, 0))"
            " IS NOT (coalesce(t.pieces, 0), coalesce(t.sales, 0), coalesce(t.profit, 0))",
            (1, since, _FOR_EVER, days),
        )
        found += [Drift(sku, f"sales:{days}", kept, summed) for sku, kept, summed in rows]
    return found
