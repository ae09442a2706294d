"""Ctrl+Z in a field: its own text first, else what was done last; nobody undoes an order by pressing once too often."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shopdesk.ui.undo import Change

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def done(window) -> list[str]:
    """What undo and redo have done, with one change noted."""
    heard: list[str] = []
    change = Change("1 thing", lambda _s, _j: heard.append("back"), lambda _s, _j: heard.append("again"))
    window.context.undo.push(change)
    return heard


@pytest.fixture
def field(window, qtbot):
    made = window.current_page.field
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_field_without_text_of_its_own_leaves_undo_and_redo_to_the_window(window, field, done, qtbot, wait):
    field.setText("a scan that the page has put there")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: done == ["back"])
    wait(window.context)
    qtbot.waitUntil(lambda: window.context.undo.newest_undone is not None)
    QTest.keyClick(field, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: done == ["back", "again"])
    wait(window.context)


def test_what_was_typed_is_taken_back_alone(window, field, done, wait):
    QTest.keyClicks(field, "abc")
    for _press in range(3):
        QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    wait(window.context)
    assert (field.text(), done) == ("", [])
