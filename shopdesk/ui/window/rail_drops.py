"""Orders dropped on the rail: on printing they are printed, on packing they go into a wave; keys do the same."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QToolButton

from shopdesk.ui.context import Context
from shopdesk.ui.window.rail import Rail
from shopdesk.words import N_, _


class Drop(NamedTuple):
    """What becomes of orders that are dropped: the page that is asked, what is said before they are let go."""

    page: str
    words: str


DROPS = {
    "printing": Drop("printing", N_("Let go to print these orders")),
    "packing": Drop("waves", N_("Let go to put these orders into a wave")),
}


class RailDrops(QObject):
    """Watches the places of the rail that take orders."""

    def __init__(self, rail: Rail, context: Context) -> None:
        super().__init__(rail)
        self._context = context
        for place in DROPS:
            if (button := rail.findChild(QToolButton, f"rail-{place}")) is not None:
                button.setAcceptDrops(True)
                button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        kind = event.type()
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop):
            return False
        from shopdesk.ui.tables.row_drag import ORDERS  # loaded late: nothing is dragged at the start

        assert isinstance(watched, QToolButton)
        watched.setDown(kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove))
        if not isinstance(event, QDropEvent):
            return False
        if not event.mimeData().hasFormat(ORDERS):
            watched.setDown(False)
            event.ignore()
            return True
        event.acceptProposedAction()
        drop = DROPS[watched.objectName().removeprefix("rail-")]
        if kind == QEvent.Type.DragEnter:
            self._context.told.emit(_(drop.words))
        elif kind == QEvent.Type.Drop:
            numbers = bytes(event.mimeData().data(ORDERS).data()).decode().split()
            self._context.go(drop.page, orders=numbers)
        return True
