"""Orders of one receiver go together: each stays an order with its platform's number, one parcel carries them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.db import order_groups as groups
from shopdesk.db import order_writes, orders
from shopdesk.db.order_groups import Member
from shopdesk.db.order_views import TOGETHER
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, is_open
from shopdesk.services.deadlines import set_clock
from shopdesk.services.identity import new_id
from shopdesk.services.orders import note_event, order_number, order_row
from shopdesk.services.settings import get_setting, list_settings
from shopdesk.services.shop import Shop

__all__ = ["Merged", "group_rows", "merge_orders", "regroup", "suggest_merges", "unmerge_orders"]
ALIKE = ("hold", "refunding")  # flags that orders of one parcel share or do not have at all


@dataclass(frozen=True, slots=True)
class Merged:
    """Orders put together or taken apart; `before` tells their group, courier and waybill before, to take it back."""

    numbers: tuple[str, ...]
    before: Mapping[str, tuple[int | None, str, str]]


def suggest_merges(shop: Shop) -> list[list[Order]]:
    """Return orders that could go together, receiver by receiver, the most urgent receiver first."""
    found = groups.suggested_groups(shop.connection, TOGETHER)
    return [orders.load_orders(shop.connection, ids) for ids in found if len(ids) > 1]


def merge_orders(shop: Shop, texts: Sequence[str]) -> Merged:
    """Let orders go together in one parcel under one waybill; orders that go with one of them come along.

    Those that go together already stay as they are. Raises ShopError with "merge-needs-two", "order-state",
    "order-refunded", "merge-masked", "merge-receivers", "merge-channels",
    "merge-currencies", "merge-flags" or "merge-waybills"; nothing is changed then.
    """
    with shop.writing():
        rows = sorted({row for text in texts for row in groups.group_rows(shop.connection, order_row(shop, text))})
        if len(rows) < 2:
            raise ShopError("merge-needs-two")
        members = groups.members_of(shop.connection, rows)
        if rows == sorted(groups.group_rows(shop.connection, rows[0])):
            return _told(members)
        _check_alike(shop, members)
        courier, waybill = _one_waybill(members)
        group = groups.add_group(shop.connection, new_id(), shop.now(), shop.actor)
        _set_members(shop, {member.id: (group, courier, waybill) for member in members})
        for member in members:
            others = ", ".join(other.number for other in members if other.id != member.id)
            note_event(shop, member.id, "merged", {"with": others, "own_waybill": member.waybill})
    return _told(members)


def unmerge_orders(shop: Shop, texts: Sequence[str]) -> Merged:
    """Take orders out of their common parcel; the waybill stays with the order it was given to.

    Raises ShopError with "not-merged", or "order-state" once the parcel has gone.
    """
    with shop.writing():
        leaving = {order_row(shop, text) for text in texts}
        touched: dict[int, Member] = {}
        for row in sorted(leaving):
            rows = groups.group_rows(shop.connection, row)
            if len(rows) < 2 and row not in touched:
                raise ShopError("not-merged", order=order_number(row))
            touched |= {member.id: member for member in groups.members_of(shop.connection, rows)}
        for member in touched.values():
            if not is_open(member.fulfilment):
                raise _wrong_state(shop, member.id, "unmerge")
        _take_apart(shop, list(touched.values()), leaving)
    return _told(list(touched.values()))


def regroup(shop: Shop, before: Mapping[str, tuple[int | None, str, str]]) -> None:
    """Put orders back into the parcels in which they were, to take a merging or its opposite back.

    Raises ShopError("order-state") once one of them has gone.
    """
    with shop.writing():
        told = {order_row(shop, number): state for number, state in before.items()}
        for row in told:
            order = orders.load_order(shop.connection, row)
            if not is_open(order.fulfilment):
                raise _wrong_state(shop, row, "unmerge")
        _set_members(shop, told)
        for row in told:
            others = [order_number(other) for other in groups.group_rows(shop.connection, row) if other != row]
            kind, details = ("merged", {"with": ", ".join(others)}) if others else ("unmerged", {})
            note_event(shop, row, kind, details)


def group_rows(shop: Shop, row: int) -> list[int]:
    """Return the orders that go in one parcel with this one, itself among them, the first one first."""
    return groups.group_rows(shop.connection, row)


def leave_group(shop: Shop, row: int) -> None:
    """Take one order out of its parcel because it takes another way, inside the caller's transaction."""
    rows = groups.group_rows(shop.connection, row)
    if len(rows) > 1:
        _take_apart(shop, groups.members_of(shop.connection, rows), {row})


