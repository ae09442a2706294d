"""Cases of after-sales, written: added once, changed step by step, every step kept with what was before it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import write_time, write_time_or_none
from shopdesk.domain.refunds import Inspected, Part
from shopdesk.domain.return_rules import Decision

CASE_COLUMNS = (
    "kind", "state", "verdict", "rule", "params", "freight", "ends_on", "needs", "policy", "courier", "waybill",
    "answered_at", "received_at", "settled_at", "answer_due", "send_due", "settle_due", "exchange_id",
)  # fmt: skip
_LINE_COLUMNS = ("good", "damaged", "missing", "wrong", "verdict", "note")


def decision_columns(decision: Decision) -> dict[str, object]:
    """Return a decision as columns."""
    return {
        "verdict": decision.kind, "rule": decision.rule,
        "params": json.dumps(dict(decision.params), ensure_ascii=False), "freight": decision.freight,
        "ends_on": decision.ends_on.isoformat() if decision.ends_on else None,
        "needs": json.dumps(list(decision.needs)),
        "policy": decision.policy.isoformat() if decision.policy else None,
    }  # fmt: skip


def add_case(connection: Connection, told: Mapping[str, object]) -> int:
    """Add a case and return its row; the names of what is told are columns."""
    names = ", ".join(told)
    added = connection.execute(
        f"INSERT INTO returns ({names}) VALUES ({', '.join('?' * len(told))})", tuple(told.values())
    )
    return int(added.lastrowid or 0)


def add_lines(connection: Connection, case: int, rows: Iterable[tuple[str, int | None, str, str, int]]) -> None:
    """Add the lines of a case: uuid, variant, SKU, title, pieces."""
    connection.executemany(
        "INSERT INTO return_lines (return_id, position, uuid, variant_id, sku, title, quantity)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(case, at, *row) for at, row in enumerate(rows)],
    )


def update_case(connection: Connection, case: int, changes: Mapping[str, object]) -> None:
    """Set columns of a case."""
    if unknown := changes.keys() - set(CASE_COLUMNS):
        raise ValueError(min(unknown))
    assigned = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(f"UPDATE returns SET {assigned} WHERE id = ?", (*changes.values(), case))


def set_found(connection: Connection, line: int, found: Inspected, verdict: str, note: str) -> None:
    """Say how the pieces of a line were found."""
    connection.execute(
        "UPDATE return_lines SET good = ?, damaged = ?, missing = ?, wrong = ?, verdict = ?, note = ? WHERE id = ?",
        (found.good, found.damaged, found.missing, found.wrong, verdict, note, line),
    )


def snapshot(connection: Connection, case: int) -> dict[str, Any]:
    """Return a case as it stands, so that a step can be taken back."""
    row = connection.execute(f"SELECT {', '.join(CASE_COLUMNS)} FROM returns WHERE id = ?", (case,)).fetchone()
    lines = connection.execute(f"SELECT id, {', '.join(_LINE_COLUMNS)} FROM return_lines WHERE return_id = ?", (case,))
    return {"case": dict(zip(CASE_COLUMNS, row, strict=True)), "lines": [list(line) for line in lines]}


def restore(connection: Connection, case: int, before: Mapping[str, Any]) -> None:
    """Let a case stand as a snapshot says."""
    update_case(connection, case, before["case"])
    assigned = ", ".join(f"{name} = ?" for name in _LINE_COLUMNS)
    connection.executemany(
        f"UPDATE return_lines SET {assigned} WHERE id = ?", [(*values, line) for line, *values in before["lines"]]
    )


def add_step(
    connection: Connection, case: int, *, uuid: str, kind: str, at: datetime, actor: str,
    details: Mapping[str, str], before: Mapping[str, Any],
) -> None:  # fmt: skip
    """Keep a step with what was before it."""
    connection.execute(
        "INSERT INTO return_steps (uuid, return_id, kind, at, actor, details, before) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            uuid, case, kind, write_time(at), actor, json.dumps(dict(details), ensure_ascii=False),
            json.dumps(dict(before), ensure_ascii=False),
        ),
    )  # fmt: skip


def mark_step_undone(connection: Connection, step: int, at: datetime) -> None:
    """Note that a step was taken back."""
    connection.execute("UPDATE return_steps SET undone_at = ? WHERE id = ?", (write_time(at), step))


def add_refund(
    connection: Connection, *, uuid: str, case: int, order: int, amount: int, currency: str, route: str,
    reference: str, parts: Sequence[Part], payment_before: str, at: datetime, actor: str,
) -> None:  # fmt: skip
    """Keep a refund with its parts."""
    told = json.dumps([[part.kind, part.amount, dict(part.params)] for part in parts], ensure_ascii=False)
    connection.execute(
        "INSERT INTO return_refunds (uuid, return_id, order_id, amount, currency, route, reference, parts,"
        " payment_before, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, case, order, amount, currency, route, reference, told, payment_before, write_time(at), actor),
    )


def mark_refunds_undone(connection: Connection, uuid: str, at: datetime) -> None:
    """Note that a refund did not go out after all."""
    connection.execute("UPDATE return_refunds SET undone_at = ? WHERE uuid = ?", (write_time(at), uuid))


def note_days(connection: Connection, name: str, days: int, at: datetime | None) -> None:
    """Keep what a window was set to at a moment, None for ever since."""
    connection.execute(
        "INSERT INTO return_days (name, days, at) VALUES (?, ?, ?)", (name, days, write_time_or_none(at) or "")
    )


def has_days(connection: Connection, name: str) -> bool:
    """Tell whether a window's changes are kept."""
    return connection.execute("SELECT 1 FROM return_days WHERE name = ?", (name,)).fetchone() is not None


def add_file(
    connection: Connection, *, uuid: str, case: int | None, ticket: int | None, place: str, name: str, digest: str,
    sku: str, at: datetime, actor: str,
) -> None:  # fmt: skip
    """Keep where a photo or another piece of evidence lies."""
    connection.execute(
        "INSERT INTO after_sales_files (uuid, return_id, ticket_id, place, name, digest, sku, at, actor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, case, ticket, place, name, digest, sku, write_time(at), actor),
    )


def set_file_removed(connection: Connection, uuid: str, at: datetime | None) -> None:
    """Leave a file out of its case or ticket, or let it stand there again (None); the file stays in the folder."""
    connection.execute("UPDATE after_sales_files SET removed_at = ? WHERE uuid = ?", (write_time_or_none(at), uuid))
