"""How a pasted block comes to its sheet: by a button and Ctrl+V, and from the fields that take one code at a time."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton

from shopdesk.domain.pasted_lines import is_block
from shopdesk.ui.controls import button, tip_key
from shopdesk.words import _

Typed = TypeVar("Typed")


class PasteWay(QObject):
    """Hands the clipboard to `begin`; a field keeps pasting single codes itself."""

    def __init__(self, parent: QObject, begin: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._begin = begin

    def make_button(self, name: str = "pasteList") -> QPushButton:
        """Return the button that opens the sheet."""
        made = button(name, _("Paste a list"), self.begin, icon_name="clipboard-list")
        tip_key(made, "Ctrl+V")
        return made

    def watch(self, field: QLineEdit) -> None:
        """Take blocks that are pasted into a field."""
        field.installEventFilter(self)

    def begin(self) -> None:
        """Open the sheet with what the clipboard holds."""
        self._begin(QGuiApplication.clipboard().text())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and is_block(QGuiApplication.clipboard().text())
        ):
            self.begin()
            return True
        return False


class LastPaste(Generic[Typed]):
    """The list that was pasted last into lines that nobody has saved yet: Ctrl+Z takes it out while it stands there."""

    def __init__(self, read: Callable[[], Typed], put: Callable[[Typed], object]) -> None:
        self._read, self._put = read, put
        self._kept: tuple[Typed, Typed] | None = None

    def around(self, act: Callable[[], object]) -> None:
        """Do something to the lines, and keep how they stood before."""
        before = self._read()
        act()
        self._kept = (before, self._read())

    def take_back(self) -> bool:
        """Put the lines back; False when there was no list, or something was typed since."""
        if self._kept is None or self._kept[1] != self._read():
            return False
        before, self._kept = self._kept[0], None
        self._put(before)
        return True
