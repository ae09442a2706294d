"""What a person does with a case of after-sales until its parcel comes: open, find, approve, refuse, close."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.db import orders, return_writes, returns
from shopdesk.db.order_groups import group_rows
from shopdesk.db.times import write_time
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order
from shopdesk.domain.packing import bare_waybill
from shopdesk.domain.return_clocks import end_of_day, hours_after, local_day
from shopdesk.domain.return_policy import KINDS, REASONS, USUAL_KINDS, Policy
from shopdesk.domain.return_rules import MONEY, Decision, judge
from shopdesk.domain.returns import Case, CaseStep, Refund, check_step
from shopdesk.domain.workdays import DAY
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.orders import order_row
from shopdesk.services.return_book import known_step, take_step
from shopdesk.services.return_policies import due_in_working_days, policy_at, policy_for
from shopdesk.services.return_requests import asked_pieces, request_for
from shopdesk.services.shop import Shop

VIEWS = tuple(returns.VIEWS)
# A request that could not have been meant is refused whole; what a rule refuses is kept as a refused case.
_NEVER_MEANT = (
    "order-cancelled", "not-sent", "clock-behind", "nothing-asked", "goods-not-in-order", "more-than-sold",
    "already-returned", "reason-unknown", "kind-not-for-reason",
)  # fmt: skip
_LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class CaseDetails:
    """A case with everything that is kept of it; `files` are uuid, place below the shop's folder, name and SKU."""

    case: Case
    steps: tuple[CaseStep, ...]
    refunds: tuple[Refund, ...]
    files: tuple[tuple[str, str, str, str], ...]


def open_return(
    shop: Shop,
    text: str,
    pieces: Sequence[tuple[str, int]],
    *,
    reason: str,
    kind: str = "",
    note: str = "",
    courier: str = "",
    waybill: str = "",
    pickup: bool = False,
    wait: bool = False,
    uuid: str = "",
) -> Case:
    """Open a case for an order; without pieces for all that is left of it. The policy decides at once unless `wait`.

    What a rule refuses is kept as a refused case. Raises ShopError with "order-unknown", "return-reason-unknown",
    "return-kind-unknown", "return-of-exchange", or "return-refused" with the rule for what could not be meant.
    The same uuid twice opens one case.
    """
    if reason not in REASONS:
        raise ShopError("return-reason-unknown", value=reason, allowed=", ".join(REASONS))
    kind = kind or USUAL_KINDS.get(reason, "return-refund")
    if kind not in KINDS or kind == "ownerless":
        raise ShopError("return-kind-unknown", value=kind, allowed=", ".join(KINDS))
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        row = order_row(shop, bare_waybill(text))
        order = orders.load_order(shop.connection, row)
        _check_origin(shop, row, kind)
        wanted = asked_pieces(shop, row, order, pieces)
        policy = policy_for(shop, order)
        decision = judge(request_for(shop, row, order, wanted, kind, reason), policy)
        if decision.rule in _NEVER_MEANT:
            raise ShopError("return-refused", order=order.number, rule=decision.rule, **decision.params)
        told = {"order_id": row, "kind": kind, "reason": reason, "courier": courier, "pickup": int(pickup)}
        case = _add(
            shop, told | {"note": mask_cards(note)[:_LONGEST_NOTE], "waybill": bare_waybill(waybill)}, decision, policy
        )
        variants = {sku: facts[0] for sku, facts in returns.goods_of(shop.connection, wanted).items()}
        titles = {line.sku or line.title: line.title for line in order.lines}
        rows = [(line, variants.get(sku), sku, titles[sku], n) for line, (sku, n) in _numbered(wanted)]
        return_writes.add_lines(shop.connection, case, rows)
        opened = take_step(shop, case, "opened", {}, details={"reason": reason}, uuid=uuid)
        return opened if wait else _answer(shop, opened, decision, policy)


