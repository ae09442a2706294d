"""The Pareto chart: what each SKU comes to, largest first, and the curve of their shares summed up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _, ngettext

BAR = 7  # pixels at least
LETTERS = ("A", "B", "C")
_FILLS = ("accent", "accent-border", "border-strong")
_STEPS = 100
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


@dataclass(frozen=True, slots=True)
class Pareto:
    """What is drawn: values above zero, largest first, the ends of A and B, the lines in percent, a second measure."""

    values: Sequence[int]
    ends: tuple[int, int]
    lines: tuple[int, int]
    money: Callable[[int], str]
    name: str
    second: Sequence[int] = ()
    second_name: str = ""


class ParetoChart(QWidget):
    """Draws bars, curve and lines; arrows or the mouse read the curve, Enter opens the SKU that is read.

    `opened` tells the place from 0.
    """

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Pareto chart"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(140)
        self._told: Pareto | None = None
        self._curves: list[list[int]] = []
        self._at = -1

    @property
    def place(self) -> int:
        """The place of the SKU that is read, from 0; -1 while none is."""
        return self._at

    def show_pareto(self, told: Pareto) -> None:
        """Draw other values."""
        self._told = told
        self._curves = [list(accumulate(values)) for values in (told.values, told.second) if values]
        self._at = min(self._at, len(told.values) - 1)
        self._describe()
        self.update()

    def summary(self) -> str:
        """Say what the chart shows."""
        told = self._told
        if told is None or not told.values:
            return _("Nothing was sold in this span.")
        end_a, end_b = told.ends
        words = _(
            "{name} of {count} SKUs, largest first: {a} SKUs (class A) make {share_a} of it,"
            " {b} more (class B) bring it to {share_b}, the last {c} (class C) make the rest."
        )
        return words.format(
            name=told.name,
            count=f"{len(told.values):,}",
            a=f"{end_a:,}",
            share_a=self._share(end_a),
            b=f"{end_b - end_a:,}",
            share_b=self._share(end_b),
            c=f"{len(told.values) - end_b:,}",
        )

    def reading(self) -> str:
        """Say what the curve says at the place that is read."""
        told = self._told
        if told is None or self._at < 0:
            return ""
        count = self._at + 1
        words = ngettext(
            "The largest SKU makes {share}; it comes to {value}.",
            "The {count} largest SKUs ({part} of all) make {share}; the last of them comes to {value}.",
            count,
        )
        return words.format(
            count=f"{count:,}",
            part=f"{count / len(told.values):.1%}",
            share=self._share(count),
            value=told.money(told.values[self._at]),
        )

    def read_at(self, place: int) -> None:
        """Read the curve at a place, brought within the values."""
        if self._told is None or not self._told.values:
            return
        self._at = min(max(place, 0), len(self._told.values) - 1)
        self._describe()
        self.update()

    def _share(self, count: int) -> str:
        sums = self._curves[0]
        return f"{(sums[count - 1] if count else 0) / sums[-1]:.1%}"

    def _describe(self) -> None:
        self.setAccessibleDescription(self.reading() or self.summary())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # How it is drawn

    def _box(self) -> QRectF:
        right = SPACE[6] + SPACE[3]
        return QRectF(SPACE[1], SPACE[5], self.width() - right - SPACE[1], self.height() - 2 * SPACE[5])

    def _x(self, count: float) -> float:
        assert self._told is not None
        box = self._box()
        return box.left() + box.width() * count / max(len(self._told.values), 1)

    def _paint_bars(self, painter: QPainter, told: Pareto, box: QRectF) -> None:
        count = max(min(len(told.values), int(box.width() // BAR)), 1)
        sums = self._curves[0]
        for number in range(count):
            first, last = (len(told.values) * step // count for step in (number, number + 1))
            mean = (sums[last - 1] - (sums[first - 1] if first else 0)) / (last - first)
            height = box.height() * mean / told.values[0]
            middle = (first + last - 1) / 2
            fill = 0 if middle < told.ends[0] else 1 if middle < told.ends[1] else 2
            left, right = self._x(first), self._x(last)
            gap = 1.0 if right - left > 3 else 0.0
            painter.fillRect(
                QRectF(left, box.bottom() - height, min(right - left, 48) - gap, height), looks.colour(_FILLS[fill])
            )

    def _paint_lines(self, painter: QPainter, told: Pareto, box: QRectF) -> None:
        painter.setFont(font(CAPTION))
        for percent in (*told.lines, 100):
            y = box.bottom() - box.height() * percent / 100
            style = Qt.PenStyle.SolidLine if percent == 100 else Qt.PenStyle.DashLine
            painter.setPen(QPen(looks.colour("border" if percent == 100 else "warn-fill"), 1, style))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            if percent < 100:
                _write(painter, QRectF(box.right() + SPACE[1], y - 9, SPACE[6] + SPACE[3], 18), f"{percent} %")
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_letters(self, painter: QPainter, told: Pareto, box: QRectF) -> None:
        if told.second:
            return
        painter.setFont(font(CAPTION, bold=True))
        starts = (0, *told.ends, len(told.values))
        for at, letter in enumerate(LETTERS):
            left, right = self._x(starts[at]), self._x(starts[at + 1])
            if at and starts[at] < len(told.values):
                painter.setPen(QPen(looks.colour("border-strong"), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(left, box.top()), QPointF(left, box.bottom()))
            if right - left >= SPACE[4]:
                _write(painter, QRectF(left, 2, right - left, SPACE[5] - 4), letter, middle=True)
        painter.setFont(font(CAPTION))
        below = QRectF(box.left(), box.bottom() + 3, box.width(), SPACE[4] + 2)
        most = _("highest bar {value}").format(value=told.money(told.values[0]))
        _write(painter, below, f"{told.name} · {most}")
        count = ngettext("{count} SKU", "{count} SKUs", len(told.values)).format(count=f"{len(told.values):,}")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_curves(self, painter: QPainter, told: Pareto, box: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = ("accent", "warn") if told.second else ("text",)
        for sums, colour in zip(self._curves, colours, strict=False):
            painter.setPen(QPen(looks.colour(colour), 2))
            points = QPolygonF([box.bottomLeft()])
            for step in range(1, 201):
                count = max(len(sums) * step // 200, 1)
                x = box.left() + box.width() * count / len(sums)
                points.append(QPointF(x, box.bottom() - box.height() * sums[count - 1] / sums[-1]))
            painter.drawPolyline(points)
        if told.second:
            painter.setFont(font(CAPTION, bold=True))
            left = box.left() + SPACE[1]
            for name, colour in ((told.name, "accent"), (told.second_name, "warn")):
                painter.setPen(looks.colour(colour))
                painter.drawText(QPointF(left, box.bottom() + SPACE[4]), name)
                left += painter.fontMetrics().horizontalAdvance(name) + SPACE[4]

    def _paint_reading(self, painter: QPainter, box: QRectF) -> None:
        if self._at < 0:
            return
        sums = self._curves[0]
        x, y = self._x(self._at + 1), box.bottom() - box.height() * sums[self._at] / sums[-1]
        painter.setPen(QPen(looks.colour("focus"), 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.setBrush(looks.colour("focus"))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
        painter.setFont(font(CAPTION))
        room = painter.fontMetrics().horizontalAdvance(self.reading()) + 2 * SPACE[2]
        left = min(max(x + SPACE[2], box.left()), max(box.right() - room, box.left()))
        place = QRectF(left, box.bottom() - box.height() / 2 - SPACE[3], room, SPACE[5])
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.setBrush(looks.colour("raised"))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(looks.colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.reading())

    # Qt tells these

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(640, 220)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter, told, box = QPainter(self), self._told, self._box()
        if told is None or not told.values:
            painter.setPen(looks.colour("muted"))
            if told is not None:
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.summary())
            return
        if not told.second:
            self._paint_bars(painter, told, box)
        self._paint_lines(painter, told, box)
        self._paint_letters(painter, told, box)
        self._paint_curves(painter, told, box)
        self._paint_reading(painter, box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        count = len(self._told.values) if self._told else 0
        key = Qt.Key(event.key())
        if key in _KEYS and count:
            self.read_at(self._at + _KEYS[key] * max(count // _STEPS, 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self.read_at(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._read_under(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._read_under(event)
        if self._at >= 0:
            self.opened.emit(self._at)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().leaveEvent(event)
        if not self.hasFocus():
            self._forget()

    def _read_under(self, event: QMouseEvent) -> None:
        if self._told is not None and self._told.values:
            box = self._box()
            self.read_at(int((event.position().x() - box.left()) / max(box.width(), 1) * len(self._told.values)))

    def _forget(self) -> None:
        self._at = -1
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        super().focusOutEvent(event)
        self._forget()


def _write(painter: QPainter, place: QRectF, text: str, *, middle: bool = False) -> None:
    painter.setPen(looks.colour("text" if middle else "muted"))
    side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)
