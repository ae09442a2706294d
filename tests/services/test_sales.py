"""A day at the market stall: sold, paid, put aside, handed back, closed with a till that adds up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.domain.sales import BY_HAND, Cart, CartLine
from shopdesk.services.coupons import split_of
from shopdesk.services.customers import list_customers
from shopdesk.services.orders import add_order, show_order
from shopdesk.services.payments import derive_payments, payments_of
from shopdesk.services.promotions import save_promotion, set_state
from shopdesk.services.returns import list_returns, show_return
from shopdesk.services.sale_refunds import refund_sale, sale_without_receipt
from shopdesk.services.sales import find_sale, list_sales, scan_goods, sell
from shopdesk.services.settings import set_setting
from shopdesk.services.shifts import (
    close_shift,
    counter_cart,
    hold_cart,
    keep_counter,
    list_held,
    move_cash,
    recall_cart,
    report_shift,
    start_shift,
)
from shopdesk.services.shop import open_shop
from shopdesk.services.stall_prices import list_stall_goods, price_cart, weigh_goods
from shopdesk.services.stock import show_stock
from shopdesk.services.transfers import transfer_stock


def at(shop, sku: str) -> dict[str, int]:
    return dict(show_stock(shop, sku).level.locations)


def cart(*lines: tuple[str, int], **told) -> Cart:
    return Cart(tuple(CartLine(sku, pieces) for sku, pieces in lines), **told)


@pytest.fixture
def stall(shop, stock_up):
    """A stall with eight boxes at 30.00 and five cups, the till opened with 100.00."""
    stock_up(BOX=20, CUP=10)
    transfer_stock(shop, {"BOX": 8, "CUP": 5}, origin="office", target="stall")
    start_shift(shop, counts={5000: 1, 1000: 5})
    return shop


def refused(code: str):
    return pytest.raises(ShopError, match=code)


def test_a_sale_is_an_order_handed_over_with_its_money_and_its_goods(stall) -> None:
    sale = sell(stall, cart(("BOX", 2)), [("wechat", 2000, "4200"), ("cash", 5000, "")])
    assert (sale.number, sale.total, sale.change) == ("ST-000001", 6000, 1000)
    assert [(one.method, one.amount) for one in sale.tenders] == [("wechat", 2000), ("cash", 4000)]
    order = show_order(stall, sale.number)
    assert (order.channel, order.fulfilment, order.payment, order.total) == ("stall", "delivered", "paid", 6000)
    assert at(stall, "BOX")["stall"] == 6
    assert [(one.method, one.amount) for one in payments_of(stall, order.number)] == [("wechat", 2000), ("cash", 4000)]
    assert find_sale(stall, order.number) == sale == find_sale(stall, "st-000001") == find_sale(stall, sale.uuid)
    assert list_sales(stall) == [sale]


def test_the_same_sale_asked_for_twice_is_sold_once(stall) -> None:
    first = sell(stall, cart(("BOX", 1)), [("cash", 3000, "")], uuid="a-client-s-own")
    assert sell(stall, cart(("BOX", 1)), [("cash", 3000, "")], uuid="a-client-s-own") == first
    assert at(stall, "BOX")["stall"] == 7
    assert report_shift(stall).sales == 1


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ([("cash", 2000, "")], "tender-short"),
        ([("wechat", 3001, "")], "tender-over"),
        ([("wechat", 3000, ""), ("cash", 100, "")], "change-unlikely"),
        ([("cash", 13_000, "")], "change-unlikely"),
        ([("cheque", 3000, "")], "tender-unknown"),
        ([("cash", -3000, "")], "tender-amount"),
        ([], "tender-short"),
    ],
)
def test_wrong_money_sells_nothing(stall, tenders, code) -> None:
    with refused(code):
        sell(stall, cart(("BOX", 1)), tenders)
    assert list_sales(stall) == []
    assert at(stall, "BOX")["stall"] == 8


def test_goods_that_are_sold_out_stay_unsold_or_are_fetched(stall) -> None:
    with refused("stall-sold-out"):
        sell(stall, cart(("BOX", 9)), [("cash", 27_000, "")])
    office = at(stall, "BOX")["office"]
    sell(stall, cart(("BOX", 9)), [("cash", 27_000, "")], fetch=True)
    assert at(stall, "BOX").get("stall", 0) == 0
    assert at(stall, "BOX")["office"] == office - 1


def test_without_an_open_till_nothing_is_sold(shop) -> None:
    with refused("shift-none"):
        sell(shop, cart(("BOX", 1)), [("cash", 3000, "")])
    with refused("basket-empty"):
        sell(shop, cart(), [])


def test_a_code_that_nobody_knows_is_told(stall) -> None:
    assert [goods.sku for goods in scan_goods(stall, "BOX")] == ["BOX"]
    for code in ("nothing", "", "'; DROP TABLE sales"):
        with refused("code-unknown"):
            scan_goods(stall, code)


def test_a_price_by_hand_needs_a_reason_and_has_a_limit(stall) -> None:
    for line, code in (
        (CartLine("BOX", 1, 0, 2500), "price-reason-missing"),
        (CartLine("BOX", 1, 0, 100, "刮花"), "discount-over-limit"),
        (CartLine("BOX", 1, 0, -1, "刮花"), "amount-unreadable"),
    ):
        with refused(code):
            sell(stall, Cart((line,)), [("cash", 2500, "")])
    sale = sell(stall, Cart((CartLine("BOX", 1, 0, 2500, "刮花"),)), [("cash", 2500, "")])
    assert (sale.lines[0].reason, sale.lines[0].list_price, report_shift(stall).overrides) == ("刮花", 3000, 1)
    set_setting(stall, "stall.discount_limit", "1")
    with refused("discount-over-limit"):
        price_cart(stall, Cart((CartLine("BOX", 1, 0, 2900, "老客"),)))


def test_who_may_go_below_a_price_is_a_persons_right(stall) -> None:
    cheap = Cart((CartLine("BOX", 1, 0, 2500, "刮花"),))
    set_setting(stall, "stall.price_people", "王姐， 店主")
    for wanted in (cheap, cart(("BOX", 1), discount=100, discount_reason="邻居")):
        with refused("price-right-missing"):
            price_cart(stall, wanted)
    assert price_cart(stall, cart(("BOX", 1))).total == 3000
    # Above the price is nobody's loss.
    assert price_cart(stall, Cart((CartLine("BOX", 1, 0, 3500, "礼盒"),))).total == 3500
    sale = sell(replace(stall, actor="店主"), cheap, [("cash", 2500, "")])
    assert (sale.cashier, sale.lines[0].reason) == ("店主", "刮花")
    set_setting(stall, "stall.discount_limit", "1")
    with refused("discount-over-limit"):  # the limit holds for those as well
        price_cart(replace(stall, actor="王姐"), cheap)


def test_a_discount_by_hand_lies_on_the_lines_to_the_cent(stall) -> None:
    priced = price_cart(stall, cart(("BOX", 1), ("CUP", 2), discount=1001, discount_reason="邻居"))
    assert priced.subtotal - priced.total == 1001 == sum(one.amount for x in priced.lines for one in x.reductions)
    assert priced.reductions[-1].code == BY_HAND
    with refused("price-reason-missing"):
        price_cart(stall, cart(("BOX", 1), discount=100))
    with refused("discount-too-large"):
        price_cart(stall, cart(("BOX", 1), discount=3001, discount_reason="x"))


def test_goods_by_weight_are_priced_to_the_cent_and_leave_in_grams(stall) -> None:
    transfer_stock(stall, {"CUP": 5}, origin="stall", target="office")
    weigh_goods(stall, "BOX", 500)
    with refused("weight-needed"):
        price_cart(stall, cart(("BOX", 1)))
    sale = sell(stall, Cart((CartLine("BOX", 1, 7),)), [("cash", 100, "")])
    assert (sale.total, sale.change, at(stall, "BOX")["stall"]) == (42, 58, 1)
    refund_sale(stall, sale.number, {"BOX": 1})
    assert at(stall, "BOX")["stall"] == 1  # what was weighed is not sold again
    weigh_goods(stall, "BOX", 0)
    with refused("weight-not-wanted"):
        price_cart(stall, Cart((CartLine("BOX", 1, 7),)))


def test_carts_are_put_aside_and_taken_up_again_after_a_power_cut(stall) -> None:
    wanted = cart(("BOX", 2), discount=100, discount_reason="邻居")
    uuid = hold_cart(stall, wanted, label="蓝衣服")
    keep_counter(stall, cart(("CUP", 1)), "counter")
    stall.connection.close()
    again = open_shop(stall.folder, now=stall.now)
    assert [(held.label, held.cart) for held in list_held(again)] == [("蓝衣服", wanted)]
    assert counter_cart(again).cart == cart(("CUP", 1))
    assert recall_cart(again, uuid) == wanted
    with refused("held-unknown"):
        recall_cart(again, uuid)
    sell(again, cart(("CUP", 1)), [("cash", price_cart(again, cart(("CUP", 1))).total, "")], uuid="counter")
    assert counter_cart(again) is None
    keep_counter(again, cart(("CUP", 1)), "counter")  # a write that was late does not bring a sold cart back
    assert counter_cart(again) is None
    again.close()


def test_a_refund_never_gives_more_than_was_paid(stall) -> None:
    sale = sell(stall, cart(("BOX", 3), discount=1000, discount_reason="邻居"), [("cash", 8000, "")])
    first = refund_sale(stall, sale.number, {"BOX": 1}, uuid="once")
    assert refund_sale(stall, sale.number, {"BOX": 1}, uuid="once") == first
    assert (first.amount, first.method, at(stall, "BOX")["stall"]) == (2666, "cash", 6)
    second = refund_sale(stall, sale.number, {"BOX": 2}, damaged=True)
    assert first.amount + second.amount == 8000
    assert at(stall, "BOX")["stall"] == 6
    with refused("refund-pieces"):
        refund_sale(stall, sale.number, {"BOX": 1})
    assert show_order(stall, sale.order).payment == "refunded"
    assert [case.kind for case in list_returns(stall)] == ["counter", "counter"]
    assert report_shift(stall).expected == 10_000


def test_without_a_receipt_the_least_that_was_paid_goes_back(stall) -> None:
    with refused("refund-never-sold"):
        sale_without_receipt(stall, "BOX")
    sell(stall, cart(("BOX", 1)), [("cash", 3000, "")])
    cheap = sell(stall, Cart((CartLine("BOX", 1, 0, 2500, "刮花"),)), [("alipay", 2500, "")])
    found = sale_without_receipt(stall, "BOX")
    assert found.number == cheap.number
    back = refund_sale(stall, found.number, {"BOX": 1}, method="cash", receipt=False)
    assert (back.amount, back.method) == (2500, "cash")
    derive_payments(stall)  # paid by Alipay, given back in cash: so it stands wherever payments are told
    assert [(told.kind, told.method) for told in payments_of(stall, found.order)] == [
        ("payment", "alipay"), ("refund", "cash"),
    ]  # fmt: skip
    assert show_return(stall, back.case).refunds[-1].route == "cash"
    assert sale_without_receipt(stall, "BOX").number == "ST-000001"


def test_no_cash_is_paid_out_that_is_not_there(stall) -> None:
    sale = sell(stall, cart(("BOX", 5)), [("wechat", 15_000, "")])
    with refused("cash-missing"):
        refund_sale(stall, sale.number, {"BOX": 5}, method="cash")
    with refused("cash-missing"):
        move_cash(stall, -10_001, reason="存银行")
    with refused("cash-reason-missing"):
        move_cash(stall, -100, reason=" ")
    assert at(stall, "BOX")["stall"] == 3


def test_a_shift_closes_with_a_report_that_adds_up(stall) -> None:
    sell(stall, cart(("BOX", 2), discount=500, discount_reason="邻居"), [("cash", 10_000, "")])
    sell(stall, cart(("BOX", 1)), [("unionpay", 3000, "")])
    refund_sale(stall, "ST-000001", {"BOX": 1})
    move_cash(stall, 5000, reason="换零钱")
    move_cash(stall, -2000, reason="午饭")
    report = close_shift(stall, cash=10_000 + 5500 - 2750 + 3000 - 50, reason="找错钱", uuid="")
    assert (report.sales, report.pieces, report.gross, report.net, report.adds_up) == (2, 3, 9000, 8500, True)
    assert (dict(report.taken), dict(report.paid_back)) == ({"cash": 5500, "unionpay": 3000}, {"cash": 2750})
    assert (report.shift.difference, report.shift.reason, report.expected) == (-50, "找错钱", report.shift.expected)
    assert (report.first, report.last) == ("ST-000001", "ST-000002")
    with refused("shift-none"):
        sell(stall, cart(("BOX", 1)), [("cash", 3000, "")])


def test_a_shift_stays_open_while_carts_wait_or_the_till_differs(stall) -> None:
    hold_cart(stall, cart(("BOX", 1)))
    with refused("shift-held"):
        close_shift(stall, cash=10_000)
    with refused("shift-difference"):
        close_shift(stall, cash=9_000, drop_held=True)
    with refused("cash-count"):
        close_shift(stall, counts={10_000: -1}, drop_held=True)
    with refused("shift-open"):
        start_shift(stall, cash=0)
    report = close_shift(stall, counts={5000: 2}, drop_held=True)
    assert (report.held, report.shift.difference, list_held(stall)) == (1, 0, [])
    assert start_shift(stall, cash=0).number == "SH-000002"


def test_a_sum_that_changes_while_money_is_taken_is_told_again(stall) -> None:
    with refused("sum-changed"):
        sell(stall, cart(("BOX", 1)), [("cash", 5000, "")], total=2500)
    assert list_sales(stall) == []
    assert sell(stall, cart(("BOX", 1)), [("cash", 5000, "")], total=3000).change == 2000


def test_a_clock_that_jumps_leaves_the_money_where_it_was(stall) -> None:
    sell(stall, cart(("BOX", 1)), [("cash", 3000, "")])
    before = stall.now() - timedelta(days=400)
    sell(replace(stall, now=lambda: before), cart(("BOX", 1)), [("cash", 3000, "")])
    report = close_shift(stall, cash=16_000)
    assert (report.sales, report.clock_steps, report.shift.difference) == (2, 1, 0)


def test_a_member_has_the_sale(stall) -> None:
    add_order(stall, [("BOX", 1)], Receiver("测试人", "13900000000"), channel="phone")
    member = list_customers(stall)[0]
    sale = sell(stall, cart(("BOX", 1), customer=member.number), [("card", 3000, "")])
    assert show_order(stall, sale.order).receiver.phone == member.phone
    assert {one.number: one.orders for one in list_customers(stall)}[member.number] == 2


def test_tiles_show_what_lies_at_the_stall(stall) -> None:
    sell(stall, cart(("BOX", 8)), [("cash", 24_000, "")])
    assert {goods.sku: (goods.left, goods.sold) for goods in list_stall_goods(stall)} == {"BOX": (0, 1), "CUP": (5, 0)}


def test_a_promotion_shows_by_itself_and_its_use_is_counted_with_the_sale(stall) -> None:
    save_promotion(stall, Promotion("M50", "满50减10", "threshold", steps=(Step(5000, amount=1000),)), new=True)
    set_state(stall, "M50", "live")
    priced = price_cart(stall, cart(("BOX", 2)))
    assert (priced.total, priced.reductions[0].name) == (5000, "满50减10")
    sale = sell(stall, cart(("BOX", 2)), [("cash", 5000, "")])
    assert sum(one.amount for one in sale.reductions) == 1000
    assert split_of(stall, sale.order)
    assert refund_sale(stall, sale.number, {"BOX": 1}).amount == 2500
