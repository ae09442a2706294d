"""Widths of columns: the room that is left is taken, what was dragged or set by key is remembered and put back."""

from array import array

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from shopdesk.ui import machine
from shopdesk.ui.tables.column_width import LEAST, NARROWEST, STEP, WIDEST
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import SPACE


class Rows:
    def __init__(self, shown=(1,)) -> None:
        self.shown = shown

    def ids(self, sort, descending):
        return array("q", self.shown)

    def rows(self, ids):
        return ["row" for _id in ids]


SHORT, LONG = "碗", "景德镇手绘青花盖碗"
PLANNED = 200 + 5 * 100


@pytest.fixture
def made(qtbot, context):
    def make(name: str = "table", text: str = SHORT) -> TableView:
        return open_table(qtbot, context, name, text)

    return make


@pytest.fixture
def table(made):
    return made()


def open_table(qtbot, context, name: str, text: str) -> TableView:
    columns = [
        Column("title", "Title", Cell, 200, stretch=True),
        *(Column(f"c{at}", f"Column {at}", lambda _row: Cell(text), 100) for at in range(5)),
    ]
    model = TableModel(columns)
    made = TableView(model, context.thumbnails, name, "Table")
    qtbot.addWidget(made)
    model.show(Rows())
    made.resize(PLANNED, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_first_column_takes_the_room_that_is_left_and_keeps_a_least_of_it(table, qtbot):
    header, bar = table.horizontalHeader(), table.horizontalScrollBar()
    qtbot.waitUntil(lambda: header.sectionSize(0) == 200 and bar.maximum() == 0, timeout=5_000)
    table.resize(1100, 300)
    qtbot.waitUntil(lambda: header.sectionSize(0) > 300 and bar.maximum() == 0, timeout=5_000)
    table.resize(420, 300)
    qtbot.waitUntil(lambda: header.sectionSize(0) == LEAST and bar.maximum() > 0, timeout=5_000)
    for at in (1, 2):
        table.setColumnHidden(at, True)
    table.widths.keep_room()
    qtbot.waitUntil(lambda: header.sectionSize(0) > LEAST and bar.maximum() == 0, timeout=5_000)


def test_columns_that_hold_little_give_way_before_words_are_cut(made, qtbot):
    table = made()
    table.resize(PLANNED - 90, 300)
    qtbot.waitUntil(lambda: all(table.columnWidth(at) < 100 for at in range(1, 6)), timeout=5_000)
    assert 200 <= table.columnWidth(0) < 206
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0, timeout=5_000)


def test_a_column_of_one_character_makes_no_table_scroll(qtbot, context):
    letters = [Column(f"c{at}", "I", lambda _row: Cell("A"), 20) for at in range(3)]
    model = TableModel([Column("title", "Title", Cell, 200, stretch=True), *letters])
    table = TableView(model, context.thumbnails, "table", "Goods")
    qtbot.addWidget(table)
    model.show(Rows())
    table.resize(300, 300)
    table.show()
    qtbot.waitExposed(table)
    assert table.columnWidth(1) >= NARROWEST and table.horizontalScrollBar().maximum() == 0


def test_columns_that_hold_much_grow_where_there_is_room(made, qtbot):
    table = made(text=LONG)
    needed = table.fontMetrics().horizontalAdvance(LONG)
    assert all(100 <= table.columnWidth(at) < needed for at in range(1, 6))
    table.resize(PLANNED + 400, 300)
    qtbot.waitUntil(lambda: all(table.columnWidth(at) > needed for at in range(1, 6)), timeout=5_000)
    grown = table.columnWidth(1)
    table.table_model.show(Rows(()))
    table.table_model.show(Rows())
    assert table.columnWidth(1) == grown, "columns do not jump while rows come and go"


def test_the_outer_column_keeps_its_edge_when_the_last_one_is_hidden(made, qtbot):
    table = made(text=LONG)
    needed = table.fontMetrics().horizontalAdvance(LONG) + SPACE[4] + SPACE[2]
    table.resize(PLANNED + 300, 300)
    table.chooser.show(("title", "c0", "c1"))
    assert table.columnWidth(2) >= needed


class FirstPaint(QObject):
    """Notes how wide a column is each time the table is painted."""

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self.table, self.seen = table, []
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self.table.columnWidth(1))
        return False


def test_columns_stand_as_they_stay_when_they_are_first_painted(qtbot, context):
    model = TableModel([Column("", "Title", Cell, 200, stretch=True), Column("", "C", lambda _row: Cell(LONG), 100)])
    model.show(Rows())  # as pages read their rows before they are shown
    table = TableView(model, context.thumbnails, "table", "Goods")
    qtbot.addWidget(table)
    table.resize(700, 300)
    painted = FirstPaint(table)
    table.show()
    qtbot.waitUntil(lambda: bool(painted.seen), timeout=20_000)
    assert painted.seen[0] > table.fontMetrics().horizontalAdvance(LONG)
    assert set(painted.seen) == {table.columnWidth(1)}


def divider(table: TableView, at: int) -> QPoint:
    header = table.horizontalHeader()
    return QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) - 1, header.height() // 2)


