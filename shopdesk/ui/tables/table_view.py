"""The one table: keyboard all the way, rows selected together, columns chosen, text copied."""

import re
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from shopdesk.ui.announce import announce
from shopdesk.ui.moments import MINUS
from shopdesk.ui.tables.cell_delegate import CellDelegate
from shopdesk.ui.tables.column_chooser import ColumnChooser
from shopdesk.ui.tables.column_width import ColumnWidths
from shopdesk.ui.tables.row_drag import RowDrag
from shopdesk.ui.tables.table_model import Column, TableModel
from shopdesk.ui.theme import HEADER, ROW, ROW_COMPACT, font
from shopdesk.ui.thumbnails import Thumbnails
from shopdesk.words import ngettext

COPIED_AT_MOST = 100_000


class TableView(QTableView):
    """Shows one model; `opened` is Enter or a double click, `selected` the number of selected rows."""

    opened = Signal(int)
    selected = Signal(int)
    stood_on = Signal(int)

    def __init__(
        self, model: TableModel, thumbnails: Thumbnails, name: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._model = model
        self.setModel(model)
        self.delegate = CellDelegate(self, thumbnails)
        self.setItemDelegate(self.delegate)
        thumbnails.loaded.connect(self._repaint)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self._set_headers()
        self.chooser = ColumnChooser(self)
        self.widths = ColumnWidths(self)
        self.drag = RowDrag(self)
        self._show_columns()
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.id_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit(self.selected_count()))
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self.restore)
        model.counted.connect(lambda count: self.setAccessibleDescription(word_rows(count)))
        self._kept: tuple[int | None, list[int], int] = (None, [], 0)

    def _repaint(self, _place: str) -> None:
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Choose between 32 and 40 pixels a row."""
        self.verticalHeader().setDefaultSectionSize(ROW_COMPACT if compact else ROW)

    @property
    def table_model(self) -> TableModel:
        """The model that is shown."""
        return self._model

    def set_columns(self, columns: Sequence[Column], memory: str = "") -> None:
        """Show other columns, of rows that are none of those shown before; `memory` is what their choice is kept by."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at in range(header.count()):
            self.setColumnHidden(at, False)
        self._model.set_columns(columns)
        self.chooser.memory = memory
        self._show_columns()

    def current_id(self) -> int | None:
        """Return the id of the current row."""
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows, in the order shown."""
        rows: set[int] = set()
        for span in self._spans():
            rows.update(range(span.top(), span.bottom() + 1))
        return [self._model.id_at(row) for row in sorted(rows)]

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(span.height() for span in self._spans())

    def _spans(self) -> list[QItemSelectionRange]:
        """Return the selected spans: a million rows selected together are one of them."""
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def go_to(self, row_id: int) -> bool:
        """Make the row with this id current; False when it is not shown."""
        row = self._model.row_of(row_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
        return row >= 0

    def stand_on_first(self) -> None:
        """Make the first row current without selecting it."""
        flags = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self._model.index(0, 0), flags)

    def copy_text(self) -> None:
        """Put the selected rows, else the current one, on the clipboard."""
        current = self.current_id()
        ids = self.selected_ids()[:COPIED_AT_MOST] or ([] if current is None else [current])
        if ids:
            QGuiApplication.clipboard().setText(self.text_of(ids))

    def text_of(self, ids: Sequence[int]) -> str:
        """Return rows as text with the titles of what is shown, as a spreadsheet takes it, never a formula."""
        shown = self.chooser.places_shown()
        lines = ["\t".join(self._model.columns[at].title for at in shown)]
        for row_id in ids:
            row = self._model.row_at(self._model.row_of(row_id))
            lines.append("\t".join(_plain(self._model.columns[at].cell(row).whole) for at in shown))
        return "\n".join(lines)

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER)
        header.setFont(font(12))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._model.sort)
        header.sortIndicatorChanged.connect(self._tell_sorted)

    def _show_columns(self) -> None:
        self.widths.restore()
        self.chooser.restore()

    def _tell_sorted(self, column: int) -> None:
        if column >= 0 and self.isVisible():
            announce(self, self._model.heard_title(column))

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.stood_on.emit(self._model.id_at(current.row()))

    def _remember(self) -> None:
        self._kept = (self.current_id(), self.selected_ids(), self.verticalScrollBar().value())

    def restore(self) -> None:
        """Select again what was selected before the rows were read anew; another view of the same rows asks too."""
        current, chosen, scrolled = self._kept
        self._select(chosen)
        if current is not None and (row := self._model.row_of(current)) >= 0:
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), flags)
            self.verticalScrollBar().setValue(scrolled)

    def _select(self, ids: Sequence[int]) -> None:
        """Select rows by their ids, span by span."""
        wanted = set(ids)
        rows = [row for row, row_id in enumerate(self._model.ids()) if row_id in wanted] if wanted else []
        selection, last = QItemSelection(), len(self._model.columns) - 1
        for _key, span in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            found = [row for _at, row in span]
            selection.select(self._model.index(found[0], 0), self._model.index(found[-1], last))
        if rows:
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._model.id_at(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            flags = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), flags)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self.widths.keep_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def word_rows(count: int) -> str:
    """Return how many rows a table holds."""
    return ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")


_NUMBER = re.compile(r"-\d+([.,:]\d+)*", re.ASCII)


def _plain(text: str) -> str:
    """Return a text for one spreadsheet cell: on one line, a number that reckons, and never the start of a formula."""
    line = " ".join(text.split())
    if _NUMBER.fullmatch(number := line.replace(MINUS, "-", 1)):
        return number
    runs = line[:1] in ("=", "+", "-", "@")
    return f"'{line}" if runs else line
