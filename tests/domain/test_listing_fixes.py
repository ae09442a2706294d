"""The fixes that findings offer: never worse, never twice, never invented."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.categories import Attribute
from shopdesk.domain.listing_findings import Finding, cost_of
from shopdesk.domain.listing_fixes import PLACES, fixable, mend, place_of
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
        ("Large kitchen, Ceramic Mug", "ceramic mug", "", "keyword-not-first", "Ceramic Mug, Large kitchen"),
        ("mug mug mug smuggle", "", "", "title-stuffed", "mug smuggle"),
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


@pytest.mark.parametrize(
    ("title", "options", "description", "filled"),
    [
        ("骨瓷马克杯", "", "", "骨瓷"),
        ("马克杯", "陶瓷", "玻璃杯盖另配", "陶瓷"),
        ("马克杯", "", "杯身陶瓷", "陶瓷"),
        ("陶瓷马克杯 玻璃盖", "", "", None),
        ("仿陶瓷马克杯", "", "", None),
        ("马克杯", "", "不含玻璃", None),
        ("积木马克杯", "", "", None),
        ("马克杯 木 带盖", "", "", "木"),
        ("Fiberglass mug", "", "", None),
        ("Mug, no glass", "", "", None),
        ("Glass mug", "", "", "glass"),
        ("其他马克杯", "", "", None),
    ],
)
def test_what_is_doubtful_is_left_to_a_person(title, options, description, filled):
    asked = (Attribute("材质", choices=("陶瓷", "玻璃", "骨瓷", "瓷", "木", "glass", "其他")),)
    variant = Variant("A", options={"款式": options} if options else {}, price=900, weight_g=1)
    told = replace(listing(title, description=description), variants=(variant,))
    finding = next(f for f in score_listing(told, RULES, attributes=asked).findings if f.code == "attributes-missing")
    after = mend(told, finding, RULES, attributes=asked)
    assert (after.facts.attributes["材质"] if after else None) == filled


def test_what_a_person_told_is_never_overwritten():
    told = listing("陶瓷马克杯 玻璃盖")
    told = replace(told, facts=replace(told.facts, attributes={"材质": "骨瓷"}))
    assert mended(told, "attributes-missing") is None


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


def test_what_a_fix_would_make_worse_is_not_offered():
    stuffs = listing("办公室家用送礼 大马克杯 大马克杯", "马克杯")
    assert mended(stuffs, "keyword-not-first") is None
    nothing_else = listing("最好")
    assert mended(nothing_else, "title-forbidden") is None


def test_a_finding_that_is_gone_is_not_mended_again():
    told = listing("陶瓷马克杯 带盖大容量", description="口径 8.5 厘米，高 9.5 厘米")
    finding = next(found for found in findings(told) if found.code == "promise-missing")
    after = mend(told, finding, RULES, attributes=ASKED, promises=PROMISES)
    assert mend(after, finding, RULES, attributes=ASKED, promises=PROMISES) is None


def test_a_platform_that_the_table_no_longer_names_mends_nothing():
    assert mend(listing("杯" * 70), Finding("title-too-long", "70", "30", "elsewhere"), RULES) is None


def test_pictures_codes_and_weights_are_a_persons():
    unfixable = {code for code in RULES.penalties if not fixable(Finding(code))}
    assert {"picture-fails", "barcode-wrong", "weight-missing", "price-missing", "brand-missing"} <= unfixable
    assert not {"title-spaced", "promise-missing", "attributes-missing"} & unfixable


WORDS = [
    "陶瓷",
    "马克杯",
    "大马克杯",
    "可微波",
    "mug",
    "最好",
    "100%",
    "☕",
    "  ",
    "办公室家用送礼",
    "350ml",
    "，",
    ", ",
]
texts = st.lists(st.sampled_from(WORDS), max_size=16).map("".join) | st.lists(st.sampled_from(WORDS), max_size=16).map(
    " ".join
)
facts = st.builds(
    Facts,
    st.sampled_from(["", "马克杯", "mug", "大马克杯", "陶瓷 mug", "100%"]),
    st.sampled_from(["", "可微波", "☕", "办公室"]),
    special=st.sampled_from(["", "fresh"]),
    attributes=st.sampled_from([{}, {"材质": "玻璃"}]),
    blocks=st.sampled_from([{}, {"features": "陶瓷"}, {"promise": "可退货"}]),
)
variants = st.builds(
    Variant, st.sampled_from("AB"), options=st.sampled_from([{}, {"容量": "大"}]), price=st.just(9),
    list_price=st.sampled_from([0, 5, 20]),
)  # fmt: skip
listings = st.builds(
    Listing, st.just("mug"), texts, st.lists(variants, max_size=3).map(tuple), texts, facts=facts
)  # fmt: skip


@given(listings)
def test_mending_is_never_worse_on_any_platform_and_needs_no_second_time(told):
    before = findings(told)
    for finding in before:
        after = mend(told, finding, RULES, attributes=ASKED, promises=PROMISES)
        if after is None:
            continue
        assert fixable(finding)
        assert mend(after, finding, RULES, attributes=ASKED, promises=PROMISES) is None
        now = findings(after)
        assert (finding.code, finding.of) not in [(f.code, f.of) for f in now]
        for platform in ("", *RULES.titles):
            assert cost_of(now, platform) <= cost_of(before, platform)
            was, score = (
                score_listing(one, RULES, platform=platform, attributes=ASKED).points for one in (told, after)
            )
            assert score >= was


@given(listings)
def test_taking_every_fix_comes_to_an_end(told):
    for _step in range(60):
        offered = (mend(told, f, RULES, attributes=ASKED, promises=PROMISES) for f in findings(told))
        after = next((one for one in offered if one is not None), None)
        if after is None:
            return
        told = after
    raise AssertionError(told)
