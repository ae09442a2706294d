"""Every verdict on a picture has a sentence."""

import re
from pathlib import Path

import pytest

import shopdesk.imaging
from shopdesk.domain.pictures import BACKGROUNDS, MEASURES, Action, Check, FixedPicture
from shopdesk.imaging import repair
from shopdesk.imaging.profiles import load_profiles
from shopdesk.words import pictures as picture_words
from shopdesk.words.pictures import (
    ACTIONS,
    BACKGROUND_WORDS,
    BROKEN,
    NOT_FIXED,
    PASSED,
    PLATFORMS,
    UNREADABLE,
    describe,
    describe_action,
    describe_reason,
)


def test_a_check_is_told_with_its_measured_value_and_limit():
    size = Check("size", "fail", 600, 800)
    assert describe(size, "shopdesk") == (
        "The handbook asks for at least 800 pixels on the shorter side; this picture has 600."
    )
    weight = Check("bytes", "fail", 4_000_000, 3_145_728)
    assert describe(weight, load_profiles()["taobao"]) == "Taobao takes files of at most 3 MB; this one has 3.81 MB."
    fill = Check("fill", "warn", 0.3125, 0.6)
    assert describe(fill, "mine") == "The product fills only 31 percent of the side; mine asks for 60 percent."
    grey = Check("background", "warn", "plain", "white, near-white")
    assert (
        describe(grey, "jd") == "JD asks for a clean background (white, near white); this one is plain but not white."
    )


def test_every_check_passes_and_breaks_in_words():
    assert set(BROKEN) == set(MEASURES)
    assert set(PASSED) == {*MEASURES, "readable"}
    assert set(BACKGROUND_WORDS) == set(BACKGROUNDS)
    assert set(PLATFORMS) == set(load_profiles())


def test_every_reason_for_not_reading_a_file_has_a_sentence():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(shopdesk.imaging.__file__).parent.glob("*.py"))
    raised = set(re.findall(r'Unreadable\(\s*"([a-z-]+)"', source))
    assert raised <= set(UNREADABLE)
    assert set(UNREADABLE) - raised == {"truncated", "damaged"} - raised


@pytest.mark.parametrize("reason", UNREADABLE)
def test_a_reason_is_a_whole_sentence(reason):
    sentence = describe(Check("readable", "fail", reason, 33_000_000), "shopdesk")
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_every_action_and_refusal_of_a_repair_has_a_sentence():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(shopdesk.imaging.__file__).parent.glob("*.py"))
    assert set(re.findall(r'Action\(\s*"([a-z-]+)"', source)) == set(ACTIONS)
    assert set(re.findall(r'CannotRepair\(\s*"([a-z-]+)"', source)) <= set(NOT_FIXED)
    for reason in (*NOT_FIXED, *UNREADABLE):
        sentence = describe_reason(FixedPicture("a.jpg", "jd", None, (), "fail", reason, 1048576))
        assert sentence.endswith(".") and "{" not in sentence
    assert describe_reason(FixedPicture("a.jpg", "jd", "b.jpg", (), "pass")) == ""


def test_every_step_that_may_be_left_out_has_a_name():
    assert list(picture_words.STEPS) == list(repair.STEPS)
    assert {code for codes in repair.STEPS.values() for code in codes} <= set(ACTIONS)
    assert set(repair.OBSTACLES) <= set(NOT_FIXED)


def test_words_stand_for_what_was_measured():
    frame = Check("overlay", "warn", "frame", "none")
    assert describe(frame, "ebay") == "There seems to be a frame near the edge; eBay asks for the product alone."
    colours = describe(Check("colours", "warn", "16-bit", "RGB, grey, palette"), "jd")
    assert colours.startswith("The colours are deep colours of 16 bits; JD shows RGB, shades of grey, a palette as")
    named = describe(Check("profile", "warn", "Adobe RGB (1998)", "none, sRGB"), "jd")
    assert named.startswith("The colour profile is Adobe RGB (1998);")


def test_an_action_is_told_with_its_numbers():
    assert describe_action(Action("enlarged", 1.26, 800)) == "Enlarged 1.26 times, to 800 pixels."
    told = describe_action(Action("recentred", 0.567, 0.87))
    assert told == "The product was centred: it filled 57 percent of the side, now 87 percent."


def test_every_rule_in_words_is_a_word_that_people_read():
    rules = {
        (rule.check, word)
        for profile in load_profiles().values()
        for rule in profile.rules
        if isinstance(rule.limit, tuple)
        for word in rule.limit
    }
    names = {"RGB", "CMYK", "sRGB"}  # written alike in every language
    untold = {(check, word) for check, word in rules if check != "format" and word not in picture_words.WORDS[check]}
    assert ("orientation", "upright") in rules and {word for _check, word in untold} <= names