def drag(table: TableView, at: int, by: int) -> None:
    """Take the divider behind a column and put it down elsewhere."""
    ground, place, left = table.horizontalHeader().viewport(), divider(table, at), Qt.MouseButton.LeftButton
    QTest.mousePress(ground, left, pos=place)
    for step in (by // 2, by):
        QTest.mouseMove(ground, place + QPoint(step, 0))
    QTest.mouseRelease(ground, left, pos=place + QPoint(by, 0))


def test_a_dragged_width_is_remembered_and_the_usual_columns_give_it_up(made, qtbot):
    table = made()
    drag(table, 2, 40)
    assert table.columnWidth(2) == 140
    left = table.viewport().width() - 140 - 4 * 100
    assert table.columnWidth(0) == left, "the first column still takes what room is left"
    again = made()
    assert again.columnWidth(2) == 140
    qtbot.waitUntil(lambda: again.horizontalScrollBar().maximum() == 0, timeout=5_000)
    again.chooser.open()
    again.findChild(QMenu, "columnsMenu").findChild(QAction, "usualColumns").trigger()
    assert again.columnWidth(2) == 100 and machine.recall("widths/table") == ""


def test_the_column_that_takes_what_is_left_can_be_dragged_too(made, qtbot):
    table = made()
    qtbot.waitUntil(lambda: table.columnWidth(0) == 200)
    drag(table, 0, -50)
    assert table.columnWidth(0) == 150
    table.resize(1200, 300)
    assert table.columnWidth(0) == 150, "a width that was chosen does not follow the window"
    assert made().columnWidth(0) == 150


def test_a_double_click_on_the_divider_fits_what_the_column_holds(made):
    table = made(text=LONG)
    QTest.mouseDClick(table.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=divider(table, 1))
    needed = table.fontMetrics().horizontalAdvance(LONG)
    assert needed < table.columnWidth(1) < needed + 60
    assert machine.recall("widths/table") == f"c0={table.columnWidth(1)}"


def test_widths_and_places_of_columns_by_key(made):
    table = made(text=LONG)
    table.setFocus()
    table.chooser.open()
    menu = table.findChild(QMenu, "columnsMenu")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == "Column 0"
    usual = table.columnWidth(1)
    QTest.keyClick(menu, Qt.Key.Key_Right, control)
    QTest.keyClick(menu, Qt.Key.Key_Right, control)
    assert table.columnWidth(1) == usual + 2 * STEP
    QTest.keyClick(menu, Qt.Key.Key_Left, control)
    assert table.columnWidth(1) == usual + STEP
    QTest.keyClick(menu, Qt.Key.Key_0, control)
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance(LONG)
    QTest.keyClick(menu, Qt.Key.Key_Down, control)
    assert table.chooser.shown()[:3] == ("title", "c1", "c0")
    assert [action.text() for action in menu.actions()[:3]] == ["Title", "Column 1", "Column 0"]
    assert menu.activeAction().text() == "Column 0" and menu.isVisible()
    for _ in range(3):
        QTest.keyClick(menu, Qt.Key.Key_Up, control)
    assert table.chooser.shown()[:3] == ("c0", "title", "c1")
    for _ in range(9):
        QTest.keyClick(menu, Qt.Key.Key_Down, control)
    assert table.chooser.shown()[-1] == "c0"
    menu.findChild(QAction, "usualColumns").trigger()
    assert table.chooser.shown() == () and table.columnWidth(1) == usual
    menu.close()


def test_all_columns_are_fitted_at_once(made):
    table = made(text=LONG)
    table.chooser.open()
    table.findChild(QMenu, "columnsMenu").findChild(QAction, "fitColumns").trigger()
    assert all(table.columnWidth(at) > table.fontMetrics().horizontalAdvance(LONG) for at in range(1, 6))


@pytest.mark.parametrize(
    "damaged",
    [
        "c0",
        "=",
        "c0=",
        "c0=many",
        "c0=-5",
        "c0=１２",
        "c0=99999999999",
        ",,,",
        "c0=0",
        "\x00",
        "c0=1=2",
        ["c0=90", "c1"],
        7,
    ],
)
def test_damaged_settings_leave_a_table_as_it_is_planned(made, damaged):
    machine.remember("widths/table", damaged)
    table = made()
    widths = [table.columnWidth(at) for at in range(1, 6)]
    assert all(width == NARROWEST or 100 <= width < 120 for width in widths) and table.columnWidth(0) >= LEAST
    drag(table, 1, 30)
    assert made().columnWidth(1) == table.columnWidth(1)


def test_what_another_version_called_its_columns_is_kept(made):
    machine.remember("widths/table", f"bygone=77,c0=90000,c3=90,c4={NARROWEST - 9}")
    table = made()
    assert (table.columnWidth(1), table.columnWidth(4), table.columnWidth(5)) == (WIDEST, 90, NARROWEST)
    table.widths.set_width(2, 120)
    assert "bygone=77" in machine.recall("widths/table")
    table.widths.reset()
    assert machine.recall("widths/table") == "bygone=77"


def test_a_hidden_column_comes_back_as_wide_as_it_was(table):
    table.widths.set_width(3, 180)
    table.chooser.show(("title", "c0", "c1"))
    table.chooser.show(())
    assert table.columnWidth(3) == 180
    assert list(table.widths.chosen()) == ["c2"]
