"""Reasons to look at an order twice, kept as words in the order: told for many orders in one statement each."""

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.domain.suspicions import Limits

_ADD = "UPDATE orders SET suspicious = 1, suspicions = trim(suspicions || ' {reason}') WHERE id >= ? AND {condition}"
_NOT_YET = "' ' || suspicions || ' ' NOT LIKE '% {reason} %'"


def tell_suspicions(connection: Connection, first: int, limits: Limits) -> int:
    """Note what looks odd about the orders from this row on; return how many reasons were found."""
    told = [
        ("platform", "suspicious = 1 AND suspicions = ''", ()),
        ("pieces", _LINES, (limits.pieces, limits.pieces)),
        ("amount", "? > 0 AND total >= ?", (limits.amount, limits.amount)),
        ("address", _ADDRESS, (limits.buyers, limits.buyers)),
    ]
    changed = 0
    for reason, condition, more in told:
        new = f"{condition} AND {_NOT_YET.format(reason=reason)}"
        statement = _ADD.format(reason=reason, condition=new)
        changed += connection.execute(statement, (first, *more)).rowcount
    return changed


_LINES = (
    "? > 0 AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = orders.id AND l.removed_at IS NULL"
    " AND l.quantity >= ?)"
)
_ADDRESS = (
    f"? > 0 AND {OPEN} AND masked = 0 AND street <> '' AND (SELECT count(DISTINCT buyer) FROM (SELECT b.buyer"
    f" FROM orders b WHERE b.{OPEN} AND b.receiver_key = orders.receiver_key AND b.buyer <> '' AND b.removed_at IS NULL"
    " LIMIT 50)) >= ?"
)
