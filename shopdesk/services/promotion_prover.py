"""The prover at work: the shop's real baskets and single pieces, tried with what runs and what shall run."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shopdesk.db.prices import goods_of, load_prices
from shopdesk.db.promotion_effect import channels_sold_on, load_baskets
from shopdesk.db.stock import free_pieces
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.prices import Asked, Price, PricedGoods, quote_price
from shopdesk.domain.promotion_prover import GoodsCost, Proof, Prover, RealBasket, gather
from shopdesk.domain.promotions import Item, Promotion
from shopdesk.services.promotions import list_promotions, show_promotion
from shopdesk.services.selling_costs import selling_costs
from shopdesk.services.shop import Shop

MOST_BASKETS = 5_000
LOOKED_BACK = timedelta(days=90)


def prove_promotion(shop: Shop, code: str = "", job: Job | None = None) -> Proof:
    """Try a promotion together with all that run at its time; without a code all that run now.

    Raises ShopError("promotion-unknown"), and Cancelled when told to stop.
    """
    promotions = _promotions(shop, code)
    at = shop.now()
    if code and (starts := show_promotion(shop, code).promotion.starts) and starts > at:
        at = starts
    goods = goods_of(shop.connection)
    costs = {sku: GoodsCost(told.cost, told.weight_g) for sku, told in goods.items()}
    prover = Prover(promotions, costs, selling_costs(shop), at)
    return prover.prove(_baskets(shop, goods, promotions, at), job or SilentJob())


def _promotions(shop: Shop, code: str) -> list[Promotion]:
    tried = show_promotion(shop, code).promotion if code else None
    running = [stored.promotion for stored in list_promotions(shop, ["live"])]
    return [each for each in running if tried is None or each.code != tried.code] + ([tried] if tried else [])


def _baskets(
    shop: Shop, goods: dict[str, PricedGoods], promotions: Sequence[Promotion], at: datetime
) -> list[RealBasket]:
    """Return the shop's baskets of the last months and every SKU alone, at the prices of the moment."""
    book = load_prices(shop.connection)
    since = shop.now() - LOOKED_BACK
    real = []
    for row in load_baskets(shop.connection, since, MOST_BASKETS):
        items = _items(row.goods, row.channel, goods, book, at)
        if items:
            real.append(RealBasket(row.number, row.channel, items))
    named = sorted({channel for each in promotions for channel in each.scope.channels})
    channels = named or channels_sold_on(shop.connection, since)[:3] or ["taobao"]
    single = [
        RealBasket(sku, channel, _items([(sku, 1)], channel, goods, book, at), 0)
        for sku in goods for channel in channels
    ]  # fmt: skip
    return gather(real) + single


def _items(
    lines: Sequence[tuple[str, int]],
    channel: str,
    goods: dict[str, PricedGoods],
    book: dict[str, list[Price]],
    at: datetime,
) -> tuple[Item, ...]:
    pieces: dict[str, int] = {}
    for sku, count in lines:
        pieces[sku] = pieces.get(sku, 0) + count
    found = []
    for sku, count in pieces.items():
        if (told := goods.get(sku)) is None or told.currency != "CNY":
            return ()
        quoted = quote_price(told.price, book.get(sku, ()), Asked(channel, at, "", count))
        found.append(Item(sku, count, quoted.amount, told.category))
    return tuple(found)


def other_currencies(shop: Shop) -> dict[str, int]:
    """Return how many SKUs are priced in each currency that promotions are not reckoned in."""
    found: dict[str, int] = {}
    for told in goods_of(shop.connection).values():
        if told.currency != "CNY":
            found[told.currency] = found.get(told.currency, 0) + 1
    return found


def stock_needed(shop: Shop, proof: Proof) -> list[tuple[str, int, int]]:
    """Return what the tried baskets need and the shop has not: SKU, pieces needed, pieces there, worst first."""
    goods = goods_of(shop.connection, proof.needs)
    free = free_pieces(shop.connection, [told.variant_id for told in goods.values()])
    short = [
        (sku, pieces, free.get(goods[sku].variant_id, 0)) for sku, pieces in proof.needs.items() if sku in goods
    ]  # fmt: skip
    return sorted((row for row in short if row[1] > row[2]), key=lambda row: (row[2] - row[1], row[0]))
