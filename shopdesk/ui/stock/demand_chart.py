"""What was sold week by week and what is expected, with festivals, promotion days and days without stock marked."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from shopdesk.services.forecast_table import ForecastStory, Week
from shopdesk.ui.moments import month
from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.stock.forecast_words import week_words, word_festival
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _

STRIP = 5  # pixels, the days without stock
WIDEST = 96  # pixels of a week


class DemandChart(ReadChart):
    """Draws a bar for each week; the newest is read first."""

    begins_at_end = True

    def __init__(self, name: str) -> None:
        super().__init__(name, _("Sales and forecast by week"))
        self._weeks: tuple[Week, ...] = ()
        self._names: dict[str, str] = {}
        self._read = False

    def show_story(self, story: ForecastStory) -> None:
        """Draw another SKU's weeks."""
        self._weeks, self._read = story.weeks, True
        self._names = {code: word_festival(told) for code, told in story.calendar.items()}
        self.forget()

    def count(self) -> int:  # noqa: D102
        return len(self._weeks)

    def summary(self) -> str:  # noqa: D102
        sold = [week.pieces for week in self._weeks if not week.expected]
        expected = [week.pieces for week in self._weeks if week.expected]
        if not sold:
            return _("Nothing was sold yet.") if self._read else _("Reading…")
        words = _("Sold in {weeks} weeks: {pieces}, at most {most} in one.").format(
            weeks=len(sold), pieces=f"{sum(sold):,.0f}", most=f"{max(sold):,.0f}"
        )
        if expected:
            ahead = _("Expected in the {weeks} weeks to come: {pieces}.")
            words = f"{words} {ahead.format(weeks=len(expected), pieces=f'{sum(expected):,.0f}')}"
        return words

    def reading(self) -> str:  # noqa: D102
        return week_words(self._weeks[self.place], self._names)

    def place_under(self, x: float) -> int:  # noqa: D102
        box = self._box()
        return int((x - box.left()) / self._bar(0, box).width())

    # How it is drawn

    def _box(self) -> QRectF:
        return QRectF(SPACE[2], SPACE[5], self.width() - 2 * SPACE[2], self.height() - 2 * SPACE[5] - STRIP)

    def _bar(self, at: int, box: QRectF) -> QRectF:
        width = min(box.width() / len(self._weeks), WIDEST)
        return QRectF(box.left() + at * width, box.top(), width, box.height())

    def _most(self) -> float:
        return max(*(week.pieces for week in self._weeks), 1.0)

    def _paint_marks(self, painter: QPainter, box: QRectF) -> None:
        """Lay a ground under weeks with festivals, and name each where it begins and has room."""
        painter.setFont(font(CAPTION))
        free, before = 0.0, ""
        for at, week in enumerate(self._weeks):
            if week.marks:
                painter.fillRect(self._bar(at, box), looks.colour("warn-bg"))
            name = self._names.get(week.marks[0], "") if week.marks else ""
            left = self._bar(at, box).left()
            if name and name != before and left >= free:
                room = painter.fontMetrics().horizontalAdvance(name)
                left = min(left, self.width() - room - 2)
                painter.setPen(looks.colour("warn"))
                painter.drawText(QPointF(left, SPACE[4] + 2), name)
                free = left + room + SPACE[2]
            before = name

    def _paint_bars(self, painter: QPainter, box: QRectF) -> None:
        most = self._most()
        for at, week in enumerate(self._weeks):
            place = self._bar(at, box)
            height = box.height() * week.pieces / most
            gap = 1.0 if place.width() > 4 else 0.0
            bar = QRectF(place.left(), box.bottom() - height, place.width() - gap, height)
            if week.expected:
                painter.setPen(QPen(looks.colour("accent"), 1, Qt.PenStyle.DashLine))
                painter.setBrush(looks.colour("accent-bg"))
                painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, 0))
            else:
                painter.fillRect(bar, looks.colour("accent"))
            if week.out:
                part = place.width() * week.out / week.days
                painter.fillRect(QRectF(place.left(), box.bottom() + 1, part, STRIP - 1), looks.colour("error-fill"))

    def _paint_scale(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setFont(font(CAPTION))
        painter.setPen(looks.colour("muted"))
        free, baseline = 0.0, self.height() - SPACE[1] - 2
        for at, (before, week) in enumerate(pairwise(self._weeks), 1):
            begun = _month_in(before.first, week.first)
            left = self._bar(at, box).left()
            if begun is not None and left >= free:
                shown = month(begun, year=begun.month == 1 or not free)
                painter.drawText(QPointF(left, baseline), shown)
                free = left + painter.fontMetrics().horizontalAdvance(shown) + SPACE[3]
        today = next((at for at, week in enumerate(self._weeks) if week.expected), None)
        if today is not None:
            x = self._bar(today, box).left()
            painter.setPen(QPen(looks.colour("text-2"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        box = self._box()
        self._paint_marks(painter, box)
        self._paint_bars(painter, box)
        self._paint_scale(painter, box)
        if self.place >= 0:
            place = self._bar(self.place, box)
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0, 0, -1, STRIP))
            self.paint_words(painter, box, place.right(), box.top() + SPACE[1])


def _month_in(before: date, first: date) -> date | None:
    """Return the month that begins between two weeks' first days, if one does."""
    return first if (before.year, before.month) != (first.year, first.month) else None
