"""The stock ledger: movements are only ever added, reservations are rows, the projection keeps their sums."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.stock import Movement, Reservation, StockLevel

_LIVE = "FROM variants v JOIN listings l ON l.id = v.listing_id WHERE v.removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Counts:
    """What of one variant lies at a place, what is free where orders are served, in pieces."""

    on_hand: int
    available: int


@dataclass(frozen=True, slots=True)
class Drift:
    """A kept number that differs from the sum of its movements."""

    sku: str
    location: str
    kept: int
    summed: int


def find_variant(connection: Connection, sku: str) -> int | None:
    """Return the row of the live variant with exactly this SKU."""
    row = connection.execute("SELECT id FROM variants WHERE sku = ? AND removed_at IS NULL", (sku,)).fetchone()
    return row[0] if row else None


def counts(connection: Connection, variant_id: int, location_id: int) -> Counts:
    """Return what of a variant lies at a place, and what can still be promised."""
    here, available = connection.execute(
        "SELECT (SELECT quantity FROM stock WHERE variant_id = ?1 AND location_id = ?2),"
        " (SELECT total(s.quantity) FROM stock s JOIN locations p ON p.id = s.location_id"
        "  WHERE s.variant_id = ?1 AND p.serves_orders)"
        " - (SELECT total(quantity) FROM reservations WHERE variant_id = ?1 AND closed_at IS NULL)",
        (variant_id, location_id),
    ).fetchone()
    return Counts(here or 0, int(available))


def add_movement(
    connection: Connection,
    *,
    uuid: str,
    variant_id: int,
    location_id: int,
    quantity: int,
    reason: str,
    at: datetime,
    actor: str,
    reference: str = "",
    order_id: int | None = None,
    batch_id: int | None = None,
) -> bool:
    """Add a movement; False when one with this uuid is already there and nothing was changed."""
    added = connection.execute(
        "INSERT INTO movements (uuid, variant_id, location_id, quantity, reason, reference, at, actor, order_id,"
        " batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING",
        (uuid, variant_id, location_id, quantity, reason, reference, write_time(at), actor, order_id, batch_id),
    )
    return bool(added.rowcount)


def has_movement(connection: Connection, uuid: str) -> bool:
    """Tell whether a movement with this uuid has been added."""
    return connection.execute("SELECT 1 FROM movements WHERE uuid = ?", (uuid,)).fetchone() is not None


def movements_of(connection: Connection, variant_id: int) -> list[Movement]:
    """Return every movement of a variant, oldest first."""
    rows = connection.execute(
        "SELECT m.uuid, m.at, v.sku, m.quantity, m.reason, p.code, m.reference FROM movements m"
        " JOIN variants v ON v.id = m.variant_id JOIN locations p ON p.id = m.location_id"
        " WHERE m.variant_id = ? ORDER BY m.id",
        (variant_id,),
    )
    return [Movement(uuid, read_time(at), *rest) for uuid, at, *rest in rows]


def movements_of_order(connection: Connection, order_id: int) -> list[tuple[int, int, int]]:
    """Return what an order has moved and not brought back: variant, location, signed sum."""
    rows = connection.execute(
        "SELECT variant_id, location_id, sum(quantity) FROM movements WHERE order_id = ?"
        " GROUP BY variant_id, location_id HAVING sum(quantity) <> 0",
        (order_id,),
    )
    return [(variant, location, quantity) for variant, location, quantity in rows]


def open_reservations_of(connection: Connection, variant_id: int) -> list[Reservation]:
    """Return what is promised of a variant, order by order."""
    rows = connection.execute(
        "SELECT o.number, r.quantity FROM reservations r JOIN orders o ON o.id = r.order_id"
        " WHERE r.variant_id = ? AND r.closed_at IS NULL ORDER BY r.id",
        (variant_id,),
    )
    return [Reservation(number, quantity) for number, quantity in rows]


def stock_levels(connection: Connection, sku: str | None = None) -> Iterator[StockLevel]:
    """Give the stock of every live variant (or of one SKU), in the order of SKUs, zero included."""
    serving = frozenset(code for (code,) in connection.execute("SELECT code FROM locations WHERE serves_orders"))
    places: dict[int, dict[str, int]] = {}
    for variant_id, code, quantity in connection.execute(
        "SELECT s.variant_id, p.code, s.quantity FROM stock s JOIN locations p ON p.id = s.location_id"
        " WHERE s.quantity <> 0 AND (?1 IS NULL OR s.variant_id IN (SELECT id FROM variants WHERE sku = ?1))"
        " ORDER BY p.id",
        (sku,),
    ):
        places.setdefault(variant_id, {})[code] = quantity
    reserved = dict(
        connection.execute(
            "SELECT variant_id, sum(quantity) FROM reservations WHERE closed_at IS NULL GROUP BY variant_id"
        ).fetchall()
    )
    for variant_id, found, title, safety in connection.execute(
        f"SELECT v.id, v.sku, l.title, v.safety {_LIVE} AND (?1 IS NULL OR v.sku = ?1) ORDER BY v.sku",
        (sku,),
    ):
        yield StockLevel(found, title, places.get(variant_id, {}), serving, reserved.get(variant_id, 0), safety)


def find_drift(connection: Connection) -> tuple[int, list[Drift]]:
    """Re-derive every kept number from its movements; return how many were checked and which differ."""
    checked = connection.execute("SELECT count(*) FROM variants").fetchone()[0]
    rows = connection.execute(
        "WITH sums AS (SELECT variant_id, location_id, sum(quantity) AS summed FROM movements GROUP BY 1, 2),"
        " pairs AS (SELECT variant_id, location_id FROM sums UNION SELECT variant_id, location_id FROM stock)"
        " SELECT v.sku, p.code, coalesce(s.quantity, 0), coalesce(m.summed, 0) FROM pairs"
        " JOIN variants v ON v.id = pairs.variant_id JOIN locations p ON p.id = pairs.location_id"
        " LEFT JOIN stock s USING (variant_id, location_id) LEFT JOIN sums m USING (variant_id, location_id)"
        " WHERE coalesce(s.quantity, 0) <> coalesce(m.summed, 0)"
    )
    return checked, [Drift(*row) for row in rows]


def find_stray_reservations(connection: Connection) -> list[tuple[str, str]]:
    """Return reservations that outlived their order: number and SKU."""
    rows = connection.execute(
        "SELECT o.number, v.sku FROM reservations r JOIN orders o ON o.id = r.order_id"
        " JOIN variants v ON v.id = r.variant_id WHERE r.closed_at IS NULL"
        " AND (o.removed_at IS NOT NULL OR o.fulfilment NOT IN ('confirmed', 'picking', 'packed'))"
    )
    return [(number, sku) for number, sku in rows]


def reserve(connection: Connection, rows: Iterable[tuple[str, int, int, int, int, str]]) -> None:
    """Open reservations: uuid, order, line, variant, pieces, time."""
    connection.executemany(
        "INSERT INTO reservations (uuid, order_id, line_id, variant_id, quantity, opened_at) VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def close_reservations(connection: Connection, order_id: int, outcome: str, at: datetime) -> None:
    """Close an order's open reservations: they were shipped or released."""
    connection.execute(
        "UPDATE reservations SET closed_at = ?, outcome = ? WHERE order_id = ? AND closed_at IS NULL",
        (write_time(at), outcome, order_id),
    )
