"""Shifts of the till, cash that is put in and taken out, and carts put aside."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.sales import Reduction, Shift, ShiftReport

_COLUMNS = "id, uuid, number, opened_at, opened_by, opening, closed_at, closed_by, expected, counted, reason, counts"


class HeldCart(NamedTuple):
    """A cart that waits, as it was written down."""

    row: int
    uuid: str
    label: str
    cart: str
    at: datetime
    actor: str


def open_shift(connection: Connection) -> Shift | None:
    """Return the shift that is open."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM shifts WHERE closed_at IS NULL").fetchone()
    return _shift(row) if row else None


def find_shift(connection: Connection, text: str) -> Shift | None:
    """Return the shift with this number or uuid, the newest for an empty text."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM shifts WHERE number = ?1 OR uuid = ?1 OR ?1 = '' ORDER BY id DESC LIMIT 1", (text,)
    ).fetchone()
    return _shift(row) if row else None


def add_shift(
    connection: Connection, *, uuid: str, at: datetime, actor: str, opening: int, counts: Mapping[int, int]
) -> None:
    """Open a shift."""
    connection.execute(
        "INSERT INTO shifts (uuid, opened_at, opened_by, opening, opening_counts) VALUES (?, ?, ?, ?, ?)",
        (uuid, write_time(at), actor, opening, json.dumps(dict(counts))),
    )


def end_shift(
    connection: Connection, row: int, *, at: datetime, actor: str, expected: int, counted: int,
    counts: Mapping[int, int], reason: str, held: int,
) -> None:  # fmt: skip
    """Close a shift."""
    connection.execute(
        "UPDATE shifts SET closed_at = ?, closed_by = ?, expected = ?, counted = ?, counts = ?, reason = ?, held = ?"
        " WHERE id = ? AND closed_at IS NULL",
        (write_time(at), actor, expected, counted, json.dumps(dict(counts)), reason, held, row),
    )


def add_cash_move(
    connection: Connection, *, uuid: str, shift: int, amount: int, reason: str, at: datetime, actor: str
) -> None:
    """Note cash that was put in (above nothing) or taken out; the same uuid twice is noted once."""
    connection.execute(
        "INSERT INTO cash_moves (uuid, shift_id, amount, reason, at, actor) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (uuid) DO NOTHING",
        (uuid, shift, amount, reason, write_time(at), actor),
    )


def report_of(connection: Connection, shift: Shift) -> ShiftReport:
    """Return what a shift sold, took and paid back."""
    row = shift.row
    sales, steps, first, last, currency = connection.execute(
        "SELECT count(*), coalesce(sum(clock_back), 0), coalesce(min(number), ''), coalesce(max(number), ''),"
        " coalesce(max(currency), '') FROM sales WHERE shift_id = ?",
        (row,),
    ).fetchone()
    pieces, gross, overrides = connection.execute(
        "SELECT coalesce(sum(CASE WHEN l.grams THEN 1 ELSE l.quantity END), 0), coalesce(sum(l.gross), 0),"
        " coalesce(sum(l.reason <> ''), 0) FROM sale_lines l JOIN sales s ON s.id = l.sale_id WHERE s.shift_id = ?",
        (row,),
    ).fetchone()
    reductions = connection.execute(
        "SELECT r.code, r.name, sum(r.amount) FROM sale_reductions r JOIN sale_lines l ON l.id = r.line_id"
        " JOIN sales s ON s.id = l.sale_id WHERE s.shift_id = ? GROUP BY 1, 2 ORDER BY 3 DESC",
        (row,),
    )
    taken = connection.execute(
        "SELECT t.method, sum(t.amount) FROM tenders t JOIN sales s ON s.id = t.sale_id WHERE s.shift_id = ?"
        " GROUP BY 1 ORDER BY 1",
        (row,),
    )
    back = connection.execute(
        "SELECT method, sum(amount), count(*) FROM sale_refunds WHERE shift_id = ? GROUP BY 1 ORDER BY 1", (row,)
    ).fetchall()
    put_in, taken_out = connection.execute(
        "SELECT coalesce(sum(max(amount, 0)), 0), coalesce(sum(max(-amount, 0)), 0) FROM cash_moves WHERE shift_id = ?",
        (row,),
    ).fetchone()
    held = connection.execute("SELECT held FROM shifts WHERE id = ?", (row,)).fetchone()[0]
    return ShiftReport(
        shift, sales, pieces, gross, tuple(Reduction(*told) for told in reductions), dict(taken.fetchall()),
        {method: amount for method, amount, _count in back}, sum(count for _m, _a, count in back), put_in, taken_out,
        first, last, overrides, held, steps, currency or "CNY",
    )  # fmt: skip


def keep_cart(
    connection: Connection, *, uuid: str, cart: str, at: datetime, actor: str, label: str = "", counter: bool = False
) -> None:
    """Keep a cart as it is now; the same uuid is kept once."""
    connection.execute(
        "INSERT INTO held_carts (uuid, label, cart, counter, at, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (uuid) DO UPDATE SET cart = ?3, label = ?2, counter = ?4, ended_at = NULL, end_reason = ''"
        " WHERE end_reason <> 'sold'",
        (uuid, label, cart, int(counter), write_time(at), actor),
    )


def end_cart(connection: Connection, uuid: str, at: datetime, reason: str) -> bool:
    """Note what became of a kept cart; False when it waits no more."""
    done = connection.execute(
        "UPDATE held_carts SET ended_at = ?, end_reason = ? WHERE uuid = ? AND ended_at IS NULL",
        (write_time(at), reason, uuid),
    )
    return bool(done.rowcount)


def kept_carts(connection: Connection, *, counter: bool) -> list[HeldCart]:
    """Return the carts that are put aside, oldest first, or the one on the counter."""
    rows = connection.execute(
        "SELECT id, uuid, label, cart, at, actor FROM held_carts WHERE ended_at IS NULL AND counter = ? ORDER BY id",
        (int(counter),),
    )
    return [HeldCart(row, uuid, label, cart, read_time(at), actor) for row, uuid, label, cart, at, actor in rows]


def _shift(row: tuple[object, ...]) -> Shift:
    number, uuid, name, opened, by, opening, closed, closer, expected, counted, reason, counts = row
    told = {int(note): pieces for note, pieces in json.loads(str(counts)).items()}
    return Shift(
        int(str(number)), str(uuid), str(name), read_time(str(opened)), str(by), int(str(opening)),
        read_time_or_none(None if closed is None else str(closed)), str(closer),
        None if expected is None else int(str(expected)), None if counted is None else int(str(counted)),
        str(reason), told,
    )  # fmt: skip
