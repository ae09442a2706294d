"""What valuing the stock reads: the whole ledger in the order of time, what sales brought in, and the goods' names."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.stock import Movement


class Named(NamedTuple):
    """Which variant a SKU is and what its goods are called."""

    row: int
    title: str
    options: str
    picture: str


def count_movements(connection: Connection) -> int:
    """Return how many movements the ledger has."""
    (count,) = connection.execute("SELECT count(*) FROM movements").fetchone()
    return int(count)


def each_movement(connection: Connection) -> Iterator[Movement]:
    """Give every movement in the order of time; what was bought at no known cost costs what its SKU costs today."""
    rows = connection.execute(
        "SELECT m.at, v.sku, m.quantity, m.reason, m.reference, CASE WHEN m.unit_cost IS NULL AND m.quantity > 0"
        " AND m.reason IN ('receipt', 'purchase') AND v.cost > 0 THEN v.cost ELSE m.unit_cost END"
        " FROM movements m JOIN variants v ON v.id = m.variant_id ORDER BY m.at, m.id"
    )
    for at, sku, quantity, reason, reference, cost in rows:
        yield Movement("", read_time(at), sku, quantity, reason, "", reference, unit_cost=cost)


def revenue_since(connection: Connection, since: datetime) -> dict[str, int]:
    """Return what each SKU's sales brought in from a moment on, returns taken off, in minor units."""
    rows = connection.execute(
        "SELECT v.sku, s.paid + s.unpriced * v.price FROM (SELECT variant_id,"
        " -sum(coalesce(quantity * unit_price, 0)) AS paid,"
        " -sum(CASE WHEN unit_price IS NULL THEN quantity ELSE 0 END) AS unpriced"
        " FROM movements WHERE reason IN ('sale', 'return') AND at >= ? GROUP BY variant_id) s"
        " JOIN variants v ON v.id = s.variant_id",
        (write_time(since),),
    )
    return dict(rows.fetchall())


def last_days(connection: Connection) -> dict[str, tuple[date | None, date | None]]:
    """Return by SKU the day of its last sale and of its first coming in."""
    rows = connection.execute(
        "SELECT v.sku, max(CASE WHEN m.reason = 'sale' THEN m.at END), min(CASE WHEN m.quantity > 0 THEN m.at END)"
        " FROM movements m JOIN variants v ON v.id = m.variant_id GROUP BY m.variant_id"
    )
    return {sku: (_day(sold), _day(came)) for sku, sold, came in rows}


def _day(text: str | None) -> date | None:
    return read_time(text).astimezone().date() if text else None


def named_skus(connection: Connection) -> dict[str, Named]:
    """Return every SKU that moved or may move with its variant and its goods; one in use wins over a removed one."""
    rows = connection.execute(
        "SELECT v.sku, v.id, l.title, v.options, coalesce((SELECT place FROM pictures p"
        " WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL ORDER BY position LIMIT 1), '')"
        " FROM variants v JOIN listings l ON l.id = v.listing_id ORDER BY v.removed_at IS NULL"
    )
    return {
        sku: Named(row, title, " / ".join(json.loads(options).values()) if len(options) > len("{}") else "", picture)
        for sku, row, title, options, picture in rows
    }


def paces(connection: Connection) -> dict[str, float]:
    """Return by SKU how many pieces a day are asked for, as the last outlook found."""
    rows = connection.execute(
        "SELECT v.sku, o.daily_milli FROM stock_outlooks o JOIN variants v ON v.id = o.variant_id"
        " WHERE o.daily_milli > 0"
    )
    return {sku: milli / 1000 for sku, milli in rows}
