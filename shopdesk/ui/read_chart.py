"""What all charts that can be read have in common: arrows or the mouse go from place to place, and each is said."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui.theme import CAPTION, SPACE, font, looks

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class ReadChart(QWidget):
    """A chart of places from left to right; its own class says how many, what each says, and draws them.

    The place that is read is -1 while none is; the summary stands for it then.
    """

    begins_at_end = False  # the first arrow reads the newest place

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(140)
        self.place = -1

    # What a chart of its own tells

    def count(self) -> int:
        """Return how many places there are."""
        raise NotImplementedError

    def summary(self) -> str:
        """Say what the chart shows, or why it shows nothing."""
        raise NotImplementedError

    def reading(self) -> str:
        """Say what the place that is read says; it is one that there is."""
        raise NotImplementedError

    def place_under(self, x: float) -> int:
        """Return the place at this distance from the left."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Draw; there is at least one place."""
        raise NotImplementedError

    # What others ask

    def read_at(self, place: int) -> None:
        """Read a place, brought within those there are."""
        if self.count():
            self.place = min(max(place, 0), self.count() - 1)
            self.describe()

    def describe(self) -> None:
        """Say anew what is shown, and draw it."""
        self.place = min(self.place, self.count() - 1)
        self.setAccessibleDescription(self.reading() if self.place >= 0 else self.summary())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def forget(self) -> None:
        """Read no place any more."""
        self.place = -1
        self.describe()

    def paint_words(self, painter: QPainter, box: QRectF, x: float, y: float) -> None:
        """Draw what the read place says in a box beside it, within the chart."""
        told = self.reading()
        painter.setFont(font(CAPTION))
        room = painter.fontMetrics().horizontalAdvance(told) + 2 * SPACE[2]
        left = min(max(x + SPACE[2], box.left()), max(box.right() - room, box.left()))
        words = QRectF(left, y, room, SPACE[5])
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.setBrush(looks.colour("raised"))
        painter.drawRoundedRect(words, 4, 4)
        painter.setPen(looks.colour("text"))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, told)

    def paint_mark(self, painter: QPainter, box: QRectF, point: QPointF) -> None:
        """Draw a line through the read place and a dot on its value."""
        painter.setPen(QPen(looks.colour("focus"), 1))
        painter.drawLine(QPointF(point.x(), box.top()), QPointF(point.x(), box.bottom()))
        painter.setBrush(looks.colour("focus"))
        painter.drawEllipse(point, 3.5, 3.5)

    # Qt tells these

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(640, 220)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        if self.count():
            self.paint(painter)
        else:
            painter.setPen(looks.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.summary())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        key = Qt.Key(event.key())
        if key in _KEYS:
            start = self.count() if self.begins_at_end and self.place < 0 else self.place
            self.read_at(start + _KEYS[key] * max(self.count() // 100, 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.read_at(0 if key == Qt.Key.Key_Home else self.count() - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if self.count():
            self.read_at(self.place_under(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().leaveEvent(event)
        if not self.hasFocus():
            self.forget()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        super().focusOutEvent(event)
        self.forget()
