"""The ledger's own verbs: every change of stock is booked here, and taken back by its opposite."""

from collections.abc import Iterator
from typing import NamedTuple

from shopdesk.db import lots
from shopdesk.db import stock as ledger
from shopdesk.db.settings import load_locations
from shopdesk.domain.errors import ShopError
from shopdesk.domain.stock import LARGEST_QUANTITY, check_move
from shopdesk.services.identity import new_id
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


class Place(NamedTuple):
    """A place where goods lie: its row, and whether orders are served from there."""

    row: int
    serves: bool


class Booking(NamedTuple):
    """What is told of a movement beside its pieces; `lot_id` is its batch, `unit_cost` is in minor units."""

    reason: str
    reference: str = ""
    uuid: str = ""
    lot_id: int | None = None
    unit_cost: int | None = None
    undoes: str | None = None
    purchase_line_id: int | None = None
    batch_id: int | None = None


def find_variant(shop: Shop, sku: str) -> int:
    """Return the row of a live SKU. Raises ShopError("sku-unknown")."""
    variant_id = ledger.find_variant(shop.connection, sku)
    if variant_id is None:
        raise ShopError("sku-unknown", value=sku)
    return variant_id


def find_place(shop: Shop, location: str = "") -> Place:
    """Return a place by its code, the usual one without. Raises ShopError("location-unknown")."""
    places = load_locations(shop.connection)
    code = location or str(get_setting(shop, "stock.location"))
    if code not in places:
        raise ShopError("location-unknown", value=code, allowed=", ".join(places))
    return Place(*places[code])


def book(shop: Shop, variant_id: int, place: Place, quantity: int, told: Booking, *, kept_whole: bool = False) -> None:
    """Add one movement, inside the caller's transaction; `kept_whole` when the pieces go on serving orders elsewhere.

    Raises ShopError with "stock-negative", "stock-reserved" or "quantity-out-of-range".
    """
    there = ledger.counts(shop.connection, variant_id, place.row)
    if quantity == 0 or abs(quantity) > LARGEST_QUANTITY:
        raise ShopError("quantity-out-of-range", value=quantity)
    if not ledger.may_go_negative(shop.connection, variant_id):
        check_move(quantity, there.on_hand, there.available if place.serves and not kept_whole else there.on_hand)
    ledger.add_movement(
        shop.connection,
        uuid=told.uuid or new_id(),
        variant_id=variant_id,
        location_id=place.row,
        quantity=quantity,
        reason=told.reason,
        reference=told.reference,
        at=shop.now(),
        actor=shop.actor,
        lot_id=told.lot_id,
        unit_cost=told.unit_cost,
        undoes=told.undoes,
        purchase_line_id=told.purchase_line_id,
        batch_id=told.batch_id,
    )


def take_out(shop: Shop, variant_id: int, place: Place, pieces: int, told: Booking) -> None:
    """Take pieces out of a place, batch by batch, what expires first in front. Raises like `book`."""
    for at, (lot, part) in enumerate(lots_to_take(shop, variant_id, place.row, pieces)):
        book(shop, variant_id, place, -part, told._replace(lot_id=lot, uuid=told.uuid if at == 0 else ""))


def lots_to_take(shop: Shop, variant_id: int, location_id: int, pieces: int) -> Iterator[tuple[int | None, int]]:
    """Give the batches that pieces at a place are taken from, what expires first in front, what has none last."""
    for lot, lying in lots.lots_lying(shop.connection, variant_id, location_id):
        if part := min(lying, pieces):
            yield lot, part
            pieces -= part
    if pieces:
        yield None, pieces


def undo_movement(shop: Shop, uuid: str) -> None:
    """Compensate a movement by its opposite, once; all movements of a transfer or a kit go together.

    Raises ShopError with "movement-unknown", "movement-undone", "movement-of-order" (its order is to be taken back),
    "stock-negative" or "stock-reserved".
    """
    with shop.writing():
        together = ledger.moved_together(shop.connection, uuid)
        if not together:
            raise ShopError("movement-unknown", value=uuid)
        for row in together:
            if row.order_id is not None:
                raise ShopError("movement-of-order", reference=row.reference)
            if row.is_undone:
                raise ShopError("movement-undone", reference=row.reference)
        serving = dict(load_locations(shop.connection).values())
        for row in sorted(together, key=lambda told: told.quantity):  # what comes back lies there before others go
            told = Booking("correction", row.reference, "", row.lot_id, row.unit_cost, row.uuid, row.purchase_line_id)
            book(shop, row.variant_id, Place(row.location_id, serving[row.location_id]), -row.quantity, told)
