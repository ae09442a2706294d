import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.imports import import_file
from shopdesk.services.orders import (
    add_order,
    cancel_order,
    confirm_order,
    deliver_order,
    each_order,
    hold_order,
    list_orders,
    order_timeline,
    pack_order,
    pick_order,
    release_order,
    reopen_order,
    show_order,
    step_back_order,
    unconfirm_order,
)
from shopdesk.services.settings import set_setting
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import show_stock

BUYER = Receiver("测试人", "13900000000", street="样板路1号")


def test_an_order_by_telephone_is_priced_from_the_listings(shop, stock_up):
    stock_up(BOX=5, LID=2)
    order = add_order(shop, [("BOX", 2), ("LID", 1)], BUYER, paid=True, note="快一点")
    assert (order.number, order.badge, order.payment, order.channel) == ("SD-000001", "new", "paid", "manual")
    assert [(line.sku, line.quantity, line.unit_price, line.matched) for line in order.lines] == [
        ("BOX", 2, 3000, True),
        ("LID", 1, 3000, True),
    ]
    assert (order.total, order.currency, order.buyer_note, order.receiver) == (9000, "CNY", "快一点", BUYER)
    assert (order.ship_by - order.paid_at).total_seconds() == 48 * 3600


def test_an_order_not_paid_yet_has_no_day_to_ship(shop, stock_up):
    stock_up(BOX=5)
    order = add_order(shop, [("BOX", 1)], BUYER)
    assert (order.badge, order.paid_at, order.ship_by) == ("unpaid", None, None)


def test_the_shop_decides_how_long_shipping_may_take(shop, stock_up):
    stock_up(BOX=5)
    set_setting(shop, "orders.ship_hours", "24")
    order = add_order(shop, [("BOX", 1)], BUYER, paid=True)
    assert (order.ship_by - order.paid_at).total_seconds() == 24 * 3600


def test_writing_an_order_twice_with_one_uuid_writes_it_once(shop, stock_up):
    stock_up(BOX=5)
    first = add_order(shop, [("BOX", 1)], BUYER, uuid="one")
    again = add_order(shop, [("BOX", 1)], BUYER, uuid="one")
    assert again == first
    assert [order.uuid for order in list_orders(shop)] == ["one"]


def test_a_uuid_that_looks_like_another_orders_number_is_a_new_order(shop, stock_up):
    stock_up(BOX=5)
    first = add_order(shop, [("BOX", 1)], BUYER, uuid="one")
    second = add_order(shop, [("BOX", 2)], BUYER, uuid=first.number)
    assert second.number != first.number
    assert second.lines[0].quantity == 2


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "order-without-lines"),
        ([("GHOST", 1)], "sku-unknown"),
        ([("BOX", 0)], "quantity-out-of-range"),
        ([("BOX", -1)], "quantity-out-of-range"),
        ([("BOX", 1), ("GHOST", 1)], "sku-unknown"),
    ],
)
def test_an_order_that_cannot_be_is_not_written(shop, stock_up, refusal, lines, code):
    stock_up(BOX=5)
    assert refusal(add_order, shop, lines, BUYER) == code
    assert list_orders(shop) == []


def test_a_masked_receiver_is_flagged(shop, stock_up):
    stock_up(BOX=5)
    assert add_order(shop, [("BOX", 1)], Receiver("王**", "139****0000")).flags == {"masked"}


def test_confirming_reserves_the_whole_order(shop, stock_up, sell, do, levels):
    stock_up(BOX=5, LID=2)
    order = do(confirm_order, sell(BOX=2, LID=2))
    assert (order.fulfilment, order.badge, order.flags) == ("confirmed", "to-ship", frozenset())
    assert levels("BOX") == (5, 2, 3)
    assert levels("LID") == (2, 2, 0)


def test_an_order_that_is_short_of_one_thing_reserves_nothing(shop, stock_up, sell, do, levels):
    stock_up(BOX=5, LID=2)
    order = do(confirm_order, sell(BOX=2, LID=3))
    assert (order.fulfilment, order.flags) == ("new", {"short"})
    assert levels("BOX") == (5, 0, 5)
    assert order_timeline(shop, order.number)[-1].details == {"missing": "LID ×1"}


