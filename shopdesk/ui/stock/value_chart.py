"""What the stock was worth at the end of each day."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from shopdesk.services.stock_value import DayValue
from shopdesk.ui.moments import dated
from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.stock_words import figure
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _


class ValueChart(ReadChart):
    """Draws a line over a filled ground from zero; the newest day is read first."""

    begins_at_end = True

    def __init__(self, name: str, money: Callable[[int], str]) -> None:
        super().__init__(name, _("Stock value by day"))
        self._money = money
        self._days: tuple[DayValue, ...] = ()
        self._read = False

    def show_days(self, days: Sequence[DayValue]) -> None:
        """Draw other days."""
        self._days, self._read = tuple(days), True
        self.forget()

    def count(self) -> int:  # noqa: D102
        return len(self._days)

    def summary(self) -> str:  # noqa: D102
        if not self._days:
            return _("Nothing has been valued yet.") if self._read else _("Reading…")
        values = [day.value for day in self._days]
        words = _("From {first} on {date} to {last} today; at most {most}, at least {least}.")
        return words.format(
            first=self._money(values[0]),
            date=self._first_day(),
            last=self._money(values[-1]),
            most=self._money(max(values)),
            least=self._money(min(values)),
        )

    def _first_day(self) -> str:
        return dated(self._days[0].day, self._days[-1].day)

    def reading(self) -> str:  # noqa: D102
        told = self._days[self.place]
        words = _("{date}: {value}, {pieces} pieces")
        return words.format(
            date=dated(told.day, self._days[-1].day), value=self._money(told.value), pieces=figure(told.pieces)
        )

    def place_under(self, x: float) -> int:  # noqa: D102
        box = self._box()
        return round((x - box.left()) / max(box.width(), 1) * (len(self._days) - 1))

    def _box(self) -> QRectF:
        return QRectF(SPACE[1], SPACE[5], self.width() - 2 * SPACE[1], self.height() - 2 * SPACE[5])

    def _points(self, box: QRectF) -> list[QPointF]:
        values = [day.value for day in self._days]
        most, least = max(*values, 1), min(*values, 0)
        step = box.width() / max(len(values) - 1, 1)
        scale = box.height() / (most - least)
        return [
            QPointF(box.left() + step * at, box.bottom() - (value - least) * scale) for at, value in enumerate(values)
        ]

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        box = self._box()
        points = self._points(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour("accent-bg"))
        painter.drawPolygon(QPolygonF([box.bottomLeft(), *points, box.bottomRight()]))
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(looks.colour("accent"), 2))
        painter.drawPolyline(points)
        self._paint_words(painter, box)
        if self.place >= 0:
            self.paint_mark(painter, box, points[self.place])
            self.paint_words(painter, box, points[self.place].x(), box.top() + SPACE[1])

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour("muted"))
        most = max(day.value for day in self._days)
        painter.drawText(QPointF(box.left(), SPACE[4] + 2), _("at most {value}").format(value=self._money(most)))
        below = QRectF(box.left(), box.bottom() + 3, box.width(), SPACE[4] + 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._first_day())
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, _("Today"))
