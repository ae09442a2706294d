"""Files in: dropped, checked row by row, taken as a whole and taken back; nothing is lost on the way."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from shopdesk.services.imports import format_names, list_batches
from shopdesk.services.orders import each_order, hold_order, list_orders
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.dialogs import ErrorDialog
from shopdesk.ui.imports.import_page import ImportPage
from shopdesk.ui.imports.import_words import FORMATS, WHY, word_cell
from shopdesk.ui.page import Page
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rail import Place
from shopdesk.words.errors import _ROWS

PLACES = [
    Place("today", "house", "Today", "Ctrl+1"),
    Place("orders", "clipboard-list", "Orders", "Ctrl+2"),
    Place("printing", "printer", "Printing", "Ctrl+3"),
    Place("listings", "images", "Listings", "Ctrl+4"),
    Place("stock", "boxes", "Stock", "Ctrl+5"),
    Place("import", "arrow-left-right", "In and out", "Ctrl+6"),
]
PDD = {
    "商品": "加厚收纳盒",
    "订单号": "260609-1",
    "订单状态": "待发货",
    "用户实付金额(元)": "60.00",
    "商品数量(件)": "3",
    "商品规格": "蓝色,大号",
    "收货人": "样板人",
    "手机": "13900001234",
    "省": "浙江省",
    "市": "杭州市",
    "区": "西湖区",
    "街道": "样板路1号",
    "订单成交时间": "2026-06-09 12:00:00",
}


class PlainPage(Page):
    """A page that only remembers what it was asked."""

    def show_wanted(self, wanted):
        self.asked = wanted


@pytest.fixture
def pdd(tmp_path: Path):
    """Write a Pinduoduo export; every row says what differs from an ordinary paid order."""

    def write(*rows: dict[str, str], name: str = "pdd.csv") -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(PDD))
            writer.writeheader()
            writer.writerows(PDD | row for row in rows)
        return path

    return write


@pytest.fixture
def window(folder: Path, qtbot):
    """The frame with the import page in it."""
    makers = {place.page: PlainPage for place in PLACES} | {"import": ImportPage}
    opened = MainWindow(Context(folder), PLACES, makers)
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("import")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def page(window) -> ImportPage:
    return window.current_page


@pytest.fixture
def drop(window, page, qtbot):
    """Drop files on the window and wait until they have been looked at."""

    def dropped(*paths: Path) -> None:
        window.take_files(list(paths))
        assert page.stack.currentWidget() is page.reading
        qtbot.waitUntil(lambda: page.stack.currentWidget() is not page.reading, timeout=20_000)

    return dropped


@pytest.fixture
def click(page, qtbot):
    def clicked(name: str) -> None:
        button = page.findChild(QAbstractButton, name)
        assert button.isVisible(), name
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return clicked


@pytest.fixture
def take(page, click, qtbot, wait):
    """Press the import's button and wait until the done card stands there."""

    def taken() -> None:
        click("importTake")
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done, timeout=20_000)
        wait(page.context)

    return taken


def counts(page) -> list[str]:
    return [tile.count_text for tile in page.preview.tiles.tiles.values()]


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def found(page, number: str) -> list[str]:
    return [order.channel_order_no for order in list_orders(page.context.shop, search=number)]


def test_a_file_is_checked_then_taken_then_taken_back(window, page, pdd, drop, take, qtbot, wait):
    drop(pdd({"订单号": "260609-1"}, {"订单号": "260609-2"}, {"订单号": "260609-3", "商品数量(件)": "1.5"}))
    assert counts(page) == ["2", "0", "0", "1"]
    assert "Pinduoduo orders" in words_of(page.preview.card) and found(page, "260609-1") == []
    take()
    assert "Imported 2 orders" in words_of(page.done)
    assert found(page, "260609-1") == ["260609-1"]
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: found(page, "260609-1") == [])
    qtbot.waitUntil(lambda: "Taken back" in words_of(page.done))
    qtbot.waitUntil(lambda: page.context.undo.newest_undone is not None)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: found(page, "260609-2") == ["260609-2"])
    qtbot.waitUntil(lambda: page.context.undo.newest is not None)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: found(page, "260609-2") == [])


