"""A page with a list at the left and what is chosen in it beside it: counts, waves, handover."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, label
from shopdesk.ui.page import Page
from shopdesk.ui.tables.entry_delegate import EntryDelegate
from shopdesk.ui.theme import FILTER_BAR, HEADLINE, PANEL_NARROW

KEY = Qt.ItemDataRole.UserRole


class ListPage(Page):
    """Shows the one that the list stands on; Esc and the first button lead back to the place it belongs to."""

    def __init__(self, context: Context, list_name: str, spoken_name: str) -> None:
        super().__init__(context)
        self.list = QListWidget()
        self.list.setObjectName(list_name)
        self.list.setAccessibleName(spoken_name)
        self.list.setUniformItemSizes(True)
        self.list.setProperty("lines", "two")
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(PANEL_NARROW * 2 // 3)
        self.list.currentItemChanged.connect(lambda now, _before: self._show_key(_key(now)))
        self._stack = QStackedWidget()

    @property
    def standing(self) -> str:
        """The key of what is chosen; nothing where nothing is."""
        return _key(self.list.currentItem())

    # For the page that is made of it

    def _lay_out(
        self, back: tuple[str, str], title: str, actions: Iterable[QAbstractButton], *, shown: Iterable[QWidget]
    ) -> None:
        """Put the parts together; `back` is the object name and the word of the button that leads back."""
        for widget in shown:
            self._stack.addWidget(widget)
        home = button(*back, lambda: self.context.go(self.place), icon_name="chevron-left", look="quiet")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self._stack)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, home, label(title, size=HEADLINE, bold=True), None, *actions))
        layout.addWidget(split, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)

    def _fill(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Fill the list with (key, first line, second line); nothing is shown until something is stood on."""
        self.list.blockSignals(True)
        self.list.clear()
        for key, first, second in entries:
            item = QListWidgetItem(f"{first}\n{second}")
            item.setData(KEY, key)
            item.setToolTip(f"{first}, {second}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(self.list.count() > 0)  # an empty list beside an empty state says nothing

    def _stand_on(self, key: str) -> bool:
        """Choose an entry and show it anew; tell whether there is one of that key."""
        for at in range(self.list.count()):
            if _key(self.list.item(at)) == key:
                if self.list.currentRow() == at:
                    self._show_key(key)
                self.list.setCurrentRow(at)
                return True
        return False

    def _show_key(self, key: str) -> None:
        """Show what a key means beside the list."""
        raise NotImplementedError

    def _leave(self) -> None:
        """Take one step back."""
        self.context.go(self.place)


def _key(item: QListWidgetItem | None) -> str:
    return str(item.data(KEY)) if item else ""
