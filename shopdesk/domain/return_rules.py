"""The engine of after-sales: a request and a policy in, exactly one decision with its rule out."""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from shopdesk.domain.after_sales import SENDS_GOODS
from shopdesk.domain.return_clocks import local_day, months_later, window_ends
from shopdesk.domain.return_policy import Policy, Reason
from shopdesk.domain.workdays import DAY

MONEY = ("refund-only", "return-refund", "partial")
REFUSALS = (
    "order-cancelled", "not-sent", "already-refunded", "clock-behind", "nothing-asked", "goods-not-in-order",
    "more-than-sold", "already-returned", "reason-unknown", "kind-not-for-reason", "receiver-masked", "special-goods",
    "signed-for", "still-under-way", "window-over", "no-warranty", "warranty-over", "exchange-first",
)  # fmt: skip
ALLOWANCES = ("ownerless", "warranty", "size-again", "within-window", "not-yet-signed", "parcel-refused", "goodwill")


@dataclass(frozen=True, slots=True)
class Goods:
    """One line that is asked for: pieces wanted, sold and already in other cases, and what its listing says."""

    sku: str
    pieces: int
    sold: int
    back: int = 0
    special: bool = False
    listing: str = ""
    category: tuple[str, ...] = ()
    warranty_months: int = 0
    exchanges: int = 0
    replaceable: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What a buyer asks: `known_at` is the newest moment the shop knows of the order, whatever its clock says now."""

    kind: str
    reason: str
    asked_at: datetime
    goods: tuple[Goods, ...] = ()
    ordered_at: datetime | None = None
    known_at: datetime | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    channel: str = ""
    fulfilment: str = "delivered"
    payment: str = "paid"
    masked: bool = False
    zone: tzinfo | None = None

    @property
    def day(self) -> date:
        """The day that the request is judged on: a clock that was set back opens no window again."""
        return local_day(max(self.asked_at, self.known_at or self.asked_at), self.zone)


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows: allowed or refused, by which rule, who pays the way back, until which day, what is needed.

    `params` are for the sentence that words the rule; `policy` is the day from which its version holds.
    """

    kind: str
    rule: str
    params: dict[str, str] = field(default_factory=dict)
    freight: str = "none"
    ends_on: date | None = None
    needs: tuple[str, ...] = ()
    policy: date | None = None

    @property
    def allowed(self) -> bool:
        """Whether the request is granted."""
        return self.kind == "allowed"


def judge(request: Request, policy: Policy) -> Decision:
    """Return the one decision on a request: the first rule that refuses it, else what allows it.

    Of several goods the first one that is refused refuses the request, and the window that ends first holds.
    """
    if request.kind == "ownerless":
        return Decision("allowed", "ownerless", policy=policy.begins)
    if refused := _order_refusal(request):
        return _refused(refused, {}, policy)
    for goods in request.goods:  # before any other rule: a request for what was never sold is no request
        if count := _count_refusal(goods):
            return _refused(count, _named(goods), policy)
    if not request.goods or (request.payment == "refunded" and request.kind in MONEY):
        return _refused("already-refunded" if request.goods else "nothing-asked", {}, policy)
    decisions = []
    for goods in request.goods:
        decision = _judge_goods(request, goods, policy)
        if not decision.allowed:
            return decision
        decisions.append(decision)
    return min(decisions, key=lambda one: (one.rule != "size-again", one.ends_on or date.max))


def _order_refusal(request: Request) -> str:
    """Return the rule by which nothing of this order can come back, "" for none."""
    if request.fulfilment == "cancelled":
        return "order-cancelled"
    if request.fulfilment not in ("shipped", "delivered"):
        return "not-sent"
    if request.ordered_at and request.asked_at < request.ordered_at:
        return "clock-behind"
    return ""


def _judge_goods(request: Request, goods: Goods, policy: Policy) -> Decision:
    reason = policy.reason(
        request.reason, category=goods.category, listing=goods.listing, channel=request.channel
    )  # fmt: skip
    told = _named(goods) | {"reason": request.reason, "kind": request.kind}
    if reason is None:
        return _refused("reason-unknown", told, policy)
    if kind := _kind_refusal(request, goods, reason):
        return _refused(kind, told, policy)
    by = _judge_warranty if request.kind == "repair" else _judge_window
    return by(request, goods, reason, told, policy)


