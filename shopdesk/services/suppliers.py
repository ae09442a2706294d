"""The shop's suppliers: who they are, what they offer of each SKU, and at which price."""

import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db import suppliers
from shopdesk.domain.errors import ShopError
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import find_variant
from shopdesk.services.shop import Shop

LONGEST = 200
LONGEST_LEAD = 400
_CURRENCY = re.compile(r"[A-Z]{3}")


def list_suppliers(shop: Shop) -> list[Supplier]:
    """Return the shop's suppliers in the order of their codes."""
    return list(suppliers.load_suppliers(shop.connection).values())


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier with its row, how many SKUs it offers, and how many purchase orders are open there."""

    row: int
    supplier: Supplier
    offers: int
    awaited: int


_SORTS: Mapping[str, Callable[[SupplierRow], Any]] = {
    "": lambda row: row.supplier.name.lower(),
    "code": lambda row: row.supplier.code,
    "name": lambda row: row.supplier.name.lower(),
    "contact": lambda row: row.supplier.contact,
    "lead": lambda row: row.supplier.lead_days,
    "offers": lambda row: row.offers,
    "awaited": lambda row: row.awaited,
}


class SupplierTable:
    """The suppliers that hold a text, in any order."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        counted = suppliers.count_by_supplier(shop.connection)
        known = suppliers.load_suppliers(shop.connection)
        rows = (SupplierRow(row, told, *counted.get(row, (0, 0))) for row, told in known.items())
        text = search.lower()
        self._rows = {
            row.row: row for row in rows if (view == "all" or row.awaited) and (not text or text in _words(row))
        }

    def every(self) -> list[SupplierRow]:
        """Return all that match."""
        return list(self._rows.values())

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the suppliers' rows in order."""
        return array("q", sorted(self._rows, key=lambda row: _SORTS[sort](self._rows[row]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[SupplierRow]:
        """Return these suppliers, in this order."""
        return [self._rows[row] for row in ids]


def _words(row: SupplierRow) -> str:
    told = row.supplier
    return f"{told.code} {told.name} {told.contact} {told.phone} {told.email}".lower()


def find_supplier(shop: Shop, code: str) -> tuple[int, Supplier]:
    """Return a supplier with its row. Raises ShopError("supplier-unknown")."""
    found = suppliers.load_suppliers(shop.connection, code.strip())
    if not found:
        raise ShopError("supplier-unknown", value=code)
    return next(iter(found.items()))


def save_supplier(shop: Shop, supplier: Supplier, *, before: str = "") -> Supplier:
    """Add a supplier, or write the one that had the code `before` anew.

    Raises ShopError with "supplier-invalid", "supplier-taken", "currency-invalid", "quantity-out-of-range" or
    "supplier-unknown".
    """
    supplier = replace(supplier, code=supplier.code.strip(), name=supplier.name.strip())
    told = (supplier.code, supplier.name, supplier.contact, supplier.phone, supplier.email)
    if not supplier.code or not supplier.name or not all(_is_line(text) for text in told):
        raise ShopError("supplier-invalid", value=supplier.code or supplier.name)
    if not _CURRENCY.fullmatch(supplier.currency):
        raise ShopError("currency-invalid", value=supplier.currency)
    if not 0 <= supplier.lead_days <= LONGEST_LEAD:
        raise ShopError("quantity-out-of-range", value=supplier.lead_days)
    with shop.writing():
        row = find_supplier(shop, before)[0] if before else None
        if any(known != row for known in suppliers.load_suppliers(shop.connection, supplier.code)):
            raise ShopError("supplier-taken", value=supplier.code)
        suppliers.put_supplier(shop.connection, new_id(), supplier, row)
    return supplier


def remove_supplier(shop: Shop, code: str) -> int:
    """Take a supplier out of the list and return its row, by which it can be brought back."""
    with shop.writing():
        row, _supplier = find_supplier(shop, code)
        suppliers.set_supplier_removed(shop.connection, row, shop.now())
    return row


def bring_supplier_back(shop: Shop, row: int) -> None:
    """Bring a supplier back into the list."""
    with shop.writing():
        suppliers.set_supplier_removed(shop.connection, row, None)


def list_items(shop: Shop, *, supplier: str = "", skus: Sequence[str] = ()) -> list[SupplierItem]:
    """Return what a supplier offers, or who offers these SKUs, the cheapest first."""
    return suppliers.load_items(shop.connection, supplier=supplier, skus=skus)


def save_item(shop: Shop, item: SupplierItem) -> None:
    """Say what a supplier offers of a SKU.

    Raises ShopError with "supplier-unknown", "sku-unknown" or "quantity-out-of-range".
    """
    for number, least, most in (
        (item.price, 0, LARGEST_QUANTITY),
        (item.minimum, 1, LARGEST_QUANTITY),
        (item.pack, 1, LARGEST_QUANTITY),
        (item.lead_days or 0, 0, LONGEST_LEAD),
    ):
        if not least <= number <= most:
            raise ShopError("quantity-out-of-range", value=number)
    if not _is_line(item.code):
        raise ShopError("supplier-invalid", value=item.code[:40])
    with shop.writing():
        row, _supplier = find_supplier(shop, item.supplier)
        suppliers.put_item(shop.connection, new_id(), row, find_variant(shop, item.sku), item)


def remove_item(shop: Shop, supplier: str, sku: str) -> None:
    """Say that a supplier offers a SKU no longer. Raises "supplier-unknown", "sku-unknown" or "item-unknown"."""
    with shop.writing():
        row, _supplier = find_supplier(shop, supplier)
        if not suppliers.drop_item(shop.connection, row, find_variant(shop, sku), shop.now()):
            raise ShopError("item-unknown", supplier=supplier, sku=sku)


def _is_line(text: str) -> bool:
    return len(text) <= LONGEST and text.isprintable()
