"""The tables of the import: the records of each kind as rows, and the history of what was imported."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from shopdesk.domain.imports import RowProblem
from shopdesk.services.imports import Batch, FieldChange, PreviewRecord, RefusedRow
from shopdesk.ui.imports.import_words import tell_and_advise, word_field, word_format, word_time, word_value, word_why
from shopdesk.ui.status import IMPORT_ROW, Status
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _

KINDS = ("created", "updated", "unchanged", "rejected")
_SHORT = ("fulfilment", "status", "total", "price", "stock", "region")
_NUMBERS = ("订单编号", "主订单编号", "订单号", "Handle", "Variant SKU", "SKU", "Name")
_REMARK = Status("tri", "warn", "warn")


class ListSource:
    """Rows that are held already; sorted by a key of theirs."""

    def __init__(self, held: Sequence[Any], keys: Mapping[str, Callable[[Any], Any]]) -> None:
        self._held = held
        self._keys = keys

    def ids(self, sort: str, descending: bool) -> "array[int]":
        """Return the places of all rows in order."""
        places = list(range(len(self._held)))
        if sort:
            key = self._keys[sort]
            places.sort(key=lambda place: key(self._held[place]), reverse=descending)
        return array("q", places)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return these rows."""
        return [self._held[place] for place in ids]


RECORD_KEYS = {name: attrgetter(name) for name in ("row", "name", "title")}
REFUSED_KEYS: dict[str, Callable[[RefusedRow], Any]] = {
    "row": lambda row: row.problem.row,
    "why": lambda row: row.problem.code,
    "value": lambda row: row.problem.value,
}
BATCH_KEYS = {
    name: attrgetter(name)
    for name in ("id", "file", "format", "actor", "created", "updated", "unchanged", "rejected")
}  # fmt: skip


def record_columns(kind: str, remark: Callable[[int], RowProblem | None]) -> list[Column]:
    """Return the columns of the records of a kind; `remark` tells what is to be known of a row."""
    if kind == "rejected":
        return _refused_columns()
    columns = [
        Column("row", _("Row"), lambda record: Cell(f"{record.row:,}", "muted"), 64, right=True),
        Column("name", _("Number"), lambda record: Cell(record.name), 160),
        Column("title", _("Goods"), lambda record: _goods(record, remark(record.row)), 220, stretch=True),
    ]
    if kind == "created":
        columns.append(Column("", _("What it brings"), lambda record: Cell(brings(record), "text-2"), 220))
    if kind == "updated":
        columns.append(Column("", _("What changes"), lambda record: Cell(changes(record)), 240))
    return columns


def _goods(record: PreviewRecord, remark: RowProblem | None) -> Cell:
    if remark is None:
        return Cell(record.title)
    why = word_why(remark)
    return Cell(record.title, status=_REMARK, tip=f"{record.title}\n{why}", heard=f"{record.title}, {why}")


def brings(record: PreviewRecord) -> str:
    """Return the little of a new record that tells it from the others."""
    told: dict[str, FieldChange] = {}
    for field in record.fields:
        if field.name in _SHORT:
            told.setdefault(field.name, field)
    shown = [told[name] for name in _SHORT if name in told]
    return " · ".join(word_value(field.name, field.new, record.currency) for field in shown)


def changes(record: PreviewRecord) -> str:
    """Return what a changed record was and will be: "State To ship → Shipped"."""
    return "; ".join(
        f"{word_field(field)} {word_value(field.name, field.old, record.currency)} → "
        f"{word_value(field.name, field.new, record.currency)}"
        for field in record.fields
    )


def _refused_columns() -> list[Column]:
    return [
        Column("row", _("Row"), lambda row: Cell(f"{row.problem.row:,}", "muted"), 48, right=True),
        Column("", _("Number"), lambda row: Cell(number_of(row)), 120),
        Column(
            "why",
            _("Why not"),
            lambda row: Cell(word_why(row.problem), status=IMPORT_ROW["rejected"]),
            172,
            stretch=True,
        ),
        Column("value", _("In the file"), _value, 128),
        Column("", _("What to do"), lambda row: Cell(tell_and_advise(row.problem)[1], "text-2"), 104, stretch=True),
    ]


def _value(row: RefusedRow) -> Cell:
    text = row.problem.value.strip()
    return Cell(text) if text else Cell(_("(empty)"), "muted")


def number_of(row: RefusedRow) -> str:
    """Return what a refused row calls its order or listing, as far as it does."""
    cells = dict(row.cells)
    return next((cells[name].strip() for name in _NUMBERS if cells.get(name, "").strip()), "–")


def batch_columns() -> list[Column]:
    """Return the columns of the history."""
    return [
        Column("id", _("When"), lambda batch: Cell(word_time(batch.at)), 112),
        Column("file", _("File"), lambda batch: Cell(batch.file), 210, stretch=True),
        Column("format", _("What"), lambda batch: Cell(word_format(batch.format), "text-2"), 180),
        Column("", _("State"), _batch_state, 176),
        Column("created", _("Added"), lambda batch: _count(batch.created), 72, right=True),
        Column("updated", _("Changed"), lambda batch: _count(batch.updated), 84, right=True),
        Column("unchanged", _("Same"), lambda batch: _count(batch.unchanged), 72, right=True),
        Column("rejected", _("Refused"), lambda batch: _count(batch.rejected, "error"), 84, right=True),
        Column("actor", _("By"), lambda batch: Cell(batch.actor, "text-2"), 96),
    ]


def _count(count: int, role: str = "text") -> Cell:
    return Cell(f"{count:,}", role if count else "muted")


def _batch_state(batch: Batch) -> Cell:
    if batch.undone_at:
        text = _("Taken back {when}").format(when=word_time(batch.undone_at))
        return Cell(text, status=Status("back", "muted", "unchanged"))
    return Cell(_("In the shop"), status=Status("done", "ok", "created"))