def _kind_refusal(request: Request, goods: Goods, reason: Reason) -> str:
    """Return the rule by which this kind cannot be had for the reason or the goods, "" for none."""
    if request.kind not in reason.kinds:
        return "kind-not-for-reason"
    if request.kind in SENDS_GOODS and request.masked:
        return "receiver-masked"
    return "special-goods" if goods.special and request.kind not in reason.special else ""


def _named(goods: Goods) -> dict[str, str]:
    return {"sku": goods.sku, "pieces": str(goods.pieces), "sold": str(goods.sold), "back": str(goods.back)}


def _count_refusal(goods: Goods) -> str:
    if goods.pieces <= 0:
        return "nothing-asked"
    if goods.sold <= 0:
        return "goods-not-in-order"
    if goods.pieces > goods.sold:
        return "more-than-sold"
    return "already-returned" if goods.pieces > goods.sold - goods.back else ""


def _judge_warranty(request: Request, goods: Goods, reason: Reason, told: dict[str, str], policy: Policy) -> Decision:
    if goods.warranty_months <= 0:
        return _refused("no-warranty", told, policy)
    told = told | {"months": str(goods.warranty_months)}
    if request.delivered_at is None:
        return _allowed("warranty", told, reason, None, policy)
    ends = months_later(local_day(request.delivered_at, request.zone), goods.warranty_months)
    if request.day > ends:
        return _refused("warranty-over", told | {"ended": ends.isoformat()}, policy, ends)
    return _allowed("warranty", told, reason, ends, policy)


def _judge_window(request: Request, goods: Goods, reason: Reason, told: dict[str, str], policy: Policy) -> Decision:
    if request.delivered_at is None:
        return _judge_unsigned(request, goods, reason, told, policy)
    if reason.unsigned:
        return _refused("signed-for", told, policy)
    ends = None if reason.days is None else window_ends(request.delivered_at, reason.days, request.zone)
    told = told | {"days": str(reason.days or "")}
    if ends is not None and request.day > ends:
        instead = "repair" if _still_warranted(request, goods) else ""
        return _refused("window-over", told | {"ended": ends.isoformat(), "instead": instead}, policy, ends)
    return _judge_turn(request, goods, reason, told, policy, ends)


def _judge_unsigned(request: Request, goods: Goods, reason: Reason, told: dict[str, str], policy: Policy) -> Decision:
    """Judge a request for a parcel that nobody has signed for: its window has not begun."""
    if reason.after and request.sent_at:
        first = local_day(request.sent_at, request.zone) + DAY * reason.after
        if request.day < first:
            return _refused("still-under-way", told | {"first": first.isoformat(), "days": str(reason.after)}, policy)
    decision = _judge_turn(request, goods, reason, told | {"days": str(reason.days or "")}, policy, None)
    if not decision.allowed or decision.rule == "size-again":
        return decision
    return _allowed("parcel-refused" if reason.unsigned else "not-yet-signed", told, reason, None, policy)


def _judge_turn(
    request: Request, goods: Goods, reason: Reason, told: dict[str, str], policy: Policy, ends: date | None
) -> Decision:
    """Judge what depends on the kind's turn: an exchange before money, a free exchange only so often."""
    if reason.first and request.kind in MONEY and request.kind != reason.first and goods.replaceable:
        return _refused("exchange-first", told | {"instead": reason.first}, policy, ends)
    if reason.free and request.kind == "exchange" and goods.exchanges >= reason.free:
        told = told | {"free": str(reason.free)}
        return Decision("allowed", "size-again", told, "buyer", ends, reason.needs, policy.begins)
    return _allowed("within-window", told, reason, ends, policy)


def _still_warranted(request: Request, goods: Goods) -> bool:
    if not goods.warranty_months or request.delivered_at is None:
        return False
    return request.day <= months_later(local_day(request.delivered_at, request.zone), goods.warranty_months)


def _allowed(rule: str, told: dict[str, str], reason: Reason, ends: date | None, policy: Policy) -> Decision:
    freight = "none" if told.get("kind") in ("counter", "refund-only", "partial", "reissue") else reason.freight
    return Decision("allowed", rule, told, freight, ends, reason.needs, policy.begins)


def _refused(rule: str, told: dict[str, str], policy: Policy, ends: date | None = None) -> Decision:
    return Decision("refused", rule, told, "none", ends, (), policy.begins)