def test_two_lines_of_one_sku_need_the_sum_of_both(shop, stock_up, levels):
    stock_up(BOX=5)
    number = add_order(shop, [("BOX", 3), ("BOX", 3)], BUYER).number
    (outcome,) = each_order(shop, [number], confirm_order)
    assert "short" in outcome.order.flags
    assert levels("BOX") == (5, 0, 5)


def test_a_short_order_is_confirmed_once_goods_have_come(shop, stock_up, sell, do, levels):
    from shopdesk.services.stock import move_stock

    stock_up(BOX=1)
    number = sell(BOX=2)
    do(confirm_order, number)
    do(confirm_order, number)
    assert [entry.kind for entry in order_timeline(shop, number)] == ["created", "short"], "told once"
    move_stock(shop, "BOX", 1, reason="purchase")
    order = do(confirm_order, number)
    assert (order.fulfilment, order.flags) == ("confirmed", frozenset())
    assert levels("BOX") == (2, 2, 0)


def test_confirming_twice_reserves_once(stock_up, sell, do, levels):
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(confirm_order, number)
    do(confirm_order, number)
    assert levels("BOX") == (5, 2, 3)


def test_goods_at_the_stall_are_not_promised(shop, stock_up, sell, do, levels):
    from shopdesk.services.stock import move_stock

    stock_up(BOX=1)
    move_stock(shop, "BOX", 9, reason="receipt", location="stall")
    assert "short" in do(confirm_order, sell(BOX=2)).flags
    assert levels("BOX") == (10, 0, 1)


def test_a_held_order_waits_until_it_is_released(shop, stock_up, sell, do, refusal):
    stock_up(BOX=5)
    number = sell(BOX=1)
    assert do(hold_order, number).flags == {"hold"}
    assert refusal(do, confirm_order, number) == "order-on-hold"
    do(release_order, number)
    do(confirm_order, number)
    do(hold_order, number)
    assert refusal(do, pick_order, number) == "order-on-hold"
    assert refusal(do, pack_order, number) == "order-on-hold"
    assert ship_orders(shop, [number], courier="zto")[0].error.code == "order-on-hold"
    assert do(cancel_order, number).badge == "cancelled"


def test_holding_twice_is_told_once(shop, stock_up, sell, do):
    stock_up(BOX=5)
    number = sell(BOX=1)
    do(hold_order, number)
    do(hold_order, number)
    assert [entry.kind for entry in order_timeline(shop, number)] == ["created", "held"]


def test_a_refunded_order_is_not_confirmed(shop, taobao, do, refusal):
    import_file(shop, taobao({"退款金额": "98.00"}))
    (order,) = list_orders(shop)
    assert refusal(do, confirm_order, order.number) == "order-refunded"


@pytest.mark.parametrize("verbs", [(), (confirm_order,), (confirm_order, pick_order, pack_order)])
def test_cancelling_frees_what_was_promised(stock_up, sell, do, levels, verbs):
    stock_up(BOX=5)
    number = sell(BOX=2)
    for verb in verbs:
        do(verb, number)
    order = do(cancel_order, number)
    assert (order.fulfilment, order.badge, order.flags) == ("cancelled", "cancelled", frozenset())
    assert levels("BOX") == (5, 0, 5)


def test_a_cancelled_order_stays_listed_and_cancelled(shop, stock_up, sell, do, refusal):
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(cancel_order, number)
    do(cancel_order, number)
    assert refusal(do, confirm_order, number) == "order-state"
    assert [(order.number, order.badge) for order in list_orders(shop)] == [(number, "cancelled")]


def test_a_parcel_that_has_left_cannot_be_cancelled(shop, stock_up, sell, do, refusal):
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(confirm_order, number)
    ship_orders(shop, [number], courier="zto")
    assert refusal(do, cancel_order, number) == "order-state"
    assert refusal(do, pack_order, number) == "order-state"
    assert do(deliver_order, number).badge == "delivered"


