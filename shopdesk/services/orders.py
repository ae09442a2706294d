"""What a person does with orders: add, confirm, hold, cancel, ship and take a shipment back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.db import kits, order_views, order_writes, orders, stock
from shopdesk.db.order_groups import group_rows, members_of
from shopdesk.db.saved_views import load_views
from shopdesk.db.settings import load_locations
from shopdesk.db.times import write_time
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.channels import HAND_CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.orders import Order, TimelineEntry, is_at_work, is_open, may_cancel, may_confirm
from shopdesk.domain.stock import Shares, share_out
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.new_orders import Money, shop_currency, write_order
from shopdesk.services.shop import Shop
from shopdesk.services.suspicions import look_at_orders

VIEWS = tuple(order_views.VIEWS)
_VERBS = {"picking": "pick", "packed": "pack", "delivered": "deliver"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one order in a request for many: its new state, or why it stayed as it was."""

    order: Order | None
    asked: str
    error: ShopError | None = None


def list_orders(shop: Shop, *, view: str = "all", search: str = "", limit: int | None = None) -> list[Order]:
    """Return the orders of a view that match a search text, newest first. Raises ShopError("view-unknown")."""
    if view not in VIEWS:
        view, search = _saved_view(shop, view, search)
    ids = orders.order_ids(shop.connection, view=view, now=shop.now(), search=search, limit=limit)
    return orders.load_orders(shop.connection, ids)


def _saved_view(shop: Shop, name: str, search: str) -> tuple[str, str]:
    """Return what a saved view holds: its own view and its text, which one that is told goes before."""
    found = next((view for view in load_views(shop.connection, "orders") if view.name == name), None)
    if found is None:
        raise ShopError("view-unknown", value=name, allowed=", ".join(VIEWS))
    return found.view, search or found.search


def show_order(shop: Shop, text: str) -> Order:
    """Return the order with this number, platform number, waybill or uuid. Raises ShopError("order-unknown")."""
    return orders.load_order(shop.connection, order_row(shop, text))


def order_timeline(shop: Shop, text: str) -> list[TimelineEntry]:
    """Return what happened to an order, oldest first."""
    return orders.timeline(shop.connection, order_row(shop, text))


def order_row(shop: Shop, text: str) -> int:
    """Return the row of an order named by a person. Raises ShopError("order-unknown")."""
    row = orders.find_order(shop.connection, text.strip())
    if row is None:
        raise ShopError("order-unknown", value=text)
    return row


def each_order(shop: Shop, texts: Sequence[str], act: Callable[[Shop, int], None]) -> list[Outcome]:
    """Do one thing to many orders, each in a transaction of its own; one refusal stops no other order.

    What the shop's file or its disk refuses is raised: the orders before it are kept.
    """
    outcomes = []
    for text in dict.fromkeys(texts):
        try:
            with shop.writing():
                row = order_row(shop, text)
                act(shop, row)
        except ShopError as error:
            if error.stops_everything:
                raise
            known = orders.find_order(shop.connection, text.strip())
            order = orders.load_order(shop.connection, known) if known else None
            outcomes.append(Outcome(order, text, error))
        else:
            outcomes.append(Outcome(orders.load_order(shop.connection, row), text))
    return outcomes


def add_order(
    shop: Shop,
    lines: Sequence[tuple[str, int]],
    receiver: Receiver,
    *,
    paid: bool = False,
    channel: str = "manual",
    note: str = "",
    uuid: str = "",
    prices: Mapping[str, int] | None = None,
    shipping: int = 0,
    discount: int = 0,
) -> Order:
    """Write an order taken by telephone or chat; the same uuid twice changes nothing.

    Priced from the listings where `prices` (by SKU) names none; amounts are minor units of the shop's currency.
    Raises ShopError with "order-without-lines", "sku-unknown", "quantity-out-of-range", "channel-unknown",
    "amount-unreadable" or "discount-too-large".
    """
    if not lines:
        raise ShopError("order-without-lines")
    from shopdesk.services.customers import mark_blocked  # late: customers are made from orders

    if channel not in HAND_CHANNELS:
        raise ShopError("channel-unknown", value=channel, allowed=", ".join(HAND_CHANNELS))
    for amount in (shipping, discount, *(prices or {}).values()):
        if amount < 0:
            raise ShopError("amount-unreadable", value=format_amount(amount, shop_currency(shop)))
    money = Money(prices or {}, shipping, discount)
    with shop.writing():
        known = orders.find_by_uuid(shop.connection, uuid) if uuid else None
        row = known or write_order(shop, lines, receiver, paid, channel, note, uuid or new_id(), money)
        if not known:
            look_at_orders(shop, row)
            mark_blocked(shop)
    return orders.load_order(shop.connection, row)


