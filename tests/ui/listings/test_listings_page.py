"""The listings page: what is sold, with which pictures, and what the check says of them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import show_listing
from shopdesk.services.shop import create_shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel
from shopdesk.ui.listings.listings_page import ListingsPage
from shopdesk.ui.window.main_window import MainWindow
from tests.ui.conftest import PLACES, PlainPage


@pytest.fixture
def window(folder: Path, qtbot):
    """The frame on the listings page (which takes the place of the printing page)."""
    makers = {place.page: PlainPage for place in PLACES} | {"printing": ListingsPage}
    opened = MainWindow(Context(folder), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("printing")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> ListingsPage:
    return window.current_page


def column(page: ListingsPage, title: str) -> list[str]:
    at = next(at for at, column in enumerate(page.model.columns) if column.title == title)
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def verdict(page: ListingsPage) -> str:
    return page.panel.findChild(StatusLabel, "verdict-0").accessibleName()


def words_of(page: ListingsPage) -> str:
    return "\n".join(shown.text() for shown in page.panel.findChildren(QLabel))


def test_a_listing_is_opened_from_elsewhere(page):
    page.show_wanted({"view": "draft"})
    page.show_wanted({"listing": "ceramic-mug"})
    assert page.panel.handle == "ceramic-mug" and page.panel.isVisible()
    assert page.panel.title.text().startswith("陶瓷马克杯")


def test_checked_pictures_show_verdicts_with_numbers(page, window, wait, qtbot):
    page.show_wanted({"listing": "kids-chopsticks"})
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    wait(window.context)
    assert verdict(page) == "Fail"
    assert "at least 800 pixels on the shorter side; this picture has 400" in words_of(page)


def test_pictures_are_checked_when_the_panel_stands_still(page, qtbot):
    page.show_wanted({"listing": "ceramic-mug"})
    qtbot.waitUntil(lambda: verdict(page) == "Pass", timeout=20_000)
    assert "The shorter side has 800 pixels; 800 are enough." in words_of(page)


def test_variants_lead_to_their_stock(page, window, qtbot):
    page.show_wanted({"listing": "ceramic-mug"})
    qtbot.mouseClick(page.panel.findChild(QPushButton, "sku-QH-MUG-W"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked[-1] == {"sku": "QH-MUG-W"}


def test_listings_are_found_by_pinyin_initials_and_by_sku(page, qtbot):
    qtbot.keyClicks(page.search, "mkb")
    assert all("马克杯" in title for title in column(page, "Title")) and page.rows_shown() == 3
    page.search.clear()
    qtbot.keyClicks(page.search, "QH-CDB-2")
    assert column(page, "Variants") == ["QH-CDB-2"] and page.counts_text().startswith("1 of 40 listings")


def test_listings_are_sorted_by_price(page):
    at = next(at for at, shown in enumerate(page.model.columns) if shown.key == "price")
    page.table.sortByColumn(at, Qt.SortOrder.AscendingOrder)
    prices = [float(text.split(" – ")[0]) for text in column(page, "Price")]
    assert prices == sorted(prices)


def test_each_view_holds_what_it_counts(page):
    assert list(page.count_views()) == page.tabs._keys
    for view, count in page.count_views().items():
        page.show_wanted({"view": view})
        assert page.rows_shown() == count
    page.show_wanted({"view": "draft"})
    assert set(column(page, "Status")) == {"Draft"}


def test_a_shop_without_listings_offers_the_import(tmp_path, qtbot):
    create_shop(tmp_path / "new").close()
    context = Context(tmp_path / "new")
    page = ListingsPage(context)
    qtbot.addWidget(page)
    went: list[tuple[str, dict]] = []
    context.went.connect(lambda name, wanted: went.append((name, wanted)))
    page.empty.findChild(QPushButton, "importListings").click()
    assert went == [("import", {"choose": True})] and page.empty.accessibleName() == "No listings yet"
    context.close()


def test_a_picture_that_another_listing_shows_as_well_is_told(page, window, folder, qtbot):
    shop = window.context.shop
    mug, bowl = show_listing(shop, "ceramic-mug"), show_listing(shop, "kids-chopsticks")
    save_listing(shop, bowl, replace(bowl, pictures=mug.pictures[:1]))
    page.show_wanted({"listing": "kids-chopsticks"})
    qtbot.waitUntil(lambda: verdict(page) == "Pass", timeout=20_000)
    page.show_wanted({"listing": "ceramic-mug"})
    qtbot.waitUntil(lambda: page.panel.findChild(QPushButton, "alike-kids-chopsticks") is not None, timeout=20_000)
    assert page.panel.findChild(QPushButton, "alike-kids-chopsticks").text().strip() == (
        "Looks like the picture of kids-chopsticks"
    )
