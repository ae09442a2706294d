"""One table for a handful of rows and for a million: ids in order, pages as they are seen, everything by keyboard."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from shopdesk.ui.status import ORDER
from shopdesk.ui.tables.column_width import LEAST
from shopdesk.ui.tables.table_model import PAGE_ROWS, PAGES_KEPT, Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView, _plain
from shopdesk.ui.theme import SPACE


@dataclass(frozen=True)
class Row:
    number: int
    name: str


class Numbers:
    """A source of `count` rows that notes what it was asked."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[int] = []

    def ids(self, sort: str, descending: bool) -> "array[int]":
        rows = range(self.count)
        return array("q", reversed(rows) if descending else rows)

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        self.asked.append(len(ids))
        return [Row(row_id, f"=order {row_id}") for row_id in ids]


COLUMNS = [
    Column("number", "No.", lambda row: Cell(str(row.number)), right=True),
    Column("", "Name", lambda row: Cell(row.name, status=ORDER["new"], share=0.5, role="warn")),
]


@pytest.fixture
def model(qapp):
    return TableModel(COLUMNS)


@pytest.fixture
def view(model, context, qtbot):
    shown = TableView(model, context.thumbnails, "table", "Goods")
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_the_model_keeps_qts_rules(model):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(Numbers(300))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "299"


def test_a_million_rows_cost_eight_bytes_each_and_few_pages(model):
    source = Numbers(1_000_000)
    model.show(source)
    for row in range(0, 1_000_000, 9_973):
        assert model.index(row, 0).data() == str(row)
    assert model.ids().itemsize * len(model.ids()) == 8_000_000
    assert len(model._pages) <= PAGES_KEPT and max(source.asked) <= PAGE_ROWS


def test_neighbours_are_read_once(model):
    source = Numbers(1_000)
    model.show(source)
    for row in range(PAGE_ROWS):
        model.index(row, 1).data()
    assert source.asked == [PAGE_ROWS]


def test_rows_are_walked_chosen_and_opened_by_keyboard(view, model, qtbot):
    model.show(Numbers(50))
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_ids() == [1, 2]
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [2]
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_count() == 50


def test_what_is_chosen_stays_chosen_when_the_table_is_read_anew(view, model):
    source = Numbers(50)
    model.show(source)
    view.setCurrentIndex(model.index(7, 0))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert view.current_id() == 7 and view.selected_ids() == [7]


def test_copied_rows_start_no_formula(view, model):
    model.show(Numbers(3))
    view.selectAll()
    view.copy_text()
    assert QGuiApplication.clipboard().text().split("\n") == ["No.\tName", *(f"{n}\t'=order {n}" for n in range(3))]


def test_a_number_below_zero_is_copied_as_one_that_reckons():
    assert [_plain(text) for text in ("−12.50", "−3", "−x", "-7", "=1")] == ["-12.50", "-3", "−x", "-7", "'=1"]


def test_cells_are_painted_in_their_role(view, model):
    model.show(Numbers(3))
    assert not view.grab().toImage().isNull()


class ManyNumbers(Numbers):
    """A large source: its first rows at once, all of them when the reader answers."""

    def __init__(self, count: int, first: int | None) -> None:
        super().__init__(count)
        self.first = first

    is_large = True

    def first_ids(self, sort: str, descending: bool) -> "tuple[array[int] | None, bool]":
        return (None, False) if self.first is None else (self.ids(sort, descending)[: self.first], False)

    def over(self, _shop: object) -> "ManyNumbers":
        return self


class SlowReader:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.wish = None

    def ask(self, look, done, *, at_once=False) -> None:
        self.wish = (look, done)

    def forget(self) -> None:
        self.wish = None

    def answer(self) -> None:
        look, done = self.wish
        self.wish = None
        done(look(None))


def test_a_million_rows_begin_with_a_screenful_and_the_rest_follows_below(qtbot):
    model = TableModel(COLUMNS)
    model.reader = reader = SlowReader()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.show(ManyNumbers(1_000, 256))
    reader.answer()
    assert (model.rowCount(), model.complete) == (256, False)
    reader.answer()
    assert (model.rowCount(), model.complete) == (1_000, True)
    assert (resets, inserted) == ([256], [(256, 999)])
    assert model.row_at(999).number == 999


def test_until_something_is_found_the_rows_before_stay(qtbot):
    model = TableModel(COLUMNS)
    model.reader = reader = SlowReader()
    model.show(Numbers(5))
    model.show(ManyNumbers(3, None))
    reader.answer()
    assert (model.rowCount(), model.complete) == (5, False)
    reader.answer()
    assert (model.rowCount(), model.complete) == (3, True)


def test_rows_that_changed_meanwhile_are_shown_anew(qtbot):
    model = TableModel(COLUMNS)
    model.reader = reader = SlowReader()
    source = ManyNumbers(100, 10)
    model.show(source)
    reader.answer()
    source.count = 90  # somebody else has removed ten
    source.ids = lambda _sort, _descending: array("q", range(99, 9, -1))
    reader.answer()
    assert model.id_at(0) == 99


def test_a_newer_query_forgets_the_older_one(qtbot):
    model = TableModel(COLUMNS)
    model.reader = reader = SlowReader()
    model.show(ManyNumbers(1_000, 256))
    model.show(Numbers(2))
    assert reader.wish is None
    assert (model.rowCount(), model.complete) == (2, True)


def test_a_large_selection_outlives_a_refresh(qtbot, context):
    model = TableModel(COLUMNS)
    view = TableView(model, context.thumbnails, "table", "Goods")
    qtbot.addWidget(view)
    model.show(Numbers(3_000))
    view.selectAll()
    model.refresh()
    assert view.selected_count() == 3_000


def test_without_a_selection_the_clipboard_stays_and_no_formula_is_copied(qtbot, context):
    model = TableModel([Column("name", "Name", lambda row: Cell(f"-2+3+cmd|{row.number}"))])
    view = TableView(model, context.thumbnails, "table", "Goods")
    qtbot.addWidget(view)
    model.show(Numbers(1))
    QGuiApplication.clipboard().setText("kept")
    view.copy_text()
    assert QGuiApplication.clipboard().text() == "kept"
    view.selectAll()
    view.copy_text()
    assert QGuiApplication.clipboard().text() == "Name\n'-2+3+cmd|0"


def test_a_narrow_table_leaves_its_titles_their_least_and_no_more(context, qtbot):
    columns = [
        Column("", "Goods", lambda one: Cell(str(one)), 180, stretch=True),
        *(Column("", f"C{n}", lambda one: Cell(str(one)), 80) for n in range(4)),
    ]
    table = TableView(TableModel(columns), context.thumbnails, "table", "Goods")
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    qtbot.waitExposed(table)
    assert table.columnWidth(0) > 400, "it takes what room is left"
    table.resize(380, 200)
    qtbot.waitUntil(lambda: table.columnWidth(0) == LEAST)
    table.resize(900, 200)
    qtbot.waitUntil(lambda: table.columnWidth(0) > 400)


def test_the_outer_columns_keep_the_distance_of_the_bars_whichever_they_are(view):
    margins = view.itemDelegate().margins
    assert (margins(0), margins(1)) == ((SPACE[4], SPACE[2]), (SPACE[2], SPACE[4]))
    view.horizontalHeader().moveSection(0, 1)
    assert (margins(0), margins(1)) == ((SPACE[2], SPACE[4]), (SPACE[4], SPACE[2]))
    view.setColumnHidden(1, True)
    assert margins(0) == (SPACE[4], SPACE[4])
