"""The shop's places: added, named, given shelves, taken out of use when nothing lies there."""

from shopdesk.db import locations
from shopdesk.db.locations import Location
from shopdesk.domain.errors import ShopError
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

__all__ = ["Location", "list_locations", "remove_location", "set_location"]

LONGEST = 60


def list_locations(shop: Shop) -> list[Location]:
    """Return the shop's places, shelves included."""
    return locations.list_locations(shop.connection)


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


def remove_location(shop: Shop, code: str) -> None:
    """Take a place out of use. Raises "location-unknown", "location-full" or "location-needed" (the usual one)."""
    with shop.writing():
        known = {place.code: place for place in locations.list_locations(shop.connection)}
        if code not in known:
            raise ShopError("location-unknown", value=code, allowed=", ".join(known))
        if code == get_setting(shop, "stock.location"):
            raise ShopError("location-needed", value=code)
        lying = sum(place.pieces for place in known.values() if code in (place.code, place.parent))
        if lying:
            raise ShopError("location-full", value=code, pieces=lying)
        for place in known.values():
            if code in (place.code, place.parent):
                locations.take_out_location(shop.connection, place.code, shop.now())
