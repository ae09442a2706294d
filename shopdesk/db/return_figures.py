"""What after-sales comes to: pieces sold and come back by what they share, money, and promises kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time

_SPAN = "o.placed_at >= ?1 AND o.placed_at < ?2 AND o.removed_at IS NULL"
_SENT = "o.fulfilment IN ('shipped', 'delivered')"
_COUNTS = "r.state NOT IN ('withdrawn', 'refused', 'requested') AND r.kind NOT IN ('reissue', 'partial')"
_SUPPLIER = (
    "coalesce((SELECT s.name FROM supplier_items i JOIN suppliers s ON s.id = i.supplier_id AND s.removed_at IS NULL"
    " WHERE i.variant_id = {variant} AND i.removed_at IS NULL ORDER BY i.price = 0, i.price, i.id LIMIT 1), '')"
)


class Kept(NamedTuple):
    """How often a promise was made and kept, and how long it took in the middle, in seconds."""

    promised: int
    kept: int
    median: int | None


def sold_by(connection: Connection, what: str, first: datetime, last: datetime) -> dict[str, int]:
    """Return the pieces of a span's orders that were sent, by "sku", "channel", "supplier" or "lot"."""
    span = (write_time(first), write_time(last))
    if what == "lot":
        query = (
            "SELECT v.sku || ' ' || g.code, -sum(m.quantity) FROM orders o JOIN movements m ON m.order_id = o.id"
            " JOIN lots g ON g.id = m.lot_id JOIN variants v ON v.id = m.variant_id"
            f" WHERE {_SPAN} GROUP BY g.id HAVING sum(m.quantity) < 0"
        )
    elif what == "supplier":  # asked once for each SKU, not for each line
        query = (
            f"SELECT {_SUPPLIER.format(variant='d.variant')}, sum(d.pieces) FROM (SELECT l.variant_id AS variant,"
            " sum(l.quantity) AS pieces FROM orders o JOIN order_lines l ON l.order_id = o.id"
            f" AND l.removed_at IS NULL WHERE {_SPAN} AND {_SENT} GROUP BY 1) d GROUP BY 1"
        )
    else:
        name = {"sku": "coalesce(v.sku, l.sku)", "channel": "o.channel"}[what]
        query = (
            f"SELECT {name}, sum(l.quantity) FROM orders o JOIN order_lines l ON l.order_id = o.id"
            " AND l.removed_at IS NULL LEFT JOIN variants v ON v.id = l.variant_id"
            f" WHERE {_SPAN} AND {_SENT} GROUP BY 1"
        )
    return dict(connection.execute(query, span).fetchall())


def returned_by(connection: Connection, what: str, first: datetime, last: datetime) -> dict[str, int]:
    """Return the pieces that came back of a span's orders, by "reason", "sku", "channel", "supplier" or "lot"."""
    span = (write_time(first), write_time(last))
    if what == "lot":
        query = (
            "SELECT v.sku || ' ' || g.code, sum(m.quantity) FROM movements m"
            " JOIN returns r ON r.id = CAST(substr(m.reference, 4) AS INTEGER) AND r.number = m.reference"
            " JOIN orders o ON o.id = r.order_id JOIN lots g ON g.id = m.lot_id JOIN variants v ON v.id = m.variant_id"
            f" WHERE m.lot_id IS NOT NULL AND m.reason = 'return' AND {_SPAN} AND {_COUNTS}"
            " AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid) GROUP BY g.id"
        )
    else:
        names = {"reason": "r.reason", "sku": "l.sku", "channel": "o.channel"}
        name = names.get(what) or _SUPPLIER.format(variant="l.variant_id")
        query = (
            f"SELECT {name}, sum(l.quantity) FROM orders o JOIN returns r ON r.order_id = o.id JOIN return_lines l"
            f" ON l.return_id = r.id WHERE {_SPAN} AND {_COUNTS} GROUP BY 1"
        )
    return dict(connection.execute(query, span).fetchall())


def refunded(connection: Connection, first: datetime, last: datetime) -> list[tuple[str, int, str]]:
    """Return the refunds made in a span: currency, amount, parts as JSON."""
    rows = connection.execute(
        "SELECT currency, amount, parts FROM return_refunds WHERE at >= ? AND at < ? AND undone_at IS NULL",
        (write_time(first), write_time(last)),
    )
    return rows.fetchall()


def written_off(connection: Connection, first: datetime, last: datetime) -> int:
    """Return what goods that came back and were scrapped in a span had cost, in the shop's currency."""
    row = connection.execute(
        "SELECT coalesce(sum(-m.quantity * coalesce(m.unit_cost, v.cost)), 0) FROM movements m"
        " JOIN variants v ON v.id = m.variant_id WHERE m.reason = 'write-off' AND m.at >= ? AND m.at < ?"
        " AND m.reference GLOB 'RT-[0-9]*' AND NOT EXISTS (SELECT 1 FROM movements u WHERE u.undoes = m.uuid)",
        (write_time(first), write_time(last)),
    ).fetchone()
    return int(row[0])


_PROMISES = {
    "answer": ("returns", "asked_at", "answer_due", "answered_at", "state <> 'withdrawn'"),
    "refund": ("returns", "received_at", "settle_due", "settled_at", "state = 'refunded' AND received_at IS NOT NULL"),
    "exchange": ("returns", "received_at", "settle_due", "settled_at", "exchange_id IS NOT NULL"),
    "ticket-answer": ("tickets", "opened_at", "answer_due", "answered_at", "step <> 'withdrawn'"),
    "ticket-solve": ("tickets", "opened_at", "solve_due", "solved_at", "step <> 'withdrawn'"),
}
PROMISES = tuple(_PROMISES)


def promise_kept(connection: Connection, promise: str, first: datetime, last: datetime, now: datetime) -> Kept:
    """Return how a promise was kept for what began in a span; what still runs and is not late yet does not count."""
    table, begun, due, done, condition = _PROMISES[promise]
    rows = connection.execute(
        f"SELECT {done} IS NOT NULL AND {done} <= {due},"
        f" CASE WHEN {done} IS NOT NULL THEN unixepoch({done}) - unixepoch({begun}) END FROM {table}"
        f" WHERE {begun} >= ?1 AND {begun} < ?2 AND {due} IS NOT NULL AND {condition}"
        f" AND ({done} IS NOT NULL OR {due} < ?3)",
        (write_time(first), write_time(last), write_time(now)),
    ).fetchall()
    return Kept(len(rows), sum(bool(kept) for kept, _took in rows), _middle([took for _kept, took in rows]))


def satisfaction(connection: Connection, first: datetime, last: datetime) -> list[int]:
    """Return how content buyers were with tickets that were solved in a span, 1 to 5 each."""
    rows = connection.execute(
        "SELECT satisfaction FROM tickets WHERE satisfaction IS NOT NULL AND solved_at >= ? AND solved_at < ?",
        (write_time(first), write_time(last)),
    )
    return [told for (told,) in rows]


def _middle(told: Sequence[int | None]) -> int | None:
    known = sorted(max(took, 0) for took in told if took is not None)
    return known[len(known) // 2] if known else None
