from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.services.couriers import find_courier, rank_couriers, save_courier
from shopdesk.services.imports import import_file
from shopdesk.services.orders import cancel_order, confirm_order, list_orders, show_order
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders
from shopdesk.services.shop import open_shop
from shopdesk.services.waybill_pools import list_pools, low_pools
from shopdesk.services.waybills import (
    MOST_AT_ONCE,
    add_waybills,
    assign_waybills,
    new_numbers,
    number_range,
    odd_numbers,
    take_waybills_out,
)


@pytest.fixture
def orders(stock_up, sell):
    """Numbers of four new orders."""
    stock_up(BOX=9)
    return [sell(BOX=1) for _ in range(4)]


def given_to(outcomes):
    return [outcome.order.waybill or outcome.error.code for outcome in outcomes]


def free(shop):
    return {code: count for code, count, _, _ in list_pools(shop) if count}


def test_each_order_gets_the_next_number_once(shop, orders):
    assert add_waybills(shop, "中通", ["Z001", "'Z002", '="Z003"']) == 3
    assert given_to(assign_waybills(shop, orders, "zto")) == ["Z001", "Z002", "Z003", "waybill-pool-empty"]
    assert given_to(assign_waybills(shop, orders[:3], "zto")) == ["Z001", "Z002", "Z003"]
    assert show_order(shop, "Z002").number == orders[1]


def test_numbers_added_twice_are_not_given_twice(shop, orders):
    add_waybills(shop, "zto", ["Z001", "Z002"])
    assign_waybills(shop, orders[:1], "zto")
    assert add_waybills(shop, "zto", ["Z001", "Z002", "Z003"]) == 1
    assert given_to(assign_waybills(shop, orders[1:], "zto")) == ["Z002", "Z003", "waybill-pool-empty"]


def test_the_number_of_a_cancelled_order_is_used_up(shop, orders, do):
    add_waybills(shop, "zto", ["Z001"])
    assign_waybills(shop, orders[:1], "zto")
    do(cancel_order, orders[0])
    assert given_to(assign_waybills(shop, orders[1:2], "zto")) == ["waybill-pool-empty"]
    assert assign_waybills(shop, orders[:1], "zto")[0].error.code == "order-state"


def test_two_stations_share_one_pool(shop, orders):
    add_waybills(shop, "zto", number_range("Z001", "Z004"))
    other = open_shop(shop.folder, now=shop.now)
    for number, station in zip(orders, (shop, other, other, shop), strict=True):
        assign_waybills(station, [number], "zto")
    other.close()
    assert sorted(order.waybill for order in list_orders(shop)) == ["Z001", "Z002", "Z003", "Z004"]


def test_the_orders_own_courier_goes_first_then_the_shops_usual_one(shop, orders):
    add_waybills(shop, "sf", ["SF01"])
    add_waybills(shop, "zto", ["Z001"])
    set_setting(shop, "orders.courier", "zto")
    assert given_to(assign_waybills(shop, orders[:2])) == ["Z001", "waybill-pool-empty"]
    assert show_order(shop, orders[0]).courier == "zto"
    assert free(shop) == {"sf": 1}


def test_without_any_choice_the_first_pool_with_numbers_gives(shop, orders):
    add_waybills(shop, "zto", ["Z001"])
    assert given_to(assign_waybills(shop, orders[:1])) == ["Z001"]


def test_the_recommended_courier_of_those_with_numbers_gives_where_nobody_is_named(shop, orders):
    recommended = [choice.courier.code for choice in rank_couriers(shop, orders[0])]
    for code in recommended[1:3]:
        add_waybills(shop, code, [f"{code}001"])
    assert given_to(assign_waybills(shop, orders[:1])) == [f"{recommended[1]}001"]


def test_a_number_that_a_platform_gave_to_an_order_is_never_given_to_another(shop, orders, taobao):
    import_file(shop, taobao({"物流单号": "75300000000001", "物流公司": "中通快递"}))
    add_waybills(shop, "zto", ["75300000000001", "75300000000002"])
    assert given_to(assign_waybills(shop, orders[:2], "zto")) == ["75300000000002", "waybill-pool-empty"]


def test_a_pool_that_runs_low_is_told_and_one_that_never_was_is_not(shop, orders, do):
    assert low_pools(shop) == []
    save_courier(shop, replace(find_courier(shop, "zto"), low=2))
    add_waybills(shop, "zto", ["Z001", "Z002"])
    assert low_pools(shop) == []
    assign_waybills(shop, orders[:2], "zto")
    assert low_pools(shop) == [("zto", 0)]
    do(confirm_order, orders[2])
    ship_orders(shop, [orders[2]], courier="sf", waybill="SF1300000000001")
    assert low_pools(shop) == [("zto", 0)], "a typed number makes no pool"


def test_numbers_of_unusual_look_are_named_and_kept(shop):
    assert odd_numbers(shop, "sf", ["SF1300000000001", "Z001", ""]) == ["Z001"]
    assert odd_numbers(shop, "pigeon", ["Z001"]) == []
    assert add_waybills(shop, "sf", ["Z001"]) == 1


def test_numbers_added_by_mistake_go_out_again_but_for_those_given(shop, orders):
    add_waybills(shop, "zto", ["Z001", "Z002"])
    assert new_numbers(shop, "zto", ["Z002", "Z003", "Z003"]) == ["Z003"]
    assign_waybills(shop, orders[:1], "zto")
    assert take_waybills_out(shop, "zto", ["Z001", "Z002"]) == 1
    assert free(shop) == {}


@pytest.mark.parametrize(
    ("courier", "number", "code"),
    [
        ("pigeon", "Z001", "courier-unknown"),
        ("zto", "Z 1", "waybill-invalid"),
        ("zto", "Z1", "waybill-invalid"),
        ("zto", "中通0001", "waybill-invalid"),
        ("zto", "", "waybill-invalid"),
        ("zto", "7.53E+13", "number-damaged"),
    ],
)
def test_what_is_no_number_is_refused_with_all_that_came_along(shop, refusal, courier, number, code):
    assert refusal(add_waybills, shop, courier, ["Z001", number]) == code
    assert free(shop) == {}


def test_a_range_counts_at_its_end():
    assert number_range("SF0998", "SF1001") == ["SF0998", "SF0999", "SF1000", "SF1001"]
    assert number_range("007", "007") == ["007"]
    assert len(number_range("1000000", f"{1000000 + MOST_AT_ONCE - 1}")) == MOST_AT_ONCE


@pytest.mark.parametrize(
    ("first", "last"),
    [("Z2", "Z1"), ("A1", "B2"), ("Z9", "Z10"), ("Z", "Z"), ("", ""), ("Z000000", "Z100000"), ("Z1x", "Z2x")],
)
def test_what_is_no_range_is_refused(refusal, first, last):
    assert refusal(number_range, first, last) == "waybill-range"


@given(st.text("ABZ-", max_size=4), st.integers(0, 99_000), st.integers(0, 300), st.integers(5, 14))
def test_a_range_has_every_number_once_in_one_width(prefix, start, more, width):
    first, last = f"{prefix}{start:0{width}d}", f"{prefix}{start + more:0{width}d}"
    numbers = number_range(first, last)
    assert (numbers[0], numbers[-1], len(set(numbers))) == (first, last, more + 1)
    assert {len(number) for number in numbers} == {len(first)}


@given(st.text(max_size=8), st.text(max_size=8))
def test_any_two_texts_make_a_range_or_a_refusal(first, last):
    try:
        assert number_range(first, last)
    except ShopError as error:
        assert error.code == "waybill-range"
