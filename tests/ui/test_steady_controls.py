"""Controls keep their size whatever has the focus, and stand in line with each other."""

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from shopdesk.ui import theme
from shopdesk.ui.controls import column
from shopdesk.ui.theme import CONTROL


def button(**marks: object) -> QPushButton:
    made = QPushButton("Save")
    for name, value in marks.items():
        made.setProperty(name, value)
    return made


CONTROLS = {
    "button": button, "primary": lambda: button(primary=True), "quiet": lambda: button(quiet=True),
    "field": QLineEdit, "choice": QComboBox, "number": QSpinBox, "amount": QDoubleSpinBox, "moment": QDateTimeEdit,
}  # fmt: skip


@pytest.mark.parametrize("kind", [*CONTROLS, "tool", "framed"])
def test_the_focus_moves_nothing(qtbot, qapp, kind):
    theme.apply(qapp, theme.LIGHT)
    control = CONTROLS[kind]() if kind in CONTROLS else QToolButton()
    control.setProperty("framed", kind == "framed")
    other, page = QLineEdit(), QWidget()
    page.setLayout(column(other, control, None))
    qtbot.addWidget(page)
    page.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = control.sizeHint()
    if kind in CONTROLS:
        assert before.height() == control.height() == CONTROL
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    QApplication.sendPostedEvents()
    assert control.sizeHint() == before
