"""Orders, read: rows in, dataclasses out, newest first."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import VIEWS
from shopdesk.db.search import match_expression, matching_titles
from shopdesk.db.search_index import INDEXED_UP_TO
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.orders import FLAGS, Order, OrderLine, TimelineEntry

_OWN_NUMBER = re.compile(r"SD-(\d{6,12})", re.ASCII | re.IGNORECASE)
_COLUMNS = (
    "o.id, o.uuid, o.number, o.channel, o.channel_order_no, o.placed_at, o.paid_at, o.ship_by, o.payment,"
    " o.fulfilment, o.after_sales, o.hold, o.short, o.unmatched, o.masked, o.suspicious, o.refunding, o.buyer,"
    " o.name, o.phone, o.country, o.province, o.city, o.district, o.street, o.postcode, o.currency, o.shipping,"
    " o.discount, o.total, o.courier, o.waybill, o.buyer_note, o.seller_note, o.leave_by, o.hold_until, o.hold_reason,"
    " o.suspicions, o.payment_method, o.email, o.trade_no, o.group_id, o.split_from"
)


def find_order(connection: Connection, text: str) -> int | None:
    """Return the row of the order with this number, platform number, waybill or uuid, in that order."""
    if own := _OWN_NUMBER.fullmatch(text):
        row = connection.execute(
            "SELECT id FROM orders WHERE id = ? AND number = ? AND removed_at IS NULL", (int(own[1]), text.upper())
        ).fetchone()
        if row:
            return int(row[0])
    for column, whole in (("channel_order_no", " AND split_from IS NULL"), ("waybill", ""), ("uuid", "")):
        rows = connection.execute(
            f"SELECT id, group_id FROM orders WHERE {column} = ? AND {column} <> '' AND removed_at IS NULL{whole}"
            " ORDER BY id LIMIT 50",
            (text,),
        ).fetchall()
        if len(rows) == 1 or (rows and rows[0][1] is not None and len({group for _id, group in rows}) == 1):
            return int(rows[0][0])  # orders that go together share one waybill: the first stands for them
    return None


def find_by_uuid(connection: Connection, uuid: str) -> int | None:
    """Return the row of the order with exactly this uuid."""
    row = connection.execute("SELECT id FROM orders WHERE uuid = ?", (uuid,)).fetchone()
    return row[0] if row else None


def find_live(connection: Connection, column: str, text: str) -> int | None:
    """Return the live order with exactly this uuid or this number of the shop's own."""
    if column not in ("uuid", "number") or not text:
        return None
    of, value = ("id", _OWN_NUMBER.fullmatch(text)) if column == "number" else ("uuid", None)
    if column == "number" and value is None:
        return None
    row = connection.execute(
        f"SELECT id FROM orders WHERE {of} = ? AND removed_at IS NULL", (int(value[1]) if value else text,)
    ).fetchone()
    return row[0] if row else None


def is_taken(connection: Connection, order_id: int) -> bool:
    """Tell whether an order, also one that was taken out, has this row and with it this number."""
    return connection.execute("SELECT 1 FROM orders WHERE id = ?", (order_id,)).fetchone() is not None


def is_of_batch(connection: Connection, order_id: int, batch_id: int) -> bool:
    """Tell whether a batch has added or changed this order."""
    row = connection.execute("SELECT touched_batch = ? FROM orders WHERE id = ?", (batch_id, order_id)).fetchone()
    return bool(row and row[0])


def load_orders(connection: Connection, ids: Sequence[int]) -> list[Order]:
    """Return these orders, in this order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) j JOIN orders o ON o.id = j.value ORDER BY j.key", (json.dumps(ids),)
    ).fetchall()
    lines, bonds = _lines_of(connection, ids), _bonds_of(connection, found)
    return [_order(row, lines.get(row[0], ()), *bonds.get(row[0], ((), "", ()))) for row in found]


def load_order(connection: Connection, order_id: int) -> Order:
    """Return one order."""
    return load_orders(connection, [order_id])[0]


def order_ids(
    connection: Connection, *, view: str, now: datetime, search: str = "", limit: int | None = None
) -> list[int]:
    """Return the rows of the orders of a view, as it is `now`, that match a search text, newest first."""
    wanted, values = search_clause(connection, search)
    moments = [write_time(now)] * VIEWS[view].count("?")
    rows = connection.execute(
        f"SELECT o.id FROM orders o WHERE o.removed_at IS NULL AND {VIEWS[view]} AND {wanted}"
        " ORDER BY o.placed_at DESC, o.id DESC LIMIT ?",
        (*moments, *values, -1 if limit is None else limit),
    )
    return [row_id for (row_id,) in rows]


def timeline(connection: Connection, order_id: int) -> list[TimelineEntry]:
    """Return what happened to an order, oldest first; the first entry is how it came in."""
    came = connection.execute(
        "SELECT o.created_at, coalesce(b.actor, ''), coalesce(b.file, '') FROM orders o"
        " LEFT JOIN batches b ON b.id = o.created_batch WHERE o.id = ?",
        (order_id,),
    ).fetchone()
    first = TimelineEntry(read_time(came[0]), "created", came[1], {"file": came[2]} if came[2] else {})
    rows = connection.execute(
        "SELECT at, kind, actor, details FROM order_events WHERE order_id = ? ORDER BY id", (order_id,)
    )
    return [first, *(TimelineEntry(read_time(at), kind, who, json.loads(more)) for at, kind, who, more in rows)]


def holds(order: str, text: str) -> str:
    """Return the condition that one of an order's numbers or names holds a text; its value is `text.lower()`.

    SQLite's own lower() is quicker and knows A to Z alone; that does for a text with no other letters that have a case.
    """
    columns = ("number", "channel_order_no", "name", "phone", "buyer", "waybill")
    small = "lower" if all(char.isascii() or char.lower() == char.upper() for char in text) else "lowered"
    return f"instr({small}({' || char(10) || '.join(f'{order}.{column}' for column in columns)}), ?)"


def search_clause(connection: Connection, text: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition that an order holds the text in a number, name, telephone or title.

    What the indexes offer is gathered first: tested one by one, each order would ask them again.
    """
    text = text.strip()
    if not text:
        return "1", ()
    titles = json.dumps(list(matching_titles(connection, text)))
    by_title = "SELECT order_id FROM order_lines WHERE title_id IN (SELECT value FROM json_each(?))"
    by_title += " AND removed_at IS NULL"
    expression = match_expression(text)
    if not expression:
        return f"({holds('o', text)} OR o.id IN ({by_title}))", (text.lower(), titles)
    return (
        "o.id IN (SELECT id FROM orders WHERE waybill = ? AND waybill <> ''"
        " UNION ALL SELECT x.id FROM order_index i CROSS JOIN orders x ON x.id = i.rowid"
        f" WHERE order_index MATCH ? AND {holds('x', text)}"
        f" UNION ALL SELECT x.id FROM orders x WHERE x.id > {INDEXED_UP_TO} AND {holds('x', text)}"
        f" UNION ALL {by_title})",
        (text, expression, text.lower(), text.lower(), titles),
    )


