"""The carried faces: what they hold, and that what they lack is told."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.reports.faces import clean, face_of, missing_characters


def test_rare_names_scripts_and_emoji_are_all_carried() -> None:
    assert (
        missing_characters(["喆堃翀䶮𬭎", "ÅŁőЖΩ", "سلام", "שלום", "😀👩\u200d💻☎\ufe0f1\ufe0f\u20e3", "a\tb\r\n\x00"])
        == []
    )


def test_characters_that_no_face_has_are_named_once() -> None:
    assert missing_characters(["ก ข", "ก \U000f0000"]) == ["ก", "ข", "\U000f0000"]
    with pytest.raises(ShopError) as refused:
        face_of("ก")
    assert refused.value.params == {"characters": "ก"}


def test_what_has_no_ink_is_dropped_and_breaks_become_blanks() -> None:
    assert clean("a\u200bb\ufe0f\u200d\u2066c") == "abc"
    assert clean("a\nb\tc\u2028d\xa0e\x7f") == "a b c d e "
    assert clean("价\u3000格") == "价\u3000格"


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert clean("a\ud83d") == "a\ufffd"
    assert missing_characters(["\ud83d"]) == []


def test_a_letter_and_its_mark_stay_in_one_face() -> None:
    assert face_of("o\u0308").name == "NotoSans-Regular"
    assert face_of("永", bold=True).name == "NotoSansSC-Bold"
    assert face_of("ש", bold=True).name == "NotoSansHebrew-Regular"
