"""A cell edited where it stands: F2 or a double click opens it, Enter keeps it, a refusal is said beside it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.controls import column
from shopdesk.ui.form_fields import complain, error_line
from shopdesk.ui.tables.table_model import CellEdit
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import SPACE
from shopdesk.words.errors import word_error

LEAST_WIDTH, ERROR_WIDTH = 96, 280
_OF_THE_TABLE = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)  # no other row meanwhile
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # somebody looks something up


class CellEditor(QObject):
    """Opens a field over the cells of a table whose columns say how they are edited."""

    def __init__(self, table: TableView, context: Context) -> None:
        super().__init__(table)
        self._table, self._context = table, context
        self._viewport = table.viewport()
        self._row_id, self._at = 0, -1
        self._keeping = False
        self.field = QLineEdit(table.viewport())
        self.field.setObjectName("cellEdit")
        self.field.hide()
        self.error = error_line("cellError")
        self._said = QFrame(table.viewport())
        self._said.setObjectName("cellSaid")
        self._said.setProperty("card", "true")
        self._said.setLayout(column(self.error, margins=(SPACE[2], SPACE[1], SPACE[2], SPACE[1])))
        self._said.hide()
        self.field.textEdited.connect(lambda _text: self._complain(""))
        self.field.installEventFilter(self)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        table.table_model.modelReset.connect(self._read_anew)

    # What a person does

    def begin(self, index: QModelIndex) -> bool:
        """Open a cell; False when it is not the shop's own to edit."""
        edit = self._edit_of(index)
        if edit is None:
            return False
        self._row_id, self._at = self._table.table_model.id_at(index.row()), index.column()
        self._table.setCurrentIndex(index)
        shown = self._table.table_model.columns[self._at]
        self.field.setAccessibleName(shown.title)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight if shown.right else Qt.AlignmentFlag.AlignLeft)
        self.field.setText(edit.text(self._table.table_model.row_at(index.row())))
        self._complain("")
        self.field.show()
        self._stand()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keep(self) -> None:
        """Write what stands in the field; what cannot be kept stays, with the reason beside it."""
        row = self._table.table_model.row_of(self._row_id)
        edit = self._edit_of(self._table.table_model.index(row, self._at)) if row >= 0 else None
        if edit is None or self._keeping or self.field.isHidden():
            return
        held = self._table.table_model.row_at(row)
        text = self.field.text().strip()
        if text == edit.text(held).strip():
            self.close()
            return
        try:
            change = edit.change(held, text)
        except ShopError as error:
            self._complain(word_error(error))
            return
        assert change.redo is not None
        self._keeping = True
        self.field.setReadOnly(True)

        def done(_result: object) -> None:
            self.close()
            self._context.note(change)

        self._context.write(
            change.text, change.redo, changes=set(edit.changes), done=done,
            refused=lambda error: self._complain(word_error(error)), ended=self._wake,
        )  # fmt: skip

    def close(self) -> None:
        """Give back what stood there, and the keys to the table."""
        if not self.field.isHidden():
            had_focus = self.field.hasFocus()
            self._at = -1
            self._complain("")
            self.field.hide()
            if had_focus:
                self._table.setFocus()

    # Where and how it stands

    def _wake(self) -> None:
        self._keeping = False
        self.field.setReadOnly(False)

    def _edit_of(self, index: QModelIndex) -> CellEdit | None:
        if not index.isValid() or index.column() < 0:
            return None
        edit = self._table.table_model.columns[index.column()].edit
        if edit is None or not edit.only(self._table.table_model.row_at(index.row())):
            return None
        return edit

    def _read_anew(self) -> None:
        if not self.field.isHidden():
            QTimer.singleShot(0, self, self._stand)  # once the table knows where its rows stand

    def _stand(self) -> None:
        """Stand over the cell; a row that is gone, or a column that was hidden, takes the field with it."""
        if self.field.isHidden():
            return
        row = self._table.table_model.row_of(self._row_id)
        if row < 0 or not 0 <= self._at < len(self._table.table_model.columns) or self._table.isColumnHidden(self._at):
            self.close()
            return
        box = self._table.visualRect(self._table.table_model.index(row, self._at))
        box.setLeft(max(min(box.left(), box.right() - LEAST_WIDTH), 0))
        self.field.setGeometry(box.adjusted(1, 2, -1, -3))
        self._said.setFixedWidth(ERROR_WIDTH)
        self._said.adjustSize()
        room = self._table.viewport().size()
        left = max(min(box.left(), room.width() - self._said.width()), 0)
        below = box.bottom() + 1
        fits = below + self._said.height() <= room.height()
        self._said.move(QPoint(left, below if fits else box.top() - self._said.height()))
        self._said.raise_()
        self.field.raise_()

    def _complain(self, words: str) -> None:
        complain(self.field, self.error, words)
        self._said.setVisible(bool(words))
        if words:
            self._stand()
            announce(self.field, words, urgent=True)

    def _wanted(self) -> QModelIndex:
        """Return the current cell, else the first one of its row that can be edited."""
        current, header = self._table.currentIndex(), self._table.horizontalHeader()
        if not current.isValid() or self._edit_of(current) is not None:
            return current
        places = sorted(self._table.chooser.places_shown(), key=header.visualIndex)
        cells = [self._table.table_model.index(current.row(), at) for at in places]
        return next((cell for cell in cells if self._edit_of(cell) is not None), current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if not isValid(self._table):  # the page goes, its parts one after the other
            return False
        if watched is self._table and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            if event.type() == QEvent.Type.ShortcutOverride:
                if self._edit_of(self._wanted()) is not None:
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.KeyPress:
                return self.begin(self._wanted())
        elif watched is self._viewport and event.type() == QEvent.Type.MouseButtonDblClick:
            assert isinstance(event, QMouseEvent)
            index = self._table.indexAt(event.position().toPoint())
            edit = self._edit_of(index)
            return edit is not None and edit.by_click and self.begin(index)
        elif watched is self.field and isinstance(event, QKeyEvent):
            return self._key(event)
        elif watched is self.field and isinstance(event, QFocusEvent):
            self._follow_focus(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Take the keys that mean the whole cell; the table below the field knows nothing of them."""
        pressed = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            if pressed:
                self.close()
            return True
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return True
        return pressed and event.key() in _OF_THE_TABLE

    def _follow_focus(self, event: QFocusEvent) -> None:
        """Keep what was typed when somebody goes on elsewhere; what was refused waits."""
        if event.lostFocus() and event.reason() not in _STAYING and not self.error.text():
            self.keep()
