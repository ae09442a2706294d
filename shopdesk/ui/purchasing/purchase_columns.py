"""The columns of buying in: what should be bought, and the purchase orders."""

from datetime import date

from shopdesk.domain.money import format_amount
from shopdesk.services.purchase_table import PurchaseRow, SuggestedRow
from shopdesk.ui.moments import dated
from shopdesk.ui.status import PURCHASE, Status
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money


def suggested_columns(home: str) -> list[Column]:
    """Return the columns of what should be bought; amounts in the `home` currency need not name it."""
    return [
        Column("title", _("Goods"), lambda row: Cell(row.title, picture=row.picture or None), 220, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 96),
        Column("available", _("Available"), _available, 60, right=True),
        Column("safety", _("Safety"), lambda row: Cell(figure(row.safety), role="text-2"), 56, right=True),
        Column("on_order", _("On its way"), _on_order, 60, right=True),
        Column("suggested", _("To order"), lambda row: Cell(figure(row.suggested), bold=True), 60, right=True),
        Column("supplier", _("Supplier"), _supplier, 124),
        Column("price", _("Price"), lambda row: _amount(row.price, row.currency, home), 84, right=True, hidden=True),
        Column("total", _("Sum"), lambda row: _amount(row.total, row.currency, home), 84, right=True),
    ]


def _available(row: SuggestedRow) -> Cell:
    role = "error" if row.available <= 0 else "warn" if row.available < row.safety else "text"
    return Cell(figure(row.available), role=role, bold=True)


def _on_order(row: SuggestedRow) -> Cell:
    coming = row.on_order + row.drafted
    if not coming:
        return Cell(DASH, role="muted")
    tip = _("{ordered} ordered, {drafted} in drafts").format(ordered=figure(row.on_order), drafted=figure(row.drafted))
    return Cell(figure(coming), role="text-2", tip=tip)


def _supplier(row: SuggestedRow) -> Cell:
    if not row.supplier:
        return Cell(_("Nobody offers it"), role="warn", tip=_("Say on the suppliers' page who sells it."))
    return Cell(row.supplier_name, tip=f"{row.supplier}  {row.supplier_name}")


def _amount(amount: int, currency: str, home: str) -> Cell:
    if not amount:
        return Cell(DASH, role="muted")
    bare = format_amount(amount, currency, grouped=True)
    return Cell(bare if currency == home else money(amount, currency), role="text-2", tip=money(amount, currency))


def purchase_columns(today: date, home: str) -> list[Column]:
    """Return the columns of purchase orders; what should have come before `today` is overdue."""
    return [
        Column("number", _("Number"), lambda row: Cell(row.number, bold=True), 96),
        Column("supplier", _("Supplier"), lambda row: Cell(row.supplier), 132),
        Column("", _("Goods"), _goods, 160, stretch=True),
        Column("state", _("State"), lambda row: _state(row, today), 92),
        Column("expected", _("Expected on"), lambda row: _expected(row, today), 92),
        Column("", _("Received"), _received, 76, right=True),
        Column("total", _("Sum"), lambda row: _amount(row.total, row.currency, home), 92, right=True),
        Column("created", _("Drafted"), lambda row: _created(row, today), 96, hidden=True),
    ]


def purchase_status(state: str, late: bool) -> Status:
    """Return how a purchase order stands; what is late is overdue, whatever part of it has come."""
    return PURCHASE["overdue" if late else state]


def _created(row: PurchaseRow, today: date) -> Cell:
    return Cell(dated(row.created_at.astimezone().date(), today), role="text-2")


def _state(row: PurchaseRow, today: date) -> Cell:
    status = purchase_status(row.state, row.is_late(today))
    return Cell(status.shown, status=status)


def _expected(row: PurchaseRow, today: date) -> Cell:
    if row.expected_on is None:
        return Cell(DASH, role="muted")
    return Cell(dated(row.expected_on, today), role="warn" if row.is_late(today) else "text-2")


def _received(row: PurchaseRow) -> Cell:
    return Cell(f"{figure(row.received)} / {figure(row.pieces)}", role="text-2")


def _goods(row: PurchaseRow) -> Cell:
    more = row.lines - 1
    if more <= 0:
        return Cell(row.goods)
    words = ngettext("{goods} and {count} other", "{goods} and {count} others", more)
    return Cell(words.format(goods=row.goods, count=more))
