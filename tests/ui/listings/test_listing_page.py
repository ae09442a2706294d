"""One listing on its page: typed, clicked and pasted from an empty draft to ready, and taken back step by step."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from shopdesk import app
from shopdesk.domain.listing_score import Finding
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import list_listings, picture_file, show_listing
from shopdesk.services.platform_codes import list_codes
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import show_stock
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.listings.listing_page import ListingPage
from shopdesk.ui.listings.variant_cells import KINDS
from shopdesk.ui.theme import SPACE
from shopdesk.words.listings import FIXES, WORDS

MUG = "ceramic-mug"


@pytest.fixture
def window(folder: Path, qtbot):
    opened = app.open_window(folder, Context(folder))
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> ListingPage:
    window.go("listing", listing=MUG)
    assert isinstance(window.current_page, ListingPage)
    return window.current_page


@pytest.fixture
def settle(window, qtbot):
    """Wait until everything that was changed is saved."""

    def wait() -> None:
        page = window.current_page
        quiet = lambda: not window.context.runner.busy and not getattr(getattr(page, "draft", None), "is_saving", False)  # noqa: E731
        qtbot.waitUntil(quiet, timeout=20_000)

    return wait


@pytest.fixture
def white_picture(tmp_path: Path) -> Path:
    """A picture that passes the check: a dark product in the middle of pure white."""
    image = Image.new("RGB", (900, 900), "white")
    ImageDraw.Draw(image).ellipse((90, 90, 810, 810), fill=(60, 90, 140))
    image.save(tmp_path / "product.jpg", quality=95)
    return tmp_path / "product.jpg"


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def write(page: QWidget, name: str, text: str) -> None:
    """Write into a field as a person does, and leave it."""
    field = page.findChild(QLineEdit, name) or page.findChild(QPlainTextEdit, name)
    box = page.findChild(QComboBox, name)
    edit = box.lineEdit() if box is not None else field
    edit.setFocus()
    edit.selectAll()
    if isinstance(edit, QLineEdit):
        edit.insert(text)
        edit.editingFinished.emit()
    else:
        edit.insertPlainText(text)
        edit.left.emit()


def words(page: QWidget, name: str) -> str:
    shown = page.findChild(QLabel, name)
    assert shown is not None, name
    return "" if shown.isHidden() else shown.text()


def click(page: QWidget, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None and found.isEnabled(), name
    found.click()


def column_of(page: ListingPage, key: str) -> int:
    from shopdesk.ui.listings.variant_cells import KINDS

    return next(at for at, kind in enumerate(KINDS) if kind.key == key)


def cell(page: ListingPage, row: int, key: str) -> str:
    return str(page.variants.model.index(row, column_of(page, key)).data())


def type_cell(page: ListingPage, row: int, key: str, text: str) -> None:
    """Stand in a cell, press F2, type, press Enter."""
    table = page.variants.table
    table.setFocus()
    table.setCurrentIndex(page.variants.model.index(row, column_of(page, key)))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit, "variantCell")
    editor.selectAll()
    editor.insert(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(1)


def select(page: ListingPage, cells: list[tuple[int, str]]) -> None:
    from PySide6.QtCore import QItemSelectionModel

    table, model = page.variants.table, page.variants.model
    table.clearSelection()
    for at, (row, key) in enumerate(cells):
        index = model.index(row, column_of(page, key))
        if at == 0:
            table.setCurrentIndex(index)
        table.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    table.setFocus()


def test_a_new_draft_becomes_ready(window, settle, white_picture, qtbot):
    window.go("listing", new=True)
    page = window.current_page
    assert line(page, "listingTitle").hasFocus()
    assert words(page, "savedText") == "Comes into the shop with its title"
    write(page, "listingTitle", "陶瓷早餐盘 家用圆形平盘 可微波 8寸")
    settle()
    made = page.draft.listing
    assert made.handle.startswith("P-") and [variant.sku for variant in made.variants] == [made.handle]
    assert words(page, "savedText") == "Saved"
    write(page, "listingKeyword", "陶瓷早餐盘")
    write(page, "listingPoint", "可微波")
    write(page, "listingBrand", "青禾")
    page.categories.search.setFocus()
    page.categories.search.setText("杯")
    page.categories.search.textEdited.emit("碗盘")
    QTest.keyClick(page.categories.search, Qt.Key.Key_Return)
    settle()
    assert len(page.draft.listing.category) == 3 and "碗盘" in words(page, "categoryPath")
    asked = len(page.draft.attributes)
    assert page.categories.right.text() == f"0 of {asked} attributes"
    write(page, "attribute-0", "陶瓷")
    settle()
    assert page.categories.right.text() == f"1 of {asked} attributes"
    click(page, "status-ready")
    settle()
    assert "cannot be offered yet" in words(page, "statusError")
    type_cell(page, 0, "price", "¥12.50")
    type_cell(page, 0, "weight_g", "0.5kg")
    settle()
    assert cell(page, 0, "price") == "12.50" and cell(page, 0, "weight_g") == "500"
    write(page, "block-features", "好看\n好洗\n高温烧制的白瓷，盘面平整，边缘圆润不伤手，早餐水果都能用。")
    page.pictures.add_files([white_picture])
    settle()
    assert page.draft.listing.pictures[0].role == "main" and page.draft.listing.pictures[0].name == "product.jpg"
    qtbot.waitUntil(lambda: page.score.verdict == "pass", timeout=20_000)
    assert page.score.score.may_be_ready
    click(page, "status-ready")
    settle()
    assert show_listing(window.context.shop, made.handle).status == "ready"
    assert words(page, "statusError") == ""
    lost = sum(penalty for penalty, _found in page.score.score.lines)
    assert words(page, "scoreSum").endswith(f"= {100 - lost}") and words(page, "scorePoints") == str(100 - lost)


def test_a_field_is_saved_when_it_is_left_and_taken_back(window, page, settle):
    before = page.draft.listing
    write(page, "listingTitle", "另一个标题 陶瓷马克杯 可微波")
    settle()
    assert show_listing(window.context.shop, MUG).title == "另一个标题 陶瓷马克杯 可微波"
    window.context.take_back()
    settle()
    assert show_listing(window.context.shop, MUG) == before
    assert line(page, "listingTitle").text() == before.title
    window.context.do_again()
    settle()
    assert line(page, "listingTitle").text() == "另一个标题 陶瓷马克杯 可微波"


def test_the_title_is_counted_as_each_platform_counts(page):
    field = line(page, "listingTitle")
    field.setText("杯" * 31)
    shown = page.findChild(QWidget, "titleCount-taobao")
    assert shown.accessibleName() == "Taobao 31 of 30 hanzi"
    field.setText("杯" * 29 + "ab")
    assert shown.accessibleName() == "Taobao 30 of 30 hanzi"


def test_what_is_refused_stays_typed_with_its_reason(window, page, settle):
    write(page, "listingWarranty", "two years")
    settle()
    assert line(page, "listingWarranty").text() == "two years"
    assert words(page, "listingWarrantyError").startswith("two years is not a whole number")
    write(page, "listingWarranty", "999")
    settle()
    assert "warranty in months of the listing cannot be 999" in words(page, "listingWarrantyError")
    write(page, "listingWarranty", "24")
    settle()
    assert words(page, "listingWarrantyError") == ""
    assert show_listing(window.context.shop, MUG).facts.warranty_months == 24


def test_two_people_and_one_listing(window, page, settle, folder):
    other = open_shop(folder)
    theirs = show_listing(other, MUG)
    from dataclasses import replace

    save_listing(other, theirs, replace(theirs, brand="别家"))
    other.close()
    write(page, "listingTitle", "我的标题 陶瓷马克杯 可微波")
    settle()
    assert line(page, "listingTitle").text() == "我的标题 陶瓷马克杯 可微波"
    assert "changed elsewhere" in words(page, "listingTitleError")
    assert page.findChild(QWidget, "listingOutdated").isVisible()
    click(page, "loadNewer")
    assert line(page, "listingBrand").text() == "别家"
    assert line(page, "listingTitle").text() == "我的标题 陶瓷马克杯 可微波"
    page.keep_typed()
    settle()
    saved = show_listing(window.context.shop, MUG)
    assert (saved.title, saved.brand) == ("我的标题 陶瓷马克杯 可微波", "别家")


def test_options_make_variants_after_a_preview(window, page, settle):
    known = [variant.sku for variant in page.draft.listing.variants]
    values = line(page, "optionValues-0")
    values.setText(values.text() + "，橙")
    values.textEdited.emit(values.text())
    assert "1 is added: 橙" in words(page, "optionsPreview")
    click(page, "makeVariants")
    settle()
    assert [variant.sku for variant in page.draft.listing.variants][: len(known)] == known
    assert page.draft.listing.variants[-1].options["颜色"] == "橙" and page.variants.model.rowCount() == len(known) + 1
    window.context.take_back()
    settle()
    assert [variant.sku for variant in page.draft.listing.variants] == known


def test_a_variant_with_stock_is_not_dropped(window, page, settle):
    shop = window.context.shop
    stocked = next(v for v in page.draft.listing.variants if show_stock(shop, v.sku).level.on_hand)
    values = line(page, "optionValues-0")
    values.setText(values.text().replace(stocked.options["颜色"], "透明"))
    values.textEdited.emit(values.text())
    assert "1 goes" in words(page, "optionsPreview")
    click(page, "makeVariants")
    settle()
    assert stocked.sku in words(page, "optionsError")
    assert stocked.sku in [variant.sku for variant in show_listing(shop, MUG).variants]


def test_cells_are_typed_and_what_is_wrong_is_said(window, page, settle):
    type_cell(page, 0, "price", "twelve")
    settle()
    assert cell(page, 0, "price") == "twelve"
    assert words(page, "variantError") == "twelve is not an amount of money. It was not saved; write it as 12.50."
    type_cell(page, 0, "price", "12.5")
    type_cell(page, 0, "size", "120 x 80*60")
    type_cell(page, 0, "barcode", "6901234567890")
    settle()
    first = show_listing(window.context.shop, MUG).variants[0]
    assert (first.price, first.length_mm, first.width_mm, first.height_mm) == (1250, 120, 80, 60)
    assert cell(page, 0, "size") == "120×80×60"
    page.variants.table.go_to("barcode", first.sku)
    assert "check digit is wrong" in words(page, "variantError")


def test_a_sku_is_renamed_with_its_stock_and_back(window, page, settle):
    shop = window.context.shop
    old = page.draft.listing.variants[0].sku
    on_hand = show_stock(shop, old).level.on_hand
    type_cell(page, 0, "sku", "NEW-SKU")
    settle()
    assert show_stock(shop, "NEW-SKU").level.on_hand == on_hand and cell(page, 0, "sku") == "NEW-SKU"
    type_cell(page, 0, "sku", page.draft.listing.variants[1].sku)
    settle()
    assert "SKU" in words(page, "variantError")
    window.context.take_back()
    settle()
    assert page.draft.listing.variants[0].sku == old


def test_cells_travel_to_and_from_a_spreadsheet(window, page, settle):
    select(page, [(0, "price"), (0, "list_price"), (1, "price"), (1, "list_price")])
    QTest.keyClick(page.variants.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first = page.draft.listing.variants[0]
    assert QGuiApplication.clipboard().text().splitlines()[0] == f"{first.price / 100:.2f}\t"
    QGuiApplication.clipboard().setText("21.00\t29.9\r\n22.00\t¥39.00\r\n")
    select(page, [(0, "price")])
    QTest.keyClick(page.variants.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    saved = show_listing(window.context.shop, MUG).variants
    assert [(v.price, v.list_price) for v in saved[:2]] == [(2100, 2990), (2200, 3900)]
    select(page, [(0, "cost")])
    type_cell(page, 0, "cost", "8")
    settle()
    select(page, [(0, "cost")])
    QTest.keyClick(page.variants.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert {v.cost for v in show_listing(window.context.shop, MUG).variants} == {800}
    window.context.take_back()
    settle()
    assert len({v.cost for v in show_listing(window.context.shop, MUG).variants}) > 1


def test_a_row_is_pasted_with_another_sku_and_typed_on_at_once(window, page, settle):
    QGuiApplication.clipboard().setText("NEW-1\t6901234567892\t55.00")
    select(page, [(0, "sku")])
    QTest.keyClick(page.variants.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    type_cell(page, 0, "cost", "21")  # before any of it is saved
    settle()
    first = show_listing(window.context.shop, MUG).variants[0]
    assert (first.sku, first.barcode, first.price, first.cost) == ("NEW-1", "6901234567892", 5500, 2100)


def test_a_cell_that_is_still_open_is_saved_by_its_key(window, page, settle):
    table = page.variants.table
    table.setFocus()
    table.setCurrentIndex(page.variants.model.index(0, column_of(page, "price")))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit, "variantCell")
    editor.selectAll()
    editor.insert("77")
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(1)
    settle()
    assert show_listing(window.context.shop, MUG).variants[0].price == 7700


def test_codes_are_added_and_taken_away(window, page, settle):
    sku = page.draft.listing.variants[0].sku
    page.variants.codes.channel.setCurrentIndex(page.variants.codes.channel.findData("taobao"))
    line(page, "codeText").setText("TB-778")
    QTest.keyClick(line(page, "codeText"), Qt.Key.Key_Return)
    settle()
    assert list_codes(window.context.shop, [sku]) == [(sku, "taobao", "TB-778")]
    line(page, "codeText").setText("TB-778")
    click(page, "addCode")
    settle()
    assert words(page, "codeError").startswith(f"The code TB-778 means {sku} already")
    page.findChild(QWidget, "removeCode-0").click()
    settle()
    assert list_codes(window.context.shop, [sku]) == []
    window.context.take_back()
    settle()
    assert list_codes(window.context.shop, [sku]) == [(sku, "taobao", "TB-778")]


def test_pictures_are_added_ordered_and_removed(window, page, settle, white_picture, tmp_path):
    (tmp_path / "notes.jpg").write_text("no picture")
    strip = page.pictures.strip
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(white_picture)), QUrl.fromLocalFile(str(tmp_path / "notes.jpg"))])
    strip.take_mime(data)
    settle()
    assert "notes.jpg: The file is not a picture" in words(page, "picturesRefused")
    image = QImage(640, 640, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    click(page, "pastePicture")
    settle()
    old, dropped, pasted = page.draft.listing.pictures
    assert picture_file(window.context.shop, pasted.place) is not None
    strip.setFocus()
    strip.stand_on(dropped.place)
    QTest.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert [p.place for p in page.draft.listing.pictures] == [dropped.place, old.place, pasted.place]
    assert page.draft.listing.pictures[0].role == "main" and strip.place == dropped.place
    strip.stand_on(pasted.place)
    QTest.keyClick(strip, Qt.Key.Key_5)
    settle()
    assert page.draft.listing.pictures[2].role == "detail"
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    settle()
    assert len(page.draft.listing.pictures) == 2
    window.context.take_back()
    settle()
    assert [p.place for p in page.draft.listing.pictures] == [dropped.place, old.place, pasted.place]


def test_a_finding_is_mended_at_once_and_taken_back(window, page, settle):
    write(page, "listingTitle", "陶瓷马克杯 全网最低价 可微波 家用办公")
    settle()
    assert "最低价" in page.draft.listing.title
    click(page, "fix-title-forbidden")
    settle()
    assert "最低" not in page.draft.listing.title
    window.context.take_back()
    settle()
    assert "最低价" in line(page, "listingTitle").text()


def test_a_finding_leads_to_its_field(page, settle):
    write(page, "listingBrand", "")
    settle()
    click(page, "goto-brand-missing")
    assert line(page, "listingBrand").hasFocus()
    type_cell(page, 1, "price", "")
    settle()
    click(page, "goto-price-missing")
    assert page.variants.table.hasFocus()
    assert page.variants.table.currentIndex().row() == 1
    assert page.variants.table.currentIndex().column() == column_of(page, "price")


def test_every_finding_leads_somewhere(page):
    for code in WORDS:
        page.setFocus()
        page.jump(Finding(code, of=page.draft.listing.variants[0].sku))
        focused = page.window().focusWidget()
        assert focused is not None and focused is not page and page.isAncestorOf(focused), code


def test_what_mends_a_finding_fits_the_panel(page):
    for words in FIXES.values():
        made = button("fix", words, icon_name="wand-sparkles")
        assert made.sizeHint().width() <= page.score.width() - SPACE[6] - SPACE[1] - 2 * SPACE[4], words


def test_what_costs_nothing_more_has_no_number(page):
    told = page.score._finding(0, [Finding("brand-missing")])
    assert next(shown.text() for shown in told.findChildren(QLabel)) == "–"


def test_a_barcode_stands_whole_in_its_cell(page):
    table = page.variants.table
    page.window().resize(1366, 768)
    at = next(at for at, kind in enumerate(KINDS) if kind.key == "barcode")
    assert table.columnWidth(at) >= table.fontMetrics().horizontalAdvance("2026000000428") + 2 * SPACE[2]


def test_what_a_variant_is_called_is_seen_whole_and_a_narrow_window_scrolls_no_table(window, page, settle):
    table = page.variants.table
    window.resize(1024, 680)
    QTest.qWait(1)
    assert table.horizontalScrollBar().maximum() == 0
    window.resize(1440, 900)
    values = line(page, "optionValues-0")
    values.setText(values.text() + "，深海军蓝哑光釉")
    values.textEdited.emit(values.text())
    click(page, "makeVariants")
    settle()
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance("深海军蓝哑光釉") + 2 * SPACE[2]


def test_sections_are_reached_by_their_keys(page):
    for number, name in enumerate(("listingTitle", "addPictures", "categorySearch", "variantTable"), start=1):
        QTest.keyClick(page, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert page.window().focusWidget().objectName() == name


def test_the_panel_of_the_listings_leads_to_the_page(window):
    window.go("listings", listing=MUG)
    window.current_page.show_panel(True)
    window.current_page.panel.findChild(QPushButton, "editListing").click()
    assert window.current_page.name == "listing" and window.current_page.draft.listing.handle == MUG


def test_specifications_are_filled_in_from_what_is_told(page, settle):
    click(page, "fillSpecifications")
    settle()
    told = page.draft.listing.facts.blocks["specifications"]
    assert "颜色:" in told and "Weight: 380 g" in told
    assert page.findChild(QPlainTextEdit, "block-specifications").toPlainText() == told


def test_the_detail_page_is_shown_as_a_buyer_sees_it(page, qtbot, monkeypatch):
    shown: list[str] = []
    monkeypatch.setattr(
        "shopdesk.ui.listings.detail_preview.show_detail_page", lambda _c, listing, _p: shown.append(listing.title)
    )
    click(page, "previewDetail")
    assert shown == [page.draft.listing.title]


def test_a_duplicate_is_a_draft_of_its_own(window, page, settle):
    count = len(list_listings(window.context.shop))
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    made = page.draft.listing
    assert made.handle != MUG and made.status == "draft" and len(list_listings(window.context.shop)) == count + 1
    window.context.take_back()
    settle()
    assert len(list_listings(window.context.shop)) == count
    assert page.draft.is_new


def test_what_is_typed_is_saved_when_the_page_is_left(window, page, settle):
    field = line(page, "listingPoint")
    field.setFocus()
    field.selectAll()
    field.insert("可微波炉加热")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle()
    assert window.current_page.name == "listings"
    assert show_listing(window.context.shop, MUG).facts.selling_point == "可微波炉加热"


def test_typing_while_a_save_is_under_way_loses_nothing(window, settle):
    window.go("listing", new=True)
    page = window.current_page
    write(page, "listingTitle", "快速输入的标题 陶瓷盘子")
    keyword = line(page, "listingKeyword")
    keyword.insert("陶瓷盘子")  # typed, not left, while the listing is still being made
    settle()
    assert keyword.text() == "陶瓷盘子"
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.draft.listing.facts.keyword == "陶瓷盘子"


def test_a_language_change_keeps_the_page(window, page):
    line(page, "listingBrand").insert("未存")
    kept = page.kept()
    assert kept["listing"] == MUG and "未存" in str(kept["typed"])
    page.put_back(kept)
    assert "未存" in line(page, "listingBrand").text()
