"""Shopify product csv in its two dialects: `Handle,Title,Body (HTML)` and, from 2024, `Title,URL handle`."""

from collections.abc import Iterator

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, ListingRecord, Refused
from shopdesk.domain.listings import Listing, Picture, Variant, sku_from_handle
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.listings import Variants, category_path, grams, pictures
from shopdesk.exchange.refusals import refuse
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table

_OPTIONS = (1, 2, 3)
ALIASES = {
    "URL handle": "Handle",
    "Description": "Body (HTML)",
    "Published on online store": "Published",
    "Product Category": "Product category",
    "SKU": "Variant SKU",
    "Barcode": "Variant Barcode",
    "Price": "Variant Price",
    "Compare-at price": "Variant Compare At Price",
    "Inventory quantity": "Variant Inventory Qty",
    "Weight value (grams)": "Variant Grams",
    "Product image URL": "Image Src",
    "Image position": "Image Position",
    **{f"Option{place} name": f"Option{place} Name" for place in _OPTIONS},
    **{f"Option{place} value": f"Option{place} Value" for place in _OPTIONS},
}
FORMAT = FileFormat("shopify-products", "listings", ("import",), frozenset({"Handle", "Title", "Variant Price"}))
_STATUSES = {"active": "listed", "draft": "draft", "archived": "archived"}
# What a row of a variant has filled; a row with none of them brings one more picture.
_OF_A_VARIANT = ("Option1 Value", "Variant SKU", "Variant Price", "Variant Inventory Qty")


def read(table: Table) -> Iterator[Item]:
    """Read listings with variants, pictures and opening stock."""
    taken: set[str] = set()
    for rows in groups(table, ALIASES, _handle):
        if isinstance(rows, Refused):
            yield rows
        else:
            yield from _listing(rows, taken)


def _handle(row: Row) -> str:
    handle = row.text("Handle")
    if not handle:
        raise ShopError("handle-missing", column="Handle")
    return handle


def _listing(rows: list[Row], taken: set[str]) -> Iterator[Item]:
    top = next((row for row in rows if row.text("Title")), None)
    handle = _handle(rows[0])
    if top is None:
        yield refuse(rows[0].number, ShopError("title-missing", value=handle, column="Title"))
        return
    names = [top.text(f"Option{place} Name") for place in _OPTIONS]
    variants = Variants(taken, "Variant SKU")
    variants.read(
        [row for row in rows if row is top or row.first_text(*_OF_A_VARIANT)],
        lambda row: _variant(row, handle, names),
    )
    yield from variants.refused
    if variants.variants:
        listing = Listing(
            handle=handle,
            title=top.text("Title"),
            variants=tuple(variants.variants),
            description=top.text("Body (HTML)"),
            category=category_path(top.first_text("Product category", "Type")),
            brand=top.text("Vendor"),
            status=_status(top),
            pictures=_pictures(rows),
        )
        yield ListingRecord(top.number, listing, variants.stock)


def _variant(row: Row, handle: str, names: list[str]) -> tuple[Variant, int | None]:
    options = {
        name or f"Option{place}": value
        for place, name in zip(_OPTIONS, names, strict=True)
        if (value := row.text(f"Option{place} Value")) and value != "Default Title"
    }
    variant = Variant(
        sku=row.identifier("Variant SKU") or sku_from_handle(handle, options),
        barcode=row.identifier("Variant Barcode"),
        options=options,
        price=row.amount("Variant Price"),
        list_price=row.amount("Variant Compare At Price"),
        cost=row.amount("Cost per item"),
        weight_g=grams(row, "Variant Grams"),
    )
    return variant, row.count("Variant Inventory Qty")


def _status(row: Row) -> str:
    published = "listed" if row.text("Published").lower() in ("true", "1") else "draft"
    return _STATUSES.get(row.text("Status").lower(), published)


def _pictures(rows: list[Row]) -> tuple[Picture, ...]:
    placed: list[tuple[int, str]] = []
    for at, row in enumerate(rows, 1):
        position = row.text("Image Position")
        placed.append((int(position) if position.isascii() and position.isdecimal() else at, row.text("Image Src")))
    return pictures(address for _, address in sorted(placed, key=lambda pair: pair[0]))
