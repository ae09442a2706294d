"""What a price or discount by hand at the stall takes below the floor: it is told, never forbidden."""

from shopdesk.db.stall import goods_at
from shopdesk.domain.margins import reckon
from shopdesk.domain.sales import BY_HAND, PricedCart, SaleLine
from shopdesk.domain.stall_floor import BelowFloor
from shopdesk.services.margins import margin_on
from shopdesk.services.prices import show_price
from shopdesk.services.selling_costs import selling_costs
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import CHANNEL, stall_row


def below_floor(shop: Shop, priced: PricedCart) -> list[BelowFloor]:
    """Return the lines that a person's price or discount takes below the floor; goods without a cost have none.

    Raises ShopError("rule-file-damaged").
    """
    lines = [(at, line) for at, line in enumerate(priced.lines) if _by_hand(line)]
    if not lines:
        return []
    weighed = {one.sku: one.per for one in goods_at(shop.connection, stall_row(shop), skus={x.sku for _, x in lines})}
    rates = selling_costs(shop).of(CHANNEL)
    found = []
    for at, line in lines:
        sheet = show_price(shop, line.sku, channel=CHANNEL)
        goods, told = sheet.goods, margin_on(sheet, rates)
        per = weighed.get(line.sku, 0)
        price = line.net * per // line.grams if per and line.grams else line.net // line.quantity
        if told.margin.known and price < told.floor:
            net = reckon(price, goods.cost, goods.weight_g, rates).net
            found.append(BelowFloor(at, line.sku, line.title, price, told.floor, net, per))
    return found


def _by_hand(line: SaleLine) -> bool:
    return not line.gift and bool(line.reason or any(one.code == BY_HAND for one in line.reductions))
