"""A file dropped anywhere is a file: a field of several lines under the pointer does not take its path as text."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from shopdesk.ui.orders.new_order_page import NewOrderPage
from shopdesk.ui.page import Page


@pytest.fixture
def page(context, qtbot) -> Page:
    made = NewOrderPage(context)
    qtbot.addWidget(made)
    made.show()
    return made


def enter(field: QPlainTextEdit, data: QMimeData) -> bool:
    """Drag something over a field; tell whether the field wants it."""
    none = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(field.viewport(), event)
    return event.isAccepted()


def test_files_are_left_to_the_page_and_text_is_taken(page, tmp_path: Path):
    files, text = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "orders.csv"))])
    text.setText("张三 13800000000")
    assert not enter(page.receiver.paste, files)
    assert enter(page.receiver.paste, text)
