"""The field that looks something up: its glass at the left, what it takes in grey, cleared with a click."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit

from shopdesk.ui.icons import icon
from shopdesk.ui.theme import CONTROL

LEAST = 140


class SearchField(QLineEdit):
    """As wide as it was made where there is room; in a crowded bar it gives way before words are cut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setFixedHeight(CONTROL)
        self.setMinimumWidth(min(width, LEAST))
        self.setMaximumWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(self._width, CONTROL)


def search_field(name: str, hint: str, width: int, title: str = "") -> QLineEdit:
    """Return a search field at most `width` pixels wide; screen readers say the title, else the hint."""
    made = SearchField(width)
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    made.setAccessibleName(title or hint)
    made.setClearButtonEnabled(True)
    made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    return made
