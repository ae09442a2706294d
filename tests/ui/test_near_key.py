"""A key that a form and the panel below both have: the one in which is typed is meant, else the upper one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.ui.controls import button, column

KEY, CONTROL = "Ctrl+S", Qt.KeyboardModifier.ControlModifier


def form(name: str, pressed: list[str]) -> QWidget:
    made, field = QWidget(), QLineEdit()
    field.setObjectName(name)
    made.setLayout(column(field, button(f"{name}Save", "Save", lambda: pressed.append(name), key=KEY)))
    return made


@pytest.mark.parametrize(("typed_in", "saved"), [("upper", "upper"), ("lower", "lower"), ("table", "upper")])
def test_the_form_in_which_is_typed_is_saved(typed_in, saved, qtbot):
    pressed: list[str] = []
    window, table = QWidget(), QLineEdit()
    table.setObjectName("table")
    lower, upper = form("lower", pressed), form("upper", pressed)
    window.setLayout(column(table, upper, lower))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field = window.findChild(QLineEdit, typed_in)
    field.setFocus()
    for _time in range(3):
        qtbot.keyClick(field, Qt.Key.Key_S, CONTROL)
    assert pressed == [saved] * 3
    lower.hide()
    qtbot.keyClick(field, Qt.Key.Key_S, CONTROL)
    assert pressed[3:] == ["upper"]
