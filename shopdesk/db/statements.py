"""Statements with their lines, and which line told of which payment."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db.connection import Connection
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time, write_time
from shopdesk.domain.statements import StatementLine

_LIVE = "l.undone_at IS NULL"
_MATCHED_KINDS = "l.kind IN ('payment', 'refund', 'fee')"
VIEWS = {
    "left": f"{_LIVE} AND l.matches = 0 AND l.ignored_at IS NULL AND {_MATCHED_KINDS}",
    "matched": f"{_LIVE} AND l.matches > 0",
    "ignored": f"{_LIVE} AND l.matches = 0 AND (l.ignored_at IS NOT NULL OR NOT {_MATCHED_KINDS})",
    "lines": _LIVE,
}
_SORTS = {"": "l.at", "at": "l.at", "amount": "l.amount", "kind": "l.kind", "reason": "l.reason", "party": "l.party"}
_COLUMNS = (
    "l.id, l.row, l.method, l.kind, l.at, l.amount, l.currency, l.fee, l.trade_no, l.order_no, l.party, l.remark,"
    " l.reason, l.matches, l.ignored_at IS NOT NULL, s.file, s.uuid"
)
_HOLDS = "(?1 = '' OR instr(lower(l.trade_no || ' ' || l.order_no || ' ' || l.party || ' ' || l.remark), ?1))"


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line of a statement as it is kept: why it is left, whether it is matched or put aside."""

    row: int
    line: StatementLine
    reason: str
    matches: int
    ignored: bool
    file: str
    statement: str


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """A match that holds: a payment's share of a line."""

    line: int
    payment: int
    amount: int
    fee: int | None
    how: str


def add_statement(
    connection: Connection, *, uuid: str, told_format: str, file: str, at: datetime, actor: str, counts: Sequence[int]
) -> int:
    """Keep a statement with its counts of rows, added, known and rejected lines; return its row."""
    added = connection.execute(
        "INSERT INTO statements (uuid, format, file, at, actor, rows, added, known, rejected)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, told_format, file, write_time(at), actor, *counts),
    )
    return int(added.lastrowid or 0)


def known_digests(connection: Connection, digests: Sequence[str]) -> set[str]:
    """Return which of these lines are kept already."""
    rows = connection.execute(
        "SELECT digest FROM statement_lines WHERE undone_at IS NULL AND digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {digest for (digest,) in rows}


def add_lines(connection: Connection, statement: int, lines: Iterable[StatementLine]) -> None:
    """Keep lines of a statement."""
    connection.executemany(
        "INSERT INTO statement_lines (statement_id, row, digest, method, kind, at, amount, fee, currency, trade_no,"
        " order_no, party, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                statement, line.row, line.digest, line.method, line.kind, write_time(line.at), line.amount, line.fee,
                line.currency, line.trade_no, line.order_no, line.party, line.remark,
            )
            for line in lines
        ],
    )  # fmt: skip


def find_statement(connection: Connection, uuid: str) -> int | None:
    """Return the row of a statement."""
    row = connection.execute("SELECT id FROM statements WHERE uuid = ?", (uuid,)).fetchone()
    return int(row[0]) if row else None


def set_statement_undone(connection: Connection, statement: int, at: datetime | None) -> None:
    """Take a statement back with its lines, or bring it back."""
    stamp = write_time(at) if at else None
    connection.execute("UPDATE statements SET undone_at = ? WHERE id = ?", (stamp, statement))
    connection.execute("UPDATE statement_lines SET undone_at = ? WHERE statement_id = ?", (stamp, statement))


def lines_of(connection: Connection, statement: int) -> list[int]:
    """Return the rows of a statement's lines."""
    return [row for (row,) in connection.execute("SELECT id FROM statement_lines WHERE statement_id = ?", (statement,))]


