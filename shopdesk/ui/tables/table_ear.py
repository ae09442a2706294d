"""What one who listens is told of a table: how many rows a view or a search leaves, what is selected, whose panel.

It is said a moment after the last change, so that neither typing nor walking through rows chatters; without a screen
reader nothing is done.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible

from shopdesk.ui.announce import SPEAK_MS, announce
from shopdesk.ui.tables.table_view import word_rows
from shopdesk.words import _, listed

if TYPE_CHECKING:
    from shopdesk.ui.tables.table_page import TablePage

HEARD = Qt.ItemDataRole.AccessibleTextRole


class TableEar(QObject):
    """Names the table of a page by its view, and says what changes in it."""

    def __init__(self, page: "TablePage", title: str) -> None:
        super().__init__(page)
        self._page, self._title = page, title
        self._selected, self._stood_by = 0, ""
        self._due: dict[str, Callable[[], str]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SPEAK_MS)
        self._pause.timeout.connect(self._speak)
        page.tabs.kept_chosen.connect(lambda _key: self._choose_view())
        page.search.textChanged.connect(lambda _text: self._later("rows", self._word_found))
        page.table.selected.connect(lambda _count: self._later("selected", self._word_selected))
        page.table.stood_on.connect(lambda _id: self._later("row", self._word_row))
        page.table.opened.connect(lambda _id: self._later("panel", self._word_panel))
        page.model.counted.connect(self._describe)
        self._name()

    def _choose_view(self) -> None:
        self._name()
        self._later("rows", lambda: f"{self._page.tabs.title}: {self._word_found()}")

    def _name(self) -> None:
        views = self._page.tabs.count()
        name = listed((self._title, self._page.tabs.title)) if views > 1 else self._title
        for view in (self._page.table, self._page.rows_view):
            view.setAccessibleName(name)

    def _describe(self, count: int) -> None:
        self._name()  # a view of a person's own may have come or gone
        self._page.rows_view.setAccessibleDescription(word_rows(count))

    def _later(self, part: str, words: Callable[[], str]) -> None:
        if QAccessible.isActive():
            self._due[part] = words
            self._pause.start()

    def _speak(self) -> None:
        if not self._page.isVisible():  # left meanwhile, or a window that was closed has no shop to read any more
            self._due.clear()
            return
        if not self._page.model.complete:
            self._pause.start()
            return
        row = self._due.pop("row", None)
        told = list(filter(None, (words() for words in self._due.values())))
        self._due.clear()
        if row is not None and not told:  # where more has changed, that it stands on another row is the least of it
            told = list(filter(None, (row(),)))
        if told:
            announce(self._page, ". ".join(told))

    def _word_found(self) -> str:
        count = self._page.rows_shown()
        return word_rows(count) if count else self._page.empty.accessibleName()

    def _word_selected(self) -> str:
        """Say how many rows are selected; that a single one is, its own cell tells."""
        before, self._selected = self._selected, self._page.table.selected_count()
        if self._selected > 1:
            return self._page.selection_text(self._selected)
        return _("Nothing selected") if before > 1 and not self._selected else ""

    def _word_row(self) -> str:
        """Say whose row it is by what its panel is called, unless the cell that is read out says so."""
        before, self._stood_by = self._stood_by, self._page.panel.title.text()
        walked = self._page.rows_view.hasFocus() and self._page.panel.isVisible()
        heard = self._page.table.currentIndex().data(HEARD) or ""
        return self._stood_by if walked and self._stood_by not in (before, "") and self._stood_by not in heard else ""

    def _word_panel(self) -> str:
        self._stood_by = self._page.panel.title.text()
        return _("Panel: {what}").format(what=self._stood_by)
