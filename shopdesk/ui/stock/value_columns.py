"""The columns of the tables of values: what each SKU earned, what lies dead, what expires."""

from collections.abc import Callable
from datetime import timedelta

from shopdesk.services.stock_value import ExpiringRow, ValueRow
from shopdesk.ui.moments import dated
from shopdesk.ui.percents import percent
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _, ngettext

Money = Callable[[int], str]


def margin_columns(money: Money) -> list[Column]:
    """Return the columns of what each SKU earned."""
    return [
        *_goods_columns(),
        Column("pieces", _("On hand"), lambda row: Cell(figure(row.pieces)), 80, right=True),
        Column("value", _("Stock value"), lambda row: Cell(money(row.value)), 110, right=True),
        Column("sold", _("Pieces sold"), lambda row: Cell(figure(row.earned.pieces)), 90, right=True),
        Column("revenue", _("Revenue"), lambda row: Cell(money(row.earned.revenue)), 110, right=True),
        Column("profit", _("Gross profit"), lambda row: _profit(row, money), 110, right=True),
        Column("margin", _("Margin"), _margin, 80, right=True),
    ]


def dead_columns(money: Money) -> list[Column]:
    """Return the columns of what lies without a sale."""
    return [
        *_goods_columns(),
        Column("pieces", _("On hand"), lambda row: Cell(figure(row.pieces)), 80, right=True),
        Column("value", _("Stock value"), lambda row: Cell(money(row.value), bold=True), 120, right=True),
        Column("idle", _("Without a sale"), _idle, 130, right=True),
    ]


def expiring_columns(money: Money) -> list[Column]:
    """Return the columns of batches near their last day."""
    return [
        Column("lot", _("Batch"), lambda row: Cell(row.lot, bold=True), 120),
        Column("title", _("Goods"), lambda row: Cell(row.title, picture=row.picture or None), 220, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 110),
        Column("left", _("Keeps until"), _keeps, 150),
        Column("pieces", _("Left"), lambda row: Cell(figure(row.pieces)), 76, right=True),
        Column("unsold", _("Will hardly be sold"), _unsold, 130, right=True),
        Column("value", _("Of value"), lambda row: Cell(money(row.value)), 110, right=True),
    ]


def _goods_columns() -> list[Column]:
    return [
        Column("title", _("Goods"), _goods, 220, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 110),
    ]


def _goods(row: ValueRow) -> Cell:
    words = f"{row.options} · {row.title}" if row.options else row.title
    return Cell(words, picture=row.picture or None, tip=f"{row.title}\n{row.options}".strip())


def _profit(row: ValueRow, money: Money) -> Cell:
    return Cell(money(row.earned.profit), role="error" if row.earned.profit < 0 else "text", bold=True)


def _margin(row: ValueRow) -> Cell:
    share = row.earned.share
    if share is None:
        return Cell(DASH, role="muted", tip=_("Nothing was sold in this span."))
    return Cell(percent(share), role="error" if share < 0 else "text")


def _idle(row: ValueRow) -> Cell:
    if row.idle is None:
        return Cell(_("never sold"), role="warn")
    return Cell(ngettext("{count} day", "{count} days", row.idle).format(count=figure(row.idle)))


def _keeps(row: ExpiringRow) -> Cell:
    date = dated(row.expires_on, row.expires_on - timedelta(days=row.days_left))
    if row.days_left < 0:
        return Cell(_("{date}, past").format(date=date), role="error")
    days = ngettext("{count} day", "{count} days", row.days_left).format(count=row.days_left)
    return Cell(f"{date}  {days}", role="warn" if row.days_left <= 14 else "text")


def _unsold(row: ExpiringRow) -> Cell:
    return Cell(figure(row.unsold) if row.unsold else DASH, role="error" if row.unsold else "muted", bold=True)
