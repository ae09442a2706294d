"""An import taken back as a whole: what it created goes, what it changed is as it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db import customers, listing_undo, orders, stock
from shopdesk.db import imports as batches
from shopdesk.db.imports import Batch
from shopdesk.db.listings import put_on_shelf
from shopdesk.db.order_writes import match_lines
from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import is_at_work
from shopdesk.services.customers import restore_customer
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import undo_movement
from shopdesk.services.orders import note_event, reserve_lines
from shopdesk.services.shop import Shop

AFTER = "order-after"  # kept beside the states before: how orders stood when their import was taken back


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
        at = shop.now()  # one moment for all of it: what went with a batch is known by it
        if batch.kind == "orders":
            removed, restored = _undo_orders(shop, batch, at)
        else:
            removed, restored = _UNDOS.get(batch.kind, _undo_listings)(shop, batch)
        batches.mark_undone(shop.connection, batch.id, at)
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


def redo_import(shop: Shop, uuid: str) -> int:
    """Bring an import of orders back that was taken back, under the orders' own numbers; return how many there are.

    Raises ShopError with "batch-unknown", "batch-stays" (it was not taken back, or is none of orders) or "batch-again"
    (its orders came with another file meanwhile, or are others now).
    """
    with shop.writing():
        batch = batches.find_batch(shop.connection, uuid)
        if batch is None:
            raise ShopError("batch-unknown", value=uuid)
        if not batch.undone_at or batch.kind != "orders":
            raise ShopError("batch-stays", file=batch.file)
        rows = batches.orders_gone_with(shop.connection, batch)
        changed = batches.load_befores(shop.connection, batch.id, "order")
        if batches.come_again(shop.connection, rows) or any(
            batches.order_snapshot(shop.connection, row)["columns"] != before["columns"] for row, before in changed
        ):
            raise ShopError("batch-again", file=batch.file)
        batches.bring_orders_back(shop.connection, rows)
        for row, after in batches.load_befores(shop.connection, batch.id, AFTER):
            batches.restore_order(shop.connection, row, after, shop.now())
        match_lines(shop.connection)
        for row in rows:
            if is_at_work(orders.load_order(shop.connection, row).fulfilment):
                reserve_lines(shop, row)
        batches.mark_done(shop.connection, batch.id)
    return len(rows) + len(changed)


def redo_imports(shop: Shop, uuids: Sequence[str]) -> None:
    """Bring several imports of orders back, all or none; one that stands is left out. Raises like `redo_import`."""
    with shop.writing():
        for uuid in uuids:
            batch = batches.find_batch(shop.connection, uuid)
            if batch is None or batch.undone_at:
                redo_import(shop, uuid)


def _undo_orders(shop: Shop, batch: Batch, at: datetime) -> tuple[int, int]:
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
        batches.keep_before(shop.connection, batch.id, AFTER, row, batches.order_snapshot(shop.connection, row))
        batches.restore_order(shop.connection, row, before, at)
        note_event(shop, row, "restored", {"file": batch.file})
    match_lines(shop.connection)
    return batches.remove_created_orders(shop.connection, batch.id, at), len(befores)


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


_UNDOS = {"stock": _undo_stock, "customers": _undo_customers}


def _refuse_if_touched_since(shop: Shop, batch: Batch, table: str, rows: list[int]) -> None:
    for row in rows:
        name, last, file = batches.last_touched(shop.connection, table, row)
        if last != batch.id:
            raise ShopError("batch-not-newest", file=batch.file, newer=file, record=name)
