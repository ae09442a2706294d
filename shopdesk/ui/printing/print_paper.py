"""A sheet of paper on the screen: white in both themes, with rulers in millimetres."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shopdesk.ui.theme import CAPTION, SPACE, font, looks

RULER, EDGE = SPACE[5], SPACE[4]
_FINE_FROM = 2.5  # pixels a millimetre needs so that its ticks can be told apart


class Paper(QWidget):
    """Shows one page at `scale` logical pixels a millimetre."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self._width, self._height, self._scale = 0.0, 0.0, 1.0
        self._picture = QImage()

    @property
    def scale(self) -> float:
        """Logical pixels that a millimetre takes."""
        return self._scale

    def set_page(self, size: tuple[float, float], scale: float) -> None:
        """Make room for a page of this size in millimetres."""
        (self._width, self._height), self._scale = size, scale
        whole = (RULER + round(side * scale) + EDGE for side in size)
        self.setFixedSize(*whole)
        self.update()

    def set_picture(self, picture: QImage) -> None:
        """Show what stands on the page; an empty picture leaves it white."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        sheet = QRectF(RULER, RULER, self._width * self._scale, self._height * self._scale)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, self._picture)
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawRect(sheet)
        painter.setFont(font(CAPTION))
        painter.setPen(QPen(looks.colour("muted"), 1))
        self._draw_ruler(painter, self._width, across=True)
        self._draw_ruler(painter, self._height, across=False)
        painter.end()

    def _draw_ruler(self, painter: QPainter, length: float, *, across: bool) -> None:
        step = 1 if self._scale >= _FINE_FROM else 5
        numbered = 20 if self._scale >= 1 else 50
        for at in range(0, int(length + 1e-3) + 1, step):
            tick = SPACE[2] if at % 10 == 0 else SPACE[1] + 1 if at % 5 == 0 else SPACE[1] - 1
            place, base = RULER + at * self._scale, RULER - 2.0
            ends = (QPointF(place, base), QPointF(place, base - tick))
            painter.drawLine(*(ends if across else (end.transposed() for end in ends)))
            if at % numbered == 0:
                self._draw_number(painter, at, place, across)

    def _draw_number(self, painter: QPainter, at: int, place: float, across: bool) -> None:
        room, height = RULER - SPACE[2] - 3.0, CAPTION + 2.0
        if across:
            box = QRectF(place - RULER, 0, 2 * RULER, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(at))
        elif at:
            painter.save()
            painter.translate(0, place)
            painter.rotate(-90)
            box = QRectF(-RULER, 0, 2 * RULER, max(room, height))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(at))
            painter.restore()
