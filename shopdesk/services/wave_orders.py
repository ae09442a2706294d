"""The orders of a wave arranged by hand before it is picked: in another sequence, taken out, put in, moved on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.db import orders, waves
from shopdesk.db.order_groups import group_rows
from shopdesk.db.waves import WaveRow
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import refund_stop
from shopdesk.domain.waves import MOST_POSITIONS, cart_name
from shopdesk.services.documents import Refusal
from shopdesk.services.orders import note_event, order_number, order_row, pick_order
from shopdesk.services.shop import Shop
from shopdesk.services.waves import back_to_queue, check_free, find_wave


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands: in which open wave, at which position of its cart; "" in none, it waits."""

    order: str
    wave: str = ""
    cart: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where the orders that were moved stood and stand, by which it is undone and done again; what was refused."""

    before: tuple[Standing, ...] = ()
    after: tuple[Standing, ...] = ()
    refused: tuple[Refusal, ...] = ()


def reorder_wave(shop: Shop, number: str, texts: Sequence[str]) -> Arranged:
    """Give a wave's orders their positions anew: these first, in this sequence, then the others as they stand.

    Orders of one parcel keep standing together. Raises ShopError with "wave-unknown", "wave-state", "wave-begun" (a
    piece was told of already) or "wave-without" (an order is not in it).
    """
    with shop.writing():
        wave = untouched_wave(shop, number)
        parcels = _parcels(shop, wave)
        carts = [_cart_of(shop, wave, parcels, text) for text in texts]
        sequence = dict.fromkeys([*carts, *parcels])
        places = [
            Standing(order, wave.number, cart_name(at)) for at, cart in enumerate(sequence) for order in parcels[cart]
        ]
        return arrange_orders(shop, places)


def take_out_of_wave(shop: Shop, number: str, texts: Sequence[str]) -> Arranged:
    """Take orders out of a wave, with all that share their positions; they wait to be picked again.

    The others keep their positions. Raises what `reorder_wave` raises, or "wave-last" when none would be left.
    """
    with shop.writing():
        wave = untouched_wave(shop, number)
        parcels = _parcels(shop, wave)
        carts = dict.fromkeys(_cart_of(shop, wave, parcels, text) for text in texts)
        return arrange_orders(shop, [Standing(order) for cart in carts for order in parcels[cart]])


def add_to_wave(shop: Shop, number: str, texts: Sequence[str], *, move: bool = False) -> Arranged:
    """Put orders that wait into an open wave, each parcel at the first free position; `move` takes them out of another.

    What cannot be picked is refused with its reason and the others go on; an order that is in it already stays where
    it is. Raises ShopError with "wave-unknown", "wave-state" or "wave-begun", or the first reason when all are refused.
    """
    with shop.writing():
        wave = untouched_wave(shop, number)
        taken = {member.cart for member in waves.members_of(shop.connection, wave.row)}
        free = iter([cart for at in range(MOST_POSITIONS) if (cart := cart_name(at)) not in taken])
        places: dict[str, Standing] = {}
        refused: list[Refusal] = []
        for text in dict.fromkeys(texts):
            try:
                parcel = [order for order in _coming(shop, wave, text, move) if order not in places]
                if parcel and (cart := next(free, "")):
                    places |= {order: Standing(order, wave.number, cart) for order in parcel}
                elif parcel:
                    raise ShopError("wave-full", wave=wave.number, most=MOST_POSITIONS)
            except ShopError as error:
                refused.append(Refusal(text, error))
        if refused and not places:
            raise refused[0].error
        return replace(arrange_orders(shop, list(places.values())), refused=tuple(refused))


def arrange_orders(shop: Shop, places: Sequence[Standing]) -> Arranged:
    """Let orders stand as told, all of them or none; those that stand so already stay untouched.

    What was arranged is undone with its `before` and done again with its `after`; a position that others have taken
    meanwhile is theirs, and the first free one stands in for it. Raises ShopError with
    "wave-unknown", "wave-state", "wave-begun", "wave-last", or why an order cannot be picked.
    """
    before: list[Standing] = []
    after: list[Standing] = []
    with shop.writing():
        for place in _beside_others(shop, places):
            row = order_row(shop, place.order)
            stood = waves.place_of(shop.connection, row)
            was = Standing(place.order, *(stood[1:] if stood else ()))
            if was != place:
                _move(shop, row, was, place)
                before.append(was)
                after.append(place)
        for number in {was.wave for was in before if was.wave}:
            if not _parcels(shop, find_wave(shop, number)):
                raise ShopError("wave-last", wave=number)
    return Arranged(tuple(before), tuple(after))


def _beside_others(shop: Shop, places: Sequence[Standing]) -> list[Standing]:
    """Return the places with free positions instead of those at which other orders stand."""
    moving = {place.order for place in places}
    told: dict[tuple[str, str], str] = {}
    for number in {place.wave for place in places if place.wave}:
        parcels = _parcels(shop, find_wave(shop, number))
        taken = {cart for cart, orders in parcels.items() if not moving.issuperset(orders)}
        wanted = dict.fromkeys(place.cart for place in places if place.wave == number)
        free = (cart for at in range(MOST_POSITIONS) if (cart := cart_name(at)) not in taken | wanted.keys())
        told |= {(number, cart): next(free, cart) for cart in wanted if cart in taken}
    return [replace(place, cart=told.get((place.wave, place.cart), place.cart)) for place in places]


def untouched_wave(shop: Shop, number: str) -> WaveRow:
    """Return an open wave of which nothing was told yet. Raises "wave-unknown", "wave-state" or "wave-begun"."""
    wave = find_wave(shop, number)
    if wave.state != "open":
        raise ShopError("wave-state", wave=wave.number, state=wave.state)
    if waves.picked(shop.connection, wave.row):
        raise ShopError("wave-begun", wave=wave.number)
    return wave


def _parcels(shop: Shop, wave: WaveRow) -> dict[str, list[str]]:
    """Return the orders at each position of a wave's cart."""
    found: dict[str, list[str]] = {}
    for member in waves.members_of(shop.connection, wave.row):
        if member.inside:
            found.setdefault(member.cart, []).append(member.number)
    return found


