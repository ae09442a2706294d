"""The market stall sells: one sale is one transaction, and the same sale asked for twice is sold once."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.db import shifts, stall
from shopdesk.db.codes import variants_of_code
from shopdesk.db.stall import StallGoods, goods_at
from shopdesk.db.times import write_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import Cart, Sale, settle
from shopdesk.services.coupons import redeem
from shopdesk.services.customers import customer_row
from shopdesk.services.identity import new_id
from shopdesk.services.orders import order_number
from shopdesk.services.payments import take
from shopdesk.services.sale_orders import hand_over, write_sold_order
from shopdesk.services.shifts import needed_shift
from shopdesk.services.shop import Shop
from shopdesk.services.stall_prices import price_cart, stall_row

Told = Sequence[tuple[str, int, str]]


def sell(
    shop: Shop, cart: Cart, tenders: Told, *, uuid: str = "", fetch: bool = False, total: int | None = None
) -> Sale:
    """Sell a cart: order, stock, money and receipt number, all or nothing; tenders are (method, amount, reference).

    A uuid seen before returns that sale; `total` is what the buyer was told. Raises ShopError with "shift-none",
    "basket-empty", "sum-changed", "stall-sold-out" (unless `fetch` carries the goods from the usual place), or what
    `price_cart` and `settle` raise.
    """
    if not cart.lines:
        raise ShopError("basket-empty")
    uuid = uuid or new_id()
    with shop.writing():
        known = stall.find_by_uuid(shop.connection, uuid)
        if known is not None:
            return _load(shop, known)
        shift = needed_shift(shop)
        priced = price_cart(shop, cart)
        if total is not None and priced.total != total:
            raise ShopError("sum-changed", before=format_amount(total), now=format_amount(priced.total))
        paid = settle(priced.total, tenders)
        row, now = stall.next_sale(shop.connection), shop.now()
        before = stall.newest_moment(shop.connection, shift.row)
        order = write_sold_order(shop, priced, f"ST-{row:06d}", uuid, cart.customer)
        for tender in paid:
            take(shop, order_number(order), tender.method, tender.amount, reference=tender.reference)
        if priced.basket is not None:
            buyer = customer_row(shop, cart.customer) if cart.customer else None
            redeem(shop, cart.coupons, order_number(order), basket=priced.basket, customer=buyer)
        hand_over(shop, order, priced.lines, fetch=fetch)
        stall.add_sale(
            shop.connection,
            {
                "id": row, "uuid": uuid, "order_id": order, "shift_id": shift.row, "at": write_time(now),
                "cashier": shop.actor, "total": priced.total, "currency": priced.currency, "customer": cart.customer,
                "clock_back": int(before is not None and now < before),
            },
        )  # fmt: skip
        stall.add_lines(shop.connection, row, priced.lines)
        stall.add_tenders(shop.connection, row, paid)
        shifts.end_cart(shop.connection, uuid, now, "sold")
        return replace(_load(shop, row), gifts_missing=priced.gifts_missing)


def find_sale(shop: Shop, text: str) -> Sale:
    """Return the sale with this receipt number, uuid or order number. Raises ShopError("sale-unknown")."""
    row = stall.find_sale(shop.connection, text.strip())
    if row is None:
        raise ShopError("sale-unknown", value=text)
    return _load(shop, row)


def known_sale(shop: Shop, uuid: str) -> Sale | None:
    """Return the sale that was made of a cart, None where it was not sold."""
    row = stall.find_by_uuid(shop.connection, uuid)
    return None if row is None else _load(shop, row)


def list_sales(shop: Shop, *, shift: int | None = None, limit: int = 50) -> list[Sale]:
    """Return the newest sales, the newest first."""
    return stall.load_sales(shop.connection, stall.newest_sales(shop.connection, shift=shift, limit=limit))


def scan_goods(shop: Shop, code: str) -> list[StallGoods]:
    """Return the goods that a scanned code means. Raises ShopError("code-unknown")."""
    skus = [sku for _row, sku in variants_of_code(shop.connection, code.strip())] if code.strip() else []
    if not skus:
        raise ShopError("code-unknown", value=code.strip()[:80])
    return goods_at(shop.connection, stall_row(shop), skus=skus)


def _load(shop: Shop, row: int) -> Sale:
    return stall.load_sales(shop.connection, [row])[0]