def order_number(row: int) -> str:
    """Return the shop's own number of an order."""
    return f"SD-{row:06d}"


def confirm_order(shop: Shop, row: int) -> None:
    """Confirm an order and reserve all of its pieces, or flag it short and reserve none.

    Raises ShopError with "order-state", "order-on-hold", "order-refunded"; a short order is kept flagged.
    """
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == "confirmed":
        return
    if not may_confirm(order.fulfilment):
        raise _wrong_state(order, "confirm")
    if "hold" in order.flags:
        raise ShopError("order-on-hold", order=order.number)
    if order.payment == "refunded":
        raise ShopError("order-refunded", order=order.number)
    missing = reserve_lines(shop, row)
    if missing:
        order_writes.update_order(shop.connection, row, {"short": 1})
        if "short" not in order.flags:
            note_event(shop, row, "short", {"missing": ", ".join(f"{sku} ×{n}" for sku, n in missing.items())})
        return
    order_writes.update_order(shop.connection, row, {"fulfilment": "confirmed", "short": 0})
    note_event(shop, row, "confirmed")


def reserve_lines(shop: Shop, row: int) -> dict[str, int]:
    """Reserve all matched lines of an order; return what is missing by SKU, in which case nothing is reserved."""
    shares, missing = share_lines(shop, row)
    if missing:
        skus = order_writes.skus_of(shop.connection, missing)
        return {skus[variant]: n for variant, n in missing.items()}
    now = write_time(shop.now())
    stock.reserve(
        shop.connection,
        [(uuid, row, *share, now) for uuid, share in zip(new_ids(len(shares)), shares, strict=True)],
    )
    return {}


def share_lines(shop: Shop, row: int) -> Shares:
    """Choose what an order's lines take of what is free, kits by their parts; nothing is written."""
    lines = order_writes.lines_to_reserve(shop.connection, row)
    wanted = {variant for _line, variant, _pieces in lines}
    parts = kits.parts_of(shop.connection, wanted)
    wanted |= {part for made_of in parts.values() for part, _each in made_of}
    return share_out(lines, stock.free_pieces(shop.connection, wanted), parts)


def pick_order(shop: Shop, row: int) -> None:
    """Note that an order's goods are being fetched."""
    _advance(shop, row, "picking", ("confirmed",))


def pack_order(shop: Shop, row: int) -> None:
    """Note that an order's parcel is packed."""
    _advance(shop, row, "packed", ("confirmed", "picking"))


def deliver_order(shop: Shop, row: int) -> None:
    """Note that the buyer has signed for the parcel."""
    _advance(shop, row, "delivered", ("shipped",))


def _advance(shop: Shop, row: int, state: str, before: tuple[str, ...]) -> None:
    """Take an order a step further with all that go in its parcel: a packed parcel holds the goods of each."""
    if orders.load_order(shop.connection, row).fulfilment == state:
        return
    for other in [row, *(other for other in group_rows(shop.connection, row) if other != row)]:
        order = orders.load_order(shop.connection, other)
        waits = order.fulfilment not in before
        if waits and (other == row or (state == "packed" and order.fulfilment == "new")):
            raise _wrong_state(order, _VERBS[state])
        if waits:
            continue
        if "hold" in order.flags:
            raise ShopError("order-on-hold", order=order.number)
        order_writes.update_order(shop.connection, other, {"fulfilment": state})
        note_event(shop, other, state)


def cancel_order(shop: Shop, row: int) -> None:
    """Cancel an order whose goods are still in the house; what was promised to it is free again."""
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == "cancelled":
        return
    if not may_cancel(order.fulfilment):
        raise _wrong_state(order, "cancel")
    stock.close_reservations(shop.connection, row, "released", shop.now())
    order_writes.update_order(shop.connection, row, {"fulfilment": "cancelled", "short": 0})
    note_event(shop, row, "cancelled", {"from": order.fulfilment})


def unconfirm_order(shop: Shop, row: int) -> None:
    """Take a confirmation back: the order is new again, what was promised to it is free.

    Raises ShopError("order-state") once work on it has begun.
    """
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == "new":
        return
    if order.fulfilment != "confirmed":
        raise _wrong_state(order, "unconfirm")
    stock.close_reservations(shop.connection, row, "released", shop.now())
    order_writes.update_order(shop.connection, row, {"fulfilment": "new"})
    note_event(shop, row, "unconfirmed")


