"""Imports: every batch, what it touched, and how things were before, so that it can be taken back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.order_writes import HEAD_COLUMNS
from shopdesk.db.search_index import index_again
from shopdesk.db.times import write_time

_BY_PEOPLE = (  # what was taken back, and the taking back, is as if nobody had done it
    "kind NOT IN ('updated', 'restored', 'suspicious') AND json_extract(details, '$.undoes') IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM order_events u WHERE u.order_id = order_events.order_id"
    " AND order_events.id BETWEEN CAST(u.details ->> '$.undoes' AS INTEGER)"
    " AND CAST(u.details ->> '$.undoes_to' AS INTEGER))"
)
_BATCH = "id, uuid, kind, format, file, at, undone_at, actor, rows, created, updated, unchanged, rejected"
_SEEN = ("id", "head_digest", "lines_digest", "provisional", "payment", "fulfilment", "decided")
_KEPT = ("lines_digest", "provisional", "short", "touched_batch", *HEAD_COLUMNS)


@dataclass(frozen=True, slots=True)
class Batch:
    """One imported file as the history lists it; times in UTC as text, counts of records and of refused rows."""

    id: int
    uuid: str
    kind: str
    format: str
    file: str
    at: str
    undone_at: str | None
    actor: str
    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """What an import must know of an order that is already there."""

    id: int
    head_digest: str
    lines_digest: str
    provisional: bool
    payment: str
    fulfilment: str
    decided: frozenset[str] = frozenset()
    is_split: bool = False


def add_batch(
    connection: Connection,
    *,
    uuid: str,
    kind: str,
    format_name: str,
    file: str,
    encoding: str,
    at: datetime,
    actor: str,
) -> int:
    """Open a batch and return its row; its counts come when the file has been read."""
    added = connection.execute(
        "INSERT INTO batches (uuid, kind, format, file, encoding, at, actor, rows, created, updated, unchanged,"
        " rejected) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)",
        (uuid, kind, format_name, file, encoding, write_time(at), actor),
    )
    return int(added.lastrowid or 0)


def close_batch(connection: Connection, batch_id: int, counts: Sequence[int]) -> None:
    """Write a batch's counts: rows, created, updated, unchanged, rejected."""
    connection.execute(
        "UPDATE batches SET rows = ?, created = ?, updated = ?, unchanged = ?, rejected = ? WHERE id = ?",
        (*counts, batch_id),
    )


def find_batch(connection: Connection, uuid: str) -> Batch | None:
    """Return a batch by its uuid."""
    row = connection.execute(f"SELECT {_BATCH} FROM batches WHERE uuid = ?", (uuid,)).fetchone()
    return Batch(*row) if row else None


def list_batches(connection: Connection, limit: int = 100) -> list[Batch]:
    """Return the newest batches first."""
    rows = connection.execute(f"SELECT {_BATCH} FROM batches ORDER BY id DESC LIMIT ?", (limit,))
    return [Batch(*row) for row in rows]


def mark_undone(connection: Connection, batch_id: int, at: datetime) -> None:
    """Note that a batch was taken back."""
    connection.execute("UPDATE batches SET undone_at = ? WHERE id = ?", (write_time(at), batch_id))


def known_orders(connection: Connection, channel: str, numbers: Iterable[str]) -> dict[str, KnownOrder]:
    """Return the live orders of a channel with these platform numbers."""
    rows = connection.execute(
        f"SELECT channel_order_no, {', '.join(_SEEN)},"
        " EXISTS (SELECT 1 FROM orders p WHERE p.split_from = orders.id AND p.removed_at IS NULL)"
        " FROM orders WHERE channel = ? AND channel_order_no IN (SELECT value FROM json_each(?))"
        " AND channel_order_no <> '' AND removed_at IS NULL AND split_from IS NULL",
        (channel, json.dumps(list(numbers))),
    )
    return {
        number: KnownOrder(
            row_id,
            head_digest,
            lines_digest,
            bool(provisional),
            payment,
            fulfilment,
            frozenset(decided.split()),
            bool(is_split),
        )
        for number, row_id, head_digest, lines_digest, provisional, payment, fulfilment, decided, is_split in rows
    }


def keep_before(connection: Connection, batch_id: int, entity: str, entity_id: int, before: object) -> None:
    """Keep how something was before the batch touched it; the first state counts."""
    connection.execute(
        "INSERT OR IGNORE INTO batch_befores (batch_id, entity, entity_id, before) VALUES (?, ?, ?, ?)",
        (batch_id, entity, entity_id, json.dumps(before, ensure_ascii=False)),
    )


def load_befores(connection: Connection, batch_id: int, entity: str) -> list[tuple[int, Any]]:
    """Return what a batch changed, and how it was before."""
    rows = connection.execute(
        "SELECT entity_id, before FROM batch_befores WHERE batch_id = ? AND entity = ?", (batch_id, entity)
    )
    return [(entity_id, json.loads(before)) for entity_id, before in rows]


def order_snapshot(connection: Connection, order_id: int) -> dict[str, Any]:
    """Return everything of an order that an import may change."""
    row = connection.execute(f"SELECT {', '.join(_KEPT)} FROM orders WHERE id = ?", (order_id,)).fetchone()
    lines = connection.execute("SELECT id FROM order_lines WHERE order_id = ? AND removed_at IS NULL", (order_id,))
    return {
        "columns": dict(zip(_KEPT, row, strict=True)),
        "lines": [line for (line,) in lines],
        "work": last_work(connection, order_id),
    }


