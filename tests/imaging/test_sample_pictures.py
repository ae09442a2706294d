"""The drawn goods of the sample shop: good pictures pass, and each flaw is found."""

import pytest
from PIL import ImageChops

from shopdesk.imaging.sample_pictures import FLAWS, KINDS, draw_product

FOUND_BY = {
    "grey": "background",
    "small": "size",
    "wide": "square",
    "cut": "edge",
    "busy": "background",
    "tiny": "fill",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawn_product_is_a_good_main_image(check, kind):
    report = check(draw_product(kind, "#7e97ae"), "photo.jpg", quality=88)
    assert report.verdict == "pass"
    assert report.measured.background == "white"
    assert 0.7 < report.measured.fill < 0.95
    assert report.measured.off_centre < 0.12


@pytest.mark.parametrize("flaw", FLAWS)
@pytest.mark.parametrize("kind", ["vase", "basket"])
def test_each_flaw_is_found(check, kind, flaw):
    report = check(draw_product(kind, "#c8a46a", flaw=flaw), "photo.jpg", quality=88)
    assert FOUND_BY[flaw] in {found.check for found in report.checks if found.verdict != "pass"}


def test_a_pale_product_is_still_seen_on_white(check):
    assert check(draw_product("mug", "#f4f2ea"), "photo.jpg", quality=88).measured.fill > 0.7


def test_the_same_words_draw_the_same_picture():
    once, again = (draw_product("teapot", "#6b5b4b", size=200) for _ in range(2))
    assert ImageChops.difference(once, again).getbbox() is None
    assert once.size == (200, 200)


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        draw_product("spaceship", "red")
