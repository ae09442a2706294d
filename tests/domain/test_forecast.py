import random
from datetime import date, timedelta
from math import inf, isclose
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.forecast import (
    History,
    baseline,
    buckets,
    daily_history,
    demand,
    factors,
    forecast,
    forecast_days,
    least_periods,
    pattern,
    rolling_origins,
    uplifts,
)
from shopdesk.domain.forecast import methods as by
from shopdesk.domain.forecast.choice import near_ones
from shopdesk.domain.forecast.days import blocks, shape
from shopdesk.domain.forecast.trials import Trial, combined

MONDAY = date(2026, 3, 2)
series_of = st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0, 7.0]), min_size=1, max_size=60)


def day(number):
    return MONDAY + timedelta(days=number)


# Methods, against sums done by hand


def test_smoothing_by_hand():
    """10; 10+½(20−10)=15; 15+½(10−15)=12.5; 12.5+½(30−12.5)=21.25."""
    assert by.smooth([10, 20, 10, 30], 0.5) == [10, 10, 15, 12.5, 21.25]


def test_smoothing_begins_with_a_mean():
    """α ¼: four values count alike, 4 8 6 2 have the mean 5; then 5 + ¼ × (9 − 5) = 6."""
    assert by.smooth([4, 8, 6, 2, 9], 0.25) == [4, 4, 6, 6, 5, 6]


def test_croston_by_hand():
    """Size 4 at the 2nd period, interval 2. Then 6 after 3, α ½: size 5, interval 2.5. Then 5 after 1: 5 and 1.75."""
    assert by.croston([0, 4, 0, 0, 6, 5, 0], 0.5) == [0, 0, 2, 2, 2, 2, 5 / 1.75, 5 / 1.75]
    assert by.sba_factor(0.5) == 0.75


def test_tsb_by_hand():
    """One of two periods: size 4, chance ½. β ½: ¼, ⅛ while nothing comes; then 6, α ½: size 5, chance 9/16."""
    told = by.tsb([0, 4, 0, 0, 6, 0], 0.5, 0.5)
    assert told == [0, 0, 4 * 0.5, 4 * 0.25, 4 * 0.125, 5 * 0.5625, 5 * 0.28125]


def test_tsb_forgets_what_is_asked_for_no_more_and_croston_does_not():
    dying = [2.0, 2.0, 2.0] + [0.0] * 50
    assert by.croston(dying, 0.2)[-1] == 2.0
    assert by.tsb(dying, 0.2, 0.2)[-1] < 0.0001


def test_seasonal_smoothing_by_hand():
    """Level 15, terms −5 and +5. Then 14, α ½, γ ½: level 15 + ½(14 + 5 − 15) = 17, term −5 + ½(14 − 17 + 5) = −4."""
    run = by.seasonal_smooth([10, 20, 14], 2, 0.5, 0.5)
    assert run.steps[2] == 10 and run.levels == [15, 15, 15, 17] and run.terms == [[-5, -4], [5]]
    assert (run.told(3, 0), run.told(3, 1), run.told(2, 0)) == (22, 13, 10)


@given(series_of, st.integers(1, 30))
def test_no_method_sees_what_comes(series, length):
    """What is told before a period is the same whatever comes from it on."""
    known = series[:length]
    for run in (
        lambda told: by.smooth(told, 0.2),
        lambda told: by.croston(told, 0.2),
        lambda told: by.tsb(told, 0.2, 0.1),
    ):
        assert run(known) == run(series)[: len(known) + 1]
        assert len(run(series)) == len(series) + 1 and min(run(series)) >= 0


@given(st.floats(0.5, 9), st.sampled_from([0.05, 0.2]), st.integers(2, 40))
def test_demand_without_gaps_makes_croston_exponential_smoothing(value, alpha, length):
    series = [value * (1 + at % 3) for at in range(length)]
    assert all(isclose(a, b) for a, b in zip(by.croston(series, alpha)[1:], by.smooth(series, alpha)[1:], strict=True))


# Patterns


@pytest.mark.parametrize(
    ("series", "kind"),
    [
        ([5, 6, 5, 4, 5, 6], "smooth"),
        ([1, 20, 1, 1, 20, 1], "erratic"),
        ([0, 0, 5, 0, 0, 5], "intermittent"),
        ([0, 0, 1, 0, 0, 20], "lumpy"),
        ([0, 0, 0], "none"),
    ],
)
def test_kinds_of_demand(series, kind):
    assert pattern(series).kind == kind


def test_pattern_by_hand():
    """Two demands in six periods: ADI 3. Sizes 2 and 6: mean 4, variance 4, CV² ¼."""
    told = pattern([0, 2, 0, 0, 6, 0])
    assert (told.adi, told.cv2, told.kind, told.suggested) == (3, 0.25, "intermittent", "sba")
    assert pattern([]).adi == inf


# History


def test_a_history_has_every_day_and_no_less_than_nothing():
    sales = [(day(0), 2), (day(0), 3), (day(3), 1), (day(3), -4), (day(9), 1), (day(-1), 5)]
    told = daily_history(sales, day(0), day(4))
    assert told.sold == (5, 0, 0, 0, 0) and told.last == day(4)
    assert daily_history(sales, day(1), day(0)).sold == ()


