"""Single columns of an order, as they are before a person changes them; holds whose time is over."""

from collections.abc import Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.order_writes import HEAD_COLUMNS, STATE_COLUMNS
from shopdesk.db.times import write_time

_READABLE = {*HEAD_COLUMNS, *STATE_COLUMNS, "number", "hold"}


def columns_of(connection: Connection, order_id: int, names: Sequence[str]) -> dict[str, object]:
    """Return some columns of an order by their names."""
    if unknown := set(names) - _READABLE:
        raise KeyError(*unknown)
    row = connection.execute(f"SELECT {', '.join(names)} FROM orders WHERE id = ?", (order_id,)).fetchone()
    return dict(zip(names, row, strict=True))


def holds_over(connection: Connection, now: datetime) -> list[int]:
    """Return the held orders whose time of waiting is over."""
    rows = connection.execute(
        "SELECT id FROM orders WHERE hold_until IS NOT NULL AND hold_until <= ? AND hold = 1 AND removed_at IS NULL",
        (write_time(now),),
    )
    return [row for (row,) in rows]
