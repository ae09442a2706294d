"""A search that narrows down what is in sight says a moment later how much is left of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from shopdesk import app
from shopdesk.ui import announce as announcing
from shopdesk.ui.context import Context
from tests.ui.test_keyboard_reach import settle

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(folder, qtbot):
    """The window on its settings, as with a screen reader."""
    QAccessible.setActive(True)
    window = app.open_window(folder, Context(folder))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.go("settings")
    settle(window)
    yield window
    window.close()
    QAccessible.setActive(False)


@pytest.fixture
def said(monkeypatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    return told


@pytest.mark.parametrize(
    ("key", "modifiers", "sheet", "search"),
    [
        (None, NONE, "", "settingsSearch"),
        (Qt.Key.Key_F1, NONE, "manual", "manualSearch"),
        (Qt.Key.Key_Slash, CONTROL, "keysSheet", "keysSearch"),
    ],
)
def test_how_many_hits_there_are_is_said_once(opened, said, qtbot, key, modifiers, sheet, search):
    if key is not None:
        QTest.keyClick(opened, key, modifiers)
    place = opened.findChild(QDialog, sheet) if sheet else opened.current_page
    field = place.findChild(QLineEdit, search)
    qtbot.waitUntil(field.isVisible)
    said.clear()
    QTest.keyClicks(field, "print")
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert len(said) == 1 and said[0].endswith((" hit", " hits")) and not said[0].startswith("0")
    QTest.keyClicks(field, "zzqq")
    qtbot.waitUntil(lambda: said[1:] == ["Nothing found"], timeout=10_000)