def _cart_of(shop: Shop, wave: WaveRow, parcels: dict[str, list[str]], text: str) -> str:
    number = order_number(order_row(shop, text))
    for cart, standing in parcels.items():
        if number in standing:
            return cart
    raise ShopError("wave-without", order=number, wave=wave.number)


def _coming(shop: Shop, wave: WaveRow, text: str, move: bool) -> list[str]:
    """Return the orders that come into a wave with one: its parcel as it waits, or as it stands in another wave."""
    row = order_row(shop, text)
    stood = waves.place_of(shop.connection, row)
    if stood and stood[0] == wave.row:
        return []
    if stood and move:
        return _parcels(shop, untouched_wave(shop, stood[1]))[stood[2]]
    check_free(shop, row)
    return [one.order for one in waves.waiting_orders(shop.connection, group_rows(shop.connection, row))]


def _move(shop: Shop, row: int, was: Standing, place: Standing) -> None:
    for number in {was.wave, place.wave} - {""}:
        untouched_wave(shop, number)
    if was.wave == place.wave:
        waves.move_member(shop.connection, find_wave(shop, place.wave).row, row, place.cart)
        return
    if was.wave:
        waves.take_member_out(shop.connection, find_wave(shop, was.wave).row, row, shop.now())
        note_event(shop, row, "wave-left", {"wave": was.wave, "cart": was.cart})
        back_to_queue(shop, place.order)
    if place.wave:
        _come_in(shop, row, place)


def _come_in(shop: Shop, row: int, place: Standing) -> None:
    order = orders.load_order(shop.connection, row)
    if stop := refund_stop(order):
        raise ShopError(stop, order=order.number)
    if order.fulfilment not in ("confirmed", "picking"):
        raise ShopError("order-state", order=order.number, state=order.badge, verb="pick")
    waves.put_member(shop.connection, find_wave(shop, place.wave).row, row, place.cart, "confirmed")
    if "hold" not in order.flags:
        pick_order(shop, row)
    note_event(shop, row, "wave", {"wave": place.wave, "cart": place.cart})
