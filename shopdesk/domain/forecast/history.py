"""What was asked for day by day: gaps are zero, days without stock are unknown, special days are marked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean, stdev
from typing import Literal, NamedTuple

NEAR_WEEKS = 4  # a day without stock is stood in for by its weekday this many weeks before and after


@dataclass(frozen=True, slots=True)
class History:
    """Pieces sold of one SKU on each day from `first` on.

    `out` are days on which it could not be bought, `marks` the code of each festival or promotion day.
    """

    first: date
    sold: tuple[float, ...]
    out: frozenset[date] = frozenset()
    marks: Mapping[date, str] = field(default_factory=dict)

    @property
    def last(self) -> date:
        """The last day that is known."""
        return self.first + timedelta(days=len(self.sold) - 1)

    def known(self) -> list[bool]:
        """Tell of each day whether it could be bought."""
        known = [True] * len(self.sold)
        for day in self.out:
            at = (day - self.first).days
            if 0 <= at < len(known):
                known[at] = False
        return known


class Bucket(NamedTuple):
    """Pieces sold in a week or month of `days` days that begins on `first`; `marks` are the festivals in it."""

    first: date
    days: int
    pieces: float
    marks: tuple[str, ...]


class Demand(NamedTuple):
    """Pieces a day: their mean and their standard deviation, over so many known days."""

    mean: float
    deviation: float
    days: int


def daily_history(
    sales: Iterable[tuple[date, int]],
    first: date,
    last: date,
    out: Collection[date] = (),
    marks: Mapping[date, str] | None = None,
) -> History:
    """Add up sales (day, pieces; pieces taken back are negative) into one number for each day, gaps as zero.

    A day on which more came back than went out counts as zero: demand is never negative. Sales before `first` or
    after `last` are left out.
    """
    sold = [0] * max((last - first).days + 1, 0)
    for day, pieces in sales:
        at = (day - first).days
        if 0 <= at < len(sold):
            sold[at] += pieces
    inside = {day: code for day, code in (marks or {}).items() if first <= day <= last}
    return History(first, tuple(float(max(pieces, 0)) for pieces in sold), frozenset(out), inside)


def buckets(history: History, size: Literal["week", "month"], values: Sequence[float] | None = None) -> list[Bucket]:
    """Sum the days (or `values` in their place) by ISO week or calendar month; only whole ones are told."""
    told = history.sold if values is None else values
    found: list[Bucket] = []
    at = 0
    while at < len(told):
        first = history.first + timedelta(days=at)
        start = first - timedelta(days=first.weekday()) if size == "week" else first.replace(day=1)
        days = (next_bucket(start, size) - first).days
        if start == first and at + days <= len(told):
            codes = (history.marks.get(first + timedelta(days=number)) for number in range(days))
            pieces = sum(told[at : at + days])
            found.append(Bucket(first, days, pieces, tuple(dict.fromkeys(code for code in codes if code))))
        at += days
    return found


def next_bucket(start: date, size: Literal["week", "month"]) -> date:
    """Return the first day of the next week or month."""
    if size == "week":
        return start + timedelta(days=7)
    return (start.replace(day=1) + timedelta(days=32)).replace(day=1)


def baseline(history: History, factors: Mapping[str, float] | None = None) -> tuple[float, ...]:
    """Return what would have been sold on plain days with stock.

    A marked day is divided by its festival's factor; a day without stock is stood in for by the mean of the same
    weekday up to four weeks before and after, or of all known days where there is none.
    """
    plain = _plain(history, factors or {})
    if not history.out:
        return tuple(plain)
    known = history.known()
    usual = fmean(value for value, is_known in zip(plain, known, strict=True) if is_known) if any(known) else 0.0
    return tuple(plain[at] if is_known else _near(plain, known, at, usual) for at, is_known in enumerate(known))


def demand(history: History, factors: Mapping[str, float] | None = None) -> Demand:
    """Return the mean and the sample deviation of a day's demand; days without stock are left out."""
    plain = _plain(history, factors or {})
    if history.out:
        plain = [value for value, is_known in zip(plain, history.known(), strict=True) if is_known]
    if not plain:
        return Demand(0.0, 0.0, 0)
    return Demand(fmean(plain), stdev(plain) if len(plain) > 1 else 0.0, len(plain))


def _plain(history: History, factors: Mapping[str, float]) -> list[float]:
    plain = list(history.sold)
    for day, code in history.marks.items():
        at = (day - history.first).days
        if 0 <= at < len(plain):
            plain[at] /= factors.get(code, 1.0)
    return plain


def _near(plain: Sequence[float], known: Sequence[bool], at: int, usual: float) -> float:
    places = (at + 7 * week for week in range(-NEAR_WEEKS, NEAR_WEEKS + 1))
    near = [plain[place] for place in places if 0 <= place < len(plain) and known[place]]
    return fmean(near) if near else usual
