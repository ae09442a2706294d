"""Serial numbers of what was sold, and what is warranted of an order."""

import json
from collections.abc import Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


def put_serial(
    connection: Connection, *, uuid: str, serial: str, order: int, variant: int | None, at: datetime
) -> None:
    """Note which piece went with an order; a piece that was sold again belongs to the later order."""
    connection.execute(
        "INSERT INTO serials (uuid, serial, order_id, variant_id, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (serial, variant_id) WHERE removed_at IS NULL"
        " DO UPDATE SET order_id = excluded.order_id, at = excluded.at",
        (uuid, serial, order, variant, write_time(at)),
    )


def remove_serial(connection: Connection, serial: str, variant: int | None, at: datetime) -> None:
    """Take a serial number off the order that it was noted with."""
    connection.execute(
        "UPDATE serials SET removed_at = ? WHERE serial = ? AND variant_id IS ? AND removed_at IS NULL",
        (write_time(at), serial, variant),
    )


def orders_of_serial(connection: Connection, serial: str) -> list[tuple[int, int | None]]:
    """Return the orders that a serial number went with, and of which variant."""
    rows = connection.execute(
        "SELECT order_id, variant_id FROM serials WHERE serial = ? AND removed_at IS NULL ORDER BY id DESC", (serial,)
    )
    return rows.fetchall()


def warranted(connection: Connection, orders: Sequence[int]) -> list[tuple[int, str, str, int, int, int, str]]:
    """Return the goods of orders: order, SKU, title, pieces, months of warranty, variant, serial numbers joined."""
    rows = connection.execute(
        "SELECT l.order_id, v.sku, li.title, sum(l.quantity), li.warranty_months, v.id, coalesce((SELECT"
        "  group_concat(s.serial, ', ') FROM serials s WHERE s.order_id = l.order_id AND s.variant_id = v.id"
        "  AND s.removed_at IS NULL), '') FROM json_each(?) j JOIN order_lines l ON l.order_id = j.value"
        " AND l.removed_at IS NULL JOIN variants v ON v.id = l.variant_id JOIN listings li ON li.id = v.listing_id"
        " GROUP BY l.order_id, v.id ORDER BY min(j.key), min(l.position)",
        (json.dumps(list(orders)),),
    )
    return rows.fetchall()