def test_ctrl_enter_takes_it_from_any_focus(window, page, pdd, drop, qtbot):
    drop(pdd({}))
    page.preview.records.tables["created"].setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done)


def test_the_same_file_again_has_nothing_to_import_and_says_so(page, pdd, drop, take, click):
    file = pdd({"订单号": "260609-1"}, {"订单号": "260609-2"})
    drop(file)
    take()
    click("importMoreFiles")
    drop(file)
    assert counts(page) == ["0", "0", "2", "0"]
    button = page.findChild(QAbstractButton, "importTake")
    assert not button.isEnabled() and "knows all of this already" in button.toolTip()


def test_a_changed_order_shows_before_and_after(page, pdd, drop, take):
    drop(pdd({}))
    take()
    drop(pdd({"订单状态": "已发货，待收货"}))
    assert counts(page) == ["0", "1", "0", "0"]
    page.preview.tiles.stand_on("updated")
    assert "State New → Shipped" in page.preview.records.model.index(0, 3).data()
    assert page.preview.records.panel.findChild(QLabel, "after-fulfilment").text() == "Shipped"


def test_a_refused_row_says_why_and_shows_its_cells(page, pdd, drop, qtbot):
    drop(pdd({}, {"订单号": "260609-2", "商品数量(件)": "一两件"}))
    assert page.preview.tiles.kind == "rejected", "what needs a person stands first"
    qtbot.waitUntil(lambda: "is not a whole number" in words_of(page.preview.records.panel), timeout=20_000)
    shown = words_of(page.preview.records.panel)
    assert "Row 3" in shown and "Correct the cell" in shown
    assert page.preview.records.panel.findChild(QLabel, "badCell").text() == "一两件"


def test_persons_are_masked_on_the_way(page, pdd, drop, qtbot):
    drop(pdd({}, {"订单号": "260609-2", "商品数量(件)": "一两件"}))
    for kind in ("rejected", "created"):
        page.preview.tiles.stand_on(kind)
        qtbot.waitUntil(lambda: "样**" in words_of(page.preview.records), timeout=20_000)
        shown = words_of(page.preview.records)
        assert "139****1234" in shown
        assert "样板人" not in shown and "13900001234" not in shown


def test_the_tiles_are_walked_with_arrow_keys(page, pdd, drop, qtbot):
    drop(pdd({}, {"订单号": "260609-2", "商品数量(件)": "一两件"}))
    tile = page.preview.tiles.tiles["rejected"]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Left)
    assert page.preview.tiles.kind == "unchanged"


def test_a_broken_file_and_a_picture_do_not_hold_up_a_good_one(page, pdd, drop, take, tmp_path):
    picture, broken = tmp_path / "mug.png", tmp_path / "empty.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    broken.write_bytes(b"")
    drop(pdd({}), picture, broken)
    assert counts(page) == ["1", "0", "0", "0"]
    page.preview.files.setCurrentRow(1)
    assert "pictures belong to a listing" in words_of(page.preview.card)
    page.preview.files.setCurrentRow(2)
    assert "empty.csv is empty" in words_of(page.preview.card)
    take()
    assert found(page, "260609-1") == ["260609-1"]


def test_of_a_folder_the_files_in_it_are_taken(page, pdd, drop, tmp_path):
    inside = tmp_path / "exports"
    inside.mkdir()
    (inside / "readme.md").write_text("no table", "utf-8")
    pdd({}).rename(inside / "a.csv")
    pdd({"订单号": "260609-2"}).rename(inside / "b.csv")
    drop(inside)
    assert [page.preview.files.item(at).text().split("\n")[0] for at in range(page.preview.files.count())] == [
        "a.csv",
        "b.csv",
    ]
    assert "Import 2 orders" in page.findChild(QAbstractButton, "importTake").text()


def test_a_folder_without_tables_says_so(page, drop, tmp_path):
    (tmp_path / "holiday").mkdir()
    drop(tmp_path / "holiday")
    assert "a folder without a file we can read" in words_of(page.preview.card)
    assert not page.findChild(QAbstractButton, "importTake").isEnabled()


