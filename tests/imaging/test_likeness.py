"""A likeness stays when a picture is scaled, compressed, turned by EXIF or trimmed, and differs between goods."""

import io
from itertools import combinations

import pytest
from PIL import Image, ImageDraw

from shopdesk.domain.pictures import ALIKE, distance
from shopdesk.imaging.likeness import likeness
from shopdesk.imaging.sample_pictures import KINDS, draw_product
from shopdesk.imaging.unreadable import Unreadable


def encoded(picture, **save) -> bytes:
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", **save)
    return file.getvalue()


@pytest.fixture(scope="module")
def goods():
    return draw_product("teapot", "#c96f4a", size=900)


def trimmed(picture, share):
    width, height = picture.size
    return picture.crop((round(width * share), round(height * share), round(width * (1 - share)), height))


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: (picture.resize((300, 300)), {}),
        lambda picture: (picture.resize((1800, 1800)), {}),
        lambda picture: (picture, {"quality": 40}),
        lambda picture: (trimmed(picture, 0.01), {}),
        lambda picture: (picture.point(lambda level: min(255, round(level * 1.06))), {}),
    ],
)
def test_a_copy_is_alike(goods, change):
    picture, save = change(goods)
    assert distance(likeness(encoded(goods)), likeness(encoded(picture, **save))) <= ALIKE


def test_a_picture_turned_by_exif_and_a_cut_out_are_alike(goods, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = goods.transpose(Image.Transpose.ROTATE_90)
    assert distance(likeness(encoded(goods)), likeness(encoded(lying, exif=exif))) <= ALIKE
    cut_out = goods.convert("RGBA")
    cut_out.putalpha(goods.convert("L").point([255 * (level < 250) for level in range(256)]))
    cut_out.save(tmp_path / "cut.png")
    assert distance(likeness(encoded(goods)), likeness(tmp_path / "cut.png")) <= ALIKE


def test_different_goods_are_not_alike():
    hashes = [likeness(encoded(draw_product(kind, "#c96f4a", size=400))) for kind in KINDS]
    assert min(distance(a, b) for a, b in combinations(hashes, 2)) > 0
    other = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(other).polygon([(200, 40), (360, 350), (40, 350)], (20, 90, 40))
    assert min(distance(likeness(encoded(other)), value) for value in hashes) > ALIKE


def test_real_products_are_told_apart_and_their_copies_found(shared_data):
    files = [path for path in sorted((shared_data / "images").iterdir()) if path.suffix != ".tsv"]
    hashes = [likeness(path) for path in files]
    assert sum(distance(a, b) <= ALIKE for a, b in combinations(hashes, 2)) == 0
    found = []
    for path, value in zip(files, hashes, strict=True):
        with Image.open(path) as picture:
            if picture.mode == "RGB":
                small = picture.resize((picture.width // 2, picture.height // 2))
                found += [distance(value, likeness(encoded(copy))) <= ALIKE for copy in (small, trimmed(picture, 0.01))]
    assert sum(found) / len(found) > 0.97


def test_a_file_that_is_no_picture_has_no_likeness(tmp_path):
    (tmp_path / "notes.jpg").write_text("no picture")
    with pytest.raises(Unreadable):
        likeness(tmp_path / "notes.jpg")
