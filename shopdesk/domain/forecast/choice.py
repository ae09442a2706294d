"""The forecast of one SKU: the method that would have been nearest in a back-test over rolling origins."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub
from statistics import fmean
from typing import Literal, NamedTuple

from shopdesk.domain.forecast.patterns import Pattern, pattern
from shopdesk.domain.forecast.trials import Parameters, Test, trials
from shopdesk.domain.forecast.uplift import Uplift

MOST_ORIGINS = 24
LEAST_ORIGINS = 4
LEAST_DEMANDS = 3
CLEARLY = 1e-9  # nearer by less than this share is no nearer: the simpler method stays


class Tried(NamedTuple):
    """A method and its mean absolute error of the total over the horizon, in pieces."""

    method: str
    error: float


class Needs(NamedTuple):
    """What a forecast needs and what there is: periods of history, and periods with demand among them."""

    periods: int
    have_periods: int
    demands: int
    have_demands: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Pieces in each period of the horizon, the method that says so, and how far it would have been off.

    With too little history there are no values, only what is needed. `error` and `naive_error` are mean absolute
    errors of the total over the horizon, in pieces, from `origins` points of the second half of the history; they and
    `needs` count in periods of `period_days` where the forecast is of days.
    """

    state: Literal["ready", "too-little-history"]
    horizon: int
    needs: Needs
    pattern: Pattern
    values: tuple[float, ...] = ()
    method: str = ""
    parameters: Parameters = ()
    error: float = 0.0
    naive_error: float = 0.0
    origins: int = 0
    tried: tuple[Tried, ...] = ()
    uplifts: Mapping[str, Uplift] = field(default_factory=dict)
    period_days: int = 1

    @property
    def total(self) -> float:
        """Pieces over the whole horizon."""
        return sum(self.values)

    @property
    def ratio(self) -> float | None:
        """The error over the naive forecast's: below 1 is better than "as last time"; None where that was never off."""
        return self.error / self.naive_error if self.naive_error else None


def least_periods(horizon: int) -> int:
    """Return how many periods a back-test needs: origins in the second half, a horizon after each."""
    return 2 * (horizon + LEAST_ORIGINS - 1)


def needs(series: Sequence[float], horizon: int) -> Needs:
    """Return what a back-test of this horizon needs and what of it is there."""
    return Needs(least_periods(horizon), len(series), LEAST_DEMANDS, sum(value > 0 for value in series))


def forecast(series: Sequence[float], horizon: int, seasons: Sequence[int] = ()) -> Forecast:
    """Forecast the periods after a series of days, weeks or months, by the method nearest in a back-test.

    `seasons` are lengths in periods (12 for months, 52 for weeks, 7 and 364 for days). The yardstick is naive: as much
    as in as many periods before; it is chosen itself where nothing was nearer. Methods are tried at up to 24 origins
    of the second half, with parameters chosen only by what was known at the first of them.
    """
    told, need = pattern(series), needs(series, horizon)
    if horizon < 1 or need.have_periods < need.periods or need.have_demands < need.demands:
        return Forecast("too-little-history", horizon, need, told)
    test = Test(series, horizon, rolling_origins(len(series), horizon))
    sums = test.sums()
    actual = [sums[at + horizon] - sums[at] for at in test.origins]
    found = list(trials(test, seasons, sparse=told.adi > 1))
    errors = [fmean(map(abs, map(sub, trial.totals, actual))) for trial in found]
    at = 0
    for number, error in enumerate(errors):
        if error < errors[at] * (1 - CLEARLY):
            at = number
    best = found[at]
    tried = tuple(Tried(trial.method, error) for trial, error in zip(found, errors, strict=True))
    return Forecast(
        "ready",
        horizon,
        need,
        told,
        best.values,
        best.method,
        best.parameters,
        errors[at],
        errors[0],
        len(test.origins),
        tried,
    )


def rolling_origins(periods: int, horizon: int, most: int = MOST_ORIGINS) -> list[int]:
    """Return evenly spread origins of the second half, each with a horizon before and after it, the last included."""
    first, last = max(math.ceil(periods / 2), horizon), periods - horizon
    step = max(math.ceil((last - first) / max(most - 1, 1)), 1)
    return list(range(last, first - 1, -step))[::-1]
