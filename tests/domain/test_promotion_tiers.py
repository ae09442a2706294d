"""Tiers as sellers write them, and costs as the table tells them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.domain.margins import Rates, floor_price, pays, read_pricing_rules, reckon
from shopdesk.domain.promotion_tiers import read_tiers, write_tiers
from shopdesk.domain.promotions import Promotion, Step
from shopdesk.resources import resources


@pytest.mark.parametrize(
    ("text", "kind", "steps"),
    [
        ("99-10 199-25", "threshold", (Step(9900, amount=1000), Step(19900, amount=2500))),
        ("99-10，199-25.50", "threshold", (Step(9900, amount=1000), Step(19900, amount=2550))),
        ("20%", "discount", (Step(percent=20),)),
        ("@9.90", "flash", (Step(price=990),)),
        ("2-10% 5-@19.90", "group-buy", (Step(2, percent=10), Step(5, price=1990))),
        ("99", "gift", (Step(9900),)),
        ("@50", "bundle", (Step(price=5000),)),
    ],
)
def test_tiers_are_read_and_written_again(text, kind, steps):
    assert read_tiers(text, kind) == steps
    assert read_tiers(write_tiers(Promotion("A", "a", kind, steps=steps)), kind) == steps


@pytest.mark.parametrize("text", ["99--5", "abc", "-5", "99-", "1.234-1", "10%%", "99-1.5%"])
def test_what_is_no_tier_is_refused(text):
    with pytest.raises(ShopError, match="promotion-invalid"):
        read_tiers(text, "threshold")


RATES = Rates(100, 500, 200, 300, 2000, 500, 500, 60)


def test_what_is_left_of_a_price_is_told_part_by_part():
    margin = reckon(10_000, 4000, 1500, RATES)
    assert dict(margin.costs) == {
        "purchase": 4000, "packaging": 100, "freight": 700, "commission": 500, "payment": 60, "returns": 48,
    }  # fmt: skip
    assert (margin.net, round(margin.percent, 2)) == (4592, 45.92)


@given(st.integers(0, 10**6), st.integers(0, 30_000), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 2000))
def test_the_floor_pays_and_a_cent_below_does_not(cost, grams, commission, floor, returned):
    rates = Rates(100, 500, 200, returned, 2000, floor, commission, 60)
    price = floor_price(cost, grams, rates)
    assert pays(price, cost, grams, rates)
    assert not pays(price - 1, cost, grams, rates) or not pays(price - 2, cost, grams, rates)


def test_fees_that_eat_the_whole_price_leave_no_floor():
    assert floor_price(100, 0, Rates(0, 0, 0, 0, 0, 5000, 5000, 0)) == 0


def test_the_shipped_table_is_read_and_a_wrong_one_names_the_place():
    told = json.loads((resources() / "tables" / "pricing_rules.json").read_text("utf-8"))
    rules = read_pricing_rules(told)
    assert (rules.of("amazon").commission, rules.of("stall").first, rules.of("unheard").payment) == (1500, 0, 60)
    assert max(rules.preparation) == (30, "goods")
    with pytest.raises(ValueError, match=r"channels\.jd\.packaging"):
        read_pricing_rules(told | {"channels": {"jd": {"packaging": "-1"}}})
    with pytest.raises(ValueError, match=r"preparation\[0\].task"):
        read_pricing_rules(told | {"preparation": [{"days": 1, "task": "dance"}]})
