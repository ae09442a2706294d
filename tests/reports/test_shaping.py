"""Text beyond the main face: what Unicode has not named is refused by name, never a fault."""

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.reports.faces import clean
from shopdesk.reports.shaping import shape


@pytest.mark.parametrize("character", ["\ufffe", "\ud7ff", "\u0378"])
def test_a_character_that_does_not_exist_is_refused_and_named(character):
    with pytest.raises(ShopError) as refused:
        shape(clean(f"a{character}b"), bold=False, right_to_left=False)
    assert (refused.value.code, refused.value.params["characters"]) == ("glyph-missing", character)


def test_pictures_of_faces_and_turned_letters_are_drawn():
    assert shape(clean("👍🏽 \u202eZoë\u202c 🇨🇳"), bold=False, right_to_left=False)