def test_ten_files_at_once(page, pdd, drop, take):
    drop(*(pdd({"订单号": f"260609-{at}"}, name=f"day{at}.csv") for at in range(10)))
    assert page.preview.files.count() == 10
    take()
    assert len(found(page, "260609-")) == 10
    batches = [batch for batch in list_batches(page.context.shop) if batch.format != "sample"]
    assert len(batches) == 10, "each can be taken back by itself"


def test_more_files_join_those_being_checked(page, pdd, drop):
    drop(pdd({}, name="a.csv"))
    drop(pdd({"订单号": "260609-2"}, name="b.csv"))
    assert page.preview.files.count() == 2


def test_a_good_file_dropped_after_a_wrong_one_is_shown(page, pdd, drop, tmp_path):
    (tmp_path / "notes.txt").write_text("hello")
    drop(tmp_path / "notes.txt")
    assert page.preview.card.accessibleName() == "notes.txt"
    drop(pdd({"订单号": "260609-2"}, name="b.csv"))
    assert page.preview.card.accessibleName() == "b.csv"


def test_enter_shows_what_was_imported(window, page, pdd, drop, take, qtbot):
    drop(pdd({}, name="a.csv"))
    take()
    shown = page.findChild(QAbstractButton, "importShow")
    qtbot.waitUntil(shown.hasFocus)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_page.name != "import")


def test_a_file_is_left_out(page, pdd, drop, click, qtbot):
    drop(pdd({}, name="a.csv"), pdd({"订单号": "260609-2"}, name="b.csv"))
    click("importLeaveOut")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview)
    assert page.preview.card.accessibleName() == "b.csv"


def test_escape_leaves_nothing(page, pdd, drop, qtbot, window):
    drop(pdd({}))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.start
    assert found(page, "260609-1") == []


def test_stopping_the_reading_leads_back_to_the_start(page, pdd, qtbot, wait):
    page.take_files([pdd({})])
    page.reading.cancelled.emit()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is not page.reading)
    wait(page.context)
    assert page.stack.currentWidget() in (page.start, page.preview) and found(page, "260609-1") == []


def test_another_preset_reads_the_file_anew(page, pdd, drop, qtbot):
    drop(pdd({}))
    action = next(a for a in page.preview.card.presets.actions() if a.data() == "taobao-orders")
    action.trigger()
    qtbot.waitUntil(lambda: page.preview.isVisible() and "not imported" in words_of(page.preview.card))
    assert "has no column" in words_of(page.preview.card)
    page.preview.card.presets.actions()[0].trigger()
    qtbot.waitUntil(lambda: page.preview.isVisible() and "Recognised" in words_of(page.preview.card))


def test_the_refused_rows_are_saved_to_be_corrected(page, pdd, drop, click, wait, tmp_path, monkeypatch):
    target = tmp_path / "refused.csv"
    monkeypatch.setattr(dialogs, "choose_target", lambda *_: target)
    drop(pdd({}, {"订单号": "260609-2", "商品数量(件)": "一两件"}))
    click("importSaveRefused")
    wait(page.context)
    assert "一两件" in target.read_text("utf-8-sig")


def test_an_import_is_taken_back_from_the_history(page, pdd, drop, take, click, qtbot):
    drop(pdd({}))
    take()
    click("importMoreFiles")
    assert page.start.model.index(0, 1).data() == "pdd.csv"
    click("importTakeBack")
    qtbot.waitUntil(lambda: found(page, "260609-1") == [])
    qtbot.waitUntil(lambda: "Taken back" in page.start.model.index(0, 3).data())
    assert not page.findChild(QAbstractButton, "importTakeBack").isEnabled()


def test_an_import_that_is_worked_on_is_not_taken_back(window, page, pdd, drop, take, click, qtbot, wait):
    drop(pdd({}))
    take()
    number = list_orders(page.context.shop, search="260609-1")[0].number
    page.context.write("hold", lambda shop, job: each_order(shop, [number], hold_order), changes={"orders"})
    wait(page.context)
    click("importMoreFiles")
    click("importTakeBack")
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
    assert found(page, "260609-1") == ["260609-1"]


