"""Turnover: what was sold, what of it went back, and what is left of it after the goods were paid."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shopdesk.domain.workdays import DAY

GROUPINGS = ("month", "day", "channel", "province", "sku")
OVER_TIME = GROUPINGS[:2]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of paid orders in minor units of one currency; buyers' freight belongs to `sales`.

    `costed` is what goods of a known purchase price have brought, `cost` what they were bought for: freight, what was
    paid back and orders that were paid back whole are left out of both.
    """

    orders: int = 0
    pieces: int = 0
    sales: int = 0
    refunded: int = 0
    costed: int = 0
    cost: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.orders + other.orders, self.pieces + other.pieces, self.sales + other.sales,
            self.refunded + other.refunded, self.costed + other.costed, self.cost + other.cost,
        )  # fmt: skip

    @property
    def net(self) -> int:
        """Sales without what was paid back."""
        return self.sales - self.refunded

    @property
    def average(self) -> int | None:
        """The average order value, 客单价; None without orders."""
        return round(self.sales / self.orders) if self.orders else None

    @property
    def profit(self) -> int | None:
        """The gross profit; None where no purchase price is known."""
        return self.costed - self.cost if self.costed else None

    @property
    def margin(self) -> float | None:
        """The part of the sales that is gross profit; None where no purchase price is known."""
        return (self.costed - self.cost) / self.costed if self.costed else None


class Span(NamedTuple):
    """Some whole days, both ends among them, under the name that a row bears: "2026-11" or "2026-11-13"."""

    name: str
    first: date
    last: date


def spans_of(grouping: str, first: date, last: date) -> list[Span]:
    """Return the months or days from one day to another; a month at an end is as long as it is asked for."""
    found: list[Span] = []
    at = first
    while at <= last:
        end = at if grouping == "day" else min(month_end(at), last)
        found.append(Span(at.isoformat() if grouping == "day" else f"{at:%Y-%m}", at, end))
        at = end + DAY
    return found


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def span_before(first: date, last: date) -> tuple[date, date]:
    """Return the days to compare with: the month before for what begins with a month, else as many days before."""
    if first.day == 1:
        begun = (first - DAY).replace(day=1)
        for _month in range((last.year - first.year) * 12 + last.month - first.month):
            begun = (begun - DAY).replace(day=1)
        ended = first - DAY if last == month_end(last) else begun + (last - first)
        return begun, min(ended, first - DAY)
    return first - (last - first) - DAY, first - DAY
