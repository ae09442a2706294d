"""Quality traced: from a complaint to the batch, its supplier, and whoever else has bought of it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shopdesk.db import traces
from shopdesk.db.traces import Lot, LotBuyer, LotReceipt
from shopdesk.domain.errors import ShopError
from shopdesk.services.shop import Shop

__all__ = [
    "Lot", "LotBuyer", "LotReceipt", "LotStory", "LotTable", "count_lots", "expiring_lots", "list_lots", "trace_lot",
    "trace_order",
]  # fmt: skip
EXPIRING_DAYS = 60


@dataclass(frozen=True, slots=True)
class LotStory:
    """A batch with how it came and the orders that took pieces of it."""

    lot: Lot
    buyers: tuple[LotBuyer, ...]
    receipts: tuple[LotReceipt, ...] = ()


@dataclass(frozen=True, slots=True)
class LotTable:
    """The batches of a view that hold a text or went into an order, in any order; rows are read as they are seen."""

    shop: Shop
    view: str = "all"
    search: str = ""

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the batches in order; without a sort the newest, or what expires first."""
        return traces.lot_ids(
            self.shop.connection,
            view=self.view,
            search=self.search,
            until=_until(self.shop, EXPIRING_DAYS),
            sort=sort,
            descending=descending,
        )

    def rows(self, ids: Sequence[int]) -> list[Lot]:
        """Return these batches, in this order."""
        return traces.load_lots(self.shop.connection, ids)


def count_lots(shop: Shop) -> dict[str, int]:
    """Return how many batches each view holds."""
    return traces.count_lots(shop.connection, _until(shop, EXPIRING_DAYS))


def list_lots(shop: Shop, sku: str) -> list[Lot]:
    """Return the batches of a SKU, the newest first."""
    return traces.find_lots(shop.connection, sku=sku)


def trace_lot(shop: Shop, code: str, *, sku: str = "") -> list[LotStory]:
    """Return the batches of this code and who bought of them. Raises ShopError("lot-unknown")."""
    found = traces.find_lots(shop.connection, sku=sku, code=code.strip())
    if not found:
        raise ShopError("lot-unknown", value=code)
    return [_story(shop, lot) for lot in found]


def trace_order(shop: Shop, number: str) -> list[LotStory]:
    """Return the batches that an order's goods came from, and who else bought of them; none where none was noted."""
    return [_story(shop, lot) for lot in traces.lots_of_order(shop.connection, number.strip().upper())]


def expiring_lots(shop: Shop, days: int) -> list[Lot]:
    """Return the batches with pieces left that keep no longer than this many days, the soonest first."""
    return traces.expiring_lots(shop.connection, _until(shop, days))


def _until(shop: Shop, days: int) -> date:
    return shop.now().astimezone().date() + timedelta(days=days)


def _story(shop: Shop, lot: Lot) -> LotStory:
    buyers = traces.buyers_of_lot(shop.connection, lot.sku, lot.code)
    return LotStory(lot, tuple(buyers), tuple(traces.receipts_of_lot(shop.connection, lot.sku, lot.code)))
