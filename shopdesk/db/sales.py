"""What was sold day by day, read from the ledger's sales alone, and what was found in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time


@dataclass(frozen=True, slots=True)
class Buying:
    """What a suggestion needs of a SKU: what lies there, its own safety line, what is on order, who offers it."""

    row: int
    sku: str
    title: str
    available: int
    own_safety: int
    on_order: int
    last_sold: str | None
    supplier: str
    price: int
    minimum: int
    pack: int
    lead_days: int
    here: int


class Moves(NamedTuple):
    """What moved of a variant on a day, days counted from the first midnight asked for; as `domain` takes it."""

    day: int
    sold: int
    change: int
    came: int


def daily_moves(connection: Connection, variants: Iterable[int], since: datetime) -> dict[int, list[Moves]]:
    """Return by variant what was sold on each day, and what changed and came in where orders are served."""
    rows = connection.execute(
        "SELECT m.variant_id, (unixepoch(m.at) - unixepoch(?1)) / 86400,"
        " -sum(CASE WHEN m.reason = 'sale' THEN m.quantity ELSE 0 END), sum(m.quantity * l.serves_orders),"
        " sum(max(m.quantity, 0) * l.serves_orders) FROM movements m JOIN locations l ON l.id = m.location_id"
        " WHERE m.variant_id IN (SELECT value FROM json_each(?2)) AND m.at >= ?1 GROUP BY 1, 2",
        (write_time(since), json.dumps(list(variants))),
    )
    found: dict[int, list[Moves]] = {}
    for variant, *told in rows:
        found.setdefault(variant, []).append(Moves._make(told))
    return found


def buying_facts(connection: Connection, skus: Iterable[str] = ()) -> list[Buying]:
    """Return what suggestions need of these SKUs, or of all; the cheapest offer of each counts."""
    wanted = json.dumps(list(skus))
    rows = connection.execute(
        "WITH coming AS (SELECT l.variant_id AS variant, total(max(l.quantity - (SELECT total(m.quantity)"
        "  FROM movements m WHERE m.purchase_line_id = l.id), 0)) AS pieces FROM purchase_lines l"
        "  JOIN purchases p ON p.id = l.purchase_id WHERE p.state IN ('ordered', 'part') AND p.removed_at IS NULL"
        "  AND l.removed_at IS NULL GROUP BY 1),"
        " offers AS (SELECT i.variant_id AS variant, s.code, i.price, i.minimum, i.pack,"
        "  coalesce(i.lead_days, s.lead_days) AS lead_days, row_number() OVER (PARTITION BY i.variant_id"
        "  ORDER BY i.price = 0, i.price, s.code) AS place FROM supplier_items i JOIN suppliers s"
        "  ON s.id = i.supplier_id AND s.removed_at IS NULL WHERE i.removed_at IS NULL)"
        " SELECT v.id, v.sku, l.title, u.here - u.reserved + u.made, v.safety, CAST(coalesce(c.pieces, 0) AS INTEGER),"
        " (SELECT max(at) FROM movements WHERE variant_id = v.id AND reason = 'sale'), coalesce(o.code, ''),"
        " coalesce(o.price, v.cost), coalesce(o.minimum, 1), coalesce(o.pack, 1), coalesce(o.lead_days, 7),"
        " u.here"
        " FROM stock_sums u JOIN variants v ON v.id = u.variant_id JOIN listings l ON l.id = v.listing_id"
        " LEFT JOIN coming c ON c.variant = v.id LEFT JOIN offers o ON o.variant = v.id AND o.place = 1"
        " WHERE u.live AND (?1 = '[]' OR v.sku IN (SELECT value FROM json_each(?1))) ORDER BY v.sku",
        (wanted,),
    )
    return [Buying(*row) for row in rows]


def keep_outlooks(connection: Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """Keep what analysis found of each variant; what was found before is replaced."""
    connection.executemany(
        "INSERT OR REPLACE INTO stock_outlooks (variant_id, class, class_sales, class_profit, safety, daily_milli,"
        " method, suggested, days_idle, details, made_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def outlooks_made_on(connection: Connection) -> str | None:
    """Return the day of the oldest outlook, None where there is none."""
    row = connection.execute("SELECT min(made_on) FROM stock_outlooks").fetchone()
    return str(row[0]) if row[0] else None
