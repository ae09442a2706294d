"""The stock ledger: movements are only ever added, reservations are rows, the projection keeps their sums."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.kits import buildable_kits
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.stock import LARGEST_QUANTITY, Movement, Reservation, StockLevel

_LIVE = (
    "FROM variants v JOIN listings l ON l.id = v.listing_id JOIN stock_sums u ON u.variant_id = v.id"
    " WHERE v.removed_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What of one variant lies at a place, what is free where orders are served, in pieces."""

    on_hand: int
    available: int


class MovementRow(NamedTuple):
    """What a compensating movement needs of the one it undoes."""

    uuid: str
    variant_id: int
    location_id: int
    quantity: int
    lot_id: int | None
    order_id: int | None
    reference: str
    unit_cost: int | None
    purchase_line_id: int | None
    is_undone: bool


class OrderMoved(NamedTuple):
    """What an order has moved of a variant at a place, with batch, cost and price of a piece."""

    variant_id: int
    location_id: int
    lot_id: int | None
    unit_cost: int | None
    unit_price: int | None
    quantity: int


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
    lot_id: int | None = None,
    unit_cost: int | None = None,
    unit_price: int | None = None,
    undoes: str | None = None,
    purchase_line_id: int | None = None,
) -> bool:
    """Add a movement; False when one with this uuid is already there and nothing was changed.

    What a piece cost and what was paid for it are in minor units of the shop's currency; `undoes` names the movement
    that this one compensates, at most once.
    """
    added = connection.execute(
        "INSERT INTO movements (uuid, variant_id, location_id, quantity, reason, reference, at, actor, order_id,"
        " batch_id, lot_id, unit_cost, unit_price, undoes, purchase_line_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING",
        (
            uuid, variant_id, location_id, quantity, reason, reference, write_time(at), actor, order_id, batch_id,
            lot_id, unit_cost, unit_price, undoes, purchase_line_id,
        ),
    )  # fmt: skip
    return bool(added.rowcount)


def has_movement(connection: Connection, uuid: str) -> bool:
    """Tell whether a movement with this uuid has been added."""
    return connection.execute("SELECT 1 FROM movements WHERE uuid = ?", (uuid,)).fetchone() is not None


def movements_of(connection: Connection, variant_id: int, last: int = -1) -> list[Movement]:
    """Return a variant's movements, oldest first: every one, or the `last` so many."""
    rows = connection.execute(
        "SELECT m.uuid, m.at, v.sku, m.quantity, m.reason, p.code, m.reference, m.actor, coalesce(g.code, ''),"
        " m.unit_cost FROM movements m JOIN variants v ON v.id = m.variant_id"
        " JOIN locations p ON p.id = m.location_id LEFT JOIN lots g ON g.id = m.lot_id"
        " WHERE m.variant_id = ? ORDER BY m.id DESC LIMIT ?",
        (variant_id, last),
    )
    return [Movement(uuid, read_time(at), *rest) for uuid, at, *rest in rows][::-1]


def sums_of(connection: Connection, variant_id: int) -> dict[str, tuple[int, int]]:
    """Return how many movements a variant has had at each place, and their sum."""
    rows = connection.execute(
        "SELECT p.code, count(*), sum(m.quantity) FROM movements m JOIN locations p ON p.id = m.location_id"
        " WHERE m.variant_id = ? GROUP BY p.id",
        (variant_id,),
    )
    return {code: (count, total) for code, count, total in rows}


def movements_of_order(connection: Connection, order_id: int) -> list[OrderMoved]:
    """Return what an order has moved and not brought back."""
    rows = connection.execute(
        "SELECT variant_id, location_id, lot_id, unit_cost, unit_price, sum(quantity) FROM movements"
        " WHERE order_id = ? GROUP BY 1, 2, 3, 4, 5 HAVING sum(quantity) <> 0",
        (order_id,),
    )
    return [OrderMoved._make(row) for row in rows]


def reserved_for(connection: Connection, order_id: int) -> list[tuple[int, int]]:
    """Return what is kept for an order: variant and pieces."""
    rows = connection.execute(
        "SELECT variant_id, sum(quantity) FROM reservations WHERE order_id = ? AND closed_at IS NULL"
        " GROUP BY variant_id ORDER BY min(id)",
        (order_id,),
    )
    return [(variant, pieces) for variant, pieces in rows]


def free_pieces(connection: Connection, variants: Iterable[int]) -> dict[int, int]:
    """Return what of these variants can still be promised, built pieces alone; any number where it may go negative."""
    rows = connection.execute(
        "SELECT v.id, CASE WHEN v.may_go_negative THEN ? ELSE"
        " (SELECT total(s.quantity) FROM stock s JOIN locations p ON p.id = s.location_id"
        "  WHERE s.variant_id = v.id AND p.serves_orders)"
        " - (SELECT total(quantity) FROM reservations WHERE variant_id = v.id AND closed_at IS NULL) END"
        " FROM json_each(?) j JOIN variants v ON v.id = j.value",
        (LARGEST_QUANTITY, json.dumps(list(variants))),
    )
    return {variant: int(free) for variant, free in rows}


def may_go_negative(connection: Connection, variant_id: int) -> bool:
    """Tell whether the shop lets a variant's stock fall below nothing."""
    row = connection.execute("SELECT may_go_negative FROM variants WHERE id = ?", (variant_id,)).fetchone()
    return bool(row and row[0])


def allow_negative(connection: Connection, variant_id: int, allowed: bool) -> None:
    """Let a variant's stock fall below nothing, or no longer."""
    connection.execute("UPDATE variants SET may_go_negative = ? WHERE id = ?", (allowed, variant_id))


