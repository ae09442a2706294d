"""What the file knows of an order's parcels: every time it was packed, every scan, every label that was printed."""

from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none


class PackedOnce(NamedTuple):
    """One time that an order was packed."""

    station: str
    actor: str
    state: str
    began_at: datetime
    ended_at: datetime | None
    weight_g: int | None
    reason: str


class Scan(NamedTuple):
    """One scan; `at` stands as the file holds it, so that its hash stays the same."""

    at: str
    actor: str
    station: str
    code: str
    answer: str
    sku: str
    pieces: int


def packed_times(connection: Connection, order_id: int) -> list[PackedOnce]:
    """Return every time an order was packed, oldest first."""
    rows = connection.execute(
        "SELECT station, actor, state, began_at, ended_at, weight_g, reason FROM pack_sessions"
        " WHERE order_id = ? ORDER BY id",
        (order_id,),
    )
    return [
        PackedOnce(station, actor, state, read_time(began), read_time_or_none(ended), weight, reason)
        for station, actor, state, began, ended, weight, reason in rows
    ]


def scans_of(connection: Connection, order_id: int) -> list[Scan]:
    """Return every scan of every time an order was packed, in the order in which they were kept."""
    rows = connection.execute(
        "SELECT c.at, c.actor, c.station, c.code, c.answer, c.sku, c.pieces FROM pack_scans c"
        " JOIN pack_sessions s ON s.id = c.session_id WHERE s.order_id = ? ORDER BY c.id",
        (order_id,),
    )
    return [Scan(*row) for row in rows]
