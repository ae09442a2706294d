"""Orders, written: added in bulk as imports bring them, changed one by one as people decide."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.order_views import OPEN
from shopdesk.db.times import write_time
from shopdesk.domain.option_text import options_text
from shopdesk.domain.orders import FLAGS

TOLD_COLUMNS = (
    "placed_at", "paid_at", "payment", "fulfilment", "masked", "suspicious", "refunding", "buyer", "name", "phone",
    "country", "province", "city", "district", "street", "postcode", "currency", "shipping", "discount", "total",
    "courier", "waybill", "buyer_note", "seller_note", "email", "payment_method", "trade_no",
)  # fmt: skip
HEAD_COLUMNS = (*TOLD_COLUMNS, "ship_by", "leave_by", "head_digest")
ORDER_COLUMNS = (
    "id", "uuid", "channel", "channel_order_no", "after_sales", "hold", "short", "unmatched",
    "lines_digest", "provisional", "created_at", "created_batch", "touched_batch", *HEAD_COLUMNS,
)  # fmt: skip
LINE_COLUMNS = (
    "uuid", "order_id", "position", "sku", "title_id", "options", "quantity", "unit_price", "variant_id",
)  # fmt: skip


STATE_COLUMNS = (
    "group_id", "split_from", "hold_until", "hold_reason", "suspicions", "decided", "removed_at",
)  # fmt: skip


def insert_statement(table: str, columns: Sequence[str]) -> str:
    """Return the INSERT of these columns with a placeholder for each."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


_ADD_ORDER = insert_statement("orders", ORDER_COLUMNS)
_ADD_LINE = insert_statement("order_lines", LINE_COLUMNS)


def next_order_id(connection: Connection) -> int:
    """Return the row that the next order will have; the write transaction keeps it ours."""
    row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM orders").fetchone()
    return int(row[0])


