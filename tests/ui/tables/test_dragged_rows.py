"""Rows dragged by hand: out of a table as text, orders onto places of the rail; what cannot be dropped is said."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from shopdesk import app
from shopdesk.ui.tables import row_drag
from shopdesk.ui.tables.row_drag import ORDERS

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def opened(folder, qtbot, wait):
    shown = app.open_window(folder)
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    qtbot.waitExposed(shown)
    shown.go("orders", view="all")
    wait(shown.context)
    yield shown
    shown.close()


@pytest.fixture
def carried(monkeypatch) -> list[QMimeData]:
    """What was dragged; nothing is let go anywhere."""
    told: list[QMimeData] = []

    def carry(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        data = QMimeData()
        for kind in drag.mimeData().formats():
            data.setData(kind, drag.mimeData().data(kind))
        assert not drag.pixmap().isNull()
        told.append(data)
        return COPY

    monkeypatch.setattr(QDrag, "exec", carry)
    return told


def pull(table, row: int, by: QPoint) -> None:
    """Press on a row and move the hand."""
    start = table.visualRect(table.model().index(row, 1)).center()
    QTest.mousePress(table.viewport(), LEFT, NONE, start)
    for share in (0.2, 0.5, 1):
        QTest.mouseMove(table.viewport(), start + QPoint(round(by.x() * share), round(by.y() * share)))
    QTest.mouseRelease(table.viewport(), LEFT, NONE, start + by)


def drop(target, data: QMimeData) -> bool:
    """Let something go on a control; tell whether it was taken."""
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE))
    return True


def test_selected_rows_go_out_as_what_is_copied_and_stay_selected(opened, carried):
    table = opened.current_page.table
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    table.copy_text()
    pull(table, 2, QPoint(0, 60))
    (data,) = carried
    assert data.text() == QGuiApplication.clipboard().text() and data.text().count("\n") == 2
    assert bytes(data.data(ORDERS).data()).decode().split() == [
        opened.current_page.model.row_at(row).number for row in (1, 2)
    ]
    assert table.selected_count() == 2


def test_a_row_that_is_not_selected_is_dragged_sideways_and_selects_downwards(opened, carried):
    table = opened.current_page.table
    pull(table, 3, QPoint(80, 5))
    assert len(carried) == 1 and carried[0].text().count("\n") == 1
    table.clearSelection()
    pull(table, 3, QPoint(5, 2 * table.rowHeight(0)))
    assert len(carried) == 1 and table.selected_count() == 3


def test_a_click_on_a_selected_row_still_selects_it_alone(opened, carried):
    table = opened.current_page.table
    table.selectAll()
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(table.model().index(2, 1)).center())
    assert table.selected_count() == 1 and not carried


def test_very_many_rows_are_carried_without_their_text(opened, carried, monkeypatch):
    monkeypatch.setattr(row_drag, "AS_TEXT_AT_MOST", 3)
    table = opened.current_page.table
    table.selectAll()
    pull(table, 2, QPoint(60, 0))
    assert not carried[0].hasText() and carried[0].hasFormat(ORDERS)


@pytest.mark.parametrize(("place", "page"), [("printing", "printing"), ("packing", "waves")])
def test_orders_dropped_on_the_rail_are_asked_for(opened, carried, place, page, wait):
    table = opened.current_page.table
    table.selectRow(0)
    pull(table, 0, QPoint(60, 0))
    asked = []
    opened.context.went.connect(lambda name, wanted: asked.append((name, wanted)))
    target = opened.findChild(QToolButton, f"rail-{place}")
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), COPY, carried[0], LEFT, NONE))
    assert target.isDown() and "Let go" in opened.findChild(QLabel, "told").accessibleName()
    QApplication.sendEvent(target, QDragLeaveEvent())
    assert not target.isDown()
    number = opened.current_page.model.row_at(0).number
    assert drop(target, carried[0])
    assert asked == [(page, {"orders": [number]})] and not target.isDown()
    wait(opened.context)


def test_places_that_take_no_orders_leave_files_to_the_window(opened, tmp_path):
    files, orders = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "orders.csv"))])
    orders.setData(ORDERS, b"SD-1")
    target = opened.findChild(QToolButton, "rail-printing")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, files, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted() and not target.isDown(), "the window takes files, wherever the hand is"
    assert not opened.findChild(QToolButton, "rail-stock").acceptDrops()
    assert not drop(opened, orders)


def test_a_link_that_is_no_file_is_said(opened):
    link = QMimeData()
    link.setUrls([QUrl("https://example.com/orders.csv")])
    assert drop(opened, link)
    assert "Only files" in opened.findChild(QLabel, "told").accessibleName()
    assert opened.current_page.name == "orders"
