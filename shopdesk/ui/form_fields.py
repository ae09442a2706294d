"""What every form is made of: a line to type in, a choice, and the line that says why something was refused."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from shopdesk.ui.announce import announce
from shopdesk.ui.theme import CAPTION, font


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


class ErrorLine(QLabel):
    """Says why something was refused; a screen reader is told as it comes, whatever has the focus."""

    def __init__(self, name: str, size: int = CAPTION) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size))
        self.setWordWrap(True)
        self.setProperty("rank", "error")
        self.hide()

    def setText(self, text: str) -> None:  # noqa: N802, D102
        new = text != self.text()
        super().setText(text)
        if new and not self.isHidden():
            self._announce()

    def setVisible(self, visible: bool) -> None:  # noqa: N802, D102
        came = visible and self.isHidden()
        super().setVisible(visible)
        if came:
            self._announce()

    def _announce(self) -> None:
        if self.text():
            announce(self, self.text(), urgent=True)


def error_line(name: str) -> ErrorLine:
    """Return the line under a field that says why it was refused."""
    return ErrorLine(name)


def complain(edit: QLineEdit, under: QLabel, words: str) -> None:
    """Mark a field as refused and say why under it; no words take the mark away."""
    under.setText(words)
    under.setVisible(bool(words))
    edit.setProperty("invalid", bool(words))
    edit.setAccessibleDescription(words)
    edit.style().unpolish(edit)
    edit.style().polish(edit)
