"""What a promotion must say to be one, and which promotions get into each other's way."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import ALONE, AUDIENCES, ITEM_KINDS, KINDS, Promotion, Step

LONGEST_NAME, LONGEST_CODE, MOST_STEPS, LARGEST = 60, 24, 9, 10**9


class Contradiction(NamedTuple):
    """Two promotions that meet on the same goods at the same time; `kind` is how: same, tie, adds-up or never."""

    kind: str
    first: Promotion
    second: Promotion


def check_promotion(promotion: Promotion) -> None:
    """Refuse what is no promotion. Raises ShopError("promotion-invalid") with the `rule` that it breaks."""
    for broken, rule, value in _rules(promotion):
        if broken:
            raise ShopError("promotion-invalid", rule=rule, value=value or promotion.code)


def _rules(told: Promotion) -> list[tuple[bool, str, object]]:
    code = told.code
    numbers = (told.most, told.limit, told.budget, told.ceiling, told.per_customer)
    return [
        (not code or len(code) > LONGEST_CODE or not code.isprintable() or " " in code, "code", code),
        (not told.name.strip() or len(told.name) > LONGEST_NAME or not told.name.isprintable(), "name", told.name),
        (told.kind not in KINDS, "kind", told.kind),
        (told.audience not in AUDIENCES, "audience", told.audience),
        (told.starts is not None and told.ends is not None and told.ends <= told.starts, "dates", told.ends),
        (any(not 0 <= number <= LARGEST for number in numbers), "number", min(numbers)),
        (told.kind == "flash" and not told.limit, "flash-limit", ""),
        *_step_rules(told),
        *_goods_rules(told),
    ]


def _step_rules(told: Promotion) -> list[tuple[bool, str, object]]:
    steps, kind = told.steps, told.kind
    leasts = [step.least for step in steps]
    one = kind in ("discount", "flash", "bundle", "gift")
    return [
        (not steps or len(steps) > MOST_STEPS, "steps", len(steps)),
        (one and len(steps) > 1, "one-step", len(steps)),
        (any(not 0 <= step.least <= LARGEST for step in steps), "least", min(leasts, default=0)),
        (leasts != sorted(set(leasts)), "tiers-order", ""),
        (kind != "gift" and not all(_is_one(step, kind) for step in steps), "off", ""),
        (any(_falls(a, b) for a, b in pairwise(steps)), "tiers-fall", ""),
        (kind == "threshold" and any(step.least == 0 for step in steps), "threshold-least", ""),
        (kind in ("threshold", "coupon") and not told.pieces and any(_all_free(step) for step in steps), "free", ""),
        (told.each and kind == "threshold" and (len(steps) > 1 or any(step.percent for step in steps)), "each", ""),
        (kind == "gift" and any(step.least < 1 for step in steps), "gift-least", ""),
        (kind == "group-buy" and any(step.least < 2 for step in steps), "group-least", ""),
    ]


def _goods_rules(told: Promotion) -> list[tuple[bool, str, object]]:
    pieces = [pieces for _sku, pieces in told.items]
    skus = [sku for sku, _pieces in told.items]
    return [
        (told.kind == "bundle" and sum(pieces) < 2, "bundle-items", ""),
        (told.kind != "bundle" and bool(told.items), "bundle-items", ""),
        (any(number < 1 for number in pieces) or len(set(skus)) != len(skus), "bundle-pieces", ""),
        (told.kind == "gift" and not 1 <= told.gift_quantity <= 1000, "gift-quantity", told.gift_quantity),
        (told.kind != "coupon" and (told.audience != "any" or bool(told.per_customer)), "coupon-only", ""),
    ]


def _is_one(step: Step, kind: str) -> bool:
    """Tell whether a step says exactly one thing, and one that its kind can do."""
    by_price = step.price is not None and step.price > 0
    told = (0 < step.percent < 100) + (step.amount > 0) + by_price
    sane = 0 <= step.percent < 100 and step.amount >= 0 and (step.price is None or step.price > 0)
    if kind in ("threshold", "coupon"):
        return sane and told == 1 and not by_price
    return sane and told == 1 and (kind != "bundle" or by_price)


def _falls(lower: Step, higher: Step) -> bool:
    """Tell whether a higher tier gives less than the one below it."""
    if lower.percent and higher.percent:
        return higher.percent < lower.percent
    if lower.price is not None and higher.price is not None:
        return higher.price > lower.price
    return bool(lower.amount and higher.amount) and higher.amount < lower.amount


def _all_free(step: Step) -> bool:
    return bool(step.least) and step.amount >= step.least


def contradictions(promotions: Sequence[Promotion]) -> list[Contradiction]:
    """Return the pairs that meet, each with how they do; none is forbidden, all should be known."""
    ordered = sorted(promotions, key=lambda each: each.code)
    found = []
    for first, second in combinations(ordered, 2):
        if _same_time(first, second) and _same_goods(first, second) and (kind := _meeting(first, second)):
            found.append(Contradiction(kind, first, second))
    return found


def _meeting(first: Promotion, second: Promotion) -> str:
    """Return how two promotions of the same goods meet, "" where the shop has settled it."""
    if ALONE in (first.group, second.group):
        return "" if first.priority != second.priority else "tie"
    if first.group and first.group == second.group:
        return "tie" if first.priority == second.priority and first.kind == second.kind else ""
    if first.kind == second.kind and first.kind in ITEM_KINDS:
        return "adds-up"
    return "same" if first.kind == second.kind == "threshold" else ""


def _same_time(first: Promotion, second: Promotion) -> bool:
    starts = [each.starts for each in (first, second) if each.starts]
    ends = [each.ends for each in (first, second) if each.ends]
    return not starts or not ends or max(starts) < min(ends)


def _same_goods(first: Promotion, second: Promotion) -> bool:
    """Tell whether two scopes can meet; SKUs against categories can, nobody knows here."""
    a, b = first.scope, second.scope
    for ours, theirs in ((a.channels, b.channels), (a.levels, b.levels)):
        if ours and theirs and ours.isdisjoint(theirs):
            return False
    mine, other = goods_of(first), goods_of(second)
    if mine and other and not a.categories and not b.categories:
        return not mine.isdisjoint(other)
    if a.categories and b.categories and not mine and not other:
        return any(x[: len(y)] == y or y[: len(x)] == x for x in a.categories for y in b.categories)
    return True


def goods_of(promotion: Promotion) -> frozenset[str]:
    """Return the SKUs that a promotion names, its set's parts among them."""
    return promotion.scope.skus | {sku for sku, _pieces in promotion.items}
