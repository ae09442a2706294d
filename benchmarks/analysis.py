"""How long forecasts, ABC classes and stock values take, in seconds of the processor; no yardstick but the count.

python benchmarks/analysis.py        forecasts of SKUs with two years of days, in kinds of demand drawn at random
"""

import json
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median

from shopdesk.domain.abc_classes import classify
from shopdesk.domain.forecast import History, forecast, forecast_days
from shopdesk.domain.stock import Movement
from shopdesk.domain.stock_value import value_movements

SKUS, DAYS, HORIZON = 200, 730, 28
BEGIN = date(2024, 11, 11)


def series(chance: random.Random) -> tuple[float, ...]:
    """Draw two years of days: how often it is asked for runs from every day to once in a month."""
    often = chance.choice((1.0, 0.7, 0.3, 0.1, 0.03))
    most = chance.choice((2, 8, 30))
    return tuple(float(chance.randint(1, most)) if chance.random() < often else 0.0 for _ in range(DAYS))


def seconds(act: Callable[[], object], runs: int = 3) -> float:
    took = []
    for _ in range(runs):
        start = time.process_time()
        act()
        took.append(time.process_time() - start)
    return median(took)


def ledger(chance: random.Random, rows: int) -> list[Movement]:
    """Draw a ledger: receipts with costs, and sales."""
    start = datetime(2024, 11, 11, tzinfo=UTC)
    made = []
    for row in range(rows):
        sku, at = f"S-{chance.randrange(1000)}", start + timedelta(minutes=row)
        if row % 20 == 0:
            made.append(Movement(str(row), at, sku, 40, "receipt", "office", unit_cost=chance.randint(100, 999)))
        else:
            made.append(Movement(str(row), at, sku, -chance.randint(1, 3), "sale", "office"))
    return made


def main() -> None:
    """Measure and print one line."""
    chance = random.Random(1)
    told = [series(chance) for _ in range(SKUS)]
    marked = {BEGIN + timedelta(days=at): "promotion" for at in (*range(200, 218), *range(355, 366), *range(565, 583))}
    days = seconds(lambda: [forecast_days(History(BEGIN, each, frozenset(), marked), HORIZON) for each in told])
    weeks = [tuple(sum(each[at : at + 7]) for at in range(0, DAYS - 6, 7)) for each in told]
    by_week = seconds(lambda: [forecast(each, 4, (52,)) for each in weeks])
    values = {f"S-{number}": (chance.randrange(10**6), chance.randrange(10**5)) for number in range(10_000)}
    moves = ledger(chance, 100_000)
    figures = {
        "forecasts of 730 days a second": round(SKUS / days),
        "forecasts of 104 weeks a second": round(SKUS / by_week),
        "ABC of 10,000 SKUs, ms": round(seconds(lambda: classify(values)) * 1000),
        "value of 100,000 movements, ms": round(seconds(lambda: value_movements(moves)) * 1000),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
