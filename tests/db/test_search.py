import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.db.pinyin import MOST_WAYS
from shopdesk.db.search import bigrams, match_expression, terms, title_expression, title_matches, title_terms


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("陶瓷双皮奶碗 带盖", "双皮"),
        ("陶瓷双皮奶碗 带盖", "带盖"),
        ("陶瓷双皮奶碗 带盖", "spn"),
        ("陶瓷双皮奶碗 带盖", "TC"),
        ("陶瓷双皮奶碗 带盖", "tcspnw"),
        ("曾国藩家书", "zg"),
        ("曾国藩家书", "cg"),
        ("朝阳花", "cy"),
        ("朝阳花", "zy"),
        ("重庆火锅", "cq"),
        ("重庆火锅", "zq"),
        ("马克杯350ml", "b3"),
        ("马克杯350ml", "350"),
        ("Mug White", "ug"),
        ("Mug White", "WHITE"),
        ("ÜNAL Çay", "ünal"),
    ],
)
def test_a_title_is_found_by_its_characters_and_its_initials(title, text):
    assert title_matches(title, text)
    assert bigrams(text) <= set(title_terms(title).split(" ")), "the index offers it"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("陶瓷双皮奶碗 带盖", "shuangpinai"),
        ("陶瓷双皮奶碗 带盖", "shuangpn"),  # some syllables whole, some by their initials
        ("陶瓷双皮奶碗 带盖", "daig"),  # the last one as far as it is typed
        ("陶瓷双皮奶碗 带盖", "TaoCi"),
        ("重庆火锅", "chongqing"),
        ("重庆火锅", "zhongqing"),
        ("绿茶 一斤", "lvcha"),
        ("绿茶 一斤", "lucha"),
        ("西安手工皮影", "xian"),
        ("西安手工皮影", "shoug"),
        ("儿童二胡", "erhu"),
        ("马克杯350ml", "bei3"),
    ],
)
def test_a_title_is_found_by_its_whole_pinyin_and_the_index_offers_it(title, text):
    assert title_matches(title, text)
    held = set(title_terms(title).split(" "))
    ways = [set(way.replace('"', "").split(" AND ")) for way in title_expression(text).split(" OR ")]
    assert any(way <= held for way in ways)


def test_a_long_text_is_not_cut_in_ever_more_ways():
    assert len(title_expression("zhuangxiang" * 2).split(" OR ")) <= MOST_WAYS + 1
    assert "OR" not in title_expression("zhuang" * 20)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("陶瓷双皮奶碗 带盖", "wandai"),  # not across a gap
        ("陶瓷双皮奶碗", "shuapi"),  # the syllables before the last are whole or initials
        ("陶瓷双皮奶碗", "spw"),
        ("陶瓷双皮奶碗", "皮双"),
        ("Mug", "mw"),
        ("Mug White", "mw"),
    ],
)
def test_what_does_not_stand_there_is_not_found(title, text):
    assert not title_matches(title, text)


def test_too_short_a_text_has_no_expression():
    assert [title_expression(text) for text in ("", "a", "红", "- *", "a b")] == [""] * 5


@given(st.text(min_size=2, max_size=12), st.text(max_size=5), st.text(max_size=5))
def test_the_index_offers_every_title_that_holds_the_text(text, before, after):
    assert bigrams(text.lower()) <= bigrams(before + text + after) | bigrams((before + text + after).lower())


@given(st.text())
def test_an_expression_holds_letters_and_digits_only_between_its_quotes(text):
    told = title_expression(text)
    parts = [part for way in told.split(" OR ") for part in way.split(" AND ")] if told else []
    for part in parts:
        assert part[0] == part[-1] == '"'
        assert part[1:-1].isalnum()


@given(
    st.text("0123456789", min_size=2, max_size=20),
    st.text("0123456789ab王 -", max_size=6),
    st.text("01a王-", max_size=4),
)
def test_the_index_offers_every_order_that_holds_the_digits(digits, before, after):
    held = set(terms([before + digits + after, "王小明"]).split(" "))
    assert {piece.strip('"') for piece in match_expression(digits).split(" AND ")} <= held


def test_long_numbers_are_looked_for_in_fours():
    assert match_expression("SD-004512") == '"0045" AND "4512" AND "sd"'
    assert match_expression("12345678") == '"1234" AND "5678"'
    assert match_expression("45") == '"45"'


def test_a_chinese_character_alone_is_a_word_and_a_letter_alone_is_none():
    assert match_expression("王") == '"王"'
    assert "王" in terms(["王小明"]).split(" ")
    assert match_expression("a") == match_expression("·") == ""
