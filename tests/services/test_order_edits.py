"""What a person decides about an order: it is kept against later files, told in the timeline, and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.services.imports import import_file
from shopdesk.services.order_edits import (
    change_receiver,
    clear_suspicion,
    hold_until,
    note_order,
    pay_order,
    release_due,
    take_edit_back,
)
from shopdesk.services.orders import add_order, confirm_order, list_orders, order_timeline, show_order
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders

BUYER = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
NEW = Receiver("李样板", "13800000000", "CN", "江苏省", "苏州市", "姑苏区", "样板街9号", "215000")


@pytest.fixture
def number(stock_up, sell):
    stock_up(BOX=5)
    return sell(BOX=1)


def kinds(shop, number):
    return [entry.kind for entry in order_timeline(shop, number)]


def test_a_receiver_is_changed_and_taken_back(shop, number):
    edited = change_receiver(shop, number, NEW)
    assert show_order(shop, number).receiver == NEW and kinds(shop, number)[-1] == "receiver"
    assert [order.number for order in list_orders(shop, search="李样板")] == [number]
    take_edit_back(shop, edited)
    assert show_order(shop, number).receiver.name == "测试人"


def test_a_later_file_does_not_undo_what_a_person_decided(shop, taobao):
    import_file(shop, taobao({}))
    number = list_orders(shop)[0].number
    change_receiver(shop, number, NEW)
    note_order(shop, number, "打电话再发")
    import_file(
        shop, taobao({"收货人姓名": "另一人", "订单备注": "平台备注", "买家应付邮费": "9.00", "总金额": "99.00"})
    )
    order = show_order(shop, number)
    assert (order.receiver, order.seller_note, order.shipping) == (NEW, "打电话再发", 900)


def test_what_was_taken_back_is_told_by_files_again(shop, taobao):
    import_file(shop, taobao({}))
    number = list_orders(shop)[0].number
    take_edit_back(shop, change_receiver(shop, number, NEW))
    import_file(shop, taobao({"收货人姓名": "另一人"}))
    assert show_order(shop, number).receiver.name == "另一人"


def test_a_receiver_without_a_name_or_a_place_is_refused(shop, number, refusal, do):
    assert refusal(change_receiver, shop, number, replace(NEW, name=" ")) == "receiver-missing"
    assert refusal(change_receiver, shop, number, replace(NEW, street="", city="")) == "receiver-missing"
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto", waybill="75300000000001")
    assert refusal(change_receiver, shop, number, NEW) == "order-state"


def test_paying_by_hand_starts_the_clock_once(shop, stock_up, refusal):
    stock_up(BOX=5)
    number = add_order(shop, [("BOX", 1)], BUYER).number
    assert show_order(shop, number).ship_by is None
    edited = pay_order(shop, number, method="现金")
    order = show_order(shop, number)
    assert (order.payment, order.payment_method, order.ship_by) == ("paid", "现金", shop.now() + timedelta(hours=48))
    assert refusal(pay_order, shop, number) == "order-state"
    take_edit_back(shop, edited)
    assert (show_order(shop, number).payment, show_order(shop, number).ship_by) == ("unpaid", None)


def test_an_order_waits_until_its_time_and_comes_back_by_itself(shop, number, refusal):
    until = shop.now() + timedelta(hours=20)
    hold_until(shop, number, until=until, reason="等买家改地址")
    order = show_order(shop, number)
    assert ("hold" in order.flags, order.hold_until, order.hold_reason) == (True, until, "等买家改地址")
    assert release_due(shop) == []
    later = replace(shop, now=lambda: until + timedelta(minutes=1))
    assert release_due(later) == [number] and release_due(later) == []
    order = show_order(shop, number)
    assert ("hold" in order.flags, order.hold_until, order.hold_reason) == (False, None, "")
    for wrong in (shop.now() - timedelta(hours=1), shop.now() + timedelta(days=999)):
        assert refusal(hold_until, shop, number, until=wrong) == "hold-time"


def test_a_hold_is_taken_back_as_it_was(shop, number):
    first = hold_until(shop, number, reason="先等等")
    second = hold_until(shop, number, until=shop.now() + timedelta(hours=2), reason="等到下午")
    take_edit_back(shop, second)
    assert (show_order(shop, number).hold_reason, "hold" in show_order(shop, number).flags) == ("先等等", True)
    take_edit_back(shop, first)
    assert "hold" not in show_order(shop, number).flags


def test_a_note_that_is_too_long_is_refused(shop, number, refusal):
    assert refusal(note_order, shop, number, "好" * 2_001) == "note-too-long"
    assert note_order(shop, number, " 好 ").after == {"seller_note": "好"}


def test_odd_orders_say_why_and_go_on_all_the_same(shop, stock_up, do):
    stock_up(BOX=500)
    set_setting(shop, "orders.odd_amount", "1000")
    many = add_order(shop, [("BOX", 60)], BUYER, paid=True)
    assert show_order(shop, many.number).suspicions == ("pieces", "amount")
    for name in ("甲", "乙"):
        last = add_order(shop, [("BOX", 1)], replace(BUYER, name="测试人"), paid=True)
        shop.connection.execute("UPDATE orders SET buyer = ? WHERE number = ?", (name, last.number))
    last = add_order(shop, [("BOX", 1)], BUYER, paid=True)
    assert show_order(shop, last.number).suspicions == ("address",)
    assert do(confirm_order, last.number).fulfilment == "confirmed"
    edited = clear_suspicion(shop, last.number)
    assert "suspicious" not in show_order(shop, last.number).flags
    take_edit_back(shop, edited)
    assert show_order(shop, last.number).suspicions == ("address",)
