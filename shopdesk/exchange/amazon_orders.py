"""Amazon order reports: one row an order item, tab-separated. Three forms are read.

The order report (29 columns), the unshipped report (no prices) and all orders by date (32 columns, no receiver).
Money of a row is that of all its pieces; Japan puts a line of its own above the header and writes Shift_JIS.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.domain.orders import FULFILMENTS
from shopdesk.exchange.cells import read_amount, read_mail
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.orders import NOBODY, line_title, lines_of, one_currency, price_of_one, read_grouped
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import utc_time

ALIASES = {"amazon-order-id": "order-id", "quantity": "quantity-purchased"}
FORMAT = FileFormat(
    "amazon-orders",
    "orders",
    ("import",),
    frozenset({"order-id", "purchase-date", "sku", "product-name", "quantity-purchased"}),
)
_STATES = {
    "": ("paid", "new"),
    "pending": ("unpaid", "new"),
    "pendingavailability": ("unpaid", "new"),
    "unshipped": ("paid", "new"),
    "invoiceunconfirmed": ("paid", "new"),
    "partiallyshipped": ("paid", "new"),
    "shipping": ("paid", "shipped"),
    "shipped": ("paid", "shipped"),
    "shippeddeliveredtobuyer": ("paid", "delivered"),
    "complete": ("paid", "shipped"),
    "cancelled": ("unpaid", "cancelled"),
    "canceled": ("unpaid", "cancelled"),
    "unfulfillable": ("paid", "cancelled"),
}
_PLUS = ("item-price", "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price", "gift-wrap-tax")
_MINUS = ("item-promotion-discount", "ship-promotion-discount")
_ADDRESS = ("ship-address-1", "ship-address-2", "ship-address-3")
_RECEIVER = ("recipient-name", *_ADDRESS, "ship-city", "ship-state", "ship-postal-code", "ship-country")


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines."""
    return read_grouped(table, ALIASES, "order-id", _order)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    rows = _distinct(rows)
    currency = one_currency(rows, "currency", "USD")
    lines = lines_of([row for row in rows if not _is_cancelled_item(row)], partial(_line, currency))
    return OrderRecord(rows[0].number, "amazon", number, _head(rows, currency), lines)


def _distinct(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each order item once: two reports put together tell it twice."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.identifier("order-item-id") or f"row {row.number}", row)
    return list(found.values())


def _is_cancelled_item(row: Row) -> bool:
    return row.text("item-status").lower() in ("cancelled", "canceled") and row.count("quantity-purchased") in (0, None)


def _line(currency: str, row: Row) -> LineRecord:
    pieces = row.pieces("quantity-purchased")
    return LineRecord(
        title=line_title(row.text("product-name"), "product-name"),
        quantity=pieces,
        unit_price=price_of_one(row.amount("item-price", currency), pieces),
        sku=row.identifier("sku"),
    )


def _head(rows: Sequence[Row], currency: str) -> OrderHead:
    top = rows[0]
    payment, fulfilment = _state(rows)
    paid_at = top.time("payments-date", utc_time)
    discount = _sum(rows, _MINUS, currency)
    return OrderHead(
        placed_at=top.time("purchase-date", utc_time),
        paid_at=paid_at,
        payment=payment,
        fulfilment=fulfilment,
        buyer=top.text("buyer-name"),
        email=read_mail(top.text("buyer-email")),
        receiver=_receiver(top),
        currency=currency,
        shipping=_sum(rows, ("shipping-price",), currency),
        discount=discount,
        total=max(0, _sum(rows, _PLUS, currency) - discount),
        buyer_note=top.first_text("delivery-Instructions", "delivery-instructions"),
    )


def _state(rows: Sequence[Row]) -> tuple[str, str]:
    """Return payment and fulfilment by the rows that are not cancelled, the least far one."""
    told = []
    for row in rows:
        status = row.text("order-status")
        key = "".join(sign for sign in status.lower() if sign.isalpha())
        if key not in _STATES:
            raise ShopError("status-unknown", value=status, column="order-status")
        told.append(_STATES[key])
    going = [state for state in told if state[1] != "cancelled"] or told
    return min(going, key=lambda state: FULFILMENTS.index(state[1]))


def _sum(rows: Sequence[Row], columns: Sequence[str], currency: str) -> int:
    return sum(_amount(row, column, currency) for row in rows for column in columns)


def _amount(row: Row, column: str, currency: str) -> int:
    """Return an amount; discounts stand with or without a sign."""
    return read_amount(row.text(column).removeprefix("-") if column in _MINUS else row.text(column), column, currency)


def _receiver(row: Row) -> Receiver:
    if not row.first_text(*_RECEIVER):
        return NOBODY
    return Receiver(
        name=row.text("recipient-name"),
        phone=row.first_identifier("ship-phone-number", "buyer-phone-number"),
        country=country_code(row.text("ship-country")),
        province=row.text("ship-state"),
        city=row.text("ship-city"),
        street=", ".join(part for column in _ADDRESS if (part := row.text(column))),
        postcode=row.text("ship-postal-code"),
    )
