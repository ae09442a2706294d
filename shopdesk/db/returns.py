"""Cases of after-sales, read: rows in, dataclasses out; found by their number, their waybill or their order."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shopdesk.db.connection import Connection
from shopdesk.db.times import read_time, read_time_or_none, write_time
from shopdesk.domain.after_sales import OPEN
from shopdesk.domain.refunds import Inspected, Part
from shopdesk.domain.return_rules import Decision
from shopdesk.domain.returns import Case, CaseLine, CaseStep, Refund, day_or_none

_COLUMNS = (
    "r.id, r.number, coalesce(o.number, ''), r.kind, r.reason, r.state, r.verdict, r.rule, r.params, r.freight,"
    " r.ends_on, r.needs, r.policy, r.asked_at, r.asked_by, r.answered_at, r.received_at, r.settled_at, r.answer_due,"
    " r.send_due, r.settle_due, r.courier, r.waybill, r.pickup, r.note, coalesce(x.number, ''), r.uuid, r.order_id,"
    " r.exchange_id"
)
_FROM = "FROM returns r LEFT JOIN orders o ON o.id = r.order_id LEFT JOIN orders x ON x.id = r.exchange_id"
_OPEN = ", ".join(f"'{state}'" for state in OPEN)
VIEWS = {
    "all": "r.state <> 'withdrawn'",
    "requested": "r.state = 'requested'",
    "awaiting": "r.state = 'approved'",
    "received": "r.state IN ('received', 'inspected')",
    "exchanged": "r.state = 'exchanged'",
    "open": f"r.state IN ({_OPEN})",
    "done": "r.state IN ('refused', 'refunded', 'closed')",
}

# How a list of cases is sorted; what has no clock stands behind what has one.
SORTS = {
    "": "-r.id",
    "number": "r.id",
    "asked": "r.asked_at",
    "kind": "r.kind",
    "state": "r.state",
    "due": (
        "CASE r.state WHEN 'requested' THEN r.answer_due WHEN 'approved' THEN coalesce(r.settle_due, r.send_due)"
        " WHEN 'received' THEN r.settle_due WHEN 'inspected' THEN r.settle_due WHEN 'exchanged' THEN r.settle_due END"
    ),
}


def find_case(connection: Connection, text: str) -> int | None:
    """Return the case of this number, uuid or waybill of its own, the newest one where several came under it."""
    number = text.upper()
    if number.startswith("RT-") and number[3:].isascii() and number[3:].isdigit() and len(number) <= 15:
        row = connection.execute("SELECT id FROM returns WHERE id = ?", (int(number[3:]),)).fetchone()
        return row[0] if row else None
    for condition in ("uuid = ?", "waybill = ? AND waybill <> '' AND state <> 'withdrawn'"):
        row = connection.execute(f"SELECT max(id) FROM returns WHERE {condition}", (text,)).fetchone()
        if row[0] is not None:
            return int(row[0])
    return None


def cases_of_orders(connection: Connection, orders: Sequence[int]) -> list[int]:
    """Return the cases of these orders, open ones first, the newest in front."""
    rows = connection.execute(
        "SELECT id FROM returns WHERE order_id IN (SELECT value FROM json_each(?)) AND state <> 'withdrawn'"
        f" ORDER BY state IN ({_OPEN}) DESC, id DESC",
        (json.dumps(list(orders)),),
    )
    return [row for (row,) in rows]


def case_ids(
    connection: Connection, *, view: str, search: str = "", order_id: int | None = None, limit: int | None = None,
    sort: str = "", descending: bool = False,
) -> list[int]:  # fmt: skip
    """Return the cases of a view that hold a text in a number, a waybill or a line; unsorted the newest first."""
    way = "DESC" if descending else "ASC"
    rows = connection.execute(
        f"SELECT r.id {_FROM} WHERE {VIEWS[view]} AND (?1 IS NULL OR r.order_id = ?1) AND (?2 = ''"
        " OR instr(lower(r.number || ' ' || coalesce(o.number || ' ' || o.channel_order_no || ' ' || o.name, '')"
        "  || ' ' || r.waybill), ?2)"
        " OR EXISTS (SELECT 1 FROM return_lines l WHERE l.return_id = r.id"
        "  AND instr(lower(l.sku || ' ' || l.title), ?2)))"
        f" ORDER BY {SORTS[sort]} IS NULL, {SORTS[sort]} {way}, r.id DESC LIMIT ?3",
        (order_id, search.strip().lower(), -1 if limit is None else limit),
    )
    return [row for (row,) in rows]


def load_cases(connection: Connection, ids: Sequence[int]) -> list[Case]:
    """Return these cases, in this order."""
    told = json.dumps(list(ids))
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} JOIN json_each(?) j ON j.value = r.id ORDER BY j.key", (told,)
    ).fetchall()
    lines: dict[int, list[CaseLine]] = {}
    for case, row, sku, title, quantity, good, damaged, missing, wrong, verdict, note, variant in connection.execute(
        "SELECT return_id, id, sku, title, quantity, good, damaged, missing, wrong, verdict, note, variant_id"
        " FROM return_lines WHERE return_id IN (SELECT value FROM json_each(?)) ORDER BY return_id, position",
        (told,),
    ):
        found = Inspected(good, damaged, missing, wrong)
        lines.setdefault(case, []).append(CaseLine(sku, title, quantity, found, verdict, note, variant, row))
    return [_case(row, lines.get(row[0], ())) for row in rows]


def load_case(connection: Connection, row: int) -> Case:
    """Return one case."""
    return load_cases(connection, [row])[0]


def count_views(connection: Connection) -> dict[str, int]:
    """Return how many cases each view holds."""
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in VIEWS.values())
    return dict(zip(VIEWS, connection.execute(f"SELECT {sums} FROM returns r").fetchone(), strict=True))


def steps_of(connection: Connection, case: int) -> list[CaseStep]:
    """Return the steps of a case, oldest first."""
    rows = connection.execute(
        "SELECT uuid, kind, at, actor, details, undone_at IS NOT NULL FROM return_steps WHERE return_id = ?"
        " ORDER BY id",
        (case,),
    )
    return [
        CaseStep(uuid, kind, read_time(at), actor, json.loads(details), bool(undone))
        for uuid, kind, at, actor, details, undone in rows
    ]


def has_step(connection: Connection, uuid: str) -> int | None:
    """Return the case that a step with this uuid was taken in, None where it is new."""
    row = connection.execute("SELECT return_id FROM return_steps WHERE uuid = ?", (uuid,)).fetchone()
    return row[0] if row else None


def last_step(connection: Connection, case: int) -> tuple[int, str, dict[str, Any], dict[str, str]] | None:
    """Return the newest step that stands: row, kind, what was before, its details."""
    row = connection.execute(
        "SELECT id, kind, before, details FROM return_steps WHERE return_id = ? AND undone_at IS NULL"
        " AND kind NOT IN ('file', 'undone') ORDER BY id DESC LIMIT 1",
        (case,),
    ).fetchone()
    return (row[0], row[1], json.loads(row[2]), json.loads(row[3])) if row else None


def refunds_of(connection: Connection, *, case: int | None = None, order: int | None = None) -> list[Refund]:
    """Return the refunds of a case or of an order, oldest first."""
    rows = connection.execute(
        "SELECT number, amount, currency, route, reference, at, actor, parts, undone_at IS NOT NULL FROM return_refunds"
        " WHERE (?1 IS NULL OR return_id = ?1) AND (?2 IS NULL OR order_id = ?2) ORDER BY id",
        (case, order),
    )
    return [
        Refund(
            number, amount, currency, route, reference, read_time(at), actor,
            tuple(Part(kind, part, params) for kind, part, params in json.loads(parts)), bool(undone),
        )
        for number, amount, currency, route, reference, at, actor, parts, undone in rows
    ]  # fmt: skip


def partial_refunds(connection: Connection, order: int, skus: Iterable[str], but: int) -> int:
    """Return what went back of an order for a missing part or damage of these SKUs, while the goods stayed."""
    row = connection.execute(
        "SELECT coalesce(sum(f.amount), 0) FROM return_refunds f JOIN returns r ON r.id = f.return_id"
        " WHERE f.order_id = ? AND f.undone_at IS NULL AND r.kind = 'partial' AND r.id <> ? AND EXISTS (SELECT 1 FROM"
        " return_lines l WHERE l.return_id = r.id AND l.sku IN (SELECT value FROM json_each(?)))",
        (order, but, json.dumps(list(skus))),
    ).fetchone()
    return int(row[0])


def first_payment(connection: Connection, order: int) -> str | None:
    """Return how an order was paid before the first of its refunds."""
    row = connection.execute(
        "SELECT payment_before FROM return_refunds WHERE order_id = ? ORDER BY id LIMIT 1", (order,)
    ).fetchone()
    return row[0] if row else None


def states_of_order(connection: Connection, order: int) -> list[str]:
    """Return the states of an order's cases."""
    return [state for (state,) in connection.execute("SELECT state FROM returns WHERE order_id = ?", (order,))]


