"""The image bench: a folder dropped, verdicts as they come, repairs taken into a folder or a listing and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from shopdesk.imaging.sample_pictures import draw_product
from shopdesk.services.image_bench import platform_name
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.ui import dialogs
from shopdesk.ui.listings.image_bench_page import ImageBenchPage


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(is_so, timeout=30_000)


@pytest.fixture
def page(context, qtbot) -> ImageBenchPage:
    made = ImageBenchPage(context)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two photographs that fail, one that is good, one file that is no picture."""
    folder = tmp_path / "photos"
    folder.mkdir()
    draw_product("mug", "#5b7ea3", "#d9d6d1").save(folder / "a.jpg", quality=92)
    draw_product("mug", "#a35b5b", "#ffffff").save(folder / "b.jpg", quality=92)
    (folder / "c.jpg").write_bytes(b"no picture")
    return folder


def drop(page, folder, until):
    assert page.take_files([folder])
    until(lambda: page.rows_shown() == 3 and all(item.report for item in page.model.items))


def words(page) -> list[str]:
    return [page.model.data(page.model.index(row)) for row in range(page.rows_shown())]


def test_the_verdicts_of_a_dropped_folder_appear(page, photos, until):
    assert page.empty.isVisible()
    drop(page, photos, until)
    assert [item.picture.name for item in page.model.items] == ["a.jpg", "b.jpg", "c.jpg"]
    assert page.model.items[1].verdict == "pass"
    assert words(page)[2].startswith("c.jpg: ")
    assert page._sums.text().startswith("3 ·")


def test_a_repair_is_shown_beside_the_original_and_taken_into_a_folder(page, photos, until, tmp_path, monkeypatch):
    original = (photos / "a.jpg").read_bytes()
    monkeypatch.setattr(dialogs, "choose_folder", lambda _parent, _title: tmp_path / "out")
    drop(page, photos, until)
    until(lambda: page.item.preview is not None)
    assert page.item.preview.after.verdict == "pass"
    assert page.side.take.isEnabled()
    page.side.take.click()
    until(lambda: page.model.items[0].state == "taken")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["a.jpg"]
    assert (photos / "a.jpg").read_bytes() == original
    assert page.list.currentIndex().row() == 1, "the next picture is shown"


def test_the_divider_moves_by_keyboard_and_space_shows_the_original_alone(page, photos, until):
    drop(page, photos, until)
    until(lambda: page.item.preview is not None)
    page.view.set_split(0.5)
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert page.view.split == pytest.approx(0.48)
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.split == 0
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert page.view.only_before


def test_a_step_that_is_left_out_changes_the_repair(page, photos, until):
    drop(page, photos, until)
    until(lambda: page.item.preview is not None)
    before = page.item.preview.data
    step = page.side._steps["white"]
    step.setChecked(False)
    until(lambda: page.item.preview.data != before)
    assert "white" in page.item.preview.steps
    assert not page.side._steps["white"].isChecked()


def test_what_cannot_be_read_says_why_and_cannot_be_taken(page, photos, until):
    drop(page, photos, until)
    page.list.setCurrentIndex(page.model.index(2))
    until(lambda: page.item.preview is not None)
    assert not page.side.take.isEnabled()


def test_all_are_repaired_together(page, photos, until, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "choose_folder", lambda _parent, _title: tmp_path / "out")
    drop(page, photos, until)
    page.taker.repair_everything()
    until(lambda: page.taker.batch is None)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["a.jpg"]
    assert [item.state for item in page.model.items] == ["taken", "", ""]


def test_a_pasted_picture_is_checked(page, until):
    image = QImage(900, 900, QImage.Format.Format_RGB32)
    image.fill(0xFFEEEEEE)
    QGuiApplication.clipboard().setImage(image)
    page._paste()
    until(lambda: page.rows_shown() == 1 and page.model.items[0].report is not None)


def test_failing_main_images_are_repaired_in_their_listings_and_taken_back(page, context, until):
    shop = context.shop
    table = ListingTable(shop)
    handles = [row.handle for row in table.rows(table.ids())]
    page.show_wanted({"listings": handles})
    until(lambda: all(item.report for item in page.model.items))
    before = {handle: show_listing(shop, handle) for handle in handles}
    page.taker.repair_everything()
    until(lambda: page.taker.batch is None and any(item.state == "taken" for item in page.model.items))
    taken = [item.picture for item in page.model.items if item.state == "taken"]
    for picture in taken:
        after = show_listing(shop, picture.handle)
        assert after.pictures[0].role == before[picture.handle].pictures[0].role == "main"
        assert after.pictures[0].place != picture.place
        assert picture_file(shop, picture.place) is not None, "the original's file stays"
    context.take_back()
    until(lambda: show_listing(shop, taken[0].handle) == before[taken[0].handle])


def test_pictures_are_exported_under_the_platforms_names(page, context, until, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "choose_folder", lambda _parent, _title: tmp_path / "out")
    table = ListingTable(context.shop)
    handle = table.rows(table.ids())[0].handle
    page.show_wanted({"listing": handle})
    page.profile.setCurrentIndex(page.profile.findData("amazon"))
    page.taker.export()
    until(lambda: (tmp_path / "out").exists() and not context.runner.busy)
    listing = show_listing(context.shop, handle)
    assert [file.name for file in (tmp_path / "out").iterdir()] == [f"{listing.variants[0].sku}.MAIN.jpg"]
    assert platform_name("taobao", listing, listing.pictures[0], 2) == f"{handle}_主图02"


def test_a_small_window_cuts_nothing_of_the_bench(page, photos, until):
    page.resize(968, 620)  # what the rail leaves of 1024 × 700
    drop(page, photos, until)
    until(lambda: page.item.preview is not None)
    right = page.side.mapTo(page, page.side.rect().topRight()).x()
    assert right <= page.width()
    assert page.side.other.mapTo(page, page.side.other.rect().topRight()).x() < page.width()
