"""Customers as they are listed, shown and kept."""

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.pinyin import possible_initials
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.search import initials_text
from shopdesk.db.times import read_time_or_none, write_time
from shopdesk.domain.customers import Customer

_SHOWN = "c.removed_at IS NULL AND (c.orders > 0 OR c.own)"
_VIEWS = {
    "all": "1",
    "returning": "c.orders > 1",
    "vip": "c.level IN ('vip', 'wholesale')",
    "blocked": "c.blocked <> ''",
}
_SORTS = {
    "": "c.last_at DESC, c.id DESC",
    "name": "c.name {d}, c.id {d}",
    "phone": "c.phone {d}, c.id {d}",
    "level": "c.level {d}, c.id {d}",
    "orders": "c.orders {d}, c.id {d}",
    "returns": "c.returns {d}, c.id {d}",
    "last": "c.last_at {d}, c.id {d}",
    "total": "coalesce((SELECT s.total FROM customer_sums s WHERE s.customer_id = c.id AND s.currency = ?2), 0)"
    " {d}, c.id {d}",
}
_COLUMNS = "c.id, c.number, c.name, c.phone, c.level, c.tags, c.note, c.blocked, c.orders, c.returns, c.last_at"
KEPT = ("name", "phone", "level", "tags", "note", "own")


def customer_ids(
    connection: Connection, *, view: str = "all", search: str = "", sort: str = "", descending: bool = False,
    currency: str = "CNY", most: int = -1,
) -> "array[int]":  # fmt: skip
    """Return the customers of a view that hold a text, in order; those who bought last come first by themselves."""
    order = _SORTS[sort].format(d="DESC" if descending else "ASC")
    wanted = search.lower()
    ways = possible_initials(wanted)
    spelled = "".join(f" OR instr(c.initials, ?{at})" for at in range(4, 4 + len(ways)))
    return fetch_ids(
        connection,
        f"SELECT c.id FROM customers c WHERE {_SHOWN} AND {_VIEWS[view]} AND (?1 = '' OR instr(c.terms, ?1)"
        f" OR ((0{spelled}) AND spelled(c.name, ?1))) AND ?2 <> '' ORDER BY {order} LIMIT ?3",
        (wanted, currency, most, *ways),
    )


def newest_row(connection: Connection) -> int:
    """Return the newest customer's row: at least as many as there are."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM customers").fetchone()[0])


def load_customers(connection: Connection, ids: Sequence[int]) -> list[Customer]:
    """Return these customers, in this order."""
    told = json.dumps(list(ids))
    totals: dict[int, dict[str, int]] = {}
    for row, currency, total in connection.execute(
        "SELECT customer_id, currency, total FROM customer_sums WHERE customer_id IN (SELECT value FROM json_each(?))"
        " ORDER BY currency",
        (told,),
    ):
        totals.setdefault(row, {})[currency] = total
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) j JOIN customers c ON c.id = j.value ORDER BY j.key", (told,)
    )
    return [
        Customer(row, number, name, phone, level, tuple(json.loads(tags)), note, blocked, orders, returns,
                 read_time_or_none(last), totals.get(row, {}))
        for row, number, name, phone, level, tags, note, blocked, orders, returns, last in rows
    ]  # fmt: skip


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many customers each view holds."""
    parts = ", ".join(f"sum({clause})" for clause in _VIEWS.values())
    row = connection.execute(f"SELECT {parts} FROM customers c INDEXED BY customers_last WHERE {_SHOWN}").fetchone()
    return {view: count or 0 for view, count in zip(_VIEWS, row, strict=True)}


def find_row(connection: Connection, row: int) -> int | None:
    """Return a customer's row where there is one in the list."""
    found = connection.execute("SELECT id FROM customers WHERE id = ? AND removed_at IS NULL", (row,)).fetchone()
    return int(found[0]) if found else None


def kept_of(connection: Connection, row: int) -> dict[str, Any]:
    """Return what a person may change of a customer, as it is kept."""
    told = connection.execute(f"SELECT {', '.join(KEPT)} FROM customers WHERE id = ?", (row,)).fetchone()
    return dict(zip(KEPT, told, strict=True))


def keep(connection: Connection, row: int, changes: dict[str, Any]) -> None:
    """Write fields of a customer anew; who has been written about stays in the list without orders."""
    changes = {"own": 1} | changes
    assigned = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(f"UPDATE customers SET {assigned} WHERE id = ?", (*changes.values(), row))
    if "name" in changes:
        connection.execute("UPDATE customers SET initials = ? WHERE id = ?", (initials_text(changes["name"]), row))


