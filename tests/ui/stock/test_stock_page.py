"""The stock page: why a number is what it is, and how it is changed by keyboard and taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from shopdesk.domain.purchases import Supplier
from shopdesk.services.kits import set_kit
from shopdesk.services.orders import each_order, list_orders
from shopdesk.services.purchases import Receipt, draft_purchase, order_purchase, receive_purchase
from shopdesk.services.stock import list_stock, move_stock, show_stock
from shopdesk.services.stock_table import tell_stock
from shopdesk.services.suppliers import save_supplier
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import StatusLabel
from shopdesk.ui.stock.step_chart import StepChart
from shopdesk.ui.stock.stock_page import StockPage
from shopdesk.ui.window.main_window import MainWindow
from tests.conftest import NOW
from tests.ui.conftest import PLACES, PlainPage


@pytest.fixture
def window(folder: Path, qtbot):
    """The frame on the stock page, on the Friday on which the sample shop was made."""
    context = Context(folder)
    context.shop = replace(context.shop, now=lambda: NOW)
    plain = dict.fromkeys([*(place.page for place in PLACES), "analysis", "batches"], PlainPage)
    opened = MainWindow(context, PLACES, plain | {"stock": StockPage})
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("stock")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> StockPage:
    return window.current_page


@pytest.fixture
def sku(page) -> str:
    """The SKU with most pieces promised."""
    rows = page.source("all", "")
    return max(rows.rows(rows.ids()), key=lambda row: row.reserved).sku


@pytest.fixture
def level(window):
    """Tell what is available of a SKU, and how many movements it has had."""

    def tell(sku: str) -> tuple[int, int]:
        proof = show_stock(window.context.shop, sku)
        return proof.level.available, len(proof.movements)

    return tell


def words_of(page: StockPage) -> str:
    """Everything that can be read in the panel."""
    return "\n".join(shown.text() for shown in page.panel.findChildren(QLabel) if shown.isVisibleTo(page))


def column(page: StockPage, title: str) -> list[str]:
    at = next(at for at, column in enumerate(page.model.columns) if column.title == title)
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def open_form(page: StockPage, sku: str, qtbot) -> None:
    page.show_wanted({"sku": sku})
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.form is not None


def test_the_most_lacking_comes_first(page):
    missing = [
        int(available.replace("−", "-").replace(",", "")) - int(safety)
        for available, safety in zip(column(page, "Available"), column(page, "Safety"), strict=True)
    ]
    assert missing == sorted(missing) and missing[0] < 0 < missing[-1]


def test_the_panel_shows_the_sum_and_the_orders_behind_it(page, sku, window, qtbot):
    page.show_wanted({"sku": sku})
    proof = show_stock(window.context.shop, sku)
    level = proof.level
    spoken = page.panel.findChild(object, "stockSum").accessibleName()
    assert spoken == f"{level.on_hand} on hand − {level.reserved} reserved = {level.available} available"
    assert page.panel.title.text() == f"Why is it {level.available}?"
    number = proof.reservations[0].order
    qtbot.mouseClick(page.panel.findChild(QPushButton, f"order-{number}"), Qt.MouseButton.LeftButton)
    assert window.current_page.asked[-1] == {"order": number}


def test_the_number_is_derived_again_from_all_its_movements(page, sku, level):
    page.show_wanted({"sku": sku})
    proof = page.panel.findChild(StatusLabel, "stockProof")
    assert proof.accessibleName() == f"Re-derived from all {level(sku)[1]} movements, agrees"


def test_the_curve_ends_at_what_is_available_and_says_so(page, sku, level):
    page.show_wanted({"sku": sku})
    chart = page.panel.findChild(StepChart, "availableChart")
    assert f"to {level(sku)[0]} today" in chart.accessibleDescription()
    assert not chart.grab().toImage().isNull()


def test_goods_are_moved_by_keyboard_and_moved_back(page, sku, level, window, wait, qtbot):
    before, movements = level(sku)
    open_form(page, sku, qtbot)
    qtbot.keyClicks(page.panel.form.pieces, "+20")
    assert page.panel.form.reason.currentData() == "receipt"
    qtbot.keyClick(page.panel.form.pieces, Qt.Key.Key_Return)
    wait(window.context)
    assert level(sku) == (before + 20, movements + 1)
    assert page.panel.form is None and page.panel.title.text() == f"Why is it {before + 20}?"
    assert page.table.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(window.context)
    assert level(sku) == (before, movements + 2)
    assert "Taken back: Receipt of" in words_of(page)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    wait(window.context)
    assert level(sku) == (before + 20, movements + 3)


def test_more_than_there_is_stays_typed_and_says_why(page, sku, level, window, wait, qtbot):
    before = level(sku)
    open_form(page, sku, qtbot)
    form = page.panel.form
    qtbot.keyClicks(form.reference, "broken in the rain")
    qtbot.keyClicks(form.pieces, "-9999")
    qtbot.keyClick(form.pieces, Qt.Key.Key_Return)
    wait(window.context)
    assert level(sku) == before and page.panel.form is form
    assert form.error.isVisible() and "9999 are to go out, but only" in form.error.text()
    assert (form.pieces.text(), form.reference.text()) == ("-9999", "broken in the rain")
    assert window.context.undo.newest is None


def test_who_goes_on_before_it_is_done_still_hears_of_it(page, level, window, wait, qtbot):
    open_form(page, "QH-MUG-W", qtbot)
    before, _movements = level("QH-MUG-W")
    page.panel.form.pieces.setText("2")
    page.panel.form.submit()
    page.show_wanted({"sku": "QH-MUG-B"})
    wait(window.context)
    assert level("QH-MUG-W")[0] == before + 2
    assert window.context.undo.newest.text == "QH-MUG-W +2 at Office: Receipt"


def test_what_is_promised_cannot_be_taken(page, sku, window, wait, qtbot):
    shown = show_stock(window.context.shop, sku).level
    open_form(page, sku, qtbot)
    form = page.panel.form
    form.pieces.insert(f"−{shown.on_hand}")
    qtbot.keyClick(form.pieces, Qt.Key.Key_Return)
    wait(window.context)
    assert f"only {shown.available} are not promised to orders" in form.error.text()


@pytest.mark.parametrize("typed", ["", "ten", "1.5", "--3"])
def test_no_number_is_refused_at_once(page, sku, typed, qtbot):
    open_form(page, sku, qtbot)
    qtbot.keyClicks(page.panel.form.pieces, typed)
    qtbot.keyClick(page.panel.form.pieces, Qt.Key.Key_Return)
    assert page.panel.form.error.text() == "Write a whole number: +20 comes in, −5 goes out."


def test_what_is_being_typed_survives_what_others_change(page, sku, window, wait, qtbot):
    open_form(page, sku, qtbot)
    qtbot.keyClicks(page.panel.form.pieces, "+7")
    order = page.panel.findChildren(QPushButton)
    number = next(link.text() for link in order if link.objectName().startswith("order-"))
    from shopdesk.services.orders import cancel_order

    window.context.write("", lambda shop, _job: each_order(shop, [number], cancel_order), changes={"orders", "stock"})
    wait(window.context)
    assert page.panel.findChild(QPushButton, f"order-{number}") is None or not page.panel.findChild(
        QPushButton, f"order-{number}"
    ).isVisibleTo(page)
    assert page.panel.form.pieces.text() == "+7" and page.panel.form.isVisibleTo(page)


def test_esc_closes_the_form_before_anything_else(page, sku, qtbot):
    open_form(page, sku, qtbot)
    qtbot.keyClick(page.panel.form.pieces, Qt.Key.Key_Escape)
    assert page.panel.form is None and page.table.selected_count() == 1


def test_the_safety_line_is_changed_where_it_stands_and_taken_back(page, window, wait, qtbot):
    page.show_wanted({"sku": "QH-MUG-W"})
    qtbot.keyClick(window, Qt.Key.Key_F2)
    edit = page.panel.shelf.safety
    before = edit.text()
    edit.clear()
    qtbot.keyClicks(edit, "500")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    wait(window.context)
    assert show_stock(window.context.shop, "QH-MUG-W").level.safety == 500
    assert page.model.row_at(page.model.row_of(page.table.current_id())).state == "low"
    window.context.take_back()
    wait(window.context)
    assert edit.text() == before


def test_a_safety_line_below_nothing_is_refused_under_the_field(page, qtbot):
    page.show_wanted({"sku": "QH-MUG-W"})
    edit = page.panel.shelf.safety
    edit.clear()
    qtbot.keyClicks(edit, "-3")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert page.panel.shelf.error.text() == "Write a whole number of pieces, 0 or more."
    assert edit.text() == "-3"


def test_a_shelf_is_named_where_it_stands(page, window, wait, qtbot):
    page.show_wanted({"sku": "QH-MUG-W"})
    page.panel.shelf.place.selectAll()
    qtbot.keyClicks(page.panel.shelf.place, "Z-09-1")
    qtbot.keyClick(page.panel.shelf.place, Qt.Key.Key_Return)
    wait(window.context)
    assert window.context.undo.newest.text == "QH-MUG-W: shelf Z-09-1"
    assert page.panel.shelf.place.text() == "Z-09-1"


def test_goods_are_found_by_pinyin_initials(page, qtbot):
    qtbot.keyClicks(page.search, "mkb")
    goods = column(page, "Goods")
    assert goods and all("马克杯" in words for words in goods)
    assert page.counts_text() == f"{len(goods)} of 99 SKUs"


def test_goods_are_sorted_by_what_is_available(page):
    at = next(at for at, shown in enumerate(page.model.columns) if shown.key == "available")
    page.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    available = [int(text.replace(",", "")) for text in column(page, "Available")]
    assert available == sorted(available, reverse=True)


def test_the_view_of_low_goods_counts_what_it_shows(page):
    page.show_wanted({"view": "low"})
    low = page.rows_shown()
    assert page.tabs.tabText(0) == f"Low or out  {low}" and low > 0
    assert set(column(page, "State")) <= {"Low", "Out", "Oversold"}


def test_a_sku_is_found_from_elsewhere_whatever_view_stands(page):
    page.show_wanted({"view": "oversold"})
    page.show_wanted({"sku": "QH-MUG-W"})
    assert page.panel.sku == "QH-MUG-W" and page.panel.isVisible()


def test_goods_at_the_stall_are_named_and_not_for_sale(page, window, wait, qtbot):
    open_form(page, "QH-MUG-W", qtbot)
    form = page.panel.form
    form.place.setCurrentIndex(form.place.findData("stall"))
    qtbot.keyClicks(form.pieces, "4")
    qtbot.keyClick(form.pieces, Qt.Key.Key_Return)
    wait(window.context)
    assert page.panel.findChild(QLabel, "stockElsewhere").text() == "Elsewhere: Stall 4 – not for sale."
    page.show_wanted({"view": "elsewhere"})
    assert column(page, "SKU") == ["QH-MUG-W"]


def test_a_count_sheet_is_posted_and_taken_back(page, window, wait, tmp_path, monkeypatch, qtbot):
    sheet = tmp_path / "count.csv"
    sheet.write_text("sku,quantity\nQH-MUG-W,111\nQH-NOT-OURS,3\n", "utf-8")
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [sheet])
    before = show_stock(window.context.shop, "QH-MUG-W").level.on_hand
    page.table.clearSelection()
    qtbot.mouseClick(page.findChild(QPushButton, "countSheet"), Qt.MouseButton.LeftButton)
    wait(window.context)
    assert show_stock(window.context.shop, "QH-MUG-W").level.on_hand == 111
    assert window.context.undo.newest.text == "1 SKU counted, 1 changed"
    assert page.findChild(QLabel, "findingsText").text().startswith("Row 3: The shop has no SKU QH-NOT-OURS.")
    window.context.take_back()
    wait(window.context)
    assert show_stock(window.context.shop, "QH-MUG-W").level.on_hand == before


def test_the_books_are_checked(page, window, wait, qtbot):
    told: list[str] = []
    window.context.told.connect(told.append)
    page.table.clearSelection()
    qtbot.mouseClick(page.findChild(QPushButton, "checkBooks"), Qt.MouseButton.LeftButton)
    wait(window.context)
    assert told == ["99 numbers re-derived, none differs"]


def test_books_that_differ_are_named(page, window, wait, qtbot):
    window.context.shop.connection.execute("UPDATE stock SET quantity = quantity + 1 WHERE variant_id = 1")
    page._check_books()
    wait(window.context)
    assert page.findChild(QLabel, "findingsTitle").text() == "1 of 99 numbers differs"
    assert "the movements say" in page.findChild(QLabel, "findingsText").text()


def test_sales_are_shown_day_by_day(page, window):
    rows = page.source("all", "")
    sold = next(row for row in rows.rows(rows.ids("sold", True)))
    assert sum(sold.sold) > 1 and len(sold.sold) == 14 and sold.days_left is not None
    assert list_orders(window.context.shop, view="shipped")


def test_on_a_small_screen_the_names_keep_their_room(page, window, qtbot):
    at = next(at for at, shown in enumerate(page.model.columns) if shown.key == "sold")
    assert not page.table.isColumnHidden(at)
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(at))


def test_a_window_built_anew_keeps_what_was_being_typed(page, sku, window, qtbot):
    open_form(page, sku, qtbot)
    qtbot.keyClicks(page.panel.form.pieces, "+3")
    kept = page.kept()
    other = StockPage(window.context)
    qtbot.addWidget(other)
    other.put_back(kept)
    assert other.panel.sku == sku and other.panel.form.pieces.text() == "+3"


def test_what_is_not_in_view_says_so(page, qtbot):
    page.show_wanted({"view": "oversold"})
    assert page.empty.isVisible()
    page.show_wanted({"view": "all"})
    qtbot.keyClicks(page.search, "zzzz")
    assert page.empty.accessibleName() == "Nothing found for “zzzz”"


def test_goods_are_carried_to_the_stall_and_back(window, page, wait):
    page.table.stand_on_first()
    sku = next(level.sku for level in list_stock(window.context.shop) if level.available > 2)
    page.show_wanted({"sku": sku})
    page.panel.show_sku(sku)
    page._move()
    form = page.panel.form
    form.reason.setCurrentIndex(form.reason.findData("transfer"))
    assert form.target.isVisible()
    form.target.setCurrentIndex(form.target.findData("stall"))
    form.pieces.setText("2")
    form.submit()
    wait(window.context)
    assert show_stock(window.context.shop, sku).level.locations["stall"] == 2
    window.context.take_back()
    wait(window.context)
    assert "stall" not in show_stock(window.context.shop, sku).level.locations


def test_a_kit_says_what_its_parts_would_make(window, page):
    kit, part = [level.sku for level in list_stock(window.context.shop) if level.available > 1][:2]
    set_kit(window.context.shop, kit, {part: 2})
    page.show_wanted({"sku": kit})
    page.refresh()
    page.panel.show_sku(kit)
    level = show_stock(window.context.shop, kit).level
    words = page.panel.findChild(QWidget, "stockSum").accessibleName()
    assert words == (
        f"{level.here} built − {level.reserved} reserved + {level.buildable} from parts = {level.available} available"
    )
    assert page.panel.findChild(QWidget, f"part-{part}") is not None


def test_the_analysis_is_one_key_away(page, window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    analysis = window.current_page
    assert analysis.asked == [{}]
    window.go("stock")
    page.findChild(QPushButton, "openAnalysis").click()
    assert window.current_page is analysis


def test_a_sku_that_may_go_negative_is_sold_below_nothing_and_stands_in_its_view(window, page, qtbot):
    shop = window.context.shop
    level = next(told for told in list_stock(shop) if told.here == told.available > 0)
    page.show_wanted({"sku": level.sku})
    page.panel.findChild(QCheckBox, "mayGoNegative").click()
    qtbot.waitUntil(lambda: tell_stock(shop, level.sku).may_go_negative, timeout=10_000)
    qtbot.waitUntil(lambda: window.context.undo.newest is not None, timeout=10_000)
    move_stock(shop, level.sku, -level.here - 2, reason="write-off")
    page.refresh()
    page.show_view("negative")
    assert column(page, "SKU") == [level.sku] and column(page, "On hand") == ["\N{MINUS SIGN}2"]
    window.context.take_back()
    qtbot.waitUntil(lambda: not tell_stock(shop, level.sku).may_go_negative, timeout=10_000)


def test_a_batch_leads_from_the_proof_to_its_page(window, page):
    shop = window.context.shop
    sku = list_stock(shop)[0].sku
    save_supplier(shop, Supplier("JDZ", "景德镇样板陶坊"))
    number = draft_purchase(shop, "JDZ", {sku: 4}).number
    order_purchase(shop, number)
    receive_purchase(shop, number, [Receipt(sku, 4, "B-2026-11")])
    page.refresh()
    page.show_wanted({"sku": sku})
    asked = []
    window.context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    moved = show_stock(shop, sku).movements[-1].id
    page.panel.findChild(QPushButton, f"movedLot-{moved}").clicked.emit()
    page.panel.findChild(QPushButton, "lot-B-2026-11").clicked.emit()
    assert asked == [("batches", {"lot": "B-2026-11"})] * 2


def test_beside_the_panel_of_a_narrow_window_goods_and_the_count_are_read(page, sku, window, qtbot):
    window.resize(1024, 700)
    page.show_wanted({"view": "all", "sku": sku})
    page.table.selectAll()
    qtbot.waitUntil(lambda: page.panel.isVisible() and page.table.columnWidth(0) >= 150)
    chosen = page.findChild(QLabel, "selectionText")
    assert chosen.width() >= chosen.fontMetrics().horizontalAdvance(page.selection_text(99))
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: bool(page.findChild(QPushButton, "copyRows").text()))


def test_the_buttons_above_the_stock_keep_their_words_where_there_is_room(window, wait):
    window.resize(1366, 768)
    window.go("stock")
    wait(window.context)
    page = window.current_page
    page.show_panel(False)
    page.table.clearSelection()
    words = [page.findChild(QPushButton, name).text().strip() for name in ("checkBooks", "countStock")]
    assert words == ["Check the books", "Stock counts"]