def open_ownerless(shop: Shop, *, waybill: str = "", courier: str = "", note: str = "", uuid: str = "") -> Case:
    """Keep a parcel whose owner nobody knows; it is closed once it is found. The same uuid twice keeps one."""
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        now, policy = shop.now(), policy_at(shop, shop.now())
        told: dict[str, object] = {"kind": "ownerless", "reason": "wrong-item", "courier": courier, "pickup": 0}
        told |= {"note": mask_cards(note)[:_LONGEST_NOTE], "waybill": bare_waybill(waybill)}
        case = _add(shop, told, Decision("allowed", "ownerless", policy=policy.begins), policy)
        take_step(shop, case, "opened", {}, uuid=uuid)
        return take_step(shop, case, "received", {"state": "received", "received_at": write_time(now)})


def reopen_return(shop: Shop, code: str, *, wait: bool = False, uuid: str = "") -> Case:
    """Open a case again whose opening was taken back: under its own number, decided anew unless `wait`.

    Raises ShopError with "return-unknown", "return-state", or "return-refused" for what can be meant no longer.
    """
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        if case.state != "withdrawn":
            raise ShopError("return-state", number=case.number, standing=case.state, verb="open")
        if case.order_row is None:
            take_step(shop, case.row, "opened", {"state": "requested"}, uuid=uuid)
            return take_step(shop, case.row, "received", {"state": "received", "received_at": write_time(shop.now())})
        order = orders.load_order(shop.connection, case.order_row)
        wanted = asked_pieces(shop, case.order_row, order, [(line.sku, line.quantity) for line in case.lines])
        policy = policy_for(shop, order)
        decision = judge(request_for(shop, case.order_row, order, wanted, case.kind, case.reason), policy)
        if decision.rule in _NEVER_MEANT:
            raise ShopError("return-refused", order=order.number, rule=decision.rule, **decision.params)
        opened = take_step(shop, case.row, "opened", {"state": "requested"}, details={"reason": case.reason}, uuid=uuid)
        return opened if wait else _answer(shop, opened, decision, policy)


def find_return(shop: Shop, code: str) -> tuple[Case | None, Order | None]:
    """Return what a scanned code means: a case by its number or waybill, or by its order's form; else the order alone.

    Raises ShopError("return-unknown") for a code of neither.
    """
    text = bare_waybill(code.strip())
    row = returns.find_case(shop.connection, text)
    if row is not None:
        return returns.load_case(shop.connection, row), None
    order = orders.find_order(shop.connection, text)
    if order is None:
        raise ShopError("return-unknown", value=code)
    found = orders.load_order(shop.connection, order)
    parcel = group_rows(shop.connection, order) if found.waybill and text == found.waybill else []
    cases = returns.cases_of_orders(shop.connection, [order, *parcel])
    return (returns.load_case(shop.connection, cases[0]) if cases else None), found


def case_of(shop: Shop, code: str) -> Case:
    """Return the case that a code means. Raises ShopError("return-unknown")."""
    case, _order = find_return(shop, code)
    if case is None:
        raise ShopError("return-unknown", value=code)
    return case


def show_return(shop: Shop, code: str) -> CaseDetails:
    """Return a case with its steps, refunds and files. Raises ShopError("return-unknown")."""
    case = case_of(shop, code)
    files = [told[:4] for told in returns.files_of(shop.connection, case=case.row)]
    return CaseDetails(
        case,
        tuple(returns.steps_of(shop.connection, case.row)),
        tuple(returns.refunds_of(shop.connection, case=case.row)),
        tuple(files),
    )


def list_returns(
    shop: Shop, *, view: str = "all", search: str = "", order: str = "", limit: int | None = None
) -> list[Case]:
    """Return the cases of a view, newest first. Raises ShopError with "view-unknown" or "order-unknown"."""
    if view not in VIEWS:
        raise ShopError("view-unknown", value=view, allowed=", ".join(VIEWS))
    row = order_row(shop, order) if order else None
    ids = returns.case_ids(shop.connection, view=view, search=search, order_id=row, limit=limit)
    return returns.load_cases(shop.connection, ids)


def count_returns(shop: Shop) -> dict[str, int]:
    """Return how many cases each view holds."""
    return returns.count_views(shop.connection)


def approve_return(shop: Shop, code: str, *, anyway: bool = False, note: str = "", uuid: str = "") -> Case:
    """Grant a request: by the policy, or `anyway` as goodwill against it, with a note that says why.

    Raises ShopError with "return-unknown", "return-state", or "return-refused" with the rule that forbids it.
    """
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        check_step(case, "approve")
        decision = case.decision
        if not decision.allowed:
            if not anyway:
                raise ShopError("return-refused", order=case.order, rule=decision.rule, **decision.params)
            decision = replace(decision, kind="allowed", rule="goodwill", freight="buyer")
        return _answer(shop, case, decision, _policy_of(shop, case), uuid, note)


