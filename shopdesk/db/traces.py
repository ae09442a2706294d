"""Where a batch of goods came from and where it went."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shopdesk.db.connection import Connection
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time


@dataclass(frozen=True, slots=True)
class Lot:
    """A batch: who delivered it and when, until when it keeps, how many pieces came and how many still lie here."""

    sku: str
    title: str
    code: str
    supplier: str
    received_at: datetime
    expires_on: date | None
    came: int
    lying: int
    options: str = ""


@dataclass(frozen=True, slots=True)
class LotBuyer:
    """An order that took pieces of a batch."""

    order: str
    buyer: str
    phone: str
    pieces: int
    shipped_at: datetime


@dataclass(frozen=True, slots=True)
class LotReceipt:
    """Pieces of a batch that came together; `purchase` tells whether the document is a purchase order."""

    document: str
    pieces: int
    at: datetime
    purchase: bool


_LOTS = (
    "SELECT v.sku, l.title, g.code, coalesce(s.name, ''), g.received_at, g.expires_on,"
    " (SELECT total(quantity) FROM movements m WHERE m.lot_id = g.id AND m.reason IN ('receipt', 'purchase')"
    "  AND m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid)),"
    " (SELECT total(quantity) FROM movements m WHERE m.lot_id = g.id),"
    " coalesce((SELECT group_concat(value, ' / ') FROM json_each(v.options)), '')"
    " FROM lots g JOIN variants v ON v.id = g.variant_id JOIN listings l ON l.id = v.listing_id"
    " LEFT JOIN suppliers s ON s.id = g.supplier_id"
)


def find_lots(connection: Connection, *, sku: str = "", code: str = "") -> list[Lot]:
    """Return the batches of a SKU, or of this code, the newest first."""
    rows = connection.execute(
        f"{_LOTS} WHERE (?1 = '' OR v.sku = ?1) AND (?2 = '' OR g.code = ?2) ORDER BY g.id DESC", (sku, code)
    )
    return [_lot(row) for row in rows]


def lots_of_order(connection: Connection, number: str) -> list[Lot]:
    """Return the batches that an order's goods were taken from and not brought back to."""
    rows = connection.execute(
        f"{_LOTS} WHERE g.id IN (SELECT m.lot_id FROM movements m JOIN orders o ON o.id = m.order_id"
        " WHERE o.number = ? AND m.lot_id IS NOT NULL GROUP BY m.lot_id HAVING sum(m.quantity) < 0) ORDER BY g.id",
        (number,),
    )
    return [_lot(row) for row in rows]


VIEWS = {"lying": "k.lying > 0", "expiring": "g.expires_on <= ?2 AND k.lying > 0", "all": "1"}
# One walk over all batches' movements is much cheaper than a sum for each batch.
_LYING = (
    " LEFT JOIN (SELECT lot_id, sum(quantity) AS lying FROM movements WHERE lot_id IS NOT NULL GROUP BY 1) k"
    " ON k.lot_id = g.id"
)
_SORTS = {
    "code": "g.code",
    "sku": "v.sku",
    "title": "l.title",
    "supplier": "s.name",
    "received": "g.received_at",
    "expires": "g.expires_on",
    "lying": "k.lying",
}
_HOLDS = (
    "(instr(lower(g.code || ' ' || v.sku || ' ' || l.title || ' ' || coalesce(s.name, '')), ?1) OR g.id IN"
    " (SELECT m.lot_id FROM orders o JOIN movements m ON m.order_id = o.id WHERE o.number = ?3))"
)


def lot_ids(
    connection: Connection, *, view: str, search: str, until: date, sort: str, descending: bool
) -> "array[int]":
    """Return the batches of a view that hold a text or went into the order of this number, by default the newest first.

    What expires by `until` stands in the view "expiring", the soonest first.
    """
    way = "DESC" if descending else "ASC"
    usual = "g.expires_on, g.id" if view == "expiring" else "g.id DESC"
    order = f"{_SORTS[sort]} {way} NULLS LAST, g.id DESC" if sort else usual
    counted = _LYING if "k." in VIEWS[view] + order else ""
    query = (
        "SELECT g.id FROM lots g JOIN variants v ON v.id = g.variant_id JOIN listings l ON l.id = v.listing_id"
        f" LEFT JOIN suppliers s ON s.id = g.supplier_id{counted} WHERE (?1 = '' OR {_HOLDS}) AND ?2 IS NOT NULL"
        f" AND {VIEWS[view]} ORDER BY {order}"
    )
    return fetch_ids(connection, query, [search.lower(), until.isoformat(), search.upper()])


def count_lots(connection: Connection, until: date) -> dict[str, int]:
    """Return how many batches each view holds."""
    sums = ", ".join(f"count(*) FILTER (WHERE {told.replace('?2', '?1')})" for told in VIEWS.values())
    row = connection.execute(f"SELECT {sums} FROM lots g{_LYING}", (until.isoformat(),)).fetchone()
    return dict(zip(VIEWS, row, strict=True))


def load_lots(connection: Connection, ids: Sequence[int]) -> list[Lot]:
    """Return these batches, in this order."""
    rows = connection.execute(f"{_LOTS} JOIN json_each(?) j ON j.value = g.id ORDER BY j.key", (json.dumps(list(ids)),))
    return [_lot(row) for row in rows]


def receipts_of_lot(connection: Connection, sku: str, code: str) -> list[LotReceipt]:
    """Return with which purchase orders the pieces of a batch came, the oldest first."""
    rows = connection.execute(
        "SELECT coalesce(p.number, m.reference), m.quantity, m.at, p.id IS NOT NULL FROM lots g"
        " JOIN variants v ON v.id = g.variant_id JOIN movements m ON m.lot_id = g.id"
        " LEFT JOIN purchase_lines l ON l.id = m.purchase_line_id LEFT JOIN purchases p ON p.id = l.purchase_id"
        " WHERE v.sku = ? AND g.code = ? AND m.reason IN ('receipt', 'purchase') AND m.undoes IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) ORDER BY m.id",
        (sku, code),
    )
    return [LotReceipt(number, pieces, read_time(at), bool(bought)) for number, pieces, at, bought in rows]


def expiring_lots(connection: Connection, until: date) -> list[Lot]:
    """Return the batches with pieces left that keep no longer than this day, the soonest first."""
    rows = connection.execute(f"{_LOTS} WHERE g.expires_on <= ? ORDER BY g.expires_on", (until.isoformat(),))
    return [lot for lot in map(_lot, rows) if lot.lying > 0]


def buyers_of_lot(connection: Connection, sku: str, code: str) -> list[LotBuyer]:
    """Return the orders that took pieces of a batch, the newest first."""
    rows = connection.execute(
        "SELECT o.number, o.name, o.phone, CAST(-total(m.quantity) AS INTEGER), max(m.at) FROM lots g"
        " JOIN variants v ON v.id = g.variant_id JOIN movements m ON m.lot_id = g.id JOIN orders o ON o.id = m.order_id"
        " WHERE v.sku = ? AND g.code = ? GROUP BY o.id HAVING total(m.quantity) < 0 ORDER BY max(m.id) DESC",
        (sku, code),
    )
    return [LotBuyer(order, name, phone, pieces, read_time(at)) for order, name, phone, pieces, at in rows]


def _lot(row: tuple[str, str, str, str, str, str | None, float, float, str]) -> Lot:
    sku, title, code, supplier, received, expires, came, lying, options = row
    keeps = date.fromisoformat(expires) if expires else None
    return Lot(sku, title, code, supplier, read_time(received), keeps, int(came), int(lying), options)
