"""Orders as a table shows them: ids in any order, light rows for the pages seen, and how many each view holds."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import LIVE, OPEN, VIEWS
from shopdesk.db.orders import search_clause
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time_or_none, write_time
from shopdesk.domain.orders import FLAGS, badge

# Views that hold open orders alone: they are read along the index orders_waiting, the most urgent first.
OPEN_VIEWS = (
    "unpaid", "new", "to-ship", "late", "due", "to-print", "printed", "masked", "short", "together", "to-pick",
    "to-pack", "to-hand-over", "held",
)  # fmt: skip

# The last term of each is the order's own row, so that equal rows never change places.
SORTS = {
    "slack": "o.leave_by {d}, o.ship_by {d}, o.id {d}",
    "state": "CASE o.fulfilment WHEN 'new' THEN o.payment <> 'unpaid' WHEN 'confirmed' THEN 2 WHEN 'picking' THEN 3"
    " WHEN 'packed' THEN 4 WHEN 'shipped' THEN 5 WHEN 'delivered' THEN 6 ELSE 7 END {d}, o.id {d}",
    "number": "o.id {d}",
    "channel": "o.channel {d}, o.id {d}",
    "quantity": "(SELECT sum(l.quantity) FROM order_lines l WHERE l.order_id = o.id AND l.removed_at IS NULL) {d},"
    " o.id {d}",
    "total": "o.total {d}, o.id {d}",
    "receiver": "o.name {d}, o.id {d}",
    "placed": "o.placed_at {d}, o.id {d}",
    "paid": "o.paid_at {d}, o.id {d}",
    "courier": "o.courier {d}, o.waybill {d}, o.id {d}",
}

_COUNTED = OPEN_VIEWS
_PIECES = "(SELECT sum(quantity) FROM order_lines WHERE order_id = o.id AND removed_at IS NULL)"
_PICTURE = (
    "(SELECT p.place FROM variants v JOIN pictures p ON p.listing_id = v.listing_id"
    " WHERE v.id = l.variant_id AND p.removed_at IS NULL ORDER BY p.position LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as one row of a table: its first line stands for its goods; money in minor units."""

    id: int
    number: str
    channel: str
    channel_order_no: str
    badge: str
    fulfilment: str
    flags: tuple[str, ...]
    placed_at: datetime | None
    paid_at: datetime | None
    ship_by: datetime | None
    name: str
    city: str
    currency: str
    total: int
    courier: str
    waybill: str
    leave_by: datetime | None
    group: int | None
    note: str
    own_note: str
    title: str
    options: str
    picture: str
    lines: int
    pieces: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of an order with what the shelf says: pieces in the house and free, pieces reserved for the line."""

    title: str
    options: str
    sku: str
    quantity: int
    unit_price: int
    picture: str
    place: str
    available: int | None
    reserved: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What some orders come to: pieces, money by currency, how many are on hold or stopped, the states they are in."""

    pieces: int
    totals: dict[str, int]
    held: int
    states: frozenset[str]


def sorted_ids(
    connection: Connection, *, view: str, now: datetime, search: str, sort: str, descending: bool
) -> "array[int]":
    """Return the rows of a view that match a search text, in a sort's order."""
    if sort == "slack" and view not in OPEN_VIEWS:
        return _by_slack(connection, view, now, search, descending)
    return _ids(connection, view, now, search, SORTS[sort], descending, f"o.{OPEN}" if view in OPEN_VIEWS else "1")


def _by_slack(connection: Connection, view: str, now: datetime, search: str, descending: bool) -> "array[int]":
    """Return the open orders by slack; those that no clock runs for follow, newest first."""
    waiting = _ids(connection, view, now, search, SORTS["slack"], descending, f"o.{OPEN}")
    return waiting + _ids(connection, view, now, search, SORTS["placed"], True, f"NOT o.{OPEN}")


def _ids(
    connection: Connection, view: str, now: datetime, search: str, order: str, descending: bool, condition: str
) -> "array[int]":
    wanted, values = search_clause(connection, search)
    moments = [write_time(now)] * VIEWS[view].count("?")
    live = LIVE if order.startswith("o.id") else "o.removed_at IS NULL"
    return fetch_ids(
        connection,
        f"SELECT o.id FROM orders o WHERE {live} AND {condition} AND {VIEWS[view]} AND {wanted}"
        f" ORDER BY {order.format(d='DESC' if descending else 'ASC')}",
        (*moments, *values),
    )


def order_rows(connection: Connection, ids: Sequence[int]) -> list[OrderRow]:
    """Return these orders as rows, in this order."""
    found = connection.execute(
        "SELECT o.id, o.number, o.channel, o.channel_order_no, o.payment, o.fulfilment, o.hold, o.short, o.unmatched,"
        " o.masked, o.suspicious, o.refunding, o.placed_at, o.paid_at, o.ship_by, o.name, o.city, o.currency, o.total,"
        f" o.courier, o.waybill, o.leave_by, o.group_id, o.buyer_note, o.seller_note, t.title, l.options,"
        f" {_PICTURE}, (SELECT count(*) FROM order_lines WHERE order_id = o.id AND removed_at IS NULL), {_PIECES}"
        " FROM json_each(?) j JOIN orders o ON o.id = j.value"
        " LEFT JOIN order_lines l ON l.id = (SELECT id FROM order_lines WHERE order_id = o.id"
        "  AND removed_at IS NULL ORDER BY position LIMIT 1)"
        " LEFT JOIN order_titles t ON t.id = l.title_id ORDER BY j.key",
        (json.dumps(list(ids)),),
    )
    return [_row(row) for row in found]


