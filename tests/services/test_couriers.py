"""The shop's couriers: as they came, as the shop has changed them, and the one for an order."""

from dataclasses import replace

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.couriers import Courier
from shopdesk.services.couriers import (
    courier_for,
    find_courier,
    list_couriers,
    rank_couriers,
    read_rates,
    remove_courier,
    save_courier,
)
from shopdesk.services.orders import add_order, order_row
from shopdesk.services.settings import set_setting
from shopdesk.services.waybills import add_waybills
from shopdesk.words.couriers import word_choice


def test_a_shop_begins_with_the_handbooks_couriers_and_more(shop):
    known = {courier.code: courier for courier in list_couriers(shop)}
    assert known.keys() >= {"sf", "zto", "yto", "sto", "jd", "yunda", "jt", "ems"}
    told = {code: (c.speed, c.coverage, c.value, c.service) for code, c in known.items()}
    assert [told[code] for code in ("sf", "zto", "yto", "sto", "jd")] == [
        (5, 4, 2, 5), (4, 5, 4, 4), (3, 5, 5, 3), (3, 4, 5, 3), (5, 3, 3, 5),
    ]  # fmt: skip
    assert all(courier.rates and courier.pickup for courier in known.values())


def test_what_the_shop_changes_stays_changed_and_the_rest_as_it_came(shop):
    zto = find_courier(shop, "中通")
    save_courier(shop, replace(zto, speed=2, rates=read_rates("zto", ["* 1=3.00 +1=1.00"])))
    again = find_courier(shop, "zto")
    assert (again.speed, again.value, again.masks, len(again.rates)) == (2, zto.value, zto.masks, 1)
    assert find_courier(shop, "sf").speed == 5


def test_a_courier_of_the_shops_own_comes_and_goes_while_it_has_no_number(shop, refusal):
    save_courier(shop, Courier("own", "同城跑腿", aliases=("跑腿",)))
    assert find_courier(shop, "跑腿").code == "own"
    add_waybills(shop, "own", ["RUN1"])
    assert refusal(remove_courier, shop, "own") == "courier-in-use"
    save_courier(shop, Courier("own2", "同城"))
    remove_courier(shop, "own2")
    assert refusal(find_courier, shop, "own2") == "courier-unknown"


@pytest.mark.parametrize(
    "courier",
    [
        Courier("Zto Express", "中通"),
        Courier("x", ""),
        Courier("x", "x\n"),
        Courier("x", "x", speed=9),
        Courier("", "x"),
    ],
)
def test_what_cannot_be_a_courier_is_refused(shop, refusal, courier):
    if courier.name.strip() == courier.name:
        assert refusal(save_courier, shop, courier) == "courier-invalid"
    else:
        assert save_courier(shop, courier).name == "x"


def test_a_wrong_rate_is_named(shop, refusal):
    assert refusal(read_rates, "zto", ["* 1=3.00 +1=1.00", "浙江 6"]) == "courier-invalid"


@pytest.fixture
def weigh(shop):
    """Give the box a weight."""

    def act(sku: str, grams: int) -> None:
        with shop.writing():
            shop.connection.execute("UPDATE variants SET weight_g = ? WHERE sku = ?", (grams, sku))

    return act


def test_an_order_is_told_a_courier_with_reason_and_freight(shop, stock_up, sell, weigh):
    stock_up(BOX=9)
    weigh("BOX", 700)
    best = rank_couriers(shop, sell(BOX=2))[0]
    assert (best.grams, best.freight is not None) == (1400, True)
    assert word_choice(best)


def test_a_hurried_buyer_gets_the_fast_one(shop, stock_up):
    stock_up(BOX=9)
    to = Receiver("测试人", province="浙江省", street="样板路1号")
    number = add_order(shop, [("BOX", 1)], to, paid=True, note="麻烦加急").number
    assert rank_couriers(shop, number)[0].courier.code == "sf"


def test_abroad_nobody_is_recommended(shop, stock_up):
    stock_up(BOX=9)
    number = add_order(shop, [("BOX", 1)], Receiver("Sample", country="DE", street="Musterweg 1"), paid=True).number
    assert rank_couriers(shop, number) == []
    assert courier_for(shop, order_row(shop, number)) == ""


def test_the_shops_usual_courier_goes_before_the_recommended_one(shop, stock_up, sell):
    stock_up(BOX=9)
    row = order_row(shop, sell(BOX=1))
    recommended = courier_for(shop, row)
    assert recommended and courier_for(shop, row, among=["jd"]) == "jd"
    set_setting(shop, "orders.courier", "ems")
    assert courier_for(shop, row) == "ems"
