"""The log of everything done: written with each transaction, chained by hashes, never changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.listing_undo import listing_snapshot, restore_listing
from shopdesk.db.times import write_time

NAMED = 6  # orders and SKUs that an entry names; it counts the others
FIRST = "0" * 64
_MARK = (
    "SELECT total_changes(), (SELECT coalesce(max(id), 0) FROM order_events),"
    " (SELECT coalesce(max(id), 0) FROM movements), (SELECT coalesce(max(id), 0) FROM batches)"
)


class Mark(NamedTuple):
    """Where the shop's own logs stood before a transaction."""

    changes: int
    event: int
    movement: int
    batch: int


class Entry(NamedTuple):
    """One thing that was done."""

    id: int
    at: str
    actor: str
    area: str
    verb: str
    subject: str
    rows: int
    hash: str


def mark(connection: Connection) -> Mark:
    """Return where the logs stand now."""
    return Mark(*connection.execute(_MARK).fetchone())


def append(connection: Connection, before: Mark, *, at: datetime, actor: str, area: str, verb: str) -> None:
    """Write what this transaction has done; nothing where it has changed nothing."""
    now = mark(connection)
    if now.changes == before.changes:
        return
    subject = json.dumps(_subject(connection, before, now), ensure_ascii=False, sort_keys=True)
    last = connection.execute("SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1").fetchone() or (0, FIRST)
    told = (int(last[0]) + 1, write_time(at), actor, area, verb, subject, now.changes - before.changes)
    connection.execute("INSERT INTO audit_log VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*told, link(str(last[1]), told)))


def link(previous: str, told: Sequence[object]) -> str:
    """Return the hash of an entry that stands behind another."""
    return hashlib.sha256(json.dumps([previous, *told], ensure_ascii=False).encode()).hexdigest()


def broken_links(connection: Connection) -> list[int]:
    """Return the entries that are not as they were written, or behind which others were taken out."""
    found, previous, number = [], FIRST, 0
    for row in connection.execute("SELECT id, at, actor, area, verb, subject, rows, hash FROM audit_log ORDER BY id"):
        if row[0] != number + 1 or row[-1] != link(previous, row[:-1]):
            found.append(int(row[0]))
        number, previous = row[0], row[-1]
    return found


def read(connection: Connection, ids: Sequence[int]) -> list[Entry]:
    """Return these entries, in this order."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT * FROM audit_log WHERE id IN ({marks})", tuple(ids))
    found = {row[0]: Entry(*row) for row in rows}
    return [found[row_id] for row_id in ids if row_id in found]


def find(connection: Connection, areas: Sequence[str], search: str) -> list[int]:
    """Return the entries of these areas (of all without any) that name a text, the newest first."""
    where, values = ["1"], list[object]()
    if areas:
        where.append(f"area IN ({', '.join('?' * len(areas))})")
        values += areas
    if search:
        where.append("(instr(lowered(subject), ?) OR instr(lowered(actor), ?))")
        values += [search.lower()] * 2
    rows = connection.execute(f"SELECT id FROM audit_log WHERE {' AND '.join(where)} ORDER BY id DESC", values)
    return [row_id for (row_id,) in rows]


def last_time(connection: Connection) -> str:
    """Return when the last entry was written, as the clock of that moment said; "" for none."""
    row = connection.execute("SELECT at FROM audit_log ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def next_deed(connection: Connection) -> int:
    """Return the number that the transaction under way will have in the log; nobody else writes meanwhile."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM audit_log").fetchone()[0])


def listing_texts(connection: Connection, uuids: Sequence[str]) -> dict[int, str]:
    """Return what these listings hold now, by row: to be given back, or compared, one day."""
    asked = json.dumps(list(uuids))
    rows = connection.execute("SELECT id FROM listings WHERE uuid IN (SELECT value FROM json_each(?))", (asked,))
    return {row: _text(connection, row) for (row,) in rows.fetchall()}


def keep_befores(connection: Connection, deed: int, before: Mapping[int, str], after: Mapping[int, str]) -> None:
    """Keep what listings held before a deed and after it."""
    connection.executemany(
        "INSERT INTO deed_befores VALUES (?, ?, ?, ?)",
        [(deed, row, text, after[row]) for row, text in before.items() if after.get(row, text) != text],
    )


def give_back(connection: Connection, deed: int, at: datetime) -> tuple[list[int], list[int]]:
    """Give listings what they held before a deed; return their rows, and those that were changed since and stay."""
    kept = connection.execute(
        "SELECT listing_id, before, after FROM deed_befores WHERE deed_id = ?", (deed,)
    ).fetchall()
    changed = [row for row, _before, after in kept if _text(connection, row) != after]
    for row, before, _after in kept if not changed else ():
        restore_listing(connection, row, json.loads(before), at)
    return [row for row, _before, _after in kept], changed


def _text(connection: Connection, row: int) -> str:
    return json.dumps(listing_snapshot(connection, row), ensure_ascii=False)


def title_of(connection: Connection, row: int) -> str:
    """Return a listing's title."""
    return str(connection.execute("SELECT title FROM listings WHERE id = ?", (row,)).fetchone()[0])


def orders_of(connection: Connection, events: tuple[int, int]) -> list[str]:
    """Return the orders of these entries of timelines, in their order."""
    rows = connection.execute(
        "SELECT number FROM order_events JOIN orders ON orders.id = order_id"
        " WHERE order_events.id BETWEEN ? AND ? GROUP BY orders.id ORDER BY min(order_events.id)",
        events,
    )
    return [number for (number,) in rows]


def _subject(connection: Connection, before: Mark, now: Mark) -> dict[str, object]:
    told: dict[str, object] = {}
    if now.batch > before.batch:
        rows = connection.execute("SELECT uuid, file FROM batches WHERE id > ? ORDER BY id", (before.batch,)).fetchall()
        told = {"batches": [uuid for uuid, _file in rows], "files": [file for _uuid, file in rows][:NAMED]}
    if now.event > before.event:
        rows = connection.execute(
            "SELECT DISTINCT number FROM (SELECT order_id FROM order_events WHERE id > ? ORDER BY id LIMIT 500)"
            " JOIN orders ON orders.id = order_id LIMIT ?",
            (before.event, NAMED + 1),
        ).fetchall()
        kinds = connection.execute(
            "SELECT DISTINCT kind FROM (SELECT kind FROM order_events WHERE id > ? ORDER BY id LIMIT 500)",
            (before.event,),
        ).fetchall()
        told["orders"] = [number for (number,) in rows[:NAMED]]
        told["events"], told["kinds"] = [before.event + 1, now.event], [kind for (kind,) in kinds]
        told["more"] = len(rows) > NAMED
    elif now.movement > before.movement:
        rows = connection.execute(
            "SELECT DISTINCT sku FROM (SELECT variant_id FROM movements WHERE id > ? LIMIT 500)"
            " JOIN variants ON variants.id = variant_id LIMIT ?",
            (before.movement, NAMED),
        ).fetchall()
        told["skus"] = [sku for (sku,) in rows]
    return told
