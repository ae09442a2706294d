"""A repaired picture is good: repairing it again changes nothing, whatever was photographed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from shopdesk.imaging.check import check_picture, measure_picture
from shopdesk.imaging.picture_file import read_picture
from shopdesk.imaging.profiles import load_profiles
from shopdesk.imaging.repair import repair_once, repair_picture
from shopdesk.imaging.repair_file import CannotRepair

COLOURS = [(190, 40, 30), (30, 60, 120), (235, 232, 226), (20, 20, 22)]
SHAPES = ["rectangle", "ellipse"]


def repaired(path, profile):
    rules = load_profiles()[profile]
    try:
        return repair_picture(path, rules, check_picture(path, rules).measured), rules
    except CannotRepair:
        return None, rules


def again(data, rules):
    return repair_once(data, ".jpg", rules, measure_picture(read_picture(data)), frozenset())


@st.composite
def shots(draw):
    width, height = draw(st.integers(300, 1000)), draw(st.integers(300, 1000))
    level = draw(st.integers(200, 255))
    picture = Image.new("RGB", (width, height), (level, level, max(0, level - draw(st.integers(0, 8)))))
    left, top = draw(st.floats(0, 0.6)) * width, draw(st.floats(0, 0.6)) * height
    right, bottom = left + draw(st.floats(0.2, 0.4)) * width, top + draw(st.floats(0.2, 0.4)) * height
    paint = getattr(ImageDraw.Draw(picture), draw(st.sampled_from(SHAPES)))
    if draw(st.booleans()):
        ImageDraw.Draw(picture).ellipse((left, bottom - 12, right, bottom + 12), (170, 170, 170))
        picture = picture.filter(ImageFilter.GaussianBlur(6))
        paint = getattr(ImageDraw.Draw(picture), draw(st.sampled_from(SHAPES)))
    paint((left, top, right, bottom), draw(st.sampled_from(COLOURS)))
    return picture


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shots(), st.sampled_from(["shopdesk", "amazon", "pdd"]))
def test_repairing_twice_is_repairing_once(tmp_path, shot, profile):
    path = tmp_path / "photo.jpg"
    shot.save(path, quality=92)
    first, rules = repaired(path, profile)
    if first:
        second = again(first.data, rules) if first.actions else first
        assert (second.data, second.actions) == (first.data, () if first.actions else first.actions)


def test_real_pictures_are_repaired_once_for_all(shared_data):
    count = 0
    for path in sorted((shared_data / "images").glob("*.jpg"))[::3]:
        first, rules = repaired(path, "shopdesk")
        if first and first.actions:
            count += 1
            assert again(first.data, rules).data == first.data, path.name
    if not count:
        pytest.fail("no picture could be repaired")
