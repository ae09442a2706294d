"""The money of a case: what is proposed and why, what went back, and how the order stands paid after it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopdesk.db import order_writes, orders, return_writes, returns
from shopdesk.db.times import write_time
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, OrderLine
from shopdesk.domain.refunds import (
    ROUTES,
    Inspected,
    Paid,
    Part,
    Proposal,
    SoldLine,
    Terms,
    check_refund,
    limited,
    payment_after,
    propose_refund,
)
from shopdesk.domain.return_policy import Reason
from shopdesk.domain.return_rules import MONEY
from shopdesk.domain.returns import Case, Refund, check_step
from shopdesk.services.coupons import reduced_by_line
from shopdesk.services.identity import new_id
from shopdesk.services.return_book import known_step, take_step
from shopdesk.services.return_policies import policy_for
from shopdesk.services.returns import case_of
from shopdesk.services.shop import Shop

_REFUNDED_AS = {"exchange": "return-refund", "repair": "return-refund", "reissue": "refund-only"}


def propose_return(
    shop: Shop, case: Case, *, return_freight: int = 0, deduct: int = 0, found: Mapping[str, Inspected] | None = None
) -> Proposal:
    """Return what would go back for a case, part by part; `deduct` is what a person keeps back of it.

    `found` is what was counted by SKU and is not booked yet.

    Raises ShopError("return-ownerless") for a case without an order.
    """
    if case.order_row is None:
        raise ShopError("return-ownerless", number=case.number)
    order = orders.load_order(shop.connection, case.order_row)
    if found:
        case = replace(case, lines=tuple(replace(x, found=found.get(x.sku, x.found)) for x in case.lines))
    earlier = [told for told in returns.refunds_of(shop.connection, order=case.order_row) if not told.undone]
    refunded = sum(refund.amount for refund in earlier)
    sent_back = any(part.kind == "freight" for refund in earlier for part in refund.parts)
    lines = _sold_lines(order, _settled(shop, case), reduced_by_line(shop, order.number))
    terms = _terms(shop, case, order, return_freight)
    proposed = propose_refund(_paid(order), lines, _told(case, lines, order), terms, refunded, sent_back)
    kept = [part for part in proposed.parts if part.kind != "limit"]
    kept += [Part("worn", -deduct)] if deduct else []
    if (already := _paid_in_part(shop, case, earlier)) > 0:
        kept.append(Part("earlier", -already))
    return limited(kept, _paid(order).total - refunded)


def refund_return(
    shop: Shop, code: str, *, amount: int | None = None, route: str = "original", reference: str = "",
    return_freight: int = 0, deduct: int = 0, agreed: Sequence[Part] = (), uuid: str = "",
) -> Case:  # fmt: skip
    """Note that money went back: the proposed amount unless another is named; the order's payment follows.

    `agreed` is what a person has changed of the proposal, part by part. Goods that were to be replaced and whose money
    goes back instead are a return from now on.

    Raises ShopError with "return-unknown", "return-state", "refund-too-large", "refund-amount-needed" (a partial
    refund is agreed on), "refund-route-unknown" or "return-ownerless". The same uuid twice pays once.
    """
    if route not in ROUTES:
        raise ShopError("refund-route-unknown", value=route, allowed=", ".join(ROUTES))
    with shop.writing():
        if known := known_step(shop, uuid):
            return known
        case = case_of(shop, code)
        check_step(case, "refund")
        if case.kind == "partial" and amount is None:
            raise ShopError("refund-amount-needed", number=case.number)
        proposal = propose_return(shop, case, return_freight=return_freight, deduct=deduct)
        wanted = proposal.amount + sum(part.amount for part in agreed)
        assert case.order_row is not None
        order = orders.load_order(shop.connection, case.order_row)
        paid, earlier = _paid(order), refunded_of(shop, case.order_row)
        amount = wanted if amount is None else amount
        check_refund(amount, paid, earlier)
        parts = [*proposal.parts, *(Part("agreed", part.amount, part.params) for part in agreed)]
        if amount != wanted:
            parts.append(Part("agreed", amount - wanted))
        before = return_writes.snapshot(shop.connection, case.row)
        refund = new_id()
        return_writes.add_refund(
            shop.connection, uuid=refund, case=case.row, order=case.order_row, amount=amount,
            currency=order.currency, route=route, reference=mask_cards(reference)[:200], parts=parts,
            payment_before=order.payment, at=shop.now(), actor=shop.actor,
        )  # fmt: skip
        follow_payment(shop, case.order_row)
        return take_step(
            shop, case.row, "refunded",
            {"kind": _REFUNDED_AS.get(case.kind, case.kind), "state": "refunded", "settled_at": write_time(shop.now())},
            details={"amount": str(amount), "currency": order.currency, "route": route}, uuid=uuid, before=before,
            found={"refund": refund},
        )  # fmt: skip


def refunded_of(shop: Shop, order: int) -> int:
    """Return how much of an order has gone back, in minor units."""
    return sum(told.amount for told in returns.refunds_of(shop.connection, order=order) if not told.undone)


def follow_payment(shop: Shop, row: int) -> None:
    """Let an order's payment say what of it has gone back, inside the caller's transaction."""
    order = orders.load_order(shop.connection, row)
    base = returns.first_payment(shop.connection, row) or order.payment
    after = payment_after(base, _paid(order), refunded_of(shop, row))
    if after != order.payment:
        order_writes.update_order(shop.connection, row, {"payment": after})


def _paid(order: Order) -> Paid:
    return Paid(0 if order.payment == "unpaid" else order.total, order.shipping)


def _paid_in_part(shop: Shop, case: Case, earlier: Sequence[Refund]) -> int:
    """Return what went back in part for the same goods and was not yet reckoned with."""
    assert case.order_row is not None
    partly = returns.partial_refunds(shop.connection, case.order_row, [x.sku for x in case.lines], case.row)
    return partly + sum(part.amount for refund in earlier for part in refund.parts if part.kind == "earlier")


def _settled(shop: Shop, case: Case) -> dict[str, int]:
    """Return the pieces by SKU whose money has gone back with other cases."""
    settled: dict[str, int] = {}
    assert case.order_row is not None
    for sku, kind, _reason, state, pieces in returns.pieces_in_cases(shop.connection, case.order_row, case.row):
        if state == "refunded" and kind != "partial":
            settled[sku] = settled.get(sku, 0) + pieces
    return settled


def _sold_lines(order: Order, settled: dict[str, int], reduced: Mapping[int, int]) -> list[SoldLine]:
    """Return the lines as sold; pieces that are settled are taken from the first lines of their SKU."""
    lines = []
    for at, line in enumerate(order.lines):
        back = min(settled.get(_key(line), 0), line.quantity)
        settled[_key(line)] = settled.get(_key(line), 0) - back
        lines.append(SoldLine(str(at), line.quantity, line.unit_price, back, reduced.get(at, 0)))
    return lines


def _told(case: Case, lines: Sequence[SoldLine], order: Order) -> Mapping[str, Inspected]:
    """Return what was found, spread over the order's lines; where nothing comes back all pieces count as asked for."""
    told: dict[str, Inspected] = {}
    for asked in case.lines:
        # What was sent by mistake is not what was sold: it counts as having come back.
        found = asked.found if case.comes_back and asked.found.pieces else Inspected(good=asked.quantity)
        if case.kind == "wrong-item":
            found = Inspected(found.good + found.wrong, found.damaged, found.missing)
        for line, sold in zip(lines, order.lines, strict=True):
            if _key(sold) == asked.sku and found.pieces:
                some, found = _split(found, line.pieces - line.back)
                if some.pieces:
                    told[line.key] = some
    return told