def pieces_in_cases(connection: Connection, order: int, but: int = 0) -> list[tuple[str, str, str, str, int]]:
    """Return what of an order stands in cases that were not refused: SKU, kind, reason, state, pieces."""
    rows = connection.execute(
        "SELECT l.sku, r.kind, r.reason, r.state, l.quantity FROM returns r JOIN return_lines l ON l.return_id = r.id"
        " WHERE r.order_id = ? AND r.id <> ? AND r.state NOT IN ('refused', 'withdrawn') ORDER BY r.id, l.position",
        (order, but),
    )
    return rows.fetchall()


def case_of_exchange(connection: Connection, order: int) -> int | None:
    """Return the case that an order was made for as its exchange."""
    row = connection.execute(
        "SELECT id FROM returns WHERE exchange_id = ? ORDER BY id DESC LIMIT 1", (order,)
    ).fetchone()
    return row[0] if row else None


def newest_moment(connection: Connection, order: int) -> datetime | None:
    """Return the newest moment at which anything is known to have happened to an order."""
    row = connection.execute(
        "SELECT max(at) FROM (SELECT max(at) AS at FROM order_events WHERE order_id = ?1"
        " UNION ALL SELECT max(at) FROM tracking WHERE order_id = ?1 AND removed_at IS NULL"
        " UNION ALL SELECT max(asked_at) FROM returns WHERE order_id = ?1)",
        (order,),
    ).fetchone()
    return read_time_or_none(row[0])


