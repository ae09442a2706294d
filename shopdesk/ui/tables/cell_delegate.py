"""Paints every cell of every table: text, status, picture or clock; rows are told apart by one hairline."""

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from shopdesk.ui.icons import shape_pixmap
from shopdesk.ui.tables.table_model import CELL_ROLE, Cell
from shopdesk.ui.theme import BODY, CAPTION, LINE, RADIUS_SMALL, SPACE, THUMBNAIL, font, looks
from shopdesk.ui.thumbnails import Thumbnails

SHAPE = 14
CLOCK = 14
SPARK = 64
EDGE = 3


class CellDelegate(QStyledItemDelegate):
    """Paints `Cell`s; pictures come from `thumbnails` when they are ready."""

    def __init__(self, view: QTableView, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._view = view
        self._thumbnails = thumbnails
        self._plain, self._bold, self._small = font(BODY), font(BODY, bold=True), font(CAPTION)

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        painter.save()
        box = QRect(option.rect)
        self._paint_ground(painter, option, box, index)
        left, right = self.margins(index.column())
        inside = box.adjusted(left, 0, -right, -1)
        if cell.picture is not None:
            inside = self._paint_picture(painter, cell.picture, inside)
        if cell.status is not None:
            pixmap = shape_pixmap(cell.status.shape, cell.status.role, SHAPE)
            painter.drawPixmap(inside.left(), inside.center().y() - SHAPE // 2 + 1, pixmap)
            inside.setLeft(inside.left() + SHAPE + SPACE[1] + 2)
        if cell.share is not None:
            inside = self._paint_clock(painter, cell, inside)
        if cell.spark:
            inside = self._paint_spark(painter, cell, inside)
        self._paint_words(painter, cell, inside, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        painter.restore()

    def _paint_words(self, painter: QPainter, cell: Cell, inside: QRect, alignment: Qt.AlignmentFlag) -> None:
        painter.setPen(looks.colour(cell.status.role if cell.status else cell.role))
        painter.setFont(self._bold if cell.bold else self._plain)
        if cell.second:
            middle, side = inside.center().y() + 1, alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
            above = QRect(inside.left(), middle - LINE, inside.width(), LINE)
            _write(painter, above, side | Qt.AlignmentFlag.AlignVCenter, cell.text)
            painter.setPen(looks.colour("muted"))
            painter.setFont(self._small)
            below = QRect(inside.left(), middle, inside.width(), SPACE[4])
            _write(painter, below, side | Qt.AlignmentFlag.AlignVCenter, cell.second)
        else:
            _write(painter, inside, alignment, cell.text)

    def sizeHint(  # noqa: N802, D102
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        cell: Cell = index.data(CELL_ROLE)
        wide = QFontMetrics(self._bold if cell.bold else self._plain).horizontalAdvance(cell.text) + 2
        wide = max(wide, QFontMetrics(self._small).horizontalAdvance(cell.second) + 2)
        wide += sum(self.margins(index.column()))
        wide += (THUMBNAIL + SPACE[2]) * (cell.picture is not None) + (SHAPE + SPACE[1] + 2) * (cell.status is not None)
        wide += (CLOCK + SPACE[2]) * (cell.share is not None) + (SPARK + SPACE[2]) * bool(cell.spark)
        return QSize(wide, self._view.verticalHeader().defaultSectionSize())

    def margins(self, column: int) -> tuple[int, int]:
        """Return the room left and right of what stands in a column: the outer ones keep the bars' distance."""
        header = self._view.horizontalHeader()
        begins = header.sectionPosition(column)
        ends = begins + header.sectionSize(column)
        return SPACE[2] if begins else SPACE[4], SPACE[4] if ends == header.length() else SPACE[2]

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = index.row() == self._view.currentIndex().row()
        painter.fillRect(
            box, option.palette.color(QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base)
        )
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, looks.colour("border"))
        first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        if current and first:
            painter.fillRect(box.left(), box.top(), EDGE, box.height(), looks.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _paint_picture(self, painter: QPainter, place: str, inside: QRect) -> QRect:
        frame = QRect(inside.left(), inside.center().y() - THUMBNAIL // 2 + 1, THUMBNAIL, THUMBNAIL)
        painter.setPen(looks.colour("border"))
        painter.setBrush(Qt.GlobalColor.white)  # pictures are judged on white, in the dark theme too
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        if pixmap := self._thumbnails.pixmap(place, THUMBNAIL - 4):
            painter.drawPixmap(frame.adjusted(2, 2, -2, -2), pixmap)
        inside.setLeft(frame.right() + SPACE[2])
        return inside

    def _paint_spark(self, painter: QPainter, cell: Cell, inside: QRect) -> QRect:
        """Paint a small curve from its lowest to its highest value; the newest value has a dot."""
        box = QRectF(inside.left(), inside.top() + SPACE[2], SPARK, inside.height() - 2 * SPACE[2])
        most, step = max(*cell.spark, 1), box.width() / max(len(cell.spark) - 1, 1)
        points = [
            QPointF(box.left() + at * step, box.bottom() - v * box.height() / most) for at, v in enumerate(cell.spark)
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(looks.colour(cell.role), 1.5))
        painter.drawPolyline(points)
        painter.setBrush(looks.colour(cell.role))
        painter.drawEllipse(points[-1], 1.5, 1.5)
        inside.setLeft(inside.left() + SPARK + SPACE[2])
        return inside

    def _paint_clock(self, painter: QPainter, cell: Cell, inside: QRect) -> QRect:
        """Paint the ring whose filled part is the used share of its span."""
        centre = QPointF(inside.right() - CLOCK / 2, inside.center().y() + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(looks.colour(cell.role), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, CLOCK / 2 - 1, CLOCK / 2 - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour(cell.role))
        used = min(max(cell.share or 0.0, 0.0), 1.0)
        pie = QRectF(centre.x() - 4, centre.y() - 4, 8, 8)
        painter.drawPie(pie, 90 * 16, -math.floor(used * 360 * 16))
        inside.setRight(inside.right() - CLOCK - SPACE[2])
        return inside


def _write(painter: QPainter, box: QRect, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Write one line, cut with … where the place is narrow."""
    painter.drawText(box, alignment, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
