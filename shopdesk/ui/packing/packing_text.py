"""Words at the bench that keep their place: however long a title is, nothing moves; what is cut ends in dots."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from shopdesk.ui.packing.packing_scale import PLAIN, Scale
from shopdesk.ui.theme import font


class BenchText(QLabel):
    """Plain text of at most so many lines; what is cut shows whole in the tooltip, and its tail always stands."""

    def __init__(self, scale: Scale, size: int = PLAIN, *, bold: bool = False, rank: str = "", lines: int = 1) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("rank", rank)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lines, self._tail = lines, ""
        self._made: tuple[tuple[str, int, int], QTextLayout, list[tuple[int, int]]] | None = None
        self._scale, self._size, self._bold = scale, size, bold
        scale.follow(self._fit)

    def say(self, text: str, tail: str = "") -> None:
        """Show a text; its tail, such as the colour that was chosen, is never cut off."""
        whole = f"{text} {tail}".strip()
        if whole == self.text():
            return
        self._tail = f" {tail}" if tail and text else ""
        self.setText(whole)
        self.setAccessibleName(whole)
        self.updateGeometry()

    def _fit(self) -> None:
        self.setFont(font(self._scale.px(self._size), bold=self._bold))
        self.updateGeometry()

    def _laid_out(self, width: int) -> tuple[QTextLayout, list[tuple[int, int]]]:
        """Return the text broken into lines, and where each of them begins; asked for often, made once."""
        key = (self.text(), width, self.font().pixelSize())
        if self._made is None or self._made[0] != key:
            self._made = (key, *self._lay_out(width))
        return self._made[1], self._made[2]

    def _lay_out(self, width: int) -> tuple[QTextLayout, list[tuple[int, int]]]:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        found: list[tuple[int, int]] = []
        while len(found) <= self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, len(found) * self.fontMetrics().lineSpacing()))
            found.append((line.textStart(), line.textLength()))
        layout.endLayout()
        return layout, found

    # Qt asks these

    def hasHeightForWidth(self) -> bool:  # noqa: N802, D102
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:  # noqa: N802, D102
        _layout, found = self._laid_out(width)
        return min(max(len(found), 1), self._lines) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        width = math.ceil(self.fontMetrics().horizontalAdvance(self.text())) + 2
        return QSize(width, self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(self.fontMetrics().height(), self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        area = self.contentsRect()
        layout, found = self._laid_out(area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        spacing = self.fontMetrics().lineSpacing()
        shown = max(min(self._lines, area.height() // spacing or 1, len(found)), 1)
        top = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max((area.height() - shown * spacing) // 2, 0)
        start = QPointF(area.left(), area.top() + top)
        cut = len(found) > shown
        for at in range(shown if not cut else shown - 1):
            layout.lineAt(at).draw(painter, start)
        if cut:
            rest = self.text()[found[shown - 1][0] :].replace("\n", " ").removesuffix(self._tail)
            room = area.width() - self.fontMetrics().horizontalAdvance(self._tail)
            elided = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room) + self._tail
            place = area.adjusted(0, top + (shown - 1) * spacing, 0, 0)
            flags = (self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, int(flags), elided)
        self.setToolTip(self.text() if cut else "")