def test_picking_packing_and_delivering_come_in_their_order(stock_up, sell, do, refusal):
    stock_up(BOX=5)
    number = sell(BOX=2)
    for early in (pick_order, pack_order, deliver_order):
        assert refusal(do, early, number) == "order-state"
    do(confirm_order, number)
    assert do(pick_order, number).badge == "picking"
    assert do(pack_order, number).badge == "packed"
    assert refusal(do, pick_order, number) == "order-state"


def test_one_refused_order_stops_no_other(shop, stock_up, sell, levels):
    stock_up(BOX=5)
    held, good = sell(BOX=1), sell(BOX=2)
    each_order(shop, [held], hold_order)
    outcomes = each_order(shop, [held, "SD-999999", good, good], confirm_order)
    assert [(outcome.asked, outcome.error and outcome.error.code) for outcome in outcomes] == [
        (held, "order-on-hold"),
        ("SD-999999", "order-unknown"),
        (good, None),
    ]
    assert levels("BOX") == (5, 2, 3)


def test_a_bug_in_the_middle_leaves_the_order_as_it_was(shop, stock_up, sell, levels):
    stock_up(BOX=5)
    number = sell(BOX=2)

    def stumble(shop, row):
        confirm_order(shop, row)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        each_order(shop, [number], stumble)
    assert show_order(shop, number).fulfilment == "new"
    assert levels("BOX") == (5, 0, 5)
    assert not shop.connection.in_transaction


def test_an_unmatched_line_is_no_obstacle(shop, stock_up, taobao, taobao_lines, do, levels):
    stock_up(BOX=5)
    import_file(shop, taobao({}))
    import_file(shop, taobao_lines({"购买数量": "1"}, {"商家编码": "GHOST"}))
    (order,) = list_orders(shop)
    assert [line.matched for line in order.lines] == [True, False]
    assert do(confirm_order, order.number).flags == {"unmatched"}
    assert levels("BOX") == (5, 1, 4)


def test_the_timeline_tells_who_did_what(shop, stock_up, sell, do):
    stock_up(BOX=5)
    number = sell(BOX=2)
    for verb in (confirm_order, pick_order, pack_order):
        do(verb, number)
    timeline = order_timeline(shop, number)
    assert [entry.kind for entry in timeline] == ["created", "confirmed", "picking", "packed"]
    assert {entry.actor for entry in timeline[1:]} == {shop.actor}
    assert {entry.at for entry in timeline} == {shop.now()}


def test_views_part_the_orders_as_the_badges_do(shop, stock_up, sell, do):
    stock_up(BOX=9)
    unpaid = add_order(shop, [("BOX", 1)], BUYER).number
    new, ready, gone, dropped = (sell(BOX=1) for _ in range(4))
    do(confirm_order, ready)
    do(confirm_order, gone)
    ship_orders(shop, [gone], courier="zto")
    do(cancel_order, dropped)
    seen = {view: [order.number for order in list_orders(shop, view=view)] for view in ("unpaid", "new", "to-ship")}
    assert seen == {"unpaid": [unpaid], "new": [new], "to-ship": [ready]}
    assert [order.number for order in list_orders(shop, view="shipped")] == [gone]
    assert [order.number for order in list_orders(shop, view="cancelled")] == [dropped]
    assert len(list_orders(shop, limit=3)) == 3


def test_late_is_what_should_have_left_by_the_shops_own_clock(shop, taobao):
    import_file(
        shop,
        taobao(
            {"订单编号": "1", "订单付款时间": "2026-11-11 10:24:00"},
            {"订单编号": "2", "订单付款时间": "2026-11-11 10:23:59"},
            {"订单编号": "3", "订单付款时间": "2026-11-01 00:00:00"} | {"订单状态": "交易关闭"},
        ),
    )
    assert [order.channel_order_no for order in list_orders(shop, view="late")] == ["2"]


def test_an_unknown_view_is_refused(shop, refusal):
    assert refusal(list_orders, shop, view="1; DROP TABLE orders") == "view-unknown"


