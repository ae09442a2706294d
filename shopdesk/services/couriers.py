"""The shop's couriers, and the one that is recommended for an order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from shopdesk.db import couriers as table
from shopdesk.db import orders
from shopdesk.domain.couriers import SUITS, Courier, faults, read_rate, write_rate
from shopdesk.domain.errors import ShopError
from shopdesk.domain.freight import VALUABLE, Choice, Parcel, rank
from shopdesk.domain.orders import Order
from shopdesk.services.courier_profiles import last_pickups, list_profiles
from shopdesk.services.deadlines import set_clocks
from shopdesk.services.orders import order_row
from shopdesk.services.settings import get_setting, list_settings
from shopdesk.services.shop import Shop

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
_LONGEST_NAME = 60
_MOST = 60  # masks, rates or aliases of one courier
_URGENT = re.compile(r"急|尽快|特快|urgent|asap|express", re.IGNORECASE)
_PROFILE = ("speed", "coverage", "value", "service", "pickup", "volumetric", "low", "active")


def list_couriers(shop: Shop) -> list[Courier]:
    """Return the shop's couriers in the order of their codes."""
    return [_courier(*told) for told in list_profiles(shop)]


def find_courier(shop: Shop, text: str) -> Courier:
    """Return the courier with this code, name or alias. Raises ShopError("courier-unknown")."""
    known = list_couriers(shop)
    for courier in known:
        if text.casefold() in (told.casefold() for told in (courier.code, courier.name, courier.name_en)):
            return courier
    for courier in known:
        if text.casefold() in (told.casefold() for told in courier.aliases):
            return courier
    raise ShopError("courier-unknown", value=text, allowed=", ".join(courier.code for courier in known))


def save_courier(shop: Shop, courier: Courier) -> Courier:
    """Add a courier, or write the one with its code anew. Raises ShopError("courier-invalid")."""
    names = [" ".join(courier.name.split()), " ".join(courier.name_en.split()) or " ".join(courier.name.split())]
    aliases = tuple(dict.fromkeys(filter(None, (alias.strip() for alias in courier.aliases))))
    courier = replace(courier, name=names[0], name_en=names[1], aliases=aliases)
    wrong = "" if _CODE.fullmatch(courier.code) else courier.code or "–"
    if not names[0] or any(len(name) > _LONGEST_NAME or not name.isprintable() for name in (*names, *aliases)):
        wrong = wrong or names[0] or courier.code
    if max(map(len, (aliases, courier.masks, courier.rates))) > _MOST:
        wrong = wrong or str(_MOST)
    if wrong := wrong or faults(courier):
        raise ShopError("courier-invalid", courier=courier.code, value=wrong[:80])
    with shop.writing():
        before = last_pickups(shop).get(courier.code, "")
        table.put_courier(shop.connection, courier.code, names, aliases, _profile(courier))
        if courier.pickup != before:
            set_clocks(shop, list_settings(shop))
    return courier


def remove_courier(shop: Shop, code: str) -> None:
    """Take back a courier that was added and never had a number. Raises ShopError("courier-in-use")."""
    with shop.writing():
        if not table.drop_courier(shop.connection, code):
            raise ShopError("courier-in-use", courier=code)


def read_rates(courier: str, lines: Sequence[str]) -> tuple[Any, ...]:
    """Read rates as they are typed, one a line. Raises ShopError("courier-invalid") with the first wrong one."""
    try:
        return tuple(read_rate(line) for line in lines if line.strip())
    except ValueError as error:
        raise ShopError("courier-invalid", courier=courier, value=str(error)[:80]) from None


def rank_couriers(shop: Shop, text: str) -> list[Choice]:
    """Return the couriers for an order, the recommended one first; none for one that goes abroad.

    Raises ShopError("order-unknown").
    """
    row = order_row(shop, text)
    return _ranked(shop, row, orders.load_order(shop.connection, row))


def courier_for(shop: Shop, row: int, among: Sequence[str] | None = None) -> str:
    """Return the code of the courier an order goes with when nobody has named one; "" when none can be told.

    Its own goes first, then the shop's usual one, then the recommended one; `among` are those that may be.
    """
    order = orders.load_order(shop.connection, row)
    if wanted := order.courier or str(get_setting(shop, "orders.courier")):
        return wanted
    ranked = [choice.courier.code for choice in _ranked(shop, row, order)]
    return next((code for code in ranked if among is None or code in among), "")


def _ranked(shop: Shop, row: int, order: Order) -> list[Choice]:
    if order.receiver.country not in ("", "CN"):
        return []
    return rank(list_couriers(shop), _parcel(shop, row, order))


def _parcel(shop: Shop, row: int, order: Order) -> Parcel:
    goods = table.goods_of(shop.connection, row)
    return Parcel(
        order.receiver.province,
        sum(pieces * grams for pieces, grams, _size, _category in goods),
        sum(pieces * size for pieces, _grams, size, _category in goods),
        order.total if order.currency == "CNY" else VALUABLE - 1,  # nothing special, where its worth is not known
        urgent=bool(_URGENT.search(f"{order.buyer_note} {order.seller_note}")),
        categories=tuple(name for *_figures, category in goods for name in category),
        weight_known=all(grams for _pieces, grams, _size, _category in goods),
    )


def _profile(courier: Courier) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(courier, name) for name in _PROFILE}
    rates = [write_rate(rate) for rate in courier.rates]
    return told | {"suits": list(courier.suits), "masks": list(courier.masks), "rates": rates}


def _courier(code: str, name: str, name_en: str, aliases: Sequence[str], told: dict[str, Any]) -> Courier:
    known = {field: told[field] for field in _PROFILE if field in told}
    return Courier(
        code, name, name_en, tuple(aliases), **known,
        suits=tuple(word for word in told.get("suits", ()) if word in SUITS), masks=tuple(told.get("masks", ())),
        rates=tuple(read_rate(line) for line in told.get("rates", ())),
    )  # fmt: skip
