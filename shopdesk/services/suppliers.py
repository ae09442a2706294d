"""The shop's suppliers: who they are, what they offer of each SKU, and at which price."""

from collections.abc import Sequence

from shopdesk.db import suppliers
from shopdesk.domain.errors import ShopError
from shopdesk.domain.purchases import Supplier, SupplierItem
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import find_variant
from shopdesk.services.shop import Shop

LONGEST = 200
LONGEST_LEAD = 400


def list_suppliers(shop: Shop) -> list[Supplier]:
    """Return the shop's suppliers in the order of their codes."""
    return list(suppliers.load_suppliers(shop.connection).values())


def find_supplier(shop: Shop, code: str) -> tuple[int, Supplier]:
    """Return a supplier with its row. Raises ShopError("supplier-unknown")."""
    found = suppliers.load_suppliers(shop.connection, code.strip())
    if not found:
        raise ShopError("supplier-unknown", value=code)
    return next(iter(found.items()))


def save_supplier(shop: Shop, supplier: Supplier, *, before: str = "") -> Supplier:
    """Add a supplier, or write the one that had the code `before` anew.

    Raises ShopError with "supplier-invalid", "supplier-taken" or "supplier-unknown".
    """
    told = (supplier.code, supplier.name, supplier.contact, supplier.phone, supplier.email)
    if not supplier.code.strip() or not supplier.name.strip() or not all(_is_line(text) for text in told):
        raise ShopError("supplier-invalid", value=supplier.code or supplier.name)
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
    numbers = (item.price, item.minimum - 1, item.pack - 1, item.lead_days or 0)
    if not all(0 <= number < LARGEST_QUANTITY for number in numbers) or not _is_line(item.code):
        raise ShopError("quantity-out-of-range", value=max(numbers))
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
