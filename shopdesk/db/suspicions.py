"""Reasons to look at an order twice, kept as words in the order: told for many orders in one statement each."""

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.domain.suspicions import Limits

_ADD = "UPDATE orders SET suspicious = 1, suspicions = trim(suspicions || ' {reason}') WHERE {which} AND {condition}"
_NOT_YET = "' ' || suspicions || ' ' NOT LIKE '% {reason} %'"


def tell_suspicions(connection: Connection, which: str, value: object, limits: Limits) -> int:
    """Note what looks odd about orders; `which` is a condition on one column, such as "id = ?"."""
    if which not in ("id >= ?", "id = ?"):
        raise ValueError(which)
    told = [
        ("platform", "suspicious = 1 AND suspicions = ''", ()),
        ("pieces", _LINES, (limits.pieces, limits.pieces)),
        ("amount", "? > 0 AND total >= ?", (limits.amount, limits.amount)),
        ("address", _ADDRESS, (limits.buyers, limits.buyers)),
    ]
    changed = 0
    for reason, condition, more in told:
        statement = _ADD.format(
            reason=reason, which=which, condition=f"{condition} AND {_NOT_YET}".format(reason=reason)
        )
        changed += connection.execute(statement, (value, *more)).rowcount
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