def refuse_return(shop: Shop, code: str, *, note: str = "", uuid: str = "") -> Case:
    """Refuse a request and say why. Raises ShopError with "return-unknown", "return-state" or "return-note-missing"."""
    if not note.strip():
        raise ShopError("return-note-missing")
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        check_step(case, "refuse")
        changes = {"state": "refused", "answered_at": write_time(shop.now()), "settled_at": write_time(shop.now())}
        return take_step(
            shop, case.row, "refused", changes, details={"note": mask_cards(note.strip())[:_LONGEST_NOTE]}, uuid=uuid
        )


def close_return(shop: Shop, code: str, *, note: str, uuid: str = "") -> Case:
    """Close a case with what became of it: repaired and sent back, owner found, settled otherwise.

    Raises ShopError with "return-unknown", "return-state" or "return-note-missing".
    """
    if not note.strip():
        raise ShopError("return-note-missing")
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        check_step(case, "close")
        changes = {"state": "closed", "settled_at": write_time(shop.now())}
        return take_step(
            shop, case.row, "closed", changes, details={"note": mask_cards(note.strip())[:_LONGEST_NOTE]}, uuid=uuid
        )


def settle_due(shop: Shop, case: Case, policy: Policy, at: datetime) -> datetime:
    """Return until when a case must be settled that could be from this moment on."""
    swift = case.kind in MONEY or case.kind in ("counter", "refused-parcel", "wrong-item")
    return due_in_working_days(shop, at, policy.refund_days if swift else policy.exchange_days)


def _numbered(wanted: dict[str, int]) -> list[tuple[str, tuple[str, int]]]:
    return list(zip(new_ids(len(wanted)), wanted.items(), strict=True))


def _check_origin(shop: Shop, row: int, kind: str) -> None:
    """Refuse to pay money back for an exchange order: it was paid with the order that it replaces."""
    origin = returns.case_of_exchange(shop.connection, row)
    if origin is not None and kind in (*MONEY, "counter", "refused-parcel"):
        case = returns.load_case(shop.connection, origin)
        raise ShopError("return-of-exchange", order=case.order, number=case.number)


def _add(shop: Shop, told: dict[str, object], decision: Decision, policy: Policy) -> int:
    now = shop.now()
    columns = {"uuid": new_id(), "state": "requested", "asked_at": write_time(now), "asked_by": shop.actor}
    due = write_time(hours_after(now, policy.answer_hours))
    return return_writes.add_case(
        shop.connection, told | columns | {"answer_due": due} | return_writes.decision_columns(decision)
    )


def _policy_of(shop: Shop, case: Case) -> Policy:
    if case.order_row is None:
        return policy_at(shop, case.asked_at)
    return policy_for(shop, orders.load_order(shop.connection, case.order_row))


def _answer(shop: Shop, case: Case, decision: Decision, policy: Policy, uuid: str = "", note: str = "") -> Case:
    """Approve or refuse a case as was decided, and start the clock that follows."""
    now = shop.now()
    changes: dict[str, object] = return_writes.decision_columns(decision) | {"answered_at": write_time(now)}
    details = {"rule": decision.rule, "note": note.strip()[:_LONGEST_NOTE]}
    if not decision.allowed:
        changes |= {"state": "refused", "settled_at": write_time(now)}
        return take_step(shop, case.row, "refused", changes, details=details, uuid=uuid)
    changes |= {"state": "approved", "settled_at": None}
    if case.comes_back:
        changes["send_due"] = write_time(end_of_day(local_day(now) + DAY * policy.send_days))
    else:
        changes["settle_due"] = write_time(settle_due(shop, case, policy, now))
    approved = take_step(shop, case.row, "approved", changes, details=details, uuid=uuid)
    if case.kind != "counter":
        return approved
    handed = {"state": "received", "received_at": write_time(now)}
    due = write_time(settle_due(shop, case, policy, now))
    return take_step(shop, case.row, "received", handed | {"settle_due": due})
