"""Print jobs, their drawn pages and their copies."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.print_queue import CLAIM_LASTS, FILE, RETRY_AFTER, PrintCopy, PrintJob

_COLUMNS = (
    "id, uuid, document, layout, printer, station, actor, reason, start_at, labels, printed, pages, state, error,"
    " details, queued_at, sent_at, handed_at, ended_at, follows, followed"
)
_CHANGEABLE = {
    "printer", "station", "labels", "printed", "pages", "state", "error", "details", "claim", "tried_at", "sent_at",
    "handed_at", "ended_at", "follows", "followed",
}  # fmt: skip
# A printer's jobs go out one after the other: none while one before it waits, or is being handed over.
_NEXT = (
    "SELECT j.id FROM print_jobs j WHERE j.state = 'queued' AND j.printer <> ?1 AND (?2 IS NULL OR j.station = ?2)"
    " AND (j.tried_at IS NULL OR j.tried_at <= ?3) AND NOT EXISTS (SELECT 1 FROM print_jobs b WHERE"
    " b.printer = j.printer AND b.station = j.station AND (b.state = 'queued' AND b.id < j.id"
    " OR b.state = 'sent' AND b.handed_at IS NULL AND b.sent_at > ?4)) ORDER BY j.id LIMIT 1"
)


def add_job(
    connection: Connection,
    *,
    uuid: str,
    document: str,
    layout: str,
    printer: str,
    station: str,
    actor: str,
    reason: str,
    start_at: int,
    labels: int,
    state: str,
    at: datetime,
) -> int:
    """Add a job and return its number."""
    now = write_time(at)
    cursor = connection.execute(
        "INSERT INTO print_jobs (uuid, document, layout, printer, station, actor, reason, start_at, labels, state,"
        " queued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, document, layout, printer, station, actor, reason, start_at, labels, state, now),
    )
    return int(cursor.lastrowid or 0)


def change_job(connection: Connection, number: int, **changes: object) -> None:
    """Change columns of a job; times are given as times, details as a dict."""
    if unknown := changes.keys() - _CHANGEABLE:
        raise KeyError(*unknown)
    values = [
        write_time(value) if isinstance(value, datetime) else json.dumps(value) if isinstance(value, dict) else value
        for value in changes.values()
    ]
    assigned = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(f"UPDATE print_jobs SET {assigned} WHERE id = ?", (*values, number))


def load_jobs(connection: Connection, *, newest: int = 200, open_only: bool = False) -> list[PrintJob]:
    """Return the newest jobs, oldest first; `open_only` leaves out what nobody has to do anything about."""
    condition = "state IN ('queued', 'sent') OR state = 'failed' AND followed IS NULL" if open_only else "1"
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM print_jobs WHERE {condition} ORDER BY id DESC LIMIT ?", (newest,)
    ).fetchall()
    return [_job(row) for row in reversed(rows)]


def find_job(connection: Connection, number: int) -> PrintJob | None:
    """Return a job by its number."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM print_jobs WHERE id = ?", (number,)).fetchone()
    return _job(row) if row else None


def _job(row: Sequence[Any]) -> PrintJob:
    *plain, details, queued, sent, handed, ended, follows, followed = row
    times = (read_time_or_none(at) for at in (sent, handed, ended))
    values: list[Any] = [*plain, json.loads(details), read_time(queued), *times, follows, followed]
    return PrintJob(*values)


def next_job(connection: Connection, station: str | None, now: datetime) -> int | None:
    """Return the job that goes out next, of any station or of one."""
    row = connection.execute(
        _NEXT, (FILE, station, write_time(now - RETRY_AFTER), write_time(now - CLAIM_LASTS))
    ).fetchone()
    return int(row[0]) if row else None


def claim_job(connection: Connection, number: int, claim: str, at: datetime) -> bool:
    """Take a queued job to its printer; False when somebody else has taken it."""
    taken = connection.execute(
        "UPDATE print_jobs SET state = 'sent', claim = ?, sent_at = ?, handed_at = NULL, error = '', details = '{}'"
        " WHERE id = ? AND state = 'queued' RETURNING id",
        (claim, write_time(at), number),
    ).fetchall()
    return bool(taken)


def holds_claim(connection: Connection, number: int, claim: str) -> bool:
    """Return whether a job is still on its way to the printer by this claim; a person's word ends it."""
    return bool(
        connection.execute(
            "SELECT 1 FROM print_jobs WHERE id = ? AND claim = ? AND state = 'sent'", (number, claim)
        ).fetchone()
    )


