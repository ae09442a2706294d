"""What a screen reader says of tables: cells and heads in words, and what searching, sorting and selecting change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shopdesk import app
from shopdesk.ui.context import Context
from shopdesk.ui.status import STOCK
from shopdesk.ui.tables.list_source import ListSource
from shopdesk.ui.tables.table_ear import SPEAK_MS
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.undo import Change
from tests.ui.screen_reader import cell_of, head_of, table_faults

TEXT, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture(autouse=True)
def listened_to(qapp):
    """As with a screen reader."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def opened(folder, qtbot, wait):
    """The window on its orders."""
    window = app.open_window(folder, Context(folder))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.go("orders", view="to-ship")
    wait(window.context)
    QTest.qWait(2 * SPEAK_MS)
    yield window
    window.close()


@pytest.fixture
def shelf(qtbot, context):
    """A table of two goods in a window of its own."""
    places = []

    def made(*columns: Column, title: str = "Goods") -> TableView:
        places.append(place := QWidget())
        table = TableView(TableModel(columns), context.thumbnails, "goods", title)
        QVBoxLayout(place).addWidget(table)
        table.table_model.show(ListSource(("first", "second"), lambda row, _sort: row))
        qtbot.addWidget(place)
        place.show()
        qtbot.waitExposed(place)
        return table

    return made


NAME = Column("name", "Name", Cell)


def test_a_cell_is_said_in_words(shelf):
    table = shelf(
        NAME,
        Column("", "Left", lambda _row: Cell("\N{MINUS SIGN}1:10", share=1.0, tip="By noon", heard="1 h 10 min late")),
        Column("", "Kind", lambda _row: Cell("Mug", second="White")),
        Column("", "Due", lambda _row: Cell("–")),
        Column("", "Score", lambda _row: Cell("–", tip="Not scored yet")),
    )
    assert [cell_of(table, 0, at).text(TEXT) for at in range(5)] == [
        "first", "1 h 10 min late", "Mug, White", "none", "Not scored yet",
    ]  # fmt: skip
    assert [cell_of(table, 0, at).text(DESCRIPTION) for at in range(1, 5)] == ["By noon", "", "", ""]
    assert list(table_faults(table.window())) == []


def test_a_selected_row_and_the_cell_with_the_keyboard_are_told(shelf):
    table = shelf(NAME)
    table.window().activateWindow()
    table.setFocus()
    table.selectRow(1)
    assert bool(cell_of(table, 1, 0).state().selected) and bool(cell_of(table, 1, 0).state().focused)
    assert not cell_of(table, 0, 0).state().selected


def test_a_head_says_how_the_rows_are_sorted_as_soon_as_they_are(shelf, said):
    table = shelf(NAME)
    assert head_of(table, 0) == "Name"
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert head_of(table, 0) == said[-1] == "Name, sorted descending"
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert head_of(table, 0) == said[-1] == "Name, sorted ascending"


def test_a_table_without_a_name_of_its_own_a_head_or_words_is_found(shelf):
    table = shelf(NAME, Column("", "", lambda _row: Cell("", status=STOCK["low"])), title="Table")
    found = list(table_faults(table.window()))
    assert found[0] == "goods is told as Table, not by what it holds"
    assert found[1] == "goods: column 1 is told as ''"
    assert found[2:] == ["goods:  of row 0 is told as ''", "goods:  of row 1 is told as ''"]


def test_a_table_is_called_by_its_view_with_its_rows(opened, wait):
    table = opened.current_page.table
    assert table.accessibleName() == "Orders, To ship"
    before = table.accessibleDescription()
    assert before == f"{opened.rows_shown()} rows"
    opened.current_page.show_view("all")
    wait(opened.context)
    assert table.accessibleName() == "Orders, All" and table.accessibleDescription() != before


def test_what_a_search_leaves_is_said_once_after_the_last_letter(opened, qtbot, said):
    QTest.keyClicks(opened.current_page.search, "SD-00019")
    qtbot.waitUntil(lambda: said == [f"{opened.rows_shown()} rows"], timeout=10_000)
    QTest.keyClicks(opened.current_page.search, "zz")
    qtbot.waitUntil(lambda: said[1:] == ["Nothing found for “SD-00019zz”"], timeout=10_000)


def test_another_view_is_said_with_what_it_holds(opened, qtbot, said):
    opened.current_page.show_view("all")
    qtbot.waitUntil(lambda: f"All: {opened.rows_shown()} rows" in said, timeout=10_000)


def test_several_rows_selected_are_counted_and_a_single_one_is_not(opened, qtbot, said):
    table = opened.current_page.table
    table.setFocus()
    table.selectRow(0)
    QTest.qWait(2 * SPEAK_MS)
    said.clear()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    text = opened.findChild(QLabel, "selectionText")
    qtbot.waitUntil(lambda: bool(said) and said[0].startswith(text.accessibleName()), timeout=10_000)
    assert "3 " in text.accessibleName()
    table.clearSelection()
    qtbot.waitUntil(lambda: said[-1] == "Nothing selected", timeout=10_000)


def test_a_row_one_walks_to_is_called_by_its_panel_and_enter_says_that_it_is_open(opened, qtbot, said):
    page = opened.current_page
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: said == [page.panel.title.text()], timeout=10_000)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said[1:] == [f"Panel: {page.panel.title.text()}"], timeout=10_000)


def test_rows_that_are_read_anew_are_no_news(opened, qtbot, wait, said):
    opened.context.changed.emit(frozenset({"orders"}))
    wait(opened.context)
    QTest.qWait(2 * SPEAK_MS)
    assert said == []


def test_what_was_done_is_said_with_the_way_back(opened, said):
    opened.context.note(Change("Order SD-000193 held", lambda _shop, _job: None))
    assert said == ["Order SD-000193 held. Ctrl+Z takes it back"]
    opened.context.told.emit("Saved: orders.csv")
    assert said[1:] == ["Saved: orders.csv"]
