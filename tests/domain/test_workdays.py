"""The mainland's working days as its notices tell them, and the days on which a shop hands nothing over."""

import json
from datetime import date, timedelta

import pytest

from shopdesk.domain.workdays import RestDays, WorkCalendar, read_calendar, read_days, read_weekdays
from shopdesk.resources import resources

CALENDAR = read_calendar(json.loads((resources() / "tables" / "workdays.json").read_text("utf-8")))
SUNDAYS = frozenset({6})


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2024-02-04", True),  # Sunday, worked for Spring Festival
        ("2024-02-16", False),
        ("2024-02-18", True),
        ("2024-10-12", True),  # Saturday, worked for National Day
        ("2025-01-27", True),  # the Monday before New Year's Eve
        ("2025-01-28", False),
        ("2025-10-08", False),  # Mid-Autumn and National Day are one rest
        ("2026-01-04", True),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-11-14", False),  # an ordinary Saturday
        ("2027-04-05", False),  # Tomb-Sweeping Day is fixed by decree
        ("2027-04-06", True),
    ],
)
def test_offices_work_as_the_notices_say(text, works):
    assert CALENDAR.is_workday(day(text)) == works


def test_working_days_are_counted_over_a_festival():
    assert CALENDAR.add_workdays(day("2026-02-13"), 1) == day("2026-02-14"), "a Saturday that is worked"
    assert CALENDAR.add_workdays(day("2026-02-13"), 2) == day("2026-02-24")
    assert CALENDAR.add_workdays(day("2026-02-15"), 0) == day("2026-02-15")
    assert CALENDAR.workdays_between(day("2026-02-13"), day("2026-02-24")) == 2
    assert CALENDAR.workdays_between(day("2026-02-24"), day("2026-02-13")) == 0


def test_no_holiday_is_worked_and_what_is_worked_is_a_weekend():
    assert not CALENDAR.holidays & CALENDAR.worked
    assert all(worked.weekday() >= 5 for worked in CALENDAR.worked)
    assert CALENDAR.told_until == date(2026, 12, 31), "what is told of 2027 is fixed by decree alone"


def test_a_shop_rests_on_its_weekdays_and_its_dates():
    rest = RestDays(SUNDAYS, frozenset({day("2026-11-11")}))
    week = [day("2026-11-09") + timedelta(days=step) for step in range(7)]
    assert [rest.rests(each) for each in week] == [False, False, True, False, False, False, True]
    assert not rest.rests(day("2026-10-01")), "holidays only where the shop keeps them"


def test_a_shop_that_keeps_the_holidays_works_on_the_days_in_exchange():
    rest = RestDays(frozenset({5, 6}), frozenset({day("2026-10-10")}), CALENDAR)
    assert rest.rests(day("2026-10-01")) and rest.rests(day("2026-10-11"))
    assert not rest.rests(day("2026-09-20")), "a Sunday that is worked for National Day"
    assert rest.rests(day("2026-10-10")), "the shop's own date wins"


def test_spans_count_both_ends_and_nonsense_is_refused():
    assert read_days(["2024-02-28/2024-03-01", "2026-05-01"]) == [
        day("2024-02-28"), day("2024-02-29"), day("2024-03-01"), day("2026-05-01"),
    ]  # fmt: skip
    for wrong in ("2026-02-30", "2026-02-03/2026-02-01", "2026-01-01/2029-01-01", "tomorrow", ""):
        with pytest.raises(ValueError, match=r"."):
            read_days([wrong])


def test_weekdays_are_named():
    assert read_weekdays("sat, Sun") == {5, 6} and read_weekdays("") == frozenset()
    with pytest.raises(ValueError, match=r"."):
        read_weekdays("sunday")


def test_a_calendar_of_provisional_years_alone_tells_of_no_adjusted_weekend():
    told = {"years": {"2028": {"provisional": True, "holidays": ["2028-01-01"], "worked": []}}}
    assert read_calendar(told) == WorkCalendar(frozenset({day("2028-01-01")}), frozenset(), date.min)
