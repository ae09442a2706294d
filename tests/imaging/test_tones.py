"""Light, colours, sharpness and what lies over the edge: planted flaws are told, good pictures are left in peace."""

import csv

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from shopdesk.resources import resources

GUESSED = {"centring", "overlay", "light", "burnt", "saturation", "sharpness", "colours", "profile", "orientation"}


@pytest.fixture
def flaws(check):
    """Return the checks that a picture does not pass, of those that are told as warnings."""

    def run(picture, name="photo.jpg", profile="shopdesk", **save):
        report = check(picture, name, profile, **save)
        return {found.check for found in report.checks if found.verdict != "pass"} & GUESSED

    return run


def test_a_good_picture_has_none(photo, flaws):
    assert flaws(photo(), quality=90) == set()


def test_real_product_pictures_on_white_have_none(shared_data, flaws):
    with (shared_data / "images" / "LABELS.tsv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if row["label"] == "white"]
    told = {row["file"]: flaws(shared_data / "images" / row["file"]) for row in rows}
    assert {file: found for file, found in told.items() if found} == {}


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
def test_a_blurred_picture_is_told(photo, flaws, name):
    assert flaws(photo().filter(ImageFilter.GaussianBlur(16)), name) == {"sharpness"}
    assert flaws(photo().filter(ImageFilter.GaussianBlur(2)), name) == set()


def test_a_picture_in_the_dark_is_told(photo, check):
    dark = ImageEnhance.Brightness(photo((230, 230, 230))).enhance(0.35)
    light = {found.check: found for found in check(dark, "photo.jpg").checks}["light"]
    assert (light.verdict, light.measured, light.limit) == ("warn", pytest.approx(80, abs=3), 110)


def test_an_overexposed_scene_is_told(flaws):
    scene = Image.effect_noise((800, 800), 60).convert("RGB")
    scene.paste("white", (100, 100, 700, 700))
    assert flaws(scene) == {"burnt"}


def test_garish_colours_are_told(photo, flaws):
    assert flaws(photo(product=(255, 0, 10))) == {"saturation"}
    assert flaws(photo(product=(235, 30, 30))) == set()


def test_a_product_off_the_middle_is_told_unless_it_is_cut(photo, flaws):
    assert flaws(photo(box=(40, 200, 440, 600))) == {"centring"}
    assert flaws(photo(box=(0, 200, 500, 600))) == set()


@pytest.mark.parametrize("inset", [0, 12, 40])
@pytest.mark.parametrize("width", [8, 24])
def test_a_frame_is_told(photo, flaws, inset, width):
    framed = photo(box=(160, 160, 640, 640))
    far = 799 - inset
    ImageDraw.Draw(framed).rectangle((inset, inset, far, far), outline=(30, 60, 160), width=width)
    assert "overlay" in flaws(framed)


@pytest.mark.parametrize(("text", "top"), [("SPECIAL OFFER -50%", 20), ("厂家直销 包邮", 725)])
def test_writing_along_the_edge_is_told(photo, flaws, text, top):
    font = ImageFont.truetype(next((resources() / "fonts").rglob("*SC*.ttf")), 44)
    shot = photo(box=(200, 200, 600, 600))
    ImageDraw.Draw(shot).text((90, top), text, (200, 20, 20), font=font)
    assert "overlay" in flaws(shot)


def test_print_colours_deep_colours_and_turning_are_told(photo, flaws):
    assert flaws(photo().convert("CMYK")) == {"colours"}
    assert flaws(photo().convert("CMYK"), profile="amazon") == set()
    deep = photo().convert("L").convert("I").point(lambda level: level * 257).convert("I;16")
    assert "colours" in flaws(deep, "photo.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    assert flaws(photo(), exif=exif) == {"orientation"}


def test_the_colour_profile_is_named(photo, check):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile, named in ((srgb, "sRGB"), (b"", "none"), (b"nonsense", "unnamed")):
        assert check(photo(), "photo.jpg", icc_profile=profile).measured.profile == named
    checks = {found.check: found for found in check(photo(), "photo.jpg", icc_profile=wide).checks}
    assert checks["profile"].verdict == "warn" and "Lab" in checks["profile"].measured
