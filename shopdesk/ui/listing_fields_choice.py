"""Fields of a listing that are chosen: kept at once when a choice is made, typed ones when they are left."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from shopdesk.ui.listing_fields_text import Field, Read, Write
from shopdesk.ui.listings.listing_editor_draft import ListingDraft

EDGE = 2  # pixels that a style leaves free beside the text


class CalmCombo(QComboBox):
    """A choice that the wheel scrolls past instead of changing it; what it cuts ends in … and is told by its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102
        event.ignore()

    def shown_text(self) -> str:
        """Return what stands in it, cut with … where the place is narrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(style, option, part, self).width() - EDGE
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.shown_text() != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)


class ChoiceField(Field):
    """One of some words; each is kept by its key."""

    def __init__(
        self,
        draft: ListingDraft,
        name: str,
        title: str,
        read: Read,
        write: Write,
        choices: Sequence[tuple[str, str]],
    ) -> None:
        self._box = CalmCombo()
        for key, words in choices:
            self._box.addItem(words, key)
        self._typed = False
        super().__init__(draft, name, title, read, write, self._box)
        self._box.activated.connect(self._choose)

    def _choose(self, _at: int) -> None:
        self._typed = True
        self.keep()

    def text(self) -> str:  # noqa: D102
        return str(self._box.currentData() or "")

    def put(self, text: str) -> None:  # noqa: D102
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(max(self._box.findData(text), 0))

    def is_typed(self) -> bool:  # noqa: D102
        return self._typed

    def set_typed(self, typed: bool) -> None:  # noqa: D102
        self._typed = typed


class ComboField(Field):
    """A word that is offered, or another that is typed."""

    def __init__(
        self,
        draft: ListingDraft,
        name: str,
        title: str,
        read: Read,
        write: Write,
        choices: Sequence[str],
    ) -> None:
        self._box = CalmCombo()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.addItems(list(choices))
        completer = self._box.completer()
        assert completer is not None  # an editable box has one
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        super().__init__(draft, name, title, read, write, self._box)
        line = self._box.lineEdit()
        assert line is not None
        self._line = line
        line.setAccessibleName(title)
        line.editingFinished.connect(self.keep)
        self._box.activated.connect(self._choose)

    def _choose(self, _at: int) -> None:
        self._line.setModified(True)
        self.keep()

    def text(self) -> str:  # noqa: D102
        return self._line.text()

    def put(self, text: str) -> None:  # noqa: D102
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(self._box.findText(text, Qt.MatchFlag.MatchExactly))
            self._box.setEditText(text)
        self._line.setModified(False)

    def is_typed(self) -> bool:  # noqa: D102
        return self._line.isModified()

    def set_typed(self, typed: bool) -> None:  # noqa: D102
        self._line.setModified(typed)
