"""Listings from a file into the shop, with the stock their file gives, once."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import imports as batches
from shopdesk.db import listing_undo, listings, order_writes, stock
from shopdesk.db.settings import load_locations
from shopdesk.domain.imports import ListingRecord, Record, RowProblem
from shopdesk.domain.listings import Listing, Variant
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.imports.orders import digest_of
from shopdesk.services.imports.preview import Watcher
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


class ListingImport:
    """One batch of listings under way, inside the batch's transaction; a watcher is told of each record."""

    def __init__(self, shop: Shop, batch_id: int, file: str, watcher: Watcher | None = None) -> None:
        self.shop = shop
        self.batch_id = batch_id
        self.file = file
        self.created = self.updated = self.unchanged = 0
        self.remarks: list[RowProblem] = []
        self._watcher = watcher
        self._currency = str(get_setting(shop, "shop.currency"))
        self._place = load_locations(shop.connection)[str(get_setting(shop, "stock.location"))][0]

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; a listing whose SKU another listing has is refused and returned."""
        refused = []
        for record in records:
            assert isinstance(record, ListingRecord)
            listing = replace(record.listing, currency=record.currency or self._currency)
            known = listings.find_by_handle(self.shop.connection, listing.handle)
            taken = listings.sku_of_another(self.shop.connection, [v.sku for v in listing.variants], known)
            if taken:
                refused.append(RowProblem(record.row, "sku-duplicate", taken, "SKU"))
            elif known is None:
                self._add(record, listing)
            else:
                self._bring_forward(record, listing, known)
        return refused

    def _add(self, record: ListingRecord, listing: Listing) -> None:
        connection, at = self.shop.connection, self.shop.now()
        row = listings.add_listing(
            connection, replace(listing, uuid=new_id()), digest=digest_of(listing), at=at, batch_id=self.batch_id
        )
        self._put_parts(row, listing, record)
        self.created += 1
        if self._watcher:
            self._watcher.new_listing(record)

    def _bring_forward(self, record: ListingRecord, listing: Listing, row: int) -> None:
        connection, digest = self.shop.connection, digest_of(listing)
        if listings.digest_of_listing(connection, row) == digest:
            self.unchanged += 1
            if self._watcher:
                self._watcher.same_listing(record)
            return
        if record.told is not None:
            (before,) = listings.load_listings(connection, [row])
            listing = fill_in(listing, before, record.told)
            record = replace(record, listing=listing)
        if self._watcher:
            self._watcher.changed_listing(record, row)
        batches.keep_before(connection, self.batch_id, "listing", row, listing_undo.listing_snapshot(connection, row))
        listings.update_listing(connection, row, listing, digest=digest, at=self.shop.now(), batch_id=self.batch_id)
        self._put_parts(row, listing, record)
        self.updated += 1

    def _put_parts(self, row: int, listing: Listing, record: ListingRecord) -> None:
        connection, ids = self.shop.connection, new_ids(len(listing.variants) + len(listing.pictures))
        new = {v.sku for v in listing.variants} - set(
            order_writes.variant_ids(connection, (v.sku for v in listing.variants))
        )
        for position, (uuid, variant) in enumerate(zip(ids, listing.variants, strict=False)):
            variant_id = listings.put_variant(connection, row, position, variant, uuid)
            opening = record.stock.get(variant.sku)
            if opening and variant.sku in new:
                self._receive(variant_id, opening)
        pictures = zip(ids[len(listing.variants) :], listing.pictures, strict=True)
        listings.put_pictures(connection, row, pictures, self.shop.now())

    def _receive(self, variant_id: int, pieces: int) -> None:
        """Set the opening stock of a new SKU, as a receipt; later imports do not touch it."""
        stock.add_movement(
            self.shop.connection,
            uuid=new_id(),
            variant_id=variant_id,
            location_id=self._place,
            quantity=pieces,
            reason="receipt",
            reference=self.file,
            at=self.shop.now(),
            actor=self.shop.actor,
            batch_id=self.batch_id,
        )


_HEAD_FIELDS = {"title": "title", "description": "description", "category": "category", "brand": "brand"}
_VARIANT_FIELDS = ("barcode", "options", "price", "list_price", "cost", "weight_g")


def fill_in(listing: Listing, before: Listing, told: frozenset[str]) -> Listing:
    """Return a listing with what its file has no column for as the shop knows it."""
    known = {variant.sku: variant for variant in before.variants}
    kept = {name: getattr(before, name) for field, name in _HEAD_FIELDS.items() if field not in told}
    if "picture" not in told:
        kept["pictures"] = tuple(picture for picture in before.pictures if not picture.own)
    variants = tuple(_fill_variant(variant, known.get(variant.sku), told) for variant in listing.variants)
    return replace(listing, variants=variants, status=before.status, **kept)


def _fill_variant(variant: Variant, before: Variant | None, told: frozenset[str]) -> Variant:
    if before is None:
        return variant
    return replace(variant, **{name: getattr(before, name) for name in _VARIANT_FIELDS if name not in told})
