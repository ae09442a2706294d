"""The field that a scanner types into: large, and no input method swallows its keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from shopdesk.domain.sales import read_times
from shopdesk.ui.theme import CONTROL, SPACE

_HEIGHT = CONTROL + SPACE[3]


def scan_field(name: str, title: str, hint: str) -> QLineEdit:
    """Return the field; screen readers say the title."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setPlaceholderText(hint)
    made.setFixedHeight(_HEIGHT)
    made.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    return made


def take_scan(scan: QLineEdit) -> tuple[int, str]:
    """Empty the field and return the pieces and the code in it: `5*code` are five, an empty field has no code."""
    text = scan.text()
    scan.setText("")  # Ctrl+Z means the scan then, no longer the field
    return read_times(text)
