"""What is left of a price on each channel, and which channel suits a product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from shopdesk.db.promotion_effect import channels_sold_on
from shopdesk.domain.margins import Margin, Rates, floor_price, reckon
from shopdesk.domain.prices import Asked, quote_price
from shopdesk.services.prices import PriceSheet, find_goods, show_price
from shopdesk.services.selling_costs import selling_costs
from shopdesk.services.shop import Shop

COMPARED = ("taobao", "jd", "pdd", "douyin", "woocommerce", "stall")
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ChannelMargin:
    """A SKU on one channel: its price there, what is left of it, and the lowest price that still pays."""

    channel: str
    price: int
    kind: str
    margin: Margin
    floor: int

    @property
    def below_floor(self) -> bool:
        """Whether the price does not leave what the shop wants; never told without a purchase price."""
        return self.margin.known and (self.floor == 0 or self.price < self.floor)


def margin_of(shop: Shop, sku: str, *, channel: str = "") -> ChannelMargin:
    """Return what is left of a SKU's price on a channel. Raises "sku-unknown" or "channel-unknown"."""
    return margin_on(show_price(shop, sku, channel=channel), selling_costs(shop).of(channel))


def margin_on(sheet: PriceSheet, rates: Rates) -> ChannelMargin:
    """Return what is left of a price by these rates."""
    goods, amount = sheet.goods, sheet.quoted.amount
    margin = reckon(amount, goods.cost, goods.weight_g, rates, known=goods.cost > 0)
    floor = floor_price(goods.cost, goods.weight_g, rates)
    return ChannelMargin(sheet.channel, amount, sheet.quoted.kind, margin, floor)


def compare_channels(shop: Shop, sku: str) -> list[ChannelMargin]:
    """Return a SKU on every channel of the handbook and every one the shop sells on, the best margin first.

    Raises ShopError("sku-unknown").
    """
    find_goods(shop, sku)
    sold = [channel for channel in channels_sold_on(shop.connection, shop.now() - LOOKED_BACK) if channel != "manual"]
    found = [margin_of(shop, sku, channel=channel) for channel in dict.fromkeys((*COMPARED, *sold))]
    return sorted(found, key=lambda each: (-each.margin.net, each.channel))


def book_of(sheet: PriceSheet, shop: Shop, channels: Sequence[str]) -> Mapping[str, int]:
    """Return the price of a sheet's SKU on other channels, read from the same entries."""
    return {
        channel: quote_price(sheet.goods.price, sheet.book, Asked(channel, shop.now())).amount for channel in channels
    }
