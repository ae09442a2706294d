"""An order taken by hand, written with its lines: priced from the listings, with the clock of its channel."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shopdesk.db import order_writes
from shopdesk.db.times import write_time, write_time_or_none
from shopdesk.domain.addresses import Receiver, receiver_is_masked
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.deadlines import read_deadlines
from shopdesk.services.identity import new_ids
from shopdesk.services.settings import get_setting, list_settings
from shopdesk.services.shop import Shop


class Money(NamedTuple):
    """What was agreed on: prices by SKU, freight, discount."""

    prices: Mapping[str, int]
    shipping: int
    discount: int


def write_order(
    shop: Shop,
    lines: Sequence[tuple[str, int]],
    receiver: Receiver,
    paid: bool,
    channel: str,
    note: str,
    uuid: str,
    money: Money,
) -> int:
    """Write an order inside the caller's transaction and return its row.

    Raises ShopError with "sku-unknown", "quantity-out-of-range" or "discount-too-large".
    """
    priced = [_priced(shop, sku, quantity, money.prices) for sku, quantity in lines]
    goods = sum(price * quantity for _, _, price, _, quantity in priced)
    total = goods + money.shipping - money.discount
    if total < 0:
        raise ShopError("discount-too-large", value=format_amount(money.discount, shop_currency(shop)))
    row, now = order_writes.next_order_id(shop.connection), shop.now()
    paid_at = now if paid else None
    deadlines = read_deadlines(shop, list_settings(shop))
    due = deadlines.ship_by(channel, paid_at)
    columns: dict[str, object] = dict.fromkeys(order_writes.ORDER_COLUMNS, "")
    columns |= dict.fromkeys(("hold", "short", "unmatched", "suspicious", "refunding", "provisional"), 0)
    columns |= dict.fromkeys(("created_batch", "touched_batch"))
    columns |= {
        "id": row, "uuid": uuid, "channel": channel, "after_sales": "none",
        "created_at": write_time(now), "placed_at": write_time(now), "paid_at": write_time_or_none(paid_at),
        "ship_by": write_time_or_none(due),
        "leave_by": write_time_or_none(deadlines.leave_by("", paid_at, due)),
        "payment": "paid" if paid else "unpaid", "fulfilment": "new",
        "masked": int(receiver_is_masked(receiver)), "buyer": receiver.name, "currency": shop_currency(shop),
        "shipping": money.shipping, "discount": money.discount, "total": total, "buyer_note": mask_cards(note),
        "name": mask_cards(receiver.name), "phone": receiver.phone, "country": receiver.country,
        "province": receiver.province,
        "city": receiver.city, "district": receiver.district, "street": mask_cards(receiver.street),
        "postcode": receiver.postcode,
    }  # fmt: skip
    order_writes.add_orders(shop.connection, [tuple(columns[name] for name in order_writes.ORDER_COLUMNS)])
    titles = order_writes.title_ids(shop.connection, [title for _, title, _, _, _ in priced])
    order_writes.add_lines(
        shop.connection,
        [
            (line_uuid, row, at, sku, titles[title], options, quantity, price, variant)
            for at, (line_uuid, (variant, title, price, (sku, options), quantity)) in enumerate(
                zip(new_ids(len(priced)), priced, strict=True)
            )
        ],
    )
    return row


def shop_currency(shop: Shop) -> str:
    """Return the currency of the shop's listings."""
    return str(get_setting(shop, "shop.currency"))


def _priced(
    shop: Shop, sku: str, quantity: int, prices: Mapping[str, int]
) -> tuple[int, str, int, tuple[str, str], int]:
    """Return variant row, title, price, (SKU, options) and pieces of a line."""
    if not 0 < quantity <= LARGEST_QUANTITY:
        raise ShopError("quantity-out-of-range", value=quantity)
    found = order_writes.sellable(shop.connection, sku)
    if found is None:
        raise ShopError("sku-unknown", value=sku)
    variant, title, price, options = found
    return variant, title, prices.get(sku, price), (sku, options), quantity
