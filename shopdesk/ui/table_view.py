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
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from shopdesk.ui.cell_delegate import CellDelegate
from shopdesk.ui.column_width import at_least_title
from shopdesk.ui.table_model import Column, TableModel
from shopdesk.ui.theme import HEADER, ROW, ROW_COMPACT, font
from shopdesk.ui.thumbnails import Thumbnails
from shopdesk.words import _

COPIED_AT_MOST = 100_000


class TableView(QTableView):
    """Shows one model; `opened` is Enter or a double click, `selected` the number of selected rows."""

    opened = Signal(int)
    selected = Signal(int)
    stood_on = Signal(int)

    def __init__(self, model: TableModel, thumbnails: Thumbnails, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Table"))
        self._model = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self, thumbnails))
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
        self._show_columns()
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.id_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit(self.selected_count()))
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self.restore)
        self._kept: tuple[int | None, list[int], int] = (None, [], 0)

    def _repaint(self, _place: str) -> None:
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Choose between 32 and 40 pixels a row."""
        self.verticalHeader().setDefaultSectionSize(ROW_COMPACT if compact else ROW)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, of rows that are none of those shown before."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at in range(header.count()):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.setColumnHidden(at, False)
        self._model.set_columns(columns)
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
        """Put the selected rows on the clipboard as a spreadsheet takes them; a formula is never among them."""
        if not self.selected_count():
            return
        shown = self._shown_columns()
        lines = ["\t".join(self._model.columns[at].title for at in shown)]
        for row_id in self.selected_ids()[:COPIED_AT_MOST]:
            row = self._model.row_at(self._model.row_of(row_id))
            lines.append("\t".join(_plain(self._model.columns[at].cell(row).text) for at in shown))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _shown_columns(self) -> list[int]:
        header = self.horizontalHeader()
        order = sorted(range(len(self._model.columns)), key=header.visualIndex)
        return [at for at in order if not self.isColumnHidden(at)]

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
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)

    def _show_columns(self) -> None:
        for at, column in enumerate(self._model.columns):
            self.setColumnWidth(at, at_least_title(column.title, column.width))
            self.setColumnHidden(at, column.hidden)
            if column.stretch:
                self.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def choose_columns(self) -> None:
        """Offer the columns below the header, as a right click on it does."""
        self._choose_columns(QPoint(0, self.horizontalHeader().height()))

    def column_names(self) -> list[str]:
        """Return what the columns are called in saved views: their keys, and a number for those without one."""
        return [column.key or f"#{at}" for at, column in enumerate(self._model.columns)]

    def columns_shown(self) -> tuple[str, ...]:
        """Return the names of the columns shown, in order; none at all where they are the usual ones."""
        shown, names = self._shown_columns(), self.column_names()
        usual = [at for at, column in enumerate(self._model.columns) if not column.hidden]
        return () if shown == usual else tuple(names[at] for at in shown)

    def show_columns(self, wanted: Sequence[str]) -> None:
        """Show these columns in this order, the usual ones where none is told; unknown names are left out."""
        names, header = self.column_names(), self.horizontalHeader()
        places = [names.index(name) for name in wanted if name in names]
        for at, column in enumerate(self._model.columns):
            self.setColumnHidden(at, at not in places if places else column.hidden)
        order = places + [at for at in range(len(names)) if at not in places]
        for to, at in enumerate(order):
            header.moveSection(header.visualIndex(at), to)

    def _choose_columns(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("columnsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, column in enumerate(self._model.columns):
            action = QAction(column.title, menu, checkable=True, checked=not self.isColumnHidden(at))
            action.setEnabled(self.isColumnHidden(at) or len(self._shown_columns()) > 1)
            action.toggled.connect(lambda shown, at=at: self.setColumnHidden(at, not shown))
            menu.addAction(action)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

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

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


_NUMBER = re.compile(r"-\d+([.,:]\d+)*", re.ASCII)


def _plain(text: str) -> str:
    """Return a text for one spreadsheet cell: on one line, and never the start of a formula."""
    line = " ".join(text.split())
    runs = line[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(line)
    return f"'{line}" if runs else line