def _row(row: Sequence[object]) -> OrderRow:
    row_id, number, channel, channel_no, payment, fulfilment, *rest = row
    flags, (placed, paid, due), told = rest[:6], rest[6:9], rest[9:]
    name, city, currency, total, courier, waybill, leaves, group, note, own, title, options, *more = told
    picture, lines, pieces = more
    return OrderRow(
        id=row_id,  # type: ignore[arg-type]
        number=str(number),
        channel=str(channel),
        channel_order_no=str(channel_no),
        badge=badge(str(payment), str(fulfilment)),
        fulfilment=str(fulfilment),
        flags=tuple(flag for flag, is_set in zip(FLAGS, flags, strict=True) if is_set),
        placed_at=read_time_or_none(placed),  # type: ignore[arg-type]
        paid_at=read_time_or_none(paid),  # type: ignore[arg-type]
        ship_by=read_time_or_none(due),  # type: ignore[arg-type]
        name=str(name),
        city=str(city),
        currency=str(currency),
        total=total,  # type: ignore[arg-type]
        courier=str(courier),
        waybill=str(waybill),
        leave_by=read_time_or_none(leaves),  # type: ignore[arg-type]
        group=group,  # type: ignore[arg-type]
        note=str(note),
        own_note=str(own),
        title=str(title or ""),
        options=str(options or ""),
        picture=str(picture or ""),
        lines=lines,  # type: ignore[arg-type]
        pieces=pieces or 0,  # type: ignore[arg-type]
    )


def count_views(connection: Connection, now: datetime) -> dict[str, int]:
    """Count the open views in one pass over the index of open orders, and all orders over the narrow index of them.

    Views of closed orders are not counted: that would be a scan of everything the shop has ever sold.
    """
    conditions = [VIEWS[name] for name in _COUNTED]
    moments = [write_time(now)] * sum(condition.count("?") for condition in conditions)
    counts = connection.execute(
        f"SELECT {', '.join(f'coalesce(sum({condition}), 0)' for condition in conditions)}"
        f" FROM orders o WHERE o.{OPEN} AND o.removed_at IS NULL",
        moments,
    ).fetchone()
    (every,) = connection.execute(f"SELECT count(*) FROM orders o WHERE {LIVE}").fetchone()
    return {**dict(zip(_COUNTED, counts, strict=True)), "all": every}


def line_rows(connection: Connection, order_id: int) -> list[LineRow]:
    """Return an order's lines with their pictures, their shelf and what is reserved for them."""
    rows = connection.execute(
        f"SELECT t.title, l.options, coalesce(s.sku, l.sku), l.quantity, l.unit_price, coalesce({_PICTURE}, ''),"
        " coalesce(s.bin, ''),"
        " CASE WHEN s.id IS NOT NULL THEN (SELECT total(k.quantity) FROM stock k JOIN locations p"
        "  ON p.id = k.location_id WHERE k.variant_id = s.id AND p.serves_orders)"
        "  - (SELECT total(quantity) FROM reservations WHERE variant_id = s.id AND closed_at IS NULL) END,"
        " (SELECT total(quantity) FROM reservations WHERE order_id = l.order_id AND line_id = l.id"
        "  AND closed_at IS NULL)"
        " FROM order_lines l JOIN order_titles t ON t.id = l.title_id LEFT JOIN variants s ON s.id = l.variant_id"
        " WHERE l.order_id = ? AND l.removed_at IS NULL ORDER BY l.position",
        (order_id,),
    )
    return [
        LineRow(title, options, sku, quantity, price, shown, place, None if free is None else int(free), int(reserved))
        for title, options, sku, quantity, price, shown, place, free, reserved in rows
    ]


def sum_orders(connection: Connection, ids: Sequence[int]) -> Sums:
    """Add up what these orders come to."""
    rows = connection.execute(
        f"SELECT o.currency, o.fulfilment, sum(o.total), sum({_PIECES}), sum(o.hold OR (o.refunding AND o.{OPEN}))"
        " FROM json_each(?) j JOIN orders o ON o.id = j.value GROUP BY 1, 2",
        (json.dumps(list(ids)),),
    ).fetchall()
    totals: dict[str, int] = {}
    for currency, _state, total, _pieces, _held in rows:
        totals[currency] = totals.get(currency, 0) + total
    pieces, held = sum(row[3] or 0 for row in rows), sum(row[4] for row in rows)
    return Sums(pieces, totals, held, frozenset(row[1] for row in rows))
