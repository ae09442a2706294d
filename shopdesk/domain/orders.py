"""Orders: three axes (payment, fulfilment, after-sales) and flags; the badge a person sees is derived."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopdesk.domain.addresses import Receiver

PAYMENTS = ("unpaid", "paid", "part-refunded", "refunded")
FULFILMENTS = ("new", "confirmed", "picking", "packed", "shipped", "delivered", "cancelled")
AFTER_SALES = ("none", "open", "closed")
FLAGS = ("hold", "short", "unmatched", "masked", "suspicious", "refunding")
BADGES = ("unpaid", "new", "to-ship", "picking", "packed", "shipped", "delivered", "cancelled")

_AT_WORK = ("confirmed", "picking", "packed")


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One row of an order: `unit_price` in minor units; `matched` when the SKU is one of the shop's."""

    title: str
    quantity: int
    unit_price: int
    sku: str = ""
    options: str = ""
    matched: bool = False
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines; money in minor units of `currency`, times in UTC.

    `leave_by` is the courier's last pick-up before `ship_by`; `together` are the other orders of its parcel, `parts`
    the orders split off from it, `split_from` the one it was split off from.
    """

    number: str
    channel: str
    channel_order_no: str
    placed_at: datetime | None
    paid_at: datetime | None
    ship_by: datetime | None
    payment: str
    fulfilment: str
    after_sales: str
    flags: frozenset[str]
    buyer: str
    receiver: Receiver
    lines: tuple[OrderLine, ...]
    currency: str = "CNY"
    shipping: int = 0
    discount: int = 0
    total: int = 0
    courier: str = ""
    waybill: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    uuid: str = ""
    leave_by: datetime | None = None
    hold_until: datetime | None = None
    hold_reason: str = ""
    suspicions: tuple[str, ...] = ()
    payment_method: str = ""
    email: str = ""
    trade_no: str = ""
    together: tuple[str, ...] = ()
    split_from: str = ""
    parts: tuple[str, ...] = ()

    @property
    def badge(self) -> str:
        """The one word that sums up where the order stands."""
        return badge(self.payment, self.fulfilment)


def badge(payment: str, fulfilment: str) -> str:
    """Derive the badge: an unpaid new order waits for money, a confirmed one is to ship."""
    if fulfilment == "confirmed":
        return "to-ship"
    if fulfilment == "new":
        return "unpaid" if payment == "unpaid" else "new"
    return fulfilment


def later_fulfilment(known: str, told: str) -> str:
    """Return the state after a platform file told one: a late file never takes an order back.

    A cancellation counts only while nobody works on the order, and once the shop works on it (pieces are
    reserved) it stays as it is: only a person ships or cancels it, so that no reservation outlives its order.
    """
    if is_at_work(known):
        return known
    if told == "cancelled":
        return known if known in ("shipped", "delivered") else "cancelled"
    if known == "cancelled":
        return known
    return max(known, told, key=FULFILMENTS.index)


def is_at_work(fulfilment: str) -> bool:
    """Tell whether the shop is busy with the order: only a person takes it further, no platform file does."""
    return fulfilment in _AT_WORK


def later_payment(known: str, told: str) -> str:
    """Return the payment state after a platform file told one; money that came never un-comes."""
    return max(known, told, key=PAYMENTS.index)


def is_open(fulfilment: str) -> bool:
    """Tell whether the order's goods are still in the house and it is not given up."""
    return fulfilment == "new" or fulfilment in _AT_WORK


def refund_stop(order: Order) -> str:
    """Return the code of what a refund forbids to an order whose goods are in the house, "" for nothing."""
    if not is_open(order.fulfilment):
        return ""
    return "order-refunded" if order.payment == "refunded" else "order-refunding" if "refunding" in order.flags else ""


def may_confirm(fulfilment: str) -> bool:
    """Tell whether the order can still be confirmed."""
    return fulfilment == "new"


def may_ship(fulfilment: str) -> bool:
    """Tell whether the parcel may go: from confirmed on, packing is not forced."""
    return fulfilment in _AT_WORK


def may_cancel(fulfilment: str) -> bool:
    """Tell whether the order can be cancelled: as long as the goods are in the house."""
    return fulfilment == "new" or fulfilment in _AT_WORK


def ship_by(paid_at: datetime | None, hours: int) -> datetime | None:
    """Return the moment the parcel must have left: `hours` after payment (48 in the handbook, ch. 7)."""
    return paid_at + timedelta(hours=hours) if paid_at else None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to an order: what, when (UTC), by whom, with its details."""

    at: datetime
    kind: str
    actor: str
    details: dict[str, str] = field(default_factory=dict)
