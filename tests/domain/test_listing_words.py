"""Each finding says what is so, why it matters and what its button does, in both languages."""

import pytest

from shopdesk.domain.listing_findings import Finding
from shopdesk.domain.listing_fixes import fixable
from shopdesk.services.rule_files import shipped_rules
from shopdesk.words import spoken
from shopdesk.words.listings import FIXES, WHY, WORDS, why_finding, word_finding, word_fix


@pytest.fixture(params=["en", "zh_CN"])
def language(request):
    before = spoken.language
    spoken.use(request.param)
    yield request.param
    spoken.use(before)


def test_every_finding_is_worded_and_every_fix_has_its_button():
    assert WORDS.keys() == shipped_rules().penalties.keys()
    assert {code for code in WORDS if fixable(Finding(code))} == FIXES.keys()
    assert {key for key in WHY if key not in WORDS} <= {code.split("-")[0] for code in WORDS}


@pytest.mark.parametrize("code", sorted(WORDS))
def test_no_gap_is_left_open(language, code):
    finding = Finding(code, "3", "5", "taobao", 1, "TOP API taobao.item.add")
    told = [word_finding(finding), why_finding(finding), word_fix(finding)]
    assert all(told[:2]) and not any("{" in words for words in told)
    assert "TOP API taobao.item.add" in why_finding(finding)


def test_a_platform_is_named_but_a_word_that_looks_like_one_stays():
    assert "Taobao" in word_finding(Finding("title-too-long", "31", "30", "taobao"))
    assert word_fix(Finding("title-too-long", "31", "30", "taobao")) == "Shorten it to 30 for Taobao"
    assert "“jd”" in word_finding(Finding("title-forbidden", of="jd"))


def test_the_source_ends_with_one_stop():
    assert why_finding(Finding("title-forbidden", source="Law, article 9.")).endswith("Source: Law, article 9.")
    assert "Source" not in why_finding(Finding("brand-missing"))


def test_the_button_says_what_it_moves():
    assert word_fix(Finding("keyword-not-first", "9", "8", "杯子")) == "Move “杯子” to the front"
    assert word_fix(Finding("barcode-wrong", "123", of="A")) == ""