def wake_printers(connection: Connection, printer: str | None) -> int:
    """Let queued jobs be tried again at once; return how many waited."""
    woken = connection.execute(
        "UPDATE print_jobs SET tried_at = NULL WHERE state = 'queued' AND tried_at IS NOT NULL"
        " AND (?1 IS NULL OR printer = ?1) RETURNING id",
        (printer,),
    ).fetchall()
    return len(woken)


# Pages


def keep_pages(connection: Connection, number: int, pdf: bytes) -> None:
    """Keep a job's drawn pages."""
    connection.execute("INSERT OR REPLACE INTO print_pages (job_id, pdf) VALUES (?, ?)", (number, pdf))


def pages_of(connection: Connection, number: int) -> bytes | None:
    """Return a job's drawn pages, None once they are gone."""
    row = connection.execute("SELECT pdf FROM print_pages WHERE job_id = ?", (number,)).fetchone()
    return bytes(row[0]) if row else None


def drop_pages(connection: Connection, number: int) -> None:
    """Forget a job's pages."""
    connection.execute("DELETE FROM print_pages WHERE job_id = ?", (number,))


def drop_old_pages(connection: Connection, before: datetime) -> int:
    """Forget the pages of jobs that nobody has settled for long; what waits for its printer keeps them."""
    gone = connection.execute(
        "DELETE FROM print_pages WHERE job_id IN (SELECT id FROM print_jobs WHERE state <> 'queued' AND queued_at < ?)"
        " RETURNING job_id",
        (write_time(before),),
    ).fetchall()
    return len(gone)


# Copies


def add_copies(connection: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Note copies: uuid, document, order, copy, waybill, layout, reason, time, actor, job, place, state."""
    connection.executemany(
        "INSERT INTO prints (uuid, document, order_id, copy, waybill, layout, reason, at, actor, job_id, place, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def load_copies(connection: Connection, number: int) -> list[PrintCopy]:
    """Return a job's copies in the order they are printed in."""
    rows = connection.execute(
        "SELECT p.uuid, o.number, p.waybill, p.copy, p.place, p.state, p.reason FROM prints p"
        " JOIN orders o ON o.id = p.order_id WHERE p.job_id = ? ORDER BY p.place",
        (number,),
    )
    return [PrintCopy(*row) for row in rows]


def set_copies(
    connection: Connection, number: int, state: str, settled: datetime | None, first: int = 1, last: int | None = None
) -> list[tuple[int, int]]:
    """Change the state of a job's copies from one place to another; return their orders' rows and copy numbers."""
    changed = connection.execute(
        "UPDATE prints SET state = ?1, settled_at = ?2 WHERE job_id = ?3 AND place >= ?4"
        " AND (?5 IS NULL OR place <= ?5) RETURNING order_id, copy",
        (state, write_time(settled) if settled else None, number, first, last),
    )
    return [(order, copy) for order, copy in changed.fetchall()]


def states_before(connection: Connection, document: str, orders: Sequence[int]) -> dict[int, list[str]]:
    """Return the states of the copies that these orders' document already has, by order."""
    rows = connection.execute(
        "SELECT order_id, state FROM prints WHERE document = ? AND order_id IN (SELECT value FROM json_each(?))",
        (document, json.dumps(list(orders))),
    )
    found: dict[int, list[str]] = {}
    for order, state in rows:
        found.setdefault(order, []).append(state)
    return found


def printed_since(connection: Connection, number: int) -> list[str]:
    """Return the orders of a job of which a later copy is being printed or has come out."""
    rows = connection.execute(
        "SELECT DISTINCT o.number FROM prints p JOIN orders o ON o.id = p.order_id JOIN prints n"
        " ON n.order_id = p.order_id AND n.document = p.document AND n.copy > p.copy"
        " AND n.state IN ('queued', 'sent', 'confirmed') WHERE p.job_id = ? ORDER BY p.place",
        (number,),
    )
    return [order for (order,) in rows]


def changed_since(connection: Connection, number: int) -> list[str]:
    """Return the orders of a job whose pages no longer hold: cancelled, taken out, or their label is outdated."""
    rows = connection.execute(
        "SELECT o.number FROM prints p JOIN orders o ON o.id = p.order_id WHERE p.job_id = ?"
        " AND (p.outdated_at IS NOT NULL OR o.fulfilment = 'cancelled' OR o.removed_at IS NOT NULL) ORDER BY p.place",
        (number,),
    )
    return [order for (order,) in rows]
