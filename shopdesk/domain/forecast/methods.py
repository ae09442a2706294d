"""Forecasting methods, each one pass over a series; element t of an answer is told from the periods before t alone."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Series = Sequence[float]


def smooth(series: Series, alpha: float) -> list[float]:
    """Simple exponential smoothing (Brown 1959): the level moves by `alpha` of an error; element 0 is the first value.

    The first 1/α values count alike, so that a short history does not hang on its first value.
    """
    level = series[0]
    levels = [level]
    keep = levels.append
    begin = int(1 / alpha + 1e-9)
    for number, value in enumerate(series[:begin], 1):
        level += (value - level) / number
        keep(level)
    for value in series[begin:]:
        level += alpha * (value - level)
        keep(level)
    return levels


def croston(series: Series, alpha: float) -> list[float]:
    """Croston 1972: size ÷ interval, both smoothed where there is demand; before the first demand 0.

    The first interval counts from the series' begin.
    """
    hits = demands(series)
    intervals = [float(at - before) for before, at in pairwise([-1, *hits])]
    sizes = smooth([series[at] for at in hits], alpha)[1:] if hits else []
    told = [size / interval for size, interval in zip(sizes, smooth(intervals, alpha)[1:] if hits else [], strict=True)]
    return _held(told, hits, len(series))


def sba_factor(alpha: float) -> float:
    """Return what Croston's forecast is multiplied by to be nearly unbiased: 1 − α/2 (Syntetos and Boylan 2005)."""
    return 1 - alpha / 2


def chances(series: Series, beta: float) -> list[float]:
    """Smooth the chance of demand, in every period (Teunter, Syntetos and Babai 2011)."""
    return smooth([1.0 if value > 0 else 0.0 for value in series], beta)


def sizes(series: Series, alpha: float) -> list[float]:
    """Smooth the size of demand, where there is any; before the first demand 0."""
    hits = demands(series)
    return _held(smooth([series[at] for at in hits], alpha)[1:] if hits else [], hits, len(series))


def _held(told: Series, hits: Sequence[int], periods: int) -> list[float]:
    """Hold each value from its demand to the next."""
    found = [0.0] * ((hits[0] if hits else periods) + 1)
    for value, (at, following) in zip(told, pairwise([*hits, periods]), strict=True):
        found += [value] * (following - at)
    return found


def tsb(series: Series, alpha: float, beta: float) -> list[float]:
    """Teunter, Syntetos and Babai 2011: chance × size; falls while nothing is asked for, as for goods going out."""
    return [chance * size for chance, size in zip(chances(series, beta), sizes(series, alpha), strict=True)]


class Seasonal(NamedTuple):
    """A run of seasonal smoothing: what is told one step ahead, levels, and each place's terms as they changed."""

    steps: list[float]
    levels: list[float]
    terms: list[list[float]]

    def told(self, at: int, ahead: int) -> float:
        """Return what is told before period `at` of the period `ahead` after it; never below zero."""
        season = len(self.terms)
        place = (at + ahead) % season
        seen = max((at - 1 - place) // season, 0)  # visits of the place since the first season
        return max(self.levels[at] + self.terms[place][seen], 0.0)


def seasonal_smooth(series: Series, season: int, alpha: float, gamma: float) -> Seasonal:
    """Smooth a level and additive seasonal terms, without a trend (Winters 1960); begins with the first season."""
    level = sum(series[:season]) / season
    levels, steps = [level] * (season + 1), [level] * season
    terms = [[value - level] for value in series[:season]]
    keep_level, keep_step = levels.append, steps.append
    for at in range(season, len(series)):
        own = terms[at % season]
        value, term = series[at], own[-1]
        keep_step(level + term)
        level += alpha * (value - term - level)
        own.append(term + gamma * (value - level - term))
        keep_level(level)
    return Seasonal(steps, levels, terms)


def demands(series: Series) -> list[int]:
    """Return the places of the periods in which something was asked for."""
    return [at for at, value in enumerate(series) if value > 0]
