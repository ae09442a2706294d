"""The preview of a bulk edit as a table: cells that would change, cells left out, listings that cannot be changed."""

from array import array
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from shopdesk.domain.bulk_cells import Cell as Changed
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listing_findings import Finding
from shopdesk.services.bulk_edit import BulkPreview, CellKey
from shopdesk.ui.listings.bulk_edit_words import FIELD_WORDS, WARNINGS, word_value
from shopdesk.ui.status import PICTURE, Status
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.ui.tables.table_view import TableView
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.listings import word_finding
from shopdesk.words.pictures import PLATFORMS

LEFT_OUT = Status("no", "muted", "left-out")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A cell that would change, or a listing that cannot be changed and why."""

    handle: str
    title: str
    cell: Changed | None = None
    refused: str = ""
    reason: str = ""

    @property
    def key(self) -> CellKey | None:
        """The cell among all listings; None for a refused listing."""
        return (self.handle, *self.cell.key) if self.cell else None


class PreviewRows:
    """The rows of a preview as a table's source; refused listings first, then what is to be looked at."""

    def __init__(self, preview: BulkPreview, titles: Mapping[str, str]) -> None:
        refused = [
            PreviewRow(h, titles.get(h, h), refused=word_error(error), reason=_reason(error))
            for h, error in preview.refused
        ]
        cells = [PreviewRow(cell.handle, titles.get(cell.handle, cell.handle), cell) for cell in preview.cells]
        self._rows = [*refused, *sorted(cells, key=lambda row: not (row.cell and row.cell.warning))]

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the rows in order."""
        places: Sequence[int] = range(len(self._rows))
        if sort:
            places = sorted(places, key=lambda at: _SORTS[sort](self._rows[at]), reverse=descending)
        return array("q", places)

    def rows(self, ids: Sequence[int]) -> list[PreviewRow]:
        """Return these rows."""
        return [self._rows[at] for at in ids]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)


_SORTS: Mapping[str, Callable[[PreviewRow], str]] = {
    "title": lambda row: row.title,
    "sku": lambda row: row.cell.sku if row.cell else "",
    "field": lambda row: row.cell.field if row.cell else "",
}


class PreviewTable(TableView):
    """The table of a preview; Space leaves cells out and takes them in again."""

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.turned.emit()
        else:
            super().keyPressEvent(event)


def preview_columns(left_out: Container[CellKey | None]) -> list[Column]:
    """Return the columns; a row whose key is among those left out is grey and says so."""

    def shown(row: PreviewRow, text: str, role: str = "text", *, bold: bool = False) -> Cell:
        out = row.key in left_out
        return Cell(text, role="muted" if out else role, bold=bold and not out)

    def look(row: PreviewRow) -> Cell:
        if row.refused:
            return Cell(row.reason, status=PICTURE["fail"], tip=row.refused)
        if row.key in left_out:
            return Cell(_("Left out"), status=LEFT_OUT)
        return _warning(row.cell) if row.cell and row.cell.warning else Cell("")

    def value(row: PreviewRow, side: str) -> str:
        return word_value(row.cell.field, getattr(row.cell, side)) if row.cell else ""

    return [
        Column(
            "title",
            _("Listing"),
            lambda row: Cell(row.title, role="text-2", tip=f"{row.title}\n{row.handle}"),
            150,
            stretch=True,
        ),
        Column("sku", _("SKU"), lambda row: shown(row, row.cell.sku if row.cell else "", "text-2"), 76),
        Column("field", _("Field"), lambda row: shown(row, word_cell_field(row.cell.field) if row.cell else ""), 72),
        Column("", _("Before"), lambda row: shown(row, value(row, "before"), "muted"), 120, stretch=True),
        Column("", _("After"), lambda row: shown(row, value(row, "after"), bold=True), 120, stretch=True),
        Column("", _("Look at"), look, 116),
    ]


def word_cell_field(field: str) -> str:
    """Return what a cell's field is called; attributes and blocks by their own name."""
    group, _dot, name = field.partition(".")
    if group == "block":
        return word_value("block", name)
    return name or _(FIELD_WORDS[group])


def _reason(error: ShopError) -> str:
    """Return why a listing cannot be changed, without its name before it."""
    finding = error.params.get("finding")
    return word_finding(Finding(str(finding), of=str(error.params.get("of", "")))) if finding else word_error(error)


def _warning(cell: Changed) -> Cell:
    platform = _(PLATFORMS[cell.of]) if cell.of in PLATFORMS else cell.of
    words = _(WARNINGS[cell.warning]).format(of=platform)
    return Cell(words, status=PICTURE["warn"])
