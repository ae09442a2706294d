"""The one table model: it holds row ids and a few pages of rows; sorting, filtering and paging happen in SQL."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from shopdesk.ui.status import Status
from shopdesk.words import _, listed

if TYPE_CHECKING:
    from shopdesk.ui.undo import Change

Index = QModelIndex | QPersistentModelIndex
PAGE_ROWS = 32
PAGES_KEPT = 96
CELL_ROLE = Qt.ItemDataRole.UserRole
DASHES = ("\N{EN DASH}", "\N{EM DASH}", "-")


class TableSource(Protocol):
    """Where a table's rows come from: a query gives ids in order, pages of rows follow as they are seen."""

    def ids(self, sort: str, descending: bool) -> "array[int]":
        """Return the ids of all rows that match, in order."""

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return these rows, in this order."""


@runtime_checkable
class LargeSource(TableSource, Protocol):
    """A source that may hold very many rows: then it is asked beside the window, for the first ones first."""

    @property
    def is_large(self) -> bool:
        """Whether asking for all ids would be felt."""

    def first_ids(self, sort: str, descending: bool) -> "tuple[array[int] | None, bool]":
        """Return the first ids (None: none that are found soon) and whether they are all."""

    def over(self, shop: Any) -> "LargeSource":  # noqa: ANN401 - a shop, which the model does not know
        """Return the same question to another connection."""


class Asking(Protocol):
    """Where the model's longer questions are answered: `ui.reader.Reader`."""

    def ask(self, look: Callable[[Any], Any], done: Callable[[Any], None], *, at_once: bool = False) -> None:
        """Answer one question beside the window."""

    def forget(self) -> None:
        """Break off."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, and beside it a status shape, a picture of the shop, a clock or a small curve.

    `second` stands below the text in small letters. `share` is the used part of a span, 0 to 1; `role` colours text,
    clock and curve; `tip` is shown when it differs; `heard` is what a screen reader says where the words are not all.
    """

    text: str
    role: str = "text"
    bold: bool = False
    status: Status | None = None
    picture: str | None = None
    share: float | None = None
    tip: str = ""
    spark: tuple[int, ...] = ()
    second: str = ""
    heard: str = ""

    @property
    def aloud(self) -> str:
        """What a screen reader says: a dash alone is said in words, as its tip where it has one."""
        if self.heard or self.text not in DASHES:
            return self.heard or listed(filter(None, (self.text, self.second)))
        return self.tip or _("none")

    @property
    def whole(self) -> str:
        """All its words in one line."""
        return f"{self.text} {self.second}".strip()


