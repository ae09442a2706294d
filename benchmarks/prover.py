"""The prover over 5,000 real-shaped baskets and 200 SKUs alone, against seven promotions with four coupons.

python benchmarks/prover.py [BASKETS]
"""

import json
import random
import sys
import time
from datetime import UTC, datetime

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.margins import read_pricing_rules
from shopdesk.domain.promotion_prover import GoodsCost, Prover, RealBasket, gather
from shopdesk.domain.promotions import Item, Promotion, Scope, Step
from shopdesk.resources import resources

BASKETS, SKUS = 5_000, 200
AT = datetime(2026, 11, 11, 2, tzinfo=UTC)
SIZES = (1, 1, 1, 1, 1, 2, 2, 3, 4)  # most parcels of a small shop hold one thing


def promotions() -> list[Promotion]:
    """Return what a shop runs on Double Eleven; of the coupons one of the shop and one of a card go together."""
    few = Scope(skus=frozenset(f"SKU-{number}" for number in range(0, SKUS, 5)))
    return [
        Promotion("D11", "双十一满减", "threshold", steps=(Step(9900, amount=1000), Step(19900, amount=2500))),
        Promotion("SALE", "限时折扣", "discount", few, steps=(Step(percent=15),)),
        Promotion("GIFT", "买二送一", "gift", few, steps=(Step(2),), pieces=True, each=True),
        *(
            Promotion(
                f"C{at}", f"券{at}", "coupon", steps=(Step(3000 * at, amount=300 * at),), group=("shop", "card")[at % 2]
            )
            for at in range(1, 5)
        ),
    ]


def main() -> None:
    """Measure and print one JSON line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BASKETS
    chance = random.Random(5)
    prices = {f"SKU-{number}": chance.randint(900, 19_900) for number in range(SKUS)}
    goods = {sku: GoodsCost(price * 45 // 100, chance.randint(50, 3000)) for sku, price in prices.items()}

    def basket(at: int) -> RealBasket:
        chosen = chance.sample(sorted(prices), chance.choice(SIZES))
        items = tuple(
            Item(sku, chance.choice((1, 1, 1, 2, 3)), prices[sku], ("大类", "细分", "商品")) for sku in chosen
        )
        return RealBasket(f"SD-{at:06}", chance.choice(("taobao", "jd", "pdd", "douyin")), items)

    baskets = gather(basket(at) for at in range(count))
    baskets += [RealBasket(sku, "taobao", (Item(sku, 1, price),), 0) for sku, price in prices.items()]
    rules = read_pricing_rules(json.loads((resources() / "tables" / "pricing_rules.json").read_text("utf-8")))
    begun = time.process_time()
    proof = Prover(promotions(), goods, rules, AT).prove(baskets, SilentJob())
    took = time.process_time() - begun
    print(json.dumps({"orders": count, "baskets": proof.baskets, "stacks": proof.stacks, "seconds": round(took, 2)}))


if __name__ == "__main__":
    main()
