"""Is a listing ready to sell: each finding costs its points, and says what to mend."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.categories import Attribute
from shopdesk.domain.listing_score import FULL, STOPS, is_barcode, score_listing
from shopdesk.domain.listing_titles import most_repeated, title_length
from shopdesk.domain.listings import Facts, Listing, Picture, Variant
from shopdesk.services.rule_files import shipped_rules as score_rules
from shopdesk.words.listings import WORDS, why_finding, word_finding, word_fix

GOOD = Listing(
    "mug",
    "陶瓷马克杯 350ml 家用办公咖啡杯 哑光釉",
    (Variant("QH-1", "6901234567892", price=3900, cost=1500, weight_g=380),),
    description="【特点】哑光釉面好洗。【规格】口径 8.5 cm，高 9.5 cm，350 ml。【售后】签收后 7 天无理由退货。",
    category=("家居", "餐厨", "杯具"),
    brand="青禾",
    pictures=(Picture("1.jpg"), Picture("2.jpg"), Picture("3.jpg")),
    facts=Facts(keyword="陶瓷马克杯", selling_point="哑光釉", attributes={"材质": "陶瓷"}),
)
ASKED = (Attribute("材质"), Attribute("容量", "Size"), Attribute("产地", required=False))


def changed(**fields):
    told = {name: getattr(GOOD, name) for name in GOOD.__dataclass_fields__}
    return Listing(**{**told, **fields})


def codes(listing: Listing, picture: str = "pass", platform: str = "") -> set[str]:
    return {found.code for found in score_listing(listing, score_rules(), picture=picture, platform=platform).findings}


def test_a_good_listing_has_a_hundred_points_and_nothing_to_mend():
    score = score_listing(GOOD, score_rules(), picture="pass")
    assert (score.points, score.findings, score.may_be_ready) == (FULL, (), True)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "title-missing"),
        ({"title": "陶瓷" + "马克杯子好看实用家用办公" * 3}, "title-too-long"),
        ({"title": "马克杯"}, "title-too-short"),
        ({"title": "全网第一 陶瓷马克杯 家用办公杯子"}, "title-forbidden"),
        ({"title": "马克杯 大马克杯 小马克杯 咖啡具"}, "title-stuffed"),
        ({"title": "陶瓷马克杯  家用办公咖啡杯"}, "title-spaced"),
        ({"description": ""}, "description-missing"),
        ({"description": "好看"}, "description-short"),
        ({"category": ()}, "category-missing"),
        ({"brand": ""}, "brand-missing"),
        ({"pictures": ()}, "picture-missing"),
        ({"pictures": (Picture("1.jpg"),)}, "pictures-few"),
        ({"variants": ()}, "variants-missing"),
        ({"variants": (Variant("A", weight_g=1),)}, "price-missing"),
        ({"variants": (Variant("A", price=1, cost=2, weight_g=1),)}, "price-below-cost"),
        ({"variants": (Variant("A", price=9, list_price=8, weight_g=1),)}, "list-price-low"),
        ({"variants": (Variant("A", "6901234567890", price=9, weight_g=1),)}, "barcode-wrong"),
        ({"variants": (Variant("A", price=9),)}, "weight-missing"),
        ({"title": "陶瓷马克杯 家用办公 哑光釉 ☕"}, "title-emoji"),
        ({"facts": Facts(selling_point="哑光釉")}, "keyword-missing"),
        ({"facts": Facts(keyword="保温杯", selling_point="哑光釉")}, "keyword-absent"),
        ({"facts": Facts(keyword="哑光釉", selling_point="哑光釉")}, "keyword-not-first"),
        ({"facts": Facts(keyword="陶瓷马克杯")}, "selling-point-missing"),
        ({"facts": Facts(keyword="陶瓷马克杯", selling_point="可微波")}, "selling-point-absent"),
        (
            {"description": "哑光釉面好洗，口径 8.5 厘米，高 9.5 厘米，350 毫升，办公室和家里都好用"},
            "promise-missing",
        ),
        ({"facts": Facts("陶瓷马克杯", "哑光釉", special="made-to-order")}, "special-unsaid"),
        ({"category": ("家居", "餐厨")}, "category-shallow"),
    ],
)
def test_what_is_missing_is_found_costs_points_and_is_worded(fields, code):
    score = score_listing(changed(**fields), score_rules(), picture="pass")
    found = next(found for found in score.findings if found.code == code)
    assert found.penalty > 0
    assert score.points <= FULL - found.penalty
    for words in (word_finding(found), why_finding(found), word_fix(found)):
        assert "{" not in words
    assert word_finding(found) and why_finding(found)
    assert score.may_be_ready == (code not in STOPS)


@pytest.mark.parametrize(
    ("verdict", "code"), [("fail", "picture-fails"), ("warn", "picture-warns"), ("unchecked", "picture-unchecked")]
)
def test_the_main_images_verdict_counts(verdict, code):
    assert codes(GOOD, verdict) == {code}


def test_a_title_is_judged_by_each_platforms_own_measure():
    long = changed(title="陶瓷马克杯 350ml 家用办公咖啡杯 哑光釉不挂茶渍 可微波 送礼盒装")
    found = {f.of for f in score_listing(long, score_rules(), picture="pass").findings if f.code == "title-too-long"}
    assert found == {"taobao", "douyin"}
    assert codes(long, platform="pdd") == set()
    assert (title_length("杯350ml", "hanzi"), title_length("杯350ml", "characters")) == (4, 6)


def test_twelve_colours_without_weight_cost_as_much_as_one():
    def points(count: int) -> int:
        variants = tuple(Variant(f"A{at}", price=9) for at in range(count))
        return score_listing(changed(variants=variants), score_rules(), picture="pass").points

    assert points(1) == points(12)


@given(
    st.builds(
        Listing, st.text(max_size=5), st.text(max_size=80), st.lists(st.builds(Variant, st.text(max_size=3))).map(tuple)
    ),
    st.sampled_from(["pass", "none", "fail", "warn", "unchecked"]),
    st.sampled_from(["", "taobao", "douyin", "jd"]),
)
def test_a_hundred_less_the_lines_is_the_score(listing, picture, platform):
    score = score_listing(listing, score_rules(), picture=picture, platform=platform, attributes=ASKED)
    assert score.points == FULL - sum(cost for cost, _found in score.lines)
    assert [found for _cost, kind in score.lines for found in kind] == list(score.findings)
    assert len({kind[0].code for _cost, kind in score.lines}) == len(score.lines)
    assert all(0 <= cost <= kind[0].penalty for cost, kind in score.lines)
    assert {found.code for found in score.findings} <= WORDS.keys() == score_rules().penalties.keys()


def test_a_listing_with_nothing_costs_a_hundred_and_no_more():
    score = score_listing(Listing("a", "", ()), score_rules())
    assert sum(found.penalty for found in score.findings) > FULL
    assert (score.points, sum(cost for cost, _found in score.lines)) == (0, FULL)


def test_what_the_category_asks_costs_its_share_and_an_option_tells_it_too():
    def missing(*variants, **facts):
        listing = changed(variants=variants or GOOD.variants, facts=Facts("陶瓷马克杯", "哑光釉", **facts))
        found = score_listing(listing, score_rules(), picture="pass", attributes=ASKED).findings
        return [(f.measured, f.limit, f.of, f.penalty) for f in found if f.code == "attributes-missing"]

    def sized(**options):
        return Variant("QH-1", "6901234567892", options, price=3900, weight_g=380)

    assert missing(attributes={"材质": "陶瓷"}) == [("1", "2", "容量", 5)]
    assert missing() == missing(attributes={"材质": "  "}) == [("0", "2", "材质, 容量", 10)]
    assert missing(sized(容量="350ml"), attributes={"材质": "陶瓷"}) == []
    assert missing(sized(Size="350ml"), attributes={"材质": "陶瓷"}) == []
    assert missing(sized(容量="350ml"), sized(), attributes={"材质": "陶瓷"}) == [("1", "2", "容量", 5)]


def test_a_missing_attribute_costs_at_least_a_point():
    many = tuple(Attribute(str(at)) for at in range(40))
    told = changed(facts=Facts("陶瓷马克杯", "哑光釉", attributes={str(at): "x" for at in range(39)}))
    (found,) = score_listing(told, score_rules(), picture="pass", attributes=many).findings
    assert (found.measured, found.limit, found.penalty) == ("39", "40", 1)


def test_the_keyword_begins_within_the_first_hanzi_that_the_table_names():
    def found(before: int) -> set[str]:
        return codes(changed(title="杯" * before + "陶瓷马克杯 哑光釉", facts=Facts("陶瓷马克杯", "哑光釉")))

    within = score_rules().limits["keyword_within"]
    assert "keyword-not-first" not in found(within - 1)
    assert "keyword-not-first" in found(within)


def test_a_promise_may_stand_in_its_block_in_any_words_or_in_the_description():
    silent = "哑光釉面好洗，口径 8.5 厘米，高 9.5 厘米，350 毫升，办公室和家里都好用"
    facts = Facts("陶瓷马克杯", "哑光釉", blocks={"promise": "七天无忧"})
    assert codes(changed(description=silent, facts=facts)) == set()
    assert codes(changed(description=silent, facts=Facts("陶瓷马克杯", "哑光釉", blocks={"promise": " "}))) == {
        "promise-missing"
    }


def test_goods_that_stay_sold_have_to_say_so():
    told = {"special": "made-to-order", "blocks": {"promise": "定制商品，不支持退货。"}}
    assert codes(changed(facts=Facts("陶瓷马克杯", "哑光釉", **told))) == set()


def test_blocks_alone_are_a_description():
    blocks = {
        "features": "哑光釉面好洗，杯壁厚实不烫手，杯口圆润",
        "promise": "签收后 7 天可退货，1 年质保，运费由我们承担。",
    }
    assert codes(changed(description="", facts=Facts("陶瓷马克杯", "哑光釉", blocks=blocks))) == set()


def test_a_forbidden_word_within_another_word_is_none():
    rules = replace(score_rules(), forbidden=("top",))
    for title, found in (("陶瓷马克杯 laptop 哑光釉", set()), ("陶瓷马克杯 TOP 哑光釉", {"title-forbidden"})):
        told = score_listing(changed(title=title), rules, picture="pass").findings
        assert {finding.code for finding in told} == found


def test_a_rule_that_is_a_platforms_or_the_laws_carries_its_source():
    told = changed(title="全网第一 陶瓷马克杯 哑光釉 " + "好" * 30 + "☕", facts=Facts(special="fresh"))
    sources = {f.code: f.source for f in score_listing(told, score_rules(), platform="douyin").findings if f.source}
    assert sources.keys() == {"title-too-long", "title-emoji", "title-forbidden", "special-unsaid"}
    assert "jinritemai" in sources["title-emoji"] and "article 9" in sources["title-forbidden"]


@given(st.text("0123456789", min_size=12, max_size=12))
def test_exactly_one_last_digit_makes_a_barcode(digits):
    assert sum(is_barcode(digits + last) for last in "0123456789") == 1


@pytest.mark.parametrize("text", ["4006381333931", "96385074", "036000291452"])
def test_barcodes_from_the_shelf(text):
    assert is_barcode(text)


@pytest.mark.parametrize("text", ["", "4006381333932", "40063813339x1", "123456789", "４００６３８１３３３９３１"])
def test_what_is_no_barcode(text):
    assert not is_barcode(text)


def test_a_word_said_twice_is_no_stuffing():
    assert most_repeated("大马克杯 小马克杯") is None
    assert most_repeated("mug mug big mug") == ("mug", 3)
