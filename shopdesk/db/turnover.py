"""What paid orders of a span come to, whole or by platform, province or SKU; and how many looked in, by month."""

from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time
from shopdesk.domain.turnover import Tally

_SOLD = "o.removed_at IS NULL AND o.fulfilment <> 'cancelled' AND o.payment <> 'unpaid' AND o.total > 0"
_CHOSEN = (
    "SELECT o.id, o.split_from, {name} AS name, o.total, o.shipping, o.payment FROM orders o WHERE o.placed_at >= ?1"
    f" AND o.placed_at < ?2 AND {_SOLD} AND o.currency = ?3 AND (?4 = '' OR o.channel = ?4)"
)
# A platform that paid all back tells no amount.
_BACK = (
    "min(c.total, max((SELECT coalesce(sum(f.amount), 0) FROM return_refunds f WHERE f.order_id = c.id"
    " AND f.undone_at IS NULL), (SELECT coalesce(sum(f.amount), 0) FROM sales s JOIN sale_refunds f"
    " ON f.sale_id = s.id WHERE s.order_id = c.id), iif(c.payment = 'refunded', c.total, 0)))"
)
# CROSS JOIN: from few orders to their lines. The planner would read all lines for one day's orders.
_ORDERS = (
    f"WITH chosen AS MATERIALIZED ({_CHOSEN}),"
    " goods AS (SELECT l.order_id, sum(l.quantity) AS pieces, sum(l.quantity * coalesce(v.cost, 0)) AS cost,"
    " min(coalesce(v.cost, 0)) AS least FROM chosen c CROSS JOIN order_lines l ON l.order_id = c.id"
    " AND l.removed_at IS NULL LEFT JOIN variants v ON v.id = l.variant_id GROUP BY l.order_id),"
    f" told AS MATERIALIZED (SELECT c.*, {_BACK} AS back, coalesce(g.pieces, 0) AS pieces, coalesce(g.cost, 0) AS cost,"
    " coalesce(g.least, 0) > 0 AS known FROM chosen c LEFT JOIN goods g ON g.order_id = c.id)"
    " SELECT name, sum(split_from IS NULL), sum(pieces), sum(total), sum(back),"
    " sum(iif(known AND back < total, total - shipping - back, 0)), sum(iif(known AND back < total, cost, 0))"
    " FROM told GROUP BY name ORDER BY name"
)
# What an order's goods have brought is shared out by what its lines cost the buyer.
_GOODS = (
    f"WITH chosen AS MATERIALIZED ({_CHOSEN}),"
    f" told AS MATERIALIZED (SELECT c.*, {_BACK} AS back, (SELECT sum(l.quantity * l.unit_price) FROM order_lines l"
    " WHERE l.order_id = c.id AND l.removed_at IS NULL) AS gross FROM chosen c),"
    " lines AS (SELECT coalesce(v.sku, l.sku) AS sku, coalesce(c.split_from, c.id) AS id, l.quantity, v.cost, c.total,"
    " c.back, l.quantity * l.unit_price * 1.0 / max(c.gross, 1) AS share, c.shipping FROM told c"
    " JOIN order_lines l ON l.order_id = c.id AND l.removed_at IS NULL LEFT JOIN variants v ON v.id = l.variant_id)"
    " SELECT sku, count(DISTINCT id), sum(quantity), CAST(round(sum((total - shipping) * share)) AS INTEGER),"
    " CAST(round(sum(back * share)) AS INTEGER),"
    " CAST(round(sum(iif(coalesce(cost, 0) > 0 AND back < total, (total - shipping - back) * share, 0))) AS INTEGER),"
    " sum(iif(coalesce(cost, 0) > 0 AND back < total, quantity * cost, 0)) FROM lines GROUP BY sku ORDER BY sku"
)
_NAMES = {"": "''", "channel": "o.channel", "province": "iif(o.country IN ('CN', ''), o.province, o.country)"}


class Asked(NamedTuple):
    """Of which orders: placed from `first` up to `last`, in a currency, on a channel or on all."""

    first: datetime
    last: datetime
    currency: str
    channel: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """What the statements are asked with."""
        return write_time(self.first), write_time(self.last), self.currency, self.channel


def tally_orders(connection: Connection, asked: Asked, by: str = "") -> dict[str, Tally]:
    """Return the sums by "channel" or "province", or of all under an empty name; of other countries by their codes."""
    rows = connection.execute(_ORDERS.format(name=_NAMES[by]), asked.values)
    return {name: Tally(*sums) for name, *sums in rows}


def tally_goods(connection: Connection, asked: Asked) -> dict[str, Tally]:
    """Return the sums by SKU; an order counts with each of its SKUs, freight with none."""
    return {sku: Tally(*sums) for sku, *sums in connection.execute(_GOODS.format(name="''"), asked.values)}


def currencies_between(connection: Connection, first: datetime, last: datetime) -> list[str]:
    """Return the currencies that orders of a span were paid in, the most frequent first."""
    rows = connection.execute(
        f"SELECT o.currency FROM orders o WHERE o.placed_at >= ? AND o.placed_at < ? AND {_SOLD}"
        " GROUP BY 1 ORDER BY count(*) DESC, 1",
        (write_time(first), write_time(last)),
    )
    return [currency for (currency,) in rows]


def channels_between(connection: Connection, first: datetime, last: datetime) -> list[str]:
    """Return the channels that orders of a span came from, the busiest first."""
    rows = connection.execute(
        f"SELECT o.channel FROM orders o WHERE o.placed_at >= ? AND o.placed_at < ? AND {_SOLD}"
        " GROUP BY 1 ORDER BY count(*) DESC, 1",
        (write_time(first), write_time(last)),
    )
    return [channel for (channel,) in rows]


def visitors_of(connection: Connection, channel: str) -> dict[str, int]:
    """Return how many people looked in by month: of a channel, or of all where none is named.

    A count noted for all channels goes before the sum of those of single ones.
    """
    rows = connection.execute(
        "SELECT month, coalesce(max(iif(channel = ?1, visitors, NULL)), sum(visitors)) FROM visitors"
        " WHERE visitors IS NOT NULL AND (?1 = '' OR channel = ?1) GROUP BY month",
        (channel,),
    )
    return dict(rows.fetchall())


def visitors_noted(connection: Connection, month: str, channel: str) -> int | None:
    """Return what was noted for a month and channel itself."""
    row = connection.execute(
        "SELECT visitors FROM visitors WHERE month = ? AND channel = ?", (month, channel)
    ).fetchone()
    return row[0] if row else None


def put_visitors(connection: Connection, month: str, channel: str, visitors: int | None) -> None:
    """Note how many people looked in in a month; None forgets it."""
    connection.execute(
        "INSERT INTO visitors (month, channel, visitors) VALUES (?, ?, ?)"
        " ON CONFLICT (month, channel) DO UPDATE SET visitors = excluded.visitors",
        (month, channel, visitors),
    )
