"""What a price is made of, as a bar: each cost in its part, what is left in green, what is lost in red."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.domain.margins import PARTS, Margin
from shopdesk.ui.theme import looks

HEIGHT = 14
SIDE = 10
ROLES = ("text-2", "muted", "border-strong", "warn-fill", "accent", "error-fill")


class Swatch(QLabel):
    """The colour that a part of the bar has, before its name; `part` is "net" for what is left."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._role = "ok-fill" if part == "net" else ROLES[PARTS.index(part)]
        self.setFixedWidth(SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.fillRect(0, (self.height() - SIDE) // 2, SIDE, SIDE, looks.colour(self._role))
        painter.end()


class MarginBar(QWidget):
    """Draws one price from left to right: purchase, packaging, freight, fees, returns, and what is left."""

    def __init__(self, name: str, margin: Margin, words: str, widest: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFixedHeight(HEIGHT)
        self._margin = margin
        self._widest = widest or max(margin.revenue, sum(margin.costs.values()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        left, whole = 0.0, max(self._widest, 1)
        painter.fillRect(self.rect(), looks.colour("sunken"))
        parts = [(ROLES[at], self._margin.costs.get(part, 0)) for at, part in enumerate(PARTS)]
        for role, amount in [*parts, ("ok-fill", max(self._margin.net, 0))]:
            width = self.width() * amount / whole
            painter.fillRect(QRectF(left, 0, max(width - 1, 0), self.height()), looks.colour(role))
            left += width
        if self._margin.net < 0:  # the price ends where the costs have not
            at = self.width() * self._margin.revenue / whole
            painter.fillRect(QRectF(at - 1, 0, 2, self.height()), looks.colour("text"))
        painter.end()
