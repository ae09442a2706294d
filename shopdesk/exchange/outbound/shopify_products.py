"""Shopify's product csv in the form it has had since 2024: a row a variant, then a row for each further picture."""

from collections.abc import Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import format_amount
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(line_end="\n")
MOST_OPTIONS = 3
_HEADER = (
    "Title", "URL handle", "Description", "Vendor", "Product category", "Type", "Tags", "Published on online store",
    "Status", "SKU", "Barcode", "Option1 name", "Option1 value", "Option1 Linked To", "Option2 name", "Option2 value",
    "Option2 Linked To", "Option3 name", "Option3 value", "Option3 Linked To", "Price", "Compare-at price",
    "Cost per item", "Charge tax", "Tax code", "Unit price total measure", "Unit price total measure unit",
    "Unit price base measure", "Unit price base measure unit", "Inventory tracker", "Inventory quantity",
    "Continue selling when out of stock", "Weight value (grams)", "Weight unit for display", "Requires shipping",
    "Fulfillment service", "Product image URL", "Image position", "Image alt text", "Variant image URL", "Gift card",
    "SEO title", "SEO description",
)  # fmt: skip
_STATUSES = {"listed": "active", "archived": "archived"}


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_HEADER]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return the rows of a product; raises ShopError("too-many-options"). Pictures without an address stay here."""
    listing = offer.listing
    names = option_names(listing)
    told = [_variant(offer, variant, names, terms) for variant in listing.variants]
    if not told:
        raise ShopError("listing-without-skus", value=listing.handle)
    told[0] |= _product(listing)
    addresses = [picture.place for picture in listing.pictures if "://" in picture.place]
    for position, address in enumerate(addresses, start=1):
        if position > len(told):
            told.append({})
        told[position - 1] |= {"Product image URL": address, "Image position": position}
    for row in told:
        row["URL handle"] = listing.handle
    return [[row.get(name, "") for name in _HEADER] for row in told]


def option_names(listing: Listing) -> list[str]:
    """Return what a product's variants differ by; raises ShopError("too-many-options") beyond three."""
    names = list(dict.fromkeys(name for variant in listing.variants for name in variant.options))
    if len(names) > MOST_OPTIONS:
        raise ShopError("too-many-options", value=listing.handle, limit=MOST_OPTIONS)
    return names


def option_cells(variant: Variant, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return name and value of each option; a product with none is written as Shopify does it."""
    if not names:
        return [("Title", "Default Title")]
    return [(name, variant.options.get(name, "-")) for name in names]


def _product(listing: Listing) -> dict[str, Cell]:
    return {
        "Title": listing.title,
        "Description": listing.description,
        "Vendor": listing.brand,
        "Type": " > ".join(listing.category),
        "Published on online store": "TRUE" if listing.status == "listed" else "FALSE",
        "Status": _STATUSES.get(listing.status, "draft"),
        "Gift card": "FALSE",
    }


def _variant(offer: Offer, variant: Variant, names: Sequence[str], terms: Terms) -> dict[str, Cell]:
    listing = offer.listing
    currency = terms.currency_of(listing)

    def money(amount: int) -> str:
        return format_amount(terms.amount(listing, amount), currency)

    cells: dict[str, Cell] = {
        "SKU": variant.sku,
        "Barcode": variant.barcode,
        "Price": money(variant.price),
        "Compare-at price": money(variant.list_price) if variant.list_price > variant.price else "",
        "Cost per item": money(variant.cost) if variant.cost else "",
        "Charge tax": "TRUE",
        "Inventory tracker": "shopify",
        "Inventory quantity": offer.available(variant.sku),
        "Continue selling when out of stock": "DENY",
        "Weight value (grams)": variant.weight_g or "",
        "Weight unit for display": "g",
        "Requires shipping": "TRUE",
        "Fulfillment service": "manual",
    }
    for place, (name, value) in enumerate(option_cells(variant, names), start=1):
        cells |= {f"Option{place} name": name, f"Option{place} value": value}
    return cells
