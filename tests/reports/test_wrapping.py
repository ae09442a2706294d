"""Text in its room: nothing lost, nothing too wide, no line that begins with a comma."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shopdesk.domain.errors import ShopError
from shopdesk.reports.faces import clean
from shopdesk.reports.typesetter import Typesetter
from shopdesk.reports.wrapping import POINT, fit_block, set_block, shorten, wrap

SETTER = Typesetter()
anything = st.text(
    st.one_of(
        st.sampled_from("中文路，。（）“”、abc-XYZ 0189\n\t…ÅŁ𬭎😀שלוםسلامé\u0301\ufe0f"),
        st.characters(codec="latin-1"),
    ),
    max_size=200,
)


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


@settings(max_examples=150, deadline=None)
@example(text="0000¶Ł中", room=4.5)  # beside Ł the ¶ comes from another face, in another width
@given(text=anything, room=st.floats(4, 60))
def test_every_character_is_kept_and_every_line_fits(text: str, room: float) -> None:
    lines = wrap(text, room, SETTER.width)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(SETTER.width(line) <= room + 1e-9 for line in lines)
    assert all(line == line.strip() and line for line in lines)


@settings(max_examples=60, deadline=None)
@given(text=anything, width=st.floats(20, 100), height=st.floats(5, 40))
def test_a_fitted_block_stays_in_its_box_or_is_refused(text: str, width: float, height: float) -> None:
    try:
        block = fit_block(SETTER, text, width, height, (14, 10, 7))
    except ShopError as refused:
        assert refused.code == "text-too-long"
        assert set_block(SETTER, text, width, 7).height > height
        return
    assert block.height <= height + 1e-6
    assert squeezed("".join(line for line, _ in block.lines)) == squeezed(text)
    assert all(SETTER.width(line) * block.size * POINT <= width + 1e-6 for line, _ in block.lines)


def test_closing_marks_never_begin_a_line_and_opening_ones_never_end_it() -> None:
    for room in range(3, 12):
        lines = wrap("你好，这里是（上海）示例路。请放门口、谢谢！", room, SETTER.width)
        assert not any(line[0] in "，。）、！" for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_latin_breaks_at_words_and_hyphens_but_telephone_numbers_stay_whole() -> None:
    lines = wrap("Ann Example-Sampleton 138-0000-1234", 7.2, SETTER.width)
    assert lines == ["Ann Example-", "Sampleton", "138-0000-1234"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    lines = wrap("SKU" * 50, 5, SETTER.width)
    assert len(lines) > 10
    assert "".join(lines) == "SKU" * 50


def test_shortening_keeps_the_beginning_and_shows_that_more_was_there() -> None:
    assert shorten("短", 60) == "短"
    assert shorten("长" * 121, 61) == "长" * 60 + "…"


def test_what_cannot_fit_is_refused_with_its_beginning() -> None:
    with pytest.raises(ShopError) as refused:
        fit_block(SETTER, "很长" * 500, 30, 10, (8, 7))
    assert refused.value.params["text"] == "很长" * 29 + "很…"
