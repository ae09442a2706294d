"""The product: how much of the frame it fills, whether it is cut, and dust beside it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from shopdesk.imaging.grid import Grid
from shopdesk.imaging.product import find_product


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg"])
@pytest.mark.parametrize("box", [(80, 120, 720, 680), (200, 80, 600, 720), (240, 240, 560, 560)])
def test_fill_is_the_longer_side_of_the_box_over_the_side_of_the_picture(photo, check, name, box):
    measured = check(photo(box=box), name).measured
    assert measured.fill == pytest.approx(max(box[2] - box[0], box[3] - box[1]) / 800, abs=0.011)
    assert measured.off_centre == pytest.approx(0, abs=0.006)


def test_a_product_on_the_left_is_off_centre(photo, check):
    assert check(photo(box=(40, 200, 440, 600))).measured.off_centre == pytest.approx(0.2, abs=0.006)


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg"])
@pytest.mark.parametrize(("right", "touches"), [(800, True), (799, True), (790, False), (780, False)])
def test_a_product_up_to_the_last_pixel_touches_the_edge(photo, check, name, right, touches):
    report = check(photo(box=(300, 200, right, 600)), name, quality=90)
    assert report.measured.touches_edge is touches
    assert {found.check: found.verdict for found in report.checks}["edge"] == ("warn" if touches else "pass")


def test_one_row_of_a_product_at_the_edge_is_enough(photo, check):
    picture = photo()
    ImageDraw.Draw(picture).rectangle((300, 680, 340, 799), (190, 40, 30))
    assert check(picture).measured.touches_edge
    line = photo()
    ImageDraw.Draw(line).line((799, 0, 799, 799), (60, 60, 60), 1)
    assert check(line).measured.touches_edge


def test_a_pale_product_on_white_is_found(photo, check):
    measured = check(photo(product=(236, 234, 230))).measured
    assert measured.fill == pytest.approx(0.8, abs=0.006)


def test_a_product_on_a_coloured_wall_is_found(photo, check):
    measured = check(photo((64, 120, 140))).measured
    assert measured.background == "plain"
    assert measured.fill == pytest.approx(0.8, abs=0.006)


@pytest.mark.parametrize("side", [800, 1600, 2400])
@pytest.mark.parametrize("colour", [(20, 20, 20), (120, 120, 120), (200, 190, 170)])
def test_dust_of_five_pixels_is_found_and_is_no_product(photo, check, side, colour):
    part = side // 8
    clean = photo(box=(2 * part, 2 * part, 6 * part, 6 * part), size=(side, side))
    dusty = clean.copy()
    for x, y in ((part // 2, part), (side - part, side - part // 2)):
        ImageDraw.Draw(dusty).rectangle((x, y, x + 4, y + 4), colour)
    before, after = (check(picture, "photo.jpg", quality=92).measured for picture in (clean, dusty))
    assert (before.specks, after.specks) == (0, 2)
    assert after.fill == before.fill
    assert not after.touches_edge


def test_print_inside_the_product_is_no_dust(photo, check):
    picture = photo()
    ImageDraw.Draw(picture).rectangle((200, 200, 600, 600), "white")
    ImageDraw.Draw(picture).rectangle((400, 400, 405, 405), "black")
    assert check(picture).measured.specks == 0


def test_a_set_of_equal_small_goods_is_no_dust(check):
    picture = Image.new("RGB", (800, 800), "white")
    for x in range(100, 701, 100):
        ImageDraw.Draw(picture).ellipse((x - 8, 390, x + 8, 406), (90, 60, 40))
    measured = check(picture).measured
    assert measured.specks == 0
    assert measured.fill > 0.7


def test_an_empty_picture_has_no_product(check):
    report = check(Image.new("RGB", (800, 800), "white"))
    assert report.measured.fill == 0
    assert {found.check: found.verdict for found in report.checks}["fill"] == "fail"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_the_box_of_any_mask_is_measured_exactly(width, height, data):
    left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    right, bottom = data.draw(st.integers(left + 1, width)), data.draw(st.integers(top + 1, height))
    mask = Image.new("L", (width, height))
    mask.paste(255, (left, top, right, bottom))
    product = find_product(mask)
    assert product.fill == max((right - left) / width, (bottom - top) / height)
    assert product.touches_edge is (left == 0 or top == 0 or right == width or bottom == height)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 6)), max_size=30))
def test_parts_of_a_grid_are_those_that_a_search_cell_by_cell_finds(cells):
    picture = Image.new("1", (9, 7))
    for cell in cells:
        picture.putpixel(cell, 255)
    found = sorted(grid.box(part) for grid in [Grid(picture)] for part in grid.parts(64))
    assert found == sorted(boxes_cell_by_cell(cells))


def boxes_cell_by_cell(cells):
    left, boxes = set(cells), []
    while left:
        part, edge = set(), {left.pop()}
        while edge:
            part |= edge
            edge = {(x + dx, y + dy) for x, y in edge for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & left
            left -= edge
        xs, ys = [x for x, _ in part], [y for _, y in part]
        boxes.append((min(xs), min(ys), max(xs) + 1, max(ys) + 1))
    return boxes
