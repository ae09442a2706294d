"""The class of a background, at the limits that the handbook of the check gives."""

import pytest
from PIL import Image, ImageChops, ImageDraw


@pytest.mark.parametrize(
    ("level", "kind"),
    [
        (255, "white"),
        (254, "white"),
        (253, "near-white"),
        (240, "near-white"),
        (239, "plain"),
        (128, "plain"),
        (0, "plain"),
    ],
)
@pytest.mark.parametrize("name", ["photo.png", "photo.jpg", "photo.webp"])
def test_the_level_along_the_edge_makes_the_class(photo, check, level, kind, name):
    save = {"lossless": True} if name.endswith("webp") else {}
    measured = check(photo((level, level, level)), name, **save).measured
    assert (measured.background, measured.border) == (kind, level)


@pytest.mark.parametrize("channel", [0, 1, 2])
def test_the_darkest_channel_counts_so_a_tint_is_seen(photo, check, channel):
    tinted = [255, 255, 255]
    tinted[channel] = 251
    measured = check(photo(tuple(tinted)), "photo.png").measured
    assert (measured.background, measured.border) == ("near-white", 251)


def test_half_the_edge_at_255_and_half_at_252_is_not_white(photo, check):
    picture = photo()
    ImageDraw.Draw(picture).rectangle((0, 0, 799, 100), (252, 252, 252))
    ImageDraw.Draw(picture).rectangle((0, 700, 799, 799), (252, 252, 252))
    ImageDraw.Draw(picture).rectangle((0, 101, 39, 699), (252, 252, 252))
    measured = check(picture).measured
    assert measured.background == "near-white"
    assert 252 < measured.border < 254


def test_a_product_at_the_edge_is_left_out_of_the_level(photo, check):
    report = check(photo(box=(300, 200, 800, 800)))
    assert report.measured.background == "white"
    assert report.measured.border == 255
    assert report.measured.touches_edge


def test_a_close_up_with_little_white_left_is_still_on_white(photo, check):
    report = check(photo(box=(0, 300, 800, 800), product=(90, 90, 96)))
    assert report.measured.background == "white"
    assert report.measured.touches_edge


def test_light_that_falls_off_is_background_and_no_product(check, photo):
    shade = Image.linear_gradient("L").resize((800, 800)).point(lambda level: 255 - level * 55 // 255)
    picture = ImageChops.multiply(photo(), Image.merge("RGB", (shade, shade, shade)))
    measured = check(picture, "photo.jpg", quality=92).measured
    assert measured.background == "plain"
    assert measured.border == pytest.approx(228, abs=2)
    assert not measured.touches_edge


def test_noise_is_busy_and_grain_is_not(check, photo):
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    assert check(noise).measured.background == "busy"
    grain = ImageChops.add(photo((150, 150, 150)), Image.effect_noise((800, 800), 6).convert("RGB"), offset=-128)
    assert check(grain).measured.background == "plain"


def test_stripes_are_busy_even_where_their_darkest_channels_agree(check):
    picture = Image.new("RGB", (800, 800), (255, 0, 0))
    for left in range(0, 800, 80):
        ImageDraw.Draw(picture).rectangle((left, 0, left + 39, 799), (0, 255, 0))
    assert check(picture).measured.background == "busy"


def test_a_cut_out_product_is_transparent(photo, check):
    picture = photo((255, 255, 255, 0), mode="RGBA", product=(190, 40, 30, 255))
    report = check(picture)
    assert report.measured.background == "transparent"
    assert report.measured.fill == pytest.approx(0.8, abs=0.006)


def test_an_alpha_channel_that_hides_everything_is_not_see_through(photo, check):
    picture = photo()
    picture.putalpha(255)
    assert check(picture).measured.background == "white"
    picture.putalpha(253)
    assert check(picture).measured.background == "white"


def test_one_clear_colour_of_a_palette_makes_it_transparent(photo, check):
    picture = photo().quantize(8)
    clear = picture.getpixel((0, 0))
    assert check(picture, "photo.gif", transparency=clear).measured.background == "transparent"
    assert check(picture, "photo.png", transparency=clear).measured.background == "transparent"
    assert check(picture, "plain.png").measured.background == "white"


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (3, 700), (1, 2000), (7, 7)])
def test_the_smallest_pictures_have_a_background_too(check, size):
    measured = check(Image.new("RGB", size, (255, 255, 255))).measured
    assert (measured.background, measured.fill) == ("white", 0.0)
