"""A clock: the ring whose filled part is the used share of its span, in the colour of its urgency."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shopdesk.ui.theme import looks

SIDE = 20


class SlackClock(QWidget):
    """Shows a share from 0 to 1; None draws an empty ring."""

    def __init__(self, share: float | None, role: str) -> None:
        super().__init__()
        self._share, self._role = share, role
        self.setFixedSize(QSize(SIDE, SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = looks.colour(self._role)
        painter.setPen(QPen(colour, 1.5))
        painter.drawEllipse(QRectF(1.5, 1.5, SIDE - 3, SIDE - 3))
        if self._share is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPie(QRectF(4.5, 4.5, SIDE - 9, SIDE - 9), 90 * 16, -round(self._share * 360 * 16))
        painter.end()
