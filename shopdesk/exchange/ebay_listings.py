"""eBay listings: the active listings report, and the upload file of the File Exchange whose columns begin with "*".

A listing of several variants has a row of its own that names all choices ("Color=Red;Blue|Size=S"), then a row each.
"""

import re
from collections.abc import Iterator, Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, ListingRecord, Refused
from shopdesk.domain.listings import Listing, Variant, sku_from_handle
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.listings import Variants, category_path, pictures
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table

ALIASES = {
    "*Title": "Title",
    "CustomLabel": "Custom label (SKU)",
    "Custom label": "Custom label (SKU)",
    "*StartPrice": "Current price",
    "*Quantity": "Available quantity",
    "*Description": "Description",
    "*Category": "Category",
    "eBay category 1 name": "Category",
    "RelationshipDetails": "Variation details",
    "PicURL": "Pictures",
    "ItemID": "Item number",
    "Product:EAN": "P:EAN",
    "P:UPC": "P:EAN",
}
FORMAT = FileFormat(
    "ebay-listings",
    "listings",
    ("import",),
    frozenset({"Title", "Custom label (SKU)", "Available quantity", "Current price"}),
)
_CHOICE = re.compile(r"[|;]\s*(?=[^=;|]+=)")
_ACTION_CURRENCY = re.compile(r"\*Action\(.*\bCurrency=([A-Z]{3})\b.*\)")


class _Keys:
    """The listing that each row belongs to: its number, else the product above it that the variant follows."""

    def __init__(self) -> None:
        self._above, self._at = "", 0

    def __call__(self, row: Row) -> str:
        if row.number <= self._at:
            self._above = ""
        self._at = row.number
        follows = row.text("Relationship").lower() == "variation" or not row.text("Title")
        if key := row.identifier("Item number"):
            self._above = key
        elif not follows:
            self._above = f"row {row.number}"
        if not self._above:
            raise ShopError("parent-missing", value=row.text("Custom label (SKU)"), column="Title")
        return self._above


def read(table: Table) -> Iterator[Item]:
    """Read listings with their variants, pictures and opening stock."""
    taken: set[str] = set()
    told = next((found[1] for name in table.header if (found := _ACTION_CURRENCY.fullmatch(name))), "")
    for rows in groups(table, ALIASES, _Keys()):
        if isinstance(rows, Refused):
            yield rows
        else:
            yield from _listing(rows, taken, told)


def _listing(rows: list[Row], taken: set[str], currency: str) -> Iterator[Item]:
    top, number = rows[0], rows[0].identifier("Item number")
    currency = top.text("Currency").upper() or currency
    title = next((text for row in rows if (text := row.text("Title"))), "")
    handle = number or top.text("Custom label (SKU)") or "-".join(title.lower().split())
    if not title:
        yield refuse(top.number, ShopError("title-missing", value=handle, column="Title"))
        return
    variants = Variants(taken, "Custom label (SKU)")
    variants.read(_offered(rows), lambda row: _variant(row, handle, currency, len(rows) > 1))
    yield from variants.refused
    if variants.variants:
        listing = Listing(
            handle=handle,
            title=title,
            variants=tuple(variants.variants),
            description=top.text("Description"),
            category=_category(top),
            brand=top.text("C:Brand"),
            status="listed" if number else "draft",  # what has no number was not put on sale yet
            pictures=pictures(part.strip() for row in rows for part in row.text("Pictures").split("|")),
        )
        yield ListingRecord(top.number, listing, variants.stock, currency)


def _category(row: Row) -> tuple[str, ...]:
    """Return the category's name; a file for uploading has no more than eBay's number of it."""
    text = row.text("Category")
    return () if text.isdecimal() else category_path(text)


def _offered(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that are goods: of several, not the one that names all choices."""
    return [row for row in rows if not _names_all(row)] if len(rows) > 1 else rows


def _names_all(row: Row) -> bool:
    return any(";" in value for _name, value in _pairs(row)) or not row.text("Variation details")


def _pairs(row: Row) -> list[tuple[str, str]]:
    told = [part.partition("=") for part in _CHOICE.split(row.text("Variation details"))]
    return [(name.strip(), value.strip()) for name, sign, value in told if sign]


def _variant(row: Row, handle: str, currency: str, is_one_of_several: bool) -> tuple[Variant, int | None]:
    options = dict(_pairs(row)) if is_one_of_several else {}
    variant = Variant(
        sku=row.identifier("Custom label (SKU)") or sku_from_handle(handle, options),
        barcode=_barcode(row),
        options=options,
        price=row.amount("Current price", currency or "USD") or row.amount("Start price", currency or "USD"),
    )
    return variant, row.count("Available quantity")


def _barcode(row: Row) -> str:
    """Return the code that the report gives; "Does not apply" is none."""
    text = row.identifier("P:EAN")
    return text if text.isascii() and text.isdecimal() else ""
