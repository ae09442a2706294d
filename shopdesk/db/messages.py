"""Messages to buyers as rows: due, told, and the shop's own templates."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time_or_none, write_time

NEWEST = 3000  # of the parcels that have left, so many are looked at
_LIVE = "o.removed_at IS NULL"
_OPEN = "o.fulfilment IN ('new', 'confirmed', 'picking', 'packed')"
_PAID = "o.payment IN ('paid', 'part-refunded')"
_SHIPPED = (
    f"(SELECT id FROM orders WHERE fulfilment = 'shipped' AND removed_at IS NULL ORDER BY id DESC LIMIT {NEWEST})"
)

# What an order must be like for a message that is due to be still worth sending.
_FITS = {
    "confirmation": f"{_OPEN} AND {_PAID}",
    "short": f"{_OPEN} AND {_PAID}",
    "dispatch": "o.fulfilment = 'shipped'",
    "delay": f"{_OPEN} AND {_PAID}",
    "review": "o.fulfilment = 'delivered'",
}
# Which orders want a message of a kind; one moment each, in the order `due_since` and `due_until` give them.
_DUE = {
    "confirmation": f"FROM orders o WHERE {_LIVE} AND {_OPEN} AND {_PAID} AND o.provisional = 0 AND NOT EXISTS"
    " (SELECT 1 FROM messages m WHERE m.order_id = o.id AND m.kind IN ('confirmation', 'short'))",
    "dispatch": f"FROM {_SHIPPED} q JOIN orders o ON o.id = q.id WHERE (SELECT max(e.at) FROM order_events e"
    " WHERE e.order_id = o.id AND e.kind = 'shipped') > ?1",
    "delay": f"FROM orders o WHERE {_LIVE} AND {_OPEN} AND {_PAID} AND o.provisional = 0 AND o.ship_by < ?2",
    "review": "FROM parcels p JOIN orders o ON o.id = p.order_id WHERE p.delivered_at > ?1 AND p.delivered_at < ?2"
    f" AND {_LIVE} AND o.fulfilment = 'delivered' AND o.after_sales = 'none'",
}
_TO_CONFIRM = ("confirmation", "short")
VIEWS: dict[str, tuple[str, ...]] = {
    "to-confirm": _TO_CONFIRM, "dispatch": ("dispatch",), "delay": ("delay",), "review": ("review",), "sent": (),
}  # fmt: skip


def due_orders(
    connection: Connection, kind: str, since: datetime, until: datetime, *, batch: int | None = None
) -> list[tuple[int, str, bool]]:
    """Return the orders that want a message of a kind and have none: row, fulfilment, whether they are short.

    `batch` are those alone that an import has touched.
    """
    rows = connection.execute(
        f"SELECT o.id, o.fulfilment, o.short {_DUE[kind]}"
        " AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = o.id AND m.kind = ?3) AND ?1 <> '' AND ?2 <> ''"
        " AND (?4 IS NULL OR o.touched_batch = ?4) ORDER BY o.id",
        (write_time(since), write_time(until), kind, batch),
    )
    return [(row, fulfilment, bool(short)) for row, fulfilment, short in rows]


def add_messages(connection: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Add messages that are due: uuid, order, kind, time."""
    connection.executemany(
        "INSERT INTO messages (uuid, order_id, kind, made_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows
    )


def settle_kinds(connection: Connection) -> None:
    """Let what is not sent yet follow its order: a short order's confirmation says so, and the other way round."""
    connection.execute(
        "UPDATE messages SET kind = 'short' WHERE sent_at IS NULL AND kind = 'confirmation' AND order_id IN"
        " (SELECT id FROM orders WHERE short = 1 AND fulfilment = 'new')"
        " AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = messages.order_id AND m.kind = 'short')"
    )
    connection.execute(
        "UPDATE messages SET kind = 'confirmation' WHERE sent_at IS NULL AND kind = 'short' AND order_id IN"
        " (SELECT id FROM orders WHERE short = 0 AND fulfilment IN ('confirmed', 'picking', 'packed'))"
        " AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.order_id = messages.order_id AND m.kind = 'confirmation')"
    )


def message_ids(connection: Connection, view: str) -> list[int]:
    """Return the messages of a view, the newest first."""
    return [row for (row,) in connection.execute(f"SELECT m.id {_from(view)} ORDER BY m.id DESC LIMIT {NEWEST}")]


def count_messages(connection: Connection, view: str) -> int:
    """Return how many messages a view holds."""
    return int(connection.execute(f"SELECT count(*) {_from(view)}").fetchone()[0])


def _from(view: str) -> str:
    if view == "sent":
        return f"FROM messages m JOIN orders o ON o.id = m.order_id WHERE m.sent_at IS NOT NULL AND {_LIVE}"
    each = " OR ".join(f"(m.kind = '{kind}' AND {_FITS[kind]})" for kind in VIEWS[view])
    return f"FROM messages m JOIN orders o ON o.id = m.order_id WHERE m.sent_at IS NULL AND {_LIVE} AND ({each})"


def message_rows(connection: Connection, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return these messages: row, order, kind, made, sent, by whom, way, language, subject, text."""
    rows = connection.execute(
        "SELECT m.id, m.order_id, m.kind, m.made_at, m.sent_at, m.actor, m.way, m.language, m.subject, m.text"
        " FROM json_each(?) j JOIN messages m ON m.id = j.value ORDER BY j.key",
        (json.dumps(list(ids)),),
    ).fetchall()
    return [(*row[:3], read_time_or_none(row[3]), read_time_or_none(row[4]), *row[5:]) for row in rows]


def messages_of(connection: Connection, order_id: int) -> list[int]:
    """Return the messages of an order."""
    return [row for (row,) in connection.execute("SELECT id FROM messages WHERE order_id = ? ORDER BY id", (order_id,))]


def set_sent(
    connection: Connection, message: int, *, at: datetime | None, actor: str, way: str, told: Sequence[str]
) -> None:
    """Note that a message was sent with language, subject and text; without a time that it was not."""
    connection.execute(
        "UPDATE messages SET sent_at = ?, actor = ?, way = ?, language = ?, subject = ?, text = ? WHERE id = ?",
        (None if at is None else write_time(at), actor, way, *told, message),
    )


def load_templates(connection: Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the shop's own templates by kind and language: subject and text."""
    rows = connection.execute("SELECT kind, language, subject, text FROM message_templates")
    return {(kind, language): (subject, text) for kind, language, subject, text in rows}


def put_template(connection: Connection, kind: str, language: str, told: tuple[str, str] | None) -> None:
    """Write the shop's own template; None brings back the one the program came with."""
    connection.execute("DELETE FROM message_templates WHERE kind = ? AND language = ?", (kind, language))
    if told:
        connection.execute("INSERT INTO message_templates VALUES (?, ?, ?, ?)", (kind, language, *told))
