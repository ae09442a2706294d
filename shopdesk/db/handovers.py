"""Handovers in the file: packed parcels that wait, what was scanned of them, manifests with their parcels."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.db.times import read_time, read_time_or_none, write_time


class PackedRow(NamedTuple):
    """A packed order: `group` are orders that go in one parcel."""

    id: int
    number: str
    group: int | None
    courier: str
    waybill: str
    province: str
    city: str
    country: str
    hold: int
    refunding: int
    payment: str
    pieces: int
    weight_g: int | None
    packed_at: datetime | None


class HandoverRow(NamedTuple):
    """A manifest: how many parcels it holds, which are those with a waybill of their own or none at all."""

    row: int
    number: str
    courier: str
    state: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    parcels: int


class ParcelRow(NamedTuple):
    """An order on a manifest as it went; `live` until it came back, with the manifest or by itself."""

    order_id: int
    number: str
    waybill: str
    weight_g: int | None
    group: int | None
    province: str
    city: str
    country: str
    pieces: int
    live: bool


_PIECES = "(SELECT coalesce(sum(quantity), 0) FROM order_lines WHERE order_id = o.id AND removed_at IS NULL)"
_WEIGHT = "(SELECT s.weight_g FROM pack_sessions s WHERE s.order_id = o.id ORDER BY s.id DESC LIMIT 1)"


def packed_orders(connection: Connection) -> list[PackedRow]:
    """Return the packed orders that have not left, the most urgent first."""
    found = connection.execute(
        "SELECT o.id, o.number, o.group_id, o.courier, o.waybill, o.province, o.city, o.country, o.hold, o.refunding,"
        f" o.payment, {_PIECES}, {_WEIGHT},"
        " (SELECT max(e.at) FROM order_events e WHERE e.order_id = o.id AND e.kind = 'packed')"
        f" FROM orders o WHERE o.{OPEN} AND o.fulfilment = 'packed' AND o.removed_at IS NULL"
        " ORDER BY o.leave_by, o.ship_by, o.id"
    )
    return [PackedRow._make((*row[:-1], read_time_or_none(row[-1]))) for row in found]


def add_handover(connection: Connection, *, uuid: str, courier: str, at: datetime, actor: str) -> int:
    """Begin a manifest and return its row."""
    added = connection.execute(
        "INSERT INTO handovers (uuid, courier, state, made_at, made_by) VALUES (?, ?, 'done', ?, ?)",
        (uuid, courier, write_time(at), actor),
    )
    return int(added.lastrowid or 0)


def find_by_uuid(connection: Connection, uuid: str) -> str | None:
    """Return the number of the handover with this identity."""
    found = connection.execute("SELECT number FROM handovers WHERE uuid = ?", (uuid,)).fetchone()
    return found[0] if found else None


def add_parcels(
    connection: Connection, handover: int, rows: Iterable[tuple[int, str, int | None]], at: datetime
) -> None:
    """Put orders (row, waybill, weight) on a manifest; an older one they came back from holds them no longer."""
    for order, waybill, weight in rows:
        connection.execute(
            "UPDATE handover_parcels SET undone_at = ? WHERE order_id = ? AND undone_at IS NULL",
            (write_time(at), order),
        )
        connection.execute(
            "INSERT INTO handover_parcels (handover_id, order_id, waybill, weight_g) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (handover_id, order_id) DO UPDATE SET undone_at = NULL, waybill = excluded.waybill",
            (handover, order, waybill, weight),
        )


def set_state(connection: Connection, row: int, state: str, at: datetime | None, actor: str) -> None:
    """Take a manifest back with its parcels, or let it stand again."""
    ended = write_time(at) if at else None
    connection.execute(
        "UPDATE handovers SET state = ?, ended_at = ?, ended_by = ? WHERE id = ?",
        (state, ended, actor if at else "", row),
    )
    if at:
        connection.execute(
            "UPDATE handover_parcels SET undone_at = ? WHERE handover_id = ? AND undone_at IS NULL", (ended, row)
        )


def load_handovers(connection: Connection, number: str | None = None, limit: int = 200) -> list[HandoverRow]:
    """Return the newest manifests, or the one of this number."""
    found = connection.execute(
        "SELECT h.id, h.number, h.courier, h.state, h.made_at, h.made_by, h.ended_at,"
        " (SELECT count(DISTINCT coalesce('g' || o.group_id, o.id)) FROM handover_parcels p JOIN orders o"
        "  ON o.id = p.order_id WHERE p.handover_id = h.id)"
        " FROM handovers h WHERE ?1 IS NULL OR h.number = ?1 ORDER BY h.id DESC LIMIT ?2",
        (number, limit),
    )
    return [
        HandoverRow(row, told, courier, state, read_time(made), by, read_time_or_none(ended), parcels)
        for row, told, courier, state, made, by, ended, parcels in found
    ]


def parcels_taken_back(connection: Connection, row: int) -> list[ParcelRow]:
    """Return the orders that came back when their manifest was taken back, not those that had come back before."""
    ended = connection.execute("SELECT ended_at FROM handovers WHERE id = ?", (row,)).fetchone()[0]
    back = connection.execute(
        "SELECT order_id FROM handover_parcels WHERE handover_id = ? AND undone_at = ?", (row, ended)
    ).fetchall()
    orders = {order for (order,) in back}
    return [parcel for parcel in parcels_of(connection, row) if parcel.order_id in orders]


def parcels_of(connection: Connection, row: int) -> list[ParcelRow]:
    """Return the orders of a manifest in the order in which they were put on it."""
    found = connection.execute(
        "SELECT o.id, o.number, p.waybill, p.weight_g, o.group_id, o.province, o.city, o.country,"
        f" {_PIECES}, p.undone_at IS NULL FROM handover_parcels p JOIN orders o ON o.id = p.order_id"
        " WHERE p.handover_id = ? ORDER BY p.id",
        (row,),
    )
    return [ParcelRow._make((*told, bool(live))) for *told, live in found]


def add_scan(
    connection: Connection, *, uuid: str, courier: str, code: str, answer: str, order: int | None, at: datetime,
    actor: str,
) -> None:  # fmt: skip
    """Keep a scan at handover with its answer."""
    connection.execute(
        "INSERT INTO handover_scans (uuid, courier, code, answer, order_id, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (uuid, courier, code, answer, order, write_time(at), actor),
    )


def answer_of(connection: Connection, uuid: str) -> str | None:
    """Return the answer of a scan that was sent before."""
    found = connection.execute("SELECT answer FROM handover_scans WHERE uuid = ?", (uuid,)).fetchone()
    return found[0] if found else None


def ticked_orders(connection: Connection) -> set[int]:
    """Return the orders whose parcels were scanned and are not handed over yet."""
    found = connection.execute(
        "SELECT order_id FROM handover_scans WHERE handover_id IS NULL AND undone_at IS NULL AND answer = 'ok'"
    )
    return {order for (order,) in found}


def undo_scan(connection: Connection, uuid: str, at: datetime) -> bool:
    """Take a scan back; False when it is used up or was taken back before."""
    changed = connection.execute(
        "UPDATE handover_scans SET undone_at = ? WHERE uuid = ? AND undone_at IS NULL AND handover_id IS NULL",
        (write_time(at), uuid),
    )
    return changed.rowcount > 0


def use_scans(connection: Connection, courier: str, handover: int) -> None:
    """Let the scans of a courier belong to the manifest that they led to."""
    connection.execute(
        "UPDATE handover_scans SET handover_id = ? WHERE courier = ? AND handover_id IS NULL", (handover, courier)
    )


def free_scans(connection: Connection, handover: int) -> None:
    """Let the scans of a manifest that was taken back count again."""
    connection.execute("UPDATE handover_scans SET handover_id = NULL WHERE handover_id = ?", (handover,))
