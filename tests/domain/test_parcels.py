"""What couriers write of parcels, and what reports in any order come to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.parcel_states import STATES
from shopdesk.domain.parcels import read_state, standing

NOON = datetime(2026, 11, 13, 4, tzinfo=UTC)
reports = st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 500).map(lambda h: NOON + timedelta(hours=h))))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("delivered", "delivered"),
        ("已签收，签收人：前台", "delivered"),
        ("快件已被【丰巢】代签收", "delivered"),
        ("客户拒签", "problem"),
        ("未签收", "problem"),
        ("退回件已签收", "returned"),
        ("快件丢失", "lost"),
        ("派送中", "out-for-delivery"),
        ("【杭州】已揽收", "picked-up"),
        ("运输中", "in-transit"),
        ("Out for Delivery", "out-for-delivery"),
        ("Returned to sender", "returned"),
    ],
)
def test_a_couriers_words_tell_a_state(text, state):
    assert read_state(text) == state


@pytest.mark.parametrize("text", ["", "你好", "42"])
def test_words_that_tell_nothing_are_refused(text):
    with pytest.raises(ValueError):
        read_state(text)


def test_the_newest_report_counts_and_the_first_signing_stays():
    told = standing([("delivered", NOON), ("in-transit", NOON - timedelta(days=1)), ("delivered", NOON + timedelta(1))])
    assert (told.state, told.at, told.delivered_at) == ("delivered", NOON + timedelta(1), NOON)
    assert standing([]) is None


@given(reports, st.randoms())
def test_reports_come_to_the_same_in_any_order(told, random):
    mixed = list(told)
    random.shuffle(mixed)
    assert standing(mixed) == standing(told)
