"""Which orders are whose: taken from the orders in a quiet moment, a few thousand at a time."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.search import initials_text
from shopdesk.db.times import write_time
from shopdesk.domain.customers import Buyer

_BUYER = "o.id, o.channel, o.buyer, o.name, o.phone"
_AT_WORK = "('new', 'confirmed', 'picking', 'packed')"
# What counts as sold and as come back.
_PAID = "sum(CASE WHEN o.payment IN ('paid', 'part-refunded') THEN o.total ELSE 0 END)"
_BACK = "sum(o.payment IN ('refunded', 'part-refunded') OR o.refunding OR o.after_sales <> 'none')"
_THEIRS = (
    "json_each(?) j CROSS JOIN customer_orders c ON c.customer_id = j.value CROSS JOIN orders o ON o.id = c.order_id"
    " AND o.removed_at IS NULL AND o.fulfilment <> 'cancelled'"
)


def waiting(connection: Connection) -> int:
    """Return how many orders have no customer yet, and customers no sums."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM orders) - (SELECT order_id FROM customer_mark)"
        " + (SELECT count(*) FROM customer_pending) + (SELECT count(*) FROM customer_stale)"
    ).fetchone()
    return int(row[0])


def next_buyers(connection: Connection, most: int) -> list[tuple[int, Buyer]]:
    """Return the next orders that have no customer yet, and move the mark behind them."""
    rows = connection.execute(
        f"SELECT {_BUYER} FROM orders o WHERE o.id > (SELECT order_id FROM customer_mark) ORDER BY o.id LIMIT ?",
        (most,),
    ).fetchall()
    if rows:
        connection.execute("UPDATE customer_mark SET order_id = ?", (rows[-1][0],))
    else:
        rows = connection.execute(
            f"SELECT {_BUYER} FROM customer_pending p JOIN orders o ON o.id = p.order_id"
            " LEFT JOIN customer_orders c ON c.order_id = o.id WHERE c.by_hand IS NOT 1 LIMIT ?",
            (most,),
        ).fetchall()
        gone = json.dumps([row[0] for row in rows])
        connection.execute(
            "DELETE FROM customer_pending WHERE order_id IN (SELECT value FROM json_each(?)) OR ? = '[]'", (gone, gone)
        )
        stale_of_orders(connection, gone)
        connection.execute("DELETE FROM customer_orders WHERE order_id IN (SELECT value FROM json_each(?))", (gone,))
    return [(row[0], Buyer(row[1], row[2], row[3], row[4])) for row in rows]


def known_keys(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return whose these keys are."""
    rows = connection.execute(
        "SELECT key, customer_id FROM customer_keys WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return dict(rows.fetchall())


def next_customer(connection: Connection) -> int:
    """Return the row that the next customer gets."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM customers").fetchone()[0])


def add_customers(
    connection: Connection, customers: Sequence[tuple[int, str, str, str, str]], at: datetime, batch: int | None = None
) -> None:
    """Add customers: row, uuid, name, telephone, and the further words they are found by."""
    now = write_time(at)
    told = [(row, uuid, name, phone, initials_text(name), words) for row, uuid, name, phone, words in customers]
    connection.executemany(
        "INSERT INTO customers (id, uuid, name, phone, initials, terms, created_at, created_batch, own)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, uuid, name, phone, initials, f"{name.lower()}\n{initials}\n{words}", now, batch, int(bool(batch)))
            for row, uuid, name, phone, initials, words in told
        ],
    )


def add_keys(connection: Connection, keys: Sequence[tuple[str, int]], *, indexed_from: int | None = None) -> None:
    """Say by what customers are known, and bring what they are found by up to date.

    Customers from the row `indexed_from` on are new and found by all of it already.
    """
    connection.executemany("INSERT OR IGNORE INTO customer_keys (key, customer_id, home_id) VALUES (?1, ?2, ?2)", keys)
    index_again(connection, {row for _key, row in keys if indexed_from is None or row < indexed_from})


def index_again(connection: Connection, customers: Iterable[int]) -> None:
    """Write anew what customers are found by: name, initials, telephones, buyers."""
    connection.execute(
        "UPDATE customers SET terms = lowered(name) || char(10) || initials || char(10) || phone || char(10)"
        " || coalesce((SELECT group_concat(substr(key, instr(key, ':') + 1), char(10)) FROM customer_keys k"
        "  WHERE k.customer_id = customers.id), '') WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(customers)),),
    )


