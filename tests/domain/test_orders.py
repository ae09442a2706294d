from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.orders import (
    BADGES,
    FULFILMENTS,
    PAYMENTS,
    badge,
    is_at_work,
    later_fulfilment,
    later_payment,
    may_cancel,
    may_confirm,
    may_ship,
    ship_by,
)

fulfilments = st.sampled_from(FULFILMENTS)
told_states = st.sampled_from(["new", "shipped", "delivered", "cancelled"])
payments = st.sampled_from(PAYMENTS)


@pytest.mark.parametrize(
    ("fulfilment", "shown"),
    [
        ("new", ("unpaid", "new", "new", "new")),
        ("confirmed", ("to-ship",) * 4),
        ("picking", ("picking",) * 4),
        ("packed", ("packed",) * 4),
        ("shipped", ("shipped",) * 4),
        ("delivered", ("delivered",) * 4),
        ("cancelled", ("cancelled",) * 4),
    ],
)
def test_the_badge_sums_up_where_an_order_stands(fulfilment, shown):
    assert tuple(badge(payment, fulfilment) for payment in PAYMENTS) == shown


@given(payments, fulfilments)
def test_every_order_has_one_of_the_badges(payment, fulfilment):
    assert badge(payment, fulfilment) in BADGES


@given(payments, st.lists(payments))
def test_money_that_came_never_uncomes_whatever_order_files_come_in(first, told):
    state = first
    for payment in told:
        after = later_payment(state, payment)
        assert PAYMENTS.index(after) >= PAYMENTS.index(state)
        state = after
    assert state == max([first, *told], key=PAYMENTS.index)


@given(fulfilments, st.lists(told_states))
def test_files_never_take_an_order_back(first, told):
    state = first
    for step in told:
        after = later_fulfilment(state, step)
        assert after == "cancelled" or FULFILMENTS.index(after) >= FULFILMENTS.index(state)
        assert later_fulfilment(after, step) == after, "telling it twice changes nothing"
        state = after


@given(fulfilments, told_states)
def test_no_file_moves_an_order_at_work_or_one_that_was_cancelled(known, told):
    if is_at_work(known) or known == "cancelled":
        assert later_fulfilment(known, told) == known


@given(told_states)
def test_what_has_left_the_house_is_not_cancelled_by_a_file(told):
    assert later_fulfilment("shipped", told) in ("shipped", "delivered")
    assert later_fulfilment("delivered", told) == "delivered"


def test_a_new_order_goes_where_the_file_says():
    assert [later_fulfilment("new", told) for told in ("new", "shipped", "delivered", "cancelled")] == [
        "new",
        "shipped",
        "delivered",
        "cancelled",
    ]


def test_what_may_be_done_in_which_state():
    allowed = {state: (may_confirm(state), may_ship(state), may_cancel(state)) for state in FULFILMENTS}
    assert allowed == {
        "new": (True, False, True),
        "confirmed": (False, True, True),
        "picking": (False, True, True),
        "packed": (False, True, True),
        "shipped": (False, False, False),
        "delivered": (False, False, False),
        "cancelled": (False, False, False),
    }


def test_a_parcel_must_leave_within_hours_of_payment():
    paid_at = datetime(2026, 11, 12, 10, tzinfo=UTC)
    assert ship_by(paid_at, 48) == paid_at + timedelta(days=2)
    assert ship_by(None, 48) is None
