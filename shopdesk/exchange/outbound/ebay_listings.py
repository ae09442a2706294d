"""eBay File Exchange, add: one fixed-price item for each SKU, in the columns of eBay's own template."""

from collections.abc import Sequence

from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Terms
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import format_amount
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(line_end="\n")
LONGEST_TITLE = 80
CATEGORY = "eBay category"  # the attribute under which a listing keeps eBay's number of its category
_COLUMNS = (
    "CustomLabel", "*Category", "*Title", "*Description", "*ConditionID", "ConditionDescription", "PicURL", "*Format",
    "*Duration", "*StartPrice", "*Quantity", "*Location", "PostalCode", "ShippingProfileName", "ReturnProfileName",
    "PaymentProfileName", "*ShippingType", "ShippingService-1:Option", "ShippingService-1:Cost", "*DispatchTimeMax",
    "*ReturnsAcceptedOption", "ReturnsWithinOption", "ShippingCostPaidByOption", "RefundOption",
)  # fmt: skip
_NEW = 1000  # eBay's condition of goods that were never used


def header(terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns; the first tells the currency that the prices are in."""
    currency = terms.currency or terms.home
    return [(f"*Action(SiteID=US|Country=US|Currency={currency}|Version=1193|CC=UTF-8)", *_COLUMNS)]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return a row for each SKU.

    Raises ShopError with "ebay-title-too-long", or "price-currency-differs" where the prices are in another currency
    than the file tells.
    """
    listing, wanted = offer.listing, terms.currency or terms.home
    if (found := terms.currency_of(listing)) != wanted:
        raise ShopError("price-currency-differs", value=listing.handle, found=found, wanted=wanted)
    return [_row(offer, variant, terms, wanted) for variant in listing.variants]


def _row(offer: Offer, variant: Variant, terms: Terms, currency: str) -> Sequence[Cell]:
    listing = offer.listing
    pictures = "|".join(picture.place for picture in listing.pictures if "://" in picture.place)
    category = listing.facts.attributes.get(CATEGORY, "")
    return (
        "Add", offer.code(variant), category, _title(listing, variant), listing.description or listing.title, _NEW, "",
        pictures, "FixedPrice", "GTC", format_amount(terms.amount(listing, variant.price), currency),
        offer.available(variant.sku), terms.location, "", "", "", "", "Flat", "", "", 2, "ReturnsAccepted", "Days_30",
        "Buyer", "MoneyBack",
    )  # fmt: skip


def _title(listing: Listing, variant: Variant) -> str:
    """Return the title, with what sets the SKU apart where the listing has several."""
    title = " ".join((listing.title, *variant.options.values())) if len(listing.variants) > 1 else listing.title
    if len(title) > LONGEST_TITLE:
        raise ShopError("ebay-title-too-long", value=title, limit=LONGEST_TITLE)
    return title
