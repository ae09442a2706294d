from datetime import date
from math import fsum, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.abc_classes import classify, count_due, rank, totals

amounts = st.integers(-(10**9), 10**12)
shops = st.dictionaries(st.text("ABCDEF", min_size=1, max_size=4), st.tuples(amounts, amounts), max_size=40)


def letters(values, **lines):
    return "".join(standing.letter for standing in rank(values, **lines).values())


def test_the_sku_that_reaches_the_line_is_still_in():
    assert letters({"a": 80, "b": 15, "c": 5}) == "ABC"
    assert letters({"a": 79, "b": 16, "c": 5}) == "AAC"
    assert letters({"a": 50, "b": 30, "c": 15, "d": 5}) == "AABC"


def test_the_line_is_compared_exactly():
    """0.1 + 0.2 of floating point would push the fourth over a line of 0.3."""
    tenths = {f"s{number}": 10 for number in range(10)}
    assert letters(tenths, a=0.3, b=0.7) == "AAABBBBCCC"
    huge = {"a": 8 * 10**18, "b": 2 * 10**18 - 1, "c": 1}
    assert letters(huge) == "ABC"
    assert letters({"a": 8 * 10**18 - 1, "b": 2 * 10**18, "c": 1}) == "AAC"


def test_one_sku_is_the_whole_shop():
    assert letters({"only": 5}) == "A"


def test_equal_ones_stand_by_sku():
    assert list(rank({"b": 1, "a": 1, "c": 2})) == ["c", "a", "b"]


def test_what_earns_nothing_or_loses_is_c_and_has_no_share():
    told = rank({"good": 100, "free": 0, "loss": -50})
    assert [(s.letter, s.rank, s.share, s.cumulated) for s in told.values()] == [
        ("A", 1, 1.0, 1.0),
        ("C", 2, 0.0, 1.0),
        ("C", 3, 0.0, 1.0),
    ]
    assert letters({"a": 0, "b": -1}) == "CC"
    assert rank({}) == {}


def test_the_combined_class_is_the_better_of_the_two():
    found = classify({"bread": (9000, 10), "ring": (100, 900), "pen": (100, 50), "gift": (800, -40)})
    assert {sku: (c.by_sales.letter, c.by_profit.letter, c.combined) for sku, c in found.items()} == {
        "bread": ("A", "C", "A"),
        "gift": ("B", "C", "B"),
        "pen": ("C", "B", "B"),
        "ring": ("C", "A", "A"),
    }
    assert list(found) == ["bread", "gift", "pen", "ring"]


def test_totals_stand_beside_the_chart():
    a, b, c = totals(rank({"a": 70, "b": 20, "c": 6, "d": 4, "e": -9}).values())
    assert [(t.letter, t.skus, t.value, t.share) for t in (a, b, c)] == [
        ("A", 2, 90, 0.9),
        ("B", 1, 6, 0.06),
        ("C", 2, 4, 0.04),
    ]


def test_better_classes_are_counted_more_often():
    last = date(2026, 11, 1)
    assert [count_due(letter, last) for letter in "ABC"] == [date(2026, 12, 1), date(2027, 1, 30), date(2027, 11, 1)]
    assert count_due("A", None) is None


@given(shops)
def test_shares_sum_to_one_and_the_chart_rises_to_one(values):
    for standings in (rank({sku: told[place] for sku, told in values.items()}) for place in (0, 1)):
        if any(standing.value > 0 for standing in standings.values()):
            assert isclose(fsum(standing.share for standing in standings.values()), 1, rel_tol=1e-9)
            assert list(standings.values())[-1].cumulated == 1.0
        line = [standing.cumulated for standing in standings.values()]
        assert line == sorted(line)
        assert [s.letter for s in standings.values()] == sorted(s.letter for s in standings.values())


@given(shops, st.randoms(use_true_random=False))
def test_the_order_in_which_skus_are_told_changes_nothing(values, chance):
    shuffled = list(values.items())
    chance.shuffle(shuffled)
    assert list(classify(values).items()) == list(classify(dict(shuffled)).items())


@given(shops, st.floats(0.05, 0.9), st.floats(0.0, 0.09))
def test_a_lower_line_takes_nobody_in(values, a, more):
    def size(line):
        return sum(c.combined == "A" for c in classify(values, a=line, b=0.99).values())

    assert size(a) <= size(a + more)


@pytest.mark.parametrize("scale", [3, 10**6])
def test_the_currency_does_not_matter(scale):
    values = {"a": 61, "b": 20, "c": 11, "d": 8}
    assert letters(values) == letters({sku: value * scale for sku, value in values.items()})