def test_weeks_and_months_are_whole():
    history = daily_history([(day(at), 1) for at in range(-3, 45)], day(-3), day(44), marks={day(8): "618"})
    weeks = buckets(history, "week")
    assert [(week.first, week.days, week.pieces) for week in weeks] == [(day(7 * n), 7, 7) for n in range(6)]
    assert [week.marks for week in weeks[:3]] == [(), ("618",), ()]
    assert [(month.first, month.pieces) for month in buckets(history, "month")] == [(date(2026, 3, 1), 31)]
    assert buckets(history, "week", [2.0] * 48)[0].pieces == 14


def test_days_without_stock_are_left_out_of_demand_and_stood_in_for():
    sold = [float(7 - at % 7) for at in range(28)]
    out = frozenset(day(at) for at in range(7, 14))
    gap = [0.0 if day(at) in out else value for at, value in enumerate(sold)]
    history = History(day(0), tuple(gap), out)
    assert baseline(history) == tuple(sold)
    told = demand(history)
    assert (told.mean, told.days) == (4.0, 21)
    assert isclose(told.deviation, (3 * 28 / 20) ** 0.5)  # squares 9 4 1 0 1 4 9, three weeks, over 21 − 1
    assert demand(History(day(0), (3.0,), frozenset([day(0)]))).days == 0


def test_a_festival_is_estimated_damped_and_taken_out():
    """56 plain days of 4 and 4 marked of 12: (48 + 10) ÷ (16 + 10)."""
    marked = {day(at): "618" for at in range(28, 32)}
    history = History(day(0), tuple(12.0 if day(at) in marked else 4.0 for at in range(60)), frozenset(), marked)
    found = uplifts(history)["618"]
    assert (found.days, found.sold, found.expected, found.factor) == (4, 48, 16, 58 / 26)
    plain = baseline(history, factors(uplifts(history, damping=0)))
    assert plain == (4.0,) * 60


def test_little_evidence_moves_little_and_no_stock_says_nothing():
    marked = {day(10): "618", day(11): "618"}
    few = History(day(0), tuple(2.0 if at == 10 else 1.0 for at in range(20)), frozenset([day(11)]), marked)
    assert uplifts(few)["618"].factor == 12 / 11
    assert uplifts(History(day(0), (1.0,) * 20, frozenset(marked), marked)) == {}
    assert uplifts(History(day(0), (50.0,), frozenset(), {day(0): "618"}))["618"].factor == 6.0


# The choice


def errors_of(told):
    return {each.method: each.error for each in told.tried}


def test_too_little_history_says_what_it_needs():
    told = forecast([1.0] * 13, 4)
    assert (told.state, told.values, told.method) == ("too-little-history", (), "")
    assert (told.needs.periods, told.needs.have_periods) == (14, 13)
    sparse = forecast([0.0] * 50 + [1.0, 1.0], 4)
    assert sparse.state == "too-little-history" and (sparse.needs.demands, sparse.needs.have_demands) == (3, 2)
    assert forecast([1.0] * 14, 4).state == "ready"
    assert forecast_days(History(day(0), ()), 28).state == "too-little-history"


