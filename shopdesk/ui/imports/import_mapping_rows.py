"""The first rows of a strange file as a table: each field as it would be read, and why a cell cannot be."""

from collections.abc import Callable, Mapping
from datetime import datetime

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.domain.mapping import FIELDS
from shopdesk.domain.money import format_amount
from shopdesk.services.import_presets import Look
from shopdesk.ui.imports.import_words import FIELDS as FIELD_WORDS
from shopdesk.ui.imports.import_words import word_value, word_why
from shopdesk.ui.moments import stamp
from shopdesk.ui.status import Status
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _

Row = tuple[int, Mapping[str, tuple[str, object, ShopError | None]]]
_BAD = Status("oct", "error", "rejected")
_WIDE = {"title", "street", "number", "placed_at", "paid_at", "waybill", "at", "trade_no"}
_FIGURES = ("amount", "moved", "pieces", "count", "grams")

_MONEY = {
    "unit_price", "total", "shipping", "discount", "price", "list_price", "cost", "amount", "income", "outgo",
}  # fmt: skip


def look_columns(look: Look) -> list[Column]:
    """Return a column for the row's number and one for each field that the file has."""
    columns = [Column("", _("Row"), lambda row: Cell(f"{row[0]:,}", "muted"), 56, right=True)]
    for field in FIELDS[look.mapping.kind]:
        if field.name in look.mapping.columns:
            width = 168 if field.name in _WIDE else 116
            columns.append(
                Column("", _(FIELD_WORDS[field.name]), _cell_of(field.name, look), width,
                       right=field.reader in _FIGURES)
            )  # fmt: skip
    return columns


def _cell_of(name: str, look: Look) -> Callable[[Row], Cell]:
    currency = look.mapping.currency

    def cell(row: Row) -> Cell:
        text, value, problem = row[1][name]
        if problem is not None:
            why = word_why(RowProblem(row[0], problem.code, text, look.mapping.columns[name]))
            shown = text or _("(empty)")
            return Cell(shown, "error", status=_BAD, tip=why, heard=f"{shown}, {why}")
        return Cell(_shown(name, value, currency), "text" if text else "muted")

    return cell


def _shown(name: str, value: object, currency: str) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, int) and name in _MONEY:
        return format_amount(value, currency, grouped=True)
    if isinstance(value, tuple):
        payment, fulfilment = value[0], value[1]
        return " · ".join(word_value("fulfilment", told, currency) for told in (payment, fulfilment) if told)
    return word_value(name, value, currency) if name in ("name", "buyer", "phone", "street") else str(value)
