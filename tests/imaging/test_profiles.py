"""The platforms' rules as data, and how a rule is applied."""

import pytest

from shopdesk.domain.pictures import AT_LEAST, MEASURES, VERDICTS, Measured, Profile, Rule, judge, judge_rule
from shopdesk.imaging.profiles import load_profiles

GOOD = Measured(
    width=800,
    height=800,
    format="JPEG",
    mode="RGB",
    bytes=90_000,
    frames=1,
    background="white",
    border=255.0,
    unevenness=0.0,
    fill=0.87,
    off_centre=0.0,
    touches_edge=False,
    specks=0,
)


def test_every_platform_of_the_contract_has_a_profile():
    names = ["shopdesk", "taobao", "jd", "pdd", "douyin", "amazon", "ebay", "shopify", "woocommerce"]
    assert list(load_profiles()) == names


@pytest.mark.parametrize("name", load_profiles())
def test_every_rule_is_known_and_names_its_source(name):
    profile = load_profiles()[name]
    assert len({rule.check for rule in profile.rules}) == len(profile.rules)
    for rule in profile.rules:
        assert rule.check in MEASURES
        assert rule.source
        assert rule.verdict in VERDICTS[1:]


@pytest.mark.parametrize("name", [name for name in load_profiles() if name != "amazon"])
def test_a_good_picture_of_the_handbook_passes_everywhere(name):
    assert {found.verdict for found in judge(GOOD, load_profiles()[name])} == {"pass"}


def test_amazon_wants_a_thousand_pixels_for_its_zoom():
    verdicts = {found.check: found.verdict for found in judge(GOOD, load_profiles()["amazon"])}
    assert verdicts.pop("longest") == "warn"
    assert set(verdicts.values()) == {"pass"}


@pytest.mark.parametrize(
    ("value", "verdict"), [(900, "pass"), (800, "pass"), (799, "warn"), (480, "warn"), (479, "fail")]
)
def test_between_the_limit_and_what_is_tolerated_a_rule_warns(value, verdict):
    rule = Rule("size", 800, tolerated=480)
    assert judge_rule(Measured(**{**fields(GOOD), "width": value, "height": 2000}), rule).verdict == verdict


@pytest.mark.parametrize("check", MEASURES)
def test_every_measure_is_within_or_beyond_a_limit(check):
    value = MEASURES[check](GOOD)
    if isinstance(value, str):
        assert judge_rule(GOOD, Rule(check, (value,))).verdict == "pass"
        assert judge_rule(GOOD, Rule(check, ("other",), verdict="warn")).verdict == "warn"
    else:
        beyond = value + 1 if check in AT_LEAST else value - 1
        assert judge_rule(GOOD, Rule(check, value)).verdict == "pass"
        assert judge_rule(GOOD, Rule(check, beyond)).verdict == "fail"


def test_a_profile_gives_the_rule_of_a_check():
    profile = Profile("mine", (Rule("size", 500), Rule("bytes", 1000)))
    assert profile.rule("bytes").limit == 1000
    assert profile.rule("fill") is None


def fields(measured):
    return {name: getattr(measured, name) for name in measured.__slots__}
