"""What was handed back to the platforms, file by file, and when each parcel left."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time


@dataclass(frozen=True, slots=True)
class HandBack:
    """A file that was handed back to a platform."""

    id: int
    uuid: str
    format: str
    file: str
    undone: bool


def add_hand_back(
    connection: Connection,
    *,
    uuid: str,
    format_name: str,
    file: str,
    at: datetime,
    actor: str,
    parcels: Iterable[tuple[int, str]],
) -> None:
    """Note a file and the parcels in it: order and waybill."""
    added = connection.execute(
        "INSERT INTO hand_backs (uuid, format, file, at, actor) VALUES (?, ?, ?, ?, ?)",
        (uuid, format_name, file, write_time(at), actor),
    )
    connection.executemany(
        "INSERT INTO handed_back (order_id, hand_back_id, waybill) VALUES (?, ?, ?)",
        [(order, added.lastrowid, waybill) for order, waybill in parcels],
    )


def find_hand_back(connection: Connection, uuid: str) -> HandBack | None:
    """Return a file that was handed back by its uuid."""
    row = connection.execute(
        "SELECT id, uuid, format, file, undone_at FROM hand_backs WHERE uuid = ?", (uuid,)
    ).fetchone()
    return HandBack(row[0], row[1], row[2], row[3], row[4] is not None) if row else None


def parcels_of(connection: Connection, hand_back_id: int) -> list[int]:
    """Return the orders in a file that was handed back."""
    rows = connection.execute(
        "SELECT order_id FROM handed_back WHERE hand_back_id = ? ORDER BY order_id", (hand_back_id,)
    )
    return [order for (order,) in rows]


def mark_undone(connection: Connection, hand_back_id: int, at: datetime) -> None:
    """Note that the platform was not told after all."""
    connection.execute("UPDATE hand_backs SET undone_at = ? WHERE id = ?", (write_time(at), hand_back_id))


def handed_back(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Return those of these orders whose platform knows the waybill that they have now."""
    rows = connection.execute(
        "SELECT h.order_id FROM json_each(?) j JOIN handed_back h ON h.order_id = j.value"
        " JOIN hand_backs b ON b.id = h.hand_back_id AND b.undone_at IS NULL"
        " JOIN orders o ON o.id = h.order_id AND o.waybill = h.waybill",
        (json.dumps(ids),),
    )
    return {order for (order,) in rows}


def left_at(connection: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    """Return when the parcels of these orders left from here; one that came in shipped is not among them."""
    rows = connection.execute(
        "SELECT e.order_id, max(e.at) FROM order_events e WHERE e.kind = 'shipped'"
        " AND e.order_id IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (json.dumps(ids),),
    )
    return {order: read_time(at) for order, at in rows}
