"""The bills that were taken in, each with its days, its lines and what of its money is matched."""

import json
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.times import read_time, read_time_or_none

_SALE = "l.kind IN ('payment', 'refund', 'fee')"
_LEFT = f"l.matches = 0 AND l.ignored_at IS NULL AND {_SALE}"
_SIGNED = "CASE l.kind WHEN 'payment' THEN l.amount ELSE -l.amount END"
_HAS_LEFT = f"EXISTS (SELECT 1 FROM statement_lines l WHERE l.statement_id = s.id AND l.undone_at IS NULL AND {_LEFT})"
VIEWS = {
    "taken": "s.undone_at IS NULL",
    "left": f"s.undone_at IS NULL AND {_HAS_LEFT}",
    "undone": "s.undone_at IS NOT NULL",
}


def _of_lines(told: str) -> str:
    return f"(SELECT {told} FROM statement_lines l WHERE l.statement_id = s.id)"


_SORTS = {
    "": "s.at",
    "at": "s.at",
    "actor": "s.actor",
    "file": "s.file",
    "format": "s.format",
    "lines": "s.added",
    "first": _of_lines("min(l.at)"),
    "matched": _of_lines(f"sum(CASE WHEN l.matches > 0 THEN {_SIGNED} ELSE 0 END)"),
    "left": _of_lines(f"sum(CASE WHEN {_LEFT} THEN {_SIGNED} ELSE 0 END)"),
}
_HOLDS = (
    "(?1 = '' OR instr(lowered(s.file || ' ' || s.actor || ' ' || s.format), ?1)"
    " OR s.format IN (SELECT value FROM json_each(?2)) OR EXISTS (SELECT 1 FROM statement_lines l"
    " WHERE l.statement_id = s.id AND l.method IN (SELECT value FROM json_each(?3))))"
)


@dataclass(frozen=True, slots=True)
class BillSums:
    """What of a bill's money in one currency is matched and what is left; paid back and fees count against it."""

    currency: str
    matched: int
    left: int


@dataclass(frozen=True, slots=True)
class TakenBill:
    """A bill that was taken: of the lines that are no sale, or were put aside, neither sum tells."""

    row: int
    uuid: str
    format: str
    file: str
    at: datetime
    actor: str
    undone_at: datetime | None
    methods: tuple[str, ...]
    span: tuple[datetime, datetime]
    lines: int
    matched: int
    left: int
    sums: tuple[BillSums, ...]


def bill_ids(
    connection: Connection, view: str, search: str = "", sort: str = "", descending: bool = True,
    *, formats: Sequence[str] = (), methods: Sequence[str] = (),
) -> "array[int]":  # fmt: skip
    """Return the bills of a view that hold a text, the last one taken first without a sort.

    `formats` and `methods` are those whose words hold the text: their bills hold it as well.
    """
    way = "DESC" if descending or not sort else "ASC"
    query = f"SELECT s.id FROM statements s WHERE {VIEWS[view]} AND {_HOLDS} ORDER BY {_SORTS[sort]} {way}, s.id DESC"
    return fetch_ids(connection, query, [search.lower(), json.dumps(list(formats)), json.dumps(list(methods))])


def count_bills(connection: Connection) -> dict[str, int]:
    """Return how many bills each view holds."""
    counts = ", ".join(f"total({condition})" for condition in VIEWS.values())
    told = connection.execute(f"SELECT {counts} FROM statements s").fetchone()
    return {view: int(count) for view, count in zip(VIEWS, told, strict=True)}


def load_bills(connection: Connection, rows: Sequence[int]) -> list[TakenBill]:
    """Return bills by their rows, in this order."""
    wanted = json.dumps(list(rows))
    sums: dict[int, list[BillSums]] = defaultdict(list)
    for row, *told in connection.execute(
        f"SELECT l.statement_id, l.currency, sum(CASE WHEN l.matches > 0 THEN {_SIGNED} ELSE 0 END),"
        f" sum(CASE WHEN {_LEFT} THEN {_SIGNED} ELSE 0 END) FROM statement_lines l"
        " WHERE l.statement_id IN (SELECT value FROM json_each(?)) GROUP BY l.statement_id, l.currency"
        " ORDER BY count(*) DESC, l.currency",
        (wanted,),
    ):
        sums[row].append(BillSums(str(told[0]), int(told[1]), int(told[2])))
    found = connection.execute(
        "SELECT s.id, s.uuid, s.format, s.file, s.at, s.actor, s.undone_at, group_concat(DISTINCT l.method),"
        f" min(l.at), max(l.at), count(*), sum(l.matches > 0), sum({_LEFT})"
        " FROM statements s JOIN statement_lines l ON l.statement_id = s.id"
        " WHERE s.id IN (SELECT value FROM json_each(?)) GROUP BY s.id",
        (wanted,),
    )
    known = {told[0]: _bill(told, sums[told[0]]) for told in found}
    return [known[row] for row in rows if row in known]


def taken_again(connection: Connection, statement: int) -> int:
    """Return how many lines of a bill that was taken back have come with another one meanwhile."""
    told = connection.execute(
        "SELECT count(*) FROM statement_lines l JOIN statement_lines o ON o.digest = l.digest AND o.undone_at IS NULL"
        " AND o.statement_id <> l.statement_id WHERE l.statement_id = ?",
        (statement,),
    ).fetchone()
    return int(told[0])


def _bill(told: Sequence[Any], sums: Sequence[BillSums]) -> TakenBill:
    row, uuid, told_format, file, at, actor, undone_at, methods, first, last, lines, matched, left = told
    return TakenBill(
        row, uuid, told_format, file, read_time(at), actor, read_time_or_none(undone_at),
        tuple(sorted(methods.split(","))), (read_time(first), read_time(last)), lines, matched, left, tuple(sums),
    )  # fmt: skip
