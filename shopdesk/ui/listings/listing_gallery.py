"""The listings as cards: the table's model and selection in rows and columns, arrows in two dimensions.

Where a card stands is reckoned from its number alone: Qt's own list asks the model thrice for each of ten thousand
rows whenever they are read anew.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem

from shopdesk.ui.announce import announce
from shopdesk.ui.context import Context
from shopdesk.ui.listings.gallery_card import GAP, CardDelegate
from shopdesk.ui.listings.gallery_pictures import GalleryPictures
from shopdesk.ui.listings.gallery_words import spoken_card
from shopdesk.ui.tables.table_model import Index, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import looks
from shopdesk.words import _, listed

_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
WHEEL = 40  # pixels a line: three of them are one notch
EDGE = GAP // 2


class ListingGallery(QAbstractItemView):
    """Shows the rows of a table as cards.

    `opened` is Enter or a double click, `previewed` Space, `mended` a double click on a card's verdict.
    """

    opened = Signal(int)
    previewed = Signal()
    mended = Signal(int)

    def __init__(self, context: Context, table: TableView, model: TableModel, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Gallery"))
        self._table, self._model = table, model
        self.columns, self._scrolled = 1, 0
        self.pictures = GalleryPictures(context, self)
        self.pictures.loaded.connect(self._paint_picture)
        self.cards = CardDelegate(self, model, self.pictures)
        self.setItemDelegate(self.cards)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that scrolling moves what is painted
        self._share_model()

    def _share_model(self) -> None:
        """Show the table's rows, with one current row and one selection for both."""
        self._model.modelAboutToBeReset.connect(self._remember)
        self.setModel(self._model)
        own = self.selectionModel()
        self.setSelectionModel(self._table.selectionModel())
        own.deleteLater()
        # A view that is told of a reset clears the selection both share: it is put back after the second one, too.
        self._model.modelReset.connect(self._restore)
        self._table.selectionModel().currentRowChanged.connect(self._move_on)

    def _move_on(self) -> None:
        self.viewport().update()
        if self.hasFocus():
            self._tell_card()

    def _tell_card(self) -> None:
        """Say the current card whole; Qt tells a screen reader of the cells of its own views alone."""
        if (at := self.currentIndex().row()) >= 0:
            chosen = _("selected") if self.selectionModel().isSelected(self.currentIndex()) else ""
            announce(self, listed(filter(None, (spoken_card(self._model.row_at(at)), chosen))), urgent=True)

    def show_current(self) -> None:
        """Stand where the table stood: the same current card, in sight."""
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # Where a card stands

    def _place(self, row: int) -> QRect:
        """Return a card's cell in the whole of the gallery."""
        cell = self.cards.cell
        return QRect(QPoint(row % self.columns * cell.width(), row // self.columns * cell.height() + EDGE), cell)

    def _lines(self) -> int:
        return -(-self._model.rowCount() // self.columns)

    def _rows_in(self, box: QRect) -> range:
        """Return the cards of the lines that a part of the view meets."""
        height, seen = self.cards.cell.height(), box.translated(0, self.verticalOffset() - EDGE)
        first, last = max(0, seen.top() // height), max(0, seen.bottom() // height + 1)
        count = self._model.rowCount()
        return range(min(first * self.columns, count), min(last * self.columns, count))

    def visualRect(self, index: Index) -> QRect:  # noqa: N802, D102
        return self._place(index.row()).translated(EDGE, -self.verticalOffset()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802, D102
        cell, x, y = self.cards.cell, point.x() - EDGE, point.y() + self.verticalOffset() - EDGE
        if x < 0 or y < 0 or x >= cell.width() * self.columns:
            return QModelIndex()
        row = y // cell.height() * self.columns + x // cell.width()
        return self._model.index(row, 0) if row < self._model.rowCount() else QModelIndex()

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:  # noqa: N802, D102
        place, bar, height = self._place(index.row()), self.verticalScrollBar(), self.viewport().height()
        if hint == _Hint.PositionAtTop or place.top() < bar.value():
            bar.setValue(place.top() - EDGE)
        elif place.bottom() > bar.value() + height:
            bar.setValue(min(place.bottom() + EDGE - height, place.top()))

    def verticalOffset(self) -> int:  # noqa: N802, D102
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802, D102
        return 0

    def isIndexHidden(self, _index: Index) -> bool:  # noqa: N802, D102
        return False

    def updateGeometries(self) -> None:  # noqa: N802
        """Let the cards of a row fill it; the scroll bar's room is left free, needed or not."""
        wide = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        self.columns = self.cards.fit(self.width() - wide - 2 * EDGE)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(WHEEL)
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._lines() * self.cards.cell.height() + 2 * EDGE - height))
        super().updateGeometries()

    # What is selected

    def setSelection(  # noqa: N802
        self, box: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select from the card at one corner to the one at the other, in reading order; by a frame what it meets."""
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self.selectionModel().select(self._met_by(box.normalized()), command)
            return
        first, last = self.indexAt(box.topLeft()), self.indexAt(box.bottomRight())
        if first.isValid() and last.isValid():
            low, high = sorted((first.row(), last.row()))
            chosen = QItemSelection(self._model.index(low, 0), self._model.index(high, 0))
            self.selectionModel().select(chosen, command)

    def _met_by(self, box: QRect) -> QItemSelection:
        found = QItemSelection()
        cell, top = self.cards.cell, box.top() + self.verticalOffset() - EDGE
        left = max(0, (box.left() - EDGE) // cell.width())
        right = min(self.columns - 1, (box.right() - EDGE) // cell.width())
        lines = range(max(0, top // cell.height()), min(self._lines() - 1, (top + box.height()) // cell.height()) + 1)
        for line in lines if left <= right else ():
            last = min(line * self.columns + right, self._model.rowCount() - 1)
            if (start := line * self.columns + left) <= last:
                found.select(self._model.index(start, 0), self._model.index(last, 0))
        return found

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:  # noqa: N802, D102
        return QRegion(self.viewport().rect())

    # What happens

    def _paint_picture(self, place: str) -> None:
        """Paint the cards in sight that show a picture, now that it is there."""
        for row in self._rows_in(self.viewport().rect()):
            if self._model.row_at(row).picture == place:
                self.viewport().update(self.visualRect(self._model.index(row, 0)))

    def _remember(self) -> None:
        self._scrolled = self.verticalScrollBar().value()

    def _restore(self) -> None:
        self._table.restore()
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.verticalScrollBar().setValue(self._scrolled)

    # Qt asks these

    def moveCursor(self, action: _Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802, D102
        last, here = self._model.rowCount() - 1, self.currentIndex().row()
        if last < 0 or here < 0:
            return self._model.index(min(0, last), 0)
        page = self.columns * max(1, self.viewport().height() // self.cards.cell.height())
        steps = {
            _Move.MoveLeft: -1, _Move.MovePrevious: -1, _Move.MoveRight: 1, _Move.MoveNext: 1,
            _Move.MoveUp: -self.columns, _Move.MoveDown: self.columns, _Move.MovePageUp: -page,
            _Move.MovePageDown: page, _Move.MoveHome: -here, _Move.MoveEnd: last - here,
        }  # fmt: skip
        there = here + steps[action]
        if action == _Move.MoveUp and there < 0:
            there = here
        elif action == _Move.MoveDown and there > last:
            there = last if here // self.columns < last // self.columns else here
        return self._model.index(min(max(there, 0), last), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        current = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._table.copy_text()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(self._model.id_at(current.row()))
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.previewed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        super().focusInEvent(event)
        self._tell_card()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: a letter would be looked for in ten thousand rows; Ctrl+F finds."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._model.row_at(index.row())
        on_badge = self.cards.badge_box(self.visualRect(index), row).contains(event.position().toPoint())
        (self.mended if on_badge else self.opened).emit(self._model.id_at(index.row()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """Move what is painted already; only what comes into sight is painted."""
        self.viewport().scroll(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        shown = self._rows_in(event.rect())
        for row in shown:
            self._model.row_at(row)  # a read that fails must not fail while something is painted
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), looks.colour("window"))
            self._paint_cards(painter, shown, event.rect())
        finally:
            painter.end()

    def _paint_cards(self, painter: QPainter, shown: range, box: QRect) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in shown:
            index = self._model.index(row, 0)
            option.rect = self.visualRect(index)
            if option.rect.intersects(box):
                option.state = QStyle.StateFlag.State_Enabled
                if self.selectionModel().isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                self.cards.paint(painter, option, index)

    def viewportSizeHint(self) -> QSize:  # noqa: N802, D102
        return self.cards.cell

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        top = self.indexAt(QPoint(EDGE + 1, GAP)) if event.oldSize().width() != event.size().width() else QModelIndex()
        super().resizeEvent(event)
        self.updateGeometries()
        if top.isValid() and self.verticalOffset():
            self.scrollTo(top, _Hint.PositionAtTop)
