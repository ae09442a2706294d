"""The Pareto chart: what each SKU comes to, largest first, and the curve of their shares summed up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from shopdesk.ui.read_chart import ReadChart
from shopdesk.ui.theme import CAPTION, SPACE, font, looks
from shopdesk.words import _, ngettext

BAR = 7  # pixels at least
SAMPLE = 12  # below the chart: where a curve is shown beside its name
LETTERS = ("A", "B", "C")
_FILLS = ("accent", "accent-border", "border-strong")


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


class ParetoChart(ReadChart):
    """Draws bars, curve and lines; Enter or a click opens the SKU that is read.

    `opened` tells the place from 0.
    """

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name, _("Pareto chart"))
        self._told: Pareto | None = None
        self._curves: list[list[int]] = []

    def show_pareto(self, told: Pareto) -> None:
        """Draw other values."""
        self._told = told
        self._curves = [list(accumulate(values)) for values in (told.values, told.second) if values]
        self.describe()

    def count(self) -> int:  # noqa: D102
        return len(self._told.values) if self._told else 0

    def summary(self) -> str:  # noqa: D102
        told = self._told
        if told is None:
            return _("Reading…")
        if not told.values:
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

    def reading(self) -> str:  # noqa: D102
        told = self._told
        assert told is not None
        count = self.place + 1
        words = ngettext(
            "The {count} largest SKU ({part} of all) makes {share}; it comes to {value}.",
            "The {count} largest SKUs ({part} of all) make {share}; the last of them comes to {value}.",
            count,
        )
        return words.format(
            count=f"{count:,}",
            part=f"{count / len(told.values):.1%}",
            share=self._share(count),
            value=told.money(told.values[self.place]),
        )

    def _share(self, count: int) -> str:
        sums = self._curves[0]
        return f"{(sums[count - 1] if count else 0) / sums[-1]:.1%}"

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
                _write(painter, QRectF(box.right() + SPACE[1], y - 9, SPACE[6] + SPACE[3], 18), f"{percent}%")
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
            painter.setPen(_pen(colour))
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
                painter.setPen(_pen(colour))
                painter.drawLine(QPointF(left, box.bottom() + SAMPLE), QPointF(left + SPACE[5], box.bottom() + SAMPLE))
                left += SPACE[5] + SPACE[1]
                painter.drawText(QPointF(left, box.bottom() + SPACE[4]), name)
                left += painter.fontMetrics().horizontalAdvance(name) + SPACE[4]

    def paint(self, painter: QPainter) -> None:  # noqa: D102
        told, box = self._told, self._box()
        assert told is not None
        if not told.second:
            self._paint_bars(painter, told, box)
        self._paint_lines(painter, told, box)
        self._paint_letters(painter, told, box)
        self._paint_curves(painter, told, box)
        if self.place >= 0:
            sums = self._curves[0]
            x, y = self._x(self.place + 1), box.bottom() - box.height() * sums[self.place] / sums[-1]
            self.paint_mark(painter, box, QPointF(x, y))
            self.paint_words(painter, box, x, box.bottom() - box.height() / 2 - SPACE[3])

    def place_under(self, x: float) -> int:  # noqa: D102
        box = self._box()
        return int((x - box.left()) / max(box.width(), 1) * self.count())

    # Qt tells these

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place >= 0:
            self.opened.emit(self.place)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self.mouseMoveEvent(event)
        if self.place >= 0:
            self.opened.emit(self.place)


def _pen(colour: str) -> QPen:
    """Return the pen of a curve: the second one is broken, known by more than its colour."""
    return QPen(looks.colour(colour), 2, Qt.PenStyle.DashLine if colour == "warn" else Qt.PenStyle.SolidLine)


def _write(painter: QPainter, place: QRectF, text: str, *, middle: bool = False) -> None:
    painter.setPen(looks.colour("text" if middle else "muted"))
    side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)
