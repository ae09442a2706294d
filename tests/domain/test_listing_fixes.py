"""The fixes that findings offer: never worse, never twice, never invented."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.categories import Attribute
from shopdesk.domain.listing_fixes import PLACES, mend, place_of
from shopdesk.domain.listing_score import score_listing
from shopdesk.domain.listing_titles import title_length
from shopdesk.domain.listings import Facts, Listing, Variant
from shopdesk.services.rule_files import shipped_rules

RULES = shipped_rules()
ASKED = (Attribute("材质", choices=("陶瓷", "玻璃", "骨瓷")), Attribute("容量"))
PROMISES = {"promise": "签收后 7 天可退货。", "no_return": "定制商品，不支持退货。"}


def listing(title: str, keyword: str = "", point: str = "", **fields) -> Listing:
    return Listing("mug", title, (Variant("A", price=900, weight_g=1),), facts=Facts(keyword, point), **fields)


def mended(told: Listing, code: str) -> Listing | None:
    finding = next(found for found in findings(told) if found.code == code)
    return mend(told, finding, RULES, attributes=ASKED, promises=PROMISES)


def findings(told: Listing):
    return score_listing(told, RULES, picture="pass", attributes=ASKED).findings


@pytest.mark.parametrize(
    ("title", "keyword", "point", "code", "after"),
    [
        ("办公 陶瓷 带盖 大容量 马克杯", "马克杯", "", "keyword-not-first", "马克杯 办公 陶瓷 带盖 大容量"),
        ("陶瓷办公杯 带盖大容量", "马克杯", "", "keyword-absent", "马克杯 陶瓷办公杯 带盖大容量"),
        ("陶瓷马克杯  带盖   大容量", "", "", "title-spaced", "陶瓷马克杯 带盖 大容量"),
        ("全网第一 陶瓷马克杯 带盖", "", "", "title-forbidden", "陶瓷马克杯 带盖"),
        ("马克杯 大马克杯 小马克杯", "", "", "title-stuffed", "马克杯 大杯 小杯"),
        ("陶瓷马克杯 带盖大容量 ☕", "", "", "title-emoji", "陶瓷马克杯 带盖大容量"),
        ("陶瓷马克杯 带盖大容量", "", "可微波", "selling-point-absent", "陶瓷马克杯 带盖大容量 可微波"),
    ],
)
def test_a_title_is_mended(title, keyword, point, code, after):
    assert mended(listing(title, keyword, point), code).title == after


def test_a_long_title_keeps_its_keyword_and_selling_point():
    told = listing("陶瓷马克杯 " + "好看 实用 办公 家用 送礼 " * 5 + "可微波", "陶瓷马克杯", "可微波")
    finding = next(f for f in findings(told) if (f.code, f.of) == ("title-too-long", "taobao"))
    short = mend(told, finding, RULES).title
    assert title_length(short, "hanzi") <= 30
    assert short.startswith("陶瓷马克杯") and short.endswith("可微波")


def test_a_selling_point_that_would_break_a_platforms_limit_is_not_added():
    told = listing("陶瓷马克杯 " + "好" * 23, "", "可微波炉加热")
    assert mended(told, "selling-point-absent") is None


def test_only_what_is_said_somewhere_is_filled_in():
    told = mended(listing("陶瓷马克杯 带盖大容量"), "attributes-missing")
    assert told.facts.attributes == {"材质": "陶瓷"}


def test_the_shops_own_promise_is_written():
    told = listing("陶瓷马克杯 带盖大容量", description="口径 8.5 厘米，高 9.5 厘米")
    assert mended(told, "promise-missing").facts.blocks == {"promise": PROMISES["promise"]}
    special = replace(told, facts=replace(told.facts, special="made-to-order"))
    assert mended(special, "special-unsaid").facts.blocks == {"promise": PROMISES["no_return"]}


def test_a_wrong_barcode_is_not_guessed():
    told = replace(listing("陶瓷马克杯 带盖大容量"), variants=(Variant("A", "6901234567890", price=9, weight_g=1),))
    assert mended(told, "barcode-wrong") is None


def test_every_finding_has_its_place_in_the_editor():
    assert {place_of(code) for code in RULES.penalties} <= set(PLACES.values())


words = st.sampled_from(["陶瓷", "马克杯", "大马克杯", "可微波", "mug", "最好", "100%", "☕", "  ", "办公室家用送礼"])


@given(
    st.lists(words, max_size=14).map(" ".join), st.sampled_from(["", "马克杯", "mug"]), st.sampled_from(["", "可微波"])
)
def test_mending_never_costs_points_and_needs_no_second_time(title, keyword, point):
    told = listing(title, keyword, point, description="一只杯子")
    before = score_listing(told, RULES, picture="pass", attributes=ASKED)
    for finding in before.findings:
        after = mend(told, finding, RULES, attributes=ASKED, promises=PROMISES)
        if after is None:
            continue
        score = score_listing(after, RULES, picture="pass", attributes=ASKED)
        assert finding not in score.findings
        if finding.code not in ("title-forbidden", "title-stuffed", "title-emoji", "title-too-long"):
            assert score.points >= before.points
