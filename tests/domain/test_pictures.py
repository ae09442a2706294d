from dataclasses import replace

import pytest

from shopdesk.domain.pictures import Check, Measured, PictureReport, Profile, Rule, judge, judge_rule

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
