"""Demand and what is to be expected of it: history, festivals' uplift, methods, and the choice by back-test."""

from shopdesk.domain.forecast.choice import Forecast, Needs, Tried, forecast, least_periods, rolling_origins
from shopdesk.domain.forecast.days import forecast_days
from shopdesk.domain.forecast.history import Bucket, Demand, History, baseline, buckets, daily_history, demand
from shopdesk.domain.forecast.out_of_stock import DayMoves, days_out
from shopdesk.domain.forecast.patterns import Pattern, pattern
from shopdesk.domain.forecast.uplift import Uplift, factors, lift, uplifts

__all__ = [
    "Bucket",
    "DayMoves",
    "Demand",
    "Forecast",
    "History",
    "Needs",
    "Pattern",
    "Tried",
    "Uplift",
    "baseline",
    "buckets",
    "daily_history",
    "days_out",
    "demand",
    "factors",
    "forecast",
    "forecast_days",
    "least_periods",
    "lift",
    "pattern",
    "rolling_origins",
    "uplifts",
]
