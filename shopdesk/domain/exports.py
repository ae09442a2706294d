"""What leaves the shop as a file: parcels, offers with their stock, and the terms a platform wants them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import minor_digits
from shopdesk.domain.orders import Order
from shopdesk.domain.stock import StockLevel

KINDS = ("listings", "orders", "stock", "shipments")


@dataclass(frozen=True, slots=True)
class Parcel:
    """An order whose goods have left: the courier's name in Chinese and in English, the moment it left (UTC)."""

    order: Order
    courier: str = ""
    courier_en: str = ""
    shipped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A listing with what lies on the shelf and what the platform calls each SKU."""

    listing: Listing
    levels: Mapping[str, StockLevel] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def available(self, sku: str) -> int:
        """Return how many pieces can be promised, never less than none."""
        level = self.levels.get(sku)
        return max(level.available, 0) if level else 0

    def code(self, variant: Variant) -> str:
        """Return what the platform calls a variant: its own code where it has one, else the SKU."""
        return next((code for code in self.codes.get(variant.sku, ()) if not is_item_number(code)), variant.sku)

    def item_number(self, variant: Variant) -> str:
        """Return the number of the item that a variant is sold as, "" where no code is one."""
        return next((code for code in self.codes.get(variant.sku, ()) if is_item_number(code)), "")


def is_item_number(code: str) -> bool:
    """Tell whether a code is an item number as eBay gives them: nine to fifteen digits."""
    return code.isascii() and code.isdecimal() and 9 <= len(code) <= 15


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a file is written: prices times `rate` are told in `currency` ("" as they are).

    `home` is the shop's own currency, `places` are its places (code, whether orders are served from there), `location`
    is the name under which a platform knows the place that serves orders.
    """

    currency: str = ""
    rate: Decimal = Decimal(1)
    home: str = "CNY"
    places: tuple[tuple[str, bool], ...] = ()
    location: str = ""

    def currency_of(self, listing: Listing) -> str:
        """Return the currency in which a listing's prices are told."""
        return self.currency or listing.currency

    def amount(self, listing: Listing, amount: int) -> int:
        """Return a listing's amount in minor units of the currency it is told in."""
        if not self.currency or self.currency == listing.currency:
            return amount
        digits = minor_digits(self.currency) - minor_digits(listing.currency)
        return int((Decimal(amount).scaleb(digits) * self.rate).quantize(Decimal(1), ROUND_HALF_UP))
