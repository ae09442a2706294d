"""Stock as a table shows it: a row for each SKU, its views, its orders; and what has changed its available pieces."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.listing_rows import titles_found
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.orders import badge
from shopdesk.domain.stock import days_left, stock_state

SALES_DAYS = 14
CHART_DAYS = 90
_AVAILABLE = "(u.here - u.reserved + u.made)"
_LACKING = "(u.here - u.reserved + u.made - u.safety)"  # as the index stock_sums_lacking has it
VIEWS = {
    "low": f"({_LACKING} < 0 OR {_AVAILABLE} <= 0)",
    "all": "1",
    "oversold": f"{_AVAILABLE} < 0",
    "negative": "(u.here < 0 OR u.elsewhere < 0)",
    "class-a": "u.variant_id IN (SELECT variant_id FROM stock_outlooks WHERE class = 'A')",
    "dead": "u.here + u.elsewhere > 0"
    " AND u.variant_id IN (SELECT variant_id FROM stock_outlooks WHERE days_idle >= 90)",
    "expiring": "u.variant_id IN (SELECT g.variant_id FROM lots g WHERE g.expires_on <= date('now', '+60 days')"
    " AND (SELECT total(quantity) FROM movements WHERE lot_id = g.id) > 0)",
    "elsewhere": "u.elsewhere <> 0",
}
SORTS = {
    "": _LACKING,
    "title": "(SELECT title FROM listings WHERE id = v.listing_id)",
    "sku": "v.sku",
    "class": "(SELECT class FROM stock_outlooks WHERE variant_id = u.variant_id)",
    "on_hand": "u.here",
    "reserved": "u.reserved",
    "available": _AVAILABLE,
    "safety": "u.safety",
    "shelf": "v.bin",
    "state": f"CASE WHEN {_AVAILABLE} < 0 THEN 0 WHEN {_AVAILABLE} = 0 THEN 1"
    f" WHEN {_AVAILABLE} < u.safety THEN 2 ELSE 3 END",
    "sold": "sold",
    "days": f"CASE WHEN sold > 0 THEN max({_AVAILABLE}, 0) * 1.0 / sold END",
}
_SOLD = (
    "(SELECT variant_id AS variant, -sum(quantity) AS sold FROM movements WHERE reason = 'sale' AND at >= ? GROUP BY 1)"
)


@dataclass(frozen=True, slots=True)
class StockRow:
    """One SKU: `on_hand` lies where orders are served, `sold` are its pieces of the last days, the oldest first."""

    sku: str
    title: str
    options: str
    picture: str
    on_hand: int
    reserved: int
    available: int
    safety: int
    elsewhere: int
    sold: tuple[int, ...]
    stock_class: str = ""
    suggested: int = 0
    days_idle: int | None = None
    trend: tuple[int, ...] = ()
    shelf: str = ""

    @property
    def state(self) -> str:
        """How it stands."""
        return stock_state(self.available, self.safety)

    @property
    def days_left(self) -> int | None:
        """How many days it lasts at the pace of the last ones."""
        return days_left(self.available, sum(self.sold), len(self.sold))


@dataclass(frozen=True, slots=True)
class PromisedOrder:
    """An order for which pieces of a SKU are kept."""

    number: str
    state: str
    ship_by: datetime | None
    pieces: int


def stock_ids(
    connection: Connection, *, view: str, search: str, sort: str, descending: bool, today: date, limit: int = -1
) -> "array[int]":
    """Return the variants of a view that hold the search text, in order; sales are those of the days up to today."""
    wanted, found = search_clause(connection, search)
    way = "DESC" if descending else "ASC"
    joins, values = "", []
    if sort in ("sold", "days"):
        joins, values = f" LEFT JOIN {_SOLD} ON variant = u.variant_id", [_first_moment(today, SALES_DAYS)]
    if sort or search.strip():
        joins = f" JOIN variants v ON v.id = u.variant_id{joins}"
    last = ", v.sku" if sort else ", u.variant_id"
    nulls = " NULLS LAST" if sort in ("sold", "days", "class") else ""
    query = (
        f"SELECT u.variant_id AS id FROM stock_sums u{joins} WHERE u.live AND {VIEWS[view]} AND {wanted}"
        f" ORDER BY {SORTS[sort]} {way}{nulls}{last} LIMIT ?"
    )
    return fetch_ids(connection, query, [*values, *found, limit])


def count_skus(connection: Connection) -> int:
    """Return how many SKUs there are, those taken out of the shop counted in."""
    return int(connection.execute("SELECT coalesce(max(variant_id), 0) FROM stock_sums").fetchone()[0])


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many SKUs each view holds."""
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in VIEWS.values())
    row = connection.execute(f"SELECT {sums} FROM stock_sums u WHERE u.live").fetchone()
    return dict(zip(VIEWS, row, strict=True))


