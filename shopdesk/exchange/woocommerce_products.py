"""WooCommerce product csv, with metric or imperial weights; variations stand in rows of their own, tied by Parent."""

import re
from collections.abc import Iterator
from functools import partial

from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, ListingRecord, Refused
from shopdesk.domain.listings import Listing, Variant, sku_from_handle
from shopdesk.exchange.grouping import groups
from shopdesk.exchange.listings import Variants, category_path, grams, pictures
from shopdesk.exchange.refusals import refuse, remark
from shopdesk.exchange.rows import Row, columns_of, rows_of
from shopdesk.exchange.tables import Table

ALIASES: dict[str, str] = {}
FORMAT = FileFormat(
    "woocommerce-products", "listings", ("import",), frozenset({"Type", "SKU", "Name", "Regular price"})
)
_WEIGHTS = {"Weight (kg)": "1000", "Weight (g)": "1", "Weight (lbs)": "453.59237", "Weight (oz)": "28.349523125"}
_COMMA = re.compile(r"(?<!\\),")
_ATTRIBUTE = re.compile(r"Attribute (\d+) name", re.ASCII)


def read(table: Table) -> Iterator[Item]:
    """Read listings with variants, pictures and opening stock."""
    keys = _keys(table)
    attributes = [
        (name, f"Attribute {found[1]} value(s)")
        for name in columns_of(table.header, ALIASES)
        if (found := _ATTRIBUTE.fullmatch(name))
    ]
    taken: set[str] = set()
    for rows in groups(table, ALIASES, partial(_key, keys)):
        if isinstance(rows, Refused):
            yield rows
        else:
            yield from _listing(rows, taken, attributes)


def _keys(table: Table) -> dict[str, str]:
    """Return what each product may be called as a Parent ("cc-tee", "id:741") and the key of its group."""
    keys: dict[str, str] = {}
    for row in rows_of(table, ALIASES):
        if not _is_variation(row):
            key = _own_key(row)
            keys.setdefault(row.text("SKU"), key)
            keys.setdefault(f"id:{row.text('ID')}", key)
    return keys


def _key(keys: dict[str, str], row: Row) -> str:
    if not _is_variation(row):
        return _own_key(row)
    parent = row.text("Parent")
    if not parent or parent not in keys:
        raise ShopError("parent-missing", value=parent, column="Parent")
    return keys[parent]


def _own_key(row: Row) -> str:
    if sku := row.text("SKU"):
        return f"sku:{sku}"
    return f"id:{row.text('ID')}" if row.text("ID") else f"row:{row.number}"


def _is_variation(row: Row) -> bool:
    return row.text("Type").lower().startswith("variation")


def _listing(rows: list[Row], taken: set[str], attributes: list[tuple[str, str]]) -> Iterator[Item]:
    products = [row for row in rows if not _is_variation(row)]
    variations = [row for row in rows if _is_variation(row)]
    product = products[0]
    for repeated in products[1:]:
        yield refuse(repeated.number, ShopError("sku-duplicate", value=repeated.text("SKU"), column="SKU"))
    try:
        product.check_width()
        handle = _handle(product)
        variants = Variants(taken, "SKU")
        variants.read(variations or [product], lambda row: _variant(row, product, handle, attributes))
        listing = _offer(product, handle, tuple(variants.variants))
    except ShopError as error:
        yield refuse(product.number, error)
        return
    yield from variants.refused
    if listing.variants:
        yield ListingRecord(product.number, listing, variants.stock)
    if variations and (shared := product.text("Stock")):
        yield remark(product.number, "stock-shared", shared, "Stock")


def _handle(product: Row) -> str:
    title = product.text("Name")
    if not title:
        raise ShopError("title-missing", value=product.text("SKU"), column="Name")
    return product.identifier("SKU") or (f"id-{product.text('ID')}" if product.text("ID") else "-".join(title.split()))


def _offer(product: Row, handle: str, variants: tuple[Variant, ...]) -> Listing:
    return Listing(
        handle=handle,
        title=product.text("Name"),
        variants=variants,
        description=product.first_text("Description", "Short description"),
        category=category_path((_parts(product.text("Categories")) or [""])[0]),
        brand=product.text("Brands"),
        status="listed" if product.text("Published") == "1" else "draft",
        pictures=pictures(_parts(product.text("Images"))),
    )


def _variant(row: Row, product: Row, handle: str, attributes: list[tuple[str, str]]) -> tuple[Variant, int | None]:
    options = {}
    if row is not product:
        options = {row.text(name): value for name, values in attributes if (value := row.text(values))}
    regular = row.amount("Regular price")
    variant = Variant(
        sku=row.identifier("SKU") or sku_from_handle(handle, options),
        barcode=row.identifier("GTIN, UPC, EAN, or ISBN"),
        options=options,
        price=row.amount("Sale price") if row.text("Sale price") else regular,
        list_price=regular,
        weight_g=_weight(row) or _weight(product),
    )
    return variant, _stock(row)


def _stock(row: Row) -> int | None:
    """Return the stock of a row; "parent" says that it is counted at the product, not here."""
    return None if row.text("Stock").lower() == "parent" else row.count("Stock")


def _weight(row: Row) -> int:
    return next((weight for column, factor in _WEIGHTS.items() if (weight := grams(row, column, factor))), 0)


def _parts(text: str) -> list[str]:
    """Split a list cell at its commas; one that belongs to a name is written with a backslash before it."""
    return [part.replace("\\,", ",").strip() for part in _COMMA.split(text) if part.strip()]
