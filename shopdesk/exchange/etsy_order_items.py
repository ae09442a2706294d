"""Etsy EtsySoldOrderItems: the lines of orders, one row each; who bought stands in the order file."""

from collections.abc import Iterator

from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderRecord
from shopdesk.exchange.orders import line_title, lines_of, one_currency, read_grouped
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table

ALIASES: dict[str, str] = {}
FORMAT = FileFormat(
    "etsy-order-items",
    "orders",
    ("import",),
    frozenset({"Item Name", "Quantity", "Price", "Transaction ID", "Order ID"}),
)


def read(table: Table) -> Iterator[Item]:
    """Read orders that have lines only."""
    return read_grouped(table, ALIASES, "Order ID", _order)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    lines = lines_of(list(_distinct(rows).values()), _line)
    return OrderRecord(rows[0].number, "etsy", number.removeprefix("#"), None, lines)


def _distinct(rows: list[Row]) -> dict[str, Row]:
    """Return each transaction once: two exports put together tell it twice."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.identifier("Transaction ID") or f"row {row.number}", row)
    return found


def _line(row: Row) -> LineRecord:
    return LineRecord(
        title=line_title(row.text("Item Name"), "Item Name"),
        quantity=row.pieces("Quantity"),
        unit_price=row.amount("Price", one_currency([row], "Currency", "USD")),
        sku=row.identifier("SKU"),
        options=row.text("Variations"),
    )