def load_rows(connection: Connection, ids: Sequence[int], today: date) -> list[StockRow]:
    """Return these variants, in this order, with what was sold on each of the days up to today."""
    wanted = json.dumps(list(ids))
    sold = _sales(connection, wanted, today)
    rows = connection.execute(
        "SELECT v.id, v.sku, l.title, v.options, coalesce((SELECT place FROM pictures p"
        " WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL ORDER BY position LIMIT 1), ''), u.here,"
        f" u.reserved, {_AVAILABLE}, u.safety, u.elsewhere, coalesce(o.class, ''), coalesce(o.suggested, 0),"
        " o.days_idle, v.bin"
        " FROM json_each(?) j JOIN stock_sums u ON u.variant_id = j.value JOIN variants v ON v.id = j.value"
        " JOIN listings l ON l.id = v.listing_id LEFT JOIN stock_outlooks o ON o.variant_id = j.value ORDER BY j.key",
        (wanted,),
    )
    return [_row(row, sold.get(row[0], (0,) * CHART_DAYS)) for row in rows]


def _row(row: Sequence[Any], sold: tuple[int, ...]) -> StockRow:
    _id, sku, title, options, picture, *numbers, stock_class, suggested, idle, shelf = row
    shown = " / ".join(json.loads(options).values())
    on_hand, reserved, available, safety, elsewhere = numbers
    return StockRow(
        sku, title, shown, picture, on_hand, reserved, available, safety, elsewhere, sold[-SALES_DAYS:], stock_class,
        suggested, idle, sold, shelf,
    )  # fmt: skip


def _sales(connection: Connection, wanted: str, today: date) -> dict[int, tuple[int, ...]]:
    """Return what was sold day by day, days counted from the first one's midnight where the program stands."""
    first = _first_moment(today, CHART_DAYS)
    rows = connection.execute(
        "SELECT variant_id, (unixepoch(at) - unixepoch(?1)) / 86400, -sum(quantity) FROM movements"
        " WHERE variant_id IN (SELECT value FROM json_each(?2)) AND reason = 'sale' AND at >= ?1 GROUP BY 1, 2",
        (first, wanted),
    )
    found: dict[int, list[int]] = {}
    for variant, day, pieces in rows:
        if 0 <= day < CHART_DAYS:
            found.setdefault(variant, [0] * CHART_DAYS)[day] = max(pieces, 0)
    return {variant: tuple(days) for variant, days in found.items()}


def _first_moment(today: date, days: int) -> str:
    """Return when the first of so many days up to today began."""
    first = today - timedelta(days=days - 1)
    return write_time(datetime.combine(first, time.min).astimezone())


def promised_orders(connection: Connection, variant_id: int) -> list[PromisedOrder]:
    """Return the orders for which pieces of a variant are kept, the most urgent first."""
    rows = connection.execute(
        "SELECT o.number, o.payment, o.fulfilment, o.ship_by, sum(r.quantity) FROM reservations r"
        " JOIN orders o ON o.id = r.order_id WHERE r.variant_id = ? AND r.closed_at IS NULL"
        " GROUP BY o.id ORDER BY o.ship_by IS NULL, o.ship_by, o.id",
        (variant_id,),
    )
    return [
        PromisedOrder(number, badge(payment, fulfilment), read_time(ship_by) if ship_by else None, pieces)
        for number, payment, fulfilment, ship_by, pieces in rows
    ]


def available_changes(connection: Connection, variant_id: int, since: datetime) -> list[tuple[datetime, int]]:
    """Return what has changed a variant's available pieces, movements and reservations, oldest first.

    The first is all that was before `since`.
    """
    rows = connection.execute(
        "SELECT max(at, ?2) AS at, sum(change) FROM ("
        "SELECT m.at AS at, m.quantity AS change FROM movements m JOIN locations p ON p.id = m.location_id"
        " WHERE m.variant_id = ?1 AND p.serves_orders"
        " UNION ALL SELECT opened_at, -quantity FROM reservations WHERE variant_id = ?1"
        " UNION ALL SELECT closed_at, quantity FROM reservations WHERE variant_id = ?1 AND closed_at IS NOT NULL"
        ") GROUP BY 1 HAVING sum(change) <> 0 ORDER BY 1",
        (variant_id, write_time(since)),
    )
    return [(read_time(at), change) for at, change in rows]


def search_clause(connection: Connection, text: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition that a SKU holds the text in its title, code, barcode or options."""
    text = text.strip()
    if not text:
        return "1", ()
    condition = (
        "(v.listing_id IN (SELECT value FROM json_each(?)) OR instr(lowered(v.sku || char(10) || v.barcode), ?)"
        " OR EXISTS (SELECT 1 FROM json_each(v.options) x WHERE instr(lowered(x.value), ?)))"
    )
    return condition, (json.dumps(titles_found(connection, text)), text.lower(), text.lower())
