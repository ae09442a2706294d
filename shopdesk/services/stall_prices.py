"""What a cart at the stall costs now: the shop's prices and promotions, weighed goods, discounts by hand."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db.search import title_matches
from shopdesk.db.settings import load_locations
from shopdesk.db.stall import StallGoods, goods_at, lying_at, set_weighed
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import Money, format_amount, split
from shopdesk.domain.promotions import BasketLine, PricedLine
from shopdesk.domain.sales import (
    BY_HAND,
    LONGEST_REASON,
    Cart,
    CartLine,
    PricedCart,
    Reduction,
    SaleLine,
    weighed_price,
)
from shopdesk.services.ledger import find_variant
from shopdesk.services.promotions import price_basket
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = ["StallGoods", "holding", "list_stall_goods", "price_cart", "stall_row", "weigh_goods"]
PLACE = "stall"
CHANNEL = "stall"


def list_stall_goods(shop: Shop) -> list[StallGoods]:
    """Return everything that has been carried to the stall."""
    return goods_at(shop.connection, stall_row(shop))


def holding(goods: Sequence[StallGoods], text: str) -> list[StallGoods]:
    """Return the goods that hold a text in title, options, SKU or barcode, or as pinyin of the title."""
    wanted = text.strip().casefold()
    return [
        one
        for one in goods
        if wanted in f"{one.title}\n{one.options}\n{one.sku}\n{one.barcode}".casefold()
        or title_matches(one.title, wanted)
    ]


def stall_row(shop: Shop) -> int:
    """Return the row of the stall's place."""
    return load_locations(shop.connection)[PLACE][0]


def weigh_goods(shop: Shop, sku: str, per: int) -> None:
    """Sell a SKU by weight, its price for `per` grams and its stock in grams; by pieces again with 0.

    Raises ShopError with "sku-unknown" or "quantity-out-of-range".
    """
    if not 0 <= per <= 100_000:
        raise ShopError("quantity-out-of-range", value=per)
    with shop.writing():
        set_weighed(shop.connection, find_variant(shop, sku), per)


def price_cart(shop: Shop, cart: Cart) -> PricedCart:
    """Return what a cart costs now, every reduction on its lines to the cent; an empty one costs nothing.

    Raises ShopError with "sku-unknown", "weight-needed", "price-reason-missing", "price-right-missing",
    "discount-over-limit", "discount-too-large" or what `price_basket` raises.
    """
    if not cart.lines:
        return PricedCart((), (), 0, str(get_setting(shop, "shop.currency")))
    known = {one.sku: one for one in goods_at(shop.connection, stall_row(shop), skus={x.sku for x in cart.lines})}
    currency = str(get_setting(shop, "shop.currency"))
    asked = [_asked(_known(known, line), line, currency) for line in cart.lines]
    basket = price_basket(
        shop, asked, channel=CHANNEL, customer=cart.customer or None, coupons=cart.coupons,
    )  # fmt: skip
    lines = [
        _line(known[told.sku], told, priced) for told, priced in zip(cart.lines, basket.lines, strict=True)
    ]  # fmt: skip
    gifts, missing = _gifts(shop, [(gift.sku, gift.quantity, gift.name) for gift in basket.gifts], cart)
    lines += gifts
    missing += [str(one.params["sku"]) for one in basket.missed if one.reason == "gift-out-of-stock"]
    reductions = [Reduction("", one.name, one.amount.amount) for one in basket.reductions if one.amount.amount]
    if cart.discount:
        lines = _by_hand(cart, lines, currency)
        reductions.append(Reduction(BY_HAND, cart.discount_reason, cart.discount))
    _check_limit(shop, cart, lines)
    missed = tuple((told.name, told.reason, told.params) for told in basket.missed)
    return PricedCart(
        tuple(lines),
        tuple(reductions),
        sum(line.net for line in lines),
        currency,
        tuple(dict.fromkeys(missing)),
        missed,
        basket,
    )


