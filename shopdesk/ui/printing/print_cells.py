"""The places of a sheet of labels: a click says where the first one goes, what is torn off already stays free."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shopdesk.domain.layouts import Layout
from shopdesk.ui.controls import caption, column, label, row
from shopdesk.ui.count_field import CountField
from shopdesk.ui.theme import BODY, CONTROL_SMALL, RADIUS_SMALL, SPACE, font, looks
from shopdesk.words import _, ngettext

WIDTH, HIGHEST = 132, 156


class StartCells(QWidget):
    """Where a print begins on its first sheet; `changed` tells that it is another place."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("startCells")
        self.number = CountField(1, 1)
        self.number.setObjectName("startAt")
        self.number.setAccessibleName(_("Start at place"))
        self.number.setFixedWidth(3 * CONTROL_SMALL)
        self.grid = CellGrid()
        self._told = label(rank="muted", wrap=True)
        self._told.setObjectName("startTold")
        self.setLayout(
            column(
                row(caption(_("Start at place")), None, self.number),
                row(self.grid, self._told, spacing=SPACE[3]),
                spacing=SPACE[2],
            )
        )
        self.number.valueChanged.connect(self._move)
        self.grid.chosen.connect(self.number.setValue)

    @property
    def start_at(self) -> int:
        """The place of the first label, 1 for paper that is no sheet."""
        return self.number.value() if not self.isHidden() else 1

    def show_layout(self, layout: Layout) -> None:
        """Show the places of a layout's sheet; what is no sheet shows none."""
        several = layout.places > 1
        self.setVisible(several)
        blocked = self.number.blockSignals(True)
        self.number.setMaximum(layout.places)
        self.number.setValue(1)
        self.number.blockSignals(blocked)
        if several:
            self.grid.show_layout(layout)
        self._tell()

    def _move(self, _place: int) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        place = self.number.value()
        self.grid.start_at(place)
        gone = place - 1
        words = ngettext("{count} place stays free.", "{count} places stay free.", gone).format(count=gone)
        self._told.setText(words if gone else _("Click the place where the first label goes."))


class CellGrid(QWidget):
    """A sheet in small; arrows move the first label as well."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cellGrid")
        self.setAccessibleName(_("Places of the sheet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._layout: Layout | None = None
        self._start = 1

    def show_layout(self, layout: Layout) -> None:
        """Draw another sheet."""
        self._layout = layout
        across, down = layout.paper
        width = min(WIDTH, round(HIGHEST * across / down))
        self.setFixedSize(width, round(width * down / across))
        self.update()

    def start_at(self, place: int) -> None:
        """Draw where the first label goes."""
        self._start = place
        self.update()

    def cell(self, place: int) -> QRectF:
        """Return where a place is drawn, counted from 1."""
        assert self._layout is not None
        scale = (self.width() - 1) / self._layout.paper[0]
        x, y = self._layout.corner(place - 1)
        whole = QRectF(x * scale, y * scale, self._layout.width * scale, self._layout.height * scale)
        return whole.adjusted(2, 2, -2, -2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        if self._layout is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(looks.colour("focus" if self.hasFocus() else "border-strong"), 1))
        painter.setBrush(looks.colour("surface"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        for place in range(1, self._layout.places + 1):
            self._draw(painter, place)
        painter.end()

    def _draw(self, painter: QPainter, place: int) -> None:
        gone, first = place < self._start, place == self._start
        painter.setPen(QPen(looks.colour("border" if gone else "accent" if first else "accent-border"), 1))
        painter.setBrush(looks.colour("sunken" if gone else "accent" if first else "accent-bg"))
        painter.drawRoundedRect(self.cell(place), RADIUS_SMALL, RADIUS_SMALL)
        written = font(BODY, bold=first)
        written.setStrikeOut(gone)
        painter.setFont(written)
        painter.setPen(looks.colour("muted" if gone else "on-accent" if first else "accent"))
        painter.drawText(self.cell(place), Qt.AlignmentFlag.AlignCenter, str(place))

    def _place_at(self, point: QPointF) -> int:
        places = range(1, (self._layout.places if self._layout else 0) + 1)
        return next((place for place in places if self.cell(place).contains(point)), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if place := self._place_at(event.position()):
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        columns = self._layout.sheet.columns if self._layout and self._layout.sheet else 1
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._layout is None:
            super().keyPressEvent(event)
        elif 1 <= self._start + step <= self._layout.places:
            self.chosen.emit(self._start + step)
