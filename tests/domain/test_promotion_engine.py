"""A basket's price with promotions: the trade's own examples, and a second reckoning on many small baskets."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotion_engine import PromotionBook
from shopdesk.domain.promotions import ALONE, Item, Promotion, Scope, Step, Used, Visit
from tests.domain import promotion_oracle

AT = datetime(2026, 11, 11, 2, tzinfo=UTC)
VISIT = Visit("taobao", AT)
CUP, BOX = ("家居", "厨房", "水杯"), ("家居", "收纳", "收纳盒")


def price(items, *promotions, **visit):
    return PromotionBook(promotions).price(items, Visit(**({"channel": "taobao", "at": AT} | visit)))


def threshold(code="FULL", *steps, **more):
    return Promotion(
        code, code, "threshold", steps=steps or (Step(9900, amount=1000), Step(19900, amount=2500)), **more
    )


def coupon(code="NEW10", **more):
    return Promotion(code, code, "coupon", **({"steps": (Step(5000, amount=1000),)} | more))


def test_a_basket_without_promotions_is_plain_prices():
    basket = price([Item("A", 2, 1999), Item("B", 1, 500)])
    assert basket.total.amount == 4498
    assert [line.net.amount for line in basket.lines] == [3998, 500]


def test_thresholds_99_10_and_199_25_take_the_highest_tier_and_split_to_the_cent():
    basket = price([Item("A", 1, 9999), Item("B", 1, 3333), Item("C", 2, 3334)], threshold())
    assert basket.reductions[0].amount.amount == 2500
    assert [line.reductions[0].amount.amount for line in basket.lines] == [1250, 417, 833]
    assert basket.total.amount == 20000 - 2500


def test_a_threshold_per_whole_counts_each_whole_and_stops_where_told():
    each = threshold("E", Step(10000, amount=1500), each=True)
    assert price([Item("A", 1, 35000)], each).total.amount == 35000 - 4500
    capped = threshold("E", Step(10000, amount=1500), each=True, most=2)
    assert price([Item("A", 1, 35000)], capped).total.amount == 35000 - 3000


def test_a_limited_time_discount_lowers_the_piece_and_ends_on_time():
    sale = Promotion("D", "限时8折", "discount", steps=(Step(percent=20),), ends=AT + timedelta(hours=1))
    assert price([Item("A", 3, 1999)], sale).total.amount == 3 * 1599
    assert price([Item("A", 3, 1999)], sale, at=AT + timedelta(hours=1)).total.amount == 3 * 1999


def test_a_flash_sale_covers_the_pieces_that_are_left():
    flash = Promotion("F", "秒杀", "flash", steps=(Step(price=990),), limit=10)
    basket = price([Item("A", 5, 2000)], flash, used={"F": Used(uses=8)})
    assert basket.total.amount == 2 * 990 + 3 * 2000
    gone = price([Item("A", 5, 2000)], flash, used={"F": Used(uses=10)})
    assert (gone.total.amount, gone.missed[0].reason) == (10000, "promotion-sold-out")


def test_buy_two_get_one_comes_as_far_as_there_is_stock():
    gift = Promotion("G", "买二送一", "gift", steps=(Step(2),), pieces=True, each=True)
    basket = price([Item("A", 4, 1000)], gift, stock={"A": 5})
    assert [(each.sku, each.quantity) for each in basket.gifts] == [("A", 1)]
    assert basket.missed[0].params == {"sku": "A", "wanted": 2, "given": 1}
    other = Promotion("G", "满赠", "gift", steps=(Step(9900),), gift="CUP")
    assert price([Item("A", 1, 9900)], other).gifts[0].sku == "CUP"
    assert price([Item("A", 1, 9899)], other).gifts == ()


def test_a_bundle_costs_its_price_for_every_whole_set():
    bundle = Promotion("B", "套餐", "bundle", items=(("A", 1), ("B", 2)), steps=(Step(price=5000),))
    basket = price([Item("A", 2, 4000), Item("B", 3, 1000)], bundle)
    assert basket.total.amount == 5000 + 4000 + 1000
    assert price([Item("A", 1, 2000), Item("B", 2, 1000)], bundle).reductions == ()  # never dearer than its parts


def test_group_buying_is_cheaper_the_more_there_are():
    group = Promotion("P", "拼团", "group-buy", steps=(Step(2, percent=10), Step(5, percent=20)))
    assert [price([Item("A", 1, 1000)], group, people=people).total.amount for people in (1, 2, 4, 5)] == [
        1000, 900, 900, 800,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "visit", "reason"),
    [
        ({"ends": AT}, {}, "coupon-expired"),
        ({"starts": AT + timedelta(days=1)}, {}, "coupon-too-early"),
        ({"audience": "new"}, {}, "coupon-needs-customer"),
        ({"audience": "new"}, {"orders": 3}, "coupon-new-only"),
        ({"audience": "returning"}, {"orders": 0}, "coupon-returning-only"),
        ({"limit": 100}, {"used": {"NEW10": Used(uses=100)}}, "coupon-used-up"),
        ({"per_customer": 1}, {"used": {"NEW10": Used(by_customer=1)}}, "coupon-used"),
        ({"budget": 5000}, {"used": {"NEW10": Used(spent=5000)}}, "coupon-budget-spent"),
        ({"scope": Scope(levels=frozenset({"vip"}))}, {}, "coupon-other-level"),
        ({"scope": Scope(channels=frozenset({"jd"}))}, {}, "coupon-other-channel"),
        ({"scope": Scope(categories=frozenset({BOX}))}, {}, "coupon-other-goods"),
        ({"steps": (Step(90000, amount=1000),)}, {}, "coupon-below-threshold"),
    ],
)
def test_a_coupon_that_cannot_be_used_says_why(told, visit, reason):
    basket = price([Item("A", 1, 8000, CUP)], coupon(**told), coupons=("NEW10",), **visit)
    assert (basket.total.amount, [each.reason for each in basket.missed]) == (8000, [reason])


def test_an_unknown_coupon_is_said_and_a_budget_ends_to_the_cent():
    assert price([Item("A", 1, 8000)], coupons=("NO",)).missed[0].reason == "coupon-unknown"
    basket = price([Item("A", 1, 8000)], coupon(budget=5000), coupons=("NEW10",), used={"NEW10": Used(spent=4700)})
    assert basket.total.amount == 8000 - 300


def test_promotions_of_one_group_exclude_each_other_and_the_higher_priority_goes_first():
    first = Promotion("X", "八折", "discount", steps=(Step(percent=20),), group="day")
    second = Promotion("Y", "七折", "discount", steps=(Step(percent=30),), group="day", priority=5)
    assert set(price([Item("A", 1, 1000)], first, second).by_code) == {"Y"}
    alone = Promotion("Z", "清仓", "discount", steps=(Step(price=300),), group=ALONE, priority=9)
    basket = price([Item("A", 1, 12000), Item("B", 1, 12000)], alone, threshold("F", Step(10000, amount=1000)))
    assert basket.by_code == {"Z": 23400}


def test_a_category_holds_what_is_below_it_and_a_price_by_hand_stays():
    sale = Promotion("D", "收纳9折", "discount", Scope(categories=frozenset({BOX[:2]})), steps=(Step(percent=10),))
    items = [Item("A", 1, 1000, BOX), Item("B", 1, 1000, CUP), Item("C", 1, 1000, BOX, by_hand=True)]
    assert [line.net.amount for line in price(items, sale).lines] == [900, 1000, 1000]


@pytest.mark.parametrize(
    ("items", "code"),
    [([], "basket-empty"), ([Item("A", 0, 10)], "quantity-out-of-range"), ([Item("A", 1, -1)], "price-invalid")],
)
def test_a_basket_that_is_none_is_refused(items, code):
    with pytest.raises(ShopError) as caught:
        price(items)
    assert caught.value.code == code


# Many small baskets, reckoned twice

SKUS = ("A", "B", "C")
CATEGORY = {"A": BOX, "B": CUP, "C": ("服饰", "袜子", "棉袜")}
cents = st.integers(0, 3000)
items_of = st.lists(
    st.builds(
        lambda sku, quantity, unit, hand: Item(sku, quantity, unit, CATEGORY[sku], hand),
        st.sampled_from(SKUS), st.integers(1, 4), cents, st.sampled_from([False, False, False, True]),
    ),
    min_size=1, max_size=5,
)  # fmt: skip
off = st.one_of(
    st.builds(lambda least, percent: Step(least, percent=percent), st.just(0), st.integers(1, 99)),
    st.builds(lambda least, amount: Step(least, amount=amount), st.just(0), st.integers(1, 2000)),
)
piece_step = st.one_of(off, st.builds(lambda price: Step(price=price), st.integers(1, 2500)))
scopes = st.builds(
    Scope,
    channels=st.sampled_from([frozenset(), frozenset({"taobao"}), frozenset({"jd"})]),
    categories=st.sampled_from([frozenset(), frozenset({BOX[:2]}), frozenset({CUP, ("服饰",)})]),
    skus=st.sampled_from([frozenset(), frozenset({"A"}), frozenset({"B", "C"})]),
    levels=st.sampled_from([frozenset(), frozenset({"vip"})]),
)
AT_LEAST = st.integers(300, 6000)


def raise_least(steps, leasts):
    from dataclasses import replace

    return tuple(replace(step, least=least) for step, least in zip(steps, sorted(set(leasts)), strict=False))


sums = st.builds(raise_least, st.lists(off, min_size=1, max_size=3), st.lists(AT_LEAST, min_size=3, max_size=3))
shared = {
    "scope": scopes,
    "priority": st.integers(0, 2),
    "group": st.sampled_from(["", "", "a", "b", ALONE]),
    "most": st.integers(0, 4),
    "starts": st.sampled_from([None, AT, AT + timedelta(1)]),
    "ends": st.sampled_from([None, AT, AT + timedelta(1)]),
}
promotion = st.one_of(
    st.builds(Promotion, st.just(""), st.just("n"), st.sampled_from(["discount", "flash"]), limit=st.integers(0, 3),
              steps=st.tuples(piece_step), **shared),
    st.builds(Promotion, st.just(""), st.just("n"), st.sampled_from(["threshold", "coupon"]), steps=sums,
              pieces=st.booleans(), each=st.booleans(), ceiling=st.sampled_from([0, 0, 700]),
              **{k: v for k, v in shared.items() if k not in ("starts", "ends")}),
    st.builds(Promotion, st.just(""), st.just("n"), st.just("group-buy"),
              steps=st.tuples(piece_step.map(lambda s: s), off.map(lambda s: Step(3, s.percent, s.amount))), **shared),
    st.builds(Promotion, st.just(""), st.just("n"), st.just("bundle"), steps=st.tuples(st.builds(
        lambda price: Step(price=price), st.integers(1, 4000))),
        items=st.sampled_from([(("A", 1), ("B", 1)), (("A", 2), ("C", 1)), (("B", 2),)]),
        **{k: v for k, v in shared.items() if k != "scope"}),
    st.builds(Promotion, st.just(""), st.just("n"), st.just("gift"), pieces=st.booleans(), each=st.booleans(),
              steps=st.tuples(st.builds(Step, st.integers(1, 4))), gift=st.sampled_from(["", "A", "GIFT"]), **shared),
)  # fmt: skip


@st.composite
def cases(draw):
    from dataclasses import replace

    items = draw(items_of)
    drawn = draw(st.lists(promotion, max_size=6))
    promotions = [replace(each, code=f"P{at}") for at, each in enumerate(drawn)]
    visit = Visit(
        "taobao", AT, draw(st.sampled_from(["", "vip"])), None, draw(st.integers(1, 4)),
        tuple(each.code for each in promotions if each.kind == "coupon" and draw(st.booleans())),
        {}, draw(st.sampled_from([{}, {"A": 3, "GIFT": 1}])),
    )  # fmt: skip
    return items, promotions, visit


@settings(max_examples=150, deadline=None)
@given(cases())
def test_a_second_reckoning_finds_the_same(case):
    items, promotions, visit = case
    basket = PromotionBook(promotions).price(items, visit)
    total, savings, gifts = promotion_oracle.price(items, promotions, visit)
    assert basket.total.amount == total
    assert basket.by_code == {code: cut for code, cut in savings.items() if cut}
    given: dict = {}
    for each in basket.gifts:
        given[each.code, each.sku] = given.get((each.code, each.sku), 0) + each.quantity
    assert given == gifts


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms())
def test_lines_in_another_order_cost_the_same_and_nothing_falls_below_nothing(case, random):
    items, promotions, visit = case
    basket = PromotionBook(promotions).price(items, visit)
    assert PromotionBook(reversed(promotions)).price(items, visit) == basket  # deterministic
    turned = list(items)
    random.shuffle(turned)
    other = PromotionBook(promotions).price(turned, visit)
    assert sorted(map(repr, other.lines)) == sorted(map(repr, basket.lines))
    assert (other.gifts, other.total, other.reductions) == (basket.gifts, basket.total, basket.reductions)
    for line in basket.lines:
        assert line.net.amount >= 0
        assert line.gross.amount - sum(share.amount.amount for share in line.reductions) == line.net.amount
    assert sum(each.amount.amount for each in basket.reductions) == sum(basket.by_code.values())
    assert basket.total.amount == sum(line.net.amount for line in basket.lines)
