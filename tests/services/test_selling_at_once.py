"""Four stations sell the last forty pieces at the same time: exactly forty are sold."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from shopdesk.services.orders import confirm_order, each_order, list_orders
from shopdesk.services.shipments import ship_orders
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import audit_stock
from shopdesk.services.waybills import add_waybills, number_range

STATIONS = 4


@pytest.fixture
def stations(shop):
    """The same shop, opened by four people."""
    opened = [open_shop(shop.folder, now=shop.now) for _ in range(STATIONS)]
    yield opened
    for station in opened:
        station.close()


def at_once(stations, act, parts):
    with ThreadPoolExecutor(STATIONS) as pool:
        return [outcome for outcomes in pool.map(act, stations, parts) for outcome in outcomes]


def test_the_last_forty_pieces_are_sold_once(shop, stock_up, sell, stations, levels):
    stock_up(BOX=40)
    numbers = [sell(BOX=2) for _ in range(24)]
    parts = [numbers[at::STATIONS] for at in range(STATIONS)]
    add_waybills(shop, "zto", number_range("Z001", "Z020"))

    outcomes = at_once(stations, lambda station, part: each_order(station, part, confirm_order), parts)
    assert [outcome.error for outcome in outcomes] == [None] * 24
    assert levels("BOX") == (40, 40, 0)

    outcomes = at_once(stations, lambda station, part: ship_orders(station, part, courier="zto"), parts)
    assert [outcome.error.code for outcome in outcomes if outcome.error] == ["order-short"] * 4
    assert levels("BOX") == (0, 0, 0)
    waybills = [order.waybill for order in list_orders(shop, view="shipped")]
    assert sorted(waybills) == number_range("Z001", "Z020")
    assert audit_stock(shop).ok


def test_four_people_who_confirm_the_same_order_reserve_it_once(shop, stock_up, sell, stations, levels):
    stock_up(BOX=40)
    number = sell(BOX=2)
    outcomes = at_once(stations, lambda station, part: each_order(station, part, confirm_order), [[number]] * STATIONS)
    assert {outcome.order.fulfilment for outcome in outcomes} == {"confirmed"}
    assert levels("BOX") == (40, 2, 38)
