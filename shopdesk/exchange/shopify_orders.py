"""Shopify order export: one row a line; from the second line of an order on the order's own cells are blank."""

from collections.abc import Iterator
from functools import partial

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.cells import read_mail
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.orders import line_title, lines_of, read_grouped, trade_number
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import zoned_time

ALIASES: dict[str, str] = {}
FORMAT = FileFormat(
    "shopify-orders",
    "orders",
    ("import",),
    frozenset({"Name", "Financial Status", "Currency", "Total", "Created at", "Lineitem quantity", "Lineitem name"}),
)
_PAYMENTS = {
    "": "unpaid",
    "pending": "unpaid",
    "authorized": "unpaid",
    "partially_paid": "unpaid",
    "expired": "unpaid",
    "voided": "unpaid",
    "paid": "paid",
    "partially_refunded": "part-refunded",
    "refunded": "refunded",
}
_ADDRESS = ("Name", "Street", "Address1", "Company", "City", "Zip", "Province", "Country", "Phone")


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines; the number is the one the buyer sees, "#1051"."""
    return read_grouped(table, ALIASES, "Name", _order)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    heads = [row for row in rows if row.text("Total")]
    if len(heads) > 1:
        raise ShopError("order-repeated", value=number)
    top = heads[0] if heads else rows[0]
    currency = top.text("Currency") or "CNY"
    lines = lines_of([row for row in rows if _has_line(row)], partial(_line, currency))
    return OrderRecord(rows[0].number, "shopify", number, _head(top, currency), lines)


def _has_line(row: Row) -> bool:
    return bool(row.text("Lineitem name") or row.text("Lineitem quantity"))


def _line(currency: str, row: Row) -> LineRecord:
    return LineRecord(
        title=line_title(row.text("Lineitem name"), "Lineitem name"),
        quantity=row.pieces("Lineitem quantity"),
        unit_price=row.amount("Lineitem price", currency),
        sku=row.identifier("Lineitem sku"),
    )


def _head(row: Row, currency: str) -> OrderHead:
    status = row.text("Financial Status").lower()
    if status not in _PAYMENTS:
        raise ShopError("status-unknown", value=status, column="Financial Status")
    return OrderHead(
        placed_at=row.time("Created at", zoned_time),
        paid_at=row.time("Paid at", zoned_time),
        payment=_PAYMENTS[status],
        fulfilment=_fulfilment(row),
        buyer=row.first_text("Billing Name", "Shipping Name", "Email"),
        email=read_mail(row.text("Email")),
        receiver=_receiver(row),
        currency=currency,
        shipping=row.amount("Shipping", currency),
        discount=row.amount("Discount Amount", currency),
        total=row.amount("Total", currency),
        buyer_note=row.text("Notes"),
        risky=row.text("Risk Level").lower() == "high",
        payment_method=row.text("Payment Method"),
        trade_no=trade_number(row.first_text("Payment ID", "Payment References", "Payment Reference")),
    )


def _fulfilment(row: Row) -> str:
    if row.text("Cancelled at"):
        return "cancelled"
    return "shipped" if row.text("Fulfillment Status").lower() == "fulfilled" else "new"


def _receiver(row: Row) -> Receiver:
    """Return where it goes; without a delivery address it is nobody, the billing address is no substitute."""
    if not any(row.text(f"Shipping {part}") for part in _ADDRESS):
        return Receiver(country="")
    company = row.text("Shipping Company")
    street = row.text("Shipping Street") or ", ".join(
        part for part in (row.text("Shipping Address1"), row.text("Shipping Address2")) if part
    )
    return Receiver(
        name=row.text("Shipping Name"),
        phone=row.first_identifier("Shipping Phone", "Phone"),
        country=country_code(row.text("Shipping Country")),
        province=row.first_text("Shipping Province Name", "Shipping Province"),
        city=row.text("Shipping City"),
        street=", ".join(part for part in (company, street) if part),
        postcode=row.text("Shipping Zip"),
    )
