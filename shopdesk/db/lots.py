"""Batches of goods: what came together, from whom, until when it keeps, and where it went."""

from datetime import date, datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


def put_lot(
    connection: Connection,
    *,
    uuid: str,
    variant_id: int,
    code: str,
    at: datetime,
    supplier_id: int | None = None,
    expires_on: date | None = None,
) -> int:
    """Return the row of a variant's batch, made when it is new; a date or supplier told later is added."""
    expires = expires_on.isoformat() if expires_on else None
    connection.execute(
        "INSERT INTO lots (uuid, variant_id, code, supplier_id, expires_on, received_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (variant_id, code) DO UPDATE SET supplier_id = coalesce(supplier_id, excluded.supplier_id),"
        " expires_on = coalesce(expires_on, excluded.expires_on)",
        (uuid, variant_id, code, supplier_id, expires, write_time(at)),
    )
    row = connection.execute("SELECT id FROM lots WHERE variant_id = ? AND code = ?", (variant_id, code)).fetchone()
    return int(row[0])


def lots_lying(connection: Connection, variant_id: int, location_id: int) -> list[tuple[int | None, int]]:
    """Return the batches of a variant at a place with their pieces, what expires first in front, what has none last."""
    if not connection.execute("SELECT 1 FROM lots WHERE variant_id = ? LIMIT 1", (variant_id,)).fetchone():
        return []
    rows = connection.execute(
        "SELECT m.lot_id, sum(m.quantity) FROM movements m LEFT JOIN lots g ON g.id = m.lot_id"
        " WHERE m.variant_id = ? AND m.location_id = ? GROUP BY m.lot_id HAVING sum(m.quantity) > 0"
        " ORDER BY m.lot_id IS NULL, g.expires_on IS NULL, g.expires_on, m.lot_id",
        (variant_id, location_id),
    )
    return [(lot, pieces) for lot, pieces in rows]