def last_work(connection: Connection, order_id: int) -> int:
    """Return the newest timeline entry that a person's work left on an order, 0 for none."""
    row = connection.execute(
        f"SELECT coalesce(max(id), 0) FROM order_events WHERE order_id = ? AND {_BY_PEOPLE}", (order_id,)
    ).fetchone()
    return int(row[0])


def restore_order(connection: Connection, order_id: int, snapshot: Mapping[str, Any], at: datetime) -> None:
    """Give an order back what an import had changed; lines that came with it are set aside."""
    columns = snapshot["columns"]
    assigned = ", ".join(f"{name} = ?" for name in _KEPT)
    connection.execute(f"UPDATE orders SET {assigned} WHERE id = ?", (*(columns[name] for name in _KEPT), order_id))
    connection.execute(
        "UPDATE order_lines SET removed_at = CASE WHEN id IN (SELECT value FROM json_each(?)) THEN NULL"
        " ELSE coalesce(removed_at, ?) END WHERE order_id = ?",
        (json.dumps(snapshot["lines"]), write_time(at), order_id),
    )
    connection.execute(
        "UPDATE orders SET unmatched = EXISTS (SELECT 1 FROM order_lines WHERE order_id = ?1 AND variant_id IS NULL"
        " AND removed_at IS NULL) WHERE id = ?1",
        (order_id,),
    )
    index_again(connection, order_id)


def touched_since(connection: Connection, table: str, batch_id: int) -> list[int]:
    """Return the live orders or listings that a batch created and a later one has touched."""
    if table not in ("orders", "listings"):
        raise ValueError(table)
    rows = connection.execute(
        f"SELECT id FROM {table} WHERE created_batch = ? AND touched_batch <> created_batch AND removed_at IS NULL",
        (batch_id,),
    )
    return [row_id for (row_id,) in rows]


def orders_worked_on(connection: Connection, batch_id: int) -> list[str]:
    """Return numbers of a batch's own orders that people have since confirmed, shipped or printed."""
    rows = connection.execute(
        "SELECT number FROM orders o WHERE created_batch = ? AND removed_at IS NULL AND ("
        f" EXISTS (SELECT 1 FROM order_events WHERE order_id = o.id AND {_BY_PEOPLE})"
        " OR EXISTS (SELECT 1 FROM prints p WHERE p.order_id = o.id)"
        " OR EXISTS (SELECT 1 FROM waybills w WHERE w.order_id = o.id)) ORDER BY id LIMIT 5",
        (batch_id,),
    )
    return [number for (number,) in rows]


def remove_created_orders(connection: Connection, batch_id: int, at: datetime) -> int:
    """Take the orders that a batch created out of the shop; their rows stay in the file."""
    connection.execute(
        "DELETE FROM order_index WHERE rowid IN (SELECT id FROM orders WHERE created_batch = ? AND removed_at IS NULL)",
        (batch_id,),
    )
    connection.execute(  # what the shop's own files bring at work had its goods kept for it
        "UPDATE reservations SET closed_at = ?, outcome = 'released' WHERE closed_at IS NULL AND order_id IN"
        " (SELECT id FROM orders WHERE created_batch = ? AND removed_at IS NULL)",
        (write_time(at), batch_id),
    )
    removed = connection.execute(
        "UPDATE orders SET removed_at = ? WHERE created_batch = ? AND removed_at IS NULL", (write_time(at), batch_id)
    )
    return removed.rowcount


def orders_gone_with(connection: Connection, batch: Batch) -> list[int]:
    """Return the orders that a batch created and that left the shop as it was taken back."""
    rows = connection.execute(
        "SELECT id FROM orders WHERE created_batch = ? AND removed_at = ? ORDER BY id", (batch.id, batch.undone_at)
    )
    return [row_id for (row_id,) in rows]


def come_again(connection: Connection, rows: Sequence[int]) -> list[str]:
    """Return the numbers of platforms by which orders that left the shop are in it again, as other orders."""
    found = connection.execute(
        "SELECT o.channel_order_no FROM orders o JOIN orders n ON n.channel_order_no = o.channel_order_no"
        " AND n.channel = o.channel AND n.removed_at IS NULL AND n.split_from IS NULL"
        " WHERE o.channel_order_no <> '' AND o.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rows)),),
    )
    return [number for (number,) in found]


def bring_orders_back(connection: Connection, rows: Sequence[int]) -> None:
    """Let orders that left the shop stand in it again."""
    connection.execute(
        "UPDATE orders SET removed_at = NULL WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(rows)),)
    )
    for row in rows:
        index_again(connection, row)


def mark_done(connection: Connection, batch_id: int) -> None:
    """Note that a batch that was taken back holds again."""
    connection.execute("UPDATE batches SET undone_at = NULL WHERE id = ?", (batch_id,))


def last_touched(connection: Connection, table: str, entity_id: int) -> tuple[str, int, str]:
    """Return which batch touched an order or listing last: what people call it, the batch, its file."""
    if table not in ("orders", "listings"):
        raise ValueError(table)
    name = "number" if table == "orders" else "title"
    row = connection.execute(
        f"SELECT t.{name}, coalesce(b.id, 0), coalesce(b.file, '') FROM {table} t"
        " LEFT JOIN batches b ON b.id = t.touched_batch WHERE t.id = ?",
        (entity_id,),
    ).fetchone()
    return (row[0], row[1], row[2])
