import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.services.couriers import rank_couriers
from shopdesk.services.imports import import_file
from shopdesk.services.orders import add_order, confirm_order, list_orders, order_timeline, show_order
from shopdesk.services.shipments import courier_code, ship_orders, unship_orders
from shopdesk.services.stock import audit_stock, move_stock, show_stock
from shopdesk.services.waybill_pools import list_pools
from shopdesk.services.waybills import add_waybills


@pytest.fixture
def ready(stock_up, sell, do):
    """A confirmed order of two boxes out of five."""
    stock_up(BOX=5)
    number = sell(BOX=2)
    do(confirm_order, number)
    return number


def ship(shop, number, **how):
    (outcome,) = ship_orders(shop, [number], **how)
    if outcome.error:
        raise outcome.error
    return outcome.order


def test_shipping_takes_the_goods_out(shop, ready, levels):
    order = ship(shop, ready, courier="中通快递", waybill=" 75300000000001 ")
    assert (order.badge, order.courier, order.waybill) == ("shipped", "zto", "75300000000001")
    assert levels("BOX") == (3, 0, 3)
    last = show_stock(shop, "BOX").movements[-1]
    assert (last.quantity, last.reason, last.reference, last.location) == (-2, "sale", ready, "office")


def test_shipping_twice_ships_once(shop, ready, levels):
    ship(shop, ready, courier="zto", waybill="75300000000001")
    ship(shop, ready, courier="zto")
    ship(shop, ready, courier="zto", waybill="75300000000001")
    assert levels("BOX") == (3, 0, 3)


def test_another_waybill_for_a_parcel_that_left_is_refused(shop, ready, refusal):
    ship(shop, ready, courier="zto", waybill="75300000000001")
    assert refusal(ship, shop, ready, waybill="75300000000002") == "order-state"


def test_taking_a_shipment_back_puts_the_goods_on_the_shelf_and_reserves_them(shop, ready, levels):
    ship(shop, ready, courier="zto")
    (outcome,) = unship_orders(shop, [ready])
    assert (outcome.order.fulfilment, outcome.error) == ("confirmed", None)
    assert levels("BOX") == (5, 2, 3)
    assert [movement.quantity for movement in show_stock(shop, "BOX").movements] == [5, -2, 2]
    ship(shop, ready, courier="zto")
    assert levels("BOX") == (3, 0, 3)
    unship_orders(shop, [ready])
    assert levels("BOX") == (5, 2, 3)
    assert audit_stock(shop).ok


def test_what_never_left_cannot_come_back(shop, ready):
    assert unship_orders(shop, [ready])[0].error.code == "order-state"


def test_a_new_order_does_not_leave_unconfirmed(shop, stock_up, sell, refusal, levels):
    stock_up(BOX=5)
    assert refusal(ship, shop, sell(BOX=2), courier="zto") == "order-state"
    assert levels("BOX") == (5, 0, 5)


def test_a_short_order_leaves_only_when_told_and_with_what_there_is(shop, ready, sell, do, levels):
    number = sell(BOX=4)
    do(confirm_order, number)
    (outcome,) = ship_orders(shop, [number], courier="zto")
    assert outcome.error.code == "order-short"
    order = ship(shop, number, courier="zto", allow_short=True)
    assert (order.badge, order.flags) == ("shipped", frozenset())
    assert levels("BOX") == (2, 2, 0), "the two pieces that the other order was promised stay"
    assert order_timeline(shop, number)[-1].details["missing"] == "BOX ×1"


def test_two_short_lines_of_one_sku_share_what_there_is(shop, stock_up, do, levels):
    stock_up(BOX=5)
    number = add_order(shop, [("BOX", 3), ("BOX", 4)], Receiver("测试人", street="样板路1号"), paid=True).number
    do(confirm_order, number)
    ship(shop, number, courier="zto", allow_short=True)
    assert levels("BOX") == (0, 0, 0)


