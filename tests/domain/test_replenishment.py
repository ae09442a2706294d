from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.idle_stock import Batch, Lying, dead_stock, expiring
from shopdesk.domain.replenishment import (
    Needed,
    Position,
    Supply,
    by_urgency,
    days_of_cover,
    safety_stock,
    suggest,
)

TODAY = date(2026, 11, 13)
counts = st.integers(0, 500)


def test_safety_stock_by_hand():
    """L 9, σd 4, μ 10, σL 2: √(9·16 + 100·4) = √544 = 23.32; z of 97.7250 % is 2.0000: 46.65, so 47."""
    told = safety_stock(Needed(10, 4), Supply(9, 2), 0.9772498680518208)
    assert isclose(told.z, 2, rel_tol=1e-9) and (told.from_demand, told.from_lead) == (144, 400)
    assert (told.pieces, told.source) == (47, "computed")


def test_the_shops_own_number_wins_and_the_computed_one_is_still_told():
    told = safety_stock(Needed(10, 4), Supply(9), 0.95, own=3)
    assert (told.pieces, told.source, told.computed) == (3, "own", 20)  # 1.6449 × 12 = 19.74
    assert safety_stock(Needed(10, 4), Supply(9), 0.95, own=0).pieces == 0


def test_even_chances_ask_for_no_safety_and_certainty_for_too_much():
    assert safety_stock(Needed(10, 4), Supply(9), 0.5).pieces == 0
    assert safety_stock(Needed(10, 4), Supply(9), 0.3).pieces == 0
    for level in (0.0, 1.0):
        with pytest.raises(ValueError):
            safety_stock(Needed(1), Supply(), level)


def test_a_suggestion_by_hand():
    """Lead 7 × 2 = 14, safety 6: point 20. Position 10 − 3 + 5 = 12. Cover 60: 14 + 60 + 6 − 12 = 68, in twelves 72."""
    told = suggest(Needed(2), Supply(7, 0, 20, 12), Position(10, 3, 5), own_safety=6)
    assert (told.lead_demand, told.cover_demand, told.reorder_point, told.target) == (14, 60, 20, 80)
    assert (told.position.pieces, told.wanted, told.pieces, told.due) == (12, 68, 72, True)
    assert told.days_of_cover == 3


def test_at_the_reorder_point_it_is_time_above_it_is_not():
    at = [suggest(Needed(2), Supply(7), Position(pieces), own_safety=6).pieces for pieces in (19, 20, 21)]
    assert at == [61, 60, 0]


def test_nothing_is_bought_of_what_nobody_asks_for():
    assert suggest(Needed(0), Supply(minimum=10), Position(0)).pieces == 0
    assert suggest(Needed(0), Supply(minimum=10), Position(5), own_safety=5).pieces == 0
    assert suggest(Needed(0), Supply(minimum=10), Position(4), own_safety=5).pieces == 10
    assert suggest(Needed(0), Supply(), Position(-2)).pieces == 2


def test_a_forecast_goes_before_the_mean():
    """Three days of 5, then 1 a day: lead 5 days 17, ten more 10; eleven pieces last two whole days."""
    needed = Needed(1, 0, (5, 5, 5))
    told = suggest(needed, Supply(5), Position(11), cover_days=10)
    assert (told.lead_demand, told.cover_demand, told.pieces, told.days_of_cover) == (17, 10, 16, 2)
    assert needed.over(2.5) == 12.5 and needed.over(4) == 16 and needed.over(2, 2) == 6


def test_days_of_cover():
    assert days_of_cover(10, Needed(3)) == 3
    assert days_of_cover(9, Needed(3)) == 3
    assert days_of_cover(-2, Needed(3)) == 0
    assert days_of_cover(3, Needed(0.1)) == 30
    assert days_of_cover(3, Needed(0)) is None
    assert days_of_cover(10**9, Needed(0.001)) == 3650
    assert days_of_cover(20, Needed(2, 0, (5, 5))) == 7


def test_the_most_urgent_stand_first():
    rows = {"calm": (9, 2), "due": (3, 2), "urgent": (0, 2), "idle": (9, 0)}
    told = [(sku, suggest(Needed(mean), Supply(2), Position(n))) for sku, (n, mean) in rows.items()]
    assert [sku for sku, _ in by_urgency(told)] == ["urgent", "due", "calm", "idle"]


@given(st.floats(0, 50), st.floats(0, 20), counts, counts, counts, st.integers(1, 60), st.integers(1, 24), counts)
def test_a_suggestion_keeps_to_packs_and_least_quantity_and_reaches_its_target(
    mean, deviation, on_hand, reserved, on_order, minimum, pack, cover
):
    supply = Supply(7, 1.5, minimum, pack)
    told = suggest(Needed(mean, deviation), supply, Position(on_hand, reserved, on_order), cover_days=cover)
    if told.pieces:
        assert told.pieces >= minimum and told.pieces % pack == 0
        assert told.position.pieces <= told.reorder_point
        after = told.position.pieces + told.pieces
        assert told.target <= after
        assert after - pack < told.target or told.pieces - pack < minimum
    else:
        assert told.position.pieces > told.reorder_point or told.position.pieces >= told.target


@given(st.floats(0.5, 0.98), st.floats(0, 0.019), st.floats(0, 30), st.floats(0, 5))
def test_more_service_more_chance_and_later_goods_need_no_less_safety(level, more, deviation, late):
    def pieces(service, sd, lead):
        return safety_stock(Needed(5, sd), Supply(7, lead), service).pieces

    assert pieces(level, deviation, late) <= pieces(level + more, deviation, late)
    assert pieces(level, deviation, late) <= pieces(level, deviation + 1, late)
    assert pieces(level, deviation, late) <= pieces(level, deviation, late + 1)


def test_dead_stock_is_what_lies_without_a_sale():
    def ago(days):
        return TODAY - timedelta(days=days)

    stock = [
        Lying("sells", 5, 100, ago(89), ago(400)),
        Lying("dead", 5, 100, ago(90), ago(400)),
        Lying("never", 2, 900, None, ago(120)),
        Lying("new", 2, 900, None, ago(20)),
        Lying("gone", 0, 0, ago(300), ago(400)),
        Lying("unknown", 3),
    ]
    told = [(dead.sku, dead.days, dead.never_sold) for dead in dead_stock(stock, TODAY)]
    assert told == [("never", 120, True), ("dead", 90, False)]


def test_expiring_batches_go_first_to_expire_first():
    """1 a day from today, the last day included: 11 days sell 8 of the first and 3 of the second."""
    batches = [
        Batch("tea", "late", 100, TODAY + timedelta(days=90)),
        Batch("tea", "b", 5, TODAY + timedelta(days=10)),
        Batch("tea", "a", 8, TODAY + timedelta(days=9)),
        Batch("tea", "past", 4, TODAY - timedelta(days=1)),
        Batch("tea", "empty", 0, TODAY),
        Batch("oil", "x", 3, TODAY + timedelta(days=60)),
    ]
    told = [(e.batch.lot, e.days_left, e.unsold) for e in expiring(batches, TODAY, {"tea": 1.0})]
    assert told == [("past", -1, 4), ("a", 9, 0), ("b", 10, 2), ("x", 60, 3)]
