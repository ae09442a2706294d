"""What each method would have said at each origin of a back-test, and what it says now."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from statistics import median
from typing import NamedTuple, TypeVar

from shopdesk.domain.forecast import methods

ALPHAS = (0.05, 0.1, 0.2, 0.4)
SPARSE = (0.05, 0.1, 0.2)
GAMMAS = (0.1, 0.3)

Parameters = tuple[tuple[str, float], ...]
Runs = dict[Parameters, list[float]]
Key = TypeVar("Key")


class Trial(NamedTuple):
    """A method's totals over the horizon from each origin, and its forecast of each period after the series."""

    method: str
    parameters: Parameters
    totals: list[float]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """A series, how many periods ahead are wanted, and the origins from which forecasts are tried."""

    __test__ = False

    series: Sequence[float]
    horizon: int
    origins: Sequence[int]

    def sums(self) -> list[float]:
        """Return the sums of the first t periods."""
        return list(accumulate(self.series, initial=0.0))


def trials(test: Test, seasons: Sequence[int], *, sparse: bool) -> Iterator[Trial]:
    """Try every method that suits, the simplest first; those for sparse demand only where it is sparse.

    Over whole seasons a seasonal term comes to nothing in the total, so there smoothing alone is tried.
    """
    sums = test.sums()
    yield naive(test, sums)
    for season in seasons:
        if season <= test.origins[0] and season != test.horizon:
            yield seasonal(test, sums, season)
    yield smoothing(test)
    if sparse:
        yield from sparse_methods(test)
    for season in seasons:
        if 2 * season <= test.origins[0] and test.horizon % season:
            yield seasonal_smoothing(test, season)


def naive(test: Test, sums: Sequence[float]) -> Trial:
    """Say that as much is asked for as in as many periods before: the yardstick."""
    totals = [sums[at] - sums[at - test.horizon] for at in test.origins]
    return Trial("naive", (), totals, tuple(test.series[-test.horizon :]))


def seasonal(test: Test, sums: Sequence[float], season: int) -> Trial:
    """Say that the last season comes again, period by period."""
    whole, part = divmod(test.horizon, season)
    totals = [
        whole * (sums[at] - sums[at - season]) + sums[at - season + part] - sums[at - season] for at in test.origins
    ]
    last = test.series[-season:]
    values = tuple(last[ahead % season] for ahead in range(test.horizon))
    return Trial("seasonal-naive", (("season", season),), totals, values)


def smoothing(test: Test) -> Trial:
    """Simple exponential smoothing, its alpha chosen by one-step errors."""
    runs: Runs = {(("alpha", alpha),): methods.smooth(test.series, alpha) for alpha in ALPHAS}
    return _flat("smoothing", test, runs)


def sparse_methods(test: Test) -> Iterator[Trial]:
    """Croston's method, its correction by Syntetos and Boylan, and TSB."""
    runs = {alpha: methods.croston(test.series, alpha) for alpha in SPARSE}
    plain: Runs = {(("alpha", alpha),): levels for alpha, levels in runs.items()}
    yield _flat("croston", test, plain)
    corrected: Runs = {
        (("alpha", alpha),): [level * methods.sba_factor(alpha) for level in levels] for alpha, levels in runs.items()
    }
    yield _flat("sba", test, corrected)
    sizes = {alpha: methods.sizes(test.series, alpha) for alpha in SPARSE}
    chances = {beta: methods.chances(test.series, beta) for beta in SPARSE}
    products: Runs = {
        (("alpha", alpha), ("beta", beta)): list(map(mul, chances[beta], sizes[alpha]))
        for alpha in sizes
        for beta in chances
    }
    yield _flat("tsb", test, products)


def seasonal_smoothing(test: Test, season: int) -> Trial:
    """Level and seasonal terms smoothed, their alpha and gamma chosen by one-step errors."""
    grid = [(alpha, gamma) for alpha in ALPHAS[1:] for gamma in GAMMAS]
    runs = {pair: methods.seasonal_smooth(test.series, season, *pair) for pair in grid}
    tried, now = _best({pair: run.steps for pair, run in runs.items()}, test, season)
    totals = [sum(runs[tried].told(at, ahead) for ahead in range(test.horizon)) for at in test.origins]
    values = tuple(runs[now].told(len(test.series), ahead) for ahead in range(test.horizon))
    return Trial("seasonal-smoothing", (("season", season), ("alpha", now[0]), ("gamma", now[1])), totals, values)


def combined(found: Sequence[Trial]) -> Trial:
    """Take the median of what all methods say: seldom the nearest, never far off (Bates and Granger 1969).

    The periods' medians are scaled to the median of the totals, so that the back-test speaks of what is told.
    """
    totals = [median(told) for told in zip(*(trial.totals for trial in found), strict=True)]
    values = [median(told) for told in zip(*(trial.values for trial in found), strict=True)]
    whole, total = sum(values), median(sum(trial.values) for trial in found)
    scaled = (value * total / whole if whole else total / len(values) for value in values)
    return Trial("combined", (), totals, tuple(scaled))


def _flat(method: str, test: Test, runs: Runs) -> Trial:
    tried, now = _best(runs, test, 1)
    totals = [test.horizon * runs[tried][at] for at in test.origins]
    return Trial(method, now, totals, (runs[now][-1],) * test.horizon)


def _best(runs: dict[Key, list[float]], test: Test, start: int) -> tuple[Key, Key]:
    """Return the parameters with the least one-step error before the first origin, and over the whole series.

    The back-test may use only the former: what was not known then must not choose.
    """

    def chosen(end: int) -> Key:
        return min(runs, key=lambda key: math.dist(test.series[start:end], runs[key][start:end]))

    return chosen(test.origins[0]), chosen(len(test.series))
