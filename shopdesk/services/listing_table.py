"""The listings as a person looks them through: their views, their rows, and one of them with its stock and pictures."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db import categories, listing_rows, stock
from shopdesk.db import listings as listing_file
from shopdesk.db.listing_rows import ListingRow
from shopdesk.db.listings import find_listing, load_listings
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listings import Listing
from shopdesk.services.categories import list_categories
from shopdesk.services.listing_check import judge
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = ["ListingRow", "ListingStory", "ListingTable"]


@dataclass(frozen=True, slots=True)
class ListingTable:
    """The listings of a view that hold a text, in any order; rows are read as they are seen.

    `category` and `channels` narrow it down: all below the one, whatever has a code on one of the others.
    """

    shop: Shop
    view: str = "all"
    search: str = ""
    category: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the listings in order; without a sort as they came."""
        return listing_rows.listing_row_ids(
            self.shop.connection, view=self.view, search=self.search, sort=sort, descending=descending,
            category=self.category, channels=self.channels,
        )  # fmt: skip

    def rows(self, ids: Sequence[int]) -> list[ListingRow]:
        """Return these listings, in this order."""
        return listing_rows.load_rows(self.shop.connection, ids)


def count_listing_views(shop: Shop) -> dict[str, int]:
    """Return how many listings each view holds."""
    return listing_rows.count_views(shop.connection)


def listing_handles(shop: Shop, ids: Sequence[int]) -> list[str]:
    """Return the handles of these rows, in this order."""
    return listing_rows.handles(shop.connection, ids)


def average_score(shop: Shop) -> int | None:
    """Return the mean score of all listings that were judged, None when none was."""
    return listing_rows.average_score(shop.connection)


def count_channels(shop: Shop) -> dict[str, int]:
    """Return how many listings have a code on each channel, for the channels that have any."""
    return listing_rows.count_channels(shop.connection)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category that holds listings: its path, its English name, how many stand in it or below it."""

    path: tuple[str, ...]
    name_en: str
    count: int


def list_shelves(shop: Shop) -> list[Shelf]:
    """Return the categories that hold listings, depth first: in the shop's order, then those its tree does not know."""
    counts: dict[tuple[str, ...], int] = {}
    for path, count in categories.listings_by_category(shop.connection).items():
        for depth in range(1, len(path) + 1):
            counts[path[:depth]] = counts.get(path[:depth], 0) + count
    known = {category.path: (at, category.name_en) for at, category in enumerate(list_categories(shop))}
    unknown = len(known)

    def standing(path: tuple[str, ...]) -> list[tuple[int, str]]:
        above = (path[:depth] for depth in range(1, len(path) + 1))
        return [(known[part][0] if part in known else unknown, part[-1]) for part in above]

    return [Shelf(path, known[path][1] if path in known else "", counts[path]) for path in sorted(counts, key=standing)]


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


@dataclass(frozen=True, slots=True)
class Moved:
    """Where listings stood before they were moved, by handle; `refused` says of each that stayed why."""

    before: dict[str, str]
    refused: tuple[ShopError, ...] = ()


def move_listings(shop: Shop, handles: Sequence[str], status: str, job: Job | None = None) -> Moved:
    """Move listings to a status together; those that something stops from being offered stay where they are.

    Raises ShopError("listing-unknown").
    """
    job, before, refused = job or SilentJob(), {}, []
    gated = status in ("ready", "listed") and get_setting(shop, "listings.gate") == "block"
    for at, handle in enumerate(handles, start=1):
        listing = show_listing(shop, handle)
        if listing.status == status:
            continue
        if gated and (error := _stopped(shop, listing)):
            refused.append(error)
        else:
            before[listing.handle] = listing.status
        job.step(at, len(handles))
    put_listings(shop, ((handle, status) for handle in before))
    return Moved(before, tuple(refused))


def put_listings(shop: Shop, told: Iterable[tuple[str, str]]) -> None:
    """Give listings, by handle, the status told of each: where one stood before, it may stand again."""
    with shop.writing():
        for handle, status in told:
            listing_file.set_status(shop.connection, handle, status, shop.now())


def _stopped(shop: Shop, listing: Listing) -> ShopError | None:
    stopping = next((finding for finding in judge(shop, listing).score.findings if finding.stops), None)
    if stopping is None:
        return None
    return ShopError("listing-not-ready", listing=listing.title, finding=stopping.code, of=stopping.of)
