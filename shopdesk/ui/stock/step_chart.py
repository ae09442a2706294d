"""A line of steps over time: what was available, and the safety line it should stay above."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui.moments import day
from shopdesk.ui.stock_words import figure
from shopdesk.ui.theme import CAPTION, CONTROL, SPACE, TOP_BAR, VIEW_TABS, font, looks
from shopdesk.words import _

Step = tuple[datetime, int]
DOT = 3.5


class StepChart(QWidget):
    """Draws steps from the first moment until `now`; says the same in words to who cannot see it."""

    def __init__(self, name: str, steps: Sequence[Step], now: datetime, safety: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._steps, self._now, self._safety = list(steps), now, safety
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Available over time"))
        self.setAccessibleDescription(self.told())
        self.setToolTip(self.told())

    def told(self) -> str:
        """Say what the line shows."""
        counts = [count for _at, count in self._steps]
        words = _("From {first} on {date} to {last} today; at most {most}, at least {least}; safety line {safety}.")
        return words.format(
            first=figure(counts[0]),
            date=self._first_day(),
            last=figure(counts[-1]),
            most=figure(max(counts)),
            least=figure(min(counts)),
            safety=figure(self._safety),
        )

    def _first_day(self) -> str:
        return day(self._steps[0][0].astimezone().date())

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(10 * CONTROL, TOP_BAR + VIEW_TABS)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = figure(self._steps[-1][1])
        painter.setFont(font(CAPTION, bold=True))
        room = painter.fontMetrics().horizontalAdvance(last) + SPACE[3]
        box = QRectF(1, SPACE[2], self.width() - room - 2, self.height() - SPACE[2] - SPACE[6])
        points = self._points(box)
        self._paint_ground(painter, box)
        painter.setPen(QPen(looks.colour("accent"), 1.5))
        painter.drawPolyline(points)
        painter.setBrush(looks.colour("accent"))
        painter.drawEllipse(points[-1], DOT, DOT)
        painter.setPen(looks.colour("text"))
        beside = QRectF(points[-1].x() + SPACE[2], points[-1].y() - SPACE[2], room, SPACE[4])
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, last)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        zero, safety = self._height(0, box), self._height(self._safety, box)
        painter.setPen(QPen(looks.colour("border"), 1))
        painter.drawLine(QPointF(box.left(), zero), QPointF(box.right(), zero))  # the figure stands beside it
        if self._safety:
            painter.setPen(QPen(looks.colour("warn-fill"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left(), safety), QPointF(box.right(), safety))
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour("muted"))
        below = QRectF(0, self.height() - SPACE[4] - SPACE[1], self.width(), SPACE[4] + SPACE[1])
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._first_day())
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, _("Today"))
        painter.setFont(font(CAPTION, bold=True))

    def _points(self, box: QRectF) -> list[QPointF]:
        begun = self._steps[0][0]
        span = max((self._now - begun).total_seconds(), 1.0)
        points: list[QPointF] = []
        for at, count in self._steps:
            x = box.left() + min((at - begun).total_seconds() / span, 1.0) * box.width()
            if points:
                points.append(QPointF(x, points[-1].y()))
            points.append(QPointF(x, self._height(count, box)))
        return [*points, QPointF(box.right(), points[-1].y())]

    def _height(self, count: int, box: QRectF) -> float:
        counts = [count for _at, count in self._steps]
        most, least = max(*counts, self._safety, 1), min(*counts, 0)
        return box.bottom() - (count - least) / (most - least) * box.height()
