"""Orders dropped on a wave in the list of waves go into it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from shopdesk.ui.tables.entry_delegate import TARGET
from shopdesk.ui.tables.row_drag import ORDERS

_KINDS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop}


class WaveDrops(QObject):
    """Watches the list; `dropped` carries a wave's number and the orders, for those waves that `takes` allows."""

    dropped = Signal(str, list)

    def __init__(self, waves: QListWidget, takes: Callable[[str], bool]) -> None:
        super().__init__(waves)
        self._waves, self._takes = waves, takes
        self._target: QListWidgetItem | None = None
        waves.viewport().setAcceptDrops(True)
        waves.setAcceptDrops(True)
        waves.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() not in _KINDS:
            return False
        item = self._item(event) if isinstance(event, QDropEvent) else None
        self._mark(item if event.type() != QEvent.Type.Drop else None)
        if not isinstance(event, QDropEvent):
            return True
        # The list is entered anywhere; what is let go between two waves goes into none.
        entered = event.type() == QEvent.Type.DragEnter and event.mimeData().hasFormat(ORDERS)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(entered or item is not None)
        if event.type() == QEvent.Type.Drop and item is not None:
            orders = bytes(event.mimeData().data(ORDERS).data()).decode().split()
            self.dropped.emit(str(item.data(Qt.ItemDataRole.UserRole)), orders)
        return True

    def _item(self, event: QDropEvent) -> QListWidgetItem | None:
        item = self._waves.itemAt(event.position().toPoint()) if event.mimeData().hasFormat(ORDERS) else None
        return item if item is not None and self._takes(str(item.data(Qt.ItemDataRole.UserRole))) else None

    def _mark(self, item: QListWidgetItem | None) -> None:
        """Frame the wave that would take what is dragged."""
        if item is self._target:
            return
        for known, shown in ((self._target, False), (item, True)):
            if known is not None:
                known.setData(TARGET, shown)
        self._target = item
