"""WooCommerce's product csv: a simple product is a row, one with several SKUs a parent and a row for each variation."""

from collections.abc import Mapping, Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import format_amount
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")
MOST_ATTRIBUTES = 4
_HEADER = (
    "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Visibility in catalog", "Description",
    "Tax status", "In stock?", "Stock", "Backorders allowed?", "Weight (kg)", "Length (cm)", "Width (cm)",
    "Height (cm)", "Sale price", "Regular price", "Categories", "Images", "Parent", "Position", "Brands",
    *(
        f"Attribute {at} {part}"
        for at in range(1, MOST_ATTRIBUTES + 1)
        for part in ("name", "value(s)", "visible", "global")
    ),
)  # fmt: skip


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_HEADER]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return the rows of a product; raises ShopError with "too-many-options" or "listing-without-skus"."""
    listing = offer.listing
    if not listing.variants:
        raise ShopError("listing-without-skus", value=listing.handle)
    names = list(dict.fromkeys(name for variant in listing.variants for name in variant.options))
    if len(names) > MOST_ATTRIBUTES:
        raise ShopError("too-many-options", value=listing.handle, limit=MOST_ATTRIBUTES)
    if len(listing.variants) == 1 and not names:
        told = [_product(listing) | {"Type": "simple"} | _variant(offer, listing.variants[0], terms)]
        return _laid_out(told)
    parent = _parent(listing)
    values = {name: _joined([v.options[name] for v in listing.variants if v.options.get(name)]) for name in names}
    told = [_product(listing) | {"Type": "variable", "SKU": parent} | _attributes(values)]
    for position, variant in enumerate(listing.variants):
        told.append(
            _variant(offer, variant, terms)
            | {"Type": "variation", "Name": listing.title, "Published": 1, "Parent": parent, "Position": position}
            | _attributes({name: _joined([variant.options.get(name, "")]) for name in names})
        )
    return _laid_out(told)


def _laid_out(told: Sequence[Mapping[str, Cell]]) -> list[Sequence[Cell]]:
    return [[row.get(name, "") for name in _HEADER] for row in told]


def _parent(listing: Listing) -> str:
    """Return the SKU of the product above its variations, which is none of theirs."""
    skus = {variant.sku for variant in listing.variants}
    return f"{listing.handle}-product" if listing.handle in skus else listing.handle


def _product(listing: Listing) -> dict[str, Cell]:
    return {
        "Name": listing.title,
        "Published": int(listing.status == "listed"),
        "Visibility in catalog": "visible",
        "Description": listing.description,
        "Tax status": "taxable",
        "Categories": " > ".join(name.replace(",", "\\,") for name in listing.category),
        "Images": _joined([picture.place for picture in listing.pictures if "://" in picture.place]),
        "Brands": listing.brand,
        "Position": 0,
    }


def _variant(offer: Offer, variant: Variant, terms: Terms) -> dict[str, Cell]:
    listing = offer.listing
    currency, pieces = terms.currency_of(listing), offer.available(variant.sku)
    price, above = (format_amount(terms.amount(listing, a), currency) for a in (variant.price, variant.list_price))
    reduced = variant.list_price > variant.price
    return {
        "SKU": variant.sku,
        "GTIN, UPC, EAN, or ISBN": variant.barcode,
        "In stock?": int(pieces > 0),
        "Stock": pieces,
        "Backorders allowed?": 0,
        "Weight (kg)": _thousandths(variant.weight_g),
        "Length (cm)": _tenths(variant.length_mm),
        "Width (cm)": _tenths(variant.width_mm),
        "Height (cm)": _tenths(variant.height_mm),
        "Sale price": price if reduced else "",
        "Regular price": above if reduced else price,
    }


def _attributes(values: Mapping[str, str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for at, (name, value) in enumerate(values.items(), start=1):
        told: dict[str, Cell] = {"name": name, "value(s)": value, "visible": 1, "global": 0}
        cells |= {f"Attribute {at} {part}": cell for part, cell in told.items()}
    return cells


def _joined(values: Sequence[str]) -> str:
    """Join the parts of a list cell; a comma that belongs to a part is written with a backslash before it."""
    return ", ".join(value.replace(",", "\\,") for value in dict.fromkeys(values))


def _thousandths(number: int) -> str:
    return f"{number / 1000:g}" if number else ""


def _tenths(number: int) -> str:
    return f"{number / 10:g}" if number else ""
