"""How much more, or less, a SKU sells on the days of a festival or promotion; little evidence is damped."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from shopdesk.domain.forecast.history import History

AROUND_DAYS = 28
DAMPING_PIECES = 10.0
LOWEST, HIGHEST = 0.1, 20.0


class Uplift(NamedTuple):
    """What a festival did in so many days: pieces sold, pieces expected without it, and the damped factor."""

    code: str
    days: int
    sold: float
    expected: float
    factor: float


def uplifts(history: History, around: int = AROUND_DAYS, damping: float = DAMPING_PIECES) -> dict[str, Uplift]:
    """Estimate each festival's factor: sold on its days over what the plain days up to `around` days away sold.

    Both sums get `damping` pieces more, which is the mean of a gamma posterior over a Poisson demand whose prior says
    "no effect" with the weight of that many pieces: 2 sold for 1 expected is 1.09, 200 for 100 is 1.91. Days without
    stock say nothing. The factor stays between 0.1 and 20.
    """
    days = sorted(day for day in history.marks if history.first <= day <= history.last and day not in history.out)
    if not days:
        return {}
    sums, counts = _plain_sums(history)
    told: dict[str, tuple[int, float, float]] = {}
    for day in days:
        at = (day - history.first).days
        code = history.marks[day]
        number, sold, expected = told.get(code, (0, 0.0, 0.0))
        usual = _usual(sums, counts, at, around)
        told[code] = (number + 1, sold + history.sold[at], expected + usual)
    return {code: Uplift(code, *seen, _factor(seen[1], seen[2], damping)) for code, seen in told.items()}


def factors(found: Mapping[str, Uplift]) -> dict[str, float]:
    """Return the factor of each festival."""
    return {code: uplift.factor for code, uplift in found.items()}


def lift(values: Sequence[float], first: date, ahead: Mapping[date, str], by: Mapping[str, float]) -> tuple[float, ...]:
    """Multiply a forecast for the days from `first` on by the factors of the festivals ahead."""
    days = (first + timedelta(days=at) for at in range(len(values)))
    return tuple(value * by.get(ahead.get(day, ""), 1.0) for value, day in zip(values, days, strict=True))


def _plain_sums(history: History) -> tuple[list[float], list[int]]:
    plain = [True] * len(history.sold)
    for day in (*history.marks, *history.out):
        at = (day - history.first).days
        if 0 <= at < len(plain):
            plain[at] = False
    sold = (value if is_plain else 0.0 for value, is_plain in zip(history.sold, plain, strict=True))
    return list(accumulate(sold, initial=0.0)), list(accumulate(plain, initial=0))


def _usual(sums: Sequence[float], counts: Sequence[int], at: int, around: int) -> float:
    start, end = max(at - around, 0), min(at + around + 1, len(sums) - 1)
    plain = counts[end] - counts[start]
    return (sums[end] - sums[start]) / plain if plain else 0.0


def _factor(sold: float, expected: float, damping: float) -> float:
    whole = expected + damping
    return min(max((sold + damping) / whole, LOWEST), HIGHEST) if whole > 0 else 1.0
