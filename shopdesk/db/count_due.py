"""When each SKU that lies anywhere was last counted: by a posted count or a count sheet, else when it first came."""

import json
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none


class LastCounted(NamedTuple):
    """A SKU with pieces: its class as kept, what lies of it, its bin, its last count and when it first came in."""

    row: int
    sku: str
    title: str
    options: str
    picture: str
    letter: str
    pieces: int
    bin: str
    counted_at: datetime | None
    came_at: datetime


def last_counted(connection: Connection) -> list[LastCounted]:
    """Return every SKU of which pieces lie anywhere, by SKU."""
    rows = connection.execute(
        "WITH counted AS (SELECT variant_id, max(at) AS at FROM (SELECT e.variant_id, c.posted_at AS at"
        " FROM stock_count_entries e JOIN stock_counts c ON c.id = e.count_id"
        " WHERE c.state = 'posted' AND e.removed_at IS NULL"
        " UNION ALL SELECT variant_id, at FROM movements WHERE reason = 'count') GROUP BY 1),"
        " came AS (SELECT variant_id, min(at) AS at FROM movements WHERE quantity > 0 GROUP BY 1)"
        " SELECT v.id, v.sku, l.title, v.options, coalesce((SELECT place FROM pictures p"
        " WHERE p.listing_id = v.listing_id AND p.removed_at IS NULL ORDER BY position LIMIT 1), ''),"
        " coalesce(o.class, 'C'), u.here + u.elsewhere, v.bin, counted.at, came.at"
        " FROM stock_sums u JOIN variants v ON v.id = u.variant_id JOIN listings l ON l.id = v.listing_id"
        " JOIN came ON came.variant_id = u.variant_id LEFT JOIN counted ON counted.variant_id = u.variant_id"
        " LEFT JOIN stock_outlooks o ON o.variant_id = u.variant_id"
        " WHERE u.live AND u.here + u.elsewhere > 0 ORDER BY v.sku"
    )
    return [_read(*row) for row in rows]


def _read(
    row: int, sku: str, title: str, options: str, picture: str, letter: str, pieces: int, place: str,
    counted: str | None, came: str,
) -> LastCounted:  # fmt: skip
    shown = " / ".join(json.loads(options).values()) if len(options) > len("{}") else ""
    return LastCounted(
        row, sku, title, shown, picture, letter, pieces, place, read_time_or_none(counted), read_time(came)
    )
