"""An import taken back as a whole: what it created goes, what it changed is as it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.db import customers, listing_undo, stock
from shopdesk.db import imports as batches
from shopdesk.db.imports import Batch
from shopdesk.db.listings import put_on_shelf
from shopdesk.db.order_writes import match_lines
from shopdesk.domain.errors import ShopError
from shopdesk.services.customers import restore_customer
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import undo_movement
from shopdesk.services.orders import note_event
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back did: records removed, records given their old values."""

    batch: str
    removed: int
    restored: int


def undo_import(shop: Shop, uuid: str) -> Undone:
    """Take one import back, whole or not at all.

    Raises ShopError with "batch-unknown", "batch-undone", "batch-not-newest" (a later import has touched the
    same records) or "batch-worked-on" (people have worked with them since).
    """
    with shop.writing():
        batch = batches.find_batch(shop.connection, uuid)
        if batch is None:
            raise ShopError("batch-unknown", value=uuid)
        if batch.undone_at:
            raise ShopError("batch-undone", file=batch.file)
        removed, restored = _UNDOS.get(batch.kind, _undo_listings)(shop, batch)
        batches.mark_undone(shop.connection, batch.id, shop.now())
    return Undone(uuid, removed, restored)


def undo_imports(shop: Shop, uuids: Sequence[str]) -> None:
    """Take several imports back, the newest first, all or none; one that was taken back before is left out."""
    with shop.writing():
        for uuid in reversed(uuids):
            try:
                undo_import(shop, uuid)
            except ShopError as error:
                if error.code != "batch-undone":
                    raise


def _undo_orders(shop: Shop, batch: Batch) -> tuple[int, int]:
    befores = batches.load_befores(shop.connection, batch.id, "order")
    created = batches.touched_since(shop.connection, "orders", batch.id)
    _refuse_if_touched_since(shop, batch, "orders", [*created, *(row for row, _ in befores)])
    worked_on = batches.orders_worked_on(shop.connection, batch.id)
    for row, before in befores:
        if batches.last_work(shop.connection, row) > before["work"]:
            worked_on.append(batches.last_touched(shop.connection, "orders", row)[0])
    if worked_on:
        raise ShopError("batch-worked-on", file=batch.file, orders=", ".join(worked_on[:5]))
    for row, before in befores:
        batches.restore_order(shop.connection, row, before, shop.now())
        note_event(shop, row, "restored", {"file": batch.file})
    match_lines(shop.connection)
    return batches.remove_created_orders(shop.connection, batch.id, shop.now()), len(befores)


def _undo_listings(shop: Shop, batch: Batch) -> tuple[int, int]:
    befores = batches.load_befores(shop.connection, batch.id, "listing")
    created = batches.touched_since(shop.connection, "listings", batch.id)
    _refuse_if_touched_since(shop, batch, "listings", [*created, *(row for row, _ in befores)])
    leaving = listing_undo.leaving_variants(shop.connection, batch.id, befores)
    if promised := listing_undo.orders_promised(shop.connection, leaving):
        raise ShopError("batch-worked-on", file=batch.file, orders=", ".join(promised))
    if listing_undo.moved_since(shop.connection, leaving, batch.id):
        raise ShopError("batch-stock-used", file=batch.file)
    _take_stock_back(shop, batch)
    for row, before in befores:
        listing_undo.restore_listing(shop.connection, row, before, shop.now())
    return listing_undo.remove_created_listings(shop.connection, batch.id, shop.now()), len(befores)


def _undo_stock(shop: Shop, batch: Batch) -> tuple[int, int]:
    """Compensate what a batch has moved, the newest first."""
    if newer := listing_undo.later_stock_batch(shop.connection, batch.id):
        raise ShopError("batch-not-newest", file=batch.file, newer=newer[1], record=newer[0])
    moved = listing_undo.movements_of_batch(shop.connection, batch.id)
    safeties = batches.load_befores(shop.connection, batch.id, "safety")
    for variant, safety in safeties:
        put_on_shelf(shop.connection, variant, safety=safety, place=None)
    try:
        for uuid in moved:
            undo_movement(shop, uuid)
    except ShopError as error:
        if error.code in ("stock-negative", "stock-reserved"):
            raise ShopError("batch-stock-used", file=batch.file) from None
        raise
    return 0, len(moved) + len(safeties)


def _take_stock_back(shop: Shop, batch: Batch) -> None:
    """Move out again what the batch had received."""
    for variant, place, pieces in listing_undo.stock_of_batch(shop.connection, batch.id):
        stock.add_movement(
            shop.connection,
            uuid=new_id(),
            variant_id=variant,
            location_id=place,
            quantity=-pieces,
            reason="correction",
            reference=batch.file,
            at=shop.now(),
            actor=shop.actor,
            batch_id=batch.id,
        )


def _undo_customers(shop: Shop, batch: Batch) -> tuple[int, int]:
    befores = batches.load_befores(shop.connection, batch.id, "customer")
    for row, before in befores:
        restore_customer(shop, row, before)
    return customers.remove_of_batch(shop.connection, batch.id, shop.now()), len(befores)


_UNDOS = {"orders": _undo_orders, "stock": _undo_stock, "customers": _undo_customers}


def _refuse_if_touched_since(shop: Shop, batch: Batch, table: str, rows: list[int]) -> None:
    for row in rows:
        name, last, file = batches.last_touched(shop.connection, table, row)
        if last != batch.id:
            raise ShopError("batch-not-newest", file=batch.file, newer=file, record=name)
