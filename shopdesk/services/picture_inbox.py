"""A watched folder: pictures that are put there go to the listing whose SKU or handle their name begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.domain.listings import Listing
from shopdesk.services.kept_verdicts import stamp
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.services.listing_pictures import store_pictures, with_pictures
from shopdesk.services.listings import list_listings
from shopdesk.services.pictures import SUFFIXES
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

MOST_FILES = 2_000
Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a look at the folder came to: changed listings with their way back, and files that match none."""

    changes: tuple[ListingChange, ...]
    unmatched: tuple[Path, ...]


def watched_folder(shop: Shop) -> Path | None:
    """Return the folder that the shop watches, None where it watches none."""
    told = str(get_setting(shop, "pictures.watched_folder")).strip()
    return Path(told) if told else None


def look_into(folder: Path) -> Stamps | None:
    """Return the pictures in a folder with size and time of change; None where it cannot be read now."""
    try:
        files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in SUFFIXES and file.is_file()]
        return {str(file): stamp(file) for file in files[:MOST_FILES]}
    except OSError:
        return None


def settled(before: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]) -> list[Path]:
    """Return the files that did not change between two looks: they are written to their end."""
    return [Path(name) for name, facts in now.items() if facts[0] and before.get(name) == facts]


def take_in(shop: Shop, files: Sequence[Path]) -> Taken:
    """Put pictures into the listings that their names begin with; the files in the folder are only read.

    A picture that a listing shows already changes nothing. Raises ShopError with the codes of `store_pictures`.
    """
    names = _names(list_listings(shop))
    changes: dict[str, ListingChange] = {}
    unmatched = []
    for file in files:
        listing = _match(file.stem, names)
        if listing is None:
            unmatched.append(file)
            continue
        stored, _refused = store_pictures(shop, [file])
        change = changes.get(listing.uuid, ListingChange(listing, listing))
        changes[listing.uuid] = ListingChange(change.before, with_pictures(change.after or listing, stored))
    real = tuple(change for change in changes.values() if change.after != change.before)
    if real:
        save_listings(shop, real)
    return Taken(real, tuple(unmatched))


def _names(listings: Sequence[Listing]) -> dict[str, Listing]:
    """Return the listings by what a file's name may begin with."""
    found = {listing.handle.casefold(): listing for listing in listings}
    return found | {variant.sku.casefold(): listing for listing in listings for variant in listing.variants}


def _match(stem: str, names: Mapping[str, Listing]) -> Listing | None:
    """Return the listing whose SKU or handle a name begins with, the longest first; a word is not torn."""
    text = stem.casefold()
    for end in range(len(text), 0, -1):
        if text[:end] in names and (end == len(text) or not text[end].isalnum()):
            return names[text[:end]]
    return None
