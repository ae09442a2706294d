"""The forecast of one SKU: methods tried in a back-test over rolling origins, beside the naive forecast."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub
from statistics import fmean
from typing import Literal, NamedTuple

from shopdesk.domain.forecast.patterns import Pattern, pattern
from shopdesk.domain.forecast.trials import Parameters, Test, Trial, combined, trials
from shopdesk.domain.forecast.uplift import Uplift

MOST_ORIGINS = 24
LEAST_ORIGINS = 4
LEAST_DEMANDS = 3
NEAR = 0.25  # measured, docs/analysis.md


class Tried(NamedTuple):
    """A method, its mean absolute error of the total over the horizon in pieces, and whether the forecast uses it."""

    method: str
    parameters: Parameters
    error: float
    used: bool


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
    `needs` count in periods of `period_days` where the forecast is of days. `nearest` is the method that was nearest in
    the back-test, "naive" where nothing was nearer; `method` is the one the values are from.
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
    nearest: str = ""
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


def forecast(series: Sequence[float], horizon: int, seasons: Sequence[int] = (), near: float = NEAR) -> Forecast:
    """Forecast the periods after a series of days, weeks or months, by what a back-test says.

    `seasons` are lengths in periods (12 for months, 52 for weeks, 7 for days). The yardstick is naive: as much as in
    as many periods before. Methods are tried at up to 24 origins of the second half, with parameters chosen only by
    what was known at the first of them. Which of several methods that were about as near is nearest is mostly chance:
    of all within `near` of the nearest's error the median is taken. Naive is no part of it, and is taken where it
    was nearest and nothing came near. With `near` 0 it is always the nearest.
    """
    told, need = pattern(series), needs(series, horizon)
    if horizon < 1 or need.have_periods < need.periods or need.have_demands < need.demands:
        return Forecast("too-little-history", horizon, need, told)
    test = Test(series, horizon, rolling_origins(len(series), horizon))
    found = list(trials(test, seasons, sparse=told.adi > 1))
    errors = back_test(test, found)
    close = near_ones(errors, near)
    best = found[close[0]] if len(close) == 1 else combined([found[at] for at in close])
    return Forecast(
        "ready",
        horizon,
        need,
        told,
        values=best.values,
        method=best.method,
        parameters=best.parameters,
        error=back_test(test, [best])[0],
        naive_error=errors[0],
        nearest=found[nearest(errors)].method,
        origins=len(test.origins),
        tried=tuple(
            Tried(trial.method, trial.parameters, error, at in close)
            for at, (trial, error) in enumerate(zip(found, errors, strict=True))
        ),
    )


def back_test(test: Test, found: Sequence[Trial]) -> list[float]:
    """Return the mean absolute error of each trial's totals over the horizon, in pieces."""
    sums = test.sums()
    actual = [sums[at + test.horizon] - sums[at] for at in test.origins]
    return [fmean(map(abs, map(sub, trial.totals, actual))) for trial in found]


def nearest(errors: Sequence[float]) -> int:
    """Return the place of the least error; nearer by less than a billionth is no nearer: the simpler one stays."""
    best = 0
    for at, error in enumerate(errors):
        if error < errors[best] * (1 - 1e-9):
            best = at
    return best


def near_ones(errors: Sequence[float], near: float) -> list[int]:
    """Return the places of the errors near the least, without the first (naive) unless it stands alone."""
    best = nearest(errors)
    if near <= 0 or errors[best] == 0:
        return [best]
    line = errors[best] * (1 + near)
    return [at for at, error in enumerate(errors) if at and error <= line] or [best]


def rolling_origins(periods: int, horizon: int, most: int = MOST_ORIGINS) -> list[int]:
    """Return evenly spread origins of the second half, each with a horizon before and after it, the last included."""
    first, last = max(math.ceil(periods / 2), horizon), periods - horizon
    step = max(math.ceil((last - first) / max(most - 1, 1)), 1)
    return list(range(last, first - 1, -step))[::-1]
