"""An order taken by telephone or chat as the window writes it: at once, and taken back at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.orders import Order
from shopdesk.services.orders import add_order, cancel_order, order_row, reopen_order
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class HandOrder:
    """What a person has written: pieces and prices by SKU, amounts in minor units; saving it twice saves it once."""

    uuid: str
    pieces: Mapping[str, int]
    prices: Mapping[str, int]
    receiver: Receiver
    channel: str = "manual"
    paid: bool = False
    note: str = ""
    shipping: int = 0
    discount: int = 0


def save_hand_order(shop: Shop, told: HandOrder) -> Order:
    """Write the order; it is new. Raises what `add_order` raises."""
    return add_order(
        shop,
        list(told.pieces.items()),
        told.receiver,
        paid=told.paid,
        channel=told.channel,
        note=told.note,
        uuid=told.uuid,
        prices=told.prices,
        shipping=told.shipping,
        discount=told.discount,
    )


def withdraw_order(shop: Shop, number: str) -> None:
    """Take a written order back: it stays listed as cancelled. Raises ShopError("order-state") once it has left."""
    with shop.writing():
        cancel_order(shop, order_row(shop, number))


def restore_order(shop: Shop, number: str) -> None:
    """Write a withdrawn order again: it is new as it was. Raises ShopError("order-state")."""
    with shop.writing():
        reopen_order(shop, order_row(shop, number))