@dataclass(frozen=True, slots=True)
class CellEdit:
    """How a cell is edited where it stands: what its field begins with, and the change that a text is.

    `change` raises ShopError for a text that cannot be kept; `only` says of which rows the cell is the shop's to edit,
    `by_click` whether a double click means the cell: on what names a row it opens the row.
    """

    text: Callable[[Any], str]
    change: "Callable[[Any, str], Change]"
    changes: tuple[str, ...]
    only: Callable[[Any], bool] = lambda _row: True
    by_click: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in SQL ("" cannot be sorted by), its title, what it shows of a row, how that is edited."""

    key: str
    title: str
    cell: Callable[[Any], Cell]
    width: int = 120
    right: bool = False
    stretch: bool = False
    hidden: bool = False
    edit: CellEdit | None = None


class TableModel(QAbstractTableModel):
    """Rows of one source; `counted` tells how many match after each query.

    With a `reader`, a large source shows its first rows at once and is `complete` a moment later.
    """

    counted = Signal(int)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.sort_key, self.descending = "", False
        self._source: TableSource | None = None
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self.reader: Asking | None = None
        self.complete = True

    def show(self, source: TableSource) -> None:
        """Show another query's rows."""
        self._source = source
        self.refresh()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Take other columns, unsorted; their rows come with the next `show`."""
        self.beginResetModel()
        self.columns, self.sort_key, self.descending = list(columns), "", False
        self._source, self._ids = None, array("q")
        self._pages.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Ask the query again; the view keeps its place by the row's id."""
        source = self._source
        if self.reader is not None:
            self.reader.forget()
            if isinstance(source, LargeSource) and source.is_large:
                self._ask_for_first(source, self.reader)
                return
        self._take(source.ids(self.sort_key, self.descending) if source else array("q"))

    def _ask_for_first(self, source: LargeSource, reader: Asking) -> None:
        """Ask for the first rows; until they come, those shown before stay."""
        sort, descending = self.sort_key, self.descending
        self.complete = False
        reader.ask(
            lambda shop: source.over(shop).first_ids(sort, descending), partial(self._take_first, source), at_once=True
        )

    def _take_first(self, source: LargeSource, first: "tuple[array[int] | None, bool]") -> None:
        ids, whole = first
        if ids is not None:
            self._take(ids, whole)
        if not whole:
            sort, descending = self.sort_key, self.descending
            assert self.reader is not None
            self.reader.ask(lambda shop: source.over(shop).ids(sort, descending), self._take_all)

    def _take(self, ids: "array[int]", whole: bool = True) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._ids, self.complete = ids, whole
        self.endResetModel()
        self.counted.emit(len(ids))

    def _take_all(self, ids: "array[int]") -> None:
        """Take all ids: those that follow the first ones are added below them."""
        known = len(self._ids)
        if not known or ids[:known] != self._ids:
            self._take(ids)
            return
        if len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        self.complete = True
        self.counted.emit(len(ids))

    def id_at(self, row: int) -> int:
        """Return the id of a row."""
        return self._ids[row]

    def row_of(self, row_id: int) -> int:
        """Return where an id stands, -1 when it does not match."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def row_at(self, row: int) -> Any:  # noqa: ANN401 - the source's own dataclass
        """Return a row, read with its neighbours when it was not seen lately."""
        page, place = divmod(row, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            assert self._source is not None
            rows = self._source.rows(self._ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS])
            self._pages[page] = rows
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place]

    def ids(self) -> Sequence[int]:
        """Return all ids in the order shown."""
        return self._ids

    # Qt asks these

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, D102
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, D102
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        told = _TOLD.get(role)
        return told(column.cell(self.row_at(index.row()))) if told else None

    def headerData(  # noqa: N802, D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title + self._arrow(self.columns[section])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.heard_title(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].title
        return None

    def _arrow(self, column: Column) -> str:
        """Return which way the rows are sorted by a column; Fusion's own mark lies over titles at the right."""
        if not column.key or column.key != self.sort_key:
            return ""
        return " \N{DOWNWARDS ARROW}" if self.descending else " \N{UPWARDS ARROW}"

    def heard_title(self, section: int) -> str:
        """Return what a screen reader says of a column's head: the arrow in words."""
        column = self.columns[section]
        return heard_sorted(column.title, self.descending) if self._arrow(column) else column.title

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:  # noqa: D102
        if 0 <= column < len(self.columns) and self.columns[column].key:
            self.sort_key, self.descending = self.columns[column].key, order == Qt.SortOrder.DescendingOrder
            self.refresh()


def heard_sorted(title: str, descending: bool) -> str:
    """Return what a screen reader says of the column that rows are sorted by."""
    words = _("{column}, sorted descending") if descending else _("{column}, sorted ascending")
    return words.format(column=title)


_TOLD: dict[int, Callable[[Cell], Any]] = {
    CELL_ROLE: lambda cell: cell,
    Qt.ItemDataRole.DisplayRole: lambda cell: cell.whole,
    Qt.ItemDataRole.ToolTipRole: lambda cell: cell.tip or cell.whole,
    Qt.ItemDataRole.AccessibleTextRole: lambda cell: cell.aloud,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda cell: "" if cell.tip == cell.aloud else cell.tip,
}


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
