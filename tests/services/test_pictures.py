import io

import pytest
from PIL import Image, ImageDraw

from shopdesk.domain.errors import Cancelled
from shopdesk.services.pictures import (
    SUFFIXES,
    check_listing,
    check_pictures,
    find_profile,
    fix_pictures,
    keep_repair,
    preview_repair,
)


def white(path, side=900):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (side, side), "white").save(path)
    return path


def test_files_and_folders_are_checked_in_the_order_of_their_names(tmp_path):
    for name in ("b.jpg", "a.png", "deep/c.webp"):
        white(tmp_path / "shots" / name)
    (tmp_path / "shots" / "notes.txt").write_text("no picture")
    single = white(tmp_path / "z.jpg")
    reports = check_pictures([single, tmp_path / "shots"])
    names = [single, *(tmp_path / "shots" / name for name in ("a.png", "b.jpg", "deep/c.webp"))]
    assert [report.file for report in reports] == [str(name) for name in names]
    assert {report.profile for report in reports} == {"shopdesk"}


def test_a_file_that_is_asked_for_by_name_is_always_told_about(tmp_path):
    (tmp_path / "notes.txt").write_text("no picture")
    reports = check_pictures([tmp_path / "notes.txt", tmp_path / "gone.jpg"])
    assert [(report.verdict, report.measured) for report in reports] == [("fail", None)] * 2


def test_suffixes_are_written_small_with_their_point():
    assert {".jpg", ".png", ".webp", ".heic"} <= SUFFIXES
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


def test_progress_is_told_picture_by_picture(tmp_path):
    told = []

    class Watched:
        def step(self, done, total):
            told.append((done, total))

    white(tmp_path / "a.jpg")
    white(tmp_path / "b.jpg")
    check_pictures([tmp_path], job=Watched())
    assert told == [(1, 2), (2, 2)]


def test_unknown_rules_are_told(refusal):
    assert refusal(find_profile, "nonsense") == "profile-unknown"


def test_the_pictures_of_a_listing_are_checked_where_they_lie_in_the_shop(shop, stock_up, refusal):
    stock_up(BOX=1)
    shop.connection.executemany(
        "INSERT INTO pictures (uuid, listing_id, position, place, role) VALUES (?, 1, ?, ?, '')",
        [("a", 0, "https://shop.example/a.jpg"), ("b", 1, "box.png"), ("c", 2, "../shop.db")],
    )
    assert refusal(check_listing, shop, "BOX") == "pictures-missing"
    white(shop.images / "box.png", 700)
    (report,) = check_listing(shop, "BOX")
    assert (report.file, report.verdict) == (str(shop.images / "box.png"), "fail")
    assert {check.check: check.measured for check in report.checks}["size"] == 700
    assert refusal(check_listing, shop, "GHOST") == "listing-unknown"


@pytest.mark.parametrize("name", ["shopdesk", "taobao", "amazon"])
def test_known_rules_are_found(name):
    assert find_profile(name).name == name


