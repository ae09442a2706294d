"""The right of the printing page: settings and queue beside each other, or one of them where it is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from shopdesk.ui.controls import button, row, set_text
from shopdesk.ui.printing.print_queue_panel import QueuePanel
from shopdesk.ui.printing.print_settings import PrintSettings
from shopdesk.ui.theme import NARROW_WIDTH, RAIL_NARROW
from shopdesk.words import _

QUEUE_KEY = "F6"


class PrintSides(QWidget):
    """Both panels; `toggle` is the button of a narrow page, its key leads to the queue on every page."""

    def __init__(self, settings: PrintSettings, queue: QueuePanel) -> None:
        super().__init__()
        self._settings, self._queue = settings, queue
        self._narrow = self._wanted = False
        self.toggle = button("showQueue", "", lambda: self.show_queue(self._queue.isHidden()))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("panelScroll")
        self._scroll.setAccessibleName(settings.accessibleName())
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFixedWidth(settings.width())
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(settings)
        self.setLayout(row(self._scroll, queue, spacing=0))
        queue.counted.connect(self._word)
        shortcut = QShortcut(QKeySequence(QUEUE_KEY), self)
        shortcut.activated.connect(self._go)
        shortcut.setWhatsThis(_("To the queue and back"))

    def fit(self, width: int) -> None:
        """Show both where a page of this width has room for them."""
        self._narrow = width < NARROW_WIDTH - RAIL_NARROW
        self.show_queue(self._wanted)

    def show_queue(self, shown: bool) -> None:
        """Show the queue, in a narrow page in the place of the settings, or these again."""
        self._wanted = shown
        self.toggle.setVisible(self._narrow)
        self._queue.setVisible(shown or not self._narrow)
        for part in (self._scroll, self._settings):
            part.setVisible(not shown or not self._narrow)
        self._queue.refresh()

    def _word(self, count: int) -> None:
        words = _("Queue") if self._queue.isHidden() else _("Settings")
        set_text(self.toggle, f"{words} {count:,}" if count and self._queue.isHidden() else words, QUEUE_KEY)

    def _go(self) -> None:
        self.show_queue(not self._narrow or self._queue.isHidden())
        if self._queue.isHidden():
            self._settings.document.setFocus()
        else:
            self._queue.focus_first()