def test_what_came_in_is_shown_on_the_orders_page(window, page, pdd, drop, take, click):
    drop(pdd({}))
    take()
    click("importShow")
    assert window.current_page.asked == {"view": "new"}


def test_files_can_be_chosen_with_a_key(window, page, pdd, monkeypatch, qtbot):
    file = pdd({})
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [file])
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview)


def test_a_change_elsewhere_does_not_throw_the_check_away(page, pdd, drop):
    drop(pdd({}))
    page.context.changed.emit(frozenset({"orders"}))
    assert page.stack.currentWidget() is page.preview and counts(page) == ["1", "0", "0", "0"]


def test_closing_in_the_middle_of_an_import_leaves_nothing_half_done(window, page, pdd, drop, folder, qtbot):
    drop(pdd(*({"订单号": f"260609-{at}"} for at in range(500))))
    page.preview.take.click()
    window.close()
    qtbot.wait(1)
    context = Context(folder)
    assert len(list_orders(context.shop, search="260609-")) in (0, 500)
    context.close()


def test_the_check_goes_on_in_a_window_of_another_language(page, pdd, drop, qtbot):
    drop(pdd({}))
    other = ImportPage(page.context)
    qtbot.addWidget(other)
    other.put_back(page.kept())
    qtbot.waitUntil(lambda: counts(other) == ["1", "0", "0", "0"])


def test_listings_are_imported_too(page, tmp_path, drop, take):
    file = tmp_path / "products.csv"
    head = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price"
    file.write_text(head + "\nbowl-new,碗,,,BOWL-NEW,2,9.00\n", "utf-8")
    drop(file)
    assert page.preview.title.text() == "Import listings"
    take()
    assert "Imported 1 listing" in words_of(page.done)


def test_cells_with_persons_are_known_by_their_column():
    assert word_cell("Shipping Name", "Ada Example") == "A**"
    assert word_cell("Name", "#1001") == "#1001", "an order's number, not a person"
    for column in ("Ship To Name", "Full Name", "Buyer", "buyer-name", "billing.first_name", "下单帐号"):
        assert word_cell(column, "Ada Example") == "A**", column
    assert word_cell("Buyer Note", "ring twice") == "ring twice"
    assert word_cell("联系手机", "13900001234") == "139****1234"
    assert word_cell("收货地址", "浙江省 杭州市 西湖区 样板路1号").endswith("***")


def test_every_refusal_of_a_row_has_a_short_word():
    assert WHY.keys() == _ROWS.keys()
    assert set(format_names()) == FORMATS.keys()


@pytest.mark.parametrize("width", [1024, 1366])
@pytest.mark.parametrize("kind", ["rejected", "created"])
def test_the_check_needs_no_scrolling_sideways_beside_a_list_of_files(window, page, pdd, drop, qtbot, width, kind):
    window.resize(width, 700)
    bad = {"订单号": "260609-2", "商品数量(件)": "一两件"}
    drop(pdd({}, bad, name="a.csv"), pdd({"订单号": "260609-3"}, bad, name="b.csv"))
    page.preview.tiles.stand_on(kind)
    table = page.preview.records.tables[kind]
    qtbot.waitUntil(lambda: table.isVisible() and table.horizontalScrollBar().maximum() == 0)
    shown = table.horizontalHeader()
    assert not table.isColumnHidden(2)  # why not; of what
    assert all(shown.sectionSize(at) >= 48 for at in range(shown.count()) if not shown.isSectionHidden(at))


def test_when_it_is_done_keys_lead_on_and_nothing_is_counted_that_was_not(window, page, pdd, drop, take, qtbot):
    drop(pdd({"订单号": "260609-1"}, {"订单号": "260609-2", "商品数量(件)": "一两件"}))
    take()
    assert "1 new, 1 refused" in words_of(page.done) and " 0 " not in words_of(page.done)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.start


def test_the_history_fits_a_small_window(window, page, pdd, drop, take, click, qtbot):
    window.resize(1024, 700)
    drop(pdd({}))
    take()
    click("importMoreFiles")
    qtbot.waitUntil(page.start.table.isVisible)
    assert page.start.table.horizontalScrollBar().maximum() == 0
