"""Rows dragged out of a table: as text, the same as Ctrl+C copies, and what else its page lets them carry."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from shopdesk.ui.theme import BODY, RADIUS, SPACE, font, looks
from shopdesk.words import _, ngettext

if TYPE_CHECKING:
    from shopdesk.ui.tables.table_view import TableView

ORDERS = "application/x-shopdesk-orders"  # numbers of orders, one a line
AS_TEXT_AT_MOST = 2_000  # more rows are read too slowly for a hand that is moving; Ctrl+C takes them
PILL = 32


class RowDrag(QObject):
    """Lets selected rows be dragged, or the row below the pointer where it is drawn sideways; downwards selects.

    `carries` gives what the rows are beside their text, by the kind of data.
    """

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table
        self._from: QPoint | None = None
        self._on_selected = False
        self.carries: Callable[[Sequence[int]], Mapping[str, bytes]] | None = None
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            return self._move(event.position().toPoint())
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
        return False

    def _press(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self._table.indexAt(place)
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._from = place if plain and index.isValid() else None
        self._on_selected = index.isValid() and self._table.selectionModel().isSelected(index)

    def _move(self, place: QPoint) -> bool:
        """Begin to drag once the hand has moved far enough; tell whether the table is to know nothing of the move."""
        assert self._from is not None
        by = place - self._from
        if by.manhattanLength() < QApplication.startDragDistance():
            return True
        self._from = None
        if not (self._on_selected or abs(by.x()) > abs(by.y())):
            return False
        self._drag()
        return True

    def _drag(self) -> None:
        ids = self._table.selected_ids()
        if not ids:
            return
        drag = QDrag(self._table)
        drag.setMimeData(self.data(ids))
        drag.setPixmap(self._pill(len(ids)))
        drag.setHotSpot(QPoint(-SPACE[3], -SPACE[3]))
        drag.exec(Qt.DropAction.CopyAction)

    def data(self, ids: Sequence[int]) -> QMimeData:
        """Return what these rows are elsewhere."""
        data = QMimeData()
        if len(ids) <= AS_TEXT_AT_MOST:
            data.setText(self._table.text_of(ids))
        for kind, told in (self.carries(ids) if self.carries else {}).items():
            data.setData(kind, told)
        return data

    def _pill(self, count: int) -> QPixmap:
        """Return what hangs on the pointer: how many rows are carried."""
        words = ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
        if count > AS_TEXT_AT_MOST:
            words = _("{rows}, as text with Ctrl+C").format(rows=words)
        wide = QFontMetrics(font(BODY, bold=True)).horizontalAdvance(words) + 2 * SPACE[3]
        ratio = self._table.devicePixelRatioF()
        picture = QPixmap(QSize(wide, PILL) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour("accent"))
        painter.drawRoundedRect(QRect(0, 0, wide, PILL), RADIUS, RADIUS)
        painter.setPen(looks.colour("on-accent"))
        painter.setFont(font(BODY, bold=True))
        painter.drawText(QRect(0, 0, wide, PILL), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return picture
