"""Listings as a table shows them: a row for each, its views and its orders."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.db.connection import Connection
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.search import title_expression, title_matches

VIEWS = {
    "all": "1",
    "draft": "status = 'draft'",
    "ready": "status = 'ready'",
    "listed": "status = 'listed'",
    "archived": "status = 'archived'",
    "fails": "verdict = 'fail'",
    "without-picture": "pictures = 0",
}
SORTS = {
    "": "id",
    "title": "title",
    "variants": "variants",
    "price": "low",
    "available": "available",
    "pictures": "pictures",
    "verdict": "CASE verdict WHEN 'fail' THEN 0 WHEN 'warn' THEN 1 WHEN 'pass' THEN 2 ELSE 3 END",
    "status": "CASE status WHEN 'draft' THEN 0 WHEN 'ready' THEN 1 WHEN 'listed' THEN 2 ELSE 3 END",
    "category": "category",
    "brand": "brand",
    "handle": "handle",
}
_FACTS = (
    "WITH lying AS (SELECT s.variant_id AS variant, total(s.quantity) AS pieces FROM stock s"
    " JOIN locations p ON p.id = s.location_id WHERE p.serves_orders GROUP BY 1),"
    " promised AS (SELECT variant_id AS variant, sum(quantity) AS pieces FROM reservations WHERE closed_at IS NULL"
    " GROUP BY 1), offered AS (SELECT v.listing_id AS listing, count(*) AS variants, min(v.sku) AS sku,"
    " min(v.price) AS low, max(v.price) AS high,"
    " CAST(total(coalesce(y.pieces, 0) - coalesce(p.pieces, 0)) AS INTEGER) AS available FROM variants v"
    " LEFT JOIN lying y ON y.variant = v.id LEFT JOIN promised p ON p.variant = v.id WHERE v.removed_at IS NULL"
    " GROUP BY 1), facts AS (SELECT l.id, l.handle, l.title, l.status, l.currency, l.category, l.brand,"
    " coalesce(o.variants, 0) AS variants, coalesce(o.sku, '') AS sku, coalesce(o.low, 0) AS low,"
    " coalesce(o.high, 0) AS high, coalesce(o.available, 0) AS available,"
    " (SELECT count(*) FROM pictures p WHERE p.listing_id = l.id AND p.removed_at IS NULL) AS pictures,"
    " coalesce((SELECT (SELECT c.verdict FROM picture_checks c WHERE c.place = p.place AND c.profile ="
    "  coalesce((SELECT value ->> '$' FROM settings WHERE name = 'pictures.profile'), 'shopdesk'))"
    "  FROM pictures p WHERE p.listing_id = l.id AND p.removed_at IS NULL ORDER BY p.role <> 'main', p.position"
    "  LIMIT 1), '') AS verdict"
    " FROM listings l LEFT JOIN offered o ON o.listing = l.id WHERE l.removed_at IS NULL) "
)


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One listing: `sku` is that of its only variant, `low` and `high` its prices in minor units."""

    handle: str
    title: str
    status: str
    currency: str
    category: tuple[str, ...]
    brand: str
    variants: int
    sku: str
    low: int
    high: int
    available: int
    pictures: int
    verdict: str
    picture: str


def listing_row_ids(connection: Connection, *, view: str, search: str, sort: str, descending: bool) -> "array[int]":
    """Return the listings of a view that hold the search text, in order."""
    wanted, values = _search_clause(connection, search)
    way = "DESC" if descending else "ASC"
    query = f"{_FACTS} SELECT id FROM facts WHERE ({VIEWS[view]}) AND {wanted} ORDER BY {SORTS[sort]} {way}, id"
    return fetch_ids(connection, query, values)


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many listings each view holds."""
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in VIEWS.values())
    return dict(zip(VIEWS, connection.execute(f"{_FACTS} SELECT {sums} FROM facts").fetchone(), strict=True))


def load_rows(connection: Connection, ids: Sequence[int]) -> list[ListingRow]:
    """Return these listings, in this order."""
    rows = connection.execute(
        f"{_FACTS} SELECT f.handle, f.title, f.status, f.currency, f.category, f.brand, f.variants, f.sku, f.low,"
        " f.high, f.available, f.pictures, f.verdict, coalesce((SELECT place FROM pictures p WHERE p.listing_id = f.id"
        "  AND p.removed_at IS NULL ORDER BY position LIMIT 1), '')"
        " FROM json_each(?) j JOIN facts f ON f.id = j.value ORDER BY j.key",
        (json.dumps(list(ids)),),
    )
    return [
        ListingRow(handle, title, status, currency, tuple(json.loads(category)), *rest)
        for handle, title, status, currency, category, *rest in rows
    ]


def titles_found(connection: Connection, text: str) -> list[int]:
    """Return the live listings whose title holds the text, or has it as a run of its pinyin initials."""
    expression = title_expression(text)
    if expression:
        rows = connection.execute(
            "SELECT id, title FROM listings WHERE removed_at IS NULL"
            " AND id IN (SELECT rowid FROM listing_index WHERE listing_index MATCH ?)",
            (expression,),
        )
    else:
        rows = connection.execute("SELECT id, title FROM listings WHERE removed_at IS NULL")
    return [row_id for row_id, title in rows if title_matches(title, text)]


def _search_clause(connection: Connection, text: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition that a listing holds the text in its title, handle, or a variant's SKU or barcode."""
    text = text.strip()
    if not text:
        return "1", ()
    condition = (
        "(id IN (SELECT value FROM json_each(?)) OR instr(lowered(handle), ?) OR id IN (SELECT listing_id FROM variants"
        " WHERE removed_at IS NULL AND instr(lowered(sku || char(10) || barcode), ?)))"
    )
    return condition, (json.dumps(titles_found(connection, text)), text.lower(), text.lower())
