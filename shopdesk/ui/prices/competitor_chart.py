"""What competitors asked day by day, against the shop's own price."""

from datetime import datetime
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from shopdesk.domain.prices import CompetitorPrice
from shopdesk.ui.moments import dated
from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _
from shopdesk.words.promotions import word_money

ROLES = ("accent", "warn", "ok", "error", "text-2")
DOT, NAME_WIDTH = 3, 96
CORNERS = (0, 4, 3, 4, 6)  # of the marks of the first, second … competitor: a dot, a square, a triangle, a diamond …
TURNS = (0.0, 0.125, 0.25, 0.0, 0.0)


class CompetitorChart(ReadChart):
    """Draws a line of dots for each competitor; the newest is read first."""

    begins_at_end = True

    def __init__(self, name: str) -> None:
        super().__init__(name, _("What competitors ask"))
        self._told: list[CompetitorPrice] = []
        self._own = 0
        self._currency = "CNY"

    def show_prices(self, told: list[CompetitorPrice], own: int, currency: str) -> None:
        """Draw another SKU's competitors."""
        self._told, self._own, self._currency = told, own, currency
        self.forget()

    def count(self) -> int:  # noqa: D102
        return len(self._told)

    def summary(self) -> str:  # noqa: D102
        if not self._told:
            return _("Nobody's price was noted yet.")
        lowest = min(self._told, key=lambda each: each.amount)
        return _("The lowest: {price}, {who}.").format(
            price=word_money(lowest.amount, self._currency), who=lowest.competitor
        )

    def reading(self) -> str:  # noqa: D102
        told = self._told[self.place]
        return f"{self._day(told.at)}  {told.competitor}  {word_money(told.amount, self._currency)}"

    def _day(self, at: datetime) -> str:
        """Return a day as it is read beside the newest price."""
        return dated(at.astimezone().date(), self._told[-1].at.astimezone().date())

    def place_under(self, x: float) -> int:  # noqa: D102
        return min(range(len(self._told)), key=lambda at: abs(self._across(at) - x), default=0)

    def _box(self) -> QRectF:
        return QRectF(SPACE[3], SPACE[5], self.width() - 2 * SPACE[3], self.height() - 2 * SPACE[5] - SPACE[2])

    def _across(self, at: int) -> float:
        """Return how far right a price stands: days are as far apart as they were."""
        box, first, last = self._box(), self._told[0].at, self._told[-1].at
        span = (last - first).total_seconds()
        if not span:
            return box.center().x()
        return box.left() + box.width() * (self._told[at].at - first).total_seconds() / span

    def _point(self, at: int, amount: int) -> QPointF:
        box = self._box()
        low, high = min([self._own, *(t.amount for t in self._told)]), max([self._own, *(t.amount for t in self._told)])
        return QPointF(self._across(at), box.bottom() - box.height() * (amount - low) / max(high - low, 1))

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        box = self._box()
        own = self._point(0, self._own).y()
        painter.setPen(QPen(looks.colour("text-2"), 1))
        painter.drawLine(QPointF(box.left(), own), QPointF(box.right(), own))
        painter.setFont(font(CAPTION))
        painter.drawText(QPointF(box.left(), own - 3), _("Ours"))
        self._paint_days(painter)
        names = list(dict.fromkeys(told.competitor for told in self._told))
        for number, name in enumerate(names):
            colour = looks.colour(ROLES[number % len(ROLES)])
            points = [self._point(at, t.amount) for at, t in enumerate(self._told) if t.competitor == name]
            painter.setPen(QPen(colour, 1.5))
            painter.drawPolyline(points)
            painter.setBrush(colour)
            for point in points:
                painter.drawPath(_mark(number, point))
            if len(names) > 1:
                self._paint_name(painter, name, points[-1])
        if self.place >= 0:
            point = self._point(self.place, self._told[self.place].amount)
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawEllipse(point, DOT + 2, DOT + 2)
            self.paint_words(painter, box, point.x(), box.top())

    def _paint_name(self, painter: QPainter, name: str, newest: QPointF) -> None:
        """Write a competitor's name above its newest price, so that its line is known by more than its colour."""
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH)
        room = painter.fontMetrics().horizontalAdvance(shown)
        painter.drawText(QPointF(min(newest.x(), self._box().right() - room), newest.y() - 2 * DOT), shown)

    def _paint_days(self, painter: QPainter) -> None:
        """Write the days below, as many as have room, each under its price."""
        box = self._box()
        painter.setPen(QPen(looks.colour("border"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() + SPACE[2]), QPointF(box.right(), box.bottom() + SPACE[2]))
        painter.setPen(looks.colour("muted"))
        width = painter.fontMetrics().horizontalAdvance(self._day(self._told[0].at))
        free = box.left() - SPACE[3]
        ends = self._across(len(self._told) - 1)
        for at, told in enumerate(self._told):
            words = self._day(told.at)
            left = min(max(self._across(at) - width / 2, 0.0), self.width() - float(width))
            is_last = at == len(self._told) - 1
            if left >= free and (is_last or left + width + SPACE[2] <= ends - width / 2):
                painter.drawText(QPointF(left, self.height() - SPACE[1]), words)
                free = left + width + SPACE[2]


def _mark(number: int, at: QPointF) -> QPainterPath:
    """Return the mark of a competitor's prices: another shape for each."""
    path, corners = QPainterPath(), CORNERS[number % len(CORNERS)]
    if not corners:
        path.addEllipse(at, DOT, DOT)
        return path
    turn = TURNS[number % len(TURNS)]
    angles = [2 * pi * (turn + corner / corners) for corner in range(corners)]
    path.addPolygon(QPolygonF([at + QPointF(cos(a), -sin(a)) * (DOT + 1.5) for a in angles]))
    path.closeSubpath()
    return path
