"""Reading pictures of every kind: formats, colour modes, turned, moving, large."""

import pytest
from PIL import Image

from shopdesk.imaging.picture_file import read_picture
from shopdesk.imaging.unreadable import Unreadable


def test_a_large_plain_jpeg_is_reduced_while_it_is_decoded(tmp_path):
    path = tmp_path / "photo.jpg"
    Image.new("L", (6_500, 6_500), 255).save(path, quality=20)
    picture = read_picture(path)
    assert (picture.width, max(picture.small.size) < 900) == (6_500, True)
    Image.new("L", (6_500, 6_500), 255).save(path, quality=20, progressive=True)
    with pytest.raises(Unreadable) as refused:
        read_picture(path)
    assert (refused.value.reason, refused.value.limit) == ("too-many-pixels", 33_000_000)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo.tif"])
def test_width_and_height_are_those_after_turning(photo, check, orientation, name):
    exif = Image.Exif()
    exif[0x0112] = orientation
    measured = check(photo(size=(90, 80), box=(9, 8, 81, 72)), name, exif=exif).measured
    assert (measured.width, measured.height) == ((80, 90) if orientation > 4 else (90, 80))


@pytest.mark.parametrize("nonsense", [b"\0", b"Exif\0\0nonsense", b"Exif\0\0II*\0\xff\xff\xff\xff"])
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp"])
def test_nonsense_in_place_of_exif_spoils_no_picture(photo, check, name, nonsense):
    assert check(photo(), name, exif=nonsense).verdict == "pass"


@pytest.mark.parametrize(
    ("mode", "name", "save"),
    [
        ("RGB", "photo.jpg", {}),
        ("RGB", "photo.webp", {"lossless": True}),
        ("RGB", "photo.avif", {"quality": 100, "subsampling": "4:4:4"}),
        ("RGB", "photo.bmp", {}),
        ("RGB", "photo.tif", {"compression": "tiff_lzw"}),
        ("L", "photo.jpg", {}),
        ("L", "photo.png", {}),
        ("LA", "photo.png", {}),
        ("1", "photo.png", {}),
        ("P", "photo.gif", {}),
        ("CMYK", "photo.jpg", {}),
        ("CMYK", "photo.tif", {}),
        ("RGBA", "photo.webp", {"lossless": True}),
    ],
)
def test_every_colour_mode_is_measured_alike(photo, check, mode, name, save):
    measured = check(photo().convert(mode), name, **save).measured
    assert measured.background == "white"
    assert measured.fill == pytest.approx(0.8, abs=0.011)
    assert (measured.width, measured.height, measured.frames) == (800, 800, 1)


@pytest.mark.parametrize("name", ["photo.png", "photo.tif"])
@pytest.mark.parametrize(
    ("level", "kind"), [(65_535, "white"), (65_024, "white"), (64_800, "near-white"), (40_000, "plain")]
)
def test_sixteen_bit_greys_keep_their_level(check, name, level, kind):
    picture = Image.new("I;16", (800, 800), level)
    picture.paste(9_000, (80, 120, 720, 680))
    measured = check(picture, name).measured
    assert (measured.background, measured.border) == (kind, level // 256)
    assert measured.fill == pytest.approx(0.8, abs=0.006)


def test_floating_point_pictures_are_refused(check):
    assert check(Image.new("F", (100, 100)), "photo.tif").checks[0].measured == "unusual-colours"


def test_strips_of_a_large_picture_meet_without_a_seam(tmp_path, monkeypatch):
    path = tmp_path / "photo.png"
    Image.linear_gradient("L").resize((900, 1_300)).convert("RGB").save(path)
    whole = read_picture(path).small
    monkeypatch.setattr("shopdesk.imaging.small_copy.STRIP_PIXELS", 40_000)
    assert read_picture(path).small.tobytes() == whole.tobytes()


def test_the_first_frame_is_judged_and_frames_are_counted(photo, check):
    moving = {"save_all": True, "append_images": [photo("black"), photo("blue")]}
    for name in ("photo.gif", "photo.png", "photo.webp", "photo.tif"):
        measured = check(photo(), name, **moving).measured
        assert (measured.frames, measured.background) == (3, "white")


def test_the_format_is_what_is_inside_not_the_file_name(photo, check):
    assert check(photo(), "photo.jpg", format="PNG").measured.format == "PNG"
    pair = check(photo(), "photo.jpg", format="MPO", save_all=True, append_images=[photo()]).measured
    assert (pair.format, pair.frames) == ("JPEG", 1)  # a telephone's second picture is no movement
