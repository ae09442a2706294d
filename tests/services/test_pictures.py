import pytest
from PIL import Image, ImageDraw

from shopdesk.domain.errors import Cancelled
from shopdesk.services.pictures import SUFFIXES, check_listing, check_pictures, find_profile, fix_pictures


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
    assert refusal(fix_pictures, [tmp_path], tmp_path) == "folder-not-writable"
    assert refusal(fix_pictures, [tmp_path / "a.png"], tmp_path) == "folder-not-writable"
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
