"""What competitors asked day by day, against the shop's own price."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from shopdesk.domain.prices import CompetitorPrice
from shopdesk.promotion_words import word_money
from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _

ROLES = ("accent", "warn", "ok", "error", "text-2")
DOT = 3


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
        day = told.at.astimezone().strftime("%Y-%m-%d")
        return f"{day}  {told.competitor}  {word_money(told.amount, self._currency)}"

    def place_under(self, x: float) -> int:  # noqa: D102
        box = self._box()
        return round((x - box.left()) / max(box.width(), 1) * max(len(self._told) - 1, 0))

    def _box(self) -> QRectF:
        return QRectF(SPACE[3], SPACE[5], self.width() - 2 * SPACE[3], self.height() - 2 * SPACE[5])

    def _point(self, at: int, amount: int) -> QPointF:
        box = self._box()
        low, high = min([self._own, *(t.amount for t in self._told)]), max([self._own, *(t.amount for t in self._told)])
        x = box.left() + box.width() * (at / max(len(self._told) - 1, 1))
        return QPointF(x, box.bottom() - box.height() * (amount - low) / max(high - low, 1))

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        box = self._box()
        own = self._point(0, self._own).y()
        painter.setPen(QPen(looks.colour("text-2"), 1))
        painter.drawLine(QPointF(box.left(), own), QPointF(box.right(), own))
        painter.setFont(font(CAPTION))
        painter.drawText(QPointF(box.left(), own - 3), _("Ours"))
        names = list(dict.fromkeys(told.competitor for told in self._told))
        for number, name in enumerate(names):
            colour = looks.colour(ROLES[number % len(ROLES)])
            points = [self._point(at, t.amount) for at, t in enumerate(self._told) if t.competitor == name]
            painter.setPen(QPen(colour, 1.5))
            painter.drawPolyline(points)
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(point, DOT, DOT)
        if self.place >= 0:
            point = self._point(self.place, self._told[self.place].amount)
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawEllipse(point, DOT + 2, DOT + 2)
            self.paint_words(painter, box, point.x(), box.top())
