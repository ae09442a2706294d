"""The line that answers what a person has just scanned or done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from shopdesk.domain.errors import ShopError
from shopdesk.ui.announce import announce
from shopdesk.ui.theme import BODY, font
from shopdesk.words.errors import word_error


class Said(QLabel):
    """Plain words in the colour of their rank, told to a screen reader as they come; refusals interrupt it."""

    def __init__(self, name: str, *, size: int = BODY) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, bold=True))
        self.setWordWrap(True)

    def say(self, words: str, rank: str) -> None:
        """Say how it went; `rank` is ok, warn or error."""
        self.setText(words)
        self.setAccessibleName(words)
        announce(self, words, urgent=rank == "error")
        self.setProperty("rank", rank)
        self.style().polish(self)

    def refuse(self, error: ShopError) -> None:
        """Say why it was refused."""
        self.say(word_error(error), "error")
