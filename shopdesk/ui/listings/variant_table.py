"""The table of variants: edited where it stands, copied to and pasted from spreadsheets, filled down."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from shopdesk.ui.listings.variant_cells import KINDS
from shopdesk.ui.listings.variant_model import Cell, Index, VariantModel
from shopdesk.ui.tables.column_room import Wish, share_out
from shopdesk.ui.tables.column_width import at_least_title
from shopdesk.ui.theme import HEADER, ROW_COMPACT, SPACE, looks
from shopdesk.words import _

MOST_ROWS = 12
# Cells of a form in rows begin 8 pixels in, at the edges too.
EVEN_TITLES = "QHeaderView::section:first { padding-left: 8px; } QHeaderView::section:last { padding-right: 8px; }"
PAD = 5  # pixels, with the style's own as far in as the titles
OWN_KEYS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)
FILL, REMOVE = QKeySequence("Ctrl+D"), QKeySequence("Ctrl+Del")


class _Cells(QStyledItemDelegate):
    """Draws a cell as tables do, and edits it with a name for a screen reader."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Draw ground, words and, in the current cell, the frame of the keyboard."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, looks.colour("selected"))
        inner = Option(option)
        inner.rect = option.rect.adjusted(PAD, 0, -PAD, 0)
        inner.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, inner, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, _option: Option, index: Index) -> QWidget:  # noqa: N802
        made = QLineEdit(parent)
        made.setObjectName("variantCell")
        made.setAccessibleName(_(KINDS[index.column()].title))
        made.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 4px;")
        if KINDS[index.column()].is_number:
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
        return made


class VariantTable(QTableView):
    """`stood` tells that another cell is current, `removed` that the rows of these SKUs shall go."""

    stood = Signal()
    removed = Signal(list)
    left_out = Signal(int)

    def __init__(self, model: VariantModel) -> None:
        super().__init__()
        self.variants = model
        self.setObjectName("variantTable")
        self.setAccessibleName(_("Variants"))
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_COMPACT)
        head = self.horizontalHeader()
        head.setFixedHeight(HEADER)
        head.setHighlightSections(False)
        head.setStyleSheet(EVEN_TITLES)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        grid = looks.hex("border")
        self.setStyleSheet(f"QTableView {{ gridline-color: {grid}; border: 1px solid {grid}; }}")
        self.setIconSize(QSize(14, 14))
        model.modelReset.connect(self._fit)
        for told in (model.modelReset, model.dataChanged):
            told.connect(self._share_room)
        self._fit()

    @property
    def sku(self) -> str:
        """The SKU of the current row."""
        at = self.currentIndex().row()
        variants = self.variants.draft.listing.variants
        return variants[at].sku if 0 <= at < len(variants) else variants[0].sku if variants else ""

    def go_to(self, key: str, sku: str = "") -> None:
        """Stand in a cell, the first row's unless a SKU is told."""
        skus = [variant.sku for variant in self.variants.draft.listing.variants]
        column = next(at for at, kind in enumerate(KINDS) if kind.key == key)
        index = self.model().index(skus.index(sku) if sku in skus else 0, column)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self) -> None:
        """Copy the selected cells as a spreadsheet takes them."""
        cells = {(index.row(), index.column()): str(index.data() or "") for index in self.selectedIndexes()}
        if not cells:
            return
        rows, columns = sorted({at for at, _c in cells}), sorted({at for _r, at in cells})
        lines = ["\t".join(cells.get((row, column), "") for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Write what a spreadsheet has copied, from the current cell on; one value fills the whole selection."""
        text = QGuiApplication.clipboard().text().replace("\r\n", "\n").rstrip("\n")
        told = [line.split("\t") for line in text.split("\n")]
        selected = self.selectedIndexes()
        if len(told) == len(told[0]) == 1 and len(selected) > 1:
            self._put([(index.row(), index.column(), told[0][0]) for index in selected])
            return
        top = min((index.row() for index in selected), default=self.currentIndex().row())
        left = min((index.column() for index in selected), default=self.currentIndex().column())
        cells = [(top + y, left + x, text) for y, line in enumerate(told) for x, text in enumerate(line)]
        fitting = [cell for cell in cells if cell[0] < self.model().rowCount() and cell[1] < len(KINDS)]
        self._put(fitting)
        if len(fitting) < len(cells):
            self.left_out.emit(len(cells) - len(fitting))

    def fill_down(self) -> None:
        """Write the top cell of each selected column into those below; with one cell, into all rows below it."""
        cells = []
        selected = self.selectedIndexes() or [self.currentIndex()]
        for column in {index.column() for index in selected}:
            rows = sorted(index.row() for index in selected if index.column() == column)
            below = rows[1:] or range(rows[0] + 1, self.model().rowCount())
            text = str(self.model().index(rows[0], column).data() or "")
            cells += [(row, column, text) for row in below]
        self._put([cell for cell in cells if KINDS[cell[1]].key != "sku"])

    def _put(self, cells: list[tuple[int, int, str]]) -> None:
        wanted: list[Cell] = [(row, KINDS[at].key, text) for row, at, text in cells if not KINDS[at].is_fixed]
        changed = [cell for cell in wanted if cell[2] != self._shown(cell)]
        if changed:
            self.variants.put(changed)

    def _shown(self, cell: Cell) -> str:
        column = next(at for at, kind in enumerate(KINDS) if kind.key == cell[1])
        return str(self.model().index(cell[0], column).data() or "")

    def _clear(self) -> None:
        self._put([(i.row(), i.column(), "") for i in self.selectedIndexes() if KINDS[i.column()].key != "sku"])

    def _fit(self) -> None:
        """Be as high as the rows, up to a dozen of them."""
        rows = min(max(self.model().rowCount(), 1), MOST_ROWS)
        self.setFixedHeight(HEADER + rows * ROW_COMPACT + SPACE[4])

    def _share_room(self) -> None:
        """Let columns that hold little give way to those that hold much; the first takes what room is left."""
        wishes = [self._wish(at) for at in range(len(KINDS))]
        for at, width in enumerate(share_out(wishes, self.viewport().width())):
            self.setColumnWidth(at, width)

    def _wish(self, at: int) -> Wish:
        kind, title = KINDS[at], at_least_title(_(KINDS[at].title), 0)
        return Wish(max(kind.width, title), title, self.sizeHintForColumn(at) + 2 * PAD, rest=not at)

    # Qt tells these

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._share_room()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802, D102
        super().currentChanged(current, previous)
        self.stood.emit()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()  # the page has these keys as well: in the table they mean its cells
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif _is(event, FILL):
            self.fill_down()
        elif _is(event, REMOVE):
            self.removed.emit(sorted({index.row() for index in self.selectedIndexes()}))
        elif event.key() == Qt.Key.Key_Delete:
            self._clear()
        else:
            super().keyPressEvent(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return any(event.matches(key) for key in OWN_KEYS) or _is(event, FILL) or _is(event, REMOVE)


def _is(event: QKeyEvent, key: QKeySequence) -> bool:
    return QKeySequence(event.keyCombination()) == key