def mug(path, ground="#eeeeee", size=(900, 1100)):
    """A red mug off the middle on light grey: fails as it is, and can be repaired."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.new("RGB", size, ground)
    ImageDraw.Draw(picture).rectangle((100, 200, 500, 700), (190, 40, 30))
    picture.save(path)
    return path


def everything_in(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_repaired_copies_keep_their_stems_and_the_originals_their_bytes(tmp_path):
    shots, out = tmp_path / "shots", tmp_path / "out"
    for name in ("a.png", "b.jpg", "deep/a.jpg"):
        mug(shots / name)
    before = everything_in(shots)
    results = fix_pictures([shots], out)
    assert everything_in(shots) == before
    assert {result.verdict for result in results} == {"pass"}
    assert sorted(everything_in(out)) == ["a-2.jpg", "a.jpg", "b.jpg"]
    assert [report.verdict for report in check_pictures([out])] == ["pass"] * 3


def test_repairing_again_changes_nothing_and_foreign_files_are_never_overwritten(tmp_path):
    mug(tmp_path / "shots" / "a.png")
    out = tmp_path / "shots" / "ready"
    out.mkdir()
    (out / "a.jpg").write_bytes(b"someone else's")
    first = fix_pictures([tmp_path / "shots"], out)
    kept = everything_in(out)
    assert fix_pictures([tmp_path / "shots"], out) == first
    assert everything_in(out) == kept
    assert kept["a.jpg"] == b"someone else's" and set(kept) == {"a.jpg", "a-2.jpg"}


def test_copies_do_not_go_among_the_originals(tmp_path, refusal):
    mug(tmp_path / "a.png")
    assert refusal(fix_pictures, [tmp_path], tmp_path) == "originals-in-folder"
    assert refusal(fix_pictures, [tmp_path / "a.png"], tmp_path) == "originals-in-folder"
    assert refusal(fix_pictures, [tmp_path / "a.png"], tmp_path / "a.png") == "folder-not-writable"
    assert set(everything_in(tmp_path)) == {"a.png"}


def test_what_cannot_be_read_or_repaired_is_a_result_with_its_reason(tmp_path):
    (tmp_path / "notes.jpg").write_text("no picture")
    Image.effect_noise((900, 900), 90).save(tmp_path / "busy.png")
    names = ("gone.jpg", "notes.jpg", "busy.png")
    results = fix_pictures([tmp_path / name for name in names], tmp_path / "out")
    told = [(result.fixed, result.verdict, result.reason) for result in results]
    reasons = ("missing", "not-a-picture", "background-busy")
    assert told == [(None, "fail", reason) for reason in reasons]
    assert everything_in(tmp_path / "out") == {}


def test_a_cancelled_repair_leaves_finished_copies_only(tmp_path):
    class Stopped:
        def step(self, done, total):
            if done == 2:
                raise Cancelled

    for number in range(12):
        mug(tmp_path / "shots" / f"{number:02}.png")
    with pytest.raises(Cancelled):
        fix_pictures([tmp_path / "shots"], tmp_path / "out", job=Stopped())
    left = everything_in(tmp_path / "out")
    assert 2 <= len(left) < 12 and all(name.endswith(".jpg") for name in left)
    assert {report.verdict for report in check_pictures([tmp_path / "out"])} == {"pass"}


def test_a_preview_tells_before_and_after_and_writes_nothing(tmp_path):
    source = mug(tmp_path / "a.png")
    preview = preview_repair(source, profile="taobao")
    assert set(everything_in(tmp_path)) == {"a.png"}
    assert (preview.before.verdict, preview.after.verdict, preview.suffix) == ("warn", "pass", ".jpg")
    assert preview.steps == ("square", "fill", "white", "size")
    assert [action.code for action in preview.actions][:2] == ["whitened", "squared"]
    with Image.open(io.BytesIO(preview.data)) as picture:
        assert picture.size == (800, 800)
    assert fix_pictures([source], tmp_path / "out", profile="taobao")[0].verdict == "pass"
    assert (tmp_path / "out" / "a.jpg").read_bytes() == preview.data


def test_boxes_and_frame_register_both_pictures(tmp_path):
    preview = preview_repair(mug(tmp_path / "a.png"), profile="shopdesk")
    assert preview.box_before == pytest.approx((100 / 900, 200 / 1100, 501 / 900, 701 / 1100), abs=0.01)
    left, top, right, bottom = preview.frame
    for side in (0, 2):
        assert left + preview.box_after[side] * (right - left) == pytest.approx(preview.box_before[side], abs=0.004)
        assert top + preview.box_after[side + 1] * (bottom - top) == pytest.approx(
            preview.box_before[side + 1], abs=0.004
        )
    assert (right - left) * 900 == pytest.approx((bottom - top) * 1100)
    padded = preview_repair(mug(tmp_path / "b.png", size=(540, 1100)), profile="shopdesk")
    assert padded.frame[2] > 1


@pytest.mark.parametrize("step", ["square", "fill", "white", "size"])
def test_a_step_that_is_left_out_is_not_done(tmp_path, step):
    source = mug(tmp_path / "a.png", ground="#e4e4e4")
    preview = preview_repair(source, profile="shopdesk", without=frozenset({step}))
    assert step in preview.steps
    with Image.open(io.BytesIO(preview.data)) as picture:
        size, corner = picture.size, picture.getpixel((3, 3))
    codes = {action.code for action in preview.actions}
    if step == "square":
        assert size[0] / size[1] == pytest.approx(900 / 1100, abs=0.002) and "squared" not in codes
    if step == "fill":
        assert (
            size[0] == size[1] and preview.frame == pytest.approx((-1 / 9, 0, 10 / 9, 1)) and "recentred" not in codes
        )
    if step == "white":
        assert all(abs(level - 0xE4) < 4 for level in corner) and "whitened" not in codes
    if step == "size":
        assert size[0] == pytest.approx(501 / 0.87, abs=4) and codes.isdisjoint({"enlarged", "reduced"})


def test_dust_may_be_left_where_it_is(tmp_path):
    source = white(tmp_path / "a.png")
    with Image.open(source) as picture:
        ImageDraw.Draw(picture).rectangle((250, 60, 650, 840), (190, 40, 30))
        ImageDraw.Draw(picture).ellipse((90, 400, 98, 408), (90, 90, 90))
        picture.save(source)
    assert "specks" in preview_repair(source, profile="shopdesk").steps
    kept = preview_repair(source, profile="shopdesk", without=frozenset({"specks"}))
    assert kept.after.measured.specks == 1


def test_a_busy_picture_tells_the_step_without_which_the_rest_is_done(tmp_path):
    source = tmp_path / "busy.png"
    Image.effect_noise((900, 1200), 90).save(source)
    refused = preview_repair(source, profile="shopdesk")
    assert (refused.data, refused.after, refused.reason, refused.steps) == (None, None, "background-busy", ("white",))
    rest = preview_repair(source, profile="shopdesk", without=frozenset({"white"}))
    with Image.open(io.BytesIO(rest.data)) as picture:
        assert picture.size == (800, 800)
    assert preview_repair(tmp_path / "gone.jpg", profile="shopdesk").reason == "missing"


def test_a_preview_of_a_good_picture_is_the_picture(tmp_path):
    good = keep_repair(preview_repair(mug(tmp_path / "a.png"), profile="shopdesk"), tmp_path / "good.jpg")
    preview = preview_repair(good, profile="shopdesk")
    assert (preview.actions, preview.steps, preview.data) == ((), (), good.read_bytes())
    assert preview.frame == (0, 0, 1, 1) and preview.box_before == preview.box_after


def test_a_kept_repair_never_takes_the_place_of_the_original(tmp_path, refusal):
    source = mug(tmp_path / "a.png")
    preview = preview_repair(source, profile="shopdesk")
    before = everything_in(tmp_path)
    assert refusal(keep_repair, preview, source) == "original-kept"
    (tmp_path / "link.png").hardlink_to(source)
    assert refusal(keep_repair, preview, tmp_path / "link.png") == "original-kept"
    (tmp_path / "link.png").unlink()
    assert everything_in(tmp_path) == before
    (tmp_path / "old.jpg").write_bytes(b"an older copy")
    assert keep_repair(preview, tmp_path / "old.jpg").read_bytes() == preview.data
    assert refusal(keep_repair, preview, tmp_path / "a.png" / "b.jpg") == "file-not-writable"
    none = preview_repair(tmp_path / "gone.jpg", profile="shopdesk")
    assert refusal(keep_repair, none, tmp_path / "c.jpg") == "picture-not-repaired"
    assert set(everything_in(tmp_path)) == {"a.png", "old.jpg"}
