"""What was found of each SKU's future, kept once a day, as a table shows it."""

import json
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.stock_rows import search_clause

SORTS = {
    "sku": "v.sku",
    "title": "l.title",
    "class": "o.class",
    "pieces": "json_extract(o.details, '$.pieces')",
    "error": "json_extract(o.details, '$.error') / nullif(json_extract(o.details, '$.naive_error'), 0)",
    "suggested": "o.suggested",
    "available": "u.here - u.reserved + u.made",
}


class OutlookRow(NamedTuple):
    """A SKU with what is to be expected: `method` is a method's code or why there is none, errors in pieces."""

    row: int
    sku: str
    title: str
    options: str
    picture: str
    letter: str
    available: int
    suggested: int
    method: str
    pieces: float
    error: float
    naive_error: float


def outlook_ids(connection: Connection, *, search: str = "", sort: str = "", descending: bool = False) -> "array[int]":
    """Return the variants that have an outlook, without a sort those that will sell most first."""
    order = f"{SORTS[sort]} {'DESC' if descending else 'ASC'}, v.sku" if sort else f"{SORTS['pieces']} DESC, v.sku"
    wanted, found = search_clause(connection, search)
    rows = connection.execute(
        "SELECT o.variant_id FROM stock_outlooks o JOIN stock_sums u ON u.variant_id = o.variant_id AND u.live"
        " JOIN variants v ON v.id = o.variant_id JOIN listings l ON l.id = v.listing_id"
        f" WHERE {wanted} ORDER BY {order}",
        found,
    )
    return array("q", (row for (row,) in rows))


def outlook_rows(connection: Connection, ids: Sequence[int]) -> list[OutlookRow]:
    """Return these variants, in this order."""
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, v.options, coalesce((SELECT place FROM pictures p"
        " WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL ORDER BY position LIMIT 1), ''),"
        " coalesce(o.class, ''), coalesce(u.here - u.reserved + u.made, 0), coalesce(o.suggested, 0),"
        " coalesce(o.method, ''), coalesce(o.details, '{}') FROM json_each(?) j JOIN variants v ON v.id = j.value"
        " JOIN listings l ON l.id = v.listing_id LEFT JOIN stock_outlooks o ON o.variant_id = v.id"
        " LEFT JOIN stock_sums u ON u.variant_id = v.id ORDER BY j.key",
        (json.dumps(list(ids)),),
    )
    return [_row(*row) for row in rows]


def _row(row: int, sku: str, title: str, options: str, picture: str, *told: object) -> OutlookRow:
    letter, available, suggested, method, details = told
    known = json.loads(str(details))
    shown = " / ".join(json.loads(options).values())
    numbers = (float(known.get(name, 0)) for name in ("pieces", "error", "naive_error"))
    return OutlookRow(
        row, sku, title, shown, picture, str(letter), int(str(available)), int(str(suggested)), str(method), *numbers
    )
