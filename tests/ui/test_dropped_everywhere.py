"""Whatever is dropped on whichever page is taken where it belongs, or a sentence says why not; nothing is silent."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget

from shopdesk import app
from shopdesk.ui.window.page_names import PAGES

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
KINDS = ("orders.csv", "notes.bin", "folder", "picture.jpg")


@pytest.fixture(scope="module")
def things(tmp_path_factory) -> dict[str, Path]:
    """An export, a file that nobody knows, a folder, what calls itself a picture."""
    at = tmp_path_factory.mktemp("dropped")
    (at / "orders.csv").write_text("Name,Email,Financial Status\n#1001,a@example.com,paid\n", "utf-8")
    (at / "notes.bin").write_bytes(bytes(range(256)) * 8)
    (at / "picture.jpg").write_bytes(b"no picture at all")
    (at / "folder").mkdir()
    return {name: at / name for name in KINDS}


@pytest.fixture
def opened(folder, qtbot):
    shown = app.open_window(folder)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def words(window) -> str:
    told = [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
    for files in window.findChildren(QListWidget):
        told += [files.item(at).text() for at in range(files.count()) if files.isVisibleTo(window)]
    return "\n".join(told)


@pytest.mark.parametrize("page", list(PAGES))
def test_each_page_takes_what_is_dropped_or_says_why_not(page, opened, things, wait, qtbot):
    for name, path in things.items():
        opened.go(page)
        wait(opened.context)
        before = words(opened)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        enter = QDragEnterEvent(QPoint(500, 400), COPY, data, LEFT, NONE)
        QApplication.sendEvent(opened, enter)
        assert enter.isAccepted(), name
        QApplication.sendEvent(opened, QDropEvent(QPointF(500, 400), COPY, data, LEFT, NONE))
        wait(opened.context)
        qtbot.waitUntil(lambda before=before: words(opened) != before, timeout=10_000)
        for dialog in opened.findChildren(QLabel, "errorHeadline"):
            assert not dialog.isVisible(), f"{page}, {name}: {dialog.text()}"


def test_an_export_of_orders_dropped_on_parcels_goes_to_the_import(opened, things, wait):
    opened.go("parcels")
    opened.take_files([things["orders.csv"]])
    wait(opened.context)
    assert opened.current_page.name == "import" and "orders.csv" in words(opened)


def test_a_second_bill_is_said_to_wait(opened, things, wait):
    opened.go("payments")
    for name in ("orders.csv", "notes.bin"):
        opened.take_files([things[name]])
    wait(opened.context)
    assert "1 more bill waits" in words(opened)
