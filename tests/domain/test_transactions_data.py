"""ABC classes and forecasts of real sales beside an independent calculation, written another way."""

import csv
import gzip
import sqlite3
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, partial
from itertools import pairwise
from math import isclose, sqrt
from statistics import fmean

import pytest

from shopdesk.domain.abc_classes import classify, totals
from shopdesk.domain.forecast import buckets, daily_history, demand, forecast, pattern
from shopdesk.domain.replenishment import Needed, Supply, safety_stock

FIRST, LAST = date(2010, 12, 6), date(2011, 6, 26)  # 29 whole weeks


@cache
def lines_of(folder):
    """Return invoice lines (SKU, day, pieces, amount in pence)."""
    found = []
    for path in sorted(folder.glob("online_retail_*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                pieces = int(row["Quantity"])
                pence = (Decimal(row["UnitPrice"]) * 100 * pieces).quantize(Decimal(1), ROUND_HALF_EVEN)
                found.append((row["StockCode"], row["InvoiceDate"][:10], pieces, int(pence)))
    return found


@cache
def weeks_of(folder):
    """Return the pieces of each SKU in each of 29 weeks, by the program's own history."""
    sales = {}
    for sku, day, pieces, _ in lines_of(folder):
        sales.setdefault(sku, []).append((date.fromisoformat(day), pieces))
    return {
        sku: [bucket.pieces for bucket in buckets(daily_history(rows, FIRST, LAST), "week")]
        for sku, rows in sorted(sales.items())
    }


@pytest.fixture
def told(shared_data):
    return lines_of(shared_data / "transactions")


@pytest.fixture
def by_week(shared_data):
    return weeks_of(shared_data / "transactions")


@pytest.fixture
def table(told):
    """The lines in a database of their own; a cost is made up by SKU, as the data has none."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE lines (sku, day, pieces, pence, cost)")
    connection.executemany("INSERT INTO lines VALUES (?,?,?,?,?)", [(*line, cost_of(line)) for line in told])
    yield connection
    connection.close()


def cost_of(line):
    """Return 40 to 99 per cent of the amount, by the SKU's letters."""
    sku, _, _, pence = line
    return pence * (40 + sum(map(ord, sku)) % 60) // 100


CLASSES = """
WITH earned AS (SELECT sku, sum({what}) AS value FROM lines GROUP BY sku),
     summed AS (
       SELECT sku, value, sum(max(value, 0)) OVER () AS whole,
              sum(max(value, 0)) OVER (ORDER BY value DESC, sku ROWS UNBOUNDED PRECEDING) - max(value, 0) AS before
       FROM earned)
SELECT sku, CASE WHEN value <= 0 THEN 'C' WHEN before * 100 < 80 * whole THEN 'A'
                 WHEN before * 100 < 95 * whole THEN 'B' ELSE 'C' END
FROM summed
"""


def test_abc_classes_are_what_a_database_says(told, table):
    earned = {}
    for line in told:
        sales, profit = earned.get(line[0], (0, 0))
        earned[line[0]] = (sales + line[3], profit + line[3] - cost_of(line))
    ours = classify(earned)
    assert {sku: c.by_sales.letter for sku, c in ours.items()} == dict(table.execute(CLASSES.format(what="pence")))
    by_profit = dict(table.execute(CLASSES.format(what="pence - cost")))
    assert {sku: c.by_profit.letter for sku, c in ours.items()} == by_profit
    assert len(told) == 245_903 and len(ours) == 3_651
    assert [(t.letter, t.skus) for t in totals(c.by_sales for c in ours.values())] == [
        ("A", 716), ("B", 879), ("C", 2_056),
    ]  # fmt: skip


def test_weeks_are_what_a_database_says(table, by_week):
    """A day on which more came back than went out counts as nothing."""
    query = """
        SELECT sku, CAST((julianday(day) - julianday(?1)) / 7 AS INTEGER) AS week, sum(pieces) FROM (
          SELECT sku, day, max(sum(pieces), 0) AS pieces FROM lines WHERE day BETWEEN ?1 AND ?2 GROUP BY sku, day
        ) GROUP BY sku, week HAVING sum(pieces) > 0"""
    theirs = {(sku, week): pieces for sku, week, pieces in table.execute(query, (FIRST.isoformat(), LAST.isoformat()))}
    ours = {(sku, at): pieces for sku, weeks in by_week.items() for at, pieces in enumerate(weeks) if pieces}
    assert ours == theirs and len(ours) > 40_000


# The methods once more, each forecast from the definition with all it knows, no state carried on


def weighted(values, alpha, begin):
    """Exponential smoothing as a weighted sum."""
    rest = (1 - alpha) ** len(values) * begin
    return rest + sum(alpha * (1 - alpha) ** age * value for age, value in enumerate(reversed(values)))


def smoothed(known, alpha):
    """The mean of the first 1/α values, smoothed on from there."""
    begin = {0.05: 20, 0.1: 10, 0.2: 5, 0.4: 2}[alpha]
    return weighted(known[begin:], alpha, fmean(known[:begin]))


def sparse(known, alpha, beta=None):
    at = [place for place, value in enumerate(known) if value]
    if not at:
        return 0.0
    size = smoothed([known[place] for place in at], alpha)
    if beta is None:
        return size / smoothed([at[0] + 1, *(later - earlier for earlier, later in pairwise(at))], alpha)
    return size * smoothed([float(value > 0) for value in known], beta)


METHODS = {
    "smoothing": lambda known, p: smoothed(known, p["alpha"]),
    "croston": lambda known, p: sparse(known, p["alpha"]),
    "sba": lambda known, p: sparse(known, p["alpha"]) * (1 - p["alpha"] / 2),
    "tsb": lambda known, p: sparse(known, p["alpha"], p["beta"]),
}
GRIDS = {
    "smoothing": [{"alpha": a} for a in (0.05, 0.1, 0.2, 0.4)],
    "croston": [{"alpha": a} for a in (0.05, 0.1, 0.2)],
    "sba": [{"alpha": a} for a in (0.05, 0.1, 0.2)],
    "tsb": [{"alpha": a, "beta": b} for a in (0.05, 0.1, 0.2) for b in (0.05, 0.1, 0.2)],
}


def errors_by_hand(series, horizon):
    """Return each method's mean absolute error, from origins of the second half, at most 24 of them."""
    n = len(series)
    origins = range(max((n + 1) // 2, horizon), n - horizon + 1)
    assert len(origins) <= 24

    def error(say):
        return fmean(abs(say(series[:at]) - sum(series[at : at + horizon])) for at in origins)

    found = {"naive": [error(lambda known: sum(known[-horizon:]))]}
    for method, grid in GRIDS.items():
        squares = [one_step_squares(METHODS[method], p, series[: origins[0]]) for p in grid]
        tied = [p for p, square in zip(grid, squares, strict=True) if square <= min(squares) * (1 + 1e-9)]
        found[method] = [error(partial(total, METHODS[method], p, horizon)) for p in tied]
    return found


def total(say, parameters, horizon, known):
    return horizon * say(known, parameters)


def one_step_squares(say, parameters, series):
    return sum((series[at] - say(series[:at], parameters)) ** 2 for at in range(1, len(series)))


def test_back_tests_are_what_plain_formulas_say(by_week):
    """Every twelfth SKU: the errors of all five methods, and the forecast itself."""
    checked = 0
    for series in list(by_week.values())[::12]:
        ours = forecast(series, 4)
        if ours.state != "ready" or ours.pattern.adi == 1:
            continue
        theirs = errors_by_hand(series, 4)
        for tried in ours.tried:
            assert any(isclose(tried.error, each, abs_tol=1e-9) for each in theirs[tried.method]), tried
            if [tried.method] == [each.method for each in ours.tried if each.used] and tried.method != "naive":
                assert isclose(ours.values[0], METHODS[tried.method](series, dict(tried.parameters)), abs_tol=1e-9)
        checked += 1
    assert checked > 200


def test_patterns_are_what_a_database_says(by_week):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE weeks (sku, pieces)")
    rows = [(sku, pieces) for sku, weeks in by_week.items() for pieces in weeks]
    connection.executemany("INSERT INTO weeks VALUES (?, ?)", rows)
    query = """
        SELECT sku, 29.0 / count(*), avg(pieces * pieces) / (avg(pieces) * avg(pieces)) - 1
        FROM weeks WHERE pieces > 0 GROUP BY sku"""
    for sku, adi, cv2 in connection.execute(query):
        ours = pattern(by_week[sku])
        assert isclose(ours.adi, adi) and isclose(ours.cv2, cv2, abs_tol=1e-9)
        assert (
            ours.kind
            == {(0, 0): "smooth", (0, 1): "erratic", (1, 0): "intermittent", (1, 1): "lumpy"}[
                adi >= 1.32, ours.cv2 >= 0.49
            ]
        )
    connection.close()


def test_the_forecast_beats_as_last_time_on_weeks_it_has_not_seen(by_week):
    """Four weeks held back: the summed error must be well below that of "as in the four weeks before"."""
    ours = naive = 0.0
    for series in by_week.values():
        known, actual = series[:-4], sum(series[-4:])
        told = forecast(known, 4)
        if told.state == "ready":
            ours += abs(told.total - actual)
            naive += abs(sum(known[-4:]) - actual)
    assert 0.85 < ours / naive < 0.94


@pytest.mark.parametrize(
    ("file", "horizon", "most"),
    [
        ("prophet_retail_sales_monthly.csv", 1, 0.30),
        ("prophet_retail_sales_monthly.csv", 3, 0.45),
        ("statsmodels_elec_equip_monthly.csv", 1, 0.25),
        ("statsmodels_elec_equip_monthly.csv", 3, 0.50),
    ],
)
def test_a_yearly_season_is_used(shared_data, file, horizon, most):
    """Five years of months forecast one after the other, none of them seen before."""
    with (shared_data / "transactions" / file).open(encoding="utf-8") as opened:
        series = [float(value) for _, value in list(csv.reader(opened))[1:]]
    ours = naive = 0.0
    for at in range(len(series) - 60, len(series) - horizon + 1):
        actual = sum(series[at : at + horizon])
        ours += abs(forecast(series[:at], horizon, (12,)).total - actual)
        naive += abs(sum(series[at - horizon : at]) - actual)
    assert ours / naive < most


def test_safety_stock_is_what_the_sales_say(told):
    """The best-known article: a day's mean and deviation from sums of squares, 95 % service, a week of lead time."""
    rows = [(date.fromisoformat(day), pieces) for sku, day, pieces, _ in told if sku == "85123A"]
    history = daily_history(rows, FIRST, LAST)
    ours = demand(history)
    days = {FIRST + timedelta(days=at): 0 for at in range(203)}
    for day, pieces in rows:
        if day in days:
            days[day] += pieces
    sold = [max(pieces, 0) for pieces in days.values()]
    mean = sum(sold) / 203
    deviation = sqrt((sum(pieces * pieces for pieces in sold) - 203 * mean * mean) / 202)
    assert isclose(ours.mean, mean) and isclose(ours.deviation, deviation)
    exact = 1.6448536269514722 * sqrt(7) * deviation
    assert 0 <= safety_stock(Needed(ours.mean, ours.deviation), Supply(7), 0.95).pieces - exact < 1
