"""Listings as a table or gallery shows them: a row for each, its views and its orders.

A question for ids asks only for the facts that its view and its order need; the rest is read with the rows seen.
"""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.kits import buildable_kits
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.search import title_expression, title_matches

_LIVE_PICTURES = "FROM pictures p WHERE p.listing_id = l.id AND p.removed_at IS NULL"
_MAIN = f"(SELECT p.place {_LIVE_PICTURES} ORDER BY p.role <> 'main', p.position LIMIT 1)"
_PROFILE = "coalesce((SELECT value ->> '$' FROM settings WHERE name = 'pictures.profile'), 'shopdesk')"
_VERDICT = f"coalesce((SELECT c.verdict FROM picture_checks c WHERE c.place = {_MAIN} AND c.profile = {_PROFILE}), '')"
_LIVE_VARIANTS = "FROM variants v WHERE v.listing_id = l.id AND v.removed_at IS NULL"
_FREE = (
    "SELECT listing, CAST(total(pieces) AS INTEGER) AS pieces, max(pieces < safety) AS low FROM"
    " (SELECT v.listing_id AS listing, v.safety, (SELECT total(s.quantity) FROM stock s"
    "   JOIN locations p ON p.id = s.location_id WHERE s.variant_id = v.id AND p.serves_orders)"
    "  - (SELECT total(quantity) FROM reservations r WHERE r.variant_id = v.id AND r.closed_at IS NULL)"
    "  + coalesce(k.value, 0) AS pieces"
    "  FROM variants v LEFT JOIN json_each(?) k ON k.key = v.id WHERE v.removed_at IS NULL{also}) GROUP BY 1"
)
_ASKED = " AND v.listing_id IN (SELECT id FROM asked)"
VIEWS = {
    "all": "1",
    "listed": "l.status = 'listed'",
    "ready": "l.status = 'ready'",
    "draft": "l.status = 'draft'",
    "archived": "l.status = 'archived'",
    "fails": f"{_VERDICT} = 'fail'",
    "not-ready": "s.stops = 1",
    "title": "(s.codes LIKE '%\"title-%' OR s.codes LIKE '%\"keyword-absent%' OR s.codes LIKE '%\"keyword-not-first%'"
    " OR s.codes LIKE '%\"selling-point-absent%')",
    "attributes": "s.codes LIKE '%\"attribute%'",
    "without-picture": f"NOT EXISTS (SELECT 1 {_LIVE_PICTURES})",
    "unchecked": f"EXISTS (SELECT 1 {_LIVE_PICTURES}) AND {_VERDICT} = ''",
}
SORTS = {
    "": "l.id",
    "title": "l.title",
    "variants": f"(SELECT count(*) {_LIVE_VARIANTS})",
    "price": f"(SELECT min(v.price) {_LIVE_VARIANTS})",
    "available": "(SELECT f.pieces FROM free f WHERE f.listing = l.id)",
    "pictures": f"(SELECT count(*) {_LIVE_PICTURES})",
    "verdict": f"CASE {_VERDICT} WHEN 'fail' THEN 0 WHEN 'warn' THEN 1 WHEN 'pass' THEN 2 ELSE 3 END",
    "status": "CASE l.status WHEN 'draft' THEN 0 WHEN 'ready' THEN 1 WHEN 'listed' THEN 2 ELSE 3 END",
    "category": "l.category",
    "brand": "l.brand",
    "handle": "l.handle",
    "score": "s.points IS NULL, s.points",
    "worst": "s.worst IS NULL, s.worst ->> 'penalty' + 0",
    "changed": "l.updated_at",
}
_FROM = "FROM listings l LEFT JOIN listing_scores s ON s.listing_id = l.id WHERE l.removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One listing: `sku` is that of its only variant, `low` and `high` its prices in minor units.

    `low_stock` says that a variant lies below its safety line, `picture` is its main image's place, `verdict` what its
    check has found; `score` is None until it was judged, `worst` its dearest finding as it was kept, `stops` whether
    something keeps it from being offered.
    """

    handle: str
    title: str
    status: str
    currency: str
    category: tuple[str, ...]
    worst: dict[str, str]
    low_stock: bool
    stops: bool
    brand: str
    variants: int
    sku: str
    low: int
    high: int
    available: int
    pictures: int
    verdict: str
    picture: str
    score: int | None


def listing_row_ids(
    connection: Connection,
    *,
    view: str,
    search: str = "",
    sort: str = "",
    descending: bool = False,
    category: Sequence[str] = (),
    channels: Sequence[str] = (),
) -> "array[int]":
    """Return in order the listings of a view that hold the text, stand in the category, and have a code on a channel.

    Nothing given is no restriction; what stands below a category stands in it too.
    """
    told = (_holds(connection, search), _stands_in(category), _is_on(channels))
    conditions = " AND ".join([f"({VIEWS[view]})", *(condition for condition, _values in told)])
    values = [value for _condition, values in told for value in values]
    free = ""
    if sort == "available":
        free, values = f"WITH free AS MATERIALIZED ({_FREE.format(also='')}) ", [_kits(connection), *values]
    way = "DESC" if descending else "ASC"
    query = f"{free}SELECT l.id AS id {_FROM} AND {conditions} ORDER BY {SORTS[sort]} {way}, l.id"
    return fetch_ids(connection, query, values)


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many listings each view holds."""
    facts = (
        f"SELECT l.status, {_VERDICT} AS verdict, EXISTS (SELECT 1 {_LIVE_PICTURES}) AS pictured,"
        f" s.stops = 1 AS stops, {VIEWS['title']} AS titled, {VIEWS['attributes']} AS lacking {_FROM}"
    )
    counted = {
        "all": "1",
        **{status: f"status = '{status}'" for status in ("listed", "ready", "draft", "archived")},
        "fails": "verdict = 'fail'",
        "not-ready": "stops",
        "title": "titled",
        "attributes": "lacking",
        "without-picture": "NOT pictured",
        "unchecked": "pictured AND verdict = ''",
    }
    sums = ", ".join(f"count(*) FILTER (WHERE {counted[view]})" for view in VIEWS)
    return dict(zip(VIEWS, connection.execute(f"SELECT {sums} FROM ({facts})").fetchone(), strict=True))


