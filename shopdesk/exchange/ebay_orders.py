"""eBay Seller Hub orders report (51 columns and more): one row an order, or a row for each of several goods.

An order of several goods may begin with a row of its own that has the buyer and the order's money, but no goods.
Britain writes "Post to" where America writes "Ship To", and only the first word with a capital.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.cells import read_amount, read_mail
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.orders import NOBODY, line_title, lines_of, price_of_one, read_grouped, trade_number
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import western_time

_RECEIVER = (
    "Ship To Name", "Ship To Address 1", "Ship To Address 2", "Ship To City", "Ship To State", "Ship To Zip",
    "Ship To Country", "Ship To Phone",
)  # fmt: skip
_COLUMNS = (
    "Order Number", "Buyer Username", "Buyer Name", "Buyer Note", "Item Title", "Custom Label", "Quantity", "Sold For",
    "Shipping And Handling", "Seller Collected Tax", "eBay Collected Tax", "Total Price", "Sale Date", "Paid On Date",
    "Shipped On Date", "My Item Note", "Shipping Service", "Tracking Number", "Transaction ID", "Variation Details",
    "Item Number", "Sales Record Number",
)  # fmt: skip
_BRITISH = {
    "Post to county": "Ship To State",
    "Post to postcode": "Ship To Zip",
    "Postage and packaging": "Shipping And Handling",
    "Delivery service": "Shipping Service",
    "Dispatched on date": "Shipped On Date",
    "eBay collected tax": "eBay Collected Tax",
}
ALIASES = {
    **{name.capitalize(): name for name in (*_COLUMNS, *_RECEIVER)},
    **{name.replace("Ship To", "Post To"): name for name in _RECEIVER},
    **{name.replace("Ship To", "Post To").capitalize(): name for name in _RECEIVER},
    **_BRITISH,
}
FORMAT = FileFormat(
    "ebay-orders",
    "orders",
    ("import",),
    frozenset({"Order Number", "Buyer Username", "Item Title", "Quantity", "Sold For", "Sale Date"}),
)
_CURRENCIES = (
    ("AU $", "AUD"), ("C $", "CAD"), ("CA $", "CAD"), ("US $", "USD"), ("NZ $", "NZD"), ("HK$", "HKD"), ("HKD", "HKD"),
    ("£", "GBP"), ("GBP", "GBP"), ("€", "EUR"), ("EUR", "EUR"), ("$", "USD"),
)  # fmt: skip


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines; a sale that the buyer has not checked out yet has no order number."""
    american = not any(name.lower().startswith("post to") for name in table.header)
    return read_grouped(table, ALIASES, "Order Number", partial(_order, "USD" if american else "GBP"))


def _order(usual: str, number: str, rows: list[Row]) -> OrderRecord:
    goods = _distinct([row for row in rows if row.first_text("Item Title", "Item Number")])
    currency = _currency(rows, usual)
    lines = lines_of(goods, partial(_line, currency))
    return OrderRecord(rows[0].number, "ebay", number, _head(rows, goods, currency), lines)


def _distinct(rows: Sequence[Row]) -> list[Row]:
    """Return each sale once: two reports put together tell it twice."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.identifier("Transaction ID") or f"row {row.number}", row)
    return list(found.values())


def _currency(rows: Sequence[Row], usual: str) -> str:
    """Return the currency by the signs of the amounts; raises ShopError("currencies-mixed")."""
    told = {code for row in rows if (code := _sign(row.text("Sold For"), usual))}
    if len(told) > 1:
        raise ShopError("currencies-mixed", value=", ".join(sorted(told)), column="Sold For")
    return told.pop() if told else usual


def _sign(text: str, usual: str) -> str:
    return next((code for sign, code in _CURRENCIES if sign in text), usual if text else "")


def _money(row: Row, column: str, currency: str) -> int:
    """Return an amount without the sign of its currency."""
    text = row.text(column)
    for sign, code in _CURRENCIES:
        if code == currency:
            text = text.replace(sign, "")
    return read_amount(text, column, currency)


def _sold_for(row: Row, currency: str) -> int:
    """Return what all pieces of a row were sold for; the price of one where only that adds up to its total."""
    told, pieces = _money(row, "Sold For", currency), row.pieces("Quantity") if row.text("Quantity") else 1
    beside = _money(row, "Shipping And Handling", currency)
    taxes = [_money(row, f"{who} Collected Tax", currency) for who in ("Seller", "eBay")]
    total = _money(row, "Total Price", currency)
    sums = (beside, beside + taxes[0], beside + taxes[1], beside + sum(taxes))
    by_piece = total in [told * pieces + more for more in sums] and total not in [told + more for more in sums]
    return told * pieces if by_piece else told


def _line(currency: str, row: Row) -> LineRecord:
    pieces = row.pieces("Quantity")
    return LineRecord(
        title=line_title(row.text("Item Title"), "Item Title"),
        quantity=pieces,
        unit_price=price_of_one(_sold_for(row, currency), pieces),
        sku=row.identifier("Custom Label"),
        options=row.text("Variation Details"),
    )


def _head(rows: Sequence[Row], goods: Sequence[Row], currency: str) -> OrderHead:
    """Return the order's own half; a row without goods tells it, else the goods' rows together."""
    summary = next((row for row in rows if not row.first_text("Item Title", "Item Number")), None)
    counted = [summary] if summary else goods
    shipping = sum(_money(row, "Shipping And Handling", currency) for row in counted)
    paid_at = _first_time(rows, "Paid On Date")
    return OrderHead(
        placed_at=_first_time(rows, "Sale Date"),
        paid_at=paid_at,
        payment="paid" if paid_at else "unpaid",
        fulfilment="shipped" if goods and all(row.text("Shipped On Date") for row in goods) else "new",
        buyer=_first(rows, "Buyer Username"),
        email=read_mail(_first(rows, "Buyer Email")),
        receiver=_receiver(next((row for row in rows if row.text("Ship To Name")), rows[0])),
        currency=currency,
        shipping=shipping,
        total=sum(_sold_for(row, currency) for row in counted) + shipping,
        waybill=next((number for row in rows if (number := row.identifier("Tracking Number"))), ""),
        buyer_note=_first(rows, "Buyer Note"),
        seller_note=_first(rows, "My Item Note"),
        payment_method=_first(rows, "Payment Method"),
        trade_no=trade_number(_first(rows, "PayPal Transaction ID")),
    )


def _first(rows: Sequence[Row], column: str) -> str:
    return next((text for row in rows if (text := row.text(column))), "")


def _first_time(rows: Sequence[Row], column: str) -> datetime | None:
    return next((moment for row in rows if (moment := row.time(column, western_time))), None)


def _receiver(row: Row) -> Receiver:
    if not row.first_text(*_RECEIVER):
        return NOBODY
    return Receiver(
        name=row.text("Ship To Name"),
        phone=row.identifier("Ship To Phone"),
        country=country_code(row.text("Ship To Country")),
        province=row.text("Ship To State"),
        city=row.text("Ship To City"),
        street=", ".join(text for part in ("1", "2") if (text := row.text(f"Ship To Address {part}"))),
        postcode=row.text("Ship To Zip"),
    )
