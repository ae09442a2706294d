"""How wide a table's columns stand: as planned until a person drags or sets them, which this PC remembers."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics, QMouseEvent

from shopdesk.ui import machine
from shopdesk.ui.tables.column_room import LEAST, Wish, share_out
from shopdesk.ui.tables.table_model import PAGE_ROWS
from shopdesk.ui.theme import CAPTION, SPACE, font

if TYPE_CHECKING:
    from shopdesk.ui.tables.table_view import TableView

NARROWEST, WIDEST = 32, 1600  # what a person can choose
STEP = 16  # of a key
MEASURED_ROWS = 200  # that a column is fitted to, those in sight among them
KEPT_NAMES = 100
SORTED = " ↑"  # behind the title of the column that the rows are sorted by
_KEPT = re.compile(r"([^=,]+)=(\d{1,5})", re.ASCII)


def at_least_title(title: str, planned: int) -> int:
    """Return the planned width, or what the title needs in the language spoken now."""
    words = QFontMetrics(font(CAPTION)).horizontalAdvance(title)
    return max(planned, words + 2 * SPACE[2] + 1)


class ColumnWidths(QObject):
    """Widths of one table's columns; those that take what room is left do so until somebody gives them a width.

    `keeps` is False where each set of rows brings columns of its own. What other versions called their columns is kept.
    """

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table
        self._own: dict[str, int] = {}
        self._held: dict[int, int] = {}  # the most each column has held, without its edges, since it is shown
        self._pressed = self._arranging = self._measured = False
        self._dragged = -1
        self.keeps = True
        header = table.horizontalHeader()
        header.setMinimumSectionSize(NARROWEST)  # else the style has its own least, another on each system
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.viewport().installEventFilter(self)
        header.sectionResized.connect(self._resized)
        header.sectionHandleDoubleClicked.connect(self.fit)
        table.table_model.modelReset.connect(self._look_again)

    # How wide they stand

    def restore(self) -> None:
        """Give each column the width that was chosen last, without a choice the planned one."""
        self._own = self._recall() if self.keeps else {}
        self._held, self._measured = {}, False
        self._arrange()

    def chosen(self) -> dict[str, int]:
        """Return the widths that a person has given to columns of this table, by the columns' names."""
        names = self._table.chooser.names()
        return {name: width for name, width in self._own.items() if name in names}

    def keep_room(self, *, steady: bool = False) -> None:
        """Share the room out among the columns; where too little is, the table scrolls.

        While it is `steady` only those that take what is left change.
        """
        places = self._table.chooser.places_shown()
        self._measure(places)
        wishes = [self._wish(at, outer=at in (places[0], places[-1]), steady=steady) for at in places]
        for at, width in zip(places, share_out(wishes, self._table.viewport().width()), strict=True):
            self._set(at, width)

    def _wish(self, at: int, *, outer: bool, steady: bool) -> Wish:
        model = self._table.table_model
        column, more = model.columns[at], (SPACE[4] - SPACE[2]) * outer
        title = at_least_title(column.title + SORTED * bool(column.key and column.key == model.sort_key), 0) + more
        title = max(title, NARROWEST)  # what the header never goes below
        planned = max(column.width, at_least_title(column.title + SORTED * bool(column.key), 0) + more)
        fixed = self._own.get(self._table.chooser.names()[at], 0)
        if steady and not column.stretch:
            fixed = fixed or self._table.columnWidth(at)
        held = self._held[at] + 2 * SPACE[2] + more if at in self._held else 0
        return Wish(planned, title, held, column.stretch, fixed)

    def _measure(self, places: Sequence[int]) -> None:
        """Measure what the first rows hold, once they are seen; what was wider before is kept: columns do not jump."""
        model = self._table.table_model
        known = self._measured and self._held.keys() >= set(places)
        if known or not self._table.isVisible() or not model.rowCount():
            return
        self._measured = True
        rows = range(min(model.rowCount(), PAGE_ROWS))
        for at in places:
            edges = sum(self._table.delegate.margins(at))
            held = (self._table.sizeHintForIndex(model.index(row, at)).width() - edges for row in rows)
            self._held[at] = max(self._held.get(at, 0), *held)

    def _look_again(self) -> None:
        self._measured = False
        if self._table.isVisible():
            self.keep_room(steady=self._pressed)

    # What a person does

    def set_width(self, at: int, width: int) -> int:
        """Give a column a width, within reason, and remember it; return the width it has now."""
        width = self._own[self._table.chooser.names()[at]] = min(max(width, NARROWEST), WIDEST)
        self._set(at, width)
        self.keep_room(steady=True)
        self._keep()
        return self._table.columnWidth(at)

    def fit(self, at: int) -> int:
        """Make a column as wide as what it holds, never wider than the table is."""
        needed = max(self._table.sizeHintForColumn(at), self._table.horizontalHeader().sectionSizeHint(at))
        return self.set_width(at, min(needed, max(self._table.viewport().width() - SPACE[6], LEAST)))

    def reset(self) -> None:
        """Give every column its planned width again."""
        names = self._table.chooser.names()
        self._own = {name: width for name, width in self._own.items() if name not in names}
        self._arrange()
        self._keep()

    # What this PC remembers

    def _recall(self) -> dict[str, int]:
        told = (_KEPT.fullmatch(part) for part in machine.recall(self._place).split(","))
        return {one[1]: min(max(int(one[2]), NARROWEST), WIDEST) for one in told if one}

    def _keep(self) -> None:
        if self.keeps:
            kept = [f"{name}={width}" for name, width in self._own.items()]
            machine.remember(self._place, ",".join(kept[-KEPT_NAMES:]))

    @property
    def _place(self) -> str:
        return self._table.chooser.place_of("widths")

    # How it is done

    def _arrange(self) -> None:
        names = self._table.chooser.names()
        for at, column in enumerate(self._table.table_model.columns):
            self._set(at, self._own.get(names[at]) or at_least_title(column.title, column.width))
        self.keep_room()

    def _set(self, at: int, width: int) -> None:
        before, self._arranging = self._arranging, True
        self._table.setColumnWidth(at, width)
        self._arranging = before

    def _resized(self, at: int, before: int, width: int) -> None:
        """Follow a divider that is being dragged; what is hidden or shown is no width of anybody's choice."""
        if self._pressed and not self._arranging and before and width:
            self._dragged = at
            self._own[self._table.chooser.names()[at]] = width
            self.keep_room(steady=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed, self._dragged = True, -1
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = False
                if self._dragged >= 0:
                    self.set_width(self._dragged, self._table.columnWidth(self._dragged))
        return super().eventFilter(watched, event)
