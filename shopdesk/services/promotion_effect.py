"""What a promotion has brought, against the span before; and the days of preparation before each festival."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from shopdesk.db import promotions as rows
from shopdesk.db.prices import goods_of
from shopdesk.db.promotion_effect import SpanOrder, orders_between, purchases_between
from shopdesk.domain.errors import ShopError
from shopdesk.domain.festivals import Festival, coming
from shopdesk.domain.margins import PricingRules, reckon
from shopdesk.domain.promotion_rules import goods_of as goods_named
from shopdesk.domain.promotions import Promotion
from shopdesk.services.customers import catch_up
from shopdesk.services.promotions import show_promotion
from shopdesk.services.rule_files import festivals, pricing_rules
from shopdesk.services.selling_costs import selling_costs
from shopdesk.services.shop import Shop

AHEAD = 120
REPURCHASE_DAYS = 180
REPURCHASE = timedelta(days=REPURCHASE_DAYS)


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """A span of time in figures, money in minor units; the rates are None where there is nothing to divide.

    `buyers` are those of the span's orders who are known, `returning` those of them who had paid for an order on an
    earlier day within the `REPURCHASE_DAYS` before it.
    """

    first: datetime
    last: datetime
    orders: int
    sales: int
    average: int | None
    buyers: int
    returning: int
    margin: int
    margin_percent: float | None

    @property
    def repurchase(self) -> float | None:
        """The share of the buyers who came back."""
        return self.returning / self.buyers if self.buyers else None


@dataclass(frozen=True, slots=True)
class Effect:
    """A promotion's span and the equally long one before it, with how often it was used and what it gave.

    `left_out` are the span's orders in other currencies: what is reckoned is reckoned in CNY.
    """

    promotion: Promotion
    during: SpanFigures
    before: SpanFigures
    uses: int
    given: int
    left_out: int = 0


def effect_of(shop: Shop, code: str) -> Effect:
    """Find whose the orders are, then return what a promotion has brought; raises as `read_effect` does."""
    catch_up(shop)
    return read_effect(shop, code)


def read_effect(shop: Shop, code: str) -> Effect:
    """Return what a promotion has brought up to now, buyers as far as they are found, and write nothing.

    Raises "promotion-unknown" or "promotion-not-run".
    """
    stored = show_promotion(shop, code)
    told, now = stored.promotion, shop.now()
    began = rows.first_live(shop.connection, told.code)
    first = max(told.starts, began) if told.starts and began else began
    last = min(told.ends or now, now, stored.at if stored.state == "stopped" else now)
    if first is None or last <= first:
        raise ShopError("promotion-not-run", name=told.name)
    used = rows.load_used(shop.connection).get(told.code)
    left_out = sum(order.currency != "CNY" for order in _orders(shop, told, first, last))
    return Effect(
        told, _figures(shop, told, first, last), _figures(shop, told, first - (last - first), first),
        used.uses if used else 0, used.spent if used else 0, left_out,
    )  # fmt: skip


def _orders(shop: Shop, told: Promotion, first: datetime, last: datetime) -> list[SpanOrder]:
    """Return the orders of a span that a promotion could have reached."""
    skus = set(goods_named(told))
    if told.scope.categories:
        wanted = told.scope.categories
        skus |= {
            sku for sku, goods in goods_of(shop.connection).items()
            if any(goods.category[: len(each)] == each for each in wanted)
        }  # fmt: skip
    return orders_between(shop.connection, first, last, channels=told.scope.channels, skus=skus)


def _figures(shop: Shop, told: Promotion, first: datetime, last: datetime) -> SpanFigures:
    sold = [order for order in _orders(shop, told, first, last) if order.currency == "CNY"]
    bought = purchases_between(shop.connection, first - REPURCHASE - timedelta(days=1), last)
    return _sum_up(sold, bought, selling_costs(shop), first, last)


def returning_buyers(orders: Iterable[SpanOrder], bought: Iterable[tuple[int, datetime]]) -> set[int]:
    """Return the buyers of orders who had bought on an earlier day, no longer ago than a repurchase is counted.

    Two orders of one evening are one purchase; so an order in two parts is none that came back.
    """
    days: dict[int, set[date]] = defaultdict(set)
    for customer, at in bought:
        days[customer].add(_day(at))
    return {
        order.customer
        for order in orders
        if order.customer is not None
        and any(_day(order.at) - REPURCHASE <= day < _day(order.at) for day in days[order.customer])
    }


def _day(at: datetime) -> date:
    return (at.astimezone(UTC) + timedelta(hours=8)).date()  # days of the mainland, as festivals are


def _sum_up(
    told: Sequence[SpanOrder], bought: Iterable[tuple[int, datetime]], rules: PricingRules, first: datetime,
    last: datetime,
) -> SpanFigures:  # fmt: skip
    sales = sum(order.total for order in told)
    margin = sum(reckon(o.total, o.cost, o.grams, rules.of(o.channel)).net for o in told)
    buyers = {order.customer for order in told if order.customer is not None}
    again = returning_buyers(told, bought)
    return SpanFigures(
        first, last, len(told), sales, sales // len(told) if told else None, len(buyers), len(again), margin,
        100 * margin / sales if sales else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preparation:
    """One thing to be done before a festival, and by when."""

    task: str
    by: date
    late: bool


@dataclass(frozen=True, slots=True)
class ComingFestival:
    """A festival or promotion day ahead with what is to be prepared, soonest first."""

    festival: Festival
    first: date
    last: date
    days_until: int
    preparations: tuple[Preparation, ...]


def festivals_ahead(shop: Shop, days: int = AHEAD) -> list[ComingFestival]:
    """Return the festivals of the months ahead, each with its days of preparation. Raises "rule-file-damaged"."""
    today = _day(shop.now())
    steps = sorted(pricing_rules(shop).preparation, reverse=True)
    return [
        ComingFestival(
            each.festival, each.first, each.last, each.days_until,
            tuple(Preparation(task, by := each.first - timedelta(days=before), by < today) for before, task in steps),
        )
        for each in coming(festivals(shop), today, days)
    ]  # fmt: skip
