"""The field that looks something up: its glass at the left, what it takes in grey, cleared with a click."""

from PySide6.QtWidgets import QLineEdit

from shopdesk.ui.icons import icon
from shopdesk.ui.theme import CONTROL


def search_field(name: str, hint: str, width: int, title: str = "") -> QLineEdit:
    """Return a search field `width` pixels wide; screen readers say the title, else the hint."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    made.setAccessibleName(title or hint)
    made.setClearButtonEnabled(True)
    made.setFixedSize(width, CONTROL)
    made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    return made
