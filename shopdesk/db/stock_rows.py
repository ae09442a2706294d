"""Stock as a table shows it: a row for each SKU, its views, its orders; and what has changed its available pieces."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shopdesk.db.connection import Connection
from shopdesk.db.listing_rows import titles_found
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.orders import badge
from shopdesk.domain.stock import days_left, stock_state

SALES_DAYS = 14
VIEWS = {
    "low": "available < safety OR available <= 0",
    "all": "1",
    "oversold": "available < 0",
    "elsewhere": "elsewhere <> 0",
}
SORTS = {
    "": "available - safety",
    "title": "title",
    "sku": "sku",
    "on_hand": "on_hand",
    "reserved": "reserved",
    "available": "available",
    "safety": "safety",
    "state": "CASE WHEN available < 0 THEN 0 WHEN available = 0 THEN 1 WHEN available < safety THEN 2 ELSE 3 END",
    "sold": "sold",
    "days": "CASE WHEN sold > 0 THEN max(available, 0) * 1.0 / sold END",
}
_SOLD = "(SELECT -total(m.quantity) FROM movements m WHERE m.variant_id = v.id AND m.reason = 'sale' AND m.at >= ?)"
_FACTS = (
    "WITH lying AS (SELECT s.variant_id AS variant, total(s.quantity) FILTER (WHERE p.serves_orders) AS here,"
    " total(s.quantity) FILTER (WHERE NOT p.serves_orders) AS elsewhere"
    " FROM stock s JOIN locations p ON p.id = s.location_id GROUP BY 1),"
    " promised AS (SELECT variant_id AS variant, sum(quantity) AS pieces FROM reservations WHERE closed_at IS NULL"
    " GROUP BY 1), facts AS (SELECT v.id, v.sku, v.barcode, v.options, v.safety, v.listing_id, l.title,"
    " CAST(coalesce(y.here, 0) AS INTEGER) AS on_hand, coalesce(p.pieces, 0) AS reserved,"
    " CAST(coalesce(y.here, 0) - coalesce(p.pieces, 0) AS INTEGER) AS available,"
    " CAST(coalesce(y.elsewhere, 0) AS INTEGER) AS elsewhere, {sold} AS sold"
    " FROM variants v JOIN listings l ON l.id = v.listing_id LEFT JOIN lying y ON y.variant = v.id"
    " LEFT JOIN promised p ON p.variant = v.id WHERE v.removed_at IS NULL) "
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
    connection: Connection, *, view: str, search: str, sort: str, descending: bool, today: date
) -> "array[int]":
    """Return the variants of a view that hold the search text, in order; sales are those of the days up to today."""
    wanted, found = _search_clause(connection, search)
    asks_sales = sort in ("sold", "days")
    facts = _FACTS.format(sold=_SOLD if asks_sales else "0")
    way = "DESC" if descending else "ASC"
    query = (
        f"{facts} SELECT id FROM facts WHERE ({VIEWS[view]}) AND {wanted} ORDER BY {SORTS[sort]} {way} NULLS LAST, sku"
    )
    return fetch_ids(connection, query, [*([_first_moment(today)] if asks_sales else []), *found])


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many SKUs each view holds."""
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in VIEWS.values())
    row = connection.execute(f"{_FACTS.format(sold='0')} SELECT {sums} FROM facts").fetchone()
    return dict(zip(VIEWS, row, strict=True))


def load_rows(connection: Connection, ids: Sequence[int], today: date) -> list[StockRow]:
    """Return these variants, in this order, with what was sold on each of the days up to today."""
    wanted = json.dumps(list(ids))
    sold = _sales(connection, wanted, today)
    facts = _FACTS.format(sold="0").replace(
        "WHERE v.removed_at IS NULL", "WHERE v.id IN (SELECT value FROM json_each(?))"
    )
    rows = connection.execute(
        f"{facts} SELECT f.id, f.sku, f.title, f.options, coalesce((SELECT place FROM pictures p"
        " WHERE p.listing_id = f.listing_id AND p.removed_at IS NULL ORDER BY position LIMIT 1), ''), f.on_hand,"
        " f.reserved, f.available, f.safety, f.elsewhere FROM json_each(?) j JOIN facts f ON f.id = j.value"
        " ORDER BY j.key",
        (wanted, wanted),
    )
    return [
        StockRow(
            sku,
            title,
            " / ".join(json.loads(options).values()),
            picture,
            on_hand,
            reserved,
            available,
            safety,
            elsewhere,
            sold.get(row_id, (0,) * SALES_DAYS),
        )
        for row_id, sku, title, options, picture, on_hand, reserved, available, safety, elsewhere in rows
    ]


def _sales(connection: Connection, wanted: str, today: date) -> dict[int, tuple[int, ...]]:
    """Return what was sold day by day; a day is one of the place where the program stands."""
    first = today - timedelta(days=SALES_DAYS - 1)
    rows = connection.execute(
        "SELECT variant_id, at, quantity FROM movements WHERE variant_id IN (SELECT value FROM json_each(?))"
        " AND reason = 'sale' AND at >= ?",
        (wanted, _first_moment(today)),
    )
    found: dict[int, list[int]] = {}
    for variant, at, quantity in rows:
        day = (read_time(at).astimezone().date() - first).days
        if 0 <= day < SALES_DAYS:
            found.setdefault(variant, [0] * SALES_DAYS)[day] -= quantity
    return {variant: tuple(max(pieces, 0) for pieces in days) for variant, days in found.items()}


def _first_moment(today: date) -> str:
    """Return when the first of the days began whose sales count."""
    first = today - timedelta(days=SALES_DAYS - 1)
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


def available_changes(connection: Connection, variant_id: int) -> list[tuple[datetime, int]]:
    """Return everything that has changed a variant's available pieces, oldest first: movements and reservations."""
    rows = connection.execute(
        "SELECT at, sum(change) FROM ("
        "SELECT m.at AS at, m.quantity AS change FROM movements m JOIN locations p ON p.id = m.location_id"
        " WHERE m.variant_id = ?1 AND p.serves_orders"
        " UNION ALL SELECT opened_at, -quantity FROM reservations WHERE variant_id = ?1"
        " UNION ALL SELECT closed_at, quantity FROM reservations WHERE variant_id = ?1 AND closed_at IS NOT NULL"
        ") GROUP BY at HAVING sum(change) <> 0 ORDER BY at",
        (variant_id,),
    )
    return [(read_time(at), change) for at, change in rows]


def _search_clause(connection: Connection, text: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition that a SKU holds the text in its title, code, barcode or options."""
    text = text.strip()
    if not text:
        return "1", ()
    condition = (
        "(listing_id IN (SELECT value FROM json_each(?)) OR instr(lowered(sku || char(10) || barcode), ?)"
        " OR EXISTS (SELECT 1 FROM json_each(options) o WHERE instr(lowered(o.value), ?)))"
    )
    return condition, (json.dumps(titles_found(connection, text)), text.lower(), text.lower())