def test_an_order_is_found_by_each_of_its_names(shop, stock_up, taobao):
    import_file(shop, taobao({"订单状态": "卖家已发货，等待买家确认", "物流单号": "773000000000001"}))
    (order,) = list_orders(shop)
    for name in (order.number, order.number.lower(), f" {order.number} ", "1234567890123456789", "773000000000001"):
        assert show_order(shop, name) == order
    assert show_order(shop, order.uuid) == order


def test_a_name_that_fits_two_orders_fits_none(shop, taobao, refusal):
    sent = {"订单状态": "卖家已发货，等待买家确认", "物流单号": "773000000000001"}
    import_file(shop, taobao({"订单编号": "1"} | sent, {"订单编号": "2"} | sent))
    assert refusal(show_order, shop, "773000000000001") == "order-unknown"
    assert refusal(show_order, shop, "") == "order-unknown"


def test_the_stock_page_names_the_orders_that_wait(shop, stock_up, sell, do):
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(confirm_order, number)
    proof = show_stock(shop, "BOX")
    assert [(promise.order, promise.quantity) for promise in proof.reservations] == [(number, 2)]


def test_a_confirmation_taken_back_frees_what_it_promised(shop, stock_up, sell, do, levels, refusal):
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(confirm_order, number)
    assert do(unconfirm_order, number).badge == "new"
    assert levels("BOX") == (5, 0, 5)
    do(unconfirm_order, number)
    assert [entry.kind for entry in order_timeline(shop, number)] == ["created", "confirmed", "unconfirmed"]
    do(confirm_order, number)
    do(pick_order, number)
    assert refusal(do, unconfirm_order, number) == "order-state"


@pytest.mark.parametrize("verbs", [(), (confirm_order,), (confirm_order, pick_order), (confirm_order, pack_order)])
def test_a_cancelled_order_is_opened_again_where_it_stood(stock_up, sell, do, levels, verbs):
    stock_up(BOX=5)
    number = sell(BOX=2)
    for verb in verbs:
        do(verb, number)
    before, lying = show_order_state(do, number), levels("BOX")
    do(cancel_order, number)
    order = do(reopen_order, number)
    assert (order.fulfilment, levels("BOX")) == (before, lying)


def show_order_state(do, number: str) -> str:
    return do(lambda shop, row: None, number).fulfilment


def test_an_order_that_is_not_cancelled_cannot_be_opened_again(stock_up, sell, do, refusal):
    stock_up(BOX=5)
    assert refusal(do, reopen_order, sell(BOX=1)) == "order-state"


def test_work_steps_go_back_but_never_forward(stock_up, sell, do, refusal):
    from functools import partial

    stock_up(BOX=5)
    number = sell(BOX=1)
    do(confirm_order, number)
    assert refusal(do, partial(step_back_order, state="packed"), number) == "order-state"
    do(pack_order, number)
    assert do(partial(step_back_order, state="picking"), number).badge == "picking"
    assert do(partial(step_back_order, state="confirmed"), number).badge == "to-ship"


def test_what_was_agreed_on_by_telephone_makes_the_total(shop, stock_up):
    stock_up(BOX=5, LID=2)
    order = add_order(
        shop, [("BOX", 2), ("LID", 1)], BUYER, channel="wechat", prices={"BOX": 2500}, shipping=800, discount=300
    )
    assert [line.unit_price for line in order.lines] == [2500, 3000]
    assert (order.channel, order.shipping, order.discount, order.total) == ("wechat", 800, 300, 8500)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"discount": 3001}, "discount-too-large"),
        ({"shipping": -1}, "amount-unreadable"),
        ({"prices": {"BOX": -1}}, "amount-unreadable"),
        ({"channel": "letter"}, "channel-unknown"),
    ],
)
def test_an_order_that_makes_no_sense_is_not_written(shop, stock_up, told, code):
    stock_up(BOX=5)
    with pytest.raises(ShopError) as refused:
        add_order(shop, [("BOX", 1)], BUYER, **told)
    assert (refused.value.code, list_orders(shop)) == (code, [])