def set_blocked(connection: Connection, row: int, reason: str) -> None:
    """Block a customer for a reason, or no longer."""
    connection.execute("UPDATE customers SET blocked = ?, own = 1 WHERE id = ?", (reason, row))


def orders_of(connection: Connection, row: int, most: int) -> list[int]:
    """Return the newest orders of a customer."""
    rows = connection.execute(
        "SELECT o.id FROM customer_orders c JOIN orders o ON o.id = c.order_id AND o.removed_at IS NULL"
        " WHERE c.customer_id = ? ORDER BY o.placed_at DESC, o.id DESC LIMIT ?",
        (row, most),
    )
    return [order for (order,) in rows]


def keys_of(connection: Connection, row: int) -> list[str]:
    """Return by what a customer is known."""
    rows = connection.execute("SELECT key FROM customer_keys WHERE customer_id = ? ORDER BY key", (row,))
    return [key for (key,) in rows]


def customer_of_order(connection: Connection, order: int) -> int | None:
    """Return whose an order is."""
    found = connection.execute("SELECT customer_id FROM customer_orders WHERE order_id = ?", (order,)).fetchone()
    return int(found[0]) if found else None


def perhaps_same(connection: Connection, row: int, most: int) -> list[int]:
    """Return customers of the same name, who may be the same person."""
    rows = connection.execute(
        "SELECT o.id FROM customers c JOIN customers o ON o.name = c.name AND o.id <> c.id AND o.removed_at IS NULL"
        " WHERE c.id = ? AND length(c.name) > 1 AND instr(c.name, '*') = 0 LIMIT ?",
        (row, most),
    )
    return [other for (other,) in rows]


def joined_to(connection: Connection, row: int) -> list[int]:
    """Return the customers that were joined to this one by hand."""
    rows = connection.execute("SELECT id FROM customers WHERE joined_to = ? ORDER BY id", (row,))
    return [other for (other,) in rows]


def joined_into(connection: Connection, row: int) -> int | None:
    """Return to whom a customer was joined."""
    found = connection.execute("SELECT joined_to FROM customers WHERE id = ?", (row,)).fetchone()
    return int(found[0]) if found and found[0] is not None else None


def join(connection: Connection, into: int, other: int, at: datetime) -> None:
    """Give a customer all that another has; whose it was stays known."""
    connection.execute("UPDATE customer_keys SET customer_id = ? WHERE customer_id = ?", (into, other))
    connection.execute("UPDATE customer_orders SET customer_id = ? WHERE customer_id = ?", (into, other))
    connection.execute("UPDATE customers SET joined_to = ?, removed_at = ? WHERE id = ?", (into, write_time(at), other))


def take_apart(connection: Connection, other: int) -> None:
    """Give a customer that was joined to another back what was theirs before, with those joined to them."""
    tree = "WITH RECURSIVE t (id) AS (SELECT ?1 UNION SELECT c.id FROM customers c JOIN t ON c.joined_to = t.id)"
    for table in ("customer_keys", "customer_orders"):
        connection.execute(f"{tree} UPDATE {table} SET customer_id = ?1 WHERE home_id IN (SELECT id FROM t)", (other,))
    connection.execute("UPDATE customers SET joined_to = NULL, removed_at = NULL WHERE id = ?", (other,))


def move_orders(connection: Connection, orders: Iterable[int], customer: int) -> None:
    """Give these orders to a customer by hand."""
    connection.execute(
        "UPDATE customer_orders SET customer_id = ?1, home_id = ?1, by_hand = 1"
        " WHERE order_id IN (SELECT value FROM json_each(?2))",
        (customer, json.dumps(list(orders))),
    )


def remove_of_batch(connection: Connection, batch: int, at: datetime) -> int:
    """Take the customers that a batch brought out of the list; those with orders stay as their orders tell them."""
    done = connection.execute(
        "UPDATE customers SET own = 0, removed_at = CASE WHEN orders > 0 THEN NULL ELSE ? END"
        " WHERE created_batch = ? AND removed_at IS NULL",
        (write_time(at), batch),
    )
    connection.execute(
        "DELETE FROM customer_keys WHERE customer_id IN (SELECT id FROM customers WHERE created_batch = ?"
        " AND removed_at IS NOT NULL AND joined_to IS NULL)",
        (batch,),
    )
    return done.rowcount
