"""The forecast of days: in weeks that end on the last known day, then spread over the days as these weeks went."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from shopdesk.domain.forecast.choice import Forecast, forecast, least_periods
from shopdesk.domain.forecast.history import History, baseline
from shopdesk.domain.forecast.uplift import factors, lift, uplifts

HORIZON_DAYS = 28
WEEK = 7
YEAR_WEEKS = 52
SHAPE_WEEKS = 8  # the weekdays' shares are those of so many weeks
SHAPE_PIECES = 10.0  # and of so many pieces spread evenly, lest few sales make a shape


def forecast_days(history: History, horizon: int = HORIZON_DAYS, ahead: Mapping[date, str] | None = None) -> Forecast:
    """Forecast so many days after a history: festivals taken out, days without stock stood in for, then forecast.

    Weeks are less noisy than days and hold the weekdays' rhythm; only a history too short for weeks is taken by days.
    `ahead` marks the festival days to come; the forecast is multiplied by what such days did before. The errors are
    those of plain days and of as many whole periods of `period_days` as hold the horizon.
    """
    found = uplifts(history)
    by = factors(found)
    plain = baseline(history, by)
    size = WEEK if len(plain) >= WEEK * least_periods(math.ceil(horizon / WEEK)) else 1
    told = forecast(blocks(plain, size), math.ceil(horizon / size), (YEAR_WEEKS,) if size == WEEK else (WEEK,))
    shares = shape(plain, size)
    days = [value * share for value in told.values for share in shares][:horizon]
    values = lift(days, history.last + timedelta(days=1), ahead or {}, by)
    return replace(told, horizon=horizon, values=values, uplifts=found, period_days=size)


def blocks(values: Sequence[float], size: int) -> list[float]:
    """Sum every so many days; the last block ends on the last day, a rest at the beginning is left out."""
    return [sum(values[at : at + size]) for at in range(len(values) % size, len(values), size)]


def shape(values: Sequence[float], size: int) -> list[float]:
    """Return the share of each day of a block, from the last eight blocks and ten pieces spread evenly."""
    last = values[max(len(values) % size, len(values) - SHAPE_WEEKS * size) :]
    even = SHAPE_PIECES / size
    whole = sum(last) + SHAPE_PIECES
    return [(sum(last[place::size]) + even) / whole for place in range(size)]