def average_score(connection: Connection) -> int | None:
    """Return the mean score of the listings that were judged, None when none was."""
    row = connection.execute(
        "SELECT avg(s.points) FROM listing_scores s JOIN listings l ON l.id = s.listing_id WHERE l.removed_at IS NULL"
    ).fetchone()
    return None if row[0] is None else round(row[0])


def count_channels(connection: Connection) -> dict[str, int]:
    """Return how many listings have a code on each channel, for the channels that have any."""
    rows = connection.execute(
        "SELECT c.channel, count(DISTINCT v.listing_id) FROM platform_codes c JOIN variants v ON v.id = c.variant_id"
        " WHERE c.removed_at IS NULL AND v.removed_at IS NULL AND c.channel <> '' GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return dict(rows.fetchall())


def load_rows(connection: Connection, ids: Sequence[int]) -> list[ListingRow]:
    """Return these listings, in this order."""
    rows = connection.execute(
        "WITH asked AS MATERIALIZED (SELECT key AS place, value AS id FROM json_each(?)),"
        f" free AS MATERIALIZED ({_FREE.format(also=_ASKED)}),"
        " offered AS MATERIALIZED (SELECT v.listing_id AS listing, count(*) AS variants, min(v.sku) AS sku,"
        "  min(v.price) AS low, max(v.price) AS high FROM variants v"
        f"  WHERE v.removed_at IS NULL{_ASKED} GROUP BY 1)"
        " SELECT l.handle, l.title, l.status, l.currency, l.category, s.worst, coalesce(f.low, 0),"
        " coalesce(s.stops, 0), l.brand, coalesce(o.variants, 0), coalesce(o.sku, ''), coalesce(o.low, 0),"
        " coalesce(o.high, 0), coalesce(f.pieces, 0),"
        f" (SELECT count(*) {_LIVE_PICTURES}), {_VERDICT}, coalesce({_MAIN}, ''), s.points"
        " FROM asked a JOIN listings l ON l.id = a.id LEFT JOIN listing_scores s ON s.listing_id = l.id"
        " LEFT JOIN offered o ON o.listing = l.id LEFT JOIN free f ON f.listing = l.id ORDER BY a.place",
        (json.dumps(list(ids)), _kits(connection)),
    )
    return [ListingRow(*_told(row)) for row in rows]


def _told(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row's values as the dataclass wants them."""
    category, worst, low, stops = row[4:8]
    return (*row[:4], tuple(json.loads(category)), json.loads(worst or "{}"), bool(low), bool(stops), *row[8:])


def handles(connection: Connection, ids: Sequence[int]) -> list[str]:
    """Return the handles of these listings, in this order."""
    rows = connection.execute(
        "SELECT l.handle FROM json_each(?) j JOIN listings l ON l.id = j.value ORDER BY j.key", (json.dumps(list(ids)),)
    )
    return [handle for (handle,) in rows]


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


def _kits(connection: Connection) -> str:
    """Return how many of each kit its parts would make, as JSON by variant."""
    return json.dumps(buildable_kits(connection))


def _holds(connection: Connection, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a listing holds the text in its title, handle, or a variant's SKU, barcode or code."""
    text = text.strip()
    if not text:
        return "1", ()
    lowered = "lower" if text.isascii() else "lowered"  # SQLite's own knows A to Z alone, and is quick
    condition = (
        "l.id IN (SELECT value FROM json_each(?) UNION SELECT id FROM listings"
        f" WHERE removed_at IS NULL AND instr({lowered}(handle), ?) UNION SELECT listing_id FROM variants"
        f" WHERE removed_at IS NULL AND instr({lowered}(sku || char(10) || barcode), ?)"
        " UNION SELECT v.listing_id FROM platform_codes c JOIN variants v ON v.id = c.variant_id"
        f" WHERE c.removed_at IS NULL AND v.removed_at IS NULL AND instr({lowered}(c.code), ?))"
    )
    return condition, (json.dumps(titles_found(connection, text)), *(text.lower(),) * 3)


def _stands_in(category: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a listing stands in a category or below it: its kept path begins with the names."""
    if not category:
        return "1", ()
    begins = json.dumps(category, ensure_ascii=False)[:-1]
    return "substr(l.category, 1, length(?)) = ?", (begins, begins)


def _is_on(channels: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    if not channels:
        return "1", ()
    condition = (
        "l.id IN (SELECT v.listing_id FROM platform_codes c JOIN variants v ON v.id = c.variant_id"
        " WHERE c.removed_at IS NULL AND v.removed_at IS NULL AND c.channel IN (SELECT value FROM json_each(?)))"
    )
    return condition, (json.dumps(list(channels)),)