def load_lines(connection: Connection, rows: Sequence[int]) -> list[KeptLine]:
    """Return lines by their rows, in this order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM statement_lines l JOIN statements s ON s.id = l.statement_id"
        " WHERE l.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rows)),),
    )
    known = {told[0]: _line(told) for told in found}
    return [known[row] for row in rows if row in known]


def line_ids(
    connection: Connection, view: str, search: str = "", sort: str = "", descending: bool = True, statement: int = 0
) -> "array[int]":
    """Return the lines of a view that hold a text, of one statement alone where it is named, the newest first."""
    way = "DESC" if descending or not sort else "ASC"
    of = f" AND l.statement_id = {statement:d}" if statement else ""
    query = (
        f"SELECT l.id FROM statement_lines l WHERE {VIEWS[view]}{of} AND {_HOLDS} ORDER BY {_SORTS[sort]} {way}, l.id"
    )
    return fetch_ids(connection, query, [search.lower()])


def count_views(connection: Connection, statement: int = 0) -> dict[str, int]:
    """Return how many lines each view holds, of one statement alone where it is named."""
    counts = ", ".join(f"total({condition})" for condition in VIEWS.values())
    of = f" WHERE l.statement_id = {statement:d}" if statement else ""
    told = connection.execute(f"SELECT {counts} FROM statement_lines l{of}").fetchone()
    return {view: int(count) for view, count in zip(VIEWS, told, strict=True)}


def set_reasons(connection: Connection, reasons: Iterable[tuple[str, int]]) -> None:
    """Keep why lines are left."""
    connection.executemany("UPDATE statement_lines SET reason = ? WHERE id = ?", list(reasons))


def set_ignored(connection: Connection, line: int, at: datetime | None) -> None:
    """Put a line aside, or take it up again."""
    connection.execute("UPDATE statement_lines SET ignored_at = ? WHERE id = ?", (write_time(at) if at else None, line))


def add_matches(connection: Connection, matches: Iterable[KeptMatch], at: datetime, actor: str) -> None:
    """Keep matches."""
    stamp = write_time(at)
    connection.executemany(
        "INSERT INTO payment_matches (line_id, payment_id, amount, fee, how, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(told.line, told.payment, told.amount, told.fee, told.how, stamp, actor) for told in matches],
    )


def matches_of(connection: Connection, *, lines: Sequence[int] = (), payment: int | None = None) -> list[KeptMatch]:
    """Return the matches that hold of these lines, or of a payment."""
    rows = connection.execute(
        "SELECT line_id, payment_id, amount, fee, how FROM payment_matches WHERE undone_at IS NULL"
        " AND (line_id IN (SELECT value FROM json_each(?)) OR payment_id = ?) ORDER BY id",
        (json.dumps(list(lines)), payment),
    )
    return [KeptMatch(*row) for row in rows]


def matches_gone_with(connection: Connection, statement: int) -> list[KeptMatch]:
    """Return the matches that were taken back together with a statement."""
    rows = connection.execute(
        "SELECT m.line_id, m.payment_id, m.amount, m.fee, m.how FROM payment_matches m"
        " JOIN statement_lines l ON l.id = m.line_id JOIN statements s ON s.id = l.statement_id"
        " WHERE m.id IN (SELECT max(id) FROM payment_matches GROUP BY line_id, payment_id)"
        " AND s.id = ? AND m.undone_at = s.undone_at ORDER BY m.id",
        (statement,),
    )
    return [KeptMatch(*row) for row in rows]


def undo_matches(connection: Connection, lines: Sequence[int], at: datetime) -> None:
    """Take the matches of lines back."""
    connection.execute(
        "UPDATE payment_matches SET undone_at = ? WHERE undone_at IS NULL"
        " AND line_id IN (SELECT value FROM json_each(?))",
        (write_time(at), json.dumps(list(lines))),
    )


def count_again(connection: Connection, lines: Sequence[int], payments: Sequence[int]) -> None:
    """Reckon anew what statements have told of these payments, and whether these lines are matched."""
    connection.execute(
        "UPDATE statement_lines SET matches = (SELECT count(*) FROM payment_matches m WHERE m.line_id ="
        " statement_lines.id AND m.undone_at IS NULL) WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(lines)),),
    )
    held = "FROM payment_matches m WHERE m.payment_id = payments.id AND m.undone_at IS NULL"
    connection.execute(
        f"UPDATE payments SET settled = (SELECT coalesce(sum(m.amount), 0) {held}),"
        f" settled_fee = (SELECT sum(m.fee) {held}), matches = (SELECT count(*) {held} AND m.how <> 'fee')"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(payments)),),
    )


def _line(told: Sequence[object]) -> KeptLine:
    row, number, method, kind, at, amount, currency, fee, trade_no, order_no, party, remark, *rest = told
    line = StatementLine(
        number, method, kind, read_time(str(at)), amount, currency, fee, trade_no, order_no, party, remark  # type: ignore[arg-type]
    )  # fmt: skip
    reason, matches, ignored, file, uuid = rest
    return KeptLine(row, line, reason, matches, bool(ignored), file, uuid)  # type: ignore[arg-type]