def _take_apart(shop: Shop, members: Sequence[Member], leaving: set[int]) -> None:
    """Let some orders of parcels go alone; of each parcel what stays goes on together if it is two or more."""
    told: dict[int, tuple[int | None, str, str]] = {}
    for group in {member.group for member in members}:
        inside = [member for member in members if member.group == group]
        staying = [member for member in inside if member.id not in leaving]
        keeper = _keeper(shop, inside)
        alone = [*(member for member in inside if member.id in leaving), *(staying if len(staying) < 2 else ())]
        for member in alone:
            told[member.id] = (None, member.courier, member.waybill if member.id == keeper else "")
        if len(staying) > 1 and keeper in leaving:
            told |= {member.id: (group, member.courier, "") for member in staying}
    _set_members(shop, told)
    for row in told:
        if told[row][0] is None:
            note_event(shop, row, "unmerged")


def _keeper(shop: Shop, members: Sequence[Member]) -> int:
    """Return the order that a parcel's waybill belongs to: the one it was given to, else the first."""
    owner = groups.waybill_owner(shop.connection, members[0].courier, members[0].waybill)
    if owner is not None and owner in [member.id for member in members]:
        return owner
    for member in members:
        told = [entry.details for entry in orders.timeline(shop.connection, member.id) if entry.kind == "merged"]
        if member.waybill and told and told[-1].get("own_waybill") == member.waybill:
            return member.id
    return members[0].id


def _set_members(shop: Shop, told: Mapping[int, tuple[int | None, str, str]]) -> None:
    """Write group, courier and waybill of orders; what was printed for them before holds no longer."""
    values = list_settings(shop)
    for row, (group, courier, waybill) in told.items():
        order_writes.update_order(
            shop.connection, row, {"group_id": group, "courier": courier, "waybill": waybill}
        )  # fmt: skip
        set_clock(shop, row, values)
    groups.outdate_labels(shop.connection, list(told), shop.now())


def _check_alike(shop: Shop, members: Sequence[Member]) -> None:
    """Refuse orders that cannot share a parcel, naming the first that differs."""
    first = orders.load_order(shop.connection, members[0].id)
    across = bool(get_setting(shop, "orders.merge_channels"))
    for member in members:
        order = orders.load_order(shop.connection, member.id)
        if not is_open(member.fulfilment) or order.payment == "unpaid":
            raise _wrong_state(shop, member.id, "merge")
        if not order.receiver.name or not (order.receiver.street or order.receiver.city):
            raise ShopError("receiver-missing", order=order.number)
        if order.payment == "refunded":
            raise ShopError("order-refunded", order=order.number)
        if "masked" in order.flags:
            raise ShopError("merge-masked", order=order.number)
        both = {"order": first.number, "other": order.number}
        if member.receiver_key != members[0].receiver_key:
            raise ShopError("merge-receivers", **both)
        if not across and member.channel != members[0].channel:
            raise ShopError("merge-channels", **both)
        if member.currency != members[0].currency:
            raise ShopError("merge-currencies", **both)
        if any((flag in order.flags) != (flag in first.flags) for flag in ALIKE):
            raise ShopError("merge-flags", **both)


def _one_waybill(members: Sequence[Member]) -> tuple[str, str]:
    """Return courier and waybill of a common parcel: the only number there is, the first courier named.

    Raises ShopError("merge-waybills") where two numbers are given out already.
    """
    given = {(member.courier, member.waybill): member for member in members if member.waybill}
    if len(given) > 1:
        one, other = list(given.values())[:2]
        raise ShopError("merge-waybills", order=one.number, other=other.number)
    if given:
        return next(iter(given))
    return next((member.courier for member in members if member.courier), ""), ""


def _wrong_state(shop: Shop, row: int, verb: str) -> ShopError:
    order = orders.load_order(shop.connection, row)
    return ShopError("order-state", order=order.number, state=order.badge, verb=verb)


def _told(members: Sequence[Member]) -> Merged:
    before = {member.number: (member.group, member.courier, member.waybill) for member in members}
    return Merged(tuple(before), before)
