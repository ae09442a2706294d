"""The clocks of open orders: read along their index, written back where they have changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.db.times import read_time_or_none, write_time_or_none


class Clock(NamedTuple):
    """What an open order's clock hangs on; times in UTC."""

    id: int
    channel: str
    courier: str
    paid_at: datetime | None
    ship_by: datetime | None
    leave_by: datetime | None


def open_clocks(connection: Connection) -> list[Clock]:
    """Return the clocks of all open orders."""
    rows = connection.execute(
        f"SELECT id, channel, courier, paid_at, ship_by, leave_by FROM orders WHERE {OPEN} AND removed_at IS NULL"
    )
    return [
        Clock(row, channel, courier, read_time_or_none(paid), read_time_or_none(due), read_time_or_none(leaves))
        for row, channel, courier, paid, due, leaves in rows
    ]


def write_clocks(connection: Connection, clocks: Iterable[tuple[int, datetime | None, datetime | None]]) -> None:
    """Set when orders (row, ship_by, leave_by) must have left, and with which pick-up."""
    connection.executemany(
        "UPDATE orders SET ship_by = ?, leave_by = ? WHERE id = ?",
        [(write_time_or_none(due), write_time_or_none(leaves), row) for row, due, leaves in clocks],
    )
