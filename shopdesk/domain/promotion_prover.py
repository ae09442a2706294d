"""Before a promotion goes live: every legal stack over real baskets, the worst that is left, what sells below cost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from shopdesk.domain.jobs import Job
from shopdesk.domain.margins import Margin, PricingRules, floor_price, pays, reckon
from shopdesk.domain.promotion_engine import PromotionBook
from shopdesk.domain.promotions import Item, Promotion, Visit

MOST_SETS = 64
SHOWN = 50
STEP = 50


@dataclass(frozen=True, slots=True)
class RealBasket:
    """A basket as it was bought, or a single piece; `count` is how often, `name` what a person calls it."""

    name: str
    channel: str
    items: tuple[Item, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class GoodsCost:
    """What a piece of a SKU costs the shop, 0 where nobody knows, and its weight."""

    cost: int
    grams: int


@dataclass(frozen=True, slots=True)
class Stack:
    """One way to buy a basket: what came of it and what is left."""

    basket: RealBasket
    coupons: tuple[str, ...]
    level: str
    people: int
    total: int
    by_code: Mapping[str, int]
    margin: Margin


@dataclass(frozen=True, slots=True)
class BelowFloor:
    """A SKU that would sell below its floor: the lowest price of a piece, on which channel, by which stack."""

    sku: str
    channel: str
    price: int
    floor: int
    stack: Stack


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: how much was tried, the worst stacks first, what falls below its floor, pieces needed."""

    baskets: int
    stacks: int
    losing: int
    worst: tuple[Stack, ...]
    below: tuple[BelowFloor, ...]
    needs: Mapping[str, int]
    cost_missing: tuple[str, ...] = ()
    cut_short: bool = False


