"""ABC classes: the few SKUs that earn most of the money, by sales, by profit and by both (Pareto; Dickie 1951)."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate
from typing import Literal, NamedTuple

Class = Literal["A", "B", "C"]
CLASSES: tuple[Class, ...] = ("A", "B", "C")


class Standing(NamedTuple):
    """Where a SKU stands by one measure: its class, its rank from 1, its share and the shares summed up to it."""

    letter: Class
    rank: int
    value: int
    share: float
    cumulated: float


@dataclass(frozen=True, slots=True)
class Classified:
    """A SKU's class by sales, by profit and by the better of the two; amounts in minor units."""

    sku: str
    by_sales: Standing
    by_profit: Standing
    combined: Class


class Policy(NamedTuple):
    """What a class asks for: the chance of never running out in a lead time, and days from count to count."""

    service_level: float
    count_days: int


DEFAULT_POLICIES: Mapping[Class, Policy] = {"A": Policy(0.98, 30), "B": Policy(0.95, 90), "C": Policy(0.90, 365)}


def rank(values: Mapping[str, int], a: float = 0.80, b: float = 0.95) -> dict[str, Standing]:
    """Rank SKUs by one measure in minor units, largest first; equal ones by SKU.

    A SKU is of class A when the shares before it sum to less than `a`, of B when to less than `b`: the one that
    crosses the line is still in. What is zero or less has no share and is C, whatever stands before it. The shares
    are those of the positive values' total; the lines are compared exactly, not in floating point.
    """
    whole = sum(value for value in values.values() if value > 0)
    line_a, line_b = (math.ceil(Fraction(str(line)) * whole) for line in (a, b))
    found: dict[str, Standing] = {}
    before = 0
    for place, (sku, value) in enumerate(sorted(values.items(), key=lambda item: (-item[1], item[0])), 1):
        letter: Class = "C"
        if value > 0 and before < line_b:
            letter = "A" if before < line_a else "B"
        counted = max(value, 0)
        before += counted
        found[sku] = Standing(letter, place, value, counted / (whole or 1), before / (whole or 1))
    return found


def class_ends(values: Sequence[int], a: float = 0.80, b: float = 0.95) -> tuple[int, int]:
    """Return how many SKUs are of class A, and how many of A and B together; by the same rule as `rank`.

    `values` are those above zero in minor units, largest first.
    """
    before = list(accumulate(values, initial=0))
    whole = before.pop()
    line_a, line_b = (math.ceil(Fraction(str(line)) * whole) for line in (a, b))
    return bisect_left(before, line_a), bisect_left(before, line_b)


def classify(values: Mapping[str, tuple[int, int]], a: float = 0.80, b: float = 0.95) -> dict[str, Classified]:
    """Class SKUs by (sales, profit contribution) in minor units; the answer is in the order of sales.

    The combined class is the better of the two: what sells much must not run out though it earns little (it draws
    buyers), and what earns much must not though it sells seldom.
    """
    by_sales = rank({sku: sales for sku, (sales, _) in values.items()}, a, b)
    by_profit = rank({sku: profit for sku, (_, profit) in values.items()}, a, b)
    return {
        sku: Classified(sku, standing, by_profit[sku], min(standing.letter, by_profit[sku].letter))
        for sku, standing in by_sales.items()
    }


def count_due(letter: Class, counted: date | None, policies: Mapping[Class, Policy] = DEFAULT_POLICIES) -> date | None:
    """Return the day on which a SKU is to be counted again; None when it never was: count it now."""
    return None if counted is None else counted + timedelta(days=policies[letter].count_days)


class Total(NamedTuple):
    """What a class comes to: how many SKUs, their value in minor units and its share."""

    letter: Class
    skus: int
    value: int
    share: float


def totals(standings: Iterable[Standing]) -> tuple[Total, ...]:
    """Sum standings by class, for the table beside the Pareto chart; what is below zero counts as zero."""
    told = list(standings)
    whole = sum(max(each.value, 0) for each in told) or 1
    found = []
    for letter in CLASSES:
        values = [max(each.value, 0) for each in told if each.letter == letter]
        found.append(Total(letter, len(values), sum(values), sum(values) / whole))
    return tuple(found)
