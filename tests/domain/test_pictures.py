import time
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.pictures import (
    ALIKE,
    Check,
    Measured,
    PictureReport,
    Profile,
    Rule,
    distance,
    judge,
    judge_rule,
    near_duplicates,
)

GOOD = Measured(
    width=1000,
    height=800,
    format="JPEG",
    mode="RGB",
    bytes=81_234,
    frames=1,
    background="white",
    border=254.6,
    unevenness=0.5,
    fill=0.87123456,
    off_centre=0.01,
    touches_edge=False,
    specks=0,
)


@pytest.mark.parametrize(
    ("rule", "verdict", "measured", "limit"),
    [
        (Rule("size", 800), "pass", 800, 800),
        (Rule("size", 801), "fail", 800, 801),
        (Rule("size", 801, tolerated=700), "warn", 800, 801),
        (Rule("size", 801, verdict="warn"), "warn", 800, 801),
        (Rule("longest", 1000), "pass", 1000, 1000),
        (Rule("largest", 999), "fail", 1000, 999),
        (Rule("square", 1.0), "fail", 1.25, 1.0),
        (Rule("square", 1.0, tolerated=1.25), "warn", 1.25, 1.0),
        (Rule("bytes", 81_234), "pass", 81_234, 81_234),
        (Rule("bytes", 81_233), "fail", 81_234, 81_233),
        (Rule("format", ("JPEG", "PNG")), "pass", "JPEG", "JPEG, PNG"),
        (Rule("format", ("PNG",)), "fail", "JPEG", "PNG"),
        (Rule("background", ("white", "near-white")), "pass", "white", "white, near-white"),
        (Rule("fill", 0.85), "pass", 0.8712, 0.85),
        (Rule("edge", ("clear",)), "pass", "clear", "clear"),
    ],
)
def test_a_value_is_held_against_its_limit(rule, verdict, measured, limit):
    assert judge_rule(GOOD, rule) == Check(rule.check, verdict, measured, limit)


def test_a_product_that_touches_the_edge_is_cut():
    assert judge_rule(replace(GOOD, touches_edge=True), Rule("edge", ("clear",))).verdict == "fail"


def test_what_cannot_be_told_on_a_busy_background_is_left_out():
    profile = Profile("shopdesk", (Rule("size", 800), Rule("fill", 0.85), Rule("edge", ("clear",))))
    assert [check.check for check in judge(GOOD, profile)] == ["size", "fill", "edge"]
    assert [check.check for check in judge(replace(GOOD, background="busy"), profile)] == ["size"]


def test_the_worst_check_is_the_verdict():
    checks = tuple(Check("size", verdict, 1, 1) for verdict in ("pass", "warn", "fail", "pass"))
    assert PictureReport("a.jpg", "shopdesk", checks, GOOD).verdict == "fail"
    assert PictureReport("a.jpg", "shopdesk", checks[:2], GOOD).verdict == "warn"
    assert PictureReport("a.jpg", "shopdesk", (), GOOD).verdict == "pass"


def test_a_profile_knows_its_rules():
    rule = Rule("size", 800)
    assert Profile("shopdesk", (rule,)).rule("size") is rule
    assert Profile("shopdesk", (rule,)).rule("fill") is None


def test_a_cut_product_is_not_asked_to_stand_in_the_middle_and_a_frame_is_told_of_any_background():
    profile = Profile("shopdesk", (Rule("centring", 0.1), Rule("overlay", ("none",))))
    assert [check.check for check in judge(replace(GOOD, touches_edge=True), profile)] == ["overlay"]
    assert [check.check for check in judge(replace(GOOD, background="busy", overlay="frame"), profile)] == ["overlay"]


@pytest.mark.parametrize(
    ("check", "changes", "value"),
    [
        ("colours", {"mode": "CMYK"}, "CMYK"),
        ("colours", {"mode": "I;16"}, "16-bit"),
        ("colours", {"mode": "RGB;16"}, "16-bit"),
        ("colours", {"mode": "LA"}, "grey"),
        ("orientation", {"orientation": 6}, "turned"),
        ("profile", {"profile": "Adobe RGB (1998)"}, "Adobe RGB (1998)"),
        ("sharpness", {"sharpness": 0.1}, 0.1),
        ("light", {"light": 80}, 80),
    ],
)
def test_what_is_measured_of_light_and_colours(check, changes, value):
    assert judge_rule(replace(GOOD, **changes), Rule(check, ("none",))).measured == value


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 40), max_size=40), st.integers(0, 12))
def test_near_duplicates_are_those_that_comparing_all_finds(hashes, most):
    values = list(dict.fromkeys(hashes))
    wanted = {(a, b) for a, b in combinations(values, 2) if distance(a, b) <= most}
    found = {(hashes[a], hashes[b]) for a, b in near_duplicates(hashes, most) if hashes[a] != hashes[b]}
    assert found == wanted


def test_equal_ones_are_paired_with_the_first():
    assert near_duplicates([5, 9 << 40, 5, 5]) == [(0, 1), (0, 2), (0, 3)]
    assert near_duplicates([5] * 20_000)[-1] == (0, 19_999)


def test_thirty_thousand_pictures_are_compared_in_no_time():
    random = Random(7)
    hashes = [random.getrandbits(64) for _ in range(30_000)]
    copies = [(place, hashes[place] ^ 1 << 3 ^ 1 << 20 ^ 1 << 41) for place in range(0, 30_000, 1_000)]
    start = time.thread_time()
    found = near_duplicates(hashes + [value for _, value in copies], ALIKE)
    assert time.thread_time() - start < 4  # about a second on a quiet machine
    assert found == [(place, 30_000 + number) for number, (place, _) in enumerate(copies)]
