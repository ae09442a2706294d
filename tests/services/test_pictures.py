import pytest
from PIL import Image

from shopdesk.services.pictures import SUFFIXES, check_listing, check_pictures, find_profile


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
