"""The packing bench in the file: sessions and their scans; what was taken is a sum over the scans."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time

_COLUMNS = "s.id, s.uuid, s.order_id, s.station, s.actor, s.state, s.began_at, s.seen_at, s.ended_at, s.weight_g"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One try to pack an order: at which station, by whom, how far."""

    row: int
    uuid: str
    order_id: int
    station: str
    actor: str
    state: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    weight_g: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan as it was answered: `pieces` is what it added to the parcel."""

    at: datetime
    actor: str
    station: str
    code: str
    answer: str
    sku: str
    pieces: int


def add_session(connection: Connection, *, uuid: str, order_id: int, station: str, actor: str, at: datetime) -> int:
    """Begin to pack an order and return the session's row."""
    time = write_time(at)
    cursor = connection.execute(
        "INSERT INTO pack_sessions (uuid, order_id, station, actor, state, began_at, seen_at)"
        " VALUES (?, ?, ?, ?, 'active', ?, ?)",
        (uuid, order_id, station, actor, time, time),
    )
    return int(cursor.lastrowid or 0)


def last_session(connection: Connection, order_id: int) -> SessionRow | None:
    """Return the newest session of an order."""
    return _one(connection, "s.order_id = ? ORDER BY s.id DESC LIMIT 1", order_id)


def find_session(connection: Connection, uuid: str) -> SessionRow | None:
    """Return a session by its uuid."""
    return _one(connection, "s.uuid = ?", uuid)


def _one(connection: Connection, condition: str, value: object) -> SessionRow | None:
    row = connection.execute(f"SELECT {_COLUMNS}, s.reason FROM pack_sessions s WHERE {condition}", (value,)).fetchone()
    return _session(row) if row else None


def _session(row: Sequence[Any]) -> SessionRow:
    row_id, uuid, order_id, station, actor, state, begin, seen, ended, weight, reason = row
    times = read_time(begin), read_time(seen), read_time_or_none(ended)
    return SessionRow(row_id, uuid, order_id, station, actor, state, *times, weight, reason)


def change_session(connection: Connection, row: int, state: str, at: datetime, **changes: object) -> None:
    """Change a session's state, and station, actor, weight_g, reason or ended_at where they are told."""
    known = {"station", "actor", "weight_g", "reason", "ended_at"}
    if unknown := changes.keys() - known:
        raise KeyError(*unknown)
    columns = "".join(f", {name} = ?" for name in changes)
    values = [write_time(value) if isinstance(value, datetime) else value for value in changes.values()]
    connection.execute(
        f"UPDATE pack_sessions SET state = ?, seen_at = ?{columns} WHERE id = ?",
        (state, write_time(at), *values, row),
    )


def add_scan(connection: Connection, *, uuid: str, session: int | None, scan: ScanRow) -> None:
    """Keep one scan with its answer."""
    connection.execute(
        "INSERT INTO pack_scans (uuid, session_id, at, actor, station, code, answer, sku, pieces)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, session, write_time(scan.at), scan.actor, scan.station, scan.code, scan.answer, scan.sku, scan.pieces),
    )


def find_scan(connection: Connection, uuid: str) -> str | None:
    """Return the answer of a scan that was sent before."""
    row = connection.execute("SELECT answer FROM pack_scans WHERE uuid = ?", (uuid,)).fetchone()
    return row[0] if row else None


def load_scans(connection: Connection, session: int) -> list[ScanRow]:
    """Return a session's scans, oldest first."""
    rows = connection.execute(
        "SELECT at, actor, station, code, answer, sku, pieces FROM pack_scans WHERE session_id = ? ORDER BY id",
        (session,),
    )
    return [ScanRow(read_time(row[0]), *row[1:]) for row in rows]


def pieces_taken(connection: Connection, session: int) -> dict[str, int]:
    """Return how many pieces of each SKU were scanned into a parcel."""
    rows = connection.execute(
        "SELECT sku, sum(pieces) FROM pack_scans WHERE session_id = ? AND sku <> '' GROUP BY sku", (session,)
    )
    return dict(rows.fetchall())


def last_ended(connection: Connection, station: str, count: int) -> list[tuple[str, str, str]]:
    """Return order, waybill and state of the parcels that a station closed last, the newest first."""
    rows = connection.execute(
        "SELECT o.number, o.waybill, s.state FROM pack_sessions s JOIN orders o ON o.id = s.order_id"
        " WHERE s.station = ? AND s.ended_at IS NOT NULL ORDER BY s.id DESC LIMIT ?",
        (station, count),
    )
    return rows.fetchall()


def count_ended(connection: Connection, station: str, since: datetime) -> int:
    """Return how many parcels a station has closed since a moment."""
    row = connection.execute(
        "SELECT count(*) FROM pack_sessions WHERE station = ? AND ended_at >= ?", (station, write_time(since))
    ).fetchone()
    return int(row[0])


def count_to_pack(connection: Connection, until: datetime) -> tuple[int, int]:
    """Return how many orders wait to be packed, and how many of them must leave before a moment."""
    row = connection.execute(
        "SELECT count(*), total(leave_by < ?) FROM orders"
        " WHERE fulfilment IN ('new', 'confirmed', 'picking', 'packed')"  # as the index of open orders has it
        " AND fulfilment IN ('confirmed', 'picking') AND hold = 0 AND removed_at IS NULL",
        (write_time(until),),
    ).fetchone()
    return int(row[0]), int(row[1])


def has_label(connection: Connection, order_id: int) -> bool:
    """Tell whether an order has a label that is still right: printed, or on its way to a printer."""
    row = connection.execute(
        "SELECT 1 FROM prints WHERE document = 'labels' AND order_id = ? AND outdated_at IS NULL"
        " AND state IN ('queued', 'sent', 'confirmed') LIMIT 1",
        (order_id,),
    ).fetchone()
    return row is not None


def piece_of(connection: Connection, sku: str) -> tuple[str, dict[str, str], str, str] | None:
    """Return title, options, shelf and picture of a SKU of the shop."""
    row = connection.execute(
        "SELECT l.title, v.options, v.bin, coalesce((SELECT place FROM pictures p WHERE p.listing_id = l.id"
        " AND p.removed_at IS NULL ORDER BY p.position LIMIT 1), '')"
        " FROM variants v JOIN listings l ON l.id = v.listing_id WHERE v.sku = ? AND v.removed_at IS NULL",
        (sku,),
    ).fetchone()
    return (row[0], json.loads(row[1]), row[2], row[3]) if row else None
