"""Orders as promotions are tried on and judged by: real baskets, and the sums of a span of time."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, write_time

_SOLD = "o.removed_at IS NULL AND o.fulfilment <> 'cancelled' AND o.payment <> 'unpaid'"


class BasketRow(NamedTuple):
    """An order as it was bought: its goods as (SKU, pieces)."""

    number: str
    channel: str
    goods: tuple[tuple[str, int], ...]


def load_baskets(connection: Connection, since: datetime, most: int) -> list[BasketRow]:
    """Return the newest orders since a moment whose lines are all goods of the shop."""
    rows = connection.execute(
        "WITH chosen AS (SELECT id, number, channel FROM orders o"
        f" WHERE o.placed_at >= ?1 AND {_SOLD} AND NOT o.unmatched ORDER BY o.placed_at DESC, o.id DESC LIMIT ?2)"
        " SELECT c.number, c.channel, json_group_array(json_array(v.sku, l.quantity)) FROM chosen c"
        " JOIN order_lines l ON l.order_id = c.id AND l.removed_at IS NULL"
        " JOIN variants v ON v.id = l.variant_id AND v.removed_at IS NULL GROUP BY c.id ORDER BY c.id DESC",
        (write_time(since), most),
    )
    return [
        BasketRow(number, channel, tuple((sku, pieces) for sku, pieces in json.loads(goods)))
        for number, channel, goods in rows
    ]


def channels_sold_on(connection: Connection, since: datetime) -> list[str]:
    """Return the channels that orders came from since a moment, the busiest first."""
    rows = connection.execute(
        f"SELECT o.channel FROM orders o WHERE o.placed_at >= ? AND {_SOLD} GROUP BY 1 ORDER BY count(*) DESC, 1",
        (write_time(since),),
    )
    return [channel for (channel,) in rows]


class SpanOrder(NamedTuple):
    """An order of a span: what was paid, what its goods cost and weigh, who bought it and when."""

    channel: str
    currency: str
    total: int
    cost: int
    grams: int
    customer: int | None
    at: datetime


def orders_between(
    connection: Connection, first: datetime, last: datetime, *, channels: Iterable[str] = (), skus: Iterable[str] = ()
) -> list[SpanOrder]:
    """Return the orders placed from `first` up to `last` on these channels that hold any of these SKUs."""
    rows = connection.execute(
        "SELECT o.channel, o.currency, o.total, coalesce(sum(v.cost * l.quantity), 0),"
        " coalesce(sum(v.weight_g * l.quantity), 0), c.customer_id, o.placed_at"
        " FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id AND l.removed_at IS NULL"
        " LEFT JOIN variants v ON v.id = l.variant_id LEFT JOIN customer_orders c ON c.order_id = o.id"
        f" WHERE o.placed_at >= ?1 AND o.placed_at < ?2 AND {_SOLD}"
        " AND (?3 = '[]' OR o.channel IN (SELECT value FROM json_each(?3)))"
        " AND (?4 = '[]' OR EXISTS (SELECT 1 FROM order_lines w JOIN variants x ON x.id = w.variant_id"
        "  WHERE w.order_id = o.id AND w.removed_at IS NULL AND x.sku IN (SELECT value FROM json_each(?4))))"
        " GROUP BY o.id",
        (write_time(first), write_time(last), json.dumps(sorted(channels)), json.dumps(sorted(skus))),
    )
    return [
        SpanOrder(channel, currency, total, cost, grams, customer, read_time(at))
        for channel, currency, total, cost, grams, customer, at in rows
    ]


def purchases_between(connection: Connection, first: datetime, last: datetime) -> list[tuple[int, datetime]]:
    """Return who bought when from `first` up to `last`: customers with the time of each order that is paid."""
    rows = connection.execute(
        "SELECT c.customer_id, o.placed_at FROM orders o JOIN customer_orders c ON c.order_id = o.id"
        f" WHERE o.placed_at >= ? AND o.placed_at < ? AND {_SOLD}",
        (write_time(first), write_time(last)),
    )
    return [(customer, read_time(at)) for customer, at in rows]
