"""The window's frame with pages of the test's own, on a copy of the sample shop."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # where nothing is drawn Qt knows no font of Windows, and every letter is a box
    fonts = Path(__file__).resolve().parents[2] / "resources" / "fonts"
    os.environ.setdefault("QT_QPA_FONTDIR", str(fonts))

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from shopdesk import app
from shopdesk.ui import announce as announcing
from shopdesk.ui import theme
from shopdesk.ui.context import Context
from shopdesk.ui.page import Page
from shopdesk.ui.window.main_window import MainWindow
from shopdesk.ui.window.rail import Place
from tests.ui.stall.stall_hands import Seller, open_stall
from tests.ui.undone.window import flashes, hand

__all__ = ["flashes", "hand"]

PLACES = [
    Place("orders", "clipboard-list", "Orders", "Ctrl+1"),
    Place("printing", "printer", "Printing", "Ctrl+2"),
    Place("stock", "boxes", "Stock", "Ctrl+3"),
    Place("import", "arrow-left-right", "In and out", "Ctrl+4"),
]


class PlainPage(Page):
    """A page that only remembers what it was asked."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[dict[str, object]] = []
        self.refreshed = 0
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        QVBoxLayout(self).addWidget(self.field)

    def show_wanted(self, wanted: dict[str, object]) -> None:
        self.asked.append(wanted)

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture(autouse=True)
def looks(qapp, tmp_path: Path) -> None:
    """Light looks, and no settings of this PC read or written.

    Looks that are there already are not put on again: every window that is left would be dressed anew.
    """
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)  # the registry of Windows lies in no folder of the test's
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "qt"))
    if theme.looks.theme != theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, theme.LIGHT)


@pytest.fixture(autouse=True)
def nothing_waits_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that somebody would have to answer fails the test that opens it, instead of waiting for ever."""

    def fail(dialog: QDialog) -> int:
        pytest.fail(f"{dialog.objectName()} waits for an answer")

    monkeypatch.setattr(QDialog, "exec", fail)


@pytest.fixture
def folder(sample_template: Path, tmp_path: Path) -> Path:
    """A copy of the sample shop's folder."""
    return Path(shutil.copytree(sample_template, tmp_path / "window-shop"))


@pytest.fixture
def context(folder: Path):
    opened = Context(folder)
    yield opened
    opened.close()


@pytest.fixture
def window(folder: Path, qtbot):
    """The frame, shown, on its first page."""
    opened = MainWindow(Context(folder), PLACES, {place.page: PlainPage for place in PLACES})
    qtbot.addWidget(opened)
    opened.resize(1440, 900)
    opened.go("orders")
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def wait(qtbot) -> Callable[[Context], None]:
    """Wait until nothing runs any more."""
    return lambda context: qtbot.waitUntil(lambda: not context.runner.busy, timeout=20_000)


class Hands:
    """Two hands on a keyboard: keys go where the focus is, and wait until the window has done what they asked."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.qtbot = window, qtbot

    def drop(self, *paths: Path) -> None:
        """Drop files on the window as Explorer does."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(400, 400), copy, data, left, none)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(400, 400), copy, data, left, none))

    def settle(self) -> None:
        def quiet() -> bool:
            self.qtbot.wait(200)  # QTest.qWait would hold up every other thread meanwhile
            return not (self.window.context.runner.busy or self.window.context.reader.busy)

        self.qtbot.waitUntil(quiet, timeout=30_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self.settle()

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until a control has the focus."""
        for _ in range(60):
            focus = self.window.focusWidget()
            if focus is not None and focus.objectName() == name:
                return focus
            QTest.keyClick(focus or self.window, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def see(self, kind: type, name: str):
        """Return a control of the page that is shown."""
        return self.window.current_page.findChild(kind, name)


@pytest.fixture
def hands_on(qtbot) -> Callable[[MainWindow], Hands]:
    """Put two hands on a window's keyboard."""
    return lambda window: Hands(window, qtbot)


@pytest.fixture
def stall(folder: Path, qtbot):
    """The stall of the sample shop with goods on its table."""
    yield from open_stall(folder, qtbot)


@pytest.fixture
def seller(stall, qtbot) -> Seller:
    """Two hands at the stall."""
    return Seller(stall, qtbot)


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What a screen reader is told at once."""
    told: list[str] = []
    monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    return told


@pytest.fixture
def listened(folder, qtbot):
    """The window, as with a screen reader."""
    QAccessible.setActive(True)
    window = app.open_window(folder, Context(folder))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    QAccessible.setActive(False)