def _lines_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[OrderLine, ...]]:
    rows = connection.execute(
        "SELECT l.order_id, t.title, l.quantity, l.unit_price, coalesce(v.sku, l.sku), l.options,"
        " l.variant_id IS NOT NULL, l.uuid FROM order_lines l JOIN order_titles t ON t.id = l.title_id"
        " LEFT JOIN variants v ON v.id = l.variant_id"
        " WHERE l.order_id IN (SELECT value FROM json_each(?)) AND l.removed_at IS NULL"
        " ORDER BY l.order_id, l.position",
        (json.dumps(ids),),
    )
    lines: dict[int, list[OrderLine]] = {}
    for order_id, title, quantity, price, sku, options, matched, uuid in rows:
        lines.setdefault(order_id, []).append(
            OrderLine(title, quantity, price, sku=sku, options=options, matched=bool(matched), uuid=uuid)
        )
    return {order_id: tuple(found) for order_id, found in lines.items()}


def _bonds_of(
    connection: Connection, rows: Sequence[Sequence[Any]]
) -> dict[int, tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Return for each order that has any: the others of its parcel, the order it was split from, its parts."""
    groups = {row[-2] for row in rows if row[-2] is not None}
    members: dict[int, list[tuple[int, str]]] = {}
    for group, order_id, number in connection.execute(
        "SELECT group_id, id, number FROM orders WHERE group_id IN (SELECT value FROM json_each(?))"
        " AND fulfilment <> 'cancelled' AND removed_at IS NULL ORDER BY id",
        (json.dumps(sorted(groups)),),
    ):
        members.setdefault(group, []).append((order_id, number))
    parts: dict[int, list[str]] = {}
    for order_id, number in connection.execute(
        "SELECT split_from, number FROM orders WHERE split_from IS NOT NULL AND split_from IN"
        " (SELECT value FROM json_each(?)) AND removed_at IS NULL ORDER BY id",
        (json.dumps([row[0] for row in rows]),),
    ):
        parts.setdefault(order_id, []).append(number)
    bonds = {}
    for row in rows:
        order_id, group, whole = row[0], row[-2], row[-1]
        if group is None and whole is None and order_id not in parts:
            continue
        others = members.get(group, []) if row[9] != "cancelled" else []
        bonds[order_id] = (
            tuple(number for other, number in others if other != order_id),
            f"SD-{whole:06d}" if whole else "",
            tuple(parts.get(order_id, ())),
        )
    return bonds


def _order(
    row: Sequence[Any], lines: Iterable[OrderLine], together: tuple[str, ...], split_from: str, parts: tuple[str, ...]
) -> Order:
    _, uuid, number, channel, channel_no, placed, paid, ship_by, payment, fulfilment, after, *rest = row
    flags, buyer, address = rest[:6], rest[6], rest[7:15]
    currency, shipping, discount, total, courier, waybill, buyer_note, seller_note, *more = rest[15:]
    leave_by, hold_until, hold_reason, suspicions, method, email, trade_no = more[:7]
    return Order(
        number=number,
        channel=channel,
        channel_order_no=channel_no,
        placed_at=read_time_or_none(placed),
        paid_at=read_time_or_none(paid),
        ship_by=read_time_or_none(ship_by),
        payment=payment,
        fulfilment=fulfilment,
        after_sales=after,
        flags=frozenset(flag for flag, is_set in zip(FLAGS, flags, strict=True) if is_set),
        buyer=buyer,
        receiver=Receiver(*address),
        lines=tuple(lines),
        currency=currency,
        shipping=shipping,
        discount=discount,
        total=total,
        courier=courier,
        waybill=waybill,
        buyer_note=buyer_note,
        seller_note=seller_note,
        uuid=uuid,
        leave_by=read_time_or_none(leave_by),
        hold_until=read_time_or_none(hold_until),
        hold_reason=hold_reason,
        suspicions=tuple(suspicions.split()),
        payment_method=method,
        email=email,
        trade_no=trade_no,
        together=together,
        split_from=split_from,
        parts=parts,
    )


def newest_sent(connection: Connection, limit: int) -> list[int]:
    """Return the newest orders that have left, newest first."""
    rows = connection.execute(
        "SELECT id FROM orders WHERE fulfilment IN ('shipped', 'delivered') AND removed_at IS NULL"
        " ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [row for (row,) in rows]
