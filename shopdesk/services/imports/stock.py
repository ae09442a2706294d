"""What lies where, from a file into the shop: the SKUs it lists get what it tells, by movements of the difference."""

from collections.abc import Sequence

from shopdesk.db import stock as ledger
from shopdesk.db.locations import list_locations
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import Record, RowProblem, StockRecord
from shopdesk.services.imports.preview import Watcher
from shopdesk.services.ledger import Booking, Place, book, find_place, find_variant, take_out
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


class StockImport:
    """One batch of stock under way, inside the batch's transaction; a watcher is told of each record."""

    created = 0

    def __init__(self, shop: Shop, batch_id: int, file: str, watcher: Watcher | None = None) -> None:
        self.shop = shop
        self.batch_id = batch_id
        self.file = file
        self.updated = self.unchanged = 0
        self.remarks: list[RowProblem] = []
        self._watcher = watcher
        self._usual = str(get_setting(shop, "stock.location"))
        self._elsewhere = ""  # the one name in the file that is no place of the shop and stands for the usual one
        self._codes = {
            name.casefold(): place.code
            for place in list_locations(shop.connection)
            for name in (place.name, place.code)
            if name
        }
        self._seen: set[tuple[int, int]] = set()

    def take(self, records: Sequence[Record]) -> list[RowProblem]:
        """Take these records; what cannot be is returned, row by row."""
        refused = []
        for record in records:
            assert isinstance(record, StockRecord)
            try:
                self._take(record)
            except ShopError as error:
                code = "stock-promised" if error.code in ("stock-reserved", "stock-negative") else error.code
                refused.append(RowProblem(record.row, code, str(error.params.get("value", record.sku)), "SKU"))
        return refused

    def _take(self, record: StockRecord) -> None:
        variant, place = find_variant(self.shop, record.sku), self._place(record)
        if (variant, place.row) in self._seen:
            raise ShopError("sku-duplicate", value=record.sku)
        before = ledger.counts(self.shop.connection, variant, place.row).on_hand
        if before == record.pieces:
            self.unchanged += 1
        else:
            with self.shop.writing():  # whole or not at all: several batches of goods may be moved
                self._move(variant, place, record.pieces - before)
            self.updated += 1
        self._seen.add((variant, place.row))
        if self._watcher:
            self._watcher.stock(record, before)

    def _move(self, variant: int, place: Place, pieces: int) -> None:
        told = Booking("count", self.file, batch_id=self.batch_id)
        if pieces > 0:
            book(self.shop, variant, place, pieces, told)
        else:
            take_out(self.shop, variant, place, -pieces, told)

    def _place(self, record: StockRecord) -> Place:
        """Return where it lies; one unknown name stands for the usual place, a second is refused."""
        name = record.place.casefold()
        if code := self._codes.get(name):
            return find_place(self.shop, code)
        if name and not self._elsewhere:
            self._elsewhere = name
            self.remarks.append(RowProblem(record.row, "place-usual", record.place, "Location"))
        if name and name != self._elsewhere:
            raise ShopError("place-unknown", value=record.place)
        return find_place(self.shop, self._usual)
