"""JD 订单导出: one row a line, the order's own cells repeat; the goods are named by 货号 or by JD's 商品ID."""

from collections.abc import Iterator

from shopdesk.domain.addresses import Receiver, split_spaced_address
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.orders import line_title, lines_of, read_grouped
from shopdesk.exchange.rows import Row
from shopdesk.exchange.states import chinese_state
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import shanghai_time

ALIASES = {"订单编号": "订单号", "货款金额": "订单金额", "收货人姓名": "客户姓名", "收货人地址": "客户地址"}
FORMAT = FileFormat(
    "jd-orders", "orders", ("import",), frozenset({"订单号", "商品ID", "商品名称", "订购数量", "京东价", "订单金额"})
)
_OF_THE_ORDER = ("下单时间", "订单金额", "订单状态", "客户姓名", "客户地址", "联系电话")


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines."""
    return read_grouped(table, ALIASES, "订单号", _order, _OF_THE_ORDER)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    return OrderRecord(rows[0].number, "jd", number, _head(rows[0]), lines_of(rows, _line))


def _head(row: Row) -> OrderHead:
    paid_at = row.time("付款确认时间", shanghai_time)
    state = chinese_state(_status(row.text("订单状态")), "", paid_at is not None)
    return OrderHead(
        placed_at=row.time("下单时间", shanghai_time),
        paid_at=paid_at,
        payment=state.payment,
        fulfilment=state.fulfilment,
        refunding=state.refunding,
        buyer=row.first_text("下单帐号", "下单账号"),
        receiver=_receiver(row),
        shipping=row.amount("运费金额"),
        total=row.amount("订单金额"),
        buyer_note=row.text("订单备注"),
        seller_note=row.text("商家备注"),
    )


def _status(text: str) -> str:
    """Return the state; JD says of an order that is over no more than 完成."""
    return "已完成" if text == "完成" else text


def _receiver(row: Row) -> Receiver:
    address = split_spaced_address(row.text("客户地址"))
    return Receiver(row.text("客户姓名"), row.identifier("联系电话"), "CN", *address)


def _line(row: Row) -> LineRecord:
    return LineRecord(
        title=line_title(row.text("商品名称"), "商品名称"),
        quantity=row.pieces("订购数量"),
        unit_price=row.amount("京东价"),
        sku=row.first_identifier("货号", "商品ID"),
    )
