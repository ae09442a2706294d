"""Thumbnails stand upright, on white, small; a broken picture leaves nothing behind."""

from pathlib import Path

from PIL import Image

from shopdesk.imaging.thumbnails import SIDE, make_thumbnail


def test_a_thumbnail_is_turned_upright(tmp_path: Path):
    lying = Image.new("RGB", (1200, 800), "white")
    lying.paste("red", (0, 0, 300, 800))  # red at the left; turned by EXIF 6 it is at the top
    exif = Image.Exif()
    exif[0x0112] = 6
    lying.save(tmp_path / "lying.jpg", exif=exif)
    assert make_thumbnail(tmp_path / "lying.jpg", tmp_path / "small" / "t.jpg")
    with Image.open(tmp_path / "small" / "t.jpg") as small:
        assert small.size == (SIDE * 2 // 3, SIDE)
        red, _, blue = small.convert("RGB").getpixel((small.width // 2, 10))
        assert red > 200 and blue < 80


def test_what_is_see_through_lies_on_white(tmp_path: Path):
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert make_thumbnail(tmp_path / "clear.png", tmp_path / "t.jpg")
    with Image.open(tmp_path / "t.jpg") as small:
        assert small.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_broken_picture_has_no_thumbnail(tmp_path: Path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing")
    assert not make_thumbnail(tmp_path / "broken.jpg", tmp_path / "t.jpg")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.jpg"]
