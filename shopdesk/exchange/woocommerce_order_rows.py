"""WooCommerce orders as an export plugin's sheet has them: one row a line, an order's own cells may stand once."""

from collections.abc import Iterator

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.cells import read_mail
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.orders import (
    NOBODY,
    line_title,
    lines_of,
    one_currency,
    price_of_one,
    read_grouped,
    trade_number,
)
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import utc_time
from shopdesk.exchange.woocommerce_states import woocommerce_state

ALIASES = {
    "Quantity (- Refund)": "Quantity",
    "Currency": "Order Currency",
    "Paid Date": "Date Paid",
    "Address 1&2 (Shipping)": "Address 1 (Shipping)",
    "State Code (Shipping)": "State (Shipping)",
    "Country Code (Shipping)": "Country (Shipping)",
    "Product Name": "Item Name",
}
FORMAT = FileFormat(
    "woocommerce-orders",
    "orders",
    ("import",),
    frozenset({"Order Number", "Order Status", "Order Date", "Item Name", "Quantity", "Order Total Amount"}),
)
_OF_THE_ORDER = ("Order Status", "Order Date", "Order Total Amount", "First Name (Billing)")
_STREET = ("Company (Shipping)", "Address 1 (Shipping)", "Address 2 (Shipping)")


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines."""
    return read_grouped(table, ALIASES, "Order Number", _order, _OF_THE_ORDER)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    currency = one_currency(rows, "Order Currency", "USD")

    def line(row: Row) -> LineRecord:
        pieces = row.pieces("Quantity")
        price = row.amount("Item Cost", currency) or price_of_one(row.amount("Order Line Subtotal", currency), pieces)
        return LineRecord(line_title(row.text("Item Name"), "Item Name"), pieces, price, row.identifier("SKU"))

    return OrderRecord(rows[0].number, "woocommerce", number, _head(rows[0], currency), lines_of(rows, line))


def _head(row: Row, currency: str) -> OrderHead:
    total, paid_at = row.amount("Order Total Amount", currency), row.time("Date Paid", utc_time)
    payment, fulfilment = woocommerce_state(
        row.text("Order Status"),
        "Order Status",
        was_paid=paid_at is not None,
        completed=bool(row.text("Completed Date")),
        total=total,
        refunded=row.amount("Order Refund Amount", currency),
    )
    return OrderHead(
        placed_at=row.time("Order Date", utc_time),
        paid_at=paid_at,
        payment=payment,
        fulfilment=fulfilment,
        buyer=_name(row, "Billing"),
        email=read_mail(row.first_text("Email (Billing)", "Billing Email Address")),
        receiver=_receiver(row),
        currency=currency,
        shipping=row.amount("Order Shipping Amount", currency),
        discount=row.amount("Cart Discount Amount", currency),
        total=total,
        buyer_note=row.text("Customer Note"),
        payment_method=row.text("Payment Method Title"),
        trade_no=trade_number(row.text("Transaction ID")),
    )


def _name(row: Row, side: str) -> str:
    return " ".join(text for part in ("First", "Last") if (text := row.text(f"{part} Name ({side})")))


def _receiver(row: Row) -> Receiver:
    street = ", ".join(text for column in _STREET if (text := row.text(column)))
    if not (street or _name(row, "Shipping")):
        return NOBODY
    return Receiver(
        name=_name(row, "Shipping"),
        phone=row.first_identifier("Phone (Shipping)", "Phone (Billing)"),
        country=country_code(row.text("Country (Shipping)")),
        province=row.text("State (Shipping)"),
        city=row.text("City (Shipping)"),
        street=street,
        postcode=row.text("Postcode (Shipping)"),
    )
