"""An order is split into parcels and joined again; pieces, reservations and money add up all the time."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.order_parts import Money, join_money, share_money
from shopdesk.services.order_parts import split_by_stock, split_order, unsplit_order
from shopdesk.services.orders import confirm_order, show_order
from shopdesk.services.shipments import ship_orders
from shopdesk.services.stock import audit_stock


@pytest.fixture
def number(stock_up, sell, do):
    """A confirmed order of three boxes and two lids."""
    stock_up(BOX=5, LID=5)
    made = sell(BOX=3, LID=2)
    do(confirm_order, made)
    return made


def pieces(order):
    return {line.sku: line.quantity for line in order.lines}


def test_pieces_go_apart_with_their_money_and_their_reservations(shop, number, levels):
    whole = show_order(shop, number)
    part = split_order(shop, number, [("BOX", 1), ("LID", 2)])
    rest = show_order(shop, number)
    assert pieces(part) == {"BOX": 1, "LID": 2} and pieces(rest) == {"BOX": 2}
    assert part.total + rest.total == whole.total
    assert (part.split_from, rest.parts, part.fulfilment) == (number, (part.number,), "confirmed")
    assert levels("BOX") == (5, 3, 2) and levels("LID") == (5, 2, 3)
    ship_orders(shop, [part.number], courier="zto", waybill="75300000000001")
    assert levels("BOX") == (4, 2, 2) and show_order(shop, number).fulfilment == "confirmed"
    assert audit_stock(shop).ok


def test_a_part_joins_again(shop, number, levels):
    before = show_order(shop, number)
    part = split_order(shop, number, [("BOX", 3)])
    after = unsplit_order(shop, part.number)
    assert pieces(after) == pieces(before) and after.total == before.total
    assert levels("BOX") == (5, 3, 2) and audit_stock(shop).ok


def test_what_is_not_in_stock_waits_and_the_rest_goes(shop, stock_up, sell, do, levels):
    stock_up(BOX=5, LID=1)
    number = sell(BOX=2, LID=3)
    do(confirm_order, number)
    assert "short" in show_order(shop, number).flags
    waiting = split_by_stock(shop, number)
    assert pieces(waiting) == {"LID": 2} and "short" in waiting.flags
    assert pieces(show_order(shop, number)) == {"BOX": 2, "LID": 1}
    assert do(confirm_order, number).fulfilment == "confirmed"
    assert levels("LID") == (1, 1, 0)


def test_what_cannot_be_split_is_refused_and_nothing_changes(shop, number, refusal, contents):
    before = contents()
    assert refusal(split_order, shop, number, [("BOX", 3), ("LID", 2)]) == "split-everything"
    assert refusal(split_order, shop, number, [("BOX", 9)]) == "quantity-out-of-range"
    assert refusal(split_order, shop, number, [("BOX", 0)]) == "quantity-out-of-range"
    assert refusal(split_order, shop, number, [("HAT", 1)]) == "sku-not-in-order"
    assert refusal(unsplit_order, shop, number) == "not-split"
    assert refusal(split_by_stock, shop, number) == "order-state"
    assert contents() == before
    ship_orders(shop, [number], courier="zto", waybill="75300000000003")
    assert refusal(split_order, shop, number, [("BOX", 1)]) == "order-state"


money = st.integers(0, 10**9)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(money, money, money, money, money)
def test_shared_money_adds_up_to_the_cent(shipping, discount, total, kept, moved):
    whole = Money(shipping, discount, total)
    stays, goes = share_money(whole, kept, moved)
    assert join_money(stays, goes) == whole
