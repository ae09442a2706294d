"""Kits and bundles: sold as one, made of several; built ahead, or taken from their parts when they are sold."""

from collections.abc import Mapping

from shopdesk.db import kits, order_writes, stock
from shopdesk.domain.errors import ShopError
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import Booking, book, find_place, find_variant, take_out, undo_movement
from shopdesk.services.shop import Shop

MOST_PARTS = 50
MOST_EACH = 10_000


def show_kit(shop: Shop, sku: str) -> dict[str, int]:
    """Return what a kit is made of, pieces by SKU; nothing for a SKU that is no kit. Raises "sku-unknown"."""
    variant = find_variant(shop, sku)
    parts = kits.parts_of(shop.connection, [variant]).get(variant, [])
    skus = order_writes.skus_of(shop.connection, [part for part, _each in parts])
    return {skus[part]: each for part, each in parts}


def set_kit(shop: Shop, sku: str, parts: Mapping[str, int]) -> None:
    """Say what a kit is made of; without parts it is no kit any more. What is promised already stays promised.

    Raises ShopError with "sku-unknown", "quantity-out-of-range" or "kit-nested" (a kit is made of no kits).
    """
    with shop.writing():
        kit = find_variant(shop, sku)
        made_of = {find_variant(shop, part): each for part, each in parts.items()}
        if len(made_of) > MOST_PARTS or not all(0 < each <= MOST_EACH for each in made_of.values()):
            raise ShopError("quantity-out-of-range", value=max([0, *made_of.values()]))
        nested = kits.parts_of(shop.connection, made_of)
        if made_of and (kit in made_of or nested or kits.kits_with(shop.connection, kit)):
            raise ShopError("kit-nested", value=sku)
        kits.set_parts(shop.connection, kit, made_of)


def build_kit(shop: Shop, sku: str, pieces: int, *, location: str = "", uuid: str = "") -> str:
    """Build kits of their parts at a place and return the reference. Raises like `book`, or "kit-unknown"."""
    return _turn(shop, sku, pieces, location, uuid)


def break_kit(shop: Shop, sku: str, pieces: int, *, location: str = "", uuid: str = "") -> str:
    """Break built kits into their parts at a place and return the reference. Raises like `book`, or "kit-unknown"."""
    return _turn(shop, sku, -pieces, location, uuid)


def undo_kit(shop: Shop, reference: str) -> None:
    """Take back what was built or broken: the very pieces go back into the batches that they came from.

    Raises like `undo_movement`.
    """
    with shop.writing():
        undo_movement(shop, stock.first_of_kit(shop.connection, reference) or reference)


def _turn(shop: Shop, sku: str, pieces: int, location: str, uuid: str) -> str:
    if not 0 < abs(pieces) <= MOST_EACH:
        raise ShopError("quantity-out-of-range", value=pieces)
    told = Booking("kit", f"KT-{(uuid or new_id()).replace('-', '')[-10:].upper()}")
    with shop.writing():
        if uuid and stock.has_reference(shop.connection, told.reference, "kit"):
            return told.reference
        kit, place = find_variant(shop, sku), find_place(shop, location)
        parts = kits.parts_of(shop.connection, [kit]).get(kit)
        if not parts:
            raise ShopError("kit-unknown", value=sku)
        moves = [(part, -each * pieces) for part, each in parts] + [(kit, pieces)]
        for variant, quantity in sorted(moves, key=lambda move: move[1]):
            if quantity < 0:
                take_out(shop, variant, place, -quantity, told)
            else:
                book(shop, variant, place, quantity, told)
    return told.reference
