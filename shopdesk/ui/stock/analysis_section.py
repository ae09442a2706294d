"""One part of the analysis page: it reads beside the window and shows what came when it is still what is asked."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, Part, bar, button
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import FILTER_BAR
from shopdesk.words import _, ngettext


class AnalysisSection(QWidget):
    """A bar, what it shows below, or why there is nothing; `counted` tells that it shows another number of rows."""

    counted = Signal()
    name = ""
    table: TableView  # made by each section, as what its boxes choose
    boxes: Sequence[QComboBox] = ()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.empty = EmptyState(f"{self.name}Empty")
        self.rows = 0
        self._asked: dict[str, tuple[int, Callable[[Any], None]]] = {}
        self._tasks: dict[str, Task] = {}
        self._stack = QStackedWidget()

    def refresh(self) -> None:
        """Read anew."""

    def show_wanted(self, wanted: dict[str, object]) -> None:
        """Show what another page asked for."""

    def kept(self) -> dict[str, object]:
        """Return what must not be lost when the window is built anew."""
        return {box.objectName(): box.currentData() for box in self.boxes}

    def put_back(self, kept: dict[str, object]) -> None:
        """Take over what another window's section has kept; it is read anew after that."""
        for box in self.boxes:
            box.setCurrentIndex(max(box.findData(kept.get(box.objectName())), 0))

    def counts_text(self) -> str:
        """Return what the bottom bar says."""
        return ngettext("{count} SKU", "{count} SKUs", self.rows).format(count=f"{self.rows:,}")

    def leave(self) -> bool:
        """Take one step back; False when there was none to take."""
        if not self.table.selected_count():
            return False
        self.table.clearSelection()
        return True

    def take_focus(self) -> None:
        """Give the keyboard to what is looked at."""
        self.table.setFocus()

    # For the sections themselves

    def count_rows(self, count: int) -> None:
        """Take how many rows the table shows; the keyboard stands on the first when it stood nowhere."""
        self.rows = count
        if count and not self.table.currentIndex().isValid():
            self.table.stand_on_first()
        self.counted.emit()

    def lay_out(self, body: QWidget, *parts: Part) -> None:
        """Lay out the bar's parts above the body."""
        self._stack.addWidget(body)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, *parts))
        layout.addWidget(self._stack, 1)

    def show_body(self, shown: bool) -> None:
        """Show the body, or why there is nothing."""
        self._stack.setCurrentIndex(0 if shown else 1)

    def look(self, title: str, look: Callable[[Shop, Job], Any], done: Callable[[Any], None]) -> None:
        """Look beside the window; a newer question of the same title breaks the older one off."""
        turn = self._asked.get(title, (0, done))[0] + 1
        self._asked[title] = turn, done
        if (older := self._tasks.get(title)) in self.context.runner.tasks and older is not None:
            older.cancel()
        self._tasks[title] = self.context.look(title, lambda shop, job: (title, turn, look(shop, job)), self._take)

    def _take(self, answer: tuple[str, int, Any]) -> None:
        title, turn, told = answer
        wanted, done = self._asked[title]
        if turn == wanted:
            done(told)

    def export(self, title: str, file: str, write: Callable[[Shop, Path, Job], int]) -> None:
        """Ask where a table is to be kept, and write it beside the window."""
        target = dialogs.choose_target(self, title, file, _("Tables (*.csv *.xlsx)"))
        if target is not None:
            self.context.look(title, lambda shop, job: (target, write(shop, target, job)), self._tell_exported)

    def _tell_exported(self, written: tuple[Path, int]) -> None:
        target, count = written
        words = ngettext("{count} row written to {file}", "{count} rows written to {file}", count)
        self.context.told.emit(words.format(count=f"{count:,}", file=target.name))


def export_button(name: str, export: Callable[[], object]) -> QPushButton:
    """Return the button that writes a table, on Ctrl+E."""
    return button(name, _("Export"), export, icon_name="download", key="Ctrl+E")


def choice(name: str, title: str, choices: Mapping[str, str], chosen: Callable[[], object]) -> QComboBox:
    """Return a box to choose one of these; `chosen` is called when a person has."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setToolTip(title)
    for key, shown in choices.items():
        made.addItem(shown, key)
    made.activated.connect(lambda _at: chosen())
    return made