def learned_at(connection: Connection, order: int) -> datetime:
    """Return when the shop last learned of an order by an import, else when it came in."""
    row = connection.execute(
        "SELECT coalesce((SELECT max(e.at) FROM order_events e WHERE e.order_id = o.id AND e.kind = 'updated'),"
        " o.created_at) FROM orders o WHERE o.id = ?",
        (order,),
    ).fetchone()
    return read_time(row[0])


def goods_of(connection: Connection, skus: Iterable[str]) -> dict[str, tuple[int, str, list[str], str, int]]:
    """Return what listings say of SKUs: variant, handle, category, special, months of warranty."""
    rows = connection.execute(
        "SELECT v.sku, v.id, l.handle, l.category, l.special, l.warranty_months FROM variants v"
        " JOIN listings l ON l.id = v.listing_id WHERE v.removed_at IS NULL"
        " AND v.sku IN (SELECT value FROM json_each(?))",
        (json.dumps(list(skus)),),
    )
    return {sku: (row, handle, json.loads(path), special, months) for sku, row, handle, path, special, months in rows}


def days_at(connection: Connection, at: datetime) -> dict[str, int]:
    """Return the windows that the shop had set at a moment, as far as their changes are known."""
    rows = connection.execute("SELECT name, days FROM return_days WHERE at <= ? ORDER BY id", (write_time(at),))
    return dict(rows.fetchall())


def sold_lots(connection: Connection, order: int, variant: int) -> list[tuple[int | None, int | None, int]]:
    """Return the batches that an order's pieces of a variant came from: batch, cost of a piece, pieces."""
    rows = connection.execute(
        "SELECT lot_id, unit_cost, -sum(quantity) FROM movements WHERE order_id = ? AND variant_id = ?"
        " GROUP BY lot_id, unit_cost HAVING sum(quantity) < 0 ORDER BY min(id)",
        (order, variant),
    )
    return rows.fetchall()


def _case(row: Sequence[Any], lines: Iterable[CaseLine]) -> Case:
    (
        row_id, number, order, kind, reason, state, verdict, rule, params, freight, ends_on, needs, policy, asked,
        asked_by, answered, received, settled, answer_due, send_due, settle_due, courier, waybill, pickup, note,
        exchange, uuid, order_row, exchange_row,
    ) = row  # fmt: skip
    decision = Decision(
        verdict, rule, json.loads(params), freight, day_or_none(ends_on), tuple(json.loads(needs)), day_or_none(policy)
    )
    return Case(
        row=row_id, number=number, order=order, kind=kind, reason=reason, state=state, decision=decision,
        lines=tuple(lines), asked_at=read_time(asked), asked_by=asked_by, answered_at=read_time_or_none(answered),
        received_at=read_time_or_none(received), settled_at=read_time_or_none(settled),
        answer_due=read_time_or_none(answer_due), send_due=read_time_or_none(send_due),
        settle_due=read_time_or_none(settle_due), courier=courier, waybill=waybill, pickup=bool(pickup), note=note,
        exchange=exchange, uuid=uuid, order_row=order_row, exchange_row=exchange_row,
    )  # fmt: skip


def pieces_come_back(connection: Connection, order: int, variant: int, but: int) -> int:
    """Return how many pieces of a variant have come back of an order with other cases."""
    row = connection.execute(
        "SELECT coalesce(sum(l.good + l.damaged), 0) FROM returns r JOIN return_lines l ON l.return_id = r.id"
        " WHERE r.order_id = ? AND l.variant_id = ? AND r.id <> ? AND r.kind <> 'repair' AND r.state <> 'withdrawn'",
        (order, variant, but),
    ).fetchone()
    return int(row[0])


def files_of(
    connection: Connection, *, case: int | None = None, ticket: int | None = None
) -> list[tuple[str, str, str, str, str]]:
    """Return the files of a case or ticket: uuid, place, name, SKU, digest."""
    rows = connection.execute(
        "SELECT uuid, place, name, sku, digest FROM after_sales_files WHERE removed_at IS NULL"
        " AND (return_id = ?1 OR ticket_id = ?2) ORDER BY id",
        (case, ticket),
    )
    return rows.fetchall()