def link_orders(connection: Connection, links: Sequence[tuple[int, int]]) -> None:
    """Say whose orders are (order, customer)."""
    connection.executemany(
        "INSERT OR REPLACE INTO customer_orders (order_id, customer_id, home_id) VALUES (?1, ?2, ?2)", links
    )
    connection.executemany(
        "INSERT OR IGNORE INTO customer_stale (customer_id) VALUES (?)", [(row,) for row in {c for _o, c in links}]
    )


def stale_of_orders(connection: Connection, orders: str) -> None:
    """Note that the customers of these orders (json) are to be summed again."""
    connection.execute(
        "INSERT OR IGNORE INTO customer_stale (customer_id) SELECT customer_id FROM customer_orders"
        " WHERE order_id IN (SELECT value FROM json_each(?))",
        (orders,),
    )


def make_stale(connection: Connection, customers: Iterable[int]) -> None:
    """Note that customers are to be summed again."""
    connection.executemany(
        "INSERT OR IGNORE INTO customer_stale (customer_id) VALUES (?)", [(row,) for row in customers]
    )


def sum_stale(connection: Connection, most: int) -> int:
    """Sum the orders of at most this many customers again; return how many it were."""
    ids = [row for (row,) in connection.execute("SELECT customer_id FROM customer_stale LIMIT ?", (most,))]
    told = json.dumps(ids)
    connection.execute("DELETE FROM customer_stale WHERE customer_id IN (SELECT value FROM json_each(?))", (told,))
    connection.execute("DELETE FROM customer_sums WHERE customer_id IN (SELECT value FROM json_each(?))", (told,))
    connection.execute(
        f"INSERT INTO customer_sums (customer_id, currency, total) SELECT c.customer_id, o.currency, {_PAID}"
        f" FROM {_THEIRS} GROUP BY 1, 2",
        (told,),
    )
    connection.execute(
        "UPDATE customers SET orders = coalesce(s.orders, 0), returns = coalesce(s.back, 0), last_at = s.last_at"
        f" FROM (SELECT a.value AS id, s.* FROM json_each(?) a LEFT JOIN (SELECT c.customer_id, count(*) AS orders,"
        f"  {_BACK} AS back, max(o.placed_at) AS last_at FROM {_THEIRS} GROUP BY 1) s ON s.customer_id = a.value) s"
        " WHERE customers.id = s.id",
        (told, told),
    )
    return len(ids)


def any_blocked(connection: Connection) -> bool:
    """Tell whether anybody is blocked."""
    return connection.execute("SELECT 1 FROM customers WHERE blocked <> '' LIMIT 1").fetchone() is not None


def flag_orders(connection: Connection, *, customer: int | None = None, batch: int | None = None) -> list[
    tuple[int, str]
]:  # fmt: skip
    """Mark open orders of blocked customers, of one or those that a batch touched; return each with the reason."""
    rows = connection.execute(
        "SELECT o.id, b.blocked FROM customers b JOIN customer_orders c ON c.customer_id = b.id"
        " JOIN orders o ON o.id = c.order_id AND o.removed_at IS NULL AND instr(o.suspicions, 'blocked') = 0"
        f" AND o.fulfilment IN {_AT_WORK} WHERE b.blocked <> '' AND (?1 IS NULL OR b.id = ?1)"
        " AND (?2 IS NULL OR o.touched_batch = ?2)",
        (customer, batch),
    ).fetchall()
    ids = json.dumps([order for order, _why in rows])
    connection.execute(
        "UPDATE orders SET suspicious = 1, suspicions = trim(suspicions || ' blocked')"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    connection.execute(
        "UPDATE customer_orders SET flagged = 1 WHERE order_id IN (SELECT value FROM json_each(?))", (ids,)
    )
    return rows


def unflag_orders(connection: Connection, customer: int) -> None:
    """Take the marks away that a block has set."""
    connection.execute(
        "UPDATE orders SET suspicious = trim(replace(' ' || suspicions || ' ', ' blocked ', ' ')) <> '',"
        " suspicions = trim(replace(' ' || suspicions || ' ', ' blocked ', ' ')) WHERE id IN"
        " (SELECT order_id FROM customer_orders WHERE customer_id = ? AND flagged)",
        (customer,),
    )
    connection.execute("UPDATE customer_orders SET flagged = 0 WHERE customer_id = ? AND flagged", (customer,))
