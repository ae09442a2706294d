"""Freight and the courier for a parcel: the handbook's table speaks, and the shop's own rates."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.couriers import Courier, Rate, read_rate, write_rate
from shopdesk.domain.freight import Parcel, billable_grams, freight, needs, rank, rate_to

FLAT = (Rate((), 1000, 600, 1000, 200),)
SF = Courier("sf", "顺丰速运", speed=5, coverage=4, value=2, service=5, suits=("high-value", "urgent"), rates=FLAT)
ZTO = Courier("zto", "中通快递", speed=4, coverage=5, value=4, service=4, suits=("standard", "daily"), rates=FLAT)
YTO = Courier("yto", "圆通速递", speed=3, coverage=5, value=5, service=3, suits=("mass",), rates=FLAT)
STO = Courier("sto", "申通快递", speed=3, coverage=4, value=5, service=3, suits=("light",), rates=FLAT)
JD = Courier("jd", "京东物流", speed=5, coverage=3, value=3, service=5, suits=("3c", "appliances"), rates=FLAT)
HANDBOOK = (SF, ZTO, YTO, STO, JD)
TEA = Parcel("浙江省", 900, 0, 8_900)

rates = st.builds(
    Rate, st.just(()), st.integers(1, 20_000), st.integers(0, 10_000), st.integers(1, 20_000), st.integers(0, 10_000)
)
parcels = st.builds(
    Parcel, st.sampled_from(["浙江省", "新疆维吾尔自治区", "", "Guangdong"]), st.integers(0, 60_000),
    st.integers(0, 10**9), st.integers(0, 10**6), st.booleans(),
    st.sampled_from([(), ("数码",), ("大家电",)]), st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("parcel", "courier"),
    [
        (TEA, "zto"),
        (replace(TEA, value=2_000), "yto"),
        (replace(TEA, grams=300), "sto"),
        (replace(TEA, value=120_000), "sf"),
        (replace(TEA, urgent=True), "sf"),
        (replace(TEA, categories=("数码", "耳机")), "jd"),
        (replace(TEA, grams=30_000, categories=("大家电", "冰箱")), "jd"),
    ],
)
def test_the_handbooks_couriers_get_what_they_suit(parcel, courier):
    assert rank(HANDBOOK, parcel)[0].courier.code == courier


def test_the_reasons_stand_beside_the_courier():
    best = rank(HANDBOOK, replace(TEA, value=120_000))[0]
    assert [(reason.code, reason.figure) for reason in best.reasons[:2]] == [("high-value", 120_000), ("service", 5)]


def test_a_courier_without_a_rate_to_the_province_does_not_go_there():
    near = replace(ZTO, rates=(read_rate("浙江 1=4.00 +1=1.00"),))
    assert [choice.courier.code for choice in rank([near, YTO], replace(TEA, province="西藏自治区"))] == ["yto"]
    assert [choice.courier.code for choice in rank([near], replace(TEA, province="浙江省"))] == ["zto"]
    assert rank([replace(YTO, active=False)], TEA) == []


def test_each_further_kilogram_that_is_begun_is_paid():
    rate = read_rate("浙江 上海 1=6.00 +1=1.50")
    assert [freight(rate, grams) for grams in (0, 1, 1000, 1001, 2000, 2001)] == [600, 600, 600, 750, 750, 900]


def test_a_province_is_known_however_it_is_written():
    courier = replace(ZTO, rates=(read_rate("内蒙古、黑龙江 1=9 +1=3"), read_rate("* 1=5 +1=2")))
    assert rate_to(courier, "内蒙古自治区").first == 900
    assert rate_to(courier, "黑龙江省").first == 900
    assert rate_to(courier, "河北省").first == 500
    assert rate_to(courier, "").first == 500


def test_a_large_light_parcel_pays_for_its_size():
    cushion = replace(TEA, grams=800, cubic_mm=500 * 400 * 300)
    assert billable_grams(cushion, 6000) == 10_000
    assert billable_grams(cushion, 0) == 800


@pytest.mark.parametrize(
    "text", ["", "浙江", "浙江 1=6", "浙江 0=6 +1=1", "浙江 1=-6 +1=1", "* 浙江 1=6 +1=1", "浙江 1=6.005 +1=1"]
)
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ValueError):
        read_rate(text)


@given(rates)
def test_a_rate_that_is_written_is_read_the_same(rate):
    assert read_rate(write_rate(rate)) == rate


@given(rates, st.integers(0, 60_000), st.integers(0, 5_000))
def test_more_weight_never_costs_less(rate, grams, more):
    assert freight(rate, grams) <= freight(rate, grams + more)
    assert freight(rate, grams) >= rate.first


@given(parcels, st.integers(0, 20_000))
def test_a_parcel_is_never_billed_below_its_weight(parcel, volumetric):
    assert billable_grams(parcel, volumetric) >= parcel.grams


@given(parcels, st.permutations(HANDBOOK))
def test_the_order_of_the_couriers_says_nothing(parcel, couriers):
    assert rank(couriers, parcel) == rank(HANDBOOK, parcel)


@given(parcels, st.integers(1, 5_000))
def test_asking_for_more_never_makes_a_courier_the_recommended_one(parcel, more):
    before = rank(HANDBOOK, parcel)[0].courier.code
    dearer = [
        replace(c, rates=(replace(c.rates[0], first=c.rates[0].first + more),)) if c.code != before else c
        for c in HANDBOOK
    ]
    assert rank(dearer, parcel)[0].courier.code == before


@given(parcels)
def test_every_parcel_needs_something_and_every_choice_has_its_reason(parcel):
    assert needs(parcel)
    ranked = rank(HANDBOOK, parcel)
    assert {choice.courier.code for choice in ranked} == {"sf", "zto", "yto", "sto", "jd"}
    assert all(choice.reasons for choice in ranked)
