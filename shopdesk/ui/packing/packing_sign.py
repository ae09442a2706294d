"""The sign of an alarm, understood without its colour: an octagon with a cross, or a triangle with a mark."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.ui.theme import looks


class Sign(QWidget):
    """Draws stop or look, in the colour of the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._amber = False

    def show_kind(self, *, amber: bool) -> None:
        """Show a triangle for amber, else an octagon."""
        self._amber = amber
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground = ("note-text", "warn-fill") if self._amber else ("on-error", "error-fill")
        side = min(self.width(), self.height())
        middle, radius = QPointF(self.width() / 2, self.height() / 2), side / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour(ink))
        painter.drawPolygon(_polygon(middle, radius, self._amber))
        painter.setPen(QPen(looks.colour(ground), side / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._amber:
            painter.drawLine(middle + QPointF(0, -radius * 0.25), middle + QPointF(0, radius * 0.2))
            painter.drawPoint(middle + QPointF(0, radius * 0.45))
            return
        arm = radius * 0.36
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


class CrossedPicture(QLabel):
    """A picture on white; with a cross over it, it is the wrong one."""

    def __init__(self, *, crossed: bool) -> None:
        super().__init__()
        self._crossed = crossed
        self.setProperty("bench", "paper")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        if not self._crossed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) * 0.44
        red = QColor(looks.hex("error-fill"))
        painter.setPen(QPen(red, side / 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = self.width() / 2, self.height() / 2
        painter.drawLine(QPointF(x - side, y - side), QPointF(x + side, y + side))
        painter.drawLine(QPointF(x - side, y + side), QPointF(x + side, y - side))


def _polygon(middle: QPointF, radius: float, triangle: bool) -> QPolygonF:
    if triangle:
        return QPolygonF([
            middle + QPointF(0, -radius * 0.9),
            middle + QPointF(radius, radius * 0.8),
            middle + QPointF(-radius, radius * 0.8),
        ])  # fmt: skip
    turns = [math.pi / 8 + at * math.pi / 4 for at in range(8)]
    return QPolygonF([middle + QPointF(math.cos(turn) * radius, math.sin(turn) * radius) for turn in turns])
