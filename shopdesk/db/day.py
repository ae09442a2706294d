"""What the shop has done of late: steps with orders, prints, imports; read from the newest end."""

from collections.abc import Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time

_NEWEST = 10_000  # rows looked at: a reading stays quick however old the shop grows


def steps_since(connection: Connection, kinds: Sequence[str], since: datetime) -> dict[str, list[datetime]]:
    """Return when each kind of step was taken since a moment, oldest first."""
    rows = connection.execute(
        "SELECT kind, at FROM (SELECT kind, at FROM order_events ORDER BY id DESC LIMIT ?) WHERE at >= ? ORDER BY at",
        (_NEWEST, write_time(since)),
    )
    found: dict[str, list[datetime]] = {kind: [] for kind in kinds}
    for kind, at in rows:
        if kind in found:
            found[kind].append(read_time(at))
    return found


def labels_since(connection: Connection, since: datetime) -> int:
    """Return how many labels have come out since a moment, reprints included, as far as somebody has said so."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT document, state, settled_at FROM prints ORDER BY id DESC LIMIT ?)"
        " WHERE document = 'labels' AND state = 'confirmed' AND settled_at >= ?",
        (_NEWEST, write_time(since)),
    ).fetchone()
    return int(row[0])


def has_orders(connection: Connection) -> bool:
    """Tell whether the shop has ever had an order."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM orders)").fetchone()[0])


def order_imports(connection: Connection, since: datetime) -> dict[str, datetime]:
    """Return when orders were last imported in each format since a moment; what was taken back does not count."""
    rows = connection.execute(
        "SELECT format, max(at) FROM batches WHERE kind = 'orders' AND format <> 'sample' AND undone_at IS NULL"
        " AND at >= ? GROUP BY format ORDER BY format",
        (write_time(since),),
    )
    return {name: read_time(at) for name, at in rows}
