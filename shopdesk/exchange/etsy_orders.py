"""Etsy EtsySoldOrders: one row an order; its goods stand in a file of their own (`etsy_order_items`)."""

from collections.abc import Iterator

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.orders import NOBODY, one_currency, order_number, price_of_one, read_single
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import western_time

ALIASES: dict[str, str] = {}
FORMAT = FileFormat(
    "etsy-orders", "orders", ("import",), frozenset({"Sale Date", "Order ID", "Number of Items", "Order Value"})
)
_RECEIVER = ("Full Name", "Street 1", "Street 2", "Ship City", "Ship State", "Ship Zipcode", "Ship Country")


def read(table: Table) -> Iterator[Item]:
    """Read orders with a provisional line each."""
    return read_single(table, ALIASES, _order)


def etsy_number(row: Row) -> str:
    """Return the order's number without the sign that some exports put before it."""
    return order_number(row, "Order ID").removeprefix("#")


def _order(row: Row) -> OrderRecord:
    number, currency = etsy_number(row), one_currency([row], "Currency", "USD")
    placed_at, total = row.time("Sale Date", western_time), row.amount("Order Total", currency)
    payment, cancelled = _payment(row, total, currency)
    shipped = row.time("Date Shipped", western_time) is not None
    head = OrderHead(
        placed_at=placed_at,
        paid_at=placed_at if payment != "unpaid" else None,
        payment=payment,
        fulfilment="shipped" if shipped else "cancelled" if cancelled else "new",
        buyer=row.first_text("Buyer", "Full Name", "Buyer User ID"),
        receiver=_receiver(row),
        currency=currency,
        shipping=row.amount("Shipping", currency),
        discount=row.amount("Discount Amount", currency) + row.amount("Shipping Discount", currency),
        total=total,
    )
    pieces = row.pieces("Number of Items") if row.text("Number of Items") else 1
    title, price = row.text("SKU") or f"Etsy {number}", price_of_one(row.amount("Order Value", currency), pieces)
    return OrderRecord(row.number, "etsy", number, head, (LineRecord(title, pieces, price),), provisional=True)


def _payment(row: Row, total: int, currency: str) -> tuple[str, bool]:
    """Return the payment state and whether the order was cancelled; Etsy lists an order only when it is paid."""
    status = row.text("Status").lower()
    cancelled = "cancel" in status
    left = row.amount("Adjusted Order Total", currency) or total  # 0.00 says that nothing was adjusted
    if cancelled or "refunded" in status.split():
        return ("part-refunded" if "partial" in status else "refunded"), cancelled
    return ("part-refunded" if left < total else "paid"), False


def _receiver(row: Row) -> Receiver:
    if not row.first_text(*_RECEIVER):
        return NOBODY
    return Receiver(
        name=row.text("Full Name") or " ".join(part for n in ("First", "Last") if (part := row.text(f"{n} Name"))),
        country=country_code(row.text("Ship Country")),
        province=row.text("Ship State"),
        city=row.text("Ship City"),
        street=", ".join(part for column in ("Street 1", "Street 2") if (part := row.text(column))),
        postcode=row.text("Ship Zipcode"),
    )
