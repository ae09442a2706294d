"""Warranty looked up by order, customer or serial number: what is covered, until when, what was repaired."""

from dataclasses import dataclass
from datetime import date

from shopdesk.db import customers as customer_rows
from shopdesk.db import orders, returns, serials
from shopdesk.domain.errors import ShopError
from shopdesk.domain.return_clocks import local_day, months_later
from shopdesk.services.customers import customer_row, keep_up
from shopdesk.services.identity import new_id
from shopdesk.services.ledger import find_variant
from shopdesk.services.orders import order_row
from shopdesk.services.return_requests import signed_at
from shopdesk.services.shop import Shop

MOST_ORDERS = 50
STANDINGS = ("covered", "over", "none", "not-begun")


@dataclass(frozen=True, slots=True)
class Warranty:
    """What is warranted of one SKU of an order: `standing` is one of STANDINGS, `repairs` the cases of its repairs."""

    order: str
    sku: str
    title: str
    pieces: int
    serial: str
    months: int
    standing: str
    ends_on: date | None
    repairs: tuple[str, ...]


def note_serial(shop: Shop, order: str, sku: str, serial: str) -> list[Warranty]:
    """Note the serial number of a piece that went with an order, and return what is warranted of that order.

    Raises ShopError with "order-unknown", "sku-unknown", "sku-not-in-order" or "serial-invalid".
    """
    text = serial.strip()
    if not 3 <= len(text) <= 80 or not text.isprintable():
        raise ShopError("serial-invalid", value=text[:40])
    row, variant = order_row(shop, order), find_variant(shop, sku)
    found = orders.load_order(shop.connection, row)
    if all(line.sku != sku for line in found.lines):
        raise ShopError("sku-not-in-order", order=found.number, sku=sku)
    with shop.writing():
        serials.put_serial(
            shop.connection, uuid=new_id(), serial=text, order=row, variant=variant, at=shop.now()
        )  # fmt: skip
    return look_up(shop, found.number)


def take_serial_out(shop: Shop, sku: str, serial: str) -> None:
    """Note no longer with which order a piece went. Raises ShopError("sku-unknown")."""
    with shop.writing():
        serials.remove_serial(shop.connection, serial.strip(), find_variant(shop, sku), shop.now())


def look_up(shop: Shop, text: str) -> list[Warranty]:
    """Return what is warranted for a serial number, an order or a customer. Raises ShopError("warranty-unknown")."""
    found = serials.orders_of_serial(shop.connection, text.strip())
    if found:
        wanted = {variant for _order, variant in found}
        return [w for w, variant in _of_orders(shop, [order for order, _variant in found]) if variant in wanted]
    row = orders.find_order(shop.connection, text.strip())
    if row is not None:
        return [warranty for warranty, _variant in _of_orders(shop, [row])]
    keep_up(shop)
    try:
        customer = customer_row(shop, text)
    except ShopError:
        raise ShopError("warranty-unknown", value=text) from None
    rows = customer_rows.orders_of(shop.connection, customer, MOST_ORDERS)
    return [warranty for warranty, _variant in _of_orders(shop, rows)]


def warranties_of(shop: Shop, rows: list[int]) -> list[Warranty]:
    """Return what is warranted of these orders."""
    return [warranty for warranty, _variant in _of_orders(shop, rows)]


def _of_orders(shop: Shop, rows: list[int]) -> list[tuple[Warranty, int]]:
    today = local_day(shop.now())
    told = []
    found = dict(zip(rows, orders.load_orders(shop.connection, rows), strict=True))
    signed = {row: signed_at(shop, row, order) for row, order in found.items()}
    for row, sku, title, pieces, months, variant, serial in serials.warranted(shop.connection, rows):
        at = signed[row]
        ends = months_later(local_day(at), months) if at and months else None
        standing = "none" if not months else "not-begun" if ends is None else "covered" if today <= ends else "over"
        cases = returns.load_cases(shop.connection, returns.cases_of_orders(shop.connection, [row]))
        repairs = [
            case
            for case in cases
            if case.kind == "repair" and case.state != "refused" and any(line.sku == sku for line in case.lines)
        ]
        warranty = Warranty(
            found[row].number,
            sku,
            title,
            pieces,
            serial,
            months,
            standing,
            ends,
            tuple(case.number for case in repairs),
        )
        told.append((warranty, variant))
    return told
