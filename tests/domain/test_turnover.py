"""Turnover: months and days cover every day once, sums add up, what is compared is as long."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.turnover import Tally, month_end, span_before, spans_of

DAY = timedelta(days=1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 800)).map(lambda told: (told[0], told[0] + told[1] * DAY))
AMOUNTS = st.integers(0, 10**9)
TALLIES = st.builds(Tally, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)


@given(SPANS, st.sampled_from(["month", "day"]))
def test_every_day_is_in_one_span(days, grouping):
    first, last = days
    spans = spans_of(grouping, first, last)
    assert (spans[0].first, spans[-1].last) == days
    assert all(after.first == before.last + DAY for before, after in itertools.pairwise(spans))
    assert len({span.name for span in spans}) == len(spans)
    assert all(span.first.month == span.last.month for span in spans)


@given(SPANS)
def test_what_is_compared_lies_right_before_and_is_no_longer_than_a_month_off(days):
    first, last = days
    begun, ended = span_before(first, last)
    assert begun <= ended < first
    if first.day != 1:
        assert (ended, ended - begun) == (first - DAY, last - first)


def test_a_month_is_compared_with_the_month_before():
    assert span_before(date(2026, 3, 1), date(2026, 3, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span_before(date(2026, 11, 1), date(2026, 11, 13)) == (date(2026, 10, 1), date(2026, 10, 13))
    assert span_before(date(2026, 1, 1), date(2026, 3, 31)) == (date(2025, 10, 1), date(2025, 12, 31))


@given(st.lists(TALLIES))
def test_sums_add_up(tallies):
    whole = sum(tallies, Tally())
    assert whole.sales == sum(one.sales for one in tallies)
    assert whole.net == sum(one.net for one in tallies)
    assert (whole.average is None) == (whole.orders == 0)


def test_nothing_is_known_of_nothing():
    assert (Tally().average, Tally().profit, Tally().margin, Tally().net) == (None, None, None, 0)
    told = Tally(orders=4, sales=1000, refunded=200, costed=800, cost=500)
    assert (told.average, told.profit, told.margin, told.net) == (250, 300, 0.375, 800)


@given(DAYS)
def test_the_day_after_a_month_is_the_first(day):
    assert month_end(day) >= day and (month_end(day) + DAY).day == 1
