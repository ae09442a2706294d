"""eBay File Exchange, revise: how many pieces an item, or each variation of it, has left and what they cost."""

from collections.abc import Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.listings import Variant
from shopdesk.domain.money import format_amount
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(line_end="\n")
_ACTION = "*Action(SiteID=US|Country=JP|Currency=USD|Version=745|CC=UTF-8)"
_HEADER = (_ACTION, "ItemID", "Relationship", "RelationshipDetails", "*Quantity", "*StartPrice")


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns, the first of which carries the file's own settings."""
    return [_HEADER]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return the item's row and, where it has several SKUs, one for each variation.

    Raises ShopError("ebay-item-unknown") where no SKU of the listing has an item number among its eBay codes.
    """
    listing = offer.listing
    numbers = [number for variant in listing.variants if (number := offer.item_number(variant))]
    if not numbers:
        raise ShopError("ebay-item-unknown", value=listing.handle)
    if len(listing.variants) == 1:
        return [("Revise", numbers[0], "", "", *_told(offer, terms, listing.variants[0]))]
    if len(set(numbers)) == len(listing.variants):  # each SKU is an item of its own over there
        return [
            ("Revise", offer.item_number(variant), "", "", *_told(offer, terms, variant))
            for variant in listing.variants
        ]
    if len(set(numbers)) > 1:
        raise ShopError("ebay-items-mixed", value=listing.handle)
    return [
        ("Revise", numbers[0], "", "", "", ""),
        *(
            ("", "", "Variation", variation(variant), *_told(offer, terms, variant))
            for variant in listing.variants
        ),
    ]  # fmt: skip


def variation(variant: Variant) -> str:
    """Return a variant's options as eBay writes them: "Color=Red|Size=M"."""
    return "|".join(f"{name}={value}" for name, value in variant.options.items())


def _told(offer: Offer, terms: Terms, variant: Variant) -> tuple[Cell, Cell]:
    currency = terms.currency_of(offer.listing)
    is_price = currency == "USD" and variant.price
    price = format_amount(terms.amount(offer.listing, variant.price), currency) if is_price else ""
    return offer.available(variant.sku), price
