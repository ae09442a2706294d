"""A column that takes what room is left never vanishes: a table too narrow for its columns scrolls instead."""

from array import array

import pytest
from PySide6.QtWidgets import QHeaderView

from shopdesk.ui.column_width import LEAST
from shopdesk.ui.table_model import Cell, Column, TableModel
from shopdesk.ui.table_view import TableView


class Rows:
    def ids(self, sort, descending):
        return array("q", [1])

    def rows(self, ids):
        return ["row" for _id in ids]


@pytest.fixture
def table(qtbot, context):
    columns = [
        Column("title", "Title", Cell, 200, stretch=True),
        *(Column(f"c{at}", f"Column {at}", Cell, 100) for at in range(5)),
    ]
    model = TableModel(columns)
    made = TableView(model, context.thumbnails, "table")
    qtbot.addWidget(made)
    model.show(Rows())
    made.resize(900, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_first_column_takes_the_room_that_is_left_and_keeps_a_least_of_it(table, qtbot):
    header, bar = table.horizontalHeader(), table.horizontalScrollBar()
    qtbot.waitUntil(lambda: header.sectionSize(0) > 300 and bar.maximum() == 0, timeout=5_000)
    table.resize(520, 300)
    qtbot.waitUntil(lambda: header.sectionSize(0) == LEAST and bar.maximum() > 0, timeout=5_000)
    table.resize(900, 300)
    qtbot.waitUntil(lambda: header.sectionSize(0) > 300 and bar.maximum() == 0, timeout=5_000)
    assert header.sectionResizeMode(0) == QHeaderView.ResizeMode.Stretch
    table.resize(560, 300)
    qtbot.waitUntil(lambda: header.sectionSize(0) == LEAST, timeout=5_000)
    for at in (1, 2):
        table.setColumnHidden(at, True)
    table.keep_room()
    qtbot.waitUntil(lambda: header.sectionSize(0) > 200 and bar.maximum() == 0, timeout=5_000)
