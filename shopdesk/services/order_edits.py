"""What a person corrects about an order: its receiver, its notes, that it is paid, that it waits or looks harmless."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from shopdesk.db import order_edits as edits
from shopdesk.db import order_groups as groups
from shopdesk.db import order_writes, orders
from shopdesk.db.search_index import index_again
from shopdesk.db.times import write_time, write_time_or_none
from shopdesk.domain.addresses import Receiver, receiver_is_masked
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, is_open
from shopdesk.services.deadlines import set_clock
from shopdesk.services.order_groups import leave_group
from shopdesk.services.orders import hold_order, note_event, order_row, release_order
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import Shop

__all__ = [
    "Edited", "change_receiver", "clear_suspicion", "hold_until", "holds_over", "note_order", "pay_order",
    "release_due", "take_edit_back",
]  # fmt: skip
LONGEST_NOTE = 2_000
_LONGEST_HOLD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Edited:
    """What was changed of an order, with the values before, so that it can be taken back."""

    number: str
    kind: str
    before: Mapping[str, object]
    after: Mapping[str, object]


def change_receiver(shop: Shop, text: str, receiver: Receiver) -> Edited:
    """Give an order another receiver; a label printed before holds no longer, and it leaves its common parcel.

    Raises ShopError with "order-unknown", "receiver-missing", or "order-state" once the parcel has gone.
    """
    with shop.writing():
        row, order = _open(shop, text, "change")
        if not receiver.name.strip() or not (receiver.street.strip() or receiver.city.strip()):
            raise ShopError("receiver-missing", order=order.number)
        told = {field.name: getattr(receiver, field.name).strip() for field in fields(Receiver)}
        told |= {name: mask_cards(told[name]) for name in ("name", "street")}
        changes: dict[str, object] = {**told, "masked": int(receiver_is_masked(receiver))}
        leave_group(shop, row)
        edited = _edit(shop, row, "receiver", changes, {"to": f"{receiver.name} {receiver.city}".strip()})
        groups.outdate_labels(shop.connection, [row], shop.now())
    return edited


def note_order(shop: Shop, text: str, note: str) -> Edited:
    """Write the shop's own note on an order. Raises ShopError with "order-unknown" or "note-too-long"."""
    if len(note) > LONGEST_NOTE:
        raise ShopError("note-too-long", limit=LONGEST_NOTE)
    with shop.writing():
        return _edit(shop, order_row(shop, text), "seller_note", {"seller_note": mask_cards(note.strip())})


def pay_order(shop: Shop, text: str, *, method: str = "", at: datetime | None = None) -> Edited:
    """Note that an unpaid order was paid by hand; its clock starts. Raises ShopError with "order-state"."""
    with shop.writing():
        row, order = _open(shop, text, "pay")
        if order.payment != "unpaid":
            raise ShopError("order-state", order=order.number, state=order.badge, verb="pay")
        paid_at = write_time(at or shop.now())
        changes = {"payment": "paid", "paid_at": paid_at, "payment_method": mask_cards(method.strip())[:60]}
        return _edit(shop, row, "paid", changes, {"method": mask_cards(method.strip())[:60]} if method.strip() else {})


def hold_until(shop: Shop, text: str, *, until: datetime | None = None, reason: str = "") -> Edited:
    """Put an order aside until a time, or by hand without one; it comes back by itself.

    Raises ShopError with "order-unknown", "hold-time" for a time that has passed or lies over a year ahead, or
    "order-state" once the parcel has gone.
    """
    if until is not None and not shop.now() < until < shop.now() + _LONGEST_HOLD:
        raise ShopError("hold-time", value=until.isoformat(timespec="minutes"))
    with shop.writing():
        row, order = _open(shop, text, "hold")
        before = {"hold_until": write_time_or_none(order.hold_until), "hold_reason": order.hold_reason}
        held = "hold" in order.flags
        hold_order(shop, row)
        after = {"hold_until": write_time_or_none(until), "hold_reason": mask_cards(reason.strip())[:200]}
        if before != after:
            order_writes.update_order(shop.connection, row, after)
            details = {"until": str(after["hold_until"] or ""), "reason": str(after["hold_reason"])}
            note_event(shop, row, "hold-told", {name: told for name, told in details.items() if told})
    return Edited(order.number, "hold", before | {"hold": int(held)}, after | {"hold": 1})


def holds_over(shop: Shop) -> bool:
    """Tell whether the time of waiting of any order is over."""
    return bool(edits.holds_over(shop.connection, shop.now()))


def release_due(shop: Shop) -> list[str]:
    """Let orders go on whose time of waiting is over; return their numbers. Nothing is written when none is."""
    rows = edits.holds_over(shop.connection, shop.now())
    if not rows:
        return []
    with shop.writing():
        released = []
        for row in edits.holds_over(shop.connection, shop.now()):
            release_order(shop, row)
            released.append(orders.load_order(shop.connection, row).number)
    return released


def clear_suspicion(shop: Shop, text: str) -> Edited:
    """Note that a person has looked at an order and found nothing odd. Raises ShopError("order-unknown")."""
    with shop.writing():
        return _edit(shop, order_row(shop, text), "cleared", {"suspicious": 0, "suspicions": ""})


def take_edit_back(shop: Shop, edited: Edited) -> Edited:
    """Put back what a person has changed; what was printed since holds no longer. Raises ShopError("order-state")."""
    with shop.writing():
        row = order_row(shop, edited.number)
        if edited.kind in ("receiver", "paid", "hold"):
            _open(shop, edited.number, "change")
        back = _edit(shop, row, edited.kind, edited.before, {"undone": "yes"})
        if edited.kind == "receiver":
            groups.outdate_labels(shop.connection, [row], shop.now())
    return back


def _open(shop: Shop, text: str, verb: str) -> tuple[int, Order]:
    row = order_row(shop, text)
    order = orders.load_order(shop.connection, row)
    if not is_open(order.fulfilment):
        raise ShopError("order-state", order=order.number, state=order.badge, verb=verb)
    return row, order


_DECIDED = {"receiver": "receiver", "seller_note": "seller_note", "cleared": "suspicious"}


def _edit(
    shop: Shop, row: int, kind: str, changes: Mapping[str, object], details: Mapping[str, str] | None = None
) -> Edited:
    """Write what differs, note it in the timeline, and let no later file take it back; undo lets files tell again."""
    before = edits.columns_of(shop.connection, row, sorted({*changes, "decided", "number"}))
    number, decided = str(before.pop("number")), str(before["decided"])
    changed = {name: value for name, value in changes.items() if before[name] != value}
    if changed:
        word = _DECIDED.get(kind, "")
        if word and "decided" not in changes and word not in decided.split():
            changed["decided"] = f"{decided} {word}".strip()
        order_writes.update_order(shop.connection, row, changed)
        if kind == "paid":
            set_clock(shop, row, list_settings(shop))
        index_again(shop.connection, row)
        note_event(shop, row, kind, dict(details or {}))
    return Edited(number, kind, before, dict(changes))
