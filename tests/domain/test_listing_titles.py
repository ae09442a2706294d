"""Titles: measured as each platform measures, words found where they stand, and mended without tearing any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.listing_titles import (
    TitleRule,
    fronted,
    has_emoji,
    keyword_place,
    most_repeated,
    said_once,
    shortened,
    stands_in,
    title_length,
    without_emoji,
    without_word,
)

TAOBAO = TitleRule("taobao", 30, "hanzi", "")
EBAY = TitleRule("ebay", 80, "characters", "")


@pytest.mark.parametrize(
    ("title", "unit", "length"),
    [("杯", "hanzi", 1), ("杯a", "hanzi", 2), ("杯ab", "hanzi", 2), ("杯ab", "characters", 3), ("", "hanzi", 0)],
)
def test_two_latin_letters_make_one_hanzi(title, unit, length):
    assert title_length(title, unit) == length


@pytest.mark.parametrize(
    ("title", "word", "stands"),
    [
        ("laptop stand", "top", False),
        ("The Top mug", "top", True),
        ("全网第一陶瓷杯", "全网第一", True),
        ("纯棉100%毛巾", "100%", True),
        ("纯棉2100%毛巾", "100%", False),
        ("ceramic  mug", "ceramic mug", True),
        ("mug", "  ", False),
        ("a.c", "abc", False),
    ],
)
def test_a_latin_word_stands_by_itself_and_hanzi_anywhere(title, word, stands):
    assert stands_in(title, word) == stands


@pytest.mark.parametrize(
    ("title", "keyword", "place"),
    [("陶瓷马克杯", "马克杯", 2), ("two mugs", "mug", 2), ("smug cat", "mug", None), ("İ杯 Mug", "mug", 3)],
)
def test_the_keyword_is_found_in_the_plural_too(title, keyword, place):
    assert keyword_place(title, keyword) == place


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("马克杯 ☕ 送礼", "马克杯 送礼"),
        ("杯👨‍👩‍👧套装", "杯套装"),
        ("第1️⃣名", "第1名"),
        ("👍🏻好杯", "好杯"),
        ("国旗🇨🇳杯", "国旗杯"),
    ],
)
def test_pictographs_are_taken_out_whole(title, mended):
    assert has_emoji(title)
    assert without_emoji(title) == mended
    assert not has_emoji(mended)


@pytest.mark.parametrize("title", ["保温杯 50℃ 90°", "Lego™ 积木®", "★新款★ ①号", "№ 5 ½", "杯×2"])
def test_signs_of_measure_and_marks_are_no_pictographs(title):
    assert not has_emoji(title)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("mug for tea, mug for coffee, mug for milk", "mug"),
        ("café noir café blanc café", "café"),
        ("马克杯 大马克杯 小马克杯", "马克"),
        ("mug smuggle mugs", None),
    ],
)
def test_what_is_repeated_is_a_word_not_a_part_of_one(title, found):
    stuffed = most_repeated(title)
    assert (stuffed[0] if stuffed else None) == found


@pytest.mark.parametrize(
    ("title", "word", "kept", "after"),
    [
        ("mug mug mug smuggle", "mug", (), "mug smuggle"),
        ("杯子 好杯子 大马克杯子", "杯子", ("大马克杯子",), "好 大马克杯子"),
        ("陶瓷杯", "玻璃", (), "陶瓷杯"),
    ],
)
def test_a_repeated_word_stays_once_and_tears_neither_words_nor_the_keyword(title, word, kept, after):
    assert said_once(title, word, kept) == after


@pytest.mark.parametrize(
    ("title", "keyword", "after"),
    [
        ("办公 马克杯 带盖", "马克杯", "马克杯 办公 带盖"),
        ("Large kitchen, Ceramic Mug, white", "ceramic mug", "Ceramic Mug, Large kitchen, white"),
        ("blue ceramic mug", "ceramic mug", "ceramic mug blue"),
        ("大号，陶瓷杯，白色", "陶瓷杯", "陶瓷杯，大号，白色"),
        ("加厚陶瓷马克杯带盖", "马克杯", "马克杯 加厚陶瓷马克杯带盖"),
        ("带盖 杯", "马克杯", "马克杯 带盖 杯"),
        ("", "马克杯", "马克杯"),
    ],
)
def test_the_keyword_comes_to_the_front_as_it_was_written(title, keyword, after):
    assert fronted(title, keyword) == after
    assert fronted(after, keyword) == after


def test_a_forbidden_word_goes_with_its_commas():
    assert without_word("全网第一, 陶瓷杯 全网第一", "全网第一") == "陶瓷杯"
    assert without_word("最最好好 杯", "最好") == "最 好 杯"


def test_a_title_without_blanks_is_cut_by_characters_but_never_within_a_measure():
    title = "陶瓷马克杯" + "家用办公室咖啡杯大容量带盖勺子" * 2 + "350ml可微波"
    short = shortened(title, TAOBAO, ("陶瓷马克杯", "可微波"))
    assert title_length(short, "hanzi") <= 30
    assert short.startswith("陶瓷马克杯") and short.endswith("可微波")
    assert "350" not in short or "350ml" in short


def test_an_english_title_loses_words_from_its_end_and_keeps_a_keyword_of_two_words():
    title = "Large handmade stoneware kitchen bowl, oven safe, blue ceramic mug, dishwasher proof, gift for him"
    short = shortened(title, EBAY, ("ceramic mug", "oven safe"))
    assert short == "Large handmade stoneware kitchen bowl, oven safe, blue ceramic mug, dishwasher"


def test_what_must_be_kept_is_not_cut_even_if_it_is_too_long():
    assert shortened("陶" * 40, TAOBAO, ("陶" * 35,)) == "陶" * 35


titles = st.text(st.sampled_from("杯马克 ,，mug1%☕️ 最好"), max_size=90)


@given(titles, st.sampled_from([TAOBAO, EBAY]), st.sampled_from(["", "杯", "mug", "马克"]))
def test_a_shortened_title_fits_and_keeps_the_keyword(title, rule, kept):
    short = shortened(title, rule, (kept,))
    assert title_length(short, rule.unit) <= rule.limit
    assert shortened(short, rule, (kept,)) == short
    if kept and keyword_place(title, kept) is not None:
        assert keyword_place(short, kept) is not None


@given(titles, st.sampled_from(["最好", "100%", "mug", "杯"]))
def test_a_word_taken_out_stands_in_the_title_no_more(title, word):
    assert not stands_in(without_word(title, word), word)


@given(titles, st.sampled_from(["mug", "马克杯", "1%", "mug 杯"]))
def test_bringing_the_keyword_to_the_front_twice_changes_nothing_more(title, keyword):
    once = fronted(title, keyword)
    assert keyword_place(once, keyword) == 0
    assert fronted(once, keyword) == once
