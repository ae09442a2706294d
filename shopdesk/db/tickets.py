"""Tickets in the file: opened once, changed step by step, every step kept with what was before it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.tickets import Ticket, TicketNote

_COLUMNS = (
    "t.id, t.number, t.channel, t.kind, t.severity, t.subject, t.step, t.opened_at, t.opened_by, t.assigned,"
    " coalesce(o.number, ''), coalesce(r.number, ''), coalesce(v.sku, ''), t.customer_id, t.plan, t.answer_due,"
    " t.solve_due, t.answered_at, t.solved_at, t.result, t.satisfaction, t.suggestion, t.uuid"
)
_FROM = (
    "FROM tickets t LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN returns r ON r.id = t.return_id"
    " LEFT JOIN variants v ON v.id = t.variant_id"
)
CHANGED = (
    "step", "assigned", "severity", "kind", "plan", "answered_at", "solved_at", "result", "satisfaction", "suggestion",
)  # fmt: skip
VIEWS = {
    "all": "t.step <> 'withdrawn'",
    "open": "t.solved_at IS NULL AND t.step <> 'withdrawn'",
    "unanswered": "t.solved_at IS NULL AND t.answered_at IS NULL AND t.step <> 'withdrawn'",
    "solved": "t.solved_at IS NOT NULL",
}
_DUE = "coalesce(CASE WHEN t.answered_at IS NULL THEN t.answer_due END, t.solve_due, '9')"
SORTS = {
    "": f"t.solved_at IS NOT NULL, CASE WHEN t.solved_at IS NULL THEN {_DUE} END",
    "due": f"t.solved_at IS NOT NULL, {_DUE}",
    "number": "t.id",
    "subject": "t.subject COLLATE NOCASE",
    "kind": "t.kind",
    "channel": "t.channel",
    "severity": "CASE t.severity WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END",
    "step": (
        "CASE t.step WHEN 'received' THEN 0 WHEN 'diagnosed' THEN 1 WHEN 'planned' THEN 2 WHEN 'carried-out' THEN 3"
        " ELSE 4 END"
    ),
    "assigned": "t.assigned = '', t.assigned COLLATE NOCASE",
    "opened": "t.opened_at",
}


def add_ticket(connection: Connection, told: Mapping[str, object]) -> int:
    """Add a ticket and return its row; the names of what is told are columns."""
    names = ", ".join(told)
    added = connection.execute(
        f"INSERT INTO tickets ({names}) VALUES ({', '.join('?' * len(told))})", tuple(told.values())
    )
    return int(added.lastrowid or 0)


def update_ticket(connection: Connection, row: int, changes: Mapping[str, object]) -> None:
    """Set columns of a ticket."""
    if unknown := changes.keys() - set(CHANGED):
        raise ValueError(min(unknown))
    assigned = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(f"UPDATE tickets SET {assigned} WHERE id = ?", (*changes.values(), row))


def snapshot(connection: Connection, row: int) -> dict[str, Any]:
    """Return a ticket as it stands, so that a step can be taken back."""
    told = connection.execute(f"SELECT {', '.join(CHANGED)} FROM tickets WHERE id = ?", (row,)).fetchone()
    return dict(zip(CHANGED, told, strict=True))


def add_note(
    connection: Connection, row: int, *, uuid: str, kind: str, at: datetime, actor: str, text: str,
    before: Mapping[str, Any],
) -> None:  # fmt: skip
    """Keep what happened to a ticket with what was before it."""
    connection.execute(
        "INSERT INTO ticket_notes (uuid, ticket_id, kind, at, actor, text, before) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (uuid, row, kind, write_time(at), actor, text, json.dumps(dict(before), ensure_ascii=False)),
    )


def find_note(connection: Connection, uuid: str) -> int | None:
    """Return the ticket that a note of this uuid belongs to, None where it is new."""
    row = connection.execute("SELECT ticket_id FROM ticket_notes WHERE uuid = ?", (uuid,)).fetchone()
    return row[0] if row else None


def last_note(connection: Connection, row: int) -> tuple[int, str, dict[str, Any]] | None:
    """Return the newest step of a ticket that stands: row, kind, what was before."""
    told = connection.execute(
        "SELECT id, kind, before FROM ticket_notes WHERE ticket_id = ? AND undone_at IS NULL AND kind <> 'undone'"
        " ORDER BY id DESC LIMIT 1",
        (row,),
    ).fetchone()
    return (told[0], told[1], json.loads(told[2])) if told else None


def mark_undone(connection: Connection, note: int, at: datetime) -> None:
    """Note that a step was taken back."""
    connection.execute("UPDATE ticket_notes SET undone_at = ? WHERE id = ?", (write_time(at), note))


def find_ticket(connection: Connection, text: str) -> int | None:
    """Return the ticket of this number or uuid."""
    number = text.strip().upper()
    if number.startswith("TK-") and number[3:].isascii() and number[3:].isdigit() and len(number) <= 15:
        row = connection.execute("SELECT id FROM tickets WHERE id = ?", (int(number[3:]),)).fetchone()
    else:
        row = connection.execute("SELECT id FROM tickets WHERE uuid = ?", (text.strip(),)).fetchone()
    return row[0] if row else None


def ticket_ids(
    connection: Connection, *, view: str, search: str = "", assigned: str = "", limit: int | None = None,
    sort: str = "", descending: bool = False,
) -> list[int]:  # fmt: skip
    """Return the tickets of a view that hold a text, what must be answered or solved first in front where unsorted."""
    order = f"{SORTS[sort]} {'DESC' if descending else 'ASC'}, t.id DESC"
    rows = connection.execute(
        f"SELECT t.id {_FROM} WHERE {VIEWS[view]} AND (?1 = '' OR t.assigned = ?1) AND (?2 = ''"
        " OR instr(lower(t.number || ' ' || t.subject || ' ' || coalesce(o.number || ' ' || o.name, '') || ' '"
        "  || coalesce(v.sku, '') || ' ' || coalesce(r.number, '')), ?2))"
        f" ORDER BY {order} LIMIT ?3",
        (assigned, search.strip().lower(), -1 if limit is None else limit),
    )
    return [row for (row,) in rows]


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many tickets each view holds."""
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in VIEWS.values())
    return dict(zip(VIEWS, connection.execute(f"SELECT {sums} FROM tickets t").fetchone(), strict=True))


