"""What a buyer asks, put beside what the shop knows of the order: the engine's question."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shopdesk.db import returns, stock
from shopdesk.db.hand_backs import left_at
from shopdesk.domain.after_sales import OPEN
from shopdesk.domain.orders import Order
from shopdesk.domain.return_rules import Goods, Request
from shopdesk.domain.returns import STAYS_SOLD
from shopdesk.services.shop import Shop
from shopdesk.services.tracking import delivered_at


def asked_pieces(shop: Shop, row: int, order: Order, pieces: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return the pieces asked for by SKU (a line's title where it has none); all that are left where none is named."""
    if pieces:
        wanted: dict[str, int] = {}
        for sku, count in pieces:
            wanted[sku] = wanted.get(sku, 0) + count
        return wanted
    gone = pieces_gone(shop, row)
    left = {sku: sold - gone.get(sku, 0) for sku, sold in sold_pieces(order).items()}
    return {sku: count for sku, count in left.items() if count > 0}


def sold_pieces(order: Order) -> dict[str, int]:
    """Return what an order has of each SKU."""
    sold: dict[str, int] = {}
    for line in order.lines:
        key = line.sku or line.title
        sold[key] = sold.get(key, 0) + line.quantity
    return sold


def pieces_gone(shop: Shop, row: int, but: int = 0) -> dict[str, int]:
    """Return what of an order the buyer no longer has, or has asked for already, by SKU."""
    gone: dict[str, int] = {}
    for sku, kind, _reason, state, pieces in returns.pieces_in_cases(shop.connection, row, but):
        if state in OPEN or kind not in STAYS_SOLD:
            gone[sku] = gone.get(sku, 0) + pieces
    return gone


def signed_at(shop: Shop, row: int, order: Order) -> datetime | None:
    """Return when the buyer signed for an order's parcel; None while nobody says so.

    A platform that tells no day but that the order is delivered: no later than it has told so.
    """
    told = delivered_at(shop, order.number)
    if told is None and order.fulfilment == "delivered":
        return returns.learned_at(shop.connection, row)
    return told


def request_for(
    shop: Shop, row: int, order: Order, wanted: Mapping[str, int], kind: str, reason: str, but: int = 0
) -> Request:
    """Return the request as the engine asks for it; `but` is a case that is left out of what stands already."""
    facts = returns.goods_of(shop.connection, wanted)
    free = stock.free_pieces(shop.connection, [told[0] for told in facts.values()])
    sold, gone, turns = sold_pieces(order), pieces_gone(shop, row, but), _exchanges(shop, row)
    goods = []
    for sku, pieces in wanted.items():
        variant, handle, category, special, months = facts.get(sku, (0, "", [], "", 0))
        goods.append(
            Goods(
                sku, pieces, sold.get(sku, 0), gone.get(sku, 0), bool(special), handle, tuple(category), months,
                sum(turns.values()) if order.number in turns else turns.get(sku, 0),
                free.get(variant, 0) >= pieces,
            )
        )  # fmt: skip
    return Request(
        kind, reason, shop.now(), tuple(goods),
        ordered_at=order.placed_at or order.paid_at,
        known_at=returns.newest_moment(shop.connection, row),
        sent_at=left_at(shop.connection, [row]).get(row),
        delivered_at=signed_at(shop, row, order),
        channel=order.channel, fulfilment=order.fulfilment, payment=order.payment, masked="masked" in order.flags,
    )  # fmt: skip


def _exchanges(shop: Shop, row: int) -> dict[str, int]:
    """Return how often a size was exchanged already, by SKU; for an exchange order under its own number too."""
    turns: dict[str, int] = {}
    for sku, kind, reason, _state, _pieces in returns.pieces_in_cases(shop.connection, row):
        if kind == "exchange" and reason == "size-exchange":
            turns[sku] = turns.get(sku, 0) + 1
    origin = returns.case_of_exchange(shop.connection, row)
    if origin is not None and returns.load_case(shop.connection, origin).reason == "size-exchange":
        turns[f"SD-{row:06d}"] = 1
    return turns
