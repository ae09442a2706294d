"""The JSON shapes of after-sales: cases, refunds, running promises."""

from typing import Any

from shopdesk.cli.shapes import money, time
from shopdesk.domain.after_sales import Clock
from shopdesk.domain.refunds import Proposal
from shopdesk.domain.returns import Case, CaseStep, Refund
from shopdesk.services.return_figures import Rate
from shopdesk.services.warranty import Warranty
from shopdesk.words.returns import word_rule


def case_shape(case: Case) -> dict[str, Any]:
    """Return a case."""
    decided = case.decision
    return {
        "number": case.number,
        "order": case.order or None,
        "kind": case.kind,
        "reason": case.reason,
        "state": case.state,
        "decision": {
            "kind": decided.kind,
            "rule": decided.rule,
            "message": word_rule(decided.rule, decided.params),
            "freight": decided.freight,
            "ends_on": decided.ends_on.isoformat() if decided.ends_on else None,
            "needs": list(decided.needs),
            "policy": decided.policy.isoformat() if decided.policy else None,
        },
        "lines": [
            {
                "sku": line.sku, "title": line.title, "quantity": line.quantity, "good": line.found.good,
                "damaged": line.found.damaged, "missing": line.found.missing, "wrong": line.found.wrong,
                "verdict": line.verdict or None, "note": line.note,
            }
            for line in case.lines
        ],
        "asked_at": time(case.asked_at),
        "answered_at": time(case.answered_at),
        "received_at": time(case.received_at),
        "settled_at": time(case.settled_at),
        "answer_due": time(case.answer_due),
        "send_due": time(case.send_due),
        "settle_due": time(case.settle_due),
        "courier": case.courier,
        "waybill": case.waybill,
        "pickup": case.pickup,
        "note": case.note,
        "exchange_order": case.exchange or None,
        "uuid": case.uuid,
    }  # fmt: skip


def refund_shape(told: Refund) -> dict[str, Any]:
    """Return a refund with its parts."""
    return {
        "number": told.number, "amount": money(told.amount, told.currency), "route": told.route,
        "reference": told.reference or None, "at": time(told.at), "by": told.actor, "undone": told.undone,
        "parts": [parts_shape(part.kind, part.amount, told.currency, dict(part.params)) for part in told.parts],
    }  # fmt: skip


def proposal_shape(told: Proposal, currency: str) -> dict[str, Any]:
    """Return what would go back, part by part."""
    return {
        "amount": money(told.amount, currency),
        "parts": [parts_shape(part.kind, part.amount, currency, dict(part.params)) for part in told.parts],
    }


def parts_shape(kind: str, amount: int, currency: str, params: dict[str, str]) -> dict[str, Any]:
    """Return one part of a refund."""
    return {"kind": kind, "amount": money(amount, currency), "params": params}


def step_shape(step: CaseStep) -> dict[str, Any]:
    """Return one step of a case."""
    return {
        "kind": step.kind, "at": time(step.at), "by": step.actor, "details": dict(step.details), "undone": step.undone,
    }  # fmt: skip


def clock_shape(clock: Clock, late: bool) -> dict[str, Any]:
    """Return one promise that is running."""
    return {
        "number": clock.number, "order": clock.order or None, "kind": clock.kind, "due": time(clock.due), "late": late,
    }  # fmt: skip


def rate_shape(told: Rate) -> dict[str, Any]:
    """Return one return rate."""
    share = None if told.share is None else round(told.share, 4)
    return {"name": told.name, "returned": told.returned, "sold": told.sold, "rate": share}


def warranty_shape(told: Warranty) -> dict[str, Any]:
    """Return what is warranted of one SKU of an order."""
    return {
        "order": told.order, "sku": told.sku, "title": told.title, "quantity": told.pieces,
        "serial": told.serial or None, "months": told.months, "standing": told.standing,
        "ends_on": told.ends_on.isoformat() if told.ends_on else None, "repairs": list(told.repairs),
    }  # fmt: skip