def check_price_right(shop: Shop) -> None:
    """Refuse that who is at work goes below a price. Raises ShopError("price-right-missing")."""
    told = str(get_setting(shop, "stall.price_people")).replace("，", ",").split(",")
    people = [name.strip() for name in told if name.strip()]
    if people and shop.actor.casefold() not in (name.casefold() for name in people):
        raise ShopError("price-right-missing", person=shop.actor, people=", ".join(people))


def _known(known: dict[str, StallGoods], line: CartLine) -> StallGoods:
    if line.sku not in known:
        raise ShopError("sku-unknown", value=line.sku)
    return known[line.sku]


def _asked(goods: StallGoods, line: CartLine, currency: str) -> BasketLine:
    """Return what the engine is asked for: weighed goods are one piece at their sum."""
    if line.price is not None and not line.reason.strip():
        raise ShopError("price-reason-missing", sku=line.sku)
    if line.price is not None and line.price < 0:
        raise ShopError("amount-unreadable", value=format_amount(line.price, currency))
    if bool(goods.per) != bool(line.grams):
        raise ShopError("weight-needed" if goods.per else "weight-not-wanted", sku=line.sku)
    price = line.price
    if goods.per:
        price = weighed_price(goods.price if price is None else price, goods.per, line.grams)
    return BasketLine(line.sku, line.quantity, None if price is None else Money(price, currency))


def _line(goods: StallGoods, told: CartLine, priced: PricedLine) -> SaleLine:
    asked = weighed_price(goods.price, goods.per, told.grams) if goods.per else goods.price
    return SaleLine(
        goods.sku, goods.title, goods.options, priced.quantity, priced.unit_price.amount, priced.gross.amount,
        priced.net.amount, tuple(Reduction(one.code, one.name, one.amount.amount) for one in priced.reductions),
        told.grams, asked, told.reason.strip()[:LONGEST_REASON], goods.variant,
    )  # fmt: skip


def _gifts(shop: Shop, told: list[tuple[str, int, str]], cart: Cart) -> tuple[list[SaleLine], list[str]]:
    """Return the gifts that lie at the stall as lines that cost nothing, and those that do not."""
    known = {one.sku: one for one in goods_at(shop.connection, stall_row(shop), skus={sku for sku, _n, _p in told})}
    lying = lying_at(shop.connection, stall_row(shop), [one.variant for one in known.values()])
    for line in cart.lines:
        if line.sku in known:
            lying[known[line.sku].variant] -= line.grams or line.quantity
    lines, missing = [], []
    for sku, pieces, name in told:
        goods = known.get(sku)
        if goods is None or lying[goods.variant] < pieces:
            missing.append(sku)
            continue
        lying[goods.variant] -= pieces
        whole = goods.price * pieces
        gift = Reduction("gift", name, whole)
        lines.append(
            SaleLine(
                sku, goods.title, goods.options, pieces, goods.price, whole, 0, (gift,), 0, goods.price, "",
                goods.variant, gift=True,
            )
        )  # fmt: skip
    return lines, missing


def _by_hand(cart: Cart, lines: list[SaleLine], currency: str) -> list[SaleLine]:
    total = sum(line.net for line in lines)
    if not 0 < cart.discount <= total:
        raise ShopError("discount-too-large", value=format_amount(cart.discount, currency))
    if not cart.discount_reason.strip():
        raise ShopError("price-reason-missing", sku="")
    shares = split(cart.discount, [line.net for line in lines])
    reason = cart.discount_reason.strip()[:LONGEST_REASON]
    return [
        replace(line, net=line.net - share, reductions=(*line.reductions, Reduction(BY_HAND, reason, share)))
        for line, share in zip(lines, shares, strict=True)
    ]


def _check_limit(shop: Shop, cart: Cart, lines: list[SaleLine]) -> None:
    """Refuse what is taken off by hand beyond what the shop allows at the stall."""
    asked = sum(line.list_price * line.quantity for line in lines if not line.gift)
    given = cart.discount + sum(
        max(line.list_price * line.quantity - line.gross, 0) for line in lines if line.reason and not line.gift
    )
    if not given:
        return
    check_price_right(shop)
    most = int(get_setting(shop, "stall.discount_limit"))
    if given * 100 > asked * most:
        raise ShopError("discount-over-limit", percent=-(-given * 100 // asked) if asked else 100, limit=most)
