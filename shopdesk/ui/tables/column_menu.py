"""The menu of a table's columns: it stays open while they are chosen, moved and made wider or narrower by keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnMenu(QMenu):
    """Tells by signals, with the column's place, what is asked of the column that the menu stands on."""

    widened = Signal(int, int)
    moved = Signal(int, int)
    fitted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("columnsMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add_column(self, at: int, title: str) -> QAction:
        """Add one column that can be shown or hidden."""
        action = QAction(title.replace("&", "&&"), self, checkable=True)
        action.setData(at)
        self.addAction(action)
        return action

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._asks(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        action, key = self.activeAction(), Qt.Key(event.key())
        if self._asks(event):
            assert action is not None
            if key in _SIDEWAYS:
                self.widened.emit(action.data(), _SIDEWAYS[key])
            elif key in _UPRIGHT:
                self.moved.emit(action.data(), _UPRIGHT[key])
            else:
                self.fitted.emit(action.data())
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return) and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _asks(self, event: QKeyEvent) -> bool:
        """Tell whether a key asks something of the column that the menu stands on."""
        action = self.activeAction()
        known = {*_SIDEWAYS, *_UPRIGHT, Qt.Key.Key_0}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return control and action is not None and action.isCheckable() and Qt.Key(event.key()) in known
