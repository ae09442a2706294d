"""Orders that go together in one parcel, and orders split into parts: rows in, rows out."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.db.times import write_time


class Member(NamedTuple):
    """What merging must know of an order: its state, the key of its receiver, its group and waybill."""

    id: int
    number: str
    fulfilment: str
    channel: str
    currency: str
    receiver_key: str
    group: int | None
    courier: str
    waybill: str


class LineShare(NamedTuple):
    """A line of an order with the line it was split from: `origin` is None for a line of its own."""

    id: int
    position: int
    sku: str
    quantity: int
    unit_price: int
    variant: int | None
    origin: int | None


_MEMBER = "o.id, o.number, o.fulfilment, o.channel, o.currency, o.receiver_key, o.group_id, o.courier, o.waybill"


def members_of(connection: Connection, rows: Sequence[int]) -> list[Member]:
    """Return what merging must know of these orders, in this order."""
    found = connection.execute(
        f"SELECT {_MEMBER} FROM json_each(?) j JOIN orders o ON o.id = j.value ORDER BY j.key",
        (json.dumps(list(rows)),),
    )
    return [Member._make(row) for row in found]


def group_rows(connection: Connection, row: int) -> list[int]:
    """Return the orders that go in one parcel with this one, itself among them; cancelled ones stay behind."""
    rows = connection.execute(
        "SELECT b.id FROM orders o JOIN orders b ON b.group_id = o.group_id WHERE o.id = ? AND o.group_id IS NOT NULL"
        " AND (b.id = o.id OR b.fulfilment <> 'cancelled') AND b.removed_at IS NULL ORDER BY b.id",
        (row,),
    ).fetchall()
    return [found for (found,) in rows] or [row]


def add_group(connection: Connection, uuid: str, at: datetime, actor: str) -> int:
    """Open a group and return its row."""
    added = connection.execute(
        "INSERT INTO order_groups (uuid, made_at, made_by) VALUES (?, ?, ?)", (uuid, write_time(at), actor)
    )
    return int(added.lastrowid or 0)


def live_members(connection: Connection, row: int) -> list[int]:
    """Return the orders that stand in an order's group, cancelled ones too; none where it has no group."""
    rows = connection.execute(
        "SELECT b.id FROM orders o JOIN orders b ON b.group_id = o.group_id WHERE o.id = ? AND o.group_id IS NOT NULL"
        " AND b.removed_at IS NULL ORDER BY b.id",
        (row,),
    )
    return [row for (row,) in rows]


def waybill_owner(connection: Connection, courier: str, number: str) -> int | None:
    """Return the order that a waybill number was given to."""
    row = connection.execute(
        "SELECT order_id FROM waybills WHERE courier = ? AND number = ?", (courier, number)
    ).fetchone()
    return row[0] if row else None


def suggested_groups(connection: Connection, condition: str) -> list[list[int]]:
    """Return orders that could go together, receiver by receiver, the most urgent receiver first."""
    rows = connection.execute(
        f"SELECT json_group_array(id), min(leave_by) FROM (SELECT o.id, o.leave_by, o.receiver_key FROM orders o"
        f" WHERE o.{OPEN} AND o.removed_at IS NULL AND {condition} ORDER BY o.id) GROUP BY receiver_key ORDER BY 2, 1"
    )
    return [json.loads(ids) for ids, _due in rows]


def line_shares(connection: Connection, order_id: int) -> list[LineShare]:
    """Return an order's lines as splitting must know them."""
    rows = connection.execute(
        "SELECT id, position, sku, quantity, unit_price, variant_id, origin_id FROM order_lines"
        " WHERE order_id = ? AND removed_at IS NULL ORDER BY position, id",
        (order_id,),
    )
    return [LineShare._make(row) for row in rows]


def copy_order(connection: Connection, order_id: int, new_id: int, uuid: str, at: datetime) -> None:
    """Add an order that has everything of another but its lines, waybill, group and money; it is split from it."""
    names = [
        name for _cid, name, *_rest, hidden in connection.execute("PRAGMA table_xinfo(orders)").fetchall() if not hidden
    ]
    own = {
        "id": "?1", "uuid": "?2", "split_from": "?3", "created_at": "?4", "group_id": "NULL", "waybill": "''",
        "shipping": "0", "discount": "0", "total": "0", "short": "0", "head_digest": "''", "lines_digest": "''",
        "created_batch": "NULL", "touched_batch": "NULL",
    }  # fmt: skip
    connection.execute(
        f"INSERT INTO orders ({', '.join(names)}) SELECT {', '.join(own.get(name, name) for name in names)}"
        " FROM orders WHERE id = ?3",
        (new_id, uuid, order_id, write_time(at)),
    )


def move_pieces(connection: Connection, line: LineShare, pieces: int, to: int, uuid: str, at: datetime) -> None:
    """Move pieces of a line to an order split off; a line of which all go is set aside."""
    connection.execute(
        "INSERT INTO order_lines (uuid, order_id, position, sku, title_id, options, quantity, unit_price, variant_id,"
        " origin_id) SELECT ?, ?, position, sku, title_id, options, ?, unit_price, variant_id, id FROM order_lines"
        " WHERE id = ?",
        (uuid, to, pieces, line.id),
    )
    if pieces == line.quantity:
        connection.execute("UPDATE order_lines SET removed_at = ? WHERE id = ?", (write_time(at), line.id))
    else:
        connection.execute("UPDATE order_lines SET quantity = quantity - ? WHERE id = ?", (pieces, line.id))


def bring_back(connection: Connection, line: LineShare, at: datetime) -> None:
    """Bring a line that was split off back to the line it came from."""
    connection.execute(
        "UPDATE order_lines SET quantity = CASE WHEN removed_at IS NULL THEN quantity + ? ELSE ? END,"
        " removed_at = NULL WHERE id = ?",
        (line.quantity, line.quantity, line.origin),
    )
    connection.execute("UPDATE order_lines SET removed_at = ? WHERE id = ?", (write_time(at), line.id))


def outdate_labels(connection: Connection, rows: Sequence[int], at: datetime) -> int:
    """Mark the labels printed for these orders as outdated; return how many orders had one."""
    marked = connection.execute(
        "UPDATE prints SET outdated_at = ? WHERE order_id IN (SELECT value FROM json_each(?))"
        " AND document = 'labels' AND outdated_at IS NULL RETURNING order_id",
        (write_time(at), json.dumps(list(rows))),
    ).fetchall()
    return len({row for (row,) in marked})
