"""The panel at the right: everything about the row that is current, section by section."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.ui.controls import ElidedLabel, caption, clear, column, label, line, row, selectable, tool
from shopdesk.ui.theme import BODY, CAPTION, HEADLINE, LINE, SPACE
from shopdesk.words import _


class SidePanel(QFrame):
    """A scrolling column of sections under one title; `closed` is Esc or the cross."""

    closed = Signal()
    _filled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._filled.connect(self.unveil, Qt.ConnectionType.QueuedConnection)
        self.setObjectName("sidePanel")
        self.setAccessibleName(name)
        self.title = label(size=HEADLINE, bold=True, wrap=True)
        self.title.setObjectName("panelTitle")
        self._beside = row(spacing=SPACE[2])
        close = tool("closePanel", "x", _("Close this panel  Esc"), self.closed.emit)
        head = row(self.title, margins=(SPACE[4], SPACE[3], SPACE[3], SPACE[2]))
        head.addLayout(self._beside)
        head.addStretch(1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("panelScroll")
        self._scroll.setAccessibleName(name)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        self._slot = column(spacing=0)
        layout.addLayout(self._slot)
        layout.addWidget(self._scroll, 1)
        self._body: QVBoxLayout | None = None

    def begin(self, title: str, beside: Sequence[QWidget] = ()) -> None:
        """Clear the panel for another row; `beside` stands next to the title."""
        self.title.setText(title)
        clear(self._beside)
        for widget in beside:
            self._beside.addWidget(widget)
        inner = QWidget()
        inner.setObjectName("panelBody")
        self._body = column(spacing=0)
        inner.setLayout(self._body)
        self._body.addStretch(1)
        self._scroll.setWidget(inner)
        inner.hide()  # until its sections stand in it: they are never seen squeezed into a place too low
        self._filled.emit()

    def lay_above(self, shown: QWidget | None) -> None:
        """Let something stand above the sections, whatever row they tell of; None takes it away."""
        clear(self._slot)
        if shown is not None:
            self._slot.addWidget(shown)
            shown.show()  # at once: its keys hold from now on

    def add(self, *parts: QWidget | QLayout | int, title: str = "", right: str = "", line_above: bool = True) -> None:
        """Add a section: parts below each other under a caption, `right` opposite to it.

        Without a line above it goes on with what stands there.
        """
        assert self._body is not None
        above = SPACE[3] if line_above or self._body.count() == 1 else 0
        section = column(spacing=SPACE[2], margins=(SPACE[4], above, SPACE[4], SPACE[3]))
        if title:
            section.addLayout(row(caption(title), None, label(right, rank="muted", size=CAPTION)))
        for part in parts:
            if isinstance(part, QLayout):
                section.addLayout(part)
            elif isinstance(part, int):
                section.addSpacing(part)
            else:
                section.addWidget(part)
        at = self._body.count() - 1
        if line_above and at:
            self._body.insertWidget(at, line())
            at += 1
        self._body.insertLayout(at, section)

    def unveil(self) -> None:
        """Show the sections that were added since `begin`; it comes by itself a moment later, too."""
        inner = self._scroll.widget()
        if inner is not None and inner.isHidden():
            inner.show()
            self._settle()

    def _settle(self) -> None:
        """Give the sections their height at once, before anything is painted."""
        inner = self._scroll.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None:
            return
        for _pass in range(2):  # the bar that comes by the first makes lines longer
            layout.activate()
            QCoreApplication.sendEvent(inner, QEvent(QEvent.Type.LayoutRequest))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self._settle()


def facts(rows: Sequence[tuple[str, str | QWidget]]) -> QGridLayout:
    """Lay out names and values in two columns; values can be selected and copied."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE[3])
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        shown = value if isinstance(value, QWidget) else selectable(label(value, size=BODY, wrap=True))
        grid.addWidget(_on_a_line(label(name, rank="muted")), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_on_a_line(shown), at, 1)
    return grid


def _on_a_line(shown: QWidget) -> QWidget:
    """Let a text, a link or a state stand on a line of the same height as the others."""
    shown.setMinimumHeight(LINE)
    if isinstance(shown, QLabel):
        inset = max(LINE - shown.fontMetrics().height(), 0) // 2
        shown.setContentsMargins(0, inset, 0, inset)
    return shown


def amount_row(name: str, amount: str, *, bold: bool = False, rank: str = "") -> QLayout:
    """Lay out a name at the left and a figure at the right."""
    figure = label(amount, bold=bold, rank=rank)
    figure.setAlignment(Qt.AlignmentFlag.AlignRight)
    words = ElidedLabel(name, rank="" if bold else "second", bold=bold)
    made = row(words, figure)
    made.setStretch(0, 1)
    return made


def picture(pixmap_label: QLabel, side: int) -> QLabel:
    """Give a label the frame of a picture: white ground, both themes."""
    pixmap_label.setFixedSize(side, side)
    pixmap_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    pixmap_label.setObjectName("picture")
    return pixmap_label