def test_where_nothing_is_nearer_it_says_naive():
    steady = forecast([3.0] * 40, 4, (12,))
    assert (steady.method, steady.error, steady.naive_error, steady.ratio) == ("naive", 0.0, 0.0, None)
    assert steady.values == (3.0,) * 4 and steady.total == 12
    steps = forecast([float(at // 10) * 100 for at in range(80)], 2)
    assert steps.method == "naive" and steps.ratio == 1.0


def test_noise_around_a_level_is_smoothed():
    chance = random.Random(5)
    told = forecast([float(chance.randint(1, 20)) for _ in range(120)], 4)
    assert told.nearest == "smoothing" and told.ratio is not None and told.ratio < 0.9
    assert 7 < told.values[0] < 13


def test_a_season_is_found():
    months = [100.0 + 80 * (at % 12 in (10, 11)) for at in range(60)]
    told = forecast(months, 3, (12,))
    assert told.method == "seasonal-naive" and told.parameters == (("season", 12),) and told.error == 0
    assert told.values == (100, 100, 100)
    chance = random.Random(2)
    noisy = forecast([value + chance.gauss(0, 30) for value in months], 3, (12,))
    assert noisy.nearest == "seasonal-smoothing" and noisy.ratio is not None and noisy.ratio < 0.65


def test_goods_going_out_are_told_nearest_by_tsb():
    chance = random.Random(3)
    dying = [float(chance.randint(1, 3)) if chance.random() < 0.6 * 0.96**at else 0.0 for at in range(120)]
    told = forecast(dying, 6)
    assert told.nearest == "tsb" and told.total < 1
    errors = errors_of(told)
    assert errors["tsb"] < errors["sba"] < errors["croston"]


def test_about_as_near_is_used_together_and_naive_only_alone():
    assert near_ones([9.0, 1.2, 1.0, 1.3], 0.25) == [1, 2]
    assert near_ones([1.0, 1.2, 9.0, 1.3], 0.25) == [1]
    assert near_ones([1.0, 1.3, 9.0, 1.3], 0.25) == [0]
    assert near_ones([1.1, 1.2, 1.0, 1.3], 0) == [2]
    assert near_ones([0.0, 0.0, 0.0], 0.25) == [0]


def test_the_median_of_all_by_hand():
    """Totals 4, 9, 30 and 2, 2, 8: medians 9, 2. Values 1 1, 2 4, 9 9: medians 2 4, the median of their sums 6."""
    trials = [Trial("a", (), [4, 2], (1, 1)), Trial("b", (), [9, 2], (2, 4)), Trial("c", (), [30, 8], (9, 9))]
    assert combined(trials)[2:] == ([9, 2], (2, 4))
    assert combined([Trial("a", (), [0.0], (0.0, 0.0))] * 2).values == (0, 0)


def test_the_back_test_is_what_a_plain_loop_says():
    chance = random.Random(7)
    series = [float(chance.choice((0, 0, 3, 5, 9))) for _ in range(60)]
    told = forecast(series, 3)
    origins = range(30, 58)
    step = -(-27 // 23)
    chosen = [at for at in origins if (57 - at) % step == 0]
    assert rolling_origins(60, 3) == chosen and told.origins == len(chosen)
    naive = fmean(abs(sum(series[at : at + 3]) - sum(series[at - 3 : at])) for at in chosen)
    assert isclose(told.naive_error, naive)

    def level(alpha, end):
        now = series[0]
        for number, value in enumerate(series[:end], 1):
            pace = max(alpha, 1 / number)
            now = pace * value + (1 - pace) * now
        return now

    def one_step(alpha):
        return sum((series[at] - level(alpha, at)) ** 2 for at in range(1, 30))

    alpha = min((0.05, 0.1, 0.2, 0.4), key=one_step)
    smoothed = fmean(abs(sum(series[at : at + 3]) - 3 * level(alpha, at)) for at in chosen)
    assert isclose(errors_of(told)["smoothing"], smoothed)


@given(st.lists(st.integers(0, 9).map(float), max_size=80), st.integers(1, 6))
def test_the_nearest_is_never_worse_than_naive_and_no_forecast_is_below_zero(series, horizon):
    told = forecast(series, horizon, (7,), near=0)
    if told.state == "ready":
        assert len(told.values) == horizon and min(told.values) >= 0
        assert told.error <= told.naive_error * (1 + 1e-9)
        assert isclose(told.error, min(each.error for each in told.tried), rel_tol=1e-8, abs_tol=1e-9)
        assert told == forecast(series, horizon, (7,), near=0) and told.method == told.nearest
        usual = forecast(series, horizon, (7,))
        assert usual.nearest == told.nearest and min(usual.values) >= 0
        assert usual.error <= 2.5 * told.error + 1e-9  # a median errs at most twice the mean of the errors
    else:
        assert len(series) < least_periods(horizon) or sum(value > 0 for value in series) < 3


# Days


def test_weeks_end_on_the_last_day_and_are_spread_as_they_went():
    assert blocks([9, 1, 2, 3, 4], 2) == [3, 7]
    week = [0.0, 0.0, 0.0, 0.0, 0.0, 30.0, 30.0]
    assert shape(week * 10, 7) == [(8 * value + 10 / 7) / 490 for value in week]
    assert isclose(sum(shape(week, 7)), 1)


def test_a_forecast_of_days_knows_the_weekday_and_the_festival_ahead():
    marked = {day(at): "618" for at in range(100, 118)}
    weekday = (2, 2, 2, 2, 2, 9, 9)
    sold = [float(weekday[at % 7]) * (3 if day(at) in marked else 1) for at in range(280)]
    ahead = {day(280 + 5): "618", day(280 + 6): "618"}
    told = forecast_days(History(day(0), tuple(sold), frozenset(), marked), 10, ahead)
    assert told.state == "ready" and told.period_days == 7 and len(told.values) == told.horizon == 10
    assert 1.9 < told.values[0] < 2.3 and 8 < told.values[5] / told.uplifts["618"].factor < 9.1
    assert 2.5 < told.uplifts["618"].factor < 3.1


def test_a_short_history_is_taken_by_days():
    told = forecast_days(History(day(0), tuple(float(at % 3) for at in range(70))), 28)
    assert told.state == "ready" and told.period_days == 1 and len(told.values) == 28


def test_a_gap_in_stock_does_not_lower_the_forecast():
    chance = random.Random(11)
    sold = [float(chance.randint(2, 6)) for _ in range(200)]
    out = frozenset(day(at) for at in range(180, 200))
    gap = tuple(0.0 if day(at) in out else value for at, value in enumerate(sold))
    assert 3.5 < forecast_days(History(day(0), gap, out), 14).total / 14 < 4.5
    assert forecast_days(History(day(0), gap), 14).total / 14 < 3.0
