"""Payments are taken, paid back by the way they came and taken back; paid orders have theirs without being told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.services.imports import import_file, undo_import
from shopdesk.services.order_edits import pay_order, take_edit_back
from shopdesk.services.order_steps import confirm_order
from shopdesk.services.order_table import read_details
from shopdesk.services.orders import add_order, order_row, order_timeline, show_order
from shopdesk.services.payments import (
    derive_payments,
    find_payment,
    list_payments,
    payments_of,
    payments_of_order,
    refund,
    take,
    undo_payment,
)
from shopdesk.services.return_bench import inspect_return, receive_return
from shopdesk.services.return_money import refund_return
from shopdesk.services.returns import open_return
from shopdesk.services.rule_files import channel_costs, payment_rules
from shopdesk.services.shipments import ship_orders
from shopdesk.services.tracking import deliver_order
from shopdesk.words.errors import word_error
from tests.services.conftest import RECEIVER, TAOBAO

FRIDAY = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture
def friday(shop):
    return replace(shop, now=lambda: FRIDAY)


@pytest.fixture
def order(friday, stock_up):
    """Write an order of one SKU at a price; return its number."""

    def write(sku, *, quantity, price, paid):
        stock_up(**{sku: 9})
        return add_order(friday, [(sku, quantity)], RECEIVER, paid=paid, prices={sku: price}).number

    return write


def told(payments):
    return [(payment.kind, payment.method, payment.amount) for payment in payments]


def refusal(act, *args, **named):
    with pytest.raises(ShopError) as caught:
        act(*args, **named)
    word_error(caught.value)
    return caught.value.code


def test_the_shipped_tables_are_those_of_the_handbook(shop):
    methods = payment_rules(shop).methods
    assert {"alipay", "wechat", "unionpay", "card", "cash"} <= methods.keys()
    assert (methods["alipay"].fee, methods["card"].latest, methods["cash"].latest) == (60, 7, 0)
    assert channel_costs(shop)["pdd"].commission == (60, 60)


def test_an_order_paid_in_two_ways_is_paid_once_both_are_there(friday, order):
    number = order("BOX", quantity=2, price=5_000, paid=False)
    take(friday, number, "cash", 4_000)
    assert show_order(friday, number).payment == "unpaid"
    second = take(friday, number, "wechat", 6_000, reference="42000001")
    paid = show_order(friday, number)
    assert (paid.payment, paid.paid_at, paid.payment_method) == ("paid", FRIDAY, "微信支付")
    assert (second.fee, second.net, second.expected) == (36, 5_964, date(2026, 11, 16))
    assert derive_payments(friday) == 0
    assert told(payments_of(friday, number)) == [("payment", "cash", 4_000), ("payment", "wechat", 6_000)]


def test_more_than_is_due_is_refused(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    assert refusal(take, friday, number, "cash", 5_001) == "payment-too-large"
    assert refusal(take, friday, number, "cash", 0) == "payment-amount"
    assert refusal(take, friday, number, "shells", 1) == "payment-method-unknown"
    assert refusal(take, friday, "SD-999999", "cash", 1) == "order-unknown"
    take(friday, number, "cash", 5_000)
    assert refusal(take, friday, number, "cash", 1) == "payment-too-large"


def test_taking_a_payment_back_leaves_the_order_as_it_was(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    payment = take(friday, number, "alipay", 5_000)
    assert undo_payment(friday, payment.uuid).undone
    assert undo_payment(friday, payment.uuid).undone  # twice is once
    assert (show_order(friday, number).payment, show_order(friday, number).paid_at) == ("unpaid", None)
    assert payments_of(friday, number) == []
    assert [entry.kind for entry in order_timeline(friday, number)][-2:] == ["payment-taken", "payment-undone"]


def test_money_goes_back_by_the_way_it_came_the_latest_first(friday, order):
    number = order("BOX", quantity=2, price=5_000, paid=False)
    take(friday, number, "cash", 4_000)
    take(friday, number, "wechat", 6_000)
    back = refund(friday, number, 7_000)
    assert told(back) == [("refund", "wechat", 6_000), ("refund", "cash", 1_000)]
    assert show_order(friday, number).payment == "part-refunded"
    assert refusal(refund, friday, number, 3_001) == "refund-too-large"
    assert told(refund(friday, number)) == [("refund", "cash", 3_000)]
    assert show_order(friday, number).payment == "refunded"
    assert refusal(refund, friday, number) == "payment-amount"


def test_a_refund_is_taken_back(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    take(friday, number, "wechat", 5_000)
    (back,) = refund(friday, number, 2_000)
    undo_payment(friday, back.uuid)
    assert show_order(friday, number).payment == "paid"


def test_a_sale_that_is_no_order_has_its_payments(friday):
    take(friday, "SALE-000001", "cash", 10_000, sale=True)
    take(friday, "SALE-000001", "alipay", 900, sale=True)
    assert told(refund(friday, "SALE-000001", 500, sale=True)) == [("refund", "alipay", 500)]
    assert len(payments_of(friday, "SALE-000001", sale=True)) == 3
    assert refusal(refund, friday, "SALE-000009", sale=True) == "payment-missing"


def test_a_paid_order_of_a_platform_has_its_payment_without_being_told(friday, write_csv):
    import_file(friday, write_csv("ExportOrderList1.csv", TAOBAO))
    assert derive_payments(friday) == 1
    assert derive_payments(friday) == 0
    (payment,) = list_payments(friday, "all")
    assert (payment.method, payment.amount, payment.derived) == ("alipay", 9_800, True)
    assert payment.expected == date(2026, 11, 13)
    assert payment.state(date(2026, 11, 13)) == "due"


def test_an_import_taken_back_takes_its_payments_along(friday, write_csv):
    report = import_file(friday, write_csv("ExportOrderList1.csv", TAOBAO))
    derive_payments(friday)
    undo_import(friday, report.batch)
    assert derive_payments(friday) == 1
    assert list_payments(friday, "all") == []


def test_an_order_that_is_said_to_be_paid_and_not_paid_after_all(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    edited = pay_order(friday, number, method="微信转账")
    derive_payments(friday)
    assert told(payments_of(friday, number)) == [("payment", "wechat", 5_000)]
    take_edit_back(friday, edited)
    derive_payments(friday)
    assert payments_of(friday, number) == []


def test_views_follow_the_day(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    payment = take(friday, number, "alipay", 5_000, reference="2026111322001")
    by_day = {
        days: [view for view in ("open", "due", "late") if list_payments(later(friday, days), view)]
        for days in (0, 3, 4)
    }
    assert by_day == {0: ["open"], 3: ["due"], 4: ["late"]}
    assert [found.uuid for found in list_payments(friday, search="22001")] == [payment.uuid]
    assert list_payments(friday, search="nothing") == []
    assert refusal(list_payments, friday, "sideways") == "view-unknown"
    assert refusal(find_payment, friday, "nobody") == "payment-unknown"


def test_a_clock_that_jumped_back_keeps_every_payment_readable(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    take(friday, number, "alipay", 2_000)
    take(later(friday, -400), number, "alipay", 3_000)
    assert len(payments_of(friday, number)) == 2
    assert show_order(friday, number).payment == "paid"


def later(shop, days):
    return replace(shop, now=lambda: FRIDAY + timedelta(days=days))


def test_the_trade_number_of_an_export_stands_at_its_payment_also_where_it_comes_later(friday, write_csv):
    import_file(friday, write_csv("ExportOrderList1.csv", TAOBAO))
    derive_payments(friday)
    (before,) = list_payments(friday)
    assert before.reference == ""
    told = TAOBAO | {"支付单号": "2026111222001123456789012345"}
    assert import_file(friday, write_csv("ExportOrderList2.csv", told)).updated == 1
    derive_payments(friday)
    (after,) = list_payments(friday)
    assert (after.reference, after.amount) == ("2026111222001123456789012345", 9_800)
    # A later export without it takes nothing away.
    import_file(friday, write_csv("ExportOrderList3.csv", TAOBAO))
    assert show_order(friday, after.order).trade_no == "2026111222001123456789012345"
    assert derive_payments(friday) == 0


def test_how_a_person_took_the_money_stays_whatever_a_file_says(friday, write_csv):
    unpaid = TAOBAO | {"订单状态": "等待买家付款", "订单付款时间": ""}
    import_file(friday, write_csv("ExportOrderList1.csv", unpaid))
    pay_order(friday, TAOBAO["订单编号"], method="微信支付")
    import_file(friday, write_csv("ExportOrderList2.csv", TAOBAO))
    assert show_order(friday, TAOBAO["订单编号"]).payment_method == "微信支付"


def test_an_order_shows_its_payment_before_it_is_among_the_payments(friday, write_csv):
    import_file(friday, write_csv("ExportOrderList1.csv", TAOBAO))
    row = order_row(friday, TAOBAO["订单编号"])
    (awaited,) = payments_of_order(friday, row)
    assert (awaited.method, awaited.amount, awaited.fee, awaited.expected.isoformat()) == (
        "alipay", 9_800, 59, "2026-11-13",
    )  # fmt: skip
    derive_payments(friday)
    refund(friday, TAOBAO["订单编号"], 2_000)
    assert told(payments_of_order(friday, row)) == [("payment", "alipay", 9_800), ("refund", "alipay", 2_000)]
    assert [payment.kind for payment in read_details(friday, row).payments] == ["payment", "refund"]


def test_money_that_goes_back_another_way_is_told_by_that_way(friday, order):
    number = order("BOX", quantity=1, price=5_000, paid=False)
    take(friday, number, "alipay", 5_000)
    assert refusal(refund, friday, number, 100, method="shells") == "payment-method-unknown"
    assert told(refund(friday, number, 2_000, method="cash")) == [("refund", "cash", 2_000)]
    assert told(refund(friday, number)) == [("refund", "alipay", 3_000)]
    told_ways = [entry.details["method"] for entry in order_timeline(friday, number)[-2:]]
    assert told_ways == ["现金 20.00 CNY", "支付宝 30.00 CNY"]


def test_a_case_pays_back_the_way_its_order_was_paid_by_hand(friday, order, do):
    number = order("BOX", quantity=2, price=5_000, paid=False)
    take(friday, number, "cash", 1_000)
    take(friday, number, "bank", 9_000)
    do(confirm_order, number)
    ship_orders(friday, [number], courier="zto")
    do(deliver_order, number)
    case = open_return(friday, number, [("BOX", 1)], reason="no-reason")
    receive_return(friday, case.number)
    inspect_return(friday, case.number)
    refund_return(friday, case.number, amount=5_000)
    derive_payments(friday)
    assert told(payments_of(friday, number))[-1] == ("refund", "bank", 5_000)
