"""What the check of main images came to when it was last made: known without opening a picture."""

from collections.abc import Sequence
from pathlib import Path

from shopdesk.db.picture_checks import KeptCheck, kept_checks
from shopdesk.domain.listings import Listing
from shopdesk.services.listings import picture_file
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.shop import Shop


def main_place(listing: Listing) -> str:
    """Return a listing's main image: the one whose role is main, else the first; "" without pictures."""
    pictures = sorted(listing.pictures, key=lambda picture: picture.role != "main")
    return pictures[0].place if pictures else ""


def kept_verdicts(shop: Shop, listings: Sequence[Listing]) -> dict[str, str]:
    """Return by uuid the verdict on each listing's main image: "none" without one, "unchecked" when it has changed."""
    places = {listing.uuid: main_place(listing) for listing in listings}
    profile = shop_profile(shop)
    kept = kept_checks(shop.connection, [place for place in places.values() if place], profile.key)
    return {uuid: _verdict(picture_file(shop, place), kept.get(place)) for uuid, place in places.items()}


def _verdict(file: Path | None, kept: KeptCheck | None) -> str:
    if file is None:
        return "none"
    return kept.verdict if kept is not None and is_current(kept, file) else "unchecked"


def stamp(file: Path) -> tuple[int, int]:
    """Return a file's size and time of change: together they tell whether it is still the same picture."""
    facts = file.stat()
    return facts.st_size, facts.st_mtime_ns


def is_current(kept: KeptCheck, file: Path) -> bool:
    """Tell whether a check was made of the file as it lies there now."""
    return (kept.size, kept.changed) == stamp(file)
