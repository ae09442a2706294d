"""Where a batch of goods came from and where it went."""

from dataclasses import dataclass
from datetime import date, datetime

from shopdesk.db.connection import Connection
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


@dataclass(frozen=True, slots=True)
class LotBuyer:
    """An order that took pieces of a batch."""

    order: str
    buyer: str
    phone: str
    pieces: int
    shipped_at: datetime


_LOTS = (
    "SELECT v.sku, l.title, g.code, coalesce(s.name, ''), g.received_at, g.expires_on,"
    " (SELECT total(quantity) FROM movements m WHERE m.lot_id = g.id AND m.reason IN ('receipt', 'purchase')"
    "  AND m.undoes IS NULL), (SELECT total(quantity) FROM movements m WHERE m.lot_id = g.id)"
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


def _lot(row: tuple[str, str, str, str, str, str | None, float, float]) -> Lot:
    sku, title, code, supplier, received, expires, came, lying = row
    keeps = date.fromisoformat(expires) if expires else None
    return Lot(sku, title, code, supplier, read_time(received), keeps, int(came), int(lying))