def test_a_parcel_sent_short_comes_back_only_when_it_can_be_reserved_whole(shop, stock_up, sell, do, levels):
    stock_up(BOX=1)
    number = sell(BOX=3)
    do(confirm_order, number)
    ship(shop, number, courier="zto", allow_short=True)
    assert unship_orders(shop, [number])[0].error.code == "unship-short"
    assert (levels("BOX"), show_order(shop, number).badge) == ((0, 0, 0), "shipped")
    move_stock(shop, "BOX", 2, reason="purchase")
    assert unship_orders(shop, [number])[0].error is None
    assert levels("BOX") == (3, 3, 0)


def test_without_a_courier_nothing_leaves(shop, stock_up, do, refusal, levels):
    stock_up(BOX=5)
    abroad = add_order(shop, [("BOX", 2)], Receiver("Sample", country="DE", street="Musterweg 1"), paid=True).number
    do(confirm_order, abroad)
    assert refusal(ship, shop, abroad) == "courier-needed", "nobody is recommended abroad"
    assert refusal(ship, shop, abroad, courier="pigeon") == "courier-unknown"
    assert levels("BOX") == (5, 2, 3)


def test_an_order_that_names_no_courier_leaves_with_the_recommended_one(shop, ready):
    recommended = rank_couriers(shop, ready)[0].courier.code
    assert ship(shop, ready).courier == recommended


def test_one_waybill_cannot_go_to_many(shop, ready, refusal):
    assert refusal(ship_orders, shop, [ready, "SD-000002"], courier="zto", waybill="75300000000001") == (
        "waybill-for-many"
    )


def test_the_pool_gives_the_number_where_none_is_told(shop, ready):
    add_waybills(shop, "zto", ["75300000000001", "75300000000002"])
    assert ship(shop, ready, courier="zto").waybill == "75300000000001"
    assert {code: free for code, free, _, _ in list_pools(shop)}["zto"] == 1


def test_a_waybill_on_another_parcel_is_refused_and_nothing_leaves(shop, ready, sell, do, refusal, levels):
    ship(shop, ready, courier="zto", waybill="75300000000001")
    other = sell(BOX=1)
    do(confirm_order, other)
    assert refusal(ship, shop, other, courier="zto", waybill="75300000000001") == "waybill-taken"
    assert levels("BOX") == (3, 1, 2)


def test_another_courier_means_another_number(shop, ready):
    add_waybills(shop, "sf", ["SF1300000000001"])
    add_waybills(shop, "zto", ["75300000000001"])
    ship(shop, ready, courier="zto")
    unship_orders(shop, [ready])
    order = ship(shop, ready, courier="sf")
    assert (order.courier, order.waybill) == ("sf", "SF1300000000001")


def test_a_courier_that_only_the_platform_knows_keeps_its_number(shop, stock_up, taobao, taobao_lines, do, levels):
    stock_up(BOX=5)
    import_file(shop, taobao({"物流公司": "无名速递", "物流单号": "99887766"}))
    import_file(shop, taobao_lines({}))
    (order,) = list_orders(shop)
    do(confirm_order, order.number)
    sent = ship(shop, order.number)
    assert (sent.badge, sent.courier, sent.waybill) == ("shipped", "无名速递", "99887766")
    assert levels("BOX") == (2, 0, 2)


def test_couriers_are_known_by_code_name_and_alias(shop, refusal):
    assert {courier_code(shop, text) for text in ("sto", "STO", "申通快递", "申通")} == {"sto"}
    assert refusal(courier_code, shop, "") == "courier-unknown"


def test_an_order_that_arrived_shipped_has_moved_nothing(shop, stock_up, taobao, taobao_lines, levels):
    stock_up(BOX=5)
    import_file(shop, taobao({"订单状态": "卖家已发货，等待买家确认"}))
    import_file(shop, taobao_lines({}))
    assert levels("BOX") == (5, 0, 5)