def moved_together(connection: Connection, uuid: str) -> list[MovementRow]:
    """Return the movement with this uuid, and those of the same transfer or kit."""
    rows = connection.execute(
        "WITH this AS (SELECT * FROM movements WHERE uuid = ?1) SELECT m.uuid, m.variant_id, m.location_id, m.quantity,"
        " m.lot_id, m.order_id, m.reference, m.unit_cost, m.purchase_line_id,"
        " EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) FROM this JOIN movements m"
        " ON m.id = this.id OR (this.reason IN ('transfer', 'kit') AND this.reference LIKE '__-__________'"
        "  AND m.reason = this.reason AND m.reference = this.reference AND m.at = this.at"
        "  AND m.id BETWEEN this.id - 5000 AND this.id + 5000) ORDER BY m.id",
        (uuid,),
    )
    return [MovementRow._make(told) for told in rows]


def first_of_kit(connection: Connection, reference: str) -> str | None:
    """Return the first movement of kits that were built or broken together."""
    row = connection.execute(
        "SELECT uuid FROM movements WHERE reference = ? AND reason = 'kit' ORDER BY id LIMIT 1", (reference,)
    ).fetchone()
    return str(row[0]) if row else None


def has_transfer(connection: Connection, reference: str) -> bool:
    """Tell whether a transfer of this reference has been booked."""
    return first_of_transfer(connection, reference) is not None


def has_reference(connection: Connection, reference: str, reason: str) -> bool:
    """Tell whether something of this reference has been booked for a reason."""
    asked = "SELECT EXISTS (SELECT 1 FROM movements WHERE reference = ? AND reason = ?)"
    return bool(connection.execute(asked, (reference, reason)).fetchone()[0])


def first_of_transfer(connection: Connection, reference: str) -> str | None:
    """Return the first movement of a transfer."""
    row = connection.execute(
        "SELECT uuid FROM movements WHERE reference = ? AND reason = 'transfer' ORDER BY id LIMIT 1", (reference,)
    ).fetchone()
    return str(row[0]) if row else None


def lying_at(connection: Connection, location_id: int) -> dict[str, int]:
    """Return what lies at a place: pieces by SKU."""
    rows = connection.execute(
        "SELECT v.sku, s.quantity FROM stock s JOIN variants v ON v.id = s.variant_id"
        " WHERE s.location_id = ? AND s.quantity > 0 ORDER BY v.sku",
        (location_id,),
    )
    return dict(rows.fetchall())


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
    one = None if sku is None else find_variant(connection, sku)
    if sku is not None and one is None:
        return
    of, values = ("", ()) if one is None else (" AND {0} = ?", (one,))
    serving = frozenset(code for (code,) in connection.execute("SELECT code FROM locations WHERE serves_orders"))
    places: dict[int, dict[str, int]] = {}
    for variant_id, code, quantity in connection.execute(
        "SELECT s.variant_id, p.code, s.quantity FROM stock s JOIN locations p ON p.id = s.location_id"
        f" WHERE s.quantity <> 0{of.format('s.variant_id')} ORDER BY p.id",
        values,
    ):
        places.setdefault(variant_id, {})[code] = quantity
    reserved = dict(
        connection.execute(
            "SELECT variant_id, sum(quantity) FROM reservations WHERE closed_at IS NULL"
            f"{of.format('variant_id')} GROUP BY variant_id",
            values,
        ).fetchall()
    )
    buildable = buildable_kits(connection, one)
    for variant_id, found, title, safety in connection.execute(
        f"SELECT v.id, v.sku, l.title, u.safety {_LIVE}{of.format('v.id')} ORDER BY v.sku", values
    ):
        kept, made = reserved.get(variant_id, 0), buildable.get(variant_id, 0)
        yield StockLevel(found, title, places.get(variant_id, {}), serving, kept, safety, made)


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


def find_sum_drift(connection: Connection) -> list[Drift]:
    """Re-derive the sums that tables are sorted by; return which differ, under the name of the sum."""
    rows = connection.execute(
        "WITH lying AS (SELECT s.variant_id AS variant, total(s.quantity) FILTER (WHERE p.serves_orders) AS here,"
        " total(s.quantity) FILTER (WHERE NOT p.serves_orders) AS elsewhere FROM stock s"
        " JOIN locations p ON p.id = s.location_id GROUP BY 1),"
        " promised AS (SELECT variant_id AS variant, sum(quantity) AS pieces FROM reservations"
        "  WHERE closed_at IS NULL GROUP BY 1),"
        " pairs AS (SELECT u.variant_id, 'here' AS what, u.here AS kept, CAST(coalesce(y.here, 0) AS INTEGER) AS summed"
        "  FROM stock_sums u LEFT JOIN lying y ON y.variant = u.variant_id"
        " UNION ALL SELECT u.variant_id, 'elsewhere', u.elsewhere, CAST(coalesce(y.elsewhere, 0) AS INTEGER)"
        "  FROM stock_sums u LEFT JOIN lying y ON y.variant = u.variant_id"
        " UNION ALL SELECT u.variant_id, 'reserved', u.reserved, coalesce(p.pieces, 0)"
        "  FROM stock_sums u LEFT JOIN promised p ON p.variant = u.variant_id)"
        " SELECT v.sku, what, kept, summed FROM pairs JOIN variants v ON v.id = variant_id WHERE kept <> summed"
    )
    return [Drift(*row) for row in rows]


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
