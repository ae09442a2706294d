"""Before and after on one square: a divider to drag, both on the same frame; wheel and keys go nearer."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.domain.pictures import RepairPreview
from shopdesk.ui.listings.lens import STEP as NEARER
from shopdesk.ui.listings.lens import Lens
from shopdesk.ui.theme import BODY, SPACE, font, looks
from shopdesk.words import _

Box = tuple[float, float, float, float]
STEP = 0.02
GRIP = 14.0
PUSHES = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, -0.1),
    Qt.Key.Key_Down: (0.0, 0.1),
}


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
        self.lens = Lens()
        self._held: QPointF | None = None
        self._before, self._after = QImage(), QImage()
        self._frame: Box = (0.0, 0.0, 1.0, 1.0)
        self._boxes: tuple[Box | None, Box | None] = (None, None)

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(560, 560)

    def show_pictures(
        self, before: QImage, after: QImage, frame: Box, box_before: Box | None, box_after: Box | None
    ) -> None:
        """Show two pictures; `frame` is the repaired one's frame in shares of the original, boxes in shares of each."""
        if before.size() != self._before.size():
            self.lens.show_all()
        self._before, self._after, self._frame = before, after, frame
        self._boxes = (box_before, box_after)
        self.setAccessibleDescription(self._told())
        self.update()

    def show_preview(self, preview: RepairPreview, before: QImage) -> None:
        """Show an original beside what its repair would be."""
        after = QImage.fromData(preview.data) if preview.data is not None else QImage()
        boxes = (preview.box_before, preview.box_after) if preview.data is not None else (None, None)
        self.show_pictures(before, after, preview.frame, *boxes)

    def show_nothing(self) -> None:
        """Show that there is no picture."""
        self.show_pictures(QImage(), QImage(), (0, 0, 1, 1), None, None)

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
        picture = self.lens.lay(square)
        painter.fillRect(square, Qt.GlobalColor.white)  # pictures are judged on white, in the dark theme too
        both = not self._after.isNull() and not self.only_before
        cut = square.x() + square.width() * (self.split if both else 1.0)
        painter.setClipRect(QRectF(square.x(), square.y(), cut - square.x(), square.height()))
        place = self._place_of_before(picture)
        painter.drawImage(place, self._before)
        self._draw_box(painter, place, self._boxes[0], QColor("#ffffff"))
        if both:
            painter.setClipRect(QRectF(cut, square.y(), square.right() - cut, square.height()))
            painter.drawImage(picture, self._after)
            self._draw_box(painter, picture, self._boxes[1], looks.on_white("accent"))
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
        self._draw_tag(painter, square, f"{words}  {_share(before)}%" if before else words, at_left=True)
        if both:
            words = _("Repaired")
            self._draw_tag(painter, square, f"{words}  {_share(after)}%" if after else words, at_left=False)

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
        accent = looks.on_white("accent")
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
        square = self._square()
        cut = square.x() + square.width() * self.split
        near = abs(event.position().x() - cut) <= GRIP and not self.only_before
        self._held = event.position() if self.lens.zoom > 1 and not near else None
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        square = self._square()
        at = event.position()
        if self._held is None:
            self.set_split((at.x() - square.x()) / max(square.width(), 1.0))
            return
        moved, self._held = self._held - at, at
        self._push(moved.x() / square.width(), moved.y() / square.height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102
        self._come_nearer(NEARER ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        key = Qt.Key(event.key())
        splits = {Qt.Key.Key_Left: self.split - STEP, Qt.Key.Key_Right: self.split + STEP}
        splits |= {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
        zooms = {Qt.Key.Key_Plus: NEARER, Qt.Key.Key_Equal: NEARER, Qt.Key.Key_Minus: 1 / NEARER, Qt.Key.Key_0: 0.0}
        if key in PUSHES and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._push(*PUSHES[key])
        elif key in splits:
            self.set_split(splits[key])
        elif key in zooms:
            self._come_nearer(zooms[key], self._square().center())
        elif key == Qt.Key.Key_Space:
            self.set_only_before(not self.only_before)
        else:
            super().keyPressEvent(event)

    def _come_nearer(self, factor: float, at: QPointF) -> None:
        if factor:
            self.lens.come_nearer(factor, self._square(), at)
        else:
            self.lens.show_all()
        self.update()

    def _push(self, dx: float, dy: float) -> None:
        self.lens.push(dx, dy)
        self.update()


def _share(box: Box | None) -> int:
    return round(max(box[2] - box[0], box[3] - box[1]) * 100) if box else 0
