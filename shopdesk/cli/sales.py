"""`sell` and `refund`: the market stall from the command line."""

import re
from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.shapes import money, time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import parse_amount
from shopdesk.domain.sales import METHODS, Cart, CartLine, PricedCart, Sale, put_in
from shopdesk.domain.stall_floor import BelowFloor
from shopdesk.services.sale_receipts import write_receipt_file
from shopdesk.services.sale_refunds import refund_sale, sale_without_receipt
from shopdesk.services.sales import sell
from shopdesk.services.shifts import hold_cart, list_held, recall_cart
from shopdesk.services.stall_floor import below_floor
from shopdesk.services.stall_prices import price_cart
from shopdesk.words import _
from shopdesk.words.stall_floor import word_floor

_LINE = re.compile(r"(.+)=(\d{1,6})(g?)(?:@(\d+(?:\.\d{1,2})?))?")


@click.command("sell", help=_("Sell at the stall: one sale, one receipt, all or nothing."))
@click.option("--line", "lines", multiple=True, metavar="SKU=QTY", help=_("Pieces, or grams as SKU=350g; @price."))
@click.option("--pay", "pays", multiple=True, metavar="METHOD=AMOUNT", help=_("How it is paid; may be repeated."))
@click.option("--customer", default="", help=_("The member's number, such as CU-000012."))
@click.option("--coupon", "coupons", multiple=True, help=_("A coupon's code; may be repeated."))
@click.option("--discount", default="", help=_("An amount that is taken off the whole."))
@click.option("--reason", default="", help=_("Why a price or discount is given by hand."))
@click.option("--hold", default=None, metavar="LABEL", help=_("Put the cart aside instead of selling it."))
@click.option("--recall", default="", metavar="UUID", help=_("Take up a cart that was put aside."))
@click.option("--fetch", is_flag=True, help=_("Carry what lacks at the stall from the office."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice sells once."))
@click.option("--receipt", type=click.Path(path_type=Path), default=None, help=_("The receipt's PDF to write."))
@click.pass_obj
def sell_command(
    door: Door, lines: tuple[str, ...], pays: tuple[str, ...], customer: str, coupons: tuple[str, ...], discount: str,
    reason: str, hold: str | None, recall: str, fetch: bool, uuid: str, receipt: Path | None,
) -> int:  # fmt: skip
    """Sell, hold, or tell what a cart costs where nothing is paid."""
    shop = open_the_shop(door)
    cart = recall_cart(shop, recall) if recall else Cart()
    try:
        cart = _cart(cart, lines, customer, coupons, discount, reason)
        if hold is not None:
            uuid = hold_cart(shop, cart, label=hold, uuid=uuid)
            held = [{"uuid": one.uuid, "label": one.label, "lines": len(one.cart.lines)} for one in list_held(shop)]
            door.answer({"held": uuid, "waiting": held}, lambda: [uuid])
            return 0
        if not pays:
            priced = price_cart(shop, cart)
            below = below_floor(shop, priced)
            told = [f"{line.sku} ×{line.quantity}" for line in priced.lines]
            told += [f"{one.sku}: {word_floor(one, priced.currency)}" for one in below]
            door.answer(
                _priced(priced) | {"below_floor": [_below(one, priced.currency) for one in below]}, lambda: told
            )
            return 0
        sale = sell(shop, cart, [_tender(told) for told in pays], uuid=uuid, fetch=fetch)
    except ShopError:
        if recall:
            hold_cart(shop, cart, uuid=recall)
        raise
    if receipt is not None:
        write_receipt_file(shop, [sale.number], receipt)
    door.answer(sale_shape(sale), lambda: [f"{sale.number}  {sale.order}  {sale.total / 100:.2f}"])
    return 0


@click.command("refund", help=_("Take goods back at the stall and pay for them what they cost."))
@click.argument("sale", required=False, default="")
@click.option("--line", "lines", multiple=True, required=True, metavar="SKU=QTY", help=_("Pieces that come back."))
@click.option("--method", type=click.Choice(METHODS), default=None, help=_("How it is paid back; as it was paid."))
@click.option("--damaged", is_flag=True, help=_("The goods are damaged and written off."))
@click.option("--reason", default="", help=_("Why they come back."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice pays once."))
@click.pass_obj
def refund_command(
    door: Door, sale: str, lines: tuple[str, ...], method: str | None, damaged: bool, reason: str, uuid: str
) -> int:
    """Refund with a receipt, or without one by the sale that paid least for the goods."""
    shop = open_the_shop(door)
    pieces = {line.sku: line.quantity for line in _cart(Cart(), lines, "", (), "", "").lines}
    found = sale or sale_without_receipt(shop, next(iter(pieces))).number
    told = refund_sale(
        shop, found, pieces, method=method or "", damaged=damaged, reason=reason, receipt=bool(sale), uuid=uuid
    )
    shape = told._asdict() | {"amount": money(told.amount, "CNY")}
    door.answer(shape, lambda: [f"{told.number}  {told.sale}  {told.amount / 100:.2f}"])
    return 0


def _cart(
    cart: Cart, lines: tuple[str, ...], customer: str, coupons: tuple[str, ...], discount: str, reason: str
) -> Cart:
    found = cart.lines
    for told in lines:
        match = _LINE.fullmatch(told.strip())
        if match is None:
            raise click.UsageError(_("“{value}” cannot be read as a line; write SKU=QTY.").format(value=told))
        sku, count, weighed, price = match.groups()
        by_hand = None if price is None else parse_amount(price)
        grams = int(count) if weighed else 0
        found = put_in(found, CartLine(sku, 1 if weighed else int(count), grams, by_hand, reason if price else ""))
    taken = parse_amount(discount) if discount else cart.discount
    return Cart(found, customer or cart.customer, coupons or cart.coupons, taken, reason or cart.discount_reason)


def _tender(text: str) -> tuple[str, int, str]:
    method, _equals, amount = text.partition("=")
    value, _at, reference = amount.partition("@")
    return method.strip(), parse_amount(value.strip()), reference


def _priced(priced: PricedCart) -> dict[str, Any]:
    currency = priced.currency
    return {
        "lines": [_line(line, currency) for line in priced.lines],
        "subtotal": money(priced.subtotal, currency),
        "reductions": [{"name": one.name, "amount": money(one.amount, currency)} for one in priced.reductions],
        "total": money(priced.total, currency),
        "gifts_missing": list(priced.gifts_missing),
    }


def _below(told: BelowFloor, currency: str) -> dict[str, Any]:
    """Return a price by hand that is below the floor; what is left of it is below zero where it is a loss."""
    return {
        "sku": told.sku, "price": money(told.price, currency), "floor": money(told.floor, currency),
        "left": money(told.net, currency), "per_grams": told.per or None,
    }  # fmt: skip


def _line(line: Any, currency: str) -> dict[str, Any]:  # noqa: ANN401 - a sale's line
    return {
        "sku": line.sku, "title": line.title, "quantity": line.quantity, "grams": line.grams, "gift": line.gift,
        "unit_price": money(line.unit_price, currency), "net": money(line.net, currency),
    }  # fmt: skip


def sale_shape(sale: Sale) -> dict[str, Any]:
    """Return a sale as it is told in JSON."""
    currency = sale.currency
    return {
        "sale": sale.number, "order": sale.order, "uuid": sale.uuid, "shift": sale.shift, "at": time(sale.at),
        "lines": [_line(line, currency) for line in sale.lines],
        "reductions": [{"name": one.name, "amount": money(one.amount, currency)} for one in sale.reductions],
        "total": money(sale.total, currency),
        "payments": [{"method": one.method, "amount": money(one.amount, currency)} for one in sale.tenders],
        "change": money(sale.change, currency), "gifts_missing": list(sale.gifts_missing),
    }  # fmt: skip
