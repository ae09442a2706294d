"""Payments of orders and sales: told by themselves, or taken from what the orders say."""

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from shopdesk.db.connection import Connection
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.payments import Payment

_COLUMNS = (
    "p.id, p.uuid, coalesce(o.number, ''), p.sale, p.kind, p.method, p.amount, p.currency, p.fee, p.at, p.expected,"
    " p.reference, p.settled, p.settled_fee, p.matches, p.derived, p.undone_at IS NOT NULL, p.order_id,"
    " coalesce(o.channel, ''), coalesce(o.channel_order_no, '')"
)
_FROM = "FROM payments p LEFT JOIN orders o ON o.id = p.order_id"
_LIVE = "p.undone_at IS NULL AND o.removed_at IS NULL"
_WAITS = "p.matches = 0 AND p.method <> 'cash'"
VIEWS = {
    "all": _LIVE,
    "due": f"{_LIVE} AND {_WAITS} AND p.expected = ?1",
    "late": f"{_LIVE} AND {_WAITS} AND p.expected < ?1",
    "open": f"{_LIVE} AND {_WAITS} AND p.expected > ?1",
    "differs": f"{_LIVE} AND p.matches > 0 AND p.settled <> p.amount",
    "settled": f"{_LIVE} AND (p.method = 'cash' OR (p.matches > 0 AND p.settled = p.amount))",
    "refunds": f"{_LIVE} AND p.kind = 'refund'",
}
_NET = "(p.amount - coalesce(p.settled_fee, p.fee)) * iif(p.kind = 'refund', -1, 1)"
_SORTS = {
    "": "p.at", "at": "p.at", "amount": "p.amount", "net": _NET, "fee": "p.fee", "method": "p.method",
    "expected": "p.expected", "order": "p.order_id",
}  # fmt: skip
_HOLDS = (
    "(?2 = '' OR instr(lower(coalesce(o.number, '') || char(10) || coalesce(o.channel_order_no, '') || char(10)"
    " || p.sale || char(10) || p.reference || char(10) || coalesce(o.name, '')), ?2))"
)


def add_payment(
    connection: Connection, *, uuid: str, order: int | None, sale: str, kind: str, method: str, amount: int,
    currency: str, fee: int, at: datetime, expected: date, reference: str, payment_before: str, actor: str,
) -> int:  # fmt: skip
    """Keep a payment; return its row."""
    added = connection.execute(
        "INSERT INTO payments (uuid, order_id, sale, kind, method, amount, currency, fee, at, expected, reference,"
        " payment_before, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            uuid, order, sale, kind, method, amount, currency, fee, write_time(at), expected.isoformat(), reference,
            payment_before, actor,
        ),
    )  # fmt: skip
    return int(added.lastrowid or 0)


def add_derived(connection: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Keep payments taken from orders and refunds."""
    connection.executemany(
        "INSERT INTO payments (uuid, order_id, refund_id, kind, method, amount, currency, fee, at, expected,"
        " reference, actor, derived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        rows,
    )


def load_payments(connection: Connection, rows: Sequence[int]) -> list[Payment]:
    """Return payments by their rows, in this order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(list(rows)),)
    )
    known = {told[0]: _payment(told) for told in found}
    return [known[row] for row in rows if row in known]


def find_payment(connection: Connection, uuid: str) -> Payment | None:
    """Return the payment with this uuid."""
    found = connection.execute(f"SELECT {_COLUMNS} {_FROM} WHERE p.uuid = ?", (uuid,)).fetchone()
    return _payment(found) if found else None


def payments_of(connection: Connection, *, order: int | None = None, sale: str = "") -> list[Payment]:
    """Return what was paid for an order or a sale and what went back, oldest first."""
    condition, value = ("p.order_id = ?", order) if order is not None else ("p.sale = ? AND p.sale <> ''", sale)
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {condition} AND p.undone_at IS NULL ORDER BY p.at, p.id", (value,)
    )
    return [_payment(told) for told in rows]


def payments_since(connection: Connection, since: datetime) -> list[Payment]:
    """Return every payment from a time on that a statement can tell of, also those of which one has told."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {_LIVE} AND p.method <> 'cash' AND p.at >= ? ORDER BY p.id",
        (write_time(since),),
    )
    return [_payment(told) for told in rows]


def payment_ids(
    connection: Connection, view: str, today: date, search: str = "", sort: str = "", descending: bool = True
) -> "array[int]":
    """Return the payments of a view on a day that hold a text, the newest first without a sort."""
    way = "DESC" if descending or not sort else "ASC"
    query = (
        f"SELECT p.id {_FROM} WHERE {VIEWS[view]} AND ?1 <> '' AND {_HOLDS} ORDER BY {_SORTS[sort]} {way}, p.id DESC"
    )
    return fetch_ids(connection, query, [today.isoformat(), search.lower()])


def sum_views(connection: Connection, today: date) -> dict[str, int]:
    """Return how many payments each view holds on a day."""
    counts = ", ".join(f"total({condition})" for condition in VIEWS.values())
    told = connection.execute(f"SELECT {counts} {_FROM} WHERE ?1 <> ''", (today.isoformat(),)).fetchone()
    return {view: int(count) for view, count in zip(VIEWS, told, strict=True)}


def mark_undone(connection: Connection, row: int, at: datetime) -> None:
    """Note that a payment was taken back."""
    connection.execute("UPDATE payments SET undone_at = ? WHERE id = ?", (write_time(at), row))


def payment_before(connection: Connection, row: int) -> str:
    """Return how the order stood paid before this payment changed it, "" where it changed nothing."""
    return str(connection.execute("SELECT payment_before FROM payments WHERE id = ?", (row,)).fetchone()[0])


def _payment(told: Sequence[object]) -> Payment:
    row, uuid, order, sale, kind, method, amount, currency, fee, at, expected, *rest = told
    reference, settled, settled_fee, matches, derived, undone, order_row, channel, number = rest
    return Payment(
        row, uuid, order, sale, kind, method, amount, currency, fee, read_time(str(at)),  # type: ignore[arg-type]
        date.fromisoformat(str(expected)), reference, settled, settled_fee, matches, bool(derived), bool(undone),  # type: ignore[arg-type]
        order_row, channel, number,  # type: ignore[arg-type]
    )  # fmt: skip
