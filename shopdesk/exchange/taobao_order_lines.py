"""Taobao ExportOrderDetailList: the lines of orders, 10 columns in 2017, 18 with sub-orders and refunds in 2022."""

from collections.abc import Iterator

from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderRecord
from shopdesk.exchange.orders import line_title, lines_of, read_grouped
from shopdesk.exchange.rows import Row
from shopdesk.exchange.tables import Table

ALIASES = {"主订单编号": "订单编号"}
FORMAT = FileFormat("taobao-order-lines", "orders", ("import",), frozenset({"订单编号", "标题", "价格", "购买数量"}))


def read(table: Table) -> Iterator[Item]:
    """Read orders that have lines only; who bought and where it goes stands in the order file."""
    return read_grouped(table, ALIASES, "订单编号", _order)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    return OrderRecord(rows[0].number, "taobao", number, None, lines_of(rows, _line))


def _line(row: Row) -> LineRecord:
    return LineRecord(
        title=line_title(row.text("标题"), "标题"),
        quantity=row.pieces("购买数量"),
        unit_price=row.amount("价格"),
        sku=row.first_identifier("外部系统编号", "商家编码"),
        options=row.text("商品属性"),
    )
