"""Shopify's inventory csv: one row a SKU, the counted pieces under the name that Shopify gives the place."""

from collections.abc import Sequence

from shopdesk.domain.exports import Offer, Terms
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.outbound.shopify_products import MOST_OPTIONS, option_cells, option_names
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(line_end="\n")
_HEADER = (
    "Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name",
    "Option3 Value", "SKU", "HS Code", "COO", "Location", "Bin name", "Incoming", "Unavailable", "Committed",
    "Available", "On hand (current)", "On hand (new)",
)  # fmt: skip


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_HEADER]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return a row for each SKU; Shopify takes "On hand (new)" and reckons the rest itself."""
    listing, names = offer.listing, option_names(offer.listing)
    told: list[Sequence[Cell]] = []
    for variant in listing.variants:
        pairs = option_cells(variant, names)
        pairs += [("", "")] * (MOST_OPTIONS - len(pairs))
        level = offer.levels.get(variant.sku)
        here, reserved = (level.here, level.reserved) if level else (0, 0)
        told.append((
            listing.handle, listing.title, *(cell for pair in pairs for cell in pair), variant.sku, "", "",
            terms.location, "", "", "", reserved, offer.available(variant.sku), "", max(here, 0),
        ))  # fmt: skip
    return told
