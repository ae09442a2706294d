"""Before a promotion goes live: the worst that is left, what falls below its floor; afterwards what it has brought."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.errors import Cancelled
from shopdesk.domain.promotions import Promotion, Scope, Step
from shopdesk.services.margins import compare_channels, margin_of
from shopdesk.services.promotion_effect import effect_of, festivals_ahead
from shopdesk.services.promotion_prover import prove_promotion, stock_needed
from shopdesk.services.promotions import save_promotion, set_state
from tests.conftest import NOW

HALF = Promotion("HALF", "半价", "discount", steps=(Step(percent=50),))
TEN = Promotion("TEN", "满50减10", "coupon", steps=(Step(5000, amount=1000),), audience="new")
SIX = Promotion("SIX", "老客减6", "coupon", steps=(Step(3000, amount=600),), audience="returning")


@pytest.fixture(autouse=True)
def goods(shop, stock_up, sell):
    stock_up(BOX=10, CUP=2)  # 30.00 each
    shop.connection.execute("UPDATE variants SET cost = 1500, weight_g = 300")
    for _basket in range(3):
        sell(BOX=2)
    sell(BOX=1, CUP=1)


def test_the_worst_stack_of_every_basket_is_found(shop):
    for each in (HALF, TEN, SIX):
        save_promotion(shop, each)
    set_state(shop, "SIX", "live")
    proof = prove_promotion(shop, "TEN")
    worst = {(stack.basket.name, stack.basket.channel): stack for stack in proof.worst}
    (two,) = [stack for stack in proof.worst if stack.basket.count == 3]
    assert (two.coupons, two.total) == (("TEN",), 5000)  # nobody is new and returning at once
    assert worst["BOX", "manual"].coupons == ("SIX",)
    assert proof.losing == 0


def test_what_falls_below_its_floor_is_named_with_the_stack(shop):
    save_promotion(shop, HALF)
    proof = prove_promotion(shop, "HALF")
    found = {each.sku: each for each in proof.below}
    assert (found["BOX"].price, dict(found["BOX"].stack.by_code)) == (1500, {"HALF": 1500})
    assert found["BOX"].floor > 1500
    assert proof.losing == 4
    assert proof.worst[0].margin.net < 0


def test_the_stock_that_is_missing_is_told(shop):
    gift = Promotion("G", "买一送一", "gift", steps=(Step(1),), pieces=True, each=True, gift="CUP")
    save_promotion(shop, gift)
    proof = prove_promotion(shop, "G")
    assert proof.needs["CUP"] == 1 + 3 * 2 + 2
    assert ("CUP", 9, 2) in stock_needed(shop, proof)


def test_a_promotion_ahead_is_tried_at_its_own_time_and_the_search_can_be_stopped(shop):
    save_promotion(shop, replace(HALF, starts=NOW + timedelta(days=9)))
    assert prove_promotion(shop, "HALF").below

    class Stop:
        def step(self, done, total):
            raise Cancelled

    with pytest.raises(Cancelled):
        prove_promotion(shop, "HALF", Stop())


def test_a_missing_purchase_price_is_said_and_judged_by_nobody(shop):
    shop.connection.execute("UPDATE variants SET cost = 0 WHERE sku = 'CUP'")
    save_promotion(shop, HALF)
    proof = prove_promotion(shop, "HALF")
    assert proof.cost_missing == ("CUP",)
    assert [each.sku for each in proof.below] == ["BOX"]
    assert not margin_of(shop, "CUP", channel="jd").below_floor


def test_channels_are_compared_by_what_is_left(shop):
    found = compare_channels(shop, "BOX")
    assert found[0].channel == "stall"
    assert [each.margin.net for each in found] == sorted((each.margin.net for each in found), reverse=True)
    assert all(each.floor > 1500 for each in found)
    jd = next(each for each in found if each.channel == "jd")
    assert jd.margin.costs["commission"] == 300  # the upper end of 5 to 10 percent


def test_a_promotion_is_judged_against_the_span_before(shop, sell, refusal):
    save_promotion(shop, replace(HALF, scope=Scope(skus=frozenset({"BOX"}))))
    assert refusal(effect_of, shop, "HALF") == "promotion-not-run"
    set_state(shop, "HALF", "live")
    later = replace(shop, now=lambda: NOW + timedelta(days=2))
    shop.connection.execute("UPDATE orders SET placed_at = '2026-11-12T02:00:00Z' WHERE id < 4")
    shop.connection.execute("UPDATE orders SET placed_at = '2026-11-14T02:00:00Z' WHERE id = 4")
    told = effect_of(later, "HALF")
    assert (told.before.orders, told.before.average, told.during.orders, told.during.sales) == (3, 6000, 1, 6000)
    assert told.during.repurchase == 1.0
    assert told.during.margin < told.before.margin


def test_festivals_ahead_tell_what_is_to_be_prepared_by_when(shop):
    ahead = {each.festival.code: each for each in festivals_ahead(shop)}
    twelve = ahead["double-twelve"]
    assert [step.task for step in twelve.preparations][:2] == ["goods", "stock"]
    assert (twelve.preparations[0].by.isoformat(), twelve.preparations[0].late) == ("2026-11-10", True)
    assert not twelve.preparations[-1].late
