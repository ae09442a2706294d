"""The shop's own listing file: everything it tells is taken, what only the shop knows of a product too."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import imports as batches
from shopdesk.db import listing_undo, listing_writes, listings
from shopdesk.domain.imports import ListingRecord, Record, RowProblem
from shopdesk.domain.listings import Listing
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.imports.orders import digest_of


class OwnListingImport(ListingImport):
    """One batch of the shop's own listings under way; SKUs that the file does not name stay as they are."""

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; one whose handle or SKU another listing has is refused and returned."""
        refused = []
        for record in records:
            assert isinstance(record, ListingRecord)
            if problem := self._take(record):
                refused.append(problem)
        return refused

    def _take(self, record: ListingRecord) -> RowProblem | None:
        connection, told = self.shop.connection, record.listing
        by_uuid = listing_writes.find_by_uuid(connection, told.uuid) if told.uuid else None
        by_handle = listings.find_by_handle(connection, told.handle)
        is_live = by_uuid is not None and listing_writes.is_live(connection, by_uuid)
        if is_live and by_handle not in (None, by_uuid):
            return RowProblem(record.row, "handle-taken", told.handle, "handle")
        known = by_uuid if is_live else by_handle
        if taken := listings.sku_of_another(connection, [variant.sku for variant in told.variants], known):
            return RowProblem(record.row, "sku-duplicate", taken, "sku")
        if known is None:
            self._add_own(record, replace(told, uuid=new_id() if by_uuid or not told.uuid else told.uuid))
        else:
            self._change(record, told, known)
        return None

    def _add_own(self, record: ListingRecord, told: Listing) -> None:
        row = listings.add_listing(
            self.shop.connection, told, digest=digest_of(told), at=self.shop.now(), batch_id=self.batch_id
        )
        self._write(row, told)
        self.created += 1
        if self._watcher:
            self._watcher.new_listing(record)

    def _change(self, record: ListingRecord, told: Listing, row: int) -> None:
        connection = self.shop.connection
        (before,) = listings.load_listings(connection, [row])
        named = {variant.sku for variant in told.variants}
        if replace(told, uuid=before.uuid) == replace(
            before, variants=tuple(variant for variant in before.variants if variant.sku in named)
        ):
            self.unchanged += 1
            if self._watcher:
                self._watcher.same_listing(record)
            return
        if self._watcher:
            self._watcher.changed_listing(record, row)
        batches.keep_before(connection, self.batch_id, "listing", row, listing_undo.listing_snapshot(connection, row))
        at = self.shop.now()
        listings.update_listing(connection, row, told, digest=digest_of(told), at=at, batch_id=self.batch_id)
        self._write(row, told, pictures_changed=before.pictures != told.pictures)
        self.updated += 1

    def _write(self, row: int, told: Listing, *, pictures_changed: bool = True) -> None:
        connection, at = self.shop.connection, self.shop.now()
        listing_writes.write_head(connection, row, told, at)
        ids = new_ids(len(told.variants) + len(told.pictures))
        listing_writes.put_whole_variants(connection, row, zip(ids, told.variants, strict=False))
        if pictures_changed:
            listing_writes.replace_pictures(
                connection, row, zip(ids[len(told.variants) :], told.pictures, strict=True), at
            )
