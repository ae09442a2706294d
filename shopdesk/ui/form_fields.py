"""What every form is made of: a line to type in, a choice, and the line that says why something was refused."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from shopdesk.ui.controls import label
from shopdesk.ui.theme import CAPTION


def field(name: str, accessible: str, hint: str = "") -> QLineEdit:
    """Return a named line to type in."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setPlaceholderText(hint)
    return made


def choice(name: str, accessible: str, options: Sequence[tuple[str, str]]) -> QComboBox:
    """Return a named choice; its data are the codes, its texts the words. A choice made by hand is remembered."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    for code, words in options:
        made.addItem(words, code)
    made.activated.connect(lambda _at: made.setProperty("chosen", True))
    made.currentIndexChanged.connect(lambda _at: made.setProperty("chosen", True))
    return made


def error_line(name: str) -> QLabel:
    """Return the line under a field that says why it was refused."""
    made = label(rank="error", size=CAPTION, wrap=True)
    made.setObjectName(name)
    made.hide()
    return made


def complain(edit: QLineEdit, under: QLabel, words: str) -> None:
    """Mark a field as refused and say why under it; no words take the mark away."""
    under.setText(words)
    under.setVisible(bool(words))
    edit.setProperty("invalid", bool(words))
    edit.setAccessibleDescription(words)
    edit.style().unpolish(edit)
    edit.style().polish(edit)
