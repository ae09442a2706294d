"""What a payment costs, when it is in the account, and how it stands."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.payment_tables import read_channel_costs, read_payment_rules
from shopdesk.domain.payments import Method, Payment, check_amount, fee_of, settles_on
from shopdesk.domain.workdays import WorkCalendar

ALIPAY = Method("alipay", "支付宝", "Alipay", fee=60, words=("花呗",))
CALENDAR = WorkCalendar(frozenset({date(2026, 10, 1), date(2026, 10, 2)}), frozenset({date(2026, 10, 10)}))
MONDAY = date(2026, 11, 16)


def payment(**told):
    usual = Payment(1, "u", "SD-000001", "", "payment", "alipay", 10_000, "CNY", 60, datetime(2026, 11, 13, tzinfo=UTC),
                    MONDAY)  # fmt: skip
    return replace(usual, **told)


def rules(**told):
    table = {"methods": [{"code": "alipay", "name": "支付宝", "words": ["花呗"]}, {"code": "cash", "name": "现金",
             "name_en": "Cash"}], "channels": {"taobao": "alipay"}, "others": "cash"}  # fmt: skip
    return read_payment_rules(table | told)


def test_the_fee_is_rounded_half_up():
    assert fee_of(ALIPAY, 10_000) == 60
    assert fee_of(ALIPAY, 83) == 0
    assert fee_of(ALIPAY, 84) == 1  # 0.504


def test_a_fee_comes_back_with_a_refund_only_where_the_method_gives_it_back():
    assert fee_of(ALIPAY, 10_000, "refund") == 0
    assert fee_of(replace(ALIPAY, fee_back=True), 10_000, "refund") == 60


@given(st.integers(1, 10**13), st.integers(0, 10_000))
def test_a_fee_is_never_more_than_the_amount_and_never_below_zero(amount, fee):
    assert 0 <= fee_of(replace(ALIPAY, fee=fee), amount) <= amount


def test_money_of_friday_is_there_on_monday_and_of_a_holiday_on_the_next_working_day():
    assert settles_on(ALIPAY, date(2026, 11, 13), CALENDAR) == MONDAY
    assert settles_on(ALIPAY, date(2026, 9, 30), CALENDAR) == date(2026, 10, 5)
    assert settles_on(ALIPAY, date(2026, 10, 9), CALENDAR) == date(2026, 10, 10)  # a Saturday that is worked
    assert settles_on(replace(ALIPAY, latest=7, working=False), date(2026, 11, 13), CALENDAR) == date(2026, 11, 20)


def test_a_payment_is_open_then_due_then_late_and_settled_once_a_statement_tells_of_it():
    waiting = payment()
    assert [waiting.state(day) for day in (date(2026, 11, 13), MONDAY, date(2026, 11, 17))] == ["open", "due", "late"]
    assert payment(matches=1, settled=10_000).state(MONDAY) == "settled"
    assert payment(matches=1, settled=9_000).state(MONDAY) == "differs"
    assert payment(method="cash").state(MONDAY) == "settled"
    assert payment(undone=True).state(MONDAY) == "undone"


def test_the_net_follows_the_statements_fee_once_it_is_known():
    assert payment().net == 9_940
    assert payment(settled_fee=55).net == 9_945
    assert payment(kind="refund", fee=0).net == -10_000


@pytest.mark.parametrize(
    ("told", "channel", "code"),
    [
        ("花呗分期", "jd", "alipay"),
        ("alipay", "", "alipay"),
        ("Cash on delivery", "", "cash"),
        ("cashier's desk", "taobao", "alipay"),
        ("", "taobao", "alipay"),
        ("?", "jd", "cash"),
    ],
)
def test_what_a_platform_calls_a_method_is_understood(told, channel, code):
    assert rules().method_of(told, channel).code == code


@pytest.mark.parametrize("amount", [0, -1, 10**14])
def test_nothing_below_zero_and_nothing_endless_is_paid(amount):
    with pytest.raises(ShopError, match="payment-amount"):
        check_amount(amount)


def test_a_method_nobody_knows_is_refused():
    with pytest.raises(ShopError, match="payment-method-unknown"):
        rules().known("shells")


METHOD = {"code": "a", "fee_percent": "0.6", "settles": [1, 1]}


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ([], "JSON"),
        ({"methods": []}, "methods"),
        ({"methods": [{"code": ""}]}, r"methods\[0\].code"),
        ({"methods": [METHOD, METHOD]}, "methods.code"),
        ({"methods": [METHOD | {"fee_percent": "much"}]}, r"methods\[0\].fee_percent"),
        ({"methods": [METHOD | {"fee_percent": "0.123"}]}, r"methods\[0\].fee_percent"),
        ({"methods": [METHOD | {"fee_percent": -1}]}, r"methods\[0\].fee_percent"),
        ({"methods": [METHOD | {"fee_percent": "NaN"}]}, r"methods\[0\].fee_percent"),
        ({"methods": [METHOD | {"settles": [3, 1]}]}, r"methods\[0\].settles"),
        ({"methods": [METHOD | {"settles": "T+1"}]}, r"methods\[0\].settles"),
        ({"methods": [METHOD | {"working_days": "yes"}]}, r"methods\[0\]"),
        ({"methods": [METHOD | {"words": "x"}]}, r"methods\[0\].words"),
        ({"methods": [METHOD], "channels": {"jd": "b"}}, "channels.jd"),
        ({"methods": [METHOD], "others": "b"}, "others"),
    ],
)
def test_a_wrong_table_is_named_by_its_place(told, place):
    with pytest.raises(ValueError, match=place):
        read_payment_rules(told)


@pytest.mark.parametrize("row", [{"deposit": ["5", "1"]}, {"commission_percent": ["0", "101"]}, {"yearly_fee": "1"}])
def test_a_wrong_cost_is_named_by_its_place(row):
    with pytest.raises(ValueError, match=r"channels\.jd"):
        read_channel_costs({"channels": {"jd": row}})


def test_costs_of_a_channel_are_read_in_hundredths():
    cost = read_channel_costs({"channels": {"jd": {"deposit": ["1000", "5000"], "commission_percent": ["0.6", "5"]}}})
    assert (cost["jd"].deposit, cost["jd"].commission) == ((100_000, 500_000), (60, 500))
