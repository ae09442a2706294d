"""Shopify inventory csv: one row a SKU and location; 2023 it told "On hand", now what there is and what was counted."""

from collections.abc import Iterator

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, StockRecord
from shopdesk.domain.listings import sku_from_handle
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row, rows_of
from shopdesk.exchange.tables import Table

ALIASES = {"On hand": "On hand (current)"}
FORMAT = FileFormat(
    "shopify-inventory", "stock", ("import",), frozenset({"Handle", "SKU", "Location", "On hand (current)"})
)
_NOT_KEPT = "not stocked"


def read(table: Table) -> Iterator[Item]:
    """Read what lies where; what was counted anew goes before what Shopify had, and no row stands for nothing."""
    for row in rows_of(table, ALIASES):
        try:
            row.check_width()
            column = "On hand (new)" if row.text("On hand (new)") else "On hand (current)"
            if row.text(column).lower() in (_NOT_KEPT, ""):
                continue
            pieces = row.count(column)
            assert pieces is not None
            yield StockRecord(row.number, _sku(row), row.text("Location"), pieces)
        except ShopError as error:
            yield refuse(row.number, error)


def _sku(row: Row) -> str:
    """Return the SKU; where there is none, the one that the product file's import has made."""
    if sku := row.identifier("SKU"):
        return sku
    handle = row.text("Handle")
    if not handle:
        raise ShopError("sku-missing", column="SKU")
    options = {
        row.text(f"Option{place} Name") or f"Option{place}": value
        for place in (1, 2, 3)
        if (value := row.text(f"Option{place} Value")) and value != "Default Title"
    }
    return sku_from_handle(handle, options)
