"""The listings as a person looks them through: their views, their rows, and one of them with its stock and pictures."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db import listing_rows, stock
from shopdesk.db.listing_rows import ListingRow
from shopdesk.db.listings import find_listing, load_listings
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing
from shopdesk.services.listings import picture_file
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = ["ListingRow", "ListingStory", "ListingTable"]


@dataclass(frozen=True, slots=True)
class ListingTable:
    """The listings of a view that hold a text, in any order; rows are read as they are seen."""

    shop: Shop
    view: str = "all"
    search: str = ""

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the listings in order; without a sort as they came."""
        return listing_rows.listing_row_ids(
            self.shop.connection, view=self.view, search=self.search, sort=sort, descending=descending
        )

    def rows(self, ids: Sequence[int]) -> list[ListingRow]:
        """Return these listings, in this order."""
        return listing_rows.load_rows(self.shop.connection, ids)


def count_listing_views(shop: Shop) -> dict[str, int]:
    """Return how many listings each view holds."""
    return listing_rows.count_views(shop.connection)


def listing_id(shop: Shop, text: str) -> int | None:
    """Return the row of the listing with this handle, SKU or barcode, None where there is none."""
    return find_listing(shop.connection, text.strip())


@dataclass(frozen=True, slots=True)
class ListingStory:
    """A listing with what is available of each SKU, the files of its pictures, and whose rules they are judged by."""

    listing: Listing
    available: dict[str, int]
    files: tuple[Path | None, ...]
    profile: str


def tell_listing(shop: Shop, handle: str) -> ListingStory:
    """Return a listing with all that its panel shows. Raises ShopError("listing-unknown")."""
    row = find_listing(shop.connection, handle)
    if row is None:
        raise ShopError("listing-unknown", value=handle)
    listing = load_listings(shop.connection, [row])[0]
    available = {
        variant.sku: level.available
        for variant in listing.variants
        for level in stock.stock_levels(shop.connection, variant.sku)
    }
    files = tuple(picture_file(shop, picture.place) for picture in listing.pictures)
    return ListingStory(listing, available, files, str(get_setting(shop, "pictures.profile")))
