"""What a person does with tickets: open, answer, diagnose, plan, carry out, confirm – and learn from them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from shopdesk.db import orders as order_rows
from shopdesk.db import returns
from shopdesk.db import tickets as table
from shopdesk.db.times import write_time, write_time_or_none
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.tickets import (
    KINDS,
    SEVERITIES,
    STEPS,
    QualityFinding,
    Ticket,
    check_step,
    fill_reply,
    find_reply,
)
from shopdesk.services.customers import customer_of_order, read_customer, write_customer
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import find_variant
from shopdesk.services.orders import order_row
from shopdesk.services.returns import case_of
from shopdesk.services.rule_files import reply_templates, ticket_rules
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

VIEWS = tuple(table.VIEWS)
_LONGEST = 2_000
_OF_RETURN = {"exchange": "exchange", "reissue": "exchange", "repair": "repair", "refund-only": "refund"}


def open_ticket(
    shop: Shop, subject: str, *, channel: str, kind: str = "question", severity: str = "normal", assigned: str = "",
    order: str = "", case: str = "", sku: str = "", customer: int | None = None, uuid: str = "",
) -> Ticket:  # fmt: skip
    """Open a ticket, by hand or from a case; its channel's clocks begin to run. The same uuid twice opens one.

    Where nobody is named who looks after it, whoever opens it does.

    Raises ShopError with "ticket-invalid", "order-unknown", "return-unknown" or "sku-unknown".
    """
    rules = ticket_rules(shop)
    _check(channel=(channel, tuple(rules.channels)), kind=(kind, KINDS), severity=(severity, SEVERITIES))
    row = order_row(shop, order) if order else None
    customer = customer_of_order(shop, row) if row else customer
    with shop.writing():
        if known := table.find_note(shop.connection, uuid) if uuid else None:
            return table.load_tickets(shop.connection, [known])[0]
        told: dict[str, object] = {"order_id": row, "customer_id": customer, "channel": channel, "kind": kind}
        variant = find_variant(shop, sku) if sku else None
        if case:
            told, variant = _of_case(shop, case, told, variant)
        words = mask_cards(" ".join(subject.split()))[:_LONGEST]
        if not words:
            raise ShopError("ticket-invalid", value="", allowed="1–2000")
        answer, solve = rules.deadlines(channel, shop.now())
        made = table.add_ticket(shop.connection, told | {
            "uuid": new_id(), "variant_id": variant, "severity": severity,
            "assigned": (assigned.strip() or shop.actor)[:200], "subject": words, "step": STEPS[0],
            "opened_at": write_time(shop.now()), "opened_by": shop.actor,
            "answer_due": write_time_or_none(answer), "solve_due": write_time_or_none(solve),
        })  # fmt: skip
        return _note(shop, made, "opened", words, {}, uuid, before={})


def find_ticket(shop: Shop, text: str) -> Ticket:
    """Return a ticket by its number or uuid. Raises ShopError("ticket-unknown")."""
    row = table.find_ticket(shop.connection, text)
    if row is None:
        raise ShopError("ticket-unknown", value=text)
    return table.load_tickets(shop.connection, [row])[0]


def list_tickets(
    shop: Shop, *, view: str = "open", search: str = "", assigned: str = "", limit: int | None = None
) -> list[Ticket]:
    """Return the tickets of a view, the most urgent first. Raises ShopError("view-unknown")."""
    if view not in VIEWS:
        raise ShopError("view-unknown", value=view, allowed=", ".join(VIEWS))
    ids = table.ticket_ids(shop.connection, view=view, search=search, assigned=assigned, limit=limit)
    return table.load_tickets(shop.connection, ids)


def answer_ticket(shop: Shop, text: str, words: str, *, uuid: str = "") -> Ticket:
    """Note what the buyer was told; the first time stops the clock of the first answer."""
    ticket = find_ticket(shop, text)
    changes = {} if ticket.answered_at else {"answered_at": write_time(shop.now())}
    return _write(shop, ticket, "answered", words, changes, uuid)


def assign_ticket(shop: Shop, text: str, person: str, *, severity: str = "", uuid: str = "") -> Ticket:
    """Give a ticket to a person, and say how grave it is. Raises ShopError("ticket-invalid")."""
    ticket = find_ticket(shop, text)
    _check(severity=(severity or ticket.severity, SEVERITIES))
    changes = {"assigned": person.strip()[:200], "severity": severity or ticket.severity}
    return _write(shop, ticket, "assigned", person, changes, uuid)


def advance_ticket(shop: Shop, text: str, step: str, words: str = "", *, kind: str = "", uuid: str = "") -> Ticket:
    """Take a ticket a step further: diagnosed (as a kind), planned, carried out; what was found or done in words.

    Raises ShopError with "ticket-step-unknown", "ticket-state" or "ticket-invalid"; "confirmed" is for `solve_ticket`.
    """
    ticket = find_ticket(shop, text)
    check_step(ticket, step)
    if step == STEPS[-1]:
        return solve_ticket(shop, text, result=words, uuid=uuid)
    _check(kind=(kind or ticket.kind, KINDS))
    changes: dict[str, object] = {"step": step, "kind": kind or ticket.kind}
    if step == "planned":
        changes["plan"] = words[:_LONGEST]
    return _write(shop, ticket, step, words, changes, uuid)


def solve_ticket(
    shop: Shop, text: str, *, result: str, satisfaction: int | None = None, suggestion: str = "", uuid: str = ""
) -> Ticket:
    """Confirm the result with the buyer: satisfaction 1 to 5; a suggestion is filed in the customer's record.

    Raises ShopError with "ticket-unknown", "ticket-state" or "ticket-invalid".
    """
    ticket = find_ticket(shop, text)
    if satisfaction is not None and not 1 <= satisfaction <= 5:
        raise ShopError("ticket-invalid", value=satisfaction, allowed="1–5")
    with shop.writing():
        if uuid and table.find_note(shop.connection, uuid):
            return ticket
        check_step(ticket, STEPS[-1])
        now = write_time(shop.now())
        changes: dict[str, object] = {"step": STEPS[-1], "solved_at": now, "result": result[:_LONGEST]}
        changes |= {"satisfaction": satisfaction, "suggestion": mask_cards(suggestion.strip())[:500]}
        if ticket.answered_at is None:
            changes["answered_at"] = now
        filed = _file(shop, ticket, mask_cards(suggestion.strip())[:500])
        before = table.snapshot(shop.connection, ticket.row) | filed
        return _note(shop, ticket.row, STEPS[-1], result, changes, uuid, before=before)


def undo_ticket(shop: Shop, text: str, *, uuid: str = "") -> Ticket:
    """Take the newest step of a ticket back; of an opened one the ticket. The same uuid twice takes one back.

    Raises ShopError("ticket-state").
    """
    ticket = find_ticket(shop, text)
    with shop.writing():
        if uuid and table.find_note(shop.connection, uuid):
            return ticket
        last = table.last_note(shop.connection, ticket.row)
        if last is None:
            raise ShopError("ticket-state", number=ticket.number)
        note, kind, before = last
        if "customer_note" in before and ticket.customer:
            write_customer(shop, ticket.customer, note=before.pop("customer_note"))
        table.mark_undone(shop.connection, note, shop.now())
        changes = {"step": "withdrawn"} if kind == "opened" else before
        return _note(shop, ticket.row, "undone", kind, changes, uuid, before={})


def reopen_ticket(shop: Shop, text: str, *, uuid: str = "") -> Ticket:
    """Bring a ticket back whose opening was taken back. Raises ShopError with "ticket-unknown" or "ticket-state"."""
    with shop.writing():
        if known := table.find_note(shop.connection, uuid) if uuid else None:
            return table.load_tickets(shop.connection, [known])[0]
        ticket = find_ticket(shop, text)
        if ticket.step != "withdrawn":
            raise ShopError("ticket-state", number=ticket.number)
        return _note(shop, ticket.row, "opened", ticket.subject, {"step": STEPS[0]}, uuid, before={})


def word_reply(shop: Shop, code: str, *, ticket: str = "", language: str = "") -> str:
    """Return a reply by its short code, filled with what is known of a ticket. Raises ShopError("reply-unknown")."""
    reply = find_reply(reply_templates(shop), code)
    wanted = language or str(get_setting(shop, "shop.language"))
    text = reply.texts.get(wanted) or next(iter(reply.texts.values()))
    return fill_reply(text, _values(shop, find_ticket(shop, ticket) if ticket else None))


def quality_findings(shop: Shop) -> list[QualityFinding]:
    """Return the SKUs and batches that several buyers complain about, the worst first, with their suppliers."""
    rules = ticket_rules(shop)
    found: dict[tuple[str, str], set[str]] = {}
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for sku, title, lot, supplier, number in table.complaints(shop.connection, shop.now() - timedelta(days=rules.days)):
        for key in {(sku, ""), (sku, lot)}:
            found.setdefault(key, set()).add(number)
            told[key] = (title, supplier)
    findings = [
        QualityFinding(sku, told[sku, lot][0], lot, told[sku, lot][1], len(numbers), tuple(sorted(numbers)))
        for (sku, lot), numbers in found.items()
        if len(numbers) >= rules.complaints
    ]
    return sorted(findings, key=lambda one: (-one.complaints, one.sku, one.lot))


def _check(**told: tuple[str, tuple[str, ...]]) -> None:
    for value, allowed in told.values():
        if value not in allowed:
            raise ShopError("ticket-invalid", value=value, allowed=", ".join(allowed))


def _of_case(
    shop: Shop, code: str, told: dict[str, object], variant: int | None
) -> tuple[dict[str, object], int | None]:
    """Return what a ticket takes over from a case: its order, its first goods, its kind where none was named."""
    case = case_of(shop, code)
    kind = told["kind"] if told["kind"] != "question" else _OF_RETURN.get(case.kind, "return")
    customer = customer_of_order(shop, case.order_row) if case.order_row else None
    goods = variant or next((line.variant for line in case.lines if line.variant), None)
    return told | {"return_id": case.row, "order_id": case.order_row, "kind": kind, "customer_id": customer}, goods


def _write(
    shop: Shop, ticket: Ticket, kind: str, words: str, changes: Mapping[str, object], uuid: str
) -> Ticket:  # fmt: skip
    with shop.writing():
        if uuid and table.find_note(shop.connection, uuid):
            return ticket
        if ticket.solved_at is not None or ticket.step not in STEPS:
            raise ShopError("ticket-state", number=ticket.number)
        before = table.snapshot(shop.connection, ticket.row)
        return _note(shop, ticket.row, kind, words, changes, uuid, before=before)


def _note(
    shop: Shop, row: int, kind: str, words: str, changes: Mapping[str, object], uuid: str, *, before: dict[str, Any]
) -> Ticket:
    if changes:
        table.update_ticket(shop.connection, row, changes)
    table.add_note(
        shop.connection, row, uuid=uuid or new_id(), kind=kind, at=shop.now(), actor=shop.actor,
        text=mask_cards(words.strip())[:_LONGEST], before=before,
    )  # fmt: skip
    return table.load_tickets(shop.connection, [row])[0]


def _file(shop: Shop, ticket: Ticket, suggestion: str) -> dict[str, str]:
    """File a suggestion in the customer's record; return what stood there before."""
    if not suggestion or ticket.customer is None:
        return {}
    before = read_customer(shop, ticket.customer).note
    write_customer(shop, ticket.customer, note=f"{before}\n{ticket.number}: {suggestion}".strip()[-_LONGEST:])
    return {"customer_note": before}


def _values(shop: Shop, ticket: Ticket | None) -> dict[str, str]:
    values = {"shop": str(get_setting(shop, "shop.name")), "ticket": ticket.number if ticket else ""}
    if ticket is None or not ticket.order:
        return values
    order = order_rows.load_order(shop.connection, order_row(shop, ticket.order))
    masked = "*" in order.receiver.name
    values |= {"number": order.channel_order_no or order.number, "waybill": order.waybill}
    values |= {
        "buyer": order.buyer if masked else order.receiver.name,
        "goods": "、".join(x.title for x in order.lines),
    }
    if ticket.case:
        case = case_of(shop, ticket.case)
        paid = [refund for refund in returns.refunds_of(shop.connection, case=case.row) if not refund.undone]
        amount = format_amount(sum(refund.amount for refund in paid), order.currency) if paid else ""
        due = case.send_due.astimezone().date().isoformat() if case.send_due else ""
        values |= {"case": case.number, "amount": amount, "ends": due}
        if case.exchange_row:
            values["waybill"] = order_rows.load_order(shop.connection, case.exchange_row).waybill
    return values
