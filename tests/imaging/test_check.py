"""The whole main-image check: real product pictures against what people said of them, and each rule's verdict."""

import csv

import pytest

ALLOWED = {
    "white": {"white"},
    "white_product_touches_edge": {"white"},
    "white_closeup_fills_frame": {"white"},
    "near_white": {"white", "near-white"},
    "mostly_white": {"white", "near-white"},
    "light_grey_gradient": {"plain"},
    "non_white": {"plain", "busy"},
    "transparent": {"transparent"},
}
TOUCHING = {"white_product_touches_edge", "white_closeup_fills_frame"}


def test_real_pictures_are_classed_as_people_class_them(shared_data, check):
    with (shared_data / "images" / "LABELS.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    wrong, sizes = [], []
    for row in rows:
        measured = check(shared_data / "images" / row["file"]).measured
        touches = measured.touches_edge is (row["label"] in TOUCHING) or not row["label"].startswith("white")
        if measured.background not in ALLOWED[row["label"]] or not touches:
            wrong.append(row["file"])
        sizes.append((measured.width, measured.height) == (int(row["width"]), int(row["height"])))
    assert len(rows) > 60
    assert all(sizes)
    assert len(wrong) / len(rows) <= 0.03, wrong


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({}, {}),
        ({"size": (799, 799), "box": (80, 80, 720, 720)}, {"size": "fail"}),
        ({"size": (1000, 800), "box": (100, 80, 900, 720)}, {"square": "fail"}),
        ({"size": (808, 800)}, {"square": "warn"}),
        ({"background": (245, 245, 245)}, {}),
        ({"background": (200, 200, 200)}, {"background": "warn"}),
        ({"box": (200, 250, 600, 550)}, {"fill": "warn"}),
        ({"box": (300, 300, 540, 540)}, {"fill": "fail"}),
        ({"box": (300, 100, 800, 700)}, {"edge": "warn"}),
    ],
)
def test_each_rule_of_the_handbook_has_its_verdict(photo, check, changes, broken):
    report = check(photo(**changes))
    assert {found.check: found.verdict for found in report.checks if found.verdict != "pass"} == broken
    assert report.verdict == max(broken.values(), key=["pass", "warn", "fail"].index, default="pass")


def test_a_check_names_the_measured_value_and_the_limit(photo, check):
    checks = {found.check: (found.measured, found.limit) for found in check(photo(size=(600, 750))).checks}
    assert checks["size"] == (600, 800)
    assert checks["square"] == (1.25, 1.0)
    assert checks["background"] == ("white", "white, near-white")


def test_the_same_picture_is_judged_by_each_platform(photo, check):
    jpeg = check(photo((250, 250, 250)), "photo.jpg", profile="amazon")
    assert {found.check: found.verdict for found in jpeg.checks}["background"] == "fail"
    webp = check(photo(), "photo.webp", profile="pdd")
    assert {found.check: found.verdict for found in webp.checks}["format"] == "fail"
    moving = check(photo(), "photo.gif", profile="amazon", save_all=True, append_images=[photo("black")])
    assert {found.check: found.verdict for found in moving.checks}["frames"] == "fail"


def test_a_tint_along_part_of_the_edge_is_seen(photo, check):
    picture = photo()
    picture.paste((250, 250, 250), (0, 0, 90, 90))
    checks = {found.check: found.verdict for found in check(picture, "photo.jpg", quality=92).checks}
    assert (checks["background"], checks["even"]) == ("pass", "warn")


def test_on_a_busy_background_nothing_is_said_about_the_product(shared_data, check):
    report = check(shared_data / "images" / "vendure_xavier-teo-469050-unsplash.jpg")
    assert report.measured.background == "busy"
    told = {found.check for found in report.checks}
    assert {"readable", "size", "square", "background", "sharpness", "light"} <= told
    assert told.isdisjoint({"fill", "edge", "specks", "even", "centring", "overlay"})
