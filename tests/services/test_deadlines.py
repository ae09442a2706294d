"""The shop's clocks follow its settings, its couriers and its own table of channels."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shopdesk.db import settings as table
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.couriers import find_courier, save_courier
from shopdesk.services.deadlines import read_deadlines
from shopdesk.services.order_edits import pay_order
from shopdesk.services.orders import add_order, cancel_order, show_order
from shopdesk.services.rule_files import own_copy
from shopdesk.services.settings import keep_clocks, list_settings, set_setting
from shopdesk.words.errors import word_error

RECEIVER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")


@pytest.fixture
def number(stock_up, sell):
    """A paid order that no courier is named for."""
    stock_up(BOX=9)
    return sell(BOX=1)


@pytest.fixture
def clock(shop):
    """Tell of an order how long after payment it must have left, and the local hour of its pick-up."""

    def tell(number: str) -> tuple[timedelta, str]:
        order = show_order(shop, number)
        assert order.ship_by and order.paid_at and order.leave_by
        return order.ship_by - order.paid_at, f"{order.leave_by.astimezone():%H:%M}"

    return tell


def give_courier(shop, number, courier):
    with shop.writing():
        shop.connection.execute("UPDATE orders SET courier = ? WHERE number = ?", (courier, number))


def test_a_changed_setting_reckons_open_orders_anew(shop, number, clock, do, sell):
    gone = sell(BOX=1)
    do(cancel_order, gone)
    assert clock(number) == (timedelta(hours=48), "18:00")
    set_setting(shop, "orders.channel_hours", "pdd=24 manual=72")
    set_setting(shop, "orders.last_pickup", "09:30")
    assert clock(number) == (timedelta(hours=72), "09:30")
    assert clock(gone) == (timedelta(hours=48), "18:00"), "what is given up has no clock to run"
    set_setting(shop, "orders.channel_hours", "")
    set_setting(shop, "orders.ship_hours", "96")
    assert clock(number) == (timedelta(hours=96), "09:30")
    last = show_order(shop, number).leave_by
    assert last is not None
    set_setting(shop, "shop.rest_dates", f"{last.astimezone():%Y-%m-%d}")
    assert show_order(shop, number).leave_by == last - timedelta(days=1)


def test_an_unpaid_order_gets_its_clock_with_its_money(shop, stock_up):
    stock_up(BOX=1)
    number = add_order(shop, [("BOX", 1)], RECEIVER).number
    assert show_order(shop, number).ship_by is show_order(shop, number).leave_by is None
    pay_order(shop, number)
    assert show_order(shop, number).ship_by == shop.now() + timedelta(hours=48)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("orders.ship_hours", "0"),
        ("orders.channel_hours", "pdd"),
        ("orders.channel_hours", "pdd=0"),
        ("orders.last_pickup", "24:00"),
        ("orders.last_pickup", "6 pm"),
        ("shop.rest_weekdays", "sunday"),
        ("shop.rest_dates", "2027-02-30"),
        ("shop.rest_dates", "2027-02-09/2027-02-04"),
        ("shop.rest_holidays", "maybe"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_no_clock_changes(shop, number, contents, refusal, name, text):
    before = contents()
    assert refusal(set_setting, shop, name, text) == "setting-invalid"
    assert contents() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("orders.channel_hours", "pdd=soon"),
        ("orders.last_pickup", "evening"),
        ("shop.rest_weekdays", "everyday"),
        ("shop.rest_dates", "2027-02-30"),
    ],
)
def test_a_setting_that_was_damaged_in_the_file_is_named_and_can_be_mended(shop, number, refusal, name, text):
    with shop.writing():
        table.save_settings(shop.connection, {name: text})
    with pytest.raises(ShopError, match="setting-invalid") as refused:
        add_order(shop, [("BOX", 1)], RECEIVER, paid=True)
    assert name in word_error(refused.value)
    set_setting(shop, name, "18:00" if "pickup" in name else "")
    assert add_order(shop, [("BOX", 1)], RECEIVER, paid=True).ship_by


def test_a_couriers_own_last_pick_up_goes_before_the_general_one(shop, number, clock):
    save_courier(shop, replace(find_courier(shop, "zto"), pickup="16:45"))
    give_courier(shop, number, "zto")
    set_setting(shop, "orders.last_pickup", "17:00")
    assert clock(number)[1] == "16:45"
    save_courier(shop, replace(find_courier(shop, "zto"), pickup="15:15"))
    assert clock(number)[1] == "15:15", "open orders follow their courier"
    set_setting(shop, "orders.last_pickup", "17:00 zto=14:00")
    assert clock(number)[1] == "14:00", "what the setting says of a courier wins"
    set_setting(shop, "orders.last_pickup", "17:00")
    save_courier(shop, replace(find_courier(shop, "zto"), pickup=""))
    assert clock(number)[1] == "17:00"


def test_a_courier_nobody_has_changed_comes_when_its_profile_says(shop, number, clock):
    give_courier(shop, number, "sf")
    set_setting(shop, "orders.last_pickup", "17:00")
    assert clock(number)[1] == find_courier(shop, "sf").pickup != "17:00"


def test_the_shops_own_table_of_channels_wins(shop, number):
    file = own_copy(shop, "deadlines.json")
    told = json.loads(file.read_text("utf-8"))
    told["channels"]["pdd"]["ship_hours"] = 24
    told["others"]["ship_hours"] = 120
    file.write_text(json.dumps(told), "utf-8")
    paid = datetime.fromisoformat("2026-11-13T10:24:00+08:00")

    def hours(channel: str) -> float:
        due = read_deadlines(shop, list_settings(shop)).ship_by(channel, paid)
        assert due is not None
        return (due - paid) / timedelta(hours=1)

    assert (hours("pdd"), hours("taobao"), hours("market-stall")) == (24, 48, 120)
    set_setting(shop, "orders.ship_hours", "36")
    assert (hours("pdd"), hours("taobao"), hours("market-stall")) == (36, 36, 36)
    set_setting(shop, "orders.channel_hours", "pdd=12")
    assert (hours("pdd"), hours("taobao")) == (12, 36)


def test_a_damaged_table_of_channels_is_refused_with_its_place(shop, number, refusal):
    own_copy(shop, "deadlines.json").write_text('{"channels": {"pdd": {"ship_hours": "soon"}}}', "utf-8")
    assert refusal(read_deadlines, shop, list_settings(shop)) == "rule-file-damaged"


def test_a_table_edited_as_a_file_reckons_open_orders_when_the_clocks_are_kept(shop, number, clock):
    file = own_copy(shop, "deadlines.json")
    told = json.loads(file.read_text("utf-8"))
    assert keep_clocks(shop) == 0
    file.write_text(json.dumps(told).replace('"ship_hours": 48', '"ship_hours": 24'), "utf-8")
    assert keep_clocks(shop) == 1
    assert clock(number)[0] == timedelta(hours=24)
