"""What a person does with listings: look at them, and at the pictures they sell by."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from shopdesk.db import listings
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing
from shopdesk.paths import true_path
from shopdesk.services.shop import Shop


def list_listings(shop: Shop, *, search: str = "", limit: int | None = None) -> list[Listing]:
    """Return the shop's listings, those that hold the search text in title, SKU or barcode."""
    ids = listings.listing_ids(shop.connection, search=search, limit=limit)
    return listings.load_listings(shop.connection, ids)


def show_listing(shop: Shop, text: str) -> Listing:
    """Return the listing with this handle, SKU or barcode. Raises ShopError("listing-unknown")."""
    row = listings.find_listing(shop.connection, text.strip())
    if row is None:
        raise ShopError("listing-unknown", value=text)
    return listings.load_listings(shop.connection, [row])[0]


def find_rows(shop: Shop, names: Sequence[str]) -> list[int]:
    """Return the rows of these listings, named by handle, SKU or barcode. Raises ShopError("listing-unknown")."""
    rows = []
    for name in names:
        row = listings.find_listing(shop.connection, name.strip())
        if row is None:
            raise ShopError("listing-unknown", value=name)
        rows.append(row)
    return list(dict.fromkeys(rows))


def picture_file(shop: Shop, place: str) -> Path | None:
    """Return the file of a picture in the shop's folder; None for an address or a name that leads out of it."""
    if "://" in place or not place:
        return None
    path = true_path(shop.images / place)
    return path if path.is_relative_to(true_path(shop.images)) and path.is_file() else None


def thumbnail_file(shop: Shop, place: str) -> Path | None:
    """Return the small copy of a picture, made when it is first asked for and when the picture has changed."""
    from shopdesk.imaging.thumbnails import make_thumbnail  # loaded late: the window opens before it needs pictures

    source = picture_file(shop, place)
    if source is None:
        return None
    facts = source.stat()
    name = hashlib.sha256(f"{place}\n{facts.st_mtime_ns}\n{facts.st_size}".encode()).hexdigest()[:32]
    target = shop.folder / "thumbnails" / f"{name}.jpg"
    return target if target.is_file() or make_thumbnail(source, target) else None
