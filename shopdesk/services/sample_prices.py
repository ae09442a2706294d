"""The sample shop's prices and promotions: a reduction that is over, a coupon that runs, drafts for what comes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from shopdesk.domain.prices import Price
from shopdesk.domain.promotions import Promotion, Scope, Step
from shopdesk.services.prices import note_competitor, set_prices
from shopdesk.services.promotions import save_promotion, set_state
from shopdesk.services.sample_data import SampleListing
from shopdesk.services.shop import Shop
from shopdesk.words import spoken

Happening = tuple[datetime, Callable[[Shop], object]]
DAY = timedelta(days=1)
_NAMES = {
    "AUTUMN": ("秋日满减", "Autumn reduction"),
    "NEW10": ("新客立减 10 元", "10 off for the first order"),
    "D12": ("双十二满减", "Double Twelve reduction"),
    "GIFT": ("买二送一", "Buy two, get one"),
}
_COMPETITORS = (("邻家百货", "Next Door"), ("好物铺", "Good Things"))
_ASKED = ((28, 0, 97), (24, 1, 104), (16, 0, 95), (9, 1, 101), (3, 0, 92))  # days ago, who, percent of our price


def price_happenings(today: datetime, goods: tuple[SampleListing, ...]) -> Iterator[Happening]:
    """Yield what happened with prices and promotions, each with its time."""
    variants = [variant for entry in goods[:6] for variant in entry.listing.variants[:1] if variant.price > 1_000]
    first, second = variants[0], variants[1]
    shown = 0 if spoken.language == "zh_CN" else 1
    prices = [
        Price(first.sku, "sale", first.price * 9 // 10, starts=today - 2 * DAY, ends=today + 5 * DAY),
        Price(first.sku, "member", first.price * 92 // 100, level="vip"),
        Price(first.sku, "quantity", first.price * 85 // 100, least=10),
        Price(second.sku, "list", second.price + 300, "jd"),
    ]
    yield today - 30 * DAY, partial(set_prices, prices=prices)
    for days, who, percent in _ASKED:
        name, asks = _COMPETITORS[who][shown], first.price * percent // 100
        yield today - days * DAY, partial(
            note_competitor, sku=first.sku, competitor=name, amount=asks, channel="taobao"
        )  # fmt: skip
    for promotion, states in _promotions(today, second.sku):
        told = replace(promotion, name=_NAMES[promotion.code][shown])
        began = min((at for at, _state in states), default=today - DAY)
        yield began - timedelta(minutes=5), partial(save_promotion, told=told)
        for at, state in states:
            yield at, partial(set_state, code=told.code, state=state)


def _promotions(today: datetime, gifted: str) -> list[tuple[Promotion, list[tuple[datetime, str]]]]:
    tiers = (Step(9900, amount=1000), Step(19900, amount=2500))
    return [
        (Promotion("AUTUMN", "", "threshold", steps=tiers, starts=today - 20 * DAY, ends=today - 10 * DAY),
         [(today - 21 * DAY, "live")]),
        (Promotion("NEW10", "", "coupon", steps=(Step(6900, amount=1000),), audience="new", limit=500, per_customer=1),
         [(today - 15 * DAY, "live")]),
        (Promotion("D12", "", "threshold", steps=tiers, starts=today + 12 * DAY, ends=today + 15 * DAY, group="d12"),
         []),
        (Promotion("GIFT", "", "gift", Scope(skus=frozenset({gifted})), steps=(Step(2),), pieces=True, each=True), []),
    ]  # fmt: skip
