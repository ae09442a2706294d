"""The preview: one page at a time, at its true size where the screen has room for it."""

from collections import OrderedDict

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from shopdesk.ui.context import Context
from shopdesk.ui.controls import label, row, tool
from shopdesk.ui.printing.print_pages import Pages, draw_page
from shopdesk.ui.printing.print_paper import EDGE, RULER, Paper
from shopdesk.ui.theme import SPACE
from shopdesk.words import _

PICTURES_KEPT = 12
STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_PLAUSIBLE_DPI = (50, 500)


class PrintPreview(QWidget):
    """Shows pages; without a zoom of one's own choice true size, or smaller where that is too large."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("printPreview")
        self._context = context
        self._pages: Pages | None = None
        self._at, self._zoom = 0, 0.0
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._under_way: set[tuple[int, int]] = set()
        self.paper = Paper()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("previewScroll")
        self._scroll.setAccessibleName(_("Preview"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setWidget(self.paper)
        self._scroll.installEventFilter(self)
        self.setFocusProxy(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        layout.addWidget(self._scroll, 1)
        layout.addLayout(self._foot())
        self._add_keys()

    def _foot(self) -> QVBoxLayout:
        self._back = tool("previousPage", "chevron-left", _("Previous page  PgUp"), lambda: self.turn(-1))
        self._next = tool("nextPage", "chevron-right", _("Next page  PgDn"), lambda: self.turn(1))
        self.place = label()
        self.place.setObjectName("pageNumber")
        self.size_told = label(rank="muted")
        self.size_told.setObjectName("pageSize")
        self._tools: list[QToolButton] = [
            tool("zoomOut", "minus", _("Smaller  Ctrl+−"), lambda: self.zoom_by(-1)),
            tool("zoomIn", "plus", _("Larger  Ctrl++"), lambda: self.zoom_by(1)),
            tool("trueSize", "zoom-in", _("True size  Alt+0"), lambda: self.zoom_to(1.0)),
            tool("wholePage", "maximize-2", _("Whole page  Alt+9"), lambda: self.zoom_to(0.0)),
        ]
        foot = QVBoxLayout()
        gap = SPACE[4]
        foot.addLayout(
            row(
                None, self._back, self.place, self._next, gap, self.size_told, gap, *self._tools, None, spacing=SPACE[1]
            )
        )
        return foot

    def _add_keys(self) -> None:
        keys = {
            "PgUp": lambda: self.turn(-1),
            "PgDown": lambda: self.turn(1),
            "Ctrl++": lambda: self.zoom_by(1),
            "Ctrl+=": lambda: self.zoom_by(1),
            "Ctrl+-": lambda: self.zoom_by(-1),
            "Alt+0": lambda: self.zoom_to(1.0),
            "Alt+9": lambda: self.zoom_to(0.0),
        }
        words = {"PgDown": _("Next page"), "Ctrl+=": _("Larger"), "Ctrl+-": _("Smaller")}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
            shortcut.setWhatsThis(words.get(key, ""))

    # What the page asks

    def show_pages(self, pages: Pages) -> None:
        """Show other pages; the place is kept where they have it."""
        if self._pages is None or self._pages.sizes != pages.sizes:
            self.paper.set_picture(QImage())
        self._pages = pages
        self._pictures.clear()
        self._under_way.clear()
        self._at = min(self._at, len(pages.sizes) - 1)
        self._show()

    @property
    def at(self) -> int:
        """The page that is shown, counted from 0."""
        return self._at

    @property
    def drawn(self) -> bool:
        """Whether the page that is shown has been drawn at its size."""
        return self._key(self._at) in self._pictures

    def turn(self, by: int) -> None:
        """Show another page, before or after this one."""
        if self._pages and 0 <= self._at + by < len(self._pages.sizes):
            self._at += by
            self.paper.set_picture(QImage())
            self._scroll.verticalScrollBar().setValue(0)
            self._show()

    def zoom_to(self, zoom: float) -> None:
        """Show the page at this multiple of its true size; 0 shows all of it, no larger than it is."""
        self._zoom = zoom
        self._show()

    def zoom_by(self, by: int) -> None:
        """Show the page a step larger or smaller."""
        now = self.zoom
        near = [step for step in STEPS if (step > now * 1.01 if by > 0 else step < now * 0.99)]
        if near:
            self.zoom_to(min(near) if by > 0 else max(near))

    @property
    def zoom(self) -> float:
        """How many times its true size the page is shown."""
        return self._zoom or min(1.0, self._fitting())

    # How it is shown

    def _true_scale(self) -> float:
        """Return the logical pixels a millimetre takes on this screen; some screens do not know their size."""
        screen = self.screen()
        dpi = screen.physicalDotsPerInch()
        low, high = _PLAUSIBLE_DPI
        return (dpi if low <= dpi <= high else screen.logicalDotsPerInch()) / 25.4

    def _fitting(self) -> float:
        if self._pages is None:
            return 1.0
        width, height = self._pages.sizes[self._at]
        room = self._scroll.size()
        across, down = room.width() - RULER - EDGE, room.height() - RULER - EDGE
        return max(min(across / width, down / height) / self._true_scale(), 0.05)

    def _key(self, at: int) -> tuple[int, int]:
        return at, round(self.paper.scale * 25.4 * self.devicePixelRatio())

    def _show(self) -> None:
        if self._pages is None:
            return
        size, count = self._pages.sizes[self._at], len(self._pages.sizes)
        self.paper.set_page(size, self._true_scale() * self.zoom)
        self._tell(size, count)
        picture = self._pictures.get(self._key(self._at))
        if picture is None:  # what was drawn for another size stands in until then
            self._draw(self._at)
            return
        self.paper.set_picture(picture)
        if self._at + 1 < count and self._key(self._at + 1) not in self._pictures:
            self._draw(self._at + 1)

    def _tell(self, size: tuple[float, float], count: int) -> None:
        self.place.setText(_("Page {at} of {count}").format(at=f"{self._at + 1:,}", count=f"{count:,}"))
        self.paper.setAccessibleName(self.place.text())
        self._back.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < count)
        measure = " × ".join(f"{side:.1f}".removesuffix(".0") for side in size) + " mm"
        share = f"{round(self.zoom * 100)}%"
        told = _("True size {measure}") if round(self.zoom, 2) == 1 else _("{share} of {measure}")
        self.size_told.setText(told.format(measure=measure, share=share))

    def _draw(self, at: int) -> None:
        """Draw a page beside the window; when it is done, the next one is drawn ahead."""
        key, pages = self._key(at), self._pages
        if pages is None or key in self._under_way:
            return
        self._under_way.add(key)
        self._context.compute(
            _("Preview"), lambda _job: draw_page(pages, *key), lambda picture: self._take(pages, key, picture)
        )

    def _take(self, pages: Pages, key: tuple[int, int], picture: QImage) -> None:
        if pages is not self._pages:
            return
        self._under_way.discard(key)
        self._pictures[key] = picture
        while len(self._pictures) > PICTURES_KEPT:
            self._pictures.popitem(last=False)
        if key == self._key(self._at):
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if watched is self._scroll and event.type() == QEvent.Type.Resize and not self._zoom:
            self._show()
        return super().eventFilter(watched, event)
