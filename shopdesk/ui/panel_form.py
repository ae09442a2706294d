"""A small form above the sections of a panel, with Save and Cancel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from shopdesk.ui.controls import button, column, label, line, row
from shopdesk.ui.theme import CAPTION, SPACE, TITLE
from shopdesk.words import _

SAVE_KEY = "Ctrl+S"


class PanelForm(QFrame):
    """A form about one thing with Save and Cancel; `saved` says that what is typed shall be done, `left` that not."""

    saved = Signal()
    left = Signal()

    def __init__(self, name: str, title: str, save: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("ground", "surface")
        self.body: QVBoxLayout = column(spacing=SPACE[2])
        self._save = button(f"{name}Save", save, self.saved.emit, primary=True, key=SAVE_KEY)
        cancel = button(f"{name}Cancel", _("Cancel"), self.left.emit)
        cancel.setAccessibleDescription(title)
        heading = label(title, size=TITLE, bold=True, wrap=True)
        whole = column(heading, spacing=SPACE[2], margins=(SPACE[4], SPACE[2], SPACE[4], 0))
        whole.addLayout(self.body)
        whole.addSpacing(SPACE[1])
        whole.addLayout(row(self._save, cancel, None, spacing=SPACE[2]))
        whole.addSpacing(SPACE[1])
        whole.addWidget(line())
        self.setLayout(whole)

    def ask(self, text: str, field: QWidget, name: str) -> QVBoxLayout:
        """Return a field under its words, to be laid out by whoever asks."""
        field.setObjectName(name)
        field.setAccessibleName(text)
        words = label(text, rank="second", size=CAPTION)
        words.setBuddy(field)
        return column(words, field, spacing=SPACE[1])

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        first = self.findChild(QLineEdit) or self.findChild(QPlainTextEdit) or self.findChild(QSpinBox)
        if first is not None:
            first.setFocus()
