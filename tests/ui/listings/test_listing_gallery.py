"""The gallery: cards worst first, walked through by arrows, acted on together, narrowed by category."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton

from shopdesk.db import listing_scores
from shopdesk.db.listing_scores import KeptScore
from shopdesk.domain.listing_score import Finding
from shopdesk.services.listings import show_listing
from shopdesk.services.platform_codes import add_code
from shopdesk.services.shop import open_shop
from shopdesk.ui import machine
from shopdesk.ui.context import Context
from shopdesk.ui.listings import listing_gallery
from shopdesk.ui.listings.gallery_card import CARD_LEAST, CARD_MOST, GAP, two_lines
from shopdesk.ui.listings.gallery_pictures import GalleryPictures
from shopdesk.ui.listings.gallery_words import SHORT, badge_text, short_finding, spoken_card, verdict_of
from shopdesk.ui.listings.listings_page import ListingsPage
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.words.listings import WORDS
from tests.ui.conftest import PLACES, PlainPage

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
ELSEWHERE = ("listing", "image_bench", "bulk_edit")


@pytest.fixture
def window(folder, qtbot, wait):
    makers = {place.page: PlainPage for place in PLACES} | {"printing": ListingsPage}
    opened = MainWindow(Context(folder), PLACES, makers | dict.fromkeys(ELSEWHERE, PlainPage))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("printing")
    opened.show()
    qtbot.waitExposed(opened)
    qtbot.waitUntil(lambda: opened.current_page.model.row_at(0).score is not None, timeout=20_000)
    wait(opened.context)
    opened.current_page.table.stand_on_first()
    opened.current_page.gallery.show_current()
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> ListingsPage:
    return window.current_page


def titles(page: ListingsPage) -> list[str]:
    return [page.model.row_at(row).title for row in range(page.model.rowCount())]


def handle_at(page: ListingsPage, row: int) -> str:
    return page.model.row_at(row).handle


def center(page: ListingsPage, row: int) -> QPoint:
    return page.gallery.visualRect(page.model.index(row, 0)).center()


def choose(page: ListingsPage, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        page.gallery.selectionModel().select(page.model.index(row, 0), flags)


def press(page: ListingsPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.gallery, key, modifier)


def test_cards_are_shown_worst_first_and_fill_their_row(page):
    scores = [page.model.row_at(row).score for row in range(page.model.rowCount())]
    assert page.gallery.isVisible() and not page.table.isVisible()
    assert scores == sorted(scores) and len(scores) == 40
    assert CARD_LEAST <= page.gallery.cards.cell.width() - GAP <= CARD_MOST
    assert page.counts_text().startswith("40 of 40 listings · average score ")


def test_arrows_walk_in_two_dimensions(page):
    page.gallery.setFocus()
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + page.gallery.columns),
        (Qt.Key.Key_Left, page.gallery.columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 39),
        (Qt.Key.Key_Down, 39),
        (Qt.Key.Key_Home, 0),
    ):
        press(page, key)
        assert page.gallery.currentIndex().row() == row
    press(page, Qt.Key.Key_PageDown)
    assert page.gallery.currentIndex().row() >= page.gallery.columns
    assert page.gallery.viewport().rect().contains(center(page, page.gallery.currentIndex().row()))


def test_enter_opens_space_previews_and_the_verdict_leads_to_the_bench(page, window, qtbot):
    worst = page.model.row_at(0)
    assert not page.panel.isVisible()
    press(page, Qt.Key.Key_Space)
    assert page.panel.isVisible() and page.panel.title.text() == worst.title
    press(page, Qt.Key.Key_Space)
    assert not page.panel.isVisible()
    press(page, Qt.Key.Key_Return)
    assert window.current_page.asked[-1] == {"listing": worst.handle}
    window.go("printing")
    cell = page.gallery.visualRect(page.model.index(0, 0))
    badge = page.gallery.cards.badge_box(cell, worst)
    QTest.mouseDClick(page.gallery.viewport(), Qt.MouseButton.LeftButton, NONE, badge.center())
    assert window._visited[-1] == "image_bench" and window.current_page.asked[-1] == {"listing": worst.handle}
    window.go("printing")
    QTest.mouseDClick(page.gallery.viewport(), Qt.MouseButton.LeftButton, NONE, cell.center())
    assert window._visited[-1] == "listing"


def test_shift_and_ctrl_select_and_the_table_shares_it(page, qtbot):
    port = page.gallery.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, NONE, center(page, 1))
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, SHIFT, center(page, 6))
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, CTRL, center(page, 3))
    assert page.table.selected_ids() == [page.model.id_at(row) for row in (1, 2, 4, 5, 6)]
    assert page.findChild(QLabel, "selectionText").text() == "5 listings selected"
    qtbot.keyClick(page, Qt.Key.Key_T, CTRL | SHIFT)
    assert page.table.isVisible() and page.table.selected_count() == 5
    assert machine.recall("listings.layout") == "table"
    page.table.selectRow(8)
    qtbot.keyClick(page, Qt.Key.Key_G, CTRL | SHIFT)
    assert page.gallery.isVisible() and page.gallery.currentIndex().row() == 8


def test_what_is_selected_stays_when_rows_are_read_anew(page, window):
    choose(page, 2, 5)
    ids = page.table.selected_ids()
    window.context.changed.emit(frozenset({"stock"}))
    assert page.table.selected_ids() == ids


def test_the_layout_is_remembered_on_this_pc(page, folder, qtbot):
    page.show_layout("table")
    context = Context(folder)
    again = ListingsPage(context)
    qtbot.addWidget(again)
    assert again.rows_view is again.table
    context.close()


def test_selected_listings_are_edited_together_with_their_handles(page, window, qtbot):
    choose(page, 0, 2)
    qtbot.mouseClick(page.findChild(QPushButton, "bulkEdit"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked[-1] == {"listings": [handle_at(page, 0), handle_at(page, 2)]}


def test_a_new_listing_is_asked_for(page, window, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    assert window.current_page.asked[-1] == {"new": True}


def test_del_archives_and_undo_brings_back(page, window, wait):
    handle = handle_at(page, 0)
    before = page.model.row_at(0).status
    press(page, Qt.Key.Key_Delete)
    wait(window.context)
    assert show_listing(window.context.shop, handle).status == "archived"
    assert window.context.undo.newest.text == "1 listing archived"
    window.context.take_back()
    wait(window.context)
    assert show_listing(window.context.shop, handle).status == before


def test_what_something_stops_is_not_marked_as_ready_and_it_is_said_why(page, window, wait, qtbot):
    page.show_view("draft")
    told: list[str] = []
    window.context.told.connect(told.append)
    shop = open_shop(window.context.shop.folder)
    with shop.writing():
        shop.connection.execute(
            "UPDATE variants SET price = 0 WHERE listing_id = (SELECT id FROM listings WHERE handle = ?)",
            (handle_at(page, 0),),
        )
    shop.close()
    qtbot.keyClick(page, Qt.Key.Key_R, CTRL)
    wait(window.context)
    assert told and told[-1].startswith("0 listings marked as ready, 1 cannot be offered yet: ")


def test_a_duplicate_is_a_draft_that_opens_and_can_be_taken_back(page, window, wait, qtbot):
    original = page.model.row_at(0)
    qtbot.keyClick(page, Qt.Key.Key_D, CTRL)
    wait(window.context)
    made = show_listing(window.context.shop, window.current_page.asked[-1]["listing"])
    assert made.title == original.title and made.status == "draft" and made.handle != original.handle
    window.context.take_back()
    wait(window.context)
    window.go("printing")
    assert page.model.rowCount() == 40


def test_the_selected_main_images_are_checked_together(page, window, wait, qtbot):
    choose(page, 0, 1, 2)
    qtbot.keyClick(page, Qt.Key.Key_J, CTRL)
    wait(window.context)
    wait(window.context)
    assert page.count_views()["unchecked"] == 37


def test_sorting_by_the_box_and_by_the_header_is_one(page):
    box = page.findChild(QComboBox, "listingsSort")
    assert box.currentText() == "Score: lowest first"
    box.setCurrentIndex(box.findData("price desc"))
    highest = [page.model.row_at(row).low for row in range(40)]
    assert highest == sorted(highest, reverse=True) and page.model.sort_key == "price"
    at = next(at for at, shown in enumerate(page.model.columns) if shown.key == "status")
    page.table.sortByColumn(at, Qt.SortOrder.AscendingOrder)
    assert box.currentIndex() == -1 and page.model.sort_key == "status"


def test_a_category_narrows_down_and_all_leads_back(page, qtbot):
    tree = page.pane.tree
    shown = {path: item for path, item in tree._items.items() if len(path) == 2}
    path = next(path for path in shown if path[1] == "餐厨")
    tree.setCurrentIndex(shown[path].index())
    assert page.rows_shown() == 20
    assert all(page.model.row_at(row).category[:2] == path for row in range(20))
    page.show_view("archived")
    assert page.empty.accessibleName() == "Nothing here"
    page.empty.findChild(QPushButton, "allCategories").click()
    page.show_view("all")
    assert page.rows_shown() == 40 and tree.path == ()


def test_channels_show_what_has_a_code_there(page, window, qtbot):
    shop = open_shop(window.context.shop.folder)
    add_code(shop, "QH-MUG-W", "T1", "taobao")
    shop.close()
    page.refresh()
    box = page.pane._boxes["taobao"]
    assert box.isVisible() and box.text() == "Taobao"
    box.setChecked(True)
    assert [page.model.row_at(row).handle for row in range(page.rows_shown())] == ["ceramic-mug"]
    box.setChecked(False)
    assert page.rows_shown() == 40


def test_categories_fold_away_and_come_with_their_key(page, window, qtbot):
    assert page.pane.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_B, CTRL)
    assert not page.pane.isVisible() and not page.findChild(QToolButton, "showCategories").isChecked()
    qtbot.keyClick(page, Qt.Key.Key_B, CTRL)
    assert page.pane.isVisible() and page.pane.tree.hasFocus()


def test_a_small_window_leaves_the_room_to_the_cards(page, window, qtbot):
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: not page.pane.isVisible() and page.gallery.columns == 4)
    assert window.width() == 1024
    press(page, Qt.Key.Key_Space)
    assert window.width() == 1024 and page.gallery.columns >= 2


def test_the_badge_says_the_worst_finding_in_words(page):
    row = page.model.row_at(0)
    shown = KeptScore(
        page.model.id_at(0), 41, True, {"code": "price-missing", "of": "X", "penalty": 25}, ("price-missing",), "b"
    )
    listing_scores.keep_scores(page.context.shop.connection, [shown])
    page.model.refresh()
    row = page.model.row_at(0)
    assert (row.score, row.stops) == (41, True) and badge_text(row) == "Fail · no price"
    assert verdict_of(row).role == "error" and spoken_card(row).startswith(f"{row.title}, Fail · no price, ¥")
    finding = {"code": "picture-unchecked", "penalty": 25}
    never = KeptScore(page.model.id_at(1), 75, True, finding, ("picture-unchecked",), "b")
    listing_scores.keep_scores(page.context.shop.connection, [never])
    page.model.refresh()
    row = page.model.row_at(page.model.row_of(never.listing_id))
    assert badge_text(row) == "Image not checked" and verdict_of(row).role == "muted"


def test_what_costs_most_is_not_called_what_stops(page):
    finding = {"code": "attributes-missing", "measured": "0", "limit": "1", "penalty": 20}
    row = replace(page.model.row_at(0), score=70, stops=True, worst=finding, verdict="")
    assert badge_text(row) == "Check · attributes 0 of 1"
    assert badge_text(replace(row, verdict="fail")) == "Fail · main image"
    assert badge_text(replace(row, verdict="pass")) == "Fail · not ready"
    assert badge_text(replace(row, verdict="pass", stops=False, score=90)) == "Pass"


def test_a_good_listing_has_no_tick_beside_what_could_be_mended(page):
    finding = {"code": "attributes-missing", "measured": "0", "limit": "1", "penalty": 10}
    row = replace(page.model.row_at(0), score=85, stops=False, worst=finding, verdict="pass")
    worst = next(column for column in page.model.columns if column.key == "worst")
    assert worst.cell(row).text == "Attributes 0 of 1" and worst.cell(row).status is None
    assert worst.cell(replace(row, score=70)).status is verdict_of(replace(row, score=70))


def test_every_finding_has_few_words():
    assert set(WORDS) <= set(SHORT)
    assert all(len(short_finding(Finding(code, "1", "2", "x"))) <= 28 for code in WORDS)


def test_every_view_that_holds_nothing_says_so(page):
    page.show_view("archived")
    assert page.empty.isVisible() and page.empty.accessibleName() == "Nothing here"
    page.empty.findChild(QPushButton, "showAllListings").click()
    assert page.tabs.view == "all" and page.gallery.isVisible()
    page.search.setText("zzzz")
    assert page.empty.accessibleName() == "Nothing found for “zzzz”"


def test_a_title_has_two_lines_and_is_cut_at_its_end(page):
    assert two_lines("短", 150) == ("短",)
    first, second = two_lines("陶瓷马克杯 350ml 家用办公咖啡杯 哑光釉不挂茶渍 可微波 送礼佳品", 120)
    assert first and second.endswith("…")


def test_scores_catch_up_once_and_never_loop(page, window, wait, qtbot):
    heard: list[frozenset[str]] = []
    window.context.changed.connect(heard.append)
    shop = open_shop(window.context.shop.folder)
    with shop.writing():
        shop.connection.execute("UPDATE listings SET title = title || ' x' WHERE id < 5")
    shop.close()
    for _turn in range(5):
        window.context.changed.emit(frozenset({"listings"}))
    qtbot.waitUntil(lambda: frozenset({"scores"}) in heard, timeout=20_000)
    qtbot.wait(700)
    assert heard.count(frozenset({"scores"})) == 1


def test_a_picture_that_comes_after_the_shop_was_closed_asks_for_nothing(folder, qtbot):
    context = Context(folder)
    pictures, told = GalleryPictures(context, context), []
    pictures.loaded.connect(told.append)
    context.close()
    pictures._take([("office/cup.jpg", 120)], 0, 1.0, [None])
    assert told == [] and not pictures.is_missing("office/cup.jpg", 120)


def test_a_card_is_told_whole_as_one_walks_to_it_and_whether_it_is_selected(page, monkeypatch):
    told = []
    monkeypatch.setattr(listing_gallery, "announce", lambda _at, words, *, urgent=False: told.append((words, urgent)))
    page.gallery.setFocus()
    press(page, Qt.Key.Key_Right)
    card = spoken_card(page.model.row_at(page.gallery.currentIndex().row()))
    assert told[-1] == (f"{card}, selected", True)
    page.search.setFocus()
    page.table.clearSelection()
    page.gallery.setFocus()
    assert told[-1] == (card, True), "the keyboard comes back to it"
