"""The goods of the stall: fetched from the office, carried back in time, known by how they are sold."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from shopdesk.db.stall import StallGoods, goods_at, lease_began
from shopdesk.services.sales import scan_goods
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import PLACE, stall_row
from shopdesk.services.transfers import takeable_pieces, transfer_stock

PERS = (0, 100, 500, 1000)  # grams that a price can be for, 0 for pieces


class Lease(NamedTuple):
    """Since when goods lie at the stall, and until when they should be back."""

    since: datetime
    back_by: datetime


def stall_lease(shop: Shop) -> Lease | None:
    """Return since when the goods of today lie at the stall, None where nothing does."""
    since = lease_began(shop.connection, stall_row(shop))
    if since is None:
        return None
    hour, _colon, minute = str(get_setting(shop, "stall.back_by")).partition(":")
    began = since.astimezone()
    back_by = datetime.combine(began.date(), time(int(hour), int(minute)), began.tzinfo)
    return Lease(since, back_by if back_by > began else back_by + timedelta(days=1))


def find_stall_goods(shop: Shop, skus: Iterable[str]) -> list[StallGoods]:
    """Return these SKUs as they lie at the stall."""
    return goods_at(shop.connection, stall_row(shop), skus=skus)


def goods_of_code(shop: Shop, code: str) -> StallGoods:
    """Return what a scanned code means. Raises ShopError("code-unknown")."""
    return scan_goods(shop, code)[0]


def fetchable(shop: Shop, sku: str) -> int | None:
    """Return how many pieces of a SKU can be fetched from the usual place; None where nobody counts them.

    Raises ShopError("sku-unknown").
    """
    return takeable_pieces(shop, sku, origin="", target=PLACE)


def fetch_goods(shop: Shop, sku: str, pieces: int, *, uuid: str = "") -> str:
    """Fetch pieces from the usual place and return the transfer's reference. Raises like `transfer_stock`."""
    return transfer_stock(shop, {sku: pieces}, origin="", target=PLACE, uuid=uuid)
