"""The shop's places: added, named, given shelves, taken out of use when nothing lies there."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.db import locations
from shopdesk.db.locations import Location
from shopdesk.domain.errors import ShopError
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = [
    "Location", "LocationTable", "bring_locations_back", "list_locations", "place_names", "remove_location",
    "set_location",
]  # fmt: skip

LONGEST = 60


@dataclass(frozen=True, slots=True)
class LocationTable:
    """The places that hold a text, in the order they were made or in another one."""

    shop: Shop
    search: str = ""

    def every(self) -> list[Location]:
        """Return the places that hold the text in their code or name."""
        text = self.search.casefold()
        return [place for place in list_locations(self.shop) if text in f"{place.code}\n{place.name}".casefold()]

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the places in order."""
        found = self.every()
        if sort:
            found.sort(key=lambda place: getattr(place, sort), reverse=descending)
        return array("q", (place.row for place in found))

    def rows(self, ids: Sequence[int]) -> list[Location]:
        """Return these places, in this order."""
        known = {place.row: place for place in list_locations(self.shop)}
        return [known[row] for row in ids if row in known]


def list_locations(shop: Shop) -> list[Location]:
    """Return the shop's places, shelves included."""
    return locations.list_locations(shop.connection)


def place_names(shop: Shop) -> dict[str, str]:
    """Return the names that the shop has given its places, by code, those out of use too: their past is still read."""
    return locations.load_names(shop.connection)


def set_location(shop: Shop, code: str, *, name: str = "", parent: str = "", serves: bool | None = None) -> Location:
    """Add a place or change one; a shelf serves orders when its place does.

    Raises ShopError with "location-invalid", "location-unknown" (the parent), "location-nested" (a shelf has no
    shelves) or "location-full" (what lies there would begin or cease to be for sale).
    """
    code, name = code.strip(), name.strip()
    if not code or max(len(code), len(name)) > LONGEST or not (code + name).isprintable():
        raise ShopError("location-invalid", value=code[:40])
    with shop.writing():
        known = {place.code: place for place in locations.list_locations(shop.connection)}
        serving = _serving(known, code, parent, serves)
        before = known.get(code)
        if before and before.pieces and before.serves_orders != serving:
            raise ShopError("location-full", value=code, pieces=before.pieces)
        locations.put_location(shop.connection, code, name or (before.name if before else ""), parent, serving)
        for shelf in known.values():
            if shelf.parent == code and shelf.serves_orders != serving:
                if shelf.pieces:
                    raise ShopError("location-full", value=shelf.code, pieces=shelf.pieces)
                locations.put_location(shop.connection, shelf.code, shelf.name, code, serving)
    return next(place for place in list_locations(shop) if place.code == code)


def _serving(known: dict[str, Location], code: str, parent: str, serves: bool | None) -> bool:
    if parent:
        if parent not in known:
            raise ShopError("location-unknown", value=parent, allowed=", ".join(known))
        if parent == code or known[parent].parent or any(place.parent == code for place in known.values()):
            raise ShopError("location-nested", value=code)
        return known[parent].serves_orders
    return serves if serves is not None else code in known and known[code].serves_orders


def bring_locations_back(shop: Shop, places: Sequence[Location]) -> None:
    """Make places again what they were: in use, with this name, part and service. Raises "location-full"."""
    with shop.writing():
        known = {place.code: place for place in locations.list_locations(shop.connection)}
        for place in places:
            now = known.get(place.code)
            if now and now.pieces and now.serves_orders != place.serves_orders:
                raise ShopError("location-full", value=place.code, pieces=now.pieces)
            locations.put_location(shop.connection, place.code, place.name, place.parent, place.serves_orders)


def remove_location(shop: Shop, code: str) -> list[Location]:
    """Take a place out of use with its shelves, and return them as they were.

    Raises "location-unknown", "location-full" or "location-needed" (the usual one).
    """
    with shop.writing():
        known = {place.code: place for place in locations.list_locations(shop.connection)}
        if code not in known:
            raise ShopError("location-unknown", value=code, allowed=", ".join(known))
        if code == get_setting(shop, "stock.location"):
            raise ShopError("location-needed", value=code)
        taken = [place for place in known.values() if code in (place.code, place.parent)]
        if lying := sum(place.pieces for place in taken):
            raise ShopError("location-full", value=code, pieces=lying)
        for place in taken:
            locations.take_out_location(shop.connection, place.code, shop.now())
        return taken
