"""Before and after on one square: a divider to drag, both pictures on the same frame, the product's box on both."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui.theme import BODY, SPACE, font, looks
from shopdesk.words import _

Box = tuple[float, float, float, float]
STEP = 0.02
GRIP = 14.0


class BeforeAfter(QWidget):
    """Shows an original and its repair; `moved` tells where the divider stands, 0 to 1."""

    moved = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("beforeAfter")
        self.setAccessibleName(_("Before and after"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 280)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.split = 0.5
        self.only_before = False
        self._before, self._after = QImage(), QImage()
        self._frame: Box = (0.0, 0.0, 1.0, 1.0)
        self._boxes: tuple[Box | None, Box | None] = (None, None)

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(560, 560)

    def show_pictures(
        self, before: QImage, after: QImage, frame: Box, box_before: Box | None, box_after: Box | None
    ) -> None:
        """Show two pictures; `frame` is the repaired one's frame in shares of the original, boxes in shares of each."""
        self._before, self._after, self._frame = before, after, frame
        self._boxes = (box_before, box_after)
        self.setAccessibleDescription(self._told())
        self.update()

    def set_split(self, share: float) -> None:
        """Put the divider at a share of the width."""
        self.split = min(max(share, 0.0), 1.0)
        self.moved.emit(self.split)
        self.update()

    def set_only_before(self, only: bool) -> None:
        """Show the original alone, or both."""
        self.only_before = only
        self.update()

    def _told(self) -> str:
        shares = [_share(box) for box in self._boxes if box]
        words = _("The product fills {before} percent of the side, repaired {after} percent.")
        return words.format(before=shares[0], after=shares[1]) if len(shares) == 2 else ""

    # Where things are

    def _square(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _place_of_before(self, square: QRectF) -> QRectF:
        """Return where the original lies so that what both show lies on one another."""
        if self._after.isNull():
            size = self._before.size().scaled(square.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            corner = square.center() - QPointF(size.width() / 2, size.height() / 2)
            return QRectF(corner, size)
        left, top, right, bottom = self._frame
        width, height = square.width() / max(right - left, 1e-6), square.height() / max(bottom - top, 1e-6)
        return QRectF(square.x() - left * width, square.y() - top * height, width, height)

    # Qt tells these

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = self._square()
        painter.fillRect(square, QColor(looks.hex("surface")))
        both = not self._after.isNull() and not self.only_before
        cut = square.x() + square.width() * (self.split if both else 1.0)
        painter.setClipRect(QRectF(square.x(), square.y(), cut - square.x(), square.height()))
        place = self._place_of_before(square)
        painter.drawImage(place, self._before)
        self._draw_box(painter, place, self._boxes[0], QColor("#ffffff"))
        if both:
            painter.setClipRect(QRectF(cut, square.y(), square.right() - cut, square.height()))
            painter.fillRect(square, QColor("#ffffff"))
            painter.drawImage(square, self._after)
            self._draw_box(painter, square, self._boxes[1], QColor(looks.hex("accent")))
        painter.setClipping(False)
        painter.setPen(QPen(QColor(looks.hex("accent" if self.hasFocus() else "border-strong")), 1))
        painter.drawRect(square)
        self._draw_words(painter, square, both)
        if both:
            self._draw_divider(painter, square, cut)

    def _draw_box(self, painter: QPainter, place: QRectF, box: Box | None, colour: QColor) -> None:
        if box is None:
            return
        shown = QRectF(
            place.x() + box[0] * place.width(),
            place.y() + box[1] * place.height(),
            (box[2] - box[0]) * place.width(),
            (box[3] - box[1]) * place.height(),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tone, style in ((QColor(0, 0, 0, 110), Qt.PenStyle.SolidLine), (colour, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(tone, 1.5, style))
            painter.drawRect(shown)

    def _draw_words(self, painter: QPainter, square: QRectF, both: bool) -> None:
        painter.setFont(font(BODY))
        before, after = self._boxes
        words = _("Original")
        self._draw_tag(painter, square, f"{words}  {_share(before)} %" if before else words, at_left=True)
        if both:
            words = _("Repaired")
            self._draw_tag(painter, square, f"{words}  {_share(after)} %" if after else words, at_left=False)

    def _draw_tag(self, painter: QPainter, square: QRectF, words: str, *, at_left: bool) -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 2 * SPACE[2]
        x = square.x() + SPACE[2] if at_left else square.right() - SPACE[2] - width
        tag = QRectF(x, square.y() + SPACE[2], width, painter.fontMetrics().height() + SPACE[2])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 24, 31, 230))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_divider(self, painter: QPainter, square: QRectF, cut: float) -> None:
        accent = QColor(looks.hex("accent"))
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(cut, square.y()), QPointF(cut, square.bottom()))
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.setBrush(accent)
        middle = QPointF(cut, square.center().y())
        painter.drawEllipse(middle, GRIP, GRIP)
        for sign in (-1, 1):
            tip = middle + QPointF(sign * 8, 0)
            painter.drawLine(tip, tip + QPointF(-sign * 4, -4))
            painter.drawLine(tip, tip + QPointF(-sign * 4, 4))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        square = self._square()
        self.set_split((event.position().x() - square.x()) / max(square.width(), 1.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        steps = {Qt.Key.Key_Left: self.split - STEP, Qt.Key.Key_Right: self.split + STEP}
        steps |= {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
        if event.key() in steps:
            self.set_split(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.set_only_before(not self.only_before)
        else:
            super().keyPressEvent(event)


def _share(box: Box | None) -> int:
    return round(max(box[2] - box[0], box[3] - box[1]) * 100) if box else 0
