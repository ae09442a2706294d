"""Parcels leave and, when it was a mistake, come back on the shelf."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from shopdesk.db import order_writes, orders, stock, waybills
from shopdesk.db.order_groups import group_rows, live_members
from shopdesk.db.returns import pieces_in_cases
from shopdesk.db.settings import load_couriers
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order, may_ship, refund_stop
from shopdesk.domain.stock import take_from
from shopdesk.services.couriers import courier_for
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import lots_to_take
from shopdesk.services.orders import (
    Outcome,
    each_order,
    note_event,
    parcel_rows,
    reserve_lines,
    serving_places,
    share_lines,
)
from shopdesk.services.return_exchanges import note_exchange_back, note_exchange_sent
from shopdesk.services.settings import get_setting
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
    """Send one order off with all that go in its parcel, inside the caller's transaction.

    `courier` is a code or "" for the order's own. Raises ShopError with "order-state", "order-on-hold",
    "order-refunding", "order-refunded", "order-short", "courier-needed", "waybill-taken" or "merge-receivers".
    """
    order = orders.load_order(shop.connection, row)
    if order.fulfilment == "shipped" and waybill in ("", order.waybill):
        return
    rows = [row, *(other for other in parcel_rows(shop, row) if other != row)]
    for other in rows:
        _check_ready(orders.load_order(shop.connection, other), allow_short)
    for other in rows:
        _ship_one(shop, other, courier, waybill, rows)
        shipped = orders.load_order(shop.connection, row)
        courier, waybill = shipped.courier, shipped.waybill
    for absent in set(live_members(shop.connection, row)) - set(rows):  # cancelled ones have no part in the parcel
        order_writes.update_order(shop.connection, absent, {"group_id": None})


def _check_ready(order: Order, allow_short: bool) -> None:
    if "hold" in order.flags:
        raise ShopError("order-on-hold", order=order.number)
    if stop := refund_stop(order):
        raise ShopError(stop, order=order.number)
    if "short" in order.flags and not allow_short:
        raise ShopError("order-short", order=order.number)
    if not may_ship(order.fulfilment) and not ("short" in order.flags and order.fulfilment == "new"):
        raise ShopError("order-state", order=order.number, state=order.badge, verb="ship")


def _ship_one(shop: Shop, row: int, courier: str, waybill: str, together: Sequence[int]) -> None:
    order = orders.load_order(shop.connection, row)
    carrier = courier or courier_for(shop, row)
    if not carrier:
        raise ShopError("courier-needed", order=order.number)
    number = _number_for(shop, row, order, carrier, waybill, together)
    left_behind = _take_goods(shop, row, order)
    stock.close_reservations(shop.connection, row, "shipped", shop.now())
    order_writes.update_order(
        shop.connection, row, {"fulfilment": "shipped", "courier": carrier, "waybill": number, "short": 0}
    )
    note_event(shop, row, "shipped", {"courier": carrier, "waybill": number, "missing": left_behind})
    note_exchange_sent(shop, row)


def _number_for(shop: Shop, row: int, order: Order, courier: str, given: str, together: Sequence[int]) -> str:
    """Return the waybill the parcel goes under: the one given, the one it has, else the pool's next."""
    number = given or (order.waybill if order.courier in ("", courier) else "")
    if not number:
        return waybills.take_number(shop.connection, courier, row, shop.now()) or ""
    if courier not in load_couriers(shop.connection):
        return number  # a courier that only the platform knows has no pool here
    if not waybills.note_number(shop.connection, courier, number, row, shop.now(), together):
        raise ShopError("waybill-taken", order=order.number, value=number)
    return number


def _take_goods(shop: Shop, row: int, order: Order) -> str:
    """Move an order's goods out of the places that serve orders; return what was not there, as text."""
    wanted, missing = stock.reserved_for(shop.connection, row), dict[int, int]()
    if "short" in order.flags:  # nothing was reserved for it, and what others were promised stays theirs
        shares, missing = share_lines(shop, row)
        wanted = [(variant, pieces) for _line, variant, pieces in shares]
    places, paid = serving_places(shop), order_writes.paid_for(shop.connection, row, _currency(shop))
    for variant, pieces in wanted:
        price, cost = paid.get(variant, (None, None))  # parts of a kit have no price of their own
        for place, lot, part in _found(shop, variant, pieces, places):
            stock.add_movement(
                shop.connection, uuid=new_id(), variant_id=variant, location_id=place, quantity=-part, reason="sale",
                at=shop.now(), actor=shop.actor, reference=order.number, order_id=row, lot_id=lot, unit_cost=cost,
                unit_price=price,
            )  # fmt: skip
    skus = order_writes.skus_of(shop.connection, missing)
    return ", ".join(f"{skus[variant]} ×{pieces}" for variant, pieces in missing.items())


def _found(shop: Shop, variant: int, pieces: int, places: Mapping[str, int]) -> Iterator[tuple[int, int | None, int]]:
    """Give the places and batches that pieces are taken from, what expires first in front.

    Raises ShopError("stock-negative") where fewer lie there, unless the shop lets the variant go below nothing.
    """
    lying = {code: stock.counts(shop.connection, variant, place).on_hand for code, place in places.items()}
    taken = take_from(lying, pieces)
    if (lacking := pieces - sum(taken.values())) > 0:
        if not stock.may_go_negative(shop.connection, variant):
            raise ShopError("stock-negative", wanted=pieces, on_hand=sum(lying.values()))
        first = next(iter(places))
        taken[first] = taken.get(first, 0) + lacking
    for code, part in taken.items():
        yield from ((places[code], lot, some) for lot, some in lots_to_take(shop, variant, places[code], part))


def _unship(shop: Shop, row: int) -> None:
    """Take a shipment back with all that went in its parcel."""
    rows = [row, *(other for other in group_rows(shop.connection, row) if other != row)]
    for other in rows:
        order = orders.load_order(shop.connection, other)
        if order.fulfilment != "shipped":
            raise ShopError("order-state", order=order.number, state=order.badge, verb="unship")
        if pieces_in_cases(shop.connection, other):  # its goods would come back twice
            raise ShopError("unship-returned", order=order.number)
    for other in rows:
        _unship_one(shop, other)


def _unship_one(shop: Shop, row: int) -> None:
    order = orders.load_order(shop.connection, row)
    for told in stock.movements_of_order(shop.connection, row):
        stock.add_movement(
            shop.connection, uuid=new_id(), variant_id=told.variant_id, location_id=told.location_id,
            quantity=-told.quantity, reason="sale", at=shop.now(), actor=shop.actor, reference=order.number,
            order_id=row, lot_id=told.lot_id, unit_cost=told.unit_cost, unit_price=told.unit_price,
        )  # fmt: skip
    if missing := reserve_lines(shop, row):
        sku, pieces = next(iter(missing.items()))
        raise ShopError("unship-short", order=order.number, sku=sku, missing=pieces)
    order_writes.update_order(shop.connection, row, {"fulfilment": "confirmed"})
    note_event(shop, row, "unshipped", {"waybill": order.waybill})
    note_exchange_back(shop, row)


def _currency(shop: Shop) -> str:
    return str(get_setting(shop, "shop.currency"))
