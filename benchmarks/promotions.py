"""The promotion engine: 10,000 random baskets against 50 promotions, baskets a second on one core, sums checked.

python benchmarks/promotions.py [BASKETS]
"""

import json
import random
import sys
import time
from datetime import UTC, datetime

from shopdesk.domain.promotion_engine import PromotionBook
from shopdesk.domain.promotions import KINDS, Item, PricedBasket, Promotion, Scope, Step, Visit

BASKETS, PROMOTIONS, SKUS = 10_000, 50, 400
# Nobody holds ten thousand priced baskets: kept, they would let the collector look through a million objects.
CHECKED_AT_ONCE = 100
AT = datetime(2026, 11, 11, 2, tzinfo=UTC)
GROUPS = ("", "", "day", "week", "coupon", "*")


def category(number: int) -> tuple[str, ...]:
    """Return the category of a SKU: five wide ones with eight below each."""
    return f"大类{number % 5}", f"细分{number % 40}", f"商品{number % 80}"


def promotions(chance: random.Random) -> list[Promotion]:
    """Return promotions of every kind, a third on everything, a third on a category, a third on SKUs."""
    made = []
    for at in range(PROMOTIONS):
        kind = KINDS[at % len(KINDS)]
        scope = (
            Scope(),
            Scope(categories=frozenset({category(chance.randrange(SKUS))[: chance.randint(1, 3)]})),
            Scope(skus=frozenset(f"SKU-{chance.randrange(SKUS)}" for _ in range(20))),
        )[at % 3]
        steps: tuple[Step, ...] = (Step(percent=chance.randint(5, 40)),)
        more: dict[str, object] = {}
        if kind in ("threshold", "coupon"):
            steps = (Step(9900, amount=1000), Step(19900, amount=2500))
        elif kind == "gift":
            steps, more = (Step(2),), {"pieces": True, "each": True, "gift": "SKU-1"}
        elif kind == "bundle":
            pair = tuple((f"SKU-{chance.randrange(SKUS)}", 1) for _ in range(2))
            steps, scope, more = (Step(price=1500),), Scope(), {"items": pair}
        group = chance.choice(GROUPS)
        made.append(Promotion(f"P{at:02}", f"促销{at}", kind, scope, group=group, steps=steps, **more))  # type: ignore[arg-type]
    return made


def check(asked: list[list[Item]], priced: list[PricedBasket]) -> int:
    """Check that sums add up to the cent and nothing is below zero; return how many baskets were reduced."""
    for items, basket in zip(asked, priced, strict=True):
        gross = sum(item.unit_price * item.quantity for item in items)
        assert basket.total.amount == gross - sum(basket.by_code.values())
        assert all(line.net.amount >= 0 for line in basket.lines)
    return sum(bool(basket.reductions) for basket in priced)


def main() -> None:
    """Measure and print one JSON line."""
    baskets = int(sys.argv[1]) if len(sys.argv) > 1 else BASKETS
    chance = random.Random(11)
    told = promotions(chance)
    coupons = tuple(each.code for each in told if each.kind == "coupon")
    asked = [
        [
            Item(f"SKU-{number}", chance.randint(1, 4), chance.randint(100, 30_000), category(number))
            for number in chance.sample(range(SKUS), chance.randint(1, 6))
        ]
        for _ in range(baskets)
    ]
    book = PromotionBook(told)
    visit = Visit("taobao", AT, people=3, coupons=coupons)
    took, reduced = 0.0, 0
    for begin in range(0, baskets, CHECKED_AT_ONCE):
        few = asked[begin : begin + CHECKED_AT_ONCE]
        begun = time.process_time()
        priced = [book.price(items, visit) for items in few]
        took += time.process_time() - begun
        reduced += check(few, priced)
    print(json.dumps({"baskets": baskets, "a_second": round(baskets / took), "reduced": reduced}))


if __name__ == "__main__":
    main()
