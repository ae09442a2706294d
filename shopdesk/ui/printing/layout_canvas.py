"""The page of a layout, drawn true, with parts that are chosen, moved and resized by mouse and keys."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shopdesk.domain.layouts import PLACED, Box, Layout, Part
from shopdesk.ui.theme import looks
from shopdesk.words import _
from shopdesk.words.layouts import word_part

STEP = 0.5  # millimetres that an arrow key moves, and the grid that the mouse snaps to
_GRIP = 7.0  # pixels around the lower right corner
_NEAR = 1.0  # millimetres at which a part snaps to another's edge
_LEAST = 2.0
_EDGE = 24
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}


class LayoutCanvas(QWidget):
    """Shows a layout and one chosen part; tells where a person has put it."""

    chosen = Signal(str)
    placed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("layoutCanvas")
        self.setAccessibleName(_("Page of the layout"))
        self.setToolTip(_("Arrows move the chosen part by 0.5 mm, with Shift they resize it."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 240)
        self.setMouseTracking(True)
        self._layout: Layout | None = None
        self._image: QImage | None = None
        self._height = 0.0
        self._part = ""
        self._wrong: frozenset[str] = frozenset()
        self._held: tuple[str, QPointF, Box] | None = None
        self._shown: Box | None = None
        self._resizing = False

    def show_layout(self, layout: Layout, part: str, wrong: frozenset[str]) -> None:
        """Show a layout's boxes, one chosen, those with a problem in red."""
        if self._layout is None or layout.name != self._layout.name or layout.document != self._layout.document:
            self._image = None
        self._layout, self._part, self._wrong = layout, part, wrong
        self.update()

    def show_image(self, image: QImage | None, height: float) -> None:
        """Show the page itself, `height` millimetres long."""
        self._image, self._height = image, height
        self.update()

    def page_rect(self) -> QRectF:
        """Return where the page is on the screen."""
        width, height = self._size()
        scale = self.scale()
        wide, high = width * scale, height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def scale(self) -> float:
        """Return how many pixels a millimetre has."""
        width, height = self._size()
        return max(min((self.width() - 2 * _EDGE) / width, (self.height() - 2 * _EDGE) / height), 0.1)

    def point_of(self, x: float, y: float) -> QPointF:
        """Return where a place of the page is on the screen."""
        page, scale = self.page_rect(), self.scale()
        return QPointF(page.x() + x * scale, page.y() + y * scale)

    def _size(self) -> tuple[float, float]:
        if self._layout is None:
            return 100.0, 150.0
        return self._layout.width, self._layout.height or self._height or 150.0

    def _parts(self) -> list[Part]:
        shown = self._layout.shown if self._layout and self._layout.document in PLACED else ()
        return [part for part in shown if part.box]

    def _box(self, part: Part) -> Box:
        assert part.box
        return self._shown if self._shown and self._held and self._held[0] == part.name else part.box

    def _rect(self, box: Box) -> QRectF:
        scale = self.scale()
        return QRectF(self.point_of(box.x, box.y), self.point_of(box.x, box.y) + QPointF(box.width, box.height) * scale)

    # Moving

    def _moved(self, at: QPointF) -> Box:
        """Return where the held part is to go: on the grid, at a neighbour's edge, inside the page."""
        assert self._held and self._layout
        name, start, box = self._held
        scale = self.scale()
        across, down = (at.x() - start.x()) / scale, (at.y() - start.y()) / scale
        if self._resizing:
            width = _snap(box.width + across, [edge - box.x for edge in self._edges(name, across=True)])
            height = _snap(box.height + down, [edge - box.y for edge in self._edges(name, across=False)])
            return self._inside(replace(box, width=width, height=height), resized=True)
        x = _snap(box.x + across, self._edges(name, across=True))
        y = _snap(box.y + down, self._edges(name, across=False))
        return self._inside(replace(box, x=x, y=y))

    def _edges(self, name: str, *, across: bool) -> list[float]:
        boxes = [part.box for part in self._parts() if part.name != name and part.box]
        return [edge for box in boxes for edge in ((box.x, box.right) if across else (box.y, box.bottom))]

    def _inside(self, box: Box, *, resized: bool = False) -> Box:
        width, height = self._size()
        if resized:
            return replace(
                box,
                width=round(min(max(box.width, _LEAST), width - box.x), 2),
                height=round(min(max(box.height, _LEAST), height - box.y), 2),
            )
        return replace(
            box,
            x=round(min(max(box.x, 0.0), max(width - box.width, 0.0)), 2),
            y=round(min(max(box.y, 0.0), max(height - box.height, 0.0)), 2),
        )

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        at = event.position()
        under = [part for part in self._parts() if self._rect(self._box(part)).adjusted(-2, -2, 2, 2).contains(at)]
        if not under:
            return
        # The smallest one: a large part never hides a small one behind it.
        part = min(under, key=lambda part: (part.name != self._part, self._box(part).width * self._box(part).height))
        box = self._box(part)
        corner = self._rect(box).bottomRight()
        self._resizing = abs(corner.x() - at.x()) <= _GRIP and abs(corner.y() - at.y()) <= _GRIP
        self._held = (part.name, at, box)
        self._shown = None
        if part.name != self._part:
            self._part = part.name
            self.chosen.emit(part.name)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if self._held:
            self._shown = self._moved(event.position())
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802, D102
        held, shown = self._held, self._shown
        self._held = self._shown = None
        if held and shown and shown != held[2]:
            self.placed.emit(held[0], shown)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        part = self._layout.part(self._part) if self._layout else None
        move = _ARROWS.get(Qt.Key(event.key()))
        if move is None or part is None or part.box is None or not self._parts():
            super().keyPressEvent(event)
            return
        box = part.box
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            box = self._inside(replace(box, width=box.width + move[0], height=box.height + move[1]), resized=True)
        else:
            box = self._inside(replace(box, x=box.x + move[0], y=box.y + move[1]))
        if box != part.box:
            self.placed.emit(part.name, box)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        page = self.page_rect()
        painter.fillRect(page, QColor("white"))
        if self._image is not None:
            painter.drawImage(page, self._image)
        painter.setPen(QPen(looks.colour("border-strong"), 1))
        painter.drawRect(page)
        for part in self._parts():
            self._paint_part(painter, part)

    def _paint_part(self, painter: QPainter, part: Part) -> None:
        rect, is_chosen = self._rect(self._box(part)), part.name == self._part
        shade = looks.colour("error" if part.name in self._wrong else "accent")
        pen = QPen(shade, 2 if is_chosen else 1, Qt.PenStyle.SolidLine if is_chosen else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        if is_chosen:
            tint = QColor(shade)
            tint.setAlpha(26)
            painter.fillRect(rect, tint)
        painter.drawRect(rect)
        if is_chosen:
            painter.fillRect(QRectF(rect.right() - _GRIP, rect.bottom() - _GRIP, _GRIP, _GRIP), shade)
            painter.drawText(QPointF(rect.x() + 2, max(rect.y() - 4, 12)), word_part(part.name))


def _snap(value: float, edges: list[float]) -> float:
    """Return the nearest edge where one is near, else the grid."""
    nearest = min(edges, key=lambda edge: abs(edge - value), default=value + _NEAR * 2)
    return nearest if abs(nearest - value) <= _NEAR else round(value / STEP) * STEP