class Prover:
    """Tries every legal stack of a set of promotions; `at` is the moment it is tried for."""

    def __init__(
        self,
        promotions: Sequence[Promotion],
        goods: Mapping[str, GoodsCost],
        rules: PricingRules,
        at: datetime,
    ) -> None:
        self._book = PromotionBook(promotions)
        self._goods, self._rules, self._at = goods, rules, at
        self._coupons = [each for each in promotions if each.kind == "coupon"]
        self._levels = ("", *sorted({level for each in promotions for level in each.scope.levels}))
        self._people = (1, *sorted({step.least for each in promotions if each.kind == "group-buy"
                                    for step in each.steps}))  # fmt: skip
        self._stacks = 0
        self._cut_short = False

    def prove(self, baskets: Sequence[RealBasket], job: Job) -> Proof:
        """Try all baskets. Raises Cancelled when told to stop."""
        worst: list[Stack] = []
        below: dict[tuple[str, str], BelowFloor] = {}
        needs: dict[str, int] = {}
        losing = 0
        for at, basket in enumerate(baskets):
            if at % STEP == 0:
                job.step(at, len(baskets))
            stacks = [self._try(basket, visit, needs if first else None) for first, visit in self._visits(basket)]
            lowest = min(stacks, key=lambda stack: stack.margin.net)
            losing += basket.count if lowest.margin.net < 0 else 0
            worst.append(lowest)
            for stack in stacks:
                self._note_below(stack, below)
        job.step(len(baskets), len(baskets))
        worst.sort(key=lambda stack: (stack.margin.net, stack.basket.name))
        found = sorted(below.values(), key=lambda each: (each.price - each.floor, each.sku))
        missing = tuple(sorted(sku for sku, told in self._goods.items() if not told.cost and sku in needs))
        return Proof(
            len(baskets), self._stacks, losing, tuple(worst[:SHOWN]), tuple(found), needs, missing, self._cut_short
        )

    def _visits(self, basket: RealBasket) -> Iterator[tuple[bool, Visit]]:
        """Give every legal way to buy a basket; the first is the plain one, which tells the pieces needed."""
        reached = {place for item in basket.items for place in self._book.reach(item.sku, item.category)}
        told = [self._book.promotions[place] for place in sorted(reached)]
        levels = [level for level in self._levels if not level or any(level in each.scope.levels for each in told)]
        people = self._people if any(each.kind == "group-buy" for each in told) else (1,)
        gross = sum(item.unit_price * item.quantity for item in basket.items)
        coupons = [each for each in told if each.kind == "coupon" and self._may_use(each, basket, gross)]
        first = True
        for level in levels:
            for count in people:
                for chosen in self._sets(coupons, level):
                    orders = 0 if any(each.audience == "new" for each in chosen) else 1
                    codes = tuple(each.code for each in chosen)
                    yield first, Visit(basket.channel, self._at, level, orders, count, codes)
                    first = False

    def _may_use(self, coupon: Promotion, basket: RealBasket, gross: int) -> bool:
        scope = coupon.scope
        least = 0 if coupon.pieces else min(step.least for step in coupon.steps)
        return gross >= least and (not scope.channels or basket.channel in scope.channels)

    def _sets(self, coupons: Sequence[Promotion], level: str) -> list[tuple[Promotion, ...]]:
        """Return the sets of coupons that one buyer may hold together, the empty one first."""
        held = [each for each in coupons if not each.scope.levels or level in each.scope.levels]
        sets: list[tuple[Promotion, ...]] = []
        for size in range(len(held) + 1):
            for chosen in combinations(held, size):
                if _go_together(chosen):
                    sets.append(chosen)
                if len(sets) > MOST_SETS:
                    self._cut_short = True
                    return sets
        return sets

    def _try(self, basket: RealBasket, visit: Visit, needs: dict[str, int] | None) -> Stack:
        self._stacks += 1
        priced = self._book.reckon(basket.items, visit)
        pieces = [(item.sku, item.quantity) for item in basket.items]
        pieces += [(gift.sku, gift.quantity) for gift in priced.gifts]
        told = [(self._goods.get(sku, GoodsCost(0, 0)), count) for sku, count in pieces]
        if needs is not None:
            for sku, count in pieces:
                needs[sku] = needs.get(sku, 0) + count * basket.count
        margin = reckon(
            priced.total,
            sum(goods.cost * count for goods, count in told),
            sum(goods.grams * count for goods, count in told),
            self._rules.of(basket.channel),
            known=all(goods.cost for goods, _count in told),
        )
        return Stack(basket, visit.coupons, visit.level, visit.people, priced.total, priced.by_code, margin)

    def _note_below(self, stack: Stack, below: dict[tuple[str, str], BelowFloor]) -> None:
        """Note what a piece is sold for where that is below its floor; what goes in one parcel shares its freight."""
        if not stack.by_code or len(stack.basket.items) > 1:
            return
        item, channel = stack.basket.items[0], stack.basket.channel
        told = self._goods.get(item.sku, GoodsCost(0, 0))
        cost, grams, rates = told.cost * item.quantity, told.grams * item.quantity, self._rules.of(channel)
        if not told.cost or pays(stack.total, cost, grams, rates):
            return
        price = stack.total // item.quantity
        floor = -(-floor_price(cost, grams, rates) // item.quantity)
        known = below.get((item.sku, channel))
        if known is None or price - floor < known.price - known.floor:
            below[item.sku, channel] = BelowFloor(item.sku, channel, price, floor, stack)


def _go_together(coupons: Iterable[Promotion]) -> bool:
    """Tell whether one buyer may hold these at once: one of a group, and nobody is new and returning."""
    chosen = list(coupons)
    groups = [each.group for each in chosen if each.group]
    audiences = {each.audience for each in chosen} - {"any"}
    return len(set(groups)) == len(groups) and len(audiences) < 2 and (len(chosen) < 2 or "*" not in groups)


def gather(baskets: Iterable[RealBasket]) -> list[RealBasket]:
    """Return each kind of basket once, with how often it was bought; the first keeps its name."""
    found: dict[tuple[object, ...], RealBasket] = {}
    for basket in baskets:
        key = basket.channel, tuple(sorted((item.sku, item.quantity, item.unit_price) for item in basket.items))
        known = found.get(key)
        found[key] = replace(known, count=known.count + basket.count) if known else basket
    return list(found.values())
