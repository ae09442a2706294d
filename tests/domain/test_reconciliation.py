"""Lines of a statement find their payments, surest first; what fits two ways is left to a person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.payments import Payment
from shopdesk.domain.reconciliation import order_keys, propose, reconcile
from shopdesk.domain.statements import StatementLine

AT = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)


def paid(row, amount=1_000, *, kind="payment", method="alipay", **told):
    usual = Payment(row, f"u{row}", f"SD-{row:06d}", "", kind, method, amount, "CNY", 6, AT, date(2026, 11, 16))
    return replace(usual, **told)


def line(amount=1_000, *, kind="payment", method="alipay", **told):
    return replace(StatementLine(1, method, kind, AT, amount), **told)


def run(lines, payments):
    found = reconcile(dict(enumerate(lines)), payments)
    return {match.line: (match.how, match.shares) for match in found.matches}, found.left


def test_the_trade_number_goes_before_the_order_number():
    lines = [line(trade_no="T1", order_no="SD-000002")]
    assert run(lines, [paid(1, reference="T1"), paid(2)])[0] == {0: ("trade", ((1, 1_000),))}


def test_an_order_number_is_found_in_the_bills_own_writing_and_in_a_remark():
    taobao = paid(1, channel_order_no="1234567890123456789")
    assert run([line(order_no="T200P1234567890123456789")], [taobao])[0] == {0: ("order", ((1, 1_000),))}
    assert run([line(remark="货款sd-000001 谢谢")], [paid(1)])[0] == {0: ("order", ((1, 1_000),))}
    assert "1234567890123456789" in order_keys(line(remark="订单1234567890123456789尾款"))


def test_one_line_tells_of_all_payments_of_its_order():
    told = [paid(1, 400, order="SD-000009"), paid(2, 600, order="SD-000009")]
    assert run([line(order_no="SD-000009")], told)[0] == {0: ("order", ((1, 400), (2, 600)))}


def test_two_lines_tell_of_one_payment_in_parts_and_a_third_is_a_duplicate():
    lines = [line(400, order_no="SD-000001", trade_no="a"), line(600, order_no="SD-000001", trade_no="b"),
             line(600, order_no="SD-000001", trade_no="c")]  # fmt: skip
    matched, left = run(lines, [paid(1)])
    assert (matched, left) == ({0: ("order", ((1, 400),)), 1: ("order", ((1, 600),))}, {2: "duplicate"})


def test_an_amount_that_differs_is_matched_by_its_number_alone():
    assert run([line(990, order_no="SD-000001")], [paid(1)])[0] == {0: ("order", ((1, 990),))}
    assert run([line(990)], [paid(1)]) == ({}, {0: "no-payment"})


def test_amount_and_time_match_only_what_fits_one_way():
    assert run([line()], [paid(1)])[0] == {0: ("amount", ((1, 1_000),))}
    assert run([line()], [paid(1), paid(2)]) == ({}, {0: "ambiguous"})
    assert run([line(), line()], [paid(1)]) == ({}, {0: "ambiguous", 1: "ambiguous"})
    assert run([line(at=AT + timedelta(days=9))], [paid(1)]) == ({}, {0: "no-payment"})
    assert run([line(method="wechat")], [paid(1)]) == ({}, {0: "no-payment"})


def test_a_refund_is_never_taken_for_a_payment():
    refund = paid(2, 400, kind="refund", order="SD-000001")
    lines = [line(400, kind="refund", order_no="SD-000001"), line(order_no="SD-000001")]
    assert run(lines, [paid(1), refund])[0] == {0: ("order", ((2, 400),)), 1: ("order", ((1, 1_000),))}
    assert run([line(kind="refund")], [paid(1)]) == ({}, {0: "no-payment"})


def test_a_fee_in_a_line_of_its_own_belongs_to_its_trade():
    lines = [line(6, kind="fee", trade_no="T1"), line(trade_no="T1", order_no="SD-000001"), line(6, kind="fee")]
    matched, left = run(lines, [paid(1)])
    assert (matched[0], left) == (("fee", ((1, 0),)), {2: "fee"})


def test_a_bank_line_is_what_a_service_paid_out_for_a_day():
    told = [paid(1, 1_000), paid(2, 2_000), paid(3, 500, method="wechat")]
    bank = line(2_988, method="bank", at=datetime(2026, 11, 16, 1, tzinfo=UTC))
    assert run([bank], told)[0] == {0: ("sum", ((1, 1_000), (2, 2_000)))}


def test_what_a_service_pays_out_is_less_by_the_refunds_of_the_day():
    told = [paid(1, 1_000), paid(2, 2_000), paid(3, 300, kind="refund", fee=0)]
    bank = line(2_688, method="bank", at=datetime(2026, 11, 16, 1, tzinfo=UTC))
    assert run([bank], told)[0] == {0: ("sum", ((1, 1_000), (2, 2_000), (3, 300)))}


def test_what_is_no_sale_is_told_so():
    assert run([line(kind="transfer"), line(kind="other")], [paid(1)]) == ({}, {0: "not-a-sale", 1: "not-a-sale"})


def test_what_was_settled_before_makes_a_second_line_a_duplicate():
    settled = paid(1, settled=1_000, matches=1, reference="T1")
    assert run([line(trade_no="T1")], [settled]) == ({}, {0: "duplicate"})


def test_a_person_is_proposed_the_likeliest_first():
    told = [paid(1, 980), paid(2, at=AT - timedelta(days=40)), paid(3, 5_000), paid(4, settled=1_000, matches=1)]
    found = propose(line(order_no="SD-000003"), told)
    assert [(one.payment.row, one.why) for one in found] == [(3, "order"), (2, "amount"), (1, "near")]


def test_a_fee_is_no_refund_s_though_it_bears_the_same_trade_number():
    back = paid(1, 100, kind="refund")
    lines = [line(100, kind="refund", trade_no="T1"), line(1, kind="fee", trade_no="T1")]
    assert run(lines, [back])[1] == {1: "fee"}


NUMBERS = st.integers(1, 6)
LINES = st.lists(st.builds(
    lambda amount, order, trade, kind, method, hours: line(
        amount * 100, order_no=f"SD-{order:06d}" if order else "", trade_no=f"T{trade}" if trade else "", kind=kind,
        method=method, at=AT + timedelta(hours=hours)),
    NUMBERS, st.integers(0, 6), st.integers(0, 6), st.sampled_from(["payment", "refund", "fee", "transfer"]),
    st.sampled_from(["alipay", "wechat", "bank"]), st.integers(-72, 96),
), max_size=8)  # fmt: skip
PAYMENTS = st.lists(st.builds(
    lambda amount, order, trade, kind, method: (amount * 100, order, trade, kind, method),
    NUMBERS, NUMBERS, st.integers(0, 6), st.sampled_from(["payment", "refund"]), st.sampled_from(["alipay", "wechat"]),
), max_size=8).map(lambda rows: [
    paid(at, amount, order=f"SD-{order:06d}", reference=f"T{trade}" if trade else "", kind=kind, method=method)
    for at, (amount, order, trade, kind, method) in enumerate(rows, 1)
])  # fmt: skip


@given(LINES, PAYMENTS)
def test_every_line_is_matched_or_left_with_a_reason_once(lines, payments):
    found = reconcile(dict(enumerate(lines)), payments)
    matched = [match.line for match in found.matches]
    assert sorted([*matched, *found.left]) == list(range(len(lines)))
    known = {payment.row: payment for payment in payments}
    for match in found.matches:
        kind = lines[match.line].kind
        if match.how != "sum":  # what a service pays out is net of the day's refunds
            assert all(known[row].kind == ("payment" if kind == "fee" else kind) for row, _amount in match.shares)
        if match.how in ("trade", "order"):
            assert sum(amount for _row, amount in match.shares) == lines[match.line].amount


@given(LINES, PAYMENTS)
def test_several_payments_of_one_line_add_up_and_none_is_told_of_twice_in_full(lines, payments):
    found = reconcile(dict(enumerate(lines)), payments)
    shares = [share for match in found.matches if match.how in ("amount", "sum") for share in match.shares]
    assert len({row for row, _amount in shares}) == len(shares)
    known = {payment.row: payment for payment in payments}
    assert all(known[row].amount == amount for row, amount in shares)


@given(LINES, PAYMENTS, st.randoms())
def test_neither_order_matters(lines, payments, shuffle):
    keys, mixed = list(range(len(lines))), list(payments)
    shuffle.shuffle(keys)
    shuffle.shuffle(mixed)
    one = reconcile(dict(enumerate(lines)), payments)
    two = reconcile({key: lines[key] for key in keys}, mixed)
    assert sorted(one.matches, key=repr) == sorted(two.matches, key=repr)
    assert one.left == two.left