def reopen_order(shop: Shop, row: int) -> None:
    """Take a cancellation back: the order stands where it stood if its pieces can be had again, else it is new.

    One that was at work and finds no pieces is new and short; one that a platform cancelled, or that was
    refunded meanwhile, is new. Raises ShopError("order-state") when the order is not cancelled.
    """
    order = orders.load_order(shop.connection, row)
    if order.fulfilment != "cancelled":
        raise _wrong_state(order, "reopen")
    told = [entry.details for entry in orders.timeline(shop.connection, row) if entry.kind == "cancelled"]
    before = told[-1].get("from", "new") if told else "new"
    state, short = "new", False
    if is_at_work(before) and order.payment != "refunded":
        short = bool(reserve_lines(shop, row))
        state = "new" if short else before
    order_writes.update_order(shop.connection, row, {"fulfilment": state, "short": int(short)})
    note_event(shop, row, "reopened", {"to": state})


def stand_order(shop: Shop, row: int, *, state: str) -> None:
    """Put one order at a step of the work at which it has stood before, without those of its parcel.

    Raises ShopError("order-state") when nobody works on it.
    """
    order = orders.load_order(shop.connection, row)
    if not is_at_work(order.fulfilment):
        raise _wrong_state(order, _VERBS[state])
    if order.fulfilment != state:
        order_writes.update_order(shop.connection, row, {"fulfilment": state})
        note_event(shop, row, state)


def step_back_order(shop: Shop, row: int, *, state: str) -> None:
    """Put an order that is being picked or is packed back to an earlier step of the work.

    Raises ShopError("order-state") when it does not stand at a later step.
    """
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == state:
        return
    steps = ("confirmed", "picking", "packed")
    if order.fulfilment not in steps[steps.index(state) :]:
        raise _wrong_state(order, "step back")
    order_writes.update_order(shop.connection, row, {"fulfilment": state})
    note_event(shop, row, "stepped-back", {"to": state})


def hold_order(shop: Shop, row: int) -> None:
    """Put an order aside until it is released; it can be neither confirmed, printed nor shipped meanwhile."""
    _set_hold(shop, row, 1, "held")


def release_order(shop: Shop, row: int) -> None:
    """Let a held order go on; of one that is not held, end the stop of a refund that is settled."""
    order = orders.load_order(shop.connection, row)
    if "hold" in order.flags or "refunding" not in order.flags:
        _set_hold(shop, row, 0, "released")
        return
    order_writes.update_order(shop.connection, row, {"refunding": 0})
    note_event(shop, row, "released", {"flag": "refunding"})


def unrelease_order(shop: Shop, row: int) -> None:
    """Put an order back to where it waited before it was released last: on hold, or stopped by its refund."""
    told = [entry.details for entry in orders.timeline(shop.connection, row) if entry.kind == "released"]
    if told and told[-1].get("flag") == "refunding":
        order_writes.update_order(shop.connection, row, {"refunding": 1})
        note_event(shop, row, "held", {"flag": "refunding"})
    else:
        hold_order(shop, row)


def _set_hold(shop: Shop, row: int, held: int, kind: str) -> None:
    order = orders.load_order(shop.connection, row)
    if ("hold" in order.flags) != bool(held):
        none = {} if held else {"hold_until": None, "hold_reason": ""}
        order_writes.update_order(shop.connection, row, {"hold": held, **none})
        note_event(shop, row, kind)


def note_event(shop: Shop, row: int, kind: str, details: dict[str, str] | None = None) -> None:
    """Write an entry into an order's timeline."""
    order_writes.add_event(shop.connection, row, kind=kind, at=shop.now(), actor=shop.actor, details=details or {})


def _wrong_state(order: Order, verb: str) -> ShopError:
    return ShopError("order-state", order=order.number, state=order.badge, verb=verb)


def parcel_rows(shop: Shop, row: int) -> list[int]:
    """Return the open orders that go in one parcel with this one, itself among them, the first one first.

    Raises ShopError("merge-receivers") when an import has given one of them another receiver since.
    """
    members = members_of(shop.connection, group_rows(shop.connection, row))
    members = [member for member in members if member.id == row or is_open(member.fulfilment)]
    for member in members:
        if member.receiver_key != members[0].receiver_key:
            raise ShopError("merge-receivers", order=members[0].number, other=member.number)
    return [member.id for member in members]


def serving_places(shop: Shop) -> dict[str, int]:
    """Return the places that serve orders, the first one first: code and row."""
    return {code: row for code, (row, serves) in load_locations(shop.connection).items() if serves}
