"""What the frame expects of a page."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from shopdesk.ui.context import Context
from shopdesk.words import _


class Page(QWidget):
    """A page of the window: made at its first visit, refreshed when it is shown after a change.

    `counted` tells the bottom bar that the page shows another number of rows, `framed` asks for the window's frame, or
    to do without it.
    """

    counted = Signal()
    framed = Signal(bool)

    name = ""
    place = ""  # the place of the rail it belongs to, where it is none itself
    bare = False  # whether it fills the whole screen, without rail and bars
    concerns = frozenset({"orders", "stock", "listings", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context
        self._stale = False
        context.changed.connect(self._hear)

    def show_wanted(self, wanted: dict[str, object]) -> None:
        """Show what another place asked for: a view, an order, files."""

    def refresh(self) -> None:
        """Read anew what is shown."""

    def counts_text(self) -> str:
        """Return what the bottom bar says of this page."""
        return ""

    def take_back(self) -> bool:
        """Take back what was done last on this page alone; False leaves it to the window."""
        return False

    def rows_shown(self) -> int:
        """Return how many rows or cards the page shows."""
        return 0

    def drop_words(self) -> tuple[str, str]:
        """Return what becomes of files that are let go over the page: what they do, and what that means."""
        return _("Drop to import"), _("Each row is looked at first; nothing is written before you say so.")

    def take_files(self, paths: list[Path]) -> bool:
        """Take dropped files; False leaves them to the import page."""
        return False

    def kept(self) -> dict[str, object]:
        """Return what was typed or chosen, by the fields' names; pages with more to keep add to it."""
        fields = self.findChildren(QLineEdit) + self.findChildren(QPlainTextEdit)
        texts = {field.objectName(): _text_of(field) for field in fields if not field.isReadOnly()}
        chosen = {box.objectName(): box.currentData() for box in self.findChildren(QComboBox)}
        kept = {**texts, **{name: key for name, key in chosen.items() if isinstance(key, str)}}
        return {name: text for name, text in kept.items() if name and text and not name.startswith("qt_")}

    def put_back(self, kept: dict[str, object]) -> None:
        """Take over what another window's page has kept."""
        for name, text in kept.items():
            field = self.findChild(QLineEdit, name) or self.findChild(QPlainTextEdit, name)
            box = self.findChild(QComboBox, name)
            if box is not None and box.findData(text) >= 0:
                box.setCurrentIndex(box.findData(text))
            if isinstance(field, QLineEdit):
                field.setText(str(text))
            elif isinstance(field, QPlainTextEdit):
                field.setPlainText(str(text))

    def _hear(self, changes: frozenset[str]) -> None:
        if not changes & self.concerns:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        self.freshen()
        super().showEvent(event)

    def freshen(self) -> None:
        """Refresh if something changed while the page was out of sight."""
        if self._stale:
            self._stale = False
            self.refresh()


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
