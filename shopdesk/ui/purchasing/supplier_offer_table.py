"""What a supplier offers, a row for each SKU: prices, least quantities, packs and lead days edited where they stand."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.services.goods import goods_called
from shopdesk.services.suppliers import save_item
from shopdesk.ui.context import Context
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.table_model import Cell, CellEdit, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import HEADER, ROW_COMPACT, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _

ROWS_SEEN = 8
DASH = "–"


@dataclass(frozen=True, slots=True)
class Offer:
    """A row: what is offered, and by whom."""

    item: SupplierItem
    supplier: Supplier
    goods: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of one supplier in any order; their numbers stay while no SKU comes or goes."""

    offers: tuple[Offer, ...]

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the places of the offers in order; without a sort the cheapest first, as they came."""
        places = range(len(self.offers))
        if sort:
            places = sorted(places, key=lambda at: _SORTS[sort](self.offers[at].item), reverse=descending)  # type: ignore[assignment]
        return array("q", places)

    def rows(self, ids: Sequence[int]) -> list[Offer]:
        """Return these offers, in this order."""
        return [self.offers[at] for at in ids]


_SORTS: dict[str, Callable[[SupplierItem], Any]] = {
    "sku": lambda item: item.sku,
    "code": lambda item: item.code,
    "price": lambda item: item.price,
    "minimum": lambda item: item.minimum,
    "pack": lambda item: item.pack,
    "lead": lambda item: -1 if item.lead_days is None else item.lead_days,
}


class OfferTable(TableView):
    """Enter opens an offer in the form, Del takes it out: both are told with the offer."""

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, context: Context, supplier: Supplier, items: Sequence[SupplierItem]) -> None:
        super().__init__(TableModel(_columns()), context.thumbnails, "offersTable", _("What it offers"))
        self.table_model.setParent(self)
        self._context = context
        self.set_compact(True)
        self.cells = CellEditor(self, context)
        self.chooser.key.setEnabled(False)  # the page's own opens the columns of the table that has the focus
        self.opened.connect(lambda row_id: self.chosen.emit(self._item(row_id)))
        delete = QShortcut(QKeySequence("Del"), self)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(_("Take the offer out"))
        delete.activated.connect(self.remove)
        self.show_items(supplier, items)

    def show_items(self, supplier: Supplier, items: Sequence[SupplierItem]) -> None:
        """Show what is offered now; the current row stays so."""
        by_sku = sorted(items, key=lambda item: item.sku)
        named = goods_called(self._context.shop, [item.sku for item in items])
        self.table_model.show(Offers(tuple(Offer(item, supplier, named.get(item.sku, "")) for item in by_sku)))
        if items and not self.currentIndex().isValid():
            self.stand_on_first()
        shown = min(len(items), ROWS_SEEN)
        self.setFixedHeight(HEADER + shown * ROW_COMPACT + SPACE[4])  # a bar below is there where titles are wide

    def remove(self) -> None:
        """Tell that the current offer is to be taken out."""
        if (row_id := self.current_id()) is not None:
            self.removed.emit(self._item(row_id))

    def _item(self, row_id: int) -> SupplierItem:
        offer: Offer = self.table_model.row_at(self.table_model.row_of(row_id))
        return offer.item


def _columns() -> list[Column]:
    return [
        Column("", _("Goods"), lambda offer: Cell(offer.goods or offer.item.sku, tip=offer.item.sku), 96, stretch=True),
        Column("sku", _("SKU"), lambda offer: Cell(offer.item.sku, "text-2"), 88, hidden=True),
        Column("price", _("Price"), lambda offer: Cell(_price(offer)), 72, right=True,
               edit=_edit("price", _read_price)),
        Column("minimum", _("At least"), lambda offer: _count(offer.item.minimum), 56, right=True,
               edit=_edit("minimum", _read_whole)),
        Column("pack", _("Pack"), lambda offer: _count(offer.item.pack), 44, right=True,
               edit=_edit("pack", _read_whole)),
        Column("lead", _("Days"), lambda offer: Cell(_days(offer) or DASH, "text-2"), 44, right=True,
               edit=_edit("lead_days", _read_days)),
        Column("code", _("Its code"), lambda offer: Cell(offer.item.code, "text-2"), 88, hidden=True,
               edit=_edit("code", lambda _offer, text: text)),
    ]  # fmt: skip


def _count(pieces: int) -> Cell:
    return Cell(f"{pieces:,}", "text-2")


def _price(offer: Offer) -> str:
    return format_amount(offer.item.price, offer.supplier.currency, grouped=True)


def _days(offer: Offer) -> str:
    return "" if offer.item.lead_days is None else str(offer.item.lead_days)


def _edit(name: str, read: Callable[[Offer, str], Any]) -> CellEdit:
    """Return how one field of an offer is edited; an empty lead time is the supplier's own."""

    def begins(offer: Offer) -> str:
        if name == "price":
            return format_amount(offer.item.price, offer.supplier.currency)
        return _days(offer) if name == "lead_days" else str(getattr(offer.item, name))

    def change(offer: Offer, text: str) -> Change:
        before, after = offer.item, replace(offer.item, **{name: read(offer, text)})
        return Change(
            _("Offer of {sku} by {supplier} changed").format(sku=before.sku, supplier=offer.supplier.name),
            lambda shop, _job: save_item(shop, before),
            lambda shop, _job: save_item(shop, after),
        )

    return CellEdit(begins, change, ("stock",))


def _read_price(offer: Offer, text: str) -> int:
    try:
        amount = parse_amount(text, offer.supplier.currency)
    except ShopError:
        amount = -1
    if amount < 0:
        raise ShopError("cell-price", value=text)
    return amount


def _read_whole(_offer: Offer, text: str) -> int:
    wanted = read_pieces(text)
    if wanted is None or wanted < 1:
        raise ShopError("cell-number", value=text)
    return wanted


def _read_days(offer: Offer, text: str) -> int | None:
    return None if not text else _read_whole(offer, text) if text != "0" else 0
