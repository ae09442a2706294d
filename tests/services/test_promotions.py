"""Promotions of the shop: drafted, started, stopped; baskets priced with them; coupons used once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import Money
from shopdesk.domain.prices import Price
from shopdesk.domain.promotion_data import read_promotion, write_promotion
from shopdesk.domain.promotions import BasketLine, Promotion, Scope, Step
from shopdesk.services.coupons import give_back, list_codes, make_codes, redeem, split_of
from shopdesk.services.customers import list_customers
from shopdesk.services.prices import set_prices
from shopdesk.services.promotions import (
    find_contradictions,
    list_promotions,
    price_basket,
    restore_promotion,
    save_promotion,
    set_state,
    show_promotion,
)
from shopdesk.services.stock import move_stock
from tests.conftest import NOW

DAY = timedelta(days=1)
FULL = Promotion("FULL", "满99减10", "threshold", steps=(Step(9900, amount=1000), Step(19900, amount=2500)))
FIVE = Promotion("FIVE", "减五元", "coupon", steps=(Step(3000, amount=500),), limit=2)


@pytest.fixture(autouse=True)
def goods(stock_up):
    stock_up(BOX=10, CUP=2, GIFT=1)  # 30.00 each


@pytest.fixture
def start(shop):
    def go(promotion):
        save_promotion(shop, promotion)
        set_state(shop, promotion.code, "live")

    return go


def total(shop, *lines, channel="taobao", **more):
    return price_basket(shop, [BasketLine(*line) for line in lines], channel=channel, **more)


def test_a_draft_takes_nothing_off_until_it_is_started_and_again_none_when_stopped(shop):
    save_promotion(shop, FULL)
    assert total(shop, ("BOX", 4)).total == Money(12000, "CNY")
    set_state(shop, "FULL", "live")
    assert total(shop, ("BOX", 4)).total.amount == 11000
    set_state(shop, "FULL", "stopped")
    assert total(shop, ("BOX", 4)).total.amount == 12000


def test_the_price_of_the_channel_comes_first_and_quantities_of_a_sku_count_together(shop, start):
    set_prices(shop, [Price("BOX", "list", 2500, "jd"), Price("BOX", "quantity", 2000, "jd", least=4)])
    start(FULL)
    basket = total(shop, ("BOX", 2), ("BOX", 3), channel="jd")
    assert [line.unit_price.amount for line in basket.lines] == [2000, 2000]
    assert basket.total.amount == 10000 - 1000


def test_a_changed_promotion_is_a_new_version_and_the_old_one_comes_back(shop, start):
    start(FULL)
    before = show_promotion(shop, "full")
    save_promotion(shop, replace(FULL, name="满99减12", steps=(Step(9900, amount=1200),)))
    assert total(shop, ("BOX", 4)).total.amount == 10800
    restore_promotion(shop, before, "FULL")
    assert (show_promotion(shop, "FULL").version, total(shop, ("BOX", 4)).total.amount) == (4, 11000)
    restore_promotion(shop, None, "FULL")
    assert list_promotions(shop) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"code": ""}, "code"),
        ({"name": " "}, "name"),
        ({"kind": "magic"}, "kind"),
        ({"steps": ()}, "steps"),
        ({"steps": (Step(0, amount=100),)}, "threshold-least"),
        ({"steps": (Step(1000, amount=1000),)}, "free"),
        ({"steps": (Step(1000, amount=-5),)}, "off"),
        ({"steps": (Step(1000, percent=100),)}, "off"),
        ({"steps": (Step(1000, amount=100, percent=5),)}, "off"),
        ({"steps": (Step(9000, amount=900), Step(20000, amount=500))}, "tiers-fall"),
        ({"steps": (Step(9000, amount=100), Step(900, amount=50))}, "tiers-order"),
        ({"each": True}, "each"),
        ({"starts": NOW, "ends": NOW}, "dates"),
        ({"limit": -1}, "number"),
        ({"audience": "new"}, "coupon-only"),
        ({"kind": "flash", "steps": (Step(percent=10),)}, "flash-limit"),
        ({"kind": "bundle", "steps": (Step(price=100),)}, "bundle-items"),
        ({"kind": "gift", "steps": (Step(0),)}, "gift-least"),
        ({"kind": "group-buy", "steps": (Step(1, percent=5),)}, "group-least"),
    ],
)
def test_what_is_no_promotion_is_refused_with_the_rule_it_breaks(shop, wrong, rule):
    with pytest.raises(ShopError) as caught:
        save_promotion(shop, replace(FULL, **wrong))
    assert (caught.value.code, caught.value.params["rule"]) == ("promotion-invalid", rule)
    assert list_promotions(shop) == []


def test_goods_that_are_not_there_an_end_that_is_past_and_a_gift_that_nobody_has_are_refused(shop, refusal):
    gift = Promotion("G", "买一送一", "gift", steps=(Step(1),), pieces=True, gift="NONE")
    assert refusal(save_promotion, shop, gift) == "sku-unknown"
    save_promotion(shop, replace(FULL, ends=NOW - DAY))
    assert refusal(set_state, shop, "FULL", "live") == "promotion-ended"
    save_promotion(shop, replace(gift, gift="GIFT"))
    set_state(shop, "G", "live")
    assert [each.quantity for each in total(shop, ("BOX", 1)).gifts] == [1]
    set_state(shop, "G", "stopped")
    move_stock(shop, "GIFT", -1, reason="damage")
    assert refusal(set_state, shop, "G", "live") == "gift-none"
    assert refusal(save_promotion, shop, replace(FULL, name="x"), new=True) == "promotion-taken"


def test_a_gift_that_ran_out_is_told_with_the_basket(shop, start):
    start(Promotion("G", "买一送一", "gift", steps=(Step(1),), pieces=True, each=True, gift="GIFT"))
    basket = total(shop, ("BOX", 3))
    assert ([each.quantity for each in basket.gifts], basket.missed[0].reason) == ([1], "gift-out-of-stock")
    assert total(shop, ("BOX", 1), channel="stall").gifts == ()  # nothing of it lies there


def test_a_shared_coupon_is_counted_with_its_document_and_used_up(shop, start, refusal):
    start(FIVE)
    for document in ("SALE-1", "SALE-2"):
        basket = total(shop, ("BOX", 1), coupons=["five"])
        assert basket.total.amount == 2500
        assert redeem(shop, ["five"], document, basket=basket) == 1
    assert redeem(shop, ["five"], "SALE-2", basket=basket) == 0  # the same sale twice
    gone = total(shop, ("BOX", 1), coupons=["FIVE"])
    assert (gone.total.amount, gone.missed[0].reason) == (3000, "coupon-used-up")
    assert refusal(redeem, shop, ["FIVE"], "SALE-3") == "coupon-used-up"
    give_back(shop, "SALE-1")
    assert total(shop, ("BOX", 1), coupons=["FIVE"]).total.amount == 2500
    assert split_of(shop, "SALE-2") == [(0, "FIVE", "减五元", 500)]


def test_single_codes_are_used_once_and_the_shared_one_no_more(shop, start, refusal):
    start(FIVE)
    code, other = make_codes(shop, "FIVE", 2)
    assert total(shop, ("BOX", 1), coupons=["FIVE"]).missed[0].reason == "coupon-single"
    basket = total(shop, ("BOX", 1), coupons=[code.lower()])
    redeem(shop, [code], "SALE-1", basket=basket)
    assert total(shop, ("BOX", 1), coupons=[code]).missed[0].reason == "coupon-code-used"
    assert refusal(redeem, shop, [code], "SALE-2") == "coupon-code-used"
    assert sorted(list_codes(shop, "FIVE"), key=lambda row: row[0] == other) == [(code, "SALE-1"), (other, None)]
    assert refusal(make_codes, shop, "FIVE", 0) == "quantity-out-of-range"


def test_a_return_gives_back_what_was_paid_for_its_line(shop, start, do, sell):
    from shopdesk.services.return_money import propose_return
    from shopdesk.services.returns import case_of, open_return

    start(Promotion("HALF", "盒子半价", "discount", Scope(skus=frozenset({"BOX"})), steps=(Step(percent=50),)))
    basket = total(shop, ("BOX", 1), ("CUP", 1), channel="manual")
    number = sell(BOX=1, CUP=1)
    shop.connection.execute("UPDATE orders SET total = ?, discount = 1500", (basket.total.amount,))
    redeem(shop, [], number, basket=basket)
    shop.connection.execute("UPDATE orders SET fulfilment = 'delivered'")
    case = open_return(shop, number, [("BOX", 1)], reason="quality")
    assert propose_return(shop, case_of(shop, case.number)).amount == 1500


def test_a_stopped_or_unknown_coupon_says_so(shop, start, refusal):
    start(FIVE)
    set_state(shop, "FIVE", "stopped")
    assert total(shop, ("BOX", 1), coupons=["FIVE"]).missed[0].reason == "coupon-stopped"
    assert refusal(redeem, shop, ["FIVE"], "S") == "coupon-stopped"
    assert refusal(redeem, shop, ["NOPE"], "S") == "coupon-unknown"


def test_a_redeemed_coupon_goes_with_the_transaction_that_it_belongs_to(shop, start):
    start(FIVE)
    with pytest.raises(RuntimeError), shop.writing():
        redeem(shop, ["FIVE"], "SALE-1", basket=total(shop, ("BOX", 1), coupons=["FIVE"]))
        raise RuntimeError("power cut")
    assert total(shop, ("BOX", 1), coupons=["FIVE"]).total.amount == 2500
    assert redeem(shop, ["FIVE"], "SALE-1") == 1


def test_pieces_of_a_flash_sale_are_counted_not_its_uses(shop, start, refusal):
    start(Promotion("FLASH", "秒杀", "flash", steps=(Step(percent=10),), limit=4))
    basket = total(shop, ("BOX", 3))
    redeem(shop, [], "SALE-1", basket=basket)
    assert total(shop, ("BOX", 3)).total.amount == 2700 + 6000
    assert refusal(redeem, shop, [], "SALE-2", basket=basket) == "promotion-sold-out"


def test_a_customer_is_new_until_the_first_order(shop, start, sell):
    start(replace(FIVE, audience="new"))
    assert total(shop, ("BOX", 1), coupons=["FIVE"]).missed[0].reason == "coupon-needs-customer"
    sell(BOX=1)
    (customer,) = list_customers(shop)
    basket = total(shop, ("BOX", 1), coupons=["FIVE"], customer=customer.number)
    assert basket.missed[0].reason == "coupon-new-only"


def test_what_gets_into_each_others_way_is_told(shop, start):
    start(Promotion("A", "九折", "discount", steps=(Step(percent=10),)))
    start(Promotion("B", "盒子八折", "discount", Scope(skus=frozenset({"BOX"})), steps=(Step(percent=20),)))
    (found,) = find_contradictions(shop)
    assert (found.kind, found.first.code, found.second.code) == ("adds-up", "A", "B")
    save_promotion(shop, replace(show_promotion(shop, "B").promotion, starts=NOW + DAY, ends=NOW + 2 * DAY))
    save_promotion(shop, replace(show_promotion(shop, "A").promotion, ends=NOW + DAY))
    assert find_contradictions(shop) == []


def test_a_promotion_goes_through_plain_data_unchanged(refusal):
    told = Promotion(
        "ALL", "全", "gift",
        Scope(frozenset({"jd"}), frozenset({("家居", "收纳")}), frozenset({"BOX"}), frozenset({"vip"})),
        NOW, NOW + DAY, 3, "g", (Step(2),), True, True, 4, 5, (), "BOX", 2,
    )  # fmt: skip
    assert read_promotion(write_promotion(told)) == told
    assert refusal(read_promotion, {**write_promotion(told), "colour": 1}) == "promotion-invalid"
    assert refusal(read_promotion, {"code": "A"}) == "promotion-invalid"
    assert refusal(read_promotion, {**write_promotion(told), "starts": "2026-11-11T00:00:00"}) == "promotion-invalid"
    assert refusal(read_promotion, {**write_promotion(told), "limit": 1.5}) == "promotion-invalid"
