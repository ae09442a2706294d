"""What orders and refunds say of payments that nobody has told by themselves."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time


class Unpaid(NamedTuple):
    """An order that is paid, or a refund of one, without a payment: `told` is how its file names the method."""

    order: int
    refund: int | None
    channel: str
    told: str
    route: str
    amount: int
    currency: str
    at: datetime
    reference: str


# Where a platform paid everything back before any of it came, no money is awaited.
_PAID = (
    "o.removed_at IS NULL AND o.total > 0 AND (o.payment IN ('paid', 'part-refunded') OR (o.payment = 'refunded' AND"
    " EXISTS (SELECT 1 FROM return_refunds f WHERE f.order_id = o.id AND f.undone_at IS NULL)))"
    " AND NOT EXISTS (SELECT 1 FROM returns r WHERE r.exchange_id = o.id)"
)
# The empty place of both is for the condition that names one order.
_ORDERS = (
    "SELECT o.id, NULL, o.channel, o.payment_method, '', o.total, o.currency,"
    " coalesce(o.paid_at, o.placed_at, o.created_at), o.trade_no FROM orders o"
    f" WHERE {_PAID} AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.id AND p.kind = 'payment'"
    " AND p.undone_at IS NULL){} ORDER BY o.id"
)
# Back the way it was paid: by the latest payment that is as large, else by the largest.
_WAY = (
    "iif(f.route = 'original', coalesce((SELECT p.method FROM payments p WHERE p.order_id = f.order_id"
    " AND p.kind = 'payment' AND p.undone_at IS NULL ORDER BY min(p.amount, f.amount) DESC, p.id DESC LIMIT 1), ''),"
    " f.route)"
)
_REFUNDS = (
    f"SELECT f.order_id, f.id, o.channel, o.payment_method, {_WAY}, f.amount, f.currency, f.at, f.reference"
    " FROM return_refunds f JOIN orders o ON o.id = f.order_id WHERE f.undone_at IS NULL AND f.amount > 0"
    " AND f.route <> 'credit' AND o.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM payments p"
    " WHERE p.refund_id = f.id AND p.undone_at IS NULL){} ORDER BY f.id"
)


def without_payment(connection: Connection, order: int | None = None) -> list[Unpaid]:
    """Return the paid orders, then the refunds, of which there is no payment; of one order only where it is named."""
    only, values = ("", ()) if order is None else (" AND o.id = ?", (order,))
    return [
        Unpaid(order, refund, channel, told, route, amount, currency, read_time(at), reference)
        for query in (_ORDERS, _REFUNDS)
        for order, refund, channel, told, route, amount, currency, at, reference in connection.execute(
            query.format(only), values
        )
    ]


def outdated(connection: Connection) -> list[int]:
    """Return derived payments that no statement has told of and that orders and refunds say no longer, or otherwise."""
    rows = connection.execute(
        "SELECT p.id FROM payments p JOIN orders o ON o.id = p.order_id WHERE p.derived = 1 AND p.matches = 0"
        f" AND p.undone_at IS NULL AND iif(p.refund_id IS NULL, NOT ({_PAID}) OR p.amount <> o.total"
        " OR p.currency <> o.currency OR p.reference <> o.trade_no,"
        " (SELECT f.undone_at FROM return_refunds f WHERE f.id = p.refund_id) IS NOT NULL)"
    )
    return [row for (row,) in rows]


def mark_all_undone(connection: Connection, rows: Iterable[int], at: datetime) -> None:
    """Note that payments were taken back."""
    stamp = write_time(at)
    connection.executemany("UPDATE payments SET undone_at = ? WHERE id = ?", [(stamp, row) for row in rows])


def awaited_days(connection: Connection, today: date) -> list[tuple[date, str, int, int]]:
    """Return by day and currency how many payments are awaited from a day on and what they bring."""
    rows = connection.execute(
        "SELECT p.expected, p.currency, count(*), total((p.amount - p.fee) * iif(p.kind = 'refund', -1, 1))"
        " FROM payments p LEFT JOIN orders o ON o.id = p.order_id WHERE p.undone_at IS NULL AND o.removed_at IS NULL"
        " AND p.matches = 0 AND p.method <> 'cash' AND p.expected >= ? GROUP BY 1, 2 ORDER BY 1, 2",
        (today.isoformat(),),
    )
    return [(date.fromisoformat(day), currency, count, int(net)) for day, currency, count, net in rows]
