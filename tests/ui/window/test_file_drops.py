"""Files over the window: what becomes of them is said before they are let go, and taken back when they go away."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from shopdesk import app

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def opened(folder, qtbot):
    shown = app.open_window(folder)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


@pytest.fixture
def hover(opened):
    """Hold things over the window; return what they were held as."""

    def act(*urls: QUrl) -> QMimeData:
        data = QMimeData()
        data.setUrls(list(urls))
        QApplication.sendEvent(opened, QDragEnterEvent(QPoint(500, 400), COPY, data, LEFT, NONE))
        return data

    return act


def said(opened) -> str:
    sign = opened.findChild(QWidget, "dropSign")
    return "\n".join(words.text() for words in sign.findChildren(QLabel)) if sign.isVisible() else ""


def test_files_over_the_window_say_what_becomes_of_them_until_they_go_away(opened, hover):
    hover(QUrl.fromLocalFile("/shop/orders.csv"))
    assert "Drop to import" in said(opened) and "orders.csv" in said(opened)
    QApplication.sendEvent(opened, QDragLeaveEvent())
    assert said(opened) == ""
    hover(QUrl.fromLocalFile("/shop/a.csv"), QUrl.fromLocalFile("/shop/b.csv"))
    assert "2 files" in said(opened)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("payments", "Drop to open the bill"),
        ("bill", "Drop to open the bill"),
        ("parcels", "Drop to read reports"),
        ("image_bench", "Drop to look at these pictures"),
        ("tickets", "Drop to"),
        ("return_bench", "Drop to import"),
    ],
)
def test_each_page_says_what_it_does_with_files(page, words, opened, hover, wait):
    opened.go(page)
    wait(opened.context)
    hover(QUrl.fromLocalFile("/shop/one.csv"))
    assert words in said(opened)


def test_what_is_no_file_is_said_before_it_is_dropped_and_the_sign_goes_with_the_drop(opened, hover):
    data = hover(QUrl("https://example.com/orders.csv"))
    assert "Save it first" in said(opened)
    QApplication.sendEvent(opened, QDropEvent(QPointF(500, 400), COPY, data, LEFT, NONE))
    assert said(opened) == "" and "Save it first" in opened.findChild(QLabel, "told").text()


def test_the_sign_lets_through_what_is_dropped(opened, hover):
    hover(QUrl.fromLocalFile("/shop/orders.csv"))
    place = opened.findChild(QWidget, "dropSign")
    assert opened.childAt(place.mapTo(opened, place.rect().center())) is not place
