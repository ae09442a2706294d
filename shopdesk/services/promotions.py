"""What a basket costs in this shop: its prices, and the promotions that run."""

from collections.abc import Sequence
from datetime import datetime

from shopdesk.db.prices import goods_of
from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotion_engine import PromotionBook
from shopdesk.domain.promotions import BasketLine, Item, PricedBasket, Visit
from shopdesk.services.shop import Shop


def price_basket(
    shop: Shop,
    lines: Sequence[BasketLine],
    *,
    channel: str,
    customer: str | int | None = None,
    coupons: Sequence[str] = (),
    at: datetime | None = None,
) -> PricedBasket:
    """Return what these lines cost on a channel, each reduction named and laid on the lines to the cent.

    `customer` is a number such as CU-000012 or a row. Raises ShopError with "basket-empty", "sku-unknown",
    "quantity-out-of-range", "price-invalid" or "currencies-mixed".
    """
    goods = goods_of(shop.connection, {line.sku for line in lines})
    items, currencies = [], set()
    for line in lines:
        known = goods.get(line.sku)
        if known is None:
            raise ShopError("sku-unknown", value=line.sku)
        by_hand = line.unit_price is not None
        price = line.unit_price.amount if line.unit_price is not None else known.price
        currencies.add(line.unit_price.currency if line.unit_price is not None else known.currency)
        items.append(Item(line.sku, line.quantity, price, known.category, by_hand))
    if len(currencies) > 1:
        raise ShopError("currencies-mixed", currencies=", ".join(sorted(currencies)))
    visit = Visit(channel, at or shop.now(), coupons=tuple(coupons))
    return PromotionBook(()).price(items, visit, currencies.pop() if currencies else "CNY")
