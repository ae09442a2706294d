"""Amazon's price and quantity upload: tab-separated, one row a SKU; a blank price stays as it is over there."""

from collections.abc import Sequence

from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.money import format_amount
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(delimiter="\t", line_end="\n")
_HEADER = (
    "sku", "price", "minimum-seller-allowed-price", "maximum-seller-allowed-price", "quantity", "handling-time",
    "fulfillment-channel",
)  # fmt: skip


def header(_terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns."""
    return [_HEADER]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return a row for each SKU with what can still be promised; yuan are no price that Amazon takes."""
    listing = offer.listing
    currency = terms.currency_of(listing)

    def price(amount: int) -> str:
        return format_amount(terms.amount(listing, amount), currency) if currency != "CNY" and amount else ""

    return [
        (offer.code(variant), price(variant.price), "", "", offer.available(variant.sku), "", "")
        for variant in listing.variants
    ]
