"""Quality traced: from a complaint to the batch, its supplier, and whoever else has bought of it."""

from dataclasses import dataclass
from datetime import timedelta

from shopdesk.db import traces
from shopdesk.db.traces import Lot, LotBuyer
from shopdesk.domain.errors import ShopError
from shopdesk.services.shop import Shop

__all__ = ["Lot", "LotBuyer", "LotStory", "expiring_lots", "list_lots", "trace_lot", "trace_order"]


@dataclass(frozen=True, slots=True)
class LotStory:
    """A batch with the orders that took pieces of it."""

    lot: Lot
    buyers: tuple[LotBuyer, ...]


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
    return traces.expiring_lots(shop.connection, shop.now().astimezone().date() + timedelta(days=days))


def _story(shop: Shop, lot: Lot) -> LotStory:
    return LotStory(lot, tuple(traces.buyers_of_lot(shop.connection, lot.sku, lot.code)))
