"""The columns of the table of ABC classes; those of shares follow the measure that is asked for."""

from collections.abc import Callable

from shopdesk.domain.abc_classes import Standing
from shopdesk.services.abc_table import AbcRow
from shopdesk.ui.percents import percent
from shopdesk.ui.stock_words import amount_figure, figure
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _

OF_MEASURE = {7: "sales", 8: "sales", 10: "profit", 11: "profit"}  # column to measure


def abc_columns(currency: Callable[[], str]) -> list[Column]:
    """Return the columns; `currency` tells that of the shop."""

    def money(amount: int) -> Cell:
        return Cell(amount_figure(amount, currency()))

    return [
        Column("title", _("Goods"), _goods, 220, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 110),
        Column("", _("Class"), lambda row: _letter(row.combined), 60),
        Column("", _("By sales"), lambda row: _letter(row.by_sales.letter), 68),
        Column("", _("By profit"), lambda row: _letter(row.by_profit.letter), 68),
        Column("pieces", _("Pieces"), lambda row: Cell(figure(row.pieces)), 76, right=True),
        Column("sales", _("Sales"), lambda row: money(row.by_sales.value), 110, right=True),
        Column("", _("Share"), lambda row: _share(row.by_sales), 72, right=True),
        Column("", _("Cumulative"), lambda row: _sum(row.by_sales), 88, right=True),
        Column("profit", _("Gross profit"), lambda row: money(row.by_profit.value), 110, right=True),
        Column("", _("Share of profit"), lambda row: _share(row.by_profit), 104, right=True, hidden=True),
        Column("", _("Cumulative profit"), lambda row: _sum(row.by_profit), 112, right=True, hidden=True),
    ]


def _goods(row: AbcRow) -> Cell:
    words = f"{row.options} · {row.title}" if row.options else row.title
    return Cell(words, picture=row.picture or None, tip=f"{row.title}\n{row.options}".strip())


def _letter(letter: str) -> Cell:
    return Cell(letter, role="text" if letter == "A" else "text-2", bold=letter == "A")


def _share(told: Standing) -> Cell:
    return Cell(percent(told.share, 2))


def _sum(told: Standing) -> Cell:
    return Cell(percent(told.cumulated), role="text-2")
