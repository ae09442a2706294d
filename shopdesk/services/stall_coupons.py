"""Coupons at the stall: typed or scanned into the cart, refused with the reason, told with what they take off."""

from dataclasses import replace
from typing import NamedTuple

from shopdesk.db import promotions as rows
from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import Missed
from shopdesk.domain.sales import Cart, PricedCart
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import price_cart

LONGEST_CODE = 40


class CouponTold(NamedTuple):
    """A coupon of the cart: what it takes off now, or why it takes nothing off."""

    code: str
    name: str
    amount: int
    missed: Missed | None = None


def is_coupon(shop: Shop, text: str) -> bool:
    """Whether a scanned code is a coupon's."""
    code = text.strip().upper()
    if not code or rows.promotion_of_code(shop.connection, code):
        return bool(code)
    stored = rows.find_promotion(shop.connection, code)
    return stored is not None and stored.promotion.kind == "coupon" and stored.state != "draft"


def try_coupon(shop: Shop, cart: Cart, text: str) -> tuple[Cart, CouponTold]:
    """Return the cart with a coupon and what it takes off, or the cart as it was and why it takes nothing off.

    Raises ShopError with "basket-empty", "coupon-missing", "coupon-twice" or what `price_cart` raises.
    """
    code = text.strip().upper()[:LONGEST_CODE]
    if not cart.lines:
        raise ShopError("basket-empty")
    if not code:
        raise ShopError("coupon-missing")
    if code in cart.coupons:
        raise ShopError("coupon-twice", value=code)
    tried = replace(cart, coupons=(*cart.coupons, code))
    told = coupons_told(shop, tried, price_cart(shop, tried))[-1]
    return (cart if told.missed else tried), told


def coupons_told(shop: Shop, cart: Cart, priced: PricedCart) -> list[CouponTold]:
    """Return what each coupon of a cart takes off, in the order in which they came."""
    basket, found, seen = priced.basket, list[CouponTold](), set[str]()
    if basket is None:
        return found
    for code in cart.coupons:
        promotion = rows.promotion_of_code(shop.connection, code) or code
        missed = next((one for one in basket.missed if one.code in (promotion, code)), None)
        amount = 0 if missed or promotion in seen else basket.by_code.get(promotion, 0)
        stored = rows.find_promotion(shop.connection, promotion)
        name = stored.promotion.name if stored else code
        if missed is None and not amount:  # a second code of the same coupon, or others are better
            missed = Missed(promotion, name, "coupon-excluded", {})
        seen.add(promotion)
        found.append(CouponTold(code, name, amount, missed))
    return found