def people(connection: Connection) -> list[str]:
    """Return who looks after tickets, the busiest first."""
    rows = connection.execute(
        "SELECT assigned FROM tickets WHERE assigned <> '' GROUP BY assigned ORDER BY count(*) DESC, assigned LIMIT 50"
    )
    return [name for (name,) in rows]


def of_customer(connection: Connection, customer: int) -> list[int]:
    """Return the tickets of a customer, newest first."""
    rows = connection.execute(
        "SELECT id FROM tickets WHERE customer_id = ? AND step <> 'withdrawn' ORDER BY id DESC", (customer,)
    )
    return [row for (row,) in rows]


def of_order(connection: Connection, number: str) -> list[int]:
    """Return the tickets of an order, newest first."""
    rows = connection.execute(
        "SELECT t.id FROM tickets t JOIN orders o ON o.id = t.order_id WHERE o.number = ? AND t.step <> 'withdrawn'"
        " ORDER BY t.id DESC",
        (number,),
    )
    return [row for (row,) in rows]


def load_tickets(connection: Connection, ids: Sequence[int]) -> list[Ticket]:
    """Return these tickets, in this order."""
    told = json.dumps(list(ids))
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} JOIN json_each(?) j ON j.value = t.id ORDER BY j.key", (told,)
    ).fetchall()
    notes: dict[int, list[TicketNote]] = {}
    for row, kind, at, actor, text, undone in connection.execute(
        "SELECT ticket_id, kind, at, actor, text, undone_at IS NOT NULL FROM ticket_notes"
        " WHERE ticket_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (told,),
    ):
        notes.setdefault(row, []).append(TicketNote(kind, read_time(at), actor, text, bool(undone)))
    return [_ticket(row, tuple(notes.get(row[0], ()))) for row in rows]


def complaints(connection: Connection, since: datetime) -> list[tuple[str, str, str, str, str]]:
    """Return complaints about goods since a moment: SKU, title, batch, supplier, the case's or ticket's number.

    A return for a fault counts, and a ticket of quality or complaint that is of no return; a batch is told where the
    order's pieces came from one.
    """
    rows = connection.execute(
        "WITH told (variant_id, order_id, number) AS ("
        " SELECT l.variant_id, r.order_id, r.number FROM returns r JOIN return_lines l ON l.return_id = r.id"
        "  WHERE r.asked_at >= ?1 AND r.state <> 'withdrawn' AND l.variant_id IS NOT NULL"
        "  AND r.reason IN ('quality', 'functional-fault', 'not-as-described')"
        " UNION SELECT t.variant_id, t.order_id, t.number FROM tickets t WHERE t.opened_at >= ?1"
        "  AND t.step <> 'withdrawn' AND t.kind IN ('quality', 'complaint') AND t.variant_id IS NOT NULL"
        "  AND t.return_id IS NULL)"
        " SELECT DISTINCT v.sku, li.title, coalesce(g.code, ''), coalesce(s.name, (SELECT p.name FROM supplier_items i"
        "  JOIN suppliers p ON p.id = i.supplier_id AND p.removed_at IS NULL WHERE i.variant_id = v.id"
        "  AND i.removed_at IS NULL ORDER BY i.price = 0, i.price, i.id LIMIT 1), ''), told.number"
        " FROM told JOIN variants v ON v.id = told.variant_id JOIN listings li ON li.id = v.listing_id"
        " LEFT JOIN movements m ON m.order_id = told.order_id AND m.variant_id = told.variant_id AND m.quantity < 0"
        " LEFT JOIN lots g ON g.id = m.lot_id LEFT JOIN suppliers s ON s.id = g.supplier_id ORDER BY 1, 3, 5",
        (write_time(since),),
    )
    return rows.fetchall()


def _ticket(row: Sequence[Any], notes: tuple[TicketNote, ...]) -> Ticket:
    (
        row_id, number, channel, kind, severity, subject, step, opened_at, opened_by, assigned, order, case, sku,
        customer, plan, answer_due, solve_due, answered_at, solved_at, result, satisfaction, suggestion, uuid,
    ) = row  # fmt: skip
    return Ticket(
        row_id, number, channel, kind, severity, subject, step, read_time(opened_at), opened_by, assigned, order, case,
        sku, customer, plan, read_time_or_none(answer_due), read_time_or_none(solve_due),
        read_time_or_none(answered_at), read_time_or_none(solved_at), result, satisfaction, suggestion, uuid, notes,
    )  # fmt: skip
