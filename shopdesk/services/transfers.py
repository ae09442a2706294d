"""Goods carried from place to place: out to the stall, back again, into quarantine, to another shelf."""

from collections.abc import Mapping

from shopdesk.db import stock as ledger
from shopdesk.domain.errors import ShopError
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import Booking, Place, book, find_place, find_variant, lots_to_take, undo_movement
from shopdesk.services.shop import Shop


def transfer_stock(shop: Shop, goods: Mapping[str, int], *, origin: str, target: str, uuid: str = "") -> str:
    """Carry pieces of SKUs from one place to another, all or none, and return the transfer's reference.

    A uuid seen before changes nothing. Raises ShopError with "location-unknown", "locations-same", "sku-unknown",
    "stock-negative", "stock-reserved" or "quantity-out-of-range".
    """
    start, end = find_place(shop, origin), find_place(shop, target)
    if start == end:
        raise ShopError("locations-same", value=origin)
    reference = f"TR-{(uuid or new_id()).replace('-', '')[-10:].upper()}"
    with shop.writing():
        if not ledger.has_transfer(shop.connection, reference):
            for sku, pieces in goods.items():
                _carry(shop, find_variant(shop, sku), start, end, pieces, reference)
    return reference


def bring_back(shop: Shop, *, origin: str, target: str) -> tuple[str, dict[str, int]]:
    """Carry everything that lies at a place, a stall say, back to another; return the reference and what was carried.

    Raises ShopError with the codes of `transfer_stock`, or "place-empty".
    """
    with shop.writing():
        goods = ledger.lying_at(shop.connection, find_place(shop, origin).row)
        if not goods:
            raise ShopError("place-empty", value=origin)
        return transfer_stock(shop, goods, origin=origin, target=target), goods


def lying_goods(shop: Shop, place: str) -> dict[str, int]:
    """Return what lies at a place: pieces by SKU. Raises ShopError("location-unknown")."""
    return ledger.lying_at(shop.connection, find_place(shop, place).row)


def takeable_pieces(shop: Shop, sku: str, *, origin: str, target: str) -> int | None:
    """Return how many pieces of a SKU can be carried from one place to another; None where it may go negative.

    Raises ShopError with "location-unknown" or "sku-unknown".
    """
    start, end, variant = find_place(shop, origin), find_place(shop, target), find_variant(shop, sku)
    if ledger.may_go_negative(shop.connection, variant):
        return None
    there = ledger.counts(shop.connection, variant, start.row)
    return min(there.on_hand, there.available) if start.serves and not end.serves else there.on_hand


def undo_transfer(shop: Shop, reference: str) -> None:
    """Carry a transfer's goods back where they came from. Raises like `undo_movement`."""
    undo_movement(shop, ledger.first_of_transfer(shop.connection, reference) or reference)


def _carry(shop: Shop, variant: int, start: Place, end: Place, pieces: int, reference: str) -> None:
    if pieces <= 0:
        raise ShopError("quantity-out-of-range", value=pieces)
    for lot, part in list(lots_to_take(shop, variant, start.row, pieces)):
        told = Booking("transfer", reference, lot_id=lot)
        book(shop, variant, start, -part, told, kept_whole=end.serves)
        book(shop, variant, end, part, told)
