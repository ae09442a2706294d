"""Parcels leave and, when it was a mistake, come back on the shelf."""

from collections.abc import Sequence
from functools import partial

from shopdesk.db import order_writes, orders, stock, waybills
from shopdesk.db.settings import load_couriers
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, may_ship
from shopdesk.domain.stock import take_from
from shopdesk.services.identity import new_id
from shopdesk.services.orders import Outcome, each_order, note_event, reserve_lines, serving_places
from shopdesk.services.shop import Shop


def ship_orders(
    shop: Shop, texts: Sequence[str], *, courier: str = "", waybill: str = "", allow_short: bool = False
) -> list[Outcome]:
    """Send orders off: their goods leave the stock, their reservations close.

    A waybill can be given for one order only; without one the courier's pool gives the next number, if it has any.
    Raises ShopError with "waybill-for-many" or "courier-unknown".
    """
    if waybill and len(texts) > 1:
        raise ShopError("waybill-for-many")
    code = courier_code(shop, courier) if courier else ""
    ship = partial(ship_order, courier=code, waybill=waybill.strip(), allow_short=allow_short)
    return each_order(shop, texts, ship)


def unship_orders(shop: Shop, texts: Sequence[str]) -> list[Outcome]:
    """Take shipments back: the goods lie on the shelf again and are reserved again."""
    return each_order(shop, texts, _unship)


def courier_code(shop: Shop, text: str) -> str:
    """Return the courier's code for a code, name or alias. Raises ShopError("courier-unknown")."""
    couriers = load_couriers(shop.connection)
    for code, (name, name_en, aliases) in couriers.items():
        if text.casefold() in (known.casefold() for known in (code, name, name_en, *aliases)):
            return code
    raise ShopError("courier-unknown", value=text, allowed=", ".join(couriers))


def ship_order(shop: Shop, row: int, *, courier: str, waybill: str, allow_short: bool) -> None:
    """Send one order off, inside the caller's transaction; `courier` is a code or "" for the order's own.

    Raises ShopError with "order-state", "order-on-hold", "order-short", "courier-needed" or "waybill-taken".
    """
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == "shipped" and waybill in ("", order.waybill):
        return
    if "hold" in order.flags:
        raise ShopError("order-on-hold", order=order.number)
    if "short" in order.flags and not allow_short:
        raise ShopError("order-short", order=order.number)
    if not may_ship(order.fulfilment) and not ("short" in order.flags and order.fulfilment == "new"):
        raise ShopError("order-state", order=order.number, state=order.badge, verb="ship")
    carrier = courier or order.courier
    if not carrier:
        raise ShopError("courier-needed", order=order.number)
    number = _number_for(shop, row, order, carrier, waybill)
    left_behind = _take_goods(shop, row, order)
    stock.close_reservations(shop.connection, row, "shipped", shop.now())
    order_writes.update_order(
        shop.connection, row, {"fulfilment": "shipped", "courier": carrier, "waybill": number, "short": 0}
    )
    note_event(shop, row, "shipped", {"courier": carrier, "waybill": number, "missing": left_behind})


def _number_for(shop: Shop, row: int, order: Order, courier: str, given: str) -> str:
    """Return the waybill the parcel goes under: the one given, the one it has, else the pool's next."""
    number = given or (order.waybill if order.courier in ("", courier) else "")
    if not number:
        return waybills.take_number(shop.connection, courier, row, shop.now()) or ""
    if courier not in load_couriers(shop.connection):
        return number  # a courier that only the platform knows has no pool here
    if not waybills.note_number(shop.connection, courier, number, row, shop.now()):
        raise ShopError("waybill-taken", order=order.number, value=number)
    return number


def _take_goods(shop: Shop, row: int, order: Order) -> str:
    """Move an order's goods out of the places that serve orders; return what was not there, as text."""
    places = serving_places(shop)
    missing = []
    for _, variant, wanted in order_writes.lines_to_reserve(shop.connection, row):
        lying = {code: stock.counts(shop.connection, variant, place).on_hand for code, place in places.items()}
        pieces = wanted
        if "short" in order.flags:  # nothing was reserved for it, and what others were promised stays theirs
            pieces = min(wanted, max(stock.counts(shop.connection, variant, 0).available, 0))
        taken = take_from(lying, pieces)
        if sum(taken.values()) < pieces:
            raise ShopError("stock-negative", wanted=pieces, on_hand=sum(lying.values()))
        for code, part in taken.items():
            _move(shop, row, variant, places[code], -part, order.number)
        if pieces < wanted:
            missing.append(f"{order_writes.skus_of(shop.connection, [variant])[variant]} ×{wanted - pieces}")
    return ", ".join(missing)


def _unship(shop: Shop, row: int) -> None:
    order = orders.load_order(shop.connection, row)
    if order.fulfilment != "shipped":
        raise ShopError("order-state", order=order.number, state=order.badge, verb="unship")
    for variant, place, moved in stock.movements_of_order(shop.connection, row):
        _move(shop, row, variant, place, -moved, order.number)
    if missing := reserve_lines(shop, row):
        sku, pieces = next(iter(missing.items()))
        raise ShopError("unship-short", order=order.number, sku=sku, missing=pieces)
    order_writes.update_order(shop.connection, row, {"fulfilment": "confirmed"})
    note_event(shop, row, "unshipped", {"waybill": order.waybill})


def _move(shop: Shop, row: int, variant: int, place: int, quantity: int, number: str) -> None:
    stock.add_movement(
        shop.connection,
        uuid=new_id(),
        variant_id=variant,
        location_id=place,
        quantity=quantity,
        reason="sale",
        at=shop.now(),
        actor=shop.actor,
        reference=number,
        order_id=row,
    )
