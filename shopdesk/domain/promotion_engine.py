"""The engine: which promotions reach a basket, in which order they take effect, and what comes of it."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from shopdesk.domain import promotion_kinds as kinds
from shopdesk.domain.coupons import why_not
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import Money
from shopdesk.domain.promotion_kinds import Cuts, OpenLine
from shopdesk.domain.promotions import (
    ALONE,
    ITEM_KINDS,
    KINDS,
    Gift,
    Item,
    LineReduction,
    Missed,
    PricedBasket,
    PricedLine,
    Promotion,
    Saving,
    Used,
    Visit,
)

_STAGE = {kind: at for at, kind in enumerate(KINDS)}


class Sums(NamedTuple):
    """What a basket comes to in minor units, what each promotion takes off, and the gifts."""

    total: int
    by_code: dict[str, int]
    gifts: list[Gift]


class PromotionBook:
    """Promotions in the order of their effect, found by SKU and by category without asking each of them."""

    def __init__(self, promotions: Iterable[Promotion]) -> None:
        self.promotions = sorted(promotions, key=lambda each: (-each.priority, _STAGE[each.kind], each.code))
        self.by_code = {each.code: each for each in self.promotions}
        self.everywhere: list[int] = []
        self._by_sku: dict[str, list[int]] = {}
        self._by_category: dict[tuple[str, ...], list[int]] = {}
        self._naming: dict[tuple[str, tuple[str, ...]], tuple[int, ...]] = {}
        for at, each in enumerate(self.promotions):
            skus = each.scope.skus | {sku for sku, _pieces in each.items}
            for sku in skus:
                self._by_sku.setdefault(sku, []).append(at)
            for category in each.scope.categories:
                self._by_category.setdefault(category, []).append(at)
            if not skus and not each.scope.categories:
                self.everywhere.append(at)

    def price(self, items: Sequence[Item], visit: Visit, currency: str = "CNY") -> PricedBasket:
        """Return what a basket costs. Raises ShopError with "basket-empty", "quantity-out-of-range" or "price-invalid".

        Lines are taken in an order of their own, so that the order in which they were scanned changes nothing.
        """
        pricing = _Pricing(self, _open(items), visit)
        pricing.run()
        return pricing.result(currency)

    def reckon(self, items: Sequence[Item], visit: Visit) -> Sums:
        """Return the sums of a basket alone: what `price` tells, without its words. Raises like it."""
        pricing = _Pricing(self, _open(items), visit)
        pricing.run()
        return pricing.sums()

    def reach(self, sku: str, category: tuple[str, ...]) -> tuple[int, ...]:
        """Return the places of the promotions that a SKU of a category is in the scope of."""
        return tuple(sorted({*self.everywhere, *self.naming(sku, category)}))

    def naming(self, sku: str, category: tuple[str, ...]) -> tuple[int, ...]:
        """Return the places of the promotions that name a SKU or its category; those `everywhere` reach it as well."""
        known = self._naming.get((sku, category))
        if known is None:
            found = set(self._by_sku.get(sku, ()))
            for depth in range(1, len(category) + 1):
                found.update(self._by_category.get(category[:depth], ()))
            known = self._naming[sku, category] = tuple(sorted(found))
        return known


def _open(items: Sequence[Item]) -> list[tuple[Item, OpenLine]]:
    """Return the lines to reckon with, each with what was asked. Raises ShopError."""
    if not items:
        raise ShopError("basket-empty")
    for item in items:
        if item.quantity < 1:
            raise ShopError("quantity-out-of-range", value=item.quantity)
        if item.unit_price < 0:
            raise ShopError("price-invalid", sku=item.sku, value=item.unit_price)
    opened = [
        (item, OpenLine(at, item.sku, item.quantity, item.unit_price, item.by_hand, item.unit_price * item.quantity))
        for at, item in enumerate(items)
    ]
    opened.sort(key=lambda pair: (pair[1].sku, -pair[1].unit_price, pair[1].quantity, pair[1].by_hand))
    return opened


class _Pricing:
    """One basket under way."""

    def __init__(self, book: PromotionBook, opened: list[tuple[Item, OpenLine]], visit: Visit) -> None:
        self._book, self._visit = book, visit
        self._lines = [line for _item, line in opened]
        self._by_hand = any(line.by_hand for line in self._lines)
        self._reached: dict[int, list[OpenLine]] = dict.fromkeys(book.everywhere, self._lines)
        for item, line in opened:
            for place in book.naming(item.sku, item.category):
                self._reached.setdefault(place, []).append(line)
        self._gifts: list[Gift] = []
        self._given: dict[str, int] = {}
        self._missed: list[Missed] = []
        self._savings: list[tuple[Promotion, int]] = []
        self._pieces: dict[str, int] = {}

    def run(self) -> None:
        """Let each promotion take effect, in order."""
        wanted = set(self._visit.coupons)
        for place in sorted(self._reached):
            promotion = self._book.promotions[place]
            if promotion.kind == "coupon":
                if promotion.code in wanted:
                    wanted.discard(promotion.code)
                    self._use_coupon(promotion, self._reached[place])
            elif self._holds(promotion):
                self._apply(promotion, self._free(promotion, self._reached[place]))
        for code in sorted(wanted):
            self._miss_unreached(code)

    def _holds(self, promotion: Promotion) -> bool:
        scope, visit = promotion.scope, self._visit
        return (
            (not scope.channels or visit.channel in scope.channels)
            and (not scope.levels or visit.level in scope.levels)
            and promotion.runs_at(visit.at)
        )

    def _free(self, promotion: Promotion, lines: list[OpenLine]) -> list[OpenLine]:
        """Return the lines that no promotion of the same exclusive group has spent."""
        group = promotion.group
        free = [line for line in lines if line.net > 0 and not line.alone]
        if group == ALONE:
            free = [line for line in free if not line.shares]
        elif group:
            free = [line for line in free if group not in line.groups]
        if self._by_hand and promotion.kind in ITEM_KINDS:
            free = [line for line in free if not line.by_hand]
        return free

    def _use_coupon(self, coupon: Promotion, lines: list[OpenLine]) -> None:
        if reason := why_not(coupon, self._visit):
            self._miss(coupon, *reason)
            return
        free = self._free(coupon, lines)
        cut = kinds.sum_cut(coupon, free)
        if coupon.budget:
            cut = min(cut, coupon.budget - self._used(coupon).spent)
        if cut > 0:
            self._cut(coupon, kinds.lay(cut, [(line, line.net) for line in free]), free)
        elif not free:
            self._miss(coupon, "coupon-excluded", {})
        else:
            short = min((step.least for step in coupon.steps), default=0) - sum(line.net for line in free)
            self._miss(coupon, "coupon-below-threshold", {"short": short})

    def _apply(self, promotion: Promotion, lines: list[OpenLine]) -> None:
        if not lines:
            return
        if promotion.kind == "gift":
            self._give(promotion, lines)
            return
        cuts = self._cuts(promotion, lines)
        self._cut(promotion, cuts, lines if promotion.kind == "threshold" else [line for line, _cut in cuts])

    def _cuts(self, promotion: Promotion, lines: list[OpenLine]) -> Cuts:
        match promotion.kind:
            case "threshold":
                return kinds.lay(kinds.sum_cut(promotion, lines), [(line, line.net) for line in lines])
            case "bundle":
                return kinds.bundle_cuts(promotion, lines)
            case "group-buy":
                step = kinds.reached(promotion.steps, self._visit.people)
                return kinds.piece_cuts(step, lines, promotion.most or None) if step else []
        cuts = kinds.piece_cuts(promotion.steps[0], lines, self._pieces_left(promotion))
        if promotion.limit and cuts:
            self._pieces[promotion.code] = kinds.pieces_in(promotion.steps[0], cuts)
        return cuts

    def _pieces_left(self, promotion: Promotion) -> int | None:
        ends = [promotion.most] if promotion.most else []
        if promotion.limit:
            ends.append(promotion.limit - self._used(promotion).uses)
        if ends and min(ends) <= 0:
            self._miss(promotion, "promotion-sold-out", {"limit": promotion.limit})
        return max(min(ends), 0) if ends else None

    def _give(self, promotion: Promotion, lines: list[OpenLine]) -> None:
        """Give what is earned, as far as there is stock of it; a gift of the same goods is reckoned SKU by SKU."""
        if promotion.gift:
            self._give_goods(promotion, promotion.gift, lines)
            return
        for sku in dict.fromkeys(line.sku for line in lines):
            self._give_goods(promotion, sku, [line for line in lines if line.sku == sku])

    def _give_goods(self, promotion: Promotion, sku: str, lines: list[OpenLine]) -> None:
        wanted = kinds.gift_times(promotion, lines) * promotion.gift_quantity
        if not wanted:
            return
        taken = self._given.get(sku, 0) + sum(line.quantity for line in self._lines if line.sku == sku)
        left = max(self._visit.stock[sku] - taken, 0) if sku in self._visit.stock else wanted
        if given := min(wanted, left):
            self._given[sku] = self._given.get(sku, 0) + given
            self._gifts.append(Gift(sku, given, promotion.code, promotion.name))
            self._spend(promotion, lines)
        if given < wanted:
            self._miss(promotion, "gift-out-of-stock", {"sku": sku, "wanted": wanted, "given": given})

    def _cut(self, promotion: Promotion, cuts: Cuts, spent: Sequence[OpenLine]) -> None:
        whole = 0
        for line, cut in cuts:
            line.net -= cut
            line.shares.append((promotion, cut))
            whole += cut
        if whole:
            self._savings.append((promotion, whole))
            self._spend(promotion, spent)

    @staticmethod
    def _spend(promotion: Promotion, lines: Sequence[OpenLine]) -> None:
        group = promotion.group
        if group == ALONE:
            for line in lines:
                line.alone = True
        elif group:
            for line in lines:
                line.groups.add(group)

    def _used(self, promotion: Promotion) -> Used:
        return self._visit.used.get(promotion.code, Used())

    def _miss(self, promotion: Promotion, reason: str, params: dict[str, object]) -> None:
        self._missed.append(Missed(promotion.code, promotion.name, reason, params))

    def _miss_unreached(self, code: str) -> None:
        known = self._book.by_code.get(code)
        if known is None or known.kind != "coupon":
            self._missed.append(Missed(code, code, "coupon-unknown", {"value": code}))
        else:
            self._miss(known, *(why_not(known, self._visit) or ("coupon-other-goods", {})))

    def sums(self) -> Sums:
        """Return the sums alone."""
        by_code = {promotion.code: cut for promotion, cut in self._savings}
        return Sums(sum([line.net for line in self._lines]), by_code, self._gifts)

    def result(self, currency: str) -> PricedBasket:
        """Return the basket, its lines in the order in which they were given."""
        lines, total = [], 0
        for line in sorted(self._lines, key=_place):
            total += line.net
            shares = tuple([LineReduction(told.code, told.name, Money(cut, currency)) for told, cut in line.shares])
            price, gross = Money(line.unit_price, currency), Money(line.unit_price * line.quantity, currency)
            lines.append(PricedLine(line.sku, line.quantity, price, gross, shares, Money(line.net, currency)))
        savings = tuple([Saving(told.name, Money(cut, currency)) for told, cut in self._savings])
        missed = tuple(self._missed)
        return PricedBasket(tuple(lines), tuple(self._gifts), savings, Money(total, currency), missed, self._pieces)


_place = attrgetter("at")
