"""Working days: the mainland calendar with its adjusted weekends, and the days on which a shop rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

DAY = timedelta(days=1)
SATURDAY = 5  # as date.weekday() counts
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def begin_of_day(day: date) -> datetime:
    """Return the midnight that a day begins with, where the shop is."""
    return datetime.combine(day, time()).astimezone()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Public holidays and the weekend days that are worked in exchange; other weekends are free.

    `told_until` is the last day of the last year whose adjusted weekends are known: days after it are judged by the
    holidays that are fixed by decree, if any, and by the weekday alone.
    """

    holidays: frozenset[date]
    worked: frozenset[date] = frozenset()
    told_until: date = date.max

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.holidays)

    def add_workdays(self, day: date, count: int) -> date:
        """Return the `count`-th working day after a day, the day itself not counted; the day itself for 0."""
        while count > 0:
            day += DAY
            count -= self.is_workday(day)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to and with `last`; 0 when `last` is not later."""
        return sum(self.is_workday(first + DAY * step) for step in range(1, (last - first).days + 1))


@dataclass(frozen=True, slots=True)
class RestDays:
    """When a shop hands nothing over: weekdays (0 is Monday), single dates, and public holidays where it keeps them.

    Who keeps the holidays of a calendar works the weekend days that are worked in exchange.
    """

    weekdays: frozenset[int] = frozenset()
    dates: frozenset[date] = frozenset()
    calendar: WorkCalendar | None = None

    def rests(self, day: date) -> bool:
        """Tell whether the shop rests on a day."""
        if day in self.dates:
            return True
        if self.calendar is not None and (day in self.calendar.holidays or day in self.calendar.worked):
            return day not in self.calendar.worked
        return day.weekday() in self.weekdays


def read_calendar(told: Mapping[str, Any]) -> WorkCalendar:
    """Return the calendar that a table tells, year by year. Raises ValueError that names a damaged day."""
    years: Mapping[str, Mapping[str, Any]] = told["years"]
    holidays = [day for year in years.values() for day in read_days(year["holidays"])]
    worked = [day for year in years.values() for day in read_days(year["worked"])]
    whole = [int(name) for name, year in years.items() if not year.get("provisional")]
    return WorkCalendar(frozenset(holidays), frozenset(worked), date(max(whole), 12, 31) if whole else date.min)


def read_days(spans: Iterable[str]) -> list[date]:
    """Return the days of spans like "2026-02-15/2026-02-23" or "2026-01-01". Raises ValueError for any other text."""
    days: list[date] = []
    for span in spans:
        first, _slash, last = span.partition("/")
        begun, ended = date.fromisoformat(first), date.fromisoformat(last or first)
        if ended < begun or (ended - begun).days > 366:
            raise ValueError(span)
        days += [begun + DAY * step for step in range((ended - begun).days + 1)]
    return days


def read_weekdays(text: str) -> frozenset[int]:
    """Return the weekdays named in a text like "sat sun". Raises ValueError for a word that names none."""
    return frozenset(WEEKDAYS.index(word) for word in text.replace(",", " ").casefold().split())
