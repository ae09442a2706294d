"""The whole window over a furnished sample shop, with a hand at it."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from shopdesk import app
from shopdesk.ui.context import Context
from shopdesk.ui.window.main_window import MainWindow
from tests.conftest import NOW
from tests.ui.undone.furnish import furnish
from tests.ui.undone.hand import Hand


class Flashes(QObject):
    """Notes parts of a page that were shown before they had a place: as windows of their own, for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QMenu | QDialog | MainWindow):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def flashes(qapp):
    watch = Flashes()
    qapp.installEventFilter(watch)
    yield watch.seen
    qapp.removeEventFilter(watch)


@pytest.fixture
def hand(folder, qtbot, flashes, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    context = Context(folder, now=lambda: NOW)
    furnish(context.shop)
    window = app.open_window(folder, context)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hand(window, qtbot)
    window.close()
    assert flashes == [], "shown as a window of its own before it has its place"
