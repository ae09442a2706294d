"""Buying in as a person looks it through: what should be bought, the purchase orders, the suppliers, the batches."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.db import purchase_rows
from shopdesk.db.purchase_rows import Lacking, PurchaseRow
from shopdesk.db.purchases import find_purchase
from shopdesk.db.search import title_matches
from shopdesk.domain.errors import ShopError
from shopdesk.domain.purchases import SupplierItem, packed
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import list_items, list_suppliers

if TYPE_CHECKING:
    from shopdesk.services.stock_analysis import Outlook

__all__ = ["PurchaseRow", "PurchaseTable", "SuggestedRow", "SuggestedTable"]


@dataclass(frozen=True, slots=True)
class SuggestedRow:
    """A SKU that should be bought: what is there and on its way, how many to buy, and who sells it for how much.

    `supplier` is "" where nobody offers it; `foreseen` tells that the number comes from the forecast.
    """

    row: int
    sku: str
    title: str
    picture: str
    available: int
    safety: int
    on_order: int
    drafted: int
    suggested: int
    supplier: str
    supplier_name: str
    price: int
    currency: str
    minimum: int
    pack: int
    foreseen: bool

    @property
    def total(self) -> int:
        """What the suggested pieces cost, in minor units."""
        return self.suggested * self.price


def suggested_rows(shop: Shop) -> list[SuggestedRow]:
    """Return what should be bought, the most lacking first; what was ordered or drafted meanwhile is taken off."""
    lacking = purchase_rows.lacking_skus(shop.connection)
    home = str(get_setting(shop, "shop.currency"))
    suppliers = {supplier.code: supplier for supplier in list_suppliers(shop)}
    offers: dict[str, SupplierItem] = {}
    found = list_items(shop, skus=[told.sku for told in lacking]) if lacking else []
    for item in sorted(found, key=lambda item: suppliers[item.supplier].currency != home):
        offers.setdefault(item.sku, item)
    rows = []
    for told in lacking:
        offer = offers.get(told.sku)
        if pieces := _pieces(told, offer):
            by = suppliers[offer.supplier] if offer else None
            rows.append(
                SuggestedRow(
                    told.row, told.sku, told.title, told.picture, told.available, told.safety, told.on_order,
                    told.drafted, pieces, by.code if by else "", by.name if by else "", offer.price if offer else 0,
                    by.currency if by else home, offer.minimum if offer else 1, offer.pack if offer else 1,
                    told.foreseen > 0,
                )
            )  # fmt: skip
    return rows


def _pieces(told: Lacking, offer: SupplierItem | None) -> int:
    """Return how many to buy: what was foreseen, else twice the safety line; 0 where enough is on its way."""
    if told.foreseen:
        wanted = told.foreseen - told.ordered_since - told.drafted
    else:
        coming = told.available + told.on_order + told.drafted
        wanted = 2 * told.safety - coming if coming < told.safety else 0
    if wanted <= 0:
        return 0
    return packed(wanted, offer.minimum, offer.pack) if offer else wanted


_KEYS: Mapping[str, Callable[[SuggestedRow], Any]] = {
    "title": lambda row: row.title,
    "sku": lambda row: row.sku,
    "available": lambda row: row.available,
    "safety": lambda row: row.safety,
    "on_order": lambda row: row.on_order + row.drafted,
    "suggested": lambda row: row.suggested,
    "supplier": lambda row: row.supplier_name,
    "price": lambda row: row.price,
    "total": lambda row: row.total,
}


class SuggestedTable:
    """Suggestions as a table's source: those that hold a text, in any order."""

    def __init__(self, rows: Sequence[SuggestedRow], search: str = "") -> None:
        text = search.lower()
        fitting = (row for row in rows if not text or _holds(row, text))
        self._rows = {row.row: row for row in fitting}

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the variants in order; without a sort the most lacking comes first."""
        rows = list(self._rows.values())
        if sort:
            rows.sort(key=_KEYS[sort], reverse=descending)
        return array("q", (row.row for row in rows))

    def rows(self, ids: Sequence[int]) -> list[SuggestedRow]:
        """Return these variants, in this order."""
        return [self._rows[row] for row in ids]


def _holds(row: SuggestedRow, text: str) -> bool:
    return text in f"{row.sku} {row.supplier} {row.supplier_name}".lower() or title_matches(row.title, text)


@dataclass(frozen=True, slots=True)
class PurchaseTable:
    """The purchase orders of a view that hold a text, in any order; rows are read as they are seen."""

    shop: Shop
    view: str
    search: str = ""

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the purchase orders in order."""
        return purchase_rows.purchase_ids(self.shop.connection, self.view, self.search, sort, descending)

    def rows(self, ids: Sequence[int]) -> list[PurchaseRow]:
        """Return these purchase orders, in this order."""
        return purchase_rows.load_purchase_rows(self.shop.connection, ids)


def count_purchases(shop: Shop) -> dict[str, int]:
    """Return how many purchase orders each view holds."""
    return purchase_rows.count_purchases(shop.connection)


def purchase_row(shop: Shop, number: str) -> int | None:
    """Return the row of a purchase order, None where there is none of this number."""
    return find_purchase(shop.connection, number.strip().upper())


def today_of(shop: Shop) -> date:
    """Return the day it is where the program stands."""
    return shop.now().astimezone().date()


def explain(shop: Shop, sku: str) -> "Outlook | None":
    """Return what is to be expected of a SKU with the sum of its suggestion, None where the shop has it no longer."""
    from shopdesk.services.stock_analysis import look_ahead  # loaded late: only who asks why needs the forecast

    try:
        return look_ahead(shop, sku)
    except ShopError:
        return None
