"""Waybill numbers and prints: no number is ever given twice, every physical copy is counted."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


def add_numbers(connection: Connection, courier: str, numbers: Iterable[str], at: datetime) -> int:
    """Add numbers to a courier's pool; those it already knows are left as they are. Return how many are new."""
    added = connection.executemany(
        "INSERT INTO waybills (courier, number, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(courier, number, write_time(at)) for number in numbers],
    )
    return added.rowcount


def take_number(connection: Connection, courier: str, order_id: int, at: datetime) -> str | None:
    """Give an order the next free number of a courier's pool; None when the pool is empty.

    A number that an order already carries, by a platform's file say, is passed over.
    """
    row = connection.execute(
        "UPDATE waybills SET order_id = ?, assigned_at = ? WHERE id ="
        " (SELECT w.id FROM waybills w WHERE w.courier = ? AND w.order_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM orders o WHERE o.waybill = w.number AND o.waybill <> '' AND o.removed_at IS NULL)"
        " ORDER BY w.id LIMIT 1) RETURNING number",
        (order_id, write_time(at), courier),
    ).fetchall()
    return str(row[0][0]) if row else None


def note_number(
    connection: Connection, courier: str, number: str, order_id: int, at: datetime, together: Sequence[int] = ()
) -> bool:
    """Note that an order carries this number; False when another order does that does not go together with it."""
    row = connection.execute(
        "SELECT order_id FROM waybills WHERE courier = ? AND number = ?", (courier, number)
    ).fetchone()
    if row and row[0] in together:
        return True
    if row and row[0] not in (None, order_id):
        return False
    connection.execute(
        "INSERT INTO waybills (courier, number, added_at, order_id, assigned_at, pooled) VALUES (?1, ?2, ?3, ?4, ?3, 0)"
        " ON CONFLICT (courier, number) DO UPDATE SET order_id = ?4, assigned_at = ?3",
        (courier, number, write_time(at), order_id),
    )
    return True


def pools(connection: Connection) -> list[tuple[str, int, int, str | None]]:
    """Return every courier's pool: courier, free, used, next number."""
    rows = connection.execute(
        "SELECT c.code, count(w.id) FILTER (WHERE w.order_id IS NULL), count(w.order_id),"
        " (SELECT number FROM waybills n WHERE n.courier = c.code AND n.order_id IS NULL ORDER BY n.id LIMIT 1)"
        " FROM couriers c LEFT JOIN waybills w ON w.courier = c.code GROUP BY c.code ORDER BY c.code"
    )
    return [tuple(row) for row in rows]


def free_of_pools(connection: Connection) -> list[tuple[str, int]]:
    """Return how many numbers are free of every courier that ever had a pool."""
    rows = connection.execute(
        "SELECT code, free FROM (SELECT c.code, (SELECT count(*) FROM waybills w WHERE w.courier = c.code"
        " AND w.order_id IS NULL) AS free FROM couriers c) WHERE free > 0"
        " OR EXISTS (SELECT 1 FROM waybills p WHERE p.courier = code AND p.pooled = 1) ORDER BY code"
    )
    return [tuple(row) for row in rows]


def drop_numbers(connection: Connection, courier: str, numbers: Iterable[str]) -> int:
    """Take numbers that nobody has out of a pool again and return how many went."""
    gone = connection.executemany(
        "DELETE FROM waybills WHERE courier = ? AND number = ? AND order_id IS NULL",
        [(courier, number) for number in numbers],
    )
    return gone.rowcount


def known_numbers(connection: Connection, courier: str, numbers: Sequence[str]) -> set[str]:
    """Return those of these numbers that a courier's pool knows."""
    rows = connection.execute(
        "SELECT number FROM waybills WHERE courier = ? AND number IN (SELECT value FROM json_each(?))",
        (courier, json.dumps(list(numbers))),
    )
    return {number for (number,) in rows}


def next_copy(connection: Connection, document: str, order_id: int) -> int:
    """Return which copy of an order's document comes next, counted from 1."""
    row = connection.execute(
        "SELECT coalesce(max(copy), 0) + 1 FROM prints WHERE document = ? AND order_id = ?", (document, order_id)
    ).fetchone()
    return int(row[0])
