"""Waybill numbers: pools by courier, given out once."""

import re
from collections.abc import Sequence
from functools import partial

from shopdesk.db import order_writes, orders, waybills
from shopdesk.db.order_groups import group_rows, members_of
from shopdesk.domain.cells import identifier
from shopdesk.domain.couriers import looks_right
from shopdesk.domain.errors import ShopError
from shopdesk.services.couriers import courier_for, find_courier
from shopdesk.services.orders import Outcome, each_order, note_event
from shopdesk.services.shipments import courier_code
from shopdesk.services.shop import Shop

MOST_AT_ONCE = 100_000
_NUMBER = re.compile(r"[A-Za-z0-9-]{4,40}")
_TAIL = re.compile(r"(.*?)(\d+)")


def add_waybills(shop: Shop, courier: str, numbers: Sequence[str]) -> int:
    """Add numbers to a courier's pool and return how many are new; known ones stay as they are.

    Raises ShopError with "courier-unknown", "waybill-invalid" or "number-damaged".
    """
    exact = [identifier(number) for number in numbers]
    for number in exact:
        if not _NUMBER.fullmatch(number):
            raise ShopError("waybill-invalid", value=number)
    with shop.writing():
        return waybills.add_numbers(shop.connection, courier_code(shop, courier), exact, shop.now())


def take_waybills_out(shop: Shop, courier: str, numbers: Sequence[str]) -> int:
    """Take numbers that nobody has yet out of a courier's pool again and return how many went."""
    with shop.writing():
        return waybills.drop_numbers(shop.connection, courier_code(shop, courier), numbers)


def new_numbers(shop: Shop, courier: str, numbers: Sequence[str]) -> list[str]:
    """Return those of these numbers that the courier's pool does not know yet, each once."""
    known = waybills.known_numbers(shop.connection, courier_code(shop, courier), numbers)
    return [number for number in dict.fromkeys(numbers) if number not in known]


def odd_numbers(shop: Shop, courier: str, numbers: Sequence[str]) -> list[str]:
    """Return the numbers that do not look like this courier's; they are warned of and never refused.

    A courier that the shop does not know has no look. Platform-given numbers may differ from what is usual.
    """
    try:
        told = find_courier(shop, courier)
    except ShopError:
        return []
    return [number for number in numbers if number and not looks_right(told, number)]


def number_range(first: str, last: str) -> list[str]:
    """Return all numbers from first to last, counted up at their end. Raises ShopError("waybill-range")."""
    low, high = _TAIL.fullmatch(first), _TAIL.fullmatch(last)
    if not low or not high or low[1] != high[1] or len(first) != len(last):
        raise ShopError("waybill-range", first=first, last=last, most=MOST_AT_ONCE)
    start, stop = int(low[2]), int(high[2])
    if not 0 <= stop - start < MOST_AT_ONCE:
        raise ShopError("waybill-range", first=first, last=last, most=MOST_AT_ONCE)
    return [f"{low[1]}{number:0{len(low[2])}d}" for number in range(start, stop + 1)]


def assign_waybills(shop: Shop, texts: Sequence[str], courier: str = "") -> list[Outcome]:
    """Give each order the next number of its courier's pool; an order that has one keeps it."""
    code = courier_code(shop, courier) if courier else ""
    return each_order(shop, texts, partial(_assign, courier=code))


def _assign(shop: Shop, row: int, *, courier: str) -> None:
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == "cancelled":
        raise ShopError("order-state", order=order.number, state=order.badge, verb="assign")
    if not order.waybill and not take_waybill(shop, row, courier):
        raise ShopError("waybill-pool-empty", order=order.number, courier=courier or order.courier or "?")


def take_waybill(shop: Shop, row: int, courier: str = "") -> str:
    """Give an order without a waybill the next number of a pool, inside the caller's transaction.

    Orders that go in one parcel with it carry the same number: theirs where one of them has one already.
    The courier is the one asked for, the order's own, the shop's usual one, the one recommended of those with a
    free number, else the first of these.
    Returns "" when there is none.
    """
    rows = group_rows(shop.connection, row)
    for other in members_of(shop.connection, rows):
        if other.waybill:
            _carry(shop, [row], other.courier, other.waybill)
            return other.waybill
    free = [code for code, count, _, _ in waybills.pools(shop.connection) if count]
    wanted = courier or courier_for(shop, row, among=free)
    for code in [wanted] if wanted else free[:1]:
        number = waybills.take_number(shop.connection, code, row, shop.now())
        if number:
            _carry(shop, rows, code, number)
            return number
    return ""


def _carry(shop: Shop, rows: Sequence[int], courier: str, number: str) -> None:
    for row in rows:
        order_writes.update_order(shop.connection, row, {"courier": courier, "waybill": number})
        note_event(shop, row, "waybill", {"courier": courier, "waybill": number})