def add_orders(connection: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Add orders, their values in the order of ORDER_COLUMNS."""
    connection.executemany(_ADD_ORDER, rows)


def add_lines(connection: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Add order lines, their values in the order of LINE_COLUMNS."""
    connection.executemany(_ADD_LINE, rows)


def remove_lines(connection: Connection, order_id: int, at: datetime) -> None:
    """Set an order's lines aside; others take their place."""
    connection.execute(
        "UPDATE order_lines SET removed_at = ? WHERE order_id = ? AND removed_at IS NULL", (write_time(at), order_id)
    )


def title_ids(connection: Connection, titles: Iterable[str]) -> dict[str, int]:
    """Return the rows of these line titles; new ones are added."""
    wanted = list(dict.fromkeys(titles))
    known = _known_titles(connection, wanted)
    if new := [title for title in wanted if title not in known]:
        connection.executemany("INSERT INTO order_titles (title) VALUES (?)", [(title,) for title in new])
        known |= _known_titles(connection, new)
    return known


def _known_titles(connection: Connection, titles: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(
        "SELECT title, id FROM order_titles WHERE title IN (SELECT value FROM json_each(?))", (json.dumps(titles),)
    )
    return dict(rows.fetchall())


def variant_ids(connection: Connection, skus: Iterable[str]) -> dict[str, int]:
    """Return the live variants with these SKUs."""
    rows = connection.execute(
        "SELECT sku, id FROM variants WHERE removed_at IS NULL AND sku IN (SELECT value FROM json_each(?))",
        (json.dumps(list(skus)),),
    )
    return dict(rows.fetchall())


def match_lines(connection: Connection) -> int:
    """Tie the lines of new orders to variants that have come into the shop; return how many orders became whole."""
    waiting = f"SELECT id FROM orders WHERE unmatched = 1 AND fulfilment = 'new' AND {OPEN}"
    connection.execute(
        "UPDATE order_lines SET variant_id = (SELECT v.id FROM variants v"
        "  WHERE v.sku = order_lines.sku AND v.removed_at IS NULL)"
        f" WHERE order_id IN ({waiting}) AND variant_id IS NULL AND sku <> '' AND removed_at IS NULL"
        " AND sku IN (SELECT sku FROM variants WHERE removed_at IS NULL)"
    )
    connection.execute(
        "UPDATE order_lines SET variant_id = (SELECT c.variant_id FROM platform_codes c JOIN orders o"
        "  ON o.id = order_lines.order_id JOIN variants v ON v.id = c.variant_id AND v.removed_at IS NULL"
        "  WHERE c.code = order_lines.sku AND c.removed_at IS NULL AND c.channel IN (o.channel, '')"
        "  ORDER BY c.channel DESC LIMIT 1)"
        f" WHERE order_id IN ({waiting}) AND variant_id IS NULL AND sku <> '' AND removed_at IS NULL"
        " AND sku IN (SELECT code FROM platform_codes WHERE removed_at IS NULL)"
    )
    whole = connection.execute(
        f"UPDATE orders SET unmatched = 0 WHERE id IN ({waiting})"
        " AND NOT EXISTS (SELECT 1 FROM order_lines l"
        " WHERE l.order_id = orders.id AND l.variant_id IS NULL AND l.removed_at IS NULL)"
    )
    return whole.rowcount


def match_own_lines(connection: Connection) -> None:
    """Tie the lines of orders that came in the shop's own files, whatever their state, to variants that came later."""
    own = (
        "SELECT o.id FROM orders o JOIN batches b ON b.id = o.created_batch AND b.format IN ('shopdesk-csv',"
        " 'shopdesk-xlsx') WHERE o.unmatched = 1 AND o.removed_at IS NULL"
    )
    connection.execute(
        "UPDATE order_lines SET variant_id = (SELECT v.id FROM variants v"
        "  WHERE v.sku = order_lines.sku AND v.removed_at IS NULL)"
        f" WHERE order_id IN ({own}) AND variant_id IS NULL AND sku <> '' AND removed_at IS NULL"
        " AND sku IN (SELECT sku FROM variants WHERE removed_at IS NULL)"
    )
    connection.execute(
        f"UPDATE orders SET unmatched = 0 WHERE id IN ({own}) AND NOT EXISTS (SELECT 1 FROM order_lines l"
        " WHERE l.order_id = orders.id AND l.variant_id IS NULL AND l.removed_at IS NULL)"
    )


def orders_without_goods(connection: Connection) -> list[int]:
    """Return the orders at work for which nothing is reserved though their SKUs are known, the oldest first."""
    rows = connection.execute(
        f"SELECT o.id FROM orders o WHERE o.{OPEN} AND o.fulfilment <> 'new' AND o.removed_at IS NULL"
        " AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.variant_id IS NOT NULL"
        "  AND l.removed_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.order_id = o.id AND r.closed_at IS NULL) ORDER BY o.id"
    )
    return [order for (order,) in rows]


def update_order(connection: Connection, order_id: int, changes: Mapping[str, object]) -> None:
    """Set columns of one order."""
    assigned = ", ".join(f"{_known_column(name)} = ?" for name in changes)
    connection.execute(f"UPDATE orders SET {assigned} WHERE id = ?", (*changes.values(), order_id))


def _known_column(name: str) -> str:
    if name not in ORDER_COLUMNS and name not in FLAGS and name not in STATE_COLUMNS:
        raise ValueError(name)
    return name


def add_event(
    connection: Connection, order_id: int, *, kind: str, at: datetime, actor: str, details: Mapping[str, str]
) -> None:
    """Add an entry to an order's timeline."""
    connection.execute(
        "INSERT INTO order_events (order_id, at, kind, actor, details) VALUES (?, ?, ?, ?, ?)",
        (order_id, write_time(at), kind, actor, json.dumps(dict(details), ensure_ascii=False)),
    )


def newest_event(connection: Connection) -> int:
    """Return the newest entry of all timelines, 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM order_events").fetchone()[0])


def note_undone(connection: Connection, since: int, first: int, last: int) -> None:
    """Say of the entries since one that they take back what was done in those from `first` to `last`."""
    connection.execute(
        "UPDATE order_events SET details = json_set(details, '$.undoes', ?, '$.undoes_to', ?) WHERE id > ?",
        (str(first), str(last), since),
    )


def lines_to_reserve(connection: Connection, order_id: int) -> list[tuple[int, int, int]]:
    """Return the matched lines of an order: line, variant, pieces."""
    rows = connection.execute(
        "SELECT id, variant_id, quantity FROM order_lines WHERE order_id = ? AND removed_at IS NULL"
        " AND variant_id IS NOT NULL ORDER BY position",
        (order_id,),
    )
    return [(line, variant, quantity) for line, variant, quantity in rows]


def paid_for(connection: Connection, order_id: int, currency: str) -> dict[int, tuple[int, int]]:
    """Return what an order pays for a piece of each variant on the average and what one costs, in minor units.

    Nothing where the order is in another currency.
    """
    rows = connection.execute(
        "SELECT l.variant_id, sum(l.quantity * l.unit_price) / sum(l.quantity), v.cost FROM order_lines l"
        " JOIN orders o ON o.id = l.order_id AND o.currency = ? JOIN variants v ON v.id = l.variant_id"
        " WHERE l.order_id = ? AND l.removed_at IS NULL GROUP BY 1",
        (currency, order_id),
    )
    return {variant: (price, cost) for variant, price, cost in rows}


def sellable(connection: Connection, sku: str) -> tuple[int, str, int, str] | None:
    """Return what a line needs of a SKU: variant, title, price, options as text."""
    row = connection.execute(
        "SELECT v.id, l.title, v.price, v.options FROM variants v JOIN listings l ON l.id = v.listing_id"
        " WHERE v.sku = ? AND v.removed_at IS NULL",
        (sku,),
    ).fetchone()
    return (row[0], row[1], row[2], options_text(json.loads(row[3]))) if row else None


def skus_of(connection: Connection, variants: Iterable[int]) -> dict[int, str]:
    """Return the SKUs of these variants."""
    rows = connection.execute(
        "SELECT id, sku FROM variants WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(variants)),)
    )
    return dict(rows.fetchall())
