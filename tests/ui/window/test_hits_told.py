"""A search that narrows down what is in sight says a moment later how much is left of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from tests.ui.test_keyboard_reach import settle

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(listened):
    """The window on its settings."""
    listened.go("settings")
    settle(listened)
    return listened


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
