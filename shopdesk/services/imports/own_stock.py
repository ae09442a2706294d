"""The shop's own stock file: what lies where, place by place, and each SKU's safety line."""

from collections.abc import Sequence

from shopdesk.db import imports as batches
from shopdesk.db import locations
from shopdesk.db import stock as ledger
from shopdesk.db.listings import put_on_shelf
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Record, RowProblem, ShelfRecord, StockRecord
from shopdesk.services.imports.preview import Watcher
from shopdesk.services.ledger import Booking, Place, book, find_place, find_variant, take_out
from shopdesk.services.shop import Shop


class OwnStockImport:
    """One batch of the shop's own stock under way; a place that the shop does not have yet is made."""

    created = 0

    def __init__(self, shop: Shop, batch_id: int, file: str, watcher: Watcher | None = None) -> None:
        self.shop = shop
        self.batch_id = batch_id
        self.file = file
        self.updated = self.unchanged = 0
        self.remarks: list[RowProblem] = []
        self._watcher = watcher
        self._places = {place.code for place in locations.list_locations(shop.connection)}

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; one whose SKU is unknown, or whose pieces are promised to orders, is returned."""
        refused = []
        for record in records:
            assert isinstance(record, ShelfRecord)
            try:
                with self.shop.writing():  # all places of a SKU or none
                    changed = self._take(record)
            except ShopError as error:
                code = "stock-promised" if error.code in ("stock-reserved", "stock-negative") else error.code
                refused.append(RowProblem(record.row, code, str(error.params.get("value", record.sku)), "sku"))
            else:
                self.updated, self.unchanged = self.updated + changed, self.unchanged + (not changed)
        return refused

    def _take(self, record: ShelfRecord) -> bool:
        connection, variant = self.shop.connection, find_variant(self.shop, record.sku)
        moves = []
        for (code, serves), pieces in record.places.items():
            place = self._place(code, serves)
            before = ledger.counts(connection, variant, place.row).on_hand
            if self._watcher:
                self._watcher.stock(StockRecord(record.row, record.sku, code, pieces), before)
            if pieces < 0:  # it could only come so where the SKU may go below nothing
                ledger.allow_negative(connection, variant, True)
            moves.append((place, pieces - before))
        for place, pieces in sorted(moves, key=lambda move: -move[1]):  # what comes lies there before others go
            self._move(variant, place, pieces)
        (level,) = ledger.stock_levels(connection, record.sku)
        if level.safety != record.safety:
            batches.keep_before(connection, self.batch_id, "safety", variant, level.safety)
            put_on_shelf(connection, variant, safety=record.safety, place=None)
        return level.safety != record.safety or any(pieces for _place, pieces in moves)

    def _move(self, variant: int, place: Place, pieces: int) -> None:
        told = Booking("count", self.file, batch_id=self.batch_id)
        if pieces > 0:
            book(self.shop, variant, place, pieces, told)
        elif pieces < 0:
            take_out(self.shop, variant, place, -pieces, told)

    def _place(self, code: str, serves: bool) -> Place:
        if code not in self._places:
            locations.put_location(self.shop.connection, code, "", "", serves)
            self._places.add(code)
        return find_place(self.shop, code)
