"""A bill is taken in, its lines find their payments, the remaining few are matched by hand, and all is taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shopdesk.db.statements import count_views
from shopdesk.domain.errors import ShopError
from shopdesk.services.imports import import_file
from shopdesk.services.orders import add_order
from shopdesk.services.payments import list_payments, payments_of, refund, take, undo_payment
from shopdesk.services.reconciliation import (
    lines_of_payment,
    list_lines,
    match_again,
    match_by_hand,
    payments_of_line,
    propose_payments,
    put_line_aside,
    restore_statement,
    take_statement,
    undo_match,
    undo_statement,
)
from shopdesk.words.errors import word_error
from tests.bills import alipay_line, wechat_line, write_alipay, write_rows, write_wechat
from tests.services.conftest import RECEIVER, TAOBAO

NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


@pytest.fixture
def shop(shop):
    return replace(shop, now=lambda: NOW)


@pytest.fixture
def paid(shop, stock_up):
    """Write a paid order; return its number."""
    stock_up(BOX=99)

    def write(amount, method="alipay", **told):
        number = add_order(shop, [("BOX", 1)], RECEIVER, prices={"BOX": amount}).number
        take(shop, number, method, amount, **told)
        return number

    return write


def refusal(act, *args, **named):
    with pytest.raises(ShopError) as caught:
        act(*args, **named)
    word_error(caught.value)
    return caught.value.code


def states(shop, days=0):
    today = date(2026, 11, 13) + timedelta(days=days)
    return [payment.state(today) for payment in reversed(list_payments(shop))]


def test_an_alipay_bill_settles_imported_orders_and_twice_changes_nothing(shop, write_csv, tmp_path):
    import_file(shop, write_csv("ExportOrderList1.csv", TAOBAO))
    bill = write_alipay(
        tmp_path / "bill.csv",
        alipay_line("2026111322001", f"T200P{TAOBAO['订单编号']}", "98.00", fee="-0.54"),
        alipay_line("2026111322002", "T200P999", "5.00"),
    )
    report = take_statement(shop, bill)
    assert (report.rows, report.added, report.known, report.matched) == (2, 2, 0, 1)
    assert [(left.line.trade_no, left.reason) for left in report.left] == [("2026111322002", "no-payment")]
    (payment,) = list_payments(shop, "settled")
    assert (payment.settled, payment.settled_fee, payment.net) == (9_800, 54, 9_746)
    again = take_statement(shop, bill)
    assert (again.uuid, again.added, again.known, again.matched) == ("", 0, 2, 0)
    assert count_views(shop.connection) == {"left": 1, "matched": 1, "ignored": 0, "lines": 2}


def test_a_bill_finds_an_order_by_the_trade_number_of_its_export(shop, write_csv, tmp_path):
    import_file(shop, write_csv("ExportOrderList1.csv", TAOBAO | {"支付单号": "2026111222001123456789012345"}))
    bill = write_alipay(tmp_path / "bill.csv", alipay_line("2026111222001123456789012345", "", "90.00"))
    assert take_statement(shop, bill).matched == 1
    (payment,) = list_payments(shop, "differs")  # another amount: only the number can have found it
    assert payment.channel_order_no == TAOBAO["订单编号"]


def test_a_trade_number_that_looks_like_a_card_is_masked_and_still_found(shop, paid, tmp_path):
    paid(1_000, reference="4111111111111111")
    paid(1_000)
    report = take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("4111111111111111", "", "10.00")))
    assert report.matched == 1
    assert [payment.reference for payment in list_payments(shop, "settled")] == ["••••••••••••1111"]


def test_a_statement_is_taken_back_and_brought_back(shop, paid, tmp_path):
    number = paid(1_000)
    report = take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("1", number, "10.00")))
    assert undo_statement(shop, report.uuid) == 1
    assert (states(shop), count_views(shop.connection)["lines"]) == (["open"], 0)
    assert restore_statement(shop, report.uuid) == 1
    assert states(shop) == ["settled"]
    assert refusal(undo_statement, shop, "nobody") == "statement-missing"


def test_a_line_that_came_before_its_order_is_matched_by_the_next_bill(shop, paid, tmp_path):
    first = take_statement(shop, write_alipay(tmp_path / "a.csv", alipay_line("1", "SD-000001", "10.00")))
    assert (first.matched, len(first.left)) == (0, 1)
    assert paid(1_000) == "SD-000001"
    take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("2", "9", "3.00")))
    assert states(shop) == ["settled"]


def test_a_refund_and_an_amount_that_differs(shop, paid, tmp_path):
    one, two = paid(1_000), paid(2_000)
    refund(shop, one, 400)
    bill = write_alipay(
        tmp_path / "b.csv",
        alipay_line("1", one, "10.00"),
        alipay_line("1", one, "-4.00", kind="退款", request="R1"),
        alipay_line("2", two, "19.00"),
    )
    take_statement(shop, bill)
    assert sorted(states(shop)) == ["differs", "settled", "settled"]
    (wrong,) = list_payments(shop, "differs")
    assert (wrong.order, wrong.amount, wrong.settled) == (two, 2_000, 1_900)
    assert refusal(undo_payment, shop, wrong.uuid) == "payment-settled"


def test_what_is_left_is_matched_by_hand_with_a_proposal_and_taken_back(shop, paid, tmp_path):
    one, two = paid(1_000), paid(1_000)
    bill = write_wechat(tmp_path / "b.csv", wechat_line("42", "/", "20.00"))
    (left,) = take_statement(shop, bill).left
    assert propose_payments(shop, left.row) == []
    chosen = [payments_of(shop, number)[0] for number in (one, two)]
    match_by_hand(shop, left.row, [payment.uuid for payment in chosen])
    assert states(shop) == ["settled", "settled"]
    assert [payment.order for payment, _match in payments_of_line(shop, left.row)] == [one, two]
    assert [line.line.trade_no for line, _match in lines_of_payment(shop, chosen[0])] == ["42"]
    assert refusal(match_by_hand, shop, left.row, [chosen[0].uuid]) == "match-taken"
    gone = undo_match(shop, left.row)
    assert [told.payment for told in gone] == [payment.row for payment in chosen]
    assert states(shop) == ["open", "open"]
    match_again(shop, gone)
    assert states(shop) == ["settled", "settled"]
    assert refusal(match_again, shop, gone) == "match-taken"


def test_a_match_that_was_found_is_brought_back_as_it_was_found(shop, paid, tmp_path):
    number = paid(1_000)
    take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("1", number, "10.00", fee="-0.06")))
    (payment,) = payments_of(shop, number)
    ((line, before),) = lines_of_payment(shop, payment)
    match_again(shop, undo_match(shop, line.row))
    assert [match for _line, match in lines_of_payment(shop, payment)] == [before]
    assert payments_of(shop, number) == [payment]


def test_what_a_person_has_matched_comes_back_with_its_bill(shop, paid, tmp_path):
    one, two = paid(1_000), paid(1_000)
    report = take_statement(shop, write_wechat(tmp_path / "b.csv", wechat_line("42", "/", "20.00")))
    match_by_hand(shop, report.left[0].row, [payments_of(shop, number)[0].uuid for number in (one, two)])
    undo_statement(shop, report.uuid)
    assert states(shop) == ["open", "open"]
    restore_statement(shop, report.uuid)
    assert states(shop) == ["settled", "settled"]
    undo_statement(shop, report.uuid)
    other = take_statement(shop, write_alipay(tmp_path / "c.csv", alipay_line("7", one, "10.00")))
    restore_statement(shop, report.uuid)
    assert [line.row for line in list_lines(shop, "left")] == [report.left[0].row], "its payment was told of elsewhere"
    assert other.matched == 1 and sorted(states(shop)) == ["open", "settled"]


def test_the_likeliest_payments_are_proposed(shop, paid, tmp_path):
    one, two = paid(1_000), paid(1_000)
    (left,) = take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("1", "", "10.00"))).left
    assert left.reason == "ambiguous"
    found = propose_payments(shop, left.row)
    assert {told.payment.order for told in found} == {one, two}
    assert {told.why for told in found} == {"amount"}


def test_what_cannot_be_a_match_is_refused(shop, paid, tmp_path):
    number = paid(1_000)
    back = take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("1", "", "-7.00", kind="退款"))).left[0]
    (payment,) = payments_of(shop, number)
    assert refusal(match_by_hand, shop, back.row, [payment.uuid]) == "match-kinds"
    assert refusal(match_by_hand, shop, back.row, []) == "match-kinds"
    assert refusal(match_by_hand, shop, back.row, ["nobody"]) == "payment-unknown"
    assert refusal(match_by_hand, shop, 999, [payment.uuid]) == "statement-line-unknown"


def test_a_line_of_no_sale_is_put_aside_and_taken_up_again(shop, tmp_path):
    (left,) = take_statement(shop, write_alipay(tmp_path / "b.csv", alipay_line("1", "", "7.00"))).left
    put_line_aside(shop, left.row)
    assert count_views(shop.connection)["left"] == 0
    put_line_aside(shop, left.row, aside=False)
    assert count_views(shop.connection)["left"] == 1


def test_a_bank_statement_settles_what_a_service_paid_out_for_a_day(shop, paid, tmp_path):
    paid(1_000)
    paid(2_000)
    bill = write_rows(
        tmp_path / "bank.csv", ("交易日期", "摘要", "贷方发生额"), ("2026-11-16", "支付宝结算款", "29.82")
    )
    report = take_statement(shop, bill)
    assert (report.format, report.matched) == ("bank", 1)
    assert states(shop, 5) == ["settled", "settled"]


def test_a_bill_of_another_month_settles_nothing_and_says_so(shop, paid, tmp_path):
    paid(1_000)
    bill = write_alipay(tmp_path / "b.csv", alipay_line("1", "", "10.00", at="2026-06-13 10:24:05"))
    report = take_statement(shop, bill)
    assert (report.matched, [left.reason for left in report.left]) == (0, ["no-payment"])


def test_rows_that_were_refused_come_with_their_code(shop, tmp_path):
    bill = write_alipay(tmp_path / "b.csv", alipay_line("1", "", "viel"), alipay_line("2", "", "1.00"))
    report = take_statement(shop, bill)
    assert (report.added, [problem.code for problem in report.refused]) == (1, ["amount-unreadable"])


def test_a_fee_line_follows_its_payment(shop, paid, tmp_path):
    number = paid(1_000)
    header = ("账务流水号", "业务流水号", "商户订单号", "商品名称", "发生时间", "对方账号", "收入金额（+元）",
              "支出金额（-元）", "账户余额（元）", "交易渠道", "业务类型", "备注")  # fmt: skip
    rows = [
        ("1", "T1", number, "盒", "2026-11-13 10:24:05", "x", "10.00", "", "9", "", "在线支付", ""),
        ("2", "T1", number, "盒", "2026-11-13 10:24:06", "x", "", "-0.06", "9", "", "收费", ""),
        ("3", "T9", "", "", "2026-11-14 09:00:00", "x", "", "-9.00", "0", "", "提现", ""),
    ]
    report = take_statement(shop, write_rows(tmp_path / "b.csv", header, *rows, encoding="gb18030"))
    assert (report.format, report.matched) == ("alipay-account", 2)
    (payment,) = payments_of(shop, number)
    assert (payment.settled, payment.settled_fee, payment.matches) == (1_000, 6, 1)
    assert count_views(shop.connection)["left"] == 0  # moving money out is no sale
