"""WooCommerce orders as its interface (REST v3) tells them: JSON, or the same names as columns of a csv.

One record an order; the goods are a list in `line_items`, or stand in `line_item_1`, `line_item_2` … as texts
("name:Mug|sku:MUG|quantity:2|total:18.00"), as an export plugin writes them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, takewhile
from typing import Any

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.domain.option_text import options_text
from shopdesk.exchange.cells import read_amount, read_identifier, read_mail, read_pieces, read_text
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.orders import (
    NOBODY,
    line_title,
    one_currency,
    order_number,
    price_of_one,
    read_single,
    trade_number,
)
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import utc_time
from shopdesk.exchange.woocommerce_states import woocommerce_state

_PLACE = ("first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country")
ALIASES = {
    "order_number": "number",
    "order_currency": "currency",
    "order_total": "total",
    "order_date": "date_created_gmt",
    "paid_date": "date_paid_gmt",
    "line_item_1": "line_items",
    **{f"{side}_{part}": f"{side}.{part}" for side in ("billing", "shipping") for part in (*_PLACE, "phone", "email")},
}
FORMAT = FileFormat(
    "woocommerce-orders", "orders", ("import",), frozenset({"number", "status", "currency", "total", "line_items"})
)
_GOODS = "line_items"


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines."""
    return read_single(table, ALIASES, _order)


def _order(row: Row) -> OrderRecord:
    currency = one_currency([row], "currency", "USD")
    lines = tuple(_line(goods, currency) for goods in _goods(row))
    return OrderRecord(row.number, "woocommerce", order_number(row, "number"), _head(row, currency), lines)


def _goods(row: Row) -> list[Mapping[str, Any]]:
    """Return the goods; two that have one id are one line. Raises ShopError("lines-unreadable")."""
    if row.has("line_item_1"):
        columns = takewhile(row.has, (f"line_item_{number}" for number in count(1)))
        return [_told_goods(text) for column in columns if (text := row.text(column))]
    found: dict[object, Mapping[str, Any]] = {}
    for place, goods in enumerate(_listed(row, _GOODS)):
        found.setdefault(goods.get("id") or f"place {place}", goods)
    return list(found.values())


def _told_goods(text: str) -> dict[str, Any]:
    parts = [part.partition(":") for part in text.split("|")]
    goods = {name.strip(): value.strip() for name, _colon, value in parts}
    return goods | {"subtotal": goods.get("sub_total", goods.get("total", ""))}


def _listed(row: Row, column: str) -> list[Mapping[str, Any]]:
    text = row.text(column)
    if not text:
        return []
    try:
        told = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, list) or not all(isinstance(part, dict) for part in told):
        raise ShopError("lines-unreadable", value=text, column=column)
    return told


def _line(goods: Mapping[str, Any], currency: str) -> LineRecord:
    """Read one of the goods; its price is that before the order's discount, which stands by itself."""
    pieces = read_pieces(_cell(goods, "quantity"), "quantity")
    money = read_amount(_cell(goods, "subtotal") or _cell(goods, "total"), "subtotal", currency)
    return LineRecord(
        title=line_title(read_text(_cell(goods, "name")), "name"),
        quantity=pieces,
        unit_price=price_of_one(money, pieces),
        sku=read_identifier(_cell(goods, "sku"), "sku"),
        options=options_text(_options(goods)),
    )


def _options(goods: Mapping[str, Any]) -> dict[str, str]:
    """Return what was chosen; names that begin with a line are the shop system's own."""
    told = goods.get("meta_data")
    found = {}
    for part in told if isinstance(told, list) else []:
        if isinstance(part, dict) and (name := _cell(part, "display_key") or _cell(part, "key")):
            value = _cell(part, "display_value") or _cell(part, "value")
            if value and not name.startswith("_"):
                found[name.removeprefix("pa_")] = value
    return found


def _cell(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _head(row: Row, currency: str) -> OrderHead:
    placed_at, paid_at = row.time("date_created_gmt", utc_time), row.time("date_paid_gmt", utc_time)
    total = row.amount("total", currency)
    payment, fulfilment = woocommerce_state(
        row.text("status"),
        "status",
        was_paid=paid_at is not None,
        completed=bool(row.first_text("date_completed_gmt", "date_completed")),
        total=total,
        refunded=sum(_refund(refund, currency) for refund in _listed(row, "refunds")),
    )
    return OrderHead(
        placed_at=placed_at,
        paid_at=paid_at,
        payment=payment,
        fulfilment=fulfilment,
        buyer=_name(row, "billing") or row.text("billing.email"),
        email=read_mail(row.text("billing.email")),
        receiver=_receiver(row),
        currency=currency,
        shipping=row.amount("shipping_total", currency),
        discount=row.amount("discount_total", currency),
        total=total,
        buyer_note=row.text("customer_note"),
        payment_method=row.first_text("payment_method_title", "payment_method"),
        trade_no=trade_number(row.text("transaction_id")),
    )


def _refund(refund: Mapping[str, Any], currency: str) -> int:
    return read_amount(_cell(refund, "total").removeprefix("-"), "refunds", currency)


def _name(row: Row, side: str) -> str:
    return " ".join(_filled(row, (f"{side}.first_name", f"{side}.last_name")))


def _filled(row: Row, columns: Sequence[str]) -> list[str]:
    return [text for column in columns if (text := row.text(column))]


def _receiver(row: Row) -> Receiver:
    if not row.first_text(*(f"shipping.{part}" for part in _PLACE[:-1])):
        return NOBODY
    return Receiver(
        name=_name(row, "shipping") or row.text("shipping.company"),
        phone=row.first_identifier("shipping.phone", "billing.phone"),
        country=country_code(row.text("shipping.country")),
        province=row.text("shipping.state"),
        city=row.text("shipping.city"),
        street=", ".join(_filled(row, [f"shipping.{part}" for part in _PLACE[2:5]])),
        postcode=row.text("shipping.postcode"),
    )
