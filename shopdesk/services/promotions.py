"""Promotions of the shop as versioned data, and what a basket costs with those that run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from shopdesk.db import promotions as rows
from shopdesk.db.customers import load_customers
from shopdesk.db.prices import goods_of, pieces_at_stall
from shopdesk.db.stock import free_pieces
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.customers import Customer
from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotion_engine import PromotionBook
from shopdesk.domain.promotion_rules import Contradiction, check_promotion, contradictions
from shopdesk.domain.promotion_rules import goods_of as goods_named
from shopdesk.domain.promotions import BasketLine, Item, Missed, PricedBasket, Promotion, StoredPromotion, Visit
from shopdesk.services.customers import customer_row
from shopdesk.services.identity import new_id
from shopdesk.services.prices import check_channel, quoted_prices
from shopdesk.services.shop import Shop

STATES = ("draft", "live", "stopped")


def price_basket(
    shop: Shop,
    lines: Sequence[BasketLine],
    *,
    channel: str,
    customer: str | int | None = None,
    coupons: Sequence[str] = (),
    at: datetime | None = None,
    people: int = 1,
) -> PricedBasket:
    """Return what these lines cost on a channel, each reduction named and laid on the lines to the cent.

    `customer` is a number such as CU-000012 or a row. A coupon that cannot be used is told in `missed` and takes
    nothing off. Raises ShopError with "basket-empty", "sku-unknown", "quantity-out-of-range", "price-invalid",
    "channel-unknown", "customer-unknown" or "currencies-mixed".
    """
    check_channel(channel)
    known = _customer(shop, customer)
    level, orders, row = (known.level, known.orders, known.row) if known else ("", None, None)
    items, currency = _items(shop, lines, channel, level, at)
    live = tuple(stored.promotion for stored in rows.load_promotions(shop.connection, ["live"]))
    wanted, missed = _read_coupons(shop, coupons)
    visit = Visit(
        channel, at or shop.now(), level, orders, people, wanted, rows.load_used(shop.connection, row),
        _gift_stock(shop, live, items, channel),
    )  # fmt: skip
    basket = _book(live).price(items, visit, currency)
    return replace(basket, missed=(*basket.missed, *missed)) if missed else basket


def _customer(shop: Shop, customer: str | int | None) -> Customer | None:
    if customer is None or customer == "":
        return None
    row = customer_row(shop, customer) if isinstance(customer, str) else customer
    found = load_customers(shop.connection, [row])
    if not found:
        raise ShopError("customer-unknown", value=str(customer))
    return found[0]


def _items(
    shop: Shop, lines: Sequence[BasketLine], channel: str, level: str, at: datetime | None
) -> tuple[list[Item], str]:
    """Return the lines with their prices; a quantity price is reached by all lines of a SKU together."""
    pieces: dict[str, int] = {}
    for line in lines:
        pieces[line.sku] = pieces.get(line.sku, 0) + line.quantity
    quoted = quoted_prices(shop, pieces, channel=channel, level=level, at=at)
    items, currencies = [], set()
    for line in lines:
        goods, told = quoted[line.sku]
        by_hand = line.unit_price is not None
        items.append(
            Item(line.sku, line.quantity, line.unit_price.amount if line.unit_price else told.amount, goods.category,
                 by_hand)
        )  # fmt: skip
        currencies.add(line.unit_price.currency if line.unit_price else goods.currency)
    if len(currencies) > 1:
        raise ShopError("currencies-mixed", currencies=", ".join(sorted(currencies)))
    return items, currencies.pop() if currencies else "CNY"


@lru_cache(8)
def _book(live: tuple[Promotion, ...]) -> PromotionBook:
    return PromotionBook(live)


def _read_coupons(shop: Shop, coupons: Sequence[str]) -> tuple[tuple[str, ...], list[Missed]]:
    """Return the promotions that typed codes mean, and what to say of single codes that are used already."""
    wanted: list[str] = []
    missed: list[Missed] = []
    for code in dict.fromkeys(text.strip().upper() for text in coupons if text.strip()):
        promotion = rows.promotion_of_code(shop.connection, code)
        used = rows.use_of_code(shop.connection, code) if promotion else None
        if used is not None:
            missed.append(Missed(code, code, "coupon-code-used", {"value": code, "document": used}))
        elif (
            promotion is None
            and (stored := rows.find_promotion(shop.connection, code))
            and (stored.promotion.kind == "coupon" and stored.state == "stopped")
        ):
            missed.append(Missed(code, stored.promotion.name, "coupon-stopped", {"value": code}))
        elif promotion is None and rows.codes_of(shop.connection, code):
            missed.append(Missed(code, code, "coupon-single", {"value": code}))
        else:
            wanted.append(promotion or code)
    return tuple(dict.fromkeys(wanted)), missed


def _gift_stock(shop: Shop, live: Iterable[Promotion], items: Iterable[Item], channel: str) -> dict[str, int]:
    """Return how many pieces there are of what could be given; at the stall that is what lies there."""
    gifts = [promotion for promotion in live if promotion.kind == "gift"]
    if not gifts:
        return {}
    skus = {promotion.gift for promotion in gifts if promotion.gift}
    skus |= {item.sku for item in items if any(not promotion.gift for promotion in gifts)}
    known = {goods.variant_id: sku for sku, goods in goods_of(shop.connection, skus).items()}
    count = pieces_at_stall if channel == "stall" else free_pieces
    free = count(shop.connection, known)
    return dict.fromkeys(skus, 0) | {known[variant]: pieces for variant, pieces in free.items()}


# The promotions themselves


def list_promotions(shop: Shop, states: Sequence[str] = ()) -> list[StoredPromotion]:
    """Return the promotions as they stand now, the newest first."""
    return rows.load_promotions(shop.connection, states)


def show_promotion(shop: Shop, code: str) -> StoredPromotion:
    """Return a promotion as it stands now. Raises ShopError("promotion-unknown")."""
    found = rows.find_promotion(shop.connection, code.strip().upper())
    if found is None:
        raise ShopError("promotion-unknown", value=code)
    return found


def save_promotion(shop: Shop, told: Promotion, *, new: bool = False) -> StoredPromotion:
    """Write a promotion as it stands from now on: a new one is a draft, a live one goes on as it is told now.

    Raises ShopError with "promotion-invalid", "promotion-taken", "sku-unknown" or "channel-unknown".
    """
    told = replace(told, code=told.code.strip().upper(), name=" ".join(told.name.split()))
    check_promotion(told)
    _check_goods(shop, told)
    with shop.writing():
        before = rows.find_promotion(shop.connection, told.code)
        if before and new:
            raise ShopError("promotion-taken", value=told.code)
        if rows.promotion_of_code(shop.connection, told.code):
            raise ShopError("promotion-taken", value=told.code)
        state = before.state if before else "draft"
        rows.put_promotion(shop.connection, new_id(), told, state, shop.now(), shop.actor)
    return show_promotion(shop, told.code)


def _check_goods(shop: Shop, told: Promotion) -> None:
    for channel in told.scope.channels:
        if channel not in CHANNELS:
            raise ShopError("channel-unknown", value=channel, allowed=", ".join(CHANNELS))
    wanted = goods_named(told) | ({told.gift} if told.gift else set())
    if missing := sorted(wanted - goods_of(shop.connection, wanted).keys()):
        raise ShopError("sku-unknown", value=missing[0])


def set_state(shop: Shop, code: str, state: str) -> str:
    """Start, stop or take out a promotion and return the state before.

    Raises ShopError with "promotion-unknown", "promotion-ended" (its end is past) or "gift-none" (a gift that
    nobody has is no gift).
    """
    with shop.writing():
        found = show_promotion(shop, code)
        told = found.promotion
        if state == "live" and found.state != "live":
            if told.ends is not None and told.ends <= shop.now():
                raise ShopError("promotion-ended", name=told.name, ends=told.ends)
            if told.gift and not _gift_stock(shop, [told], (), "").get(told.gift):
                raise ShopError("gift-none", name=told.name, sku=told.gift)
        if state != found.state:
            rows.put_promotion(shop.connection, new_id(), told, state, shop.now(), shop.actor)
    return found.state


def restore_promotion(shop: Shop, before: StoredPromotion | None, code: str) -> None:
    """Write a promotion as it stood before; None takes it out again."""
    with shop.writing():
        if before is None:
            set_state(shop, code, "removed")
        else:
            rows.put_promotion(shop.connection, new_id(), before.promotion, before.state, shop.now(), shop.actor)


def find_contradictions(shop: Shop, extra: Sequence[Promotion] = ()) -> list[Contradiction]:
    """Return the pairs of running promotions (and these) that get into each other's way."""
    by_code: Mapping[str, Promotion] = {
        told.code: told
        for told in (*(stored.promotion for stored in list_promotions(shop, ["live"])), *extra)
        if told.ends is None or told.ends > shop.now()
    }
    return contradictions(list(by_code.values()))