def _split(found: Inspected, most: int) -> tuple[Inspected, Inspected]:
    """Split counts at a number of pieces: good ones first."""
    taken, left = [], []
    for count in (found.good, found.damaged, found.missing, found.wrong):
        part = min(count, most)
        most -= part
        taken.append(part)
        left.append(count - part)
    return Inspected(*taken), Inspected(*left)


def _key(line: OrderLine) -> str:
    return line.sku or line.title


def _terms(shop: Shop, case: Case, order: Order, return_freight: int) -> Terms:
    """Return the terms that the policy of the order's day has for these goods, with its exceptions."""
    policy, facts = policy_for(shop, order), returns.goods_of(shop.connection, [line.sku for line in case.lines])
    told: dict[str, Reason | None] = {}
    for line in case.lines:
        _row, handle, category, _special, _months = facts.get(line.sku, (0, "", [], "", 0))
        told[line.sku] = policy.reason(case.reason, category=category, listing=handle, channel=order.channel)
    fault = any(reason is not None and reason.freight == "merchant" for reason in told.values())
    lost = case.reason in ("never-arrived", "refused")
    if case.kind not in (*MONEY, "counter", "refused-parcel", "wrong-item", "exchange", "reissue"):
        fault = False
    goodwill = case.decision.rule == "goodwill"
    worn = {
        str(at): reason.worn
        for at, line in enumerate(order.lines)
        if not goodwill and (reason := told.get(_key(line))) is not None
    }
    return Terms(fault or lost, return_freight if fault else 0, worn_of=worn)


def left_to_refund(shop: Shop, case: Case) -> int:
    """Return what is left of what was paid for a case's order, in minor units."""
    if case.order_row is None:
        return 0
    return max(_paid(orders.load_order(shop.connection, case.order_row)).total - refunded_of(shop, case.order_row), 0)
