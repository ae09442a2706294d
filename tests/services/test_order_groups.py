"""Orders of one receiver go in one parcel, under one waybill, and are taken apart again."""

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.services.order_edits import change_receiver
from shopdesk.services.order_groups import merge_orders, regroup, suggest_merges, unmerge_orders
from shopdesk.services.orders import add_order, cancel_order, confirm_order, hold_order, show_order
from shopdesk.services.shipments import ship_orders, unship_orders
from shopdesk.services.stock import audit_stock
from shopdesk.services.waybills import add_waybills, assign_waybills

HOME = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路1号", "310000")
ALIKE = Receiver("测试人", "+86 139-0000-0000", "CN", "浙江省", "杭州市", "西湖区", "样板路 1号", "")
ELSEWHERE = Receiver("测试人", "13900000000", "CN", "浙江省", "杭州市", "西湖区", "样板路2号", "310000")


@pytest.fixture
def order(shop, stock_up):
    """Take a confirmed order of one box for a receiver."""
    stock_up(BOX=20)

    def make(receiver=HOME, *, confirm=True):
        made = add_order(shop, [("BOX", 1)], receiver, paid=True)
        if confirm:
            with shop.writing():
                confirm_order(shop, int(made.number.removeprefix("SD-")))
        return made.number

    return make


def test_orders_of_one_receiver_are_suggested_however_the_platform_writes_it(shop, order):
    one, other, alone = order(HOME), order(ALIKE), order(ELSEWHERE)
    assert [{told.number for told in group} for group in suggest_merges(shop)] == [{one, other}]
    assert alone not in {told.number for group in suggest_merges(shop) for told in group}


def test_one_parcel_goes_under_one_number_and_comes_back_as_one(shop, order, levels):
    one, other = order(), order()
    merge_orders(shop, [one, other])
    assert show_order(shop, one).together == (other,) and suggest_merges(shop) == []
    (outcome,) = ship_orders(shop, [other], courier="zto", waybill="75300000000001")
    assert outcome.error is None
    assert {(show_order(shop, n).fulfilment, show_order(shop, n).waybill) for n in (one, other)} == {
        ("shipped", "75300000000001")
    }
    assert levels("BOX") == (18, 0, 18)
    unship_orders(shop, [one])
    assert {show_order(shop, n).fulfilment for n in (one, other)} == {"confirmed"}
    assert levels("BOX") == (20, 2, 18) and audit_stock(shop).ok


def test_a_parcel_is_taken_apart_and_its_number_stays_with_whom_it_was_given_to(shop, order):
    one, other = order(), order()
    merged = merge_orders(shop, [one, other])
    unmerge_orders(shop, [other])
    assert show_order(shop, one).together == ()
    regroup(shop, unmerge_orders(shop, merge_orders(shop, [one, other]).numbers).before)
    assert show_order(shop, one).together == (other,)
    assert set(merged.numbers) == {one, other}


def test_what_cannot_share_a_parcel_is_refused_by_name(shop, order, do, refusal, contents):
    one, far, held = order(), order(ELSEWHERE), order()
    do(hold_order, held)
    before = contents()
    assert refusal(merge_orders, shop, [one]) == "merge-needs-two"
    assert refusal(merge_orders, shop, [one, far]) == "merge-receivers"
    assert refusal(merge_orders, shop, [one, held]) == "merge-flags"
    assert refusal(unmerge_orders, shop, [one]) == "not-merged"
    assert contents() == before


def test_an_order_that_was_cancelled_has_no_part_in_the_parcel(shop, order, do, levels):
    one, other = order(), order()
    merge_orders(shop, [one, other])
    do(cancel_order, other)
    ship_orders(shop, [one], courier="zto", waybill="75300000000002")
    assert show_order(shop, other).fulfilment == "cancelled"
    assert levels("BOX") == (19, 0, 19)


def test_whoever_gets_another_receiver_goes_alone(shop, order):
    one, other = order(), order()
    merge_orders(shop, [one, other])
    change_receiver(shop, other, ELSEWHERE)
    assert show_order(shop, one).together == () and show_order(shop, other).receiver.street == "样板路2号"


def test_a_parcel_is_given_one_number_whichever_of_its_orders_asks_for_it(shop, order):
    one, other = order(), order()
    merge_orders(shop, [one, other])
    add_waybills(shop, "zto", ["75300000000011", "75300000000012"])
    for number in (other, one):
        assign_waybills(shop, [number], "zto")
    assert {show_order(shop, number).waybill for number in (one, other)} == {"75300000000011"}
