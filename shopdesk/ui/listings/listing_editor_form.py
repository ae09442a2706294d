"""The form of a listing: its sections below each other, and a list that leads to each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QScrollArea, QWidget

from shopdesk.ui.controls import column, row
from shopdesk.ui.listings.listing_editor_section import Section
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.words import _

LIST_WIDTH = 148
WIDEST = 960  # pixels: longer lines are read less well
WITH_LIST = 720  # in a narrower form the fields need the room; Alt with a digit leads to each section


class ListingForm(QWidget):
    """The list follows what is scrolled to; a click in it, or `go_to`, leads to a section."""

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self.sections = sections
        self._list = self._list_of_sections()
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        inner.setLayout(column(*sections, None, spacing=SPACE[3], margins=(SPACE[4],) * 4))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("listingScroll")
        self._scroll.setAccessibleName(_("Listing"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inner)
        whole = row(self._list, self._scroll, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._list.itemClicked.connect(lambda item: self.go_to(self._list.row(item)))
        self._list.itemActivated.connect(lambda item: self.go_to(self._list.row(item)))
        self._list.currentRowChanged.connect(self._scroll_to)
        self._scroll.verticalScrollBar().valueChanged.connect(self._follow)

    def go_to(self, at: int) -> None:
        """Stand in the first field of a section."""
        self._list.setCurrentRow(at)
        self._scroll_to(at)
        first = next(iter(self.sections[at].places.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stand_in(self, widget: QWidget) -> None:
        """Bring a field into sight and stand in it."""
        self.bring(widget)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def bring(self, widget: QWidget) -> None:
        """Bring a field into sight, with some room around it."""
        self._scroll.ensureWidgetVisible(widget, 0, SPACE[6] * 3)

    def go_to_top(self) -> None:
        """Scroll to the first field."""
        self._scroll.verticalScrollBar().setValue(0)

    def _list_of_sections(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("listingSections")
        made.setAccessibleName(_("Sections"))
        made.setStyleSheet("QListView { padding-top: 8px; } QListView::item { padding: 0 8px; }")
        made.setFixedWidth(LIST_WIDTH)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.addItems([section.title for section in self.sections])
        for at, section in enumerate(self.sections):
            item = made.item(at)
            item.setToolTip(_("{section}  Alt+{number}").format(section=section.title, number=at + 1))
            item.setSizeHint(QSize(LIST_WIDTH, CONTROL))
        made.setCurrentRow(0)
        return made

    def _scroll_to(self, at: int) -> None:
        self._scroll.verticalScrollBar().setValue(max(self.sections[at].y() - SPACE[4], 0))

    def _follow(self, value: int) -> None:
        """Mark in the list the section that stands at the top."""
        last = self._scroll.verticalScrollBar().maximum()
        at = max((n for n, section in enumerate(self.sections) if section.y() - SPACE[6] <= value), default=0)
        if value == last and last:
            at = max(at, self._list.currentRow())
        self._list.blockSignals(True)
        self._list.setCurrentRow(at)
        self._list.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._list.setVisible(self.width() >= WITH_LIST)
