"""What goes into a file, record by record: orders, parcels that have left, listings with what lies on the shelf."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shopdesk.db import hand_backs, listings, order_views
from shopdesk.db import orders as order_rows
from shopdesk.db.platform_codes import codes_of
from shopdesk.db.settings import load_couriers
from shopdesk.db.stock import stock_levels
from shopdesk.domain.channels import HAND_BACK_CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import Offer, Parcel
from shopdesk.domain.orders import Order
from shopdesk.services.listings import find_rows
from shopdesk.services.orders import order_row
from shopdesk.services.shop import Shop

CHUNK = 200  # records read together
_LEFT = ("shipped", "delivered")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person wants in a file: orders or listings by name or by row, or the orders of a view; else all.

    With `again` parcels go that were handed back before.
    """

    names: Sequence[str] = ()
    view: str = ""
    again: bool = False
    rows: Sequence[int] | None = None


class Refusal(NamedTuple):
    """An order or a listing that stayed out of a file, and why."""

    name: str
    error: ShopError


class Record(NamedTuple):
    """An order, a parcel or an offer on its way into a file: what people call it, its row, itself."""

    name: str
    row: int
    told: Any


@dataclass(slots=True)
class Source:
    """What is to be written: how many records at most, themselves, and what stayed out of them on the way."""

    total: int
    records: Iterator[Record]
    refused: list[Refusal] = field(default_factory=list)
    left_out: int = 0


def orders(shop: Shop, chosen: Chosen) -> Source:
    """Return the orders that were chosen, newest first as they are listed."""
    ids = _order_ids(shop, chosen, "all")
    return Source(len(ids), (Record(order.number, row, order) for row, order in _loaded(shop, ids)))


def parcels(shop: Shop, chosen: Chosen, channel: str) -> Source:
    """Return the parcels of a channel that have left ("" for all), those that it does not know of yet."""
    ids = _order_ids(shop, chosen, "to-hand-back" if channel else "shipped")
    source = Source(len(ids), iter(()))
    source.records = _parcels(shop, chosen, channel, ids, source)
    return source


def _parcels(shop: Shop, chosen: Chosen, channel: str, ids: Sequence[int], source: Source) -> Iterator[Record]:
    couriers = {code: (name, name_en) for code, (name, name_en, _aliases) in load_couriers(shop.connection).items()}
    for chunk in _chunks(ids):
        told = hand_backs.handed_back(shop.connection, chunk) if channel and not chosen.again else set[int]()
        left = hand_backs.left_at(shop.connection, chunk)
        for row, order in _loaded(shop, chunk):
            if not chosen.names and channel not in ("", order.channel):
                continue  # a view holds the orders of every channel
            if row in told and not chosen.names:
                source.left_out += 1
                continue
            code = _reason_to_stay(order, channel, known=row in told)
            if code:
                source.refused.append(Refusal(order.number, ShopError(code, order=order.number, channel=channel)))
                continue
            name, name_en = couriers.get(order.courier, (order.courier, order.courier))
            yield Record(order.number, row, Parcel(order, name, name_en, left.get(row)))


def _reason_to_stay(order: Order, channel: str, *, known: bool) -> str:
    """Return the code of why a parcel cannot be told to a platform, "" when it can."""
    if channel not in ("", order.channel):
        return "parcel-of-other-channel"
    if order.fulfilment not in _LEFT:
        return "parcel-not-shipped"
    if channel and not order.waybill:
        return "parcel-without-waybill"
    if channel and not order.channel_order_no:
        return "parcel-without-number"
    return "parcel-handed-back" if known else ""


def offers(shop: Shop, chosen: Chosen, channel: str) -> Source:
    """Return the listings that were chosen with their stock and what the channel calls their SKUs."""
    connection = shop.connection
    ids = find_rows(shop, chosen.names) if chosen.names else chosen.rows
    if ids is None:
        ids = listings.listing_ids(connection)
    levels = {level.sku: level for level in stock_levels(connection)}

    def records() -> Iterator[Record]:
        for chunk in _chunks(ids):
            found = listings.load_listings(connection, chunk)
            codes = _codes(shop, [variant.sku for told in found for variant in told.variants], channel)
            for row, listing in zip(chunk, found, strict=True):
                yield Record(listing.handle, row, Offer(listing, levels, codes))

    return Source(len(ids), records())


def _codes(shop: Shop, skus: Sequence[str], channel: str) -> Mapping[str, Sequence[str]]:
    """Return what a channel calls these SKUs, its own codes before those that hold on each."""
    found: dict[str, list[str]] = {}
    told = [entry for entry in codes_of(shop.connection, skus) if entry[1] in (channel, "")] if channel else []
    for sku, _channel, code in sorted(told, key=lambda entry: entry[1] == ""):
        found.setdefault(sku, []).append(code)
    return found


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))


def _loaded(shop: Shop, ids: Sequence[int]) -> Iterator[tuple[int, Order]]:
    for chunk in _chunks(ids):
        yield from zip(chunk, order_rows.load_orders(shop.connection, chunk), strict=True)


def _order_ids(shop: Shop, chosen: Chosen, otherwise: str) -> list[int]:
    if chosen.names:
        return list(dict.fromkeys(order_row(shop, name) for name in chosen.names))
    if chosen.rows is not None:
        return list(chosen.rows)
    view = chosen.view or otherwise
    if view not in order_views.VIEWS:
        raise ShopError("view-unknown", value=view, allowed=", ".join(order_views.VIEWS))
    return order_rows.order_ids(shop.connection, view=view, now=shop.now())


def count_to_hand_back(shop: Shop) -> dict[str, int]:
    """Return how many parcels each platform waits to hear of."""
    ids = order_rows.order_ids(shop.connection, view="to-hand-back", now=shop.now())
    counts = dict.fromkeys(HAND_BACK_CHANNELS, 0)
    for _row, order in _loaded(shop, ids):
        counts[order.channel] += 1
    return counts
