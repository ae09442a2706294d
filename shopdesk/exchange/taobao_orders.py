"""Taobao ExportOrderList: one row an order, 46 columns in 2017, 61 and more since 2019.

The goods stand in a file of their own (`taobao_order_lines`); until it comes, lines are made from title and count.
"""

from collections.abc import Iterator

from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.orders import line_title, order_number, price_of_one, read_single
from shopdesk.exchange.rows import Row
from shopdesk.exchange.states import chinese_state
from shopdesk.exchange.tables import Table
from shopdesk.exchange.taobao_addresses import taobao_receiver
from shopdesk.exchange.times import shanghai_time

ALIASES: dict[str, str] = {}
FORMAT = FileFormat(
    "taobao-orders",
    "orders",
    ("import",),
    frozenset({"订单编号", "总金额", "订单状态", "收货人姓名", "收货地址", "订单创建时间", "宝贝标题"}),
)


def read(table: Table) -> Iterator[Item]:
    """Read orders with provisional lines."""
    return read_single(table, ALIASES, _order)


def _order(row: Row) -> OrderRecord:
    number = order_number(row, "订单编号")
    paid_at = row.time("订单付款时间", shanghai_time)
    total = row.amount("总金额")
    state = chinese_state(row.text("订单状态"), "", paid_at is not None)
    head = OrderHead(
        placed_at=row.time("订单创建时间", shanghai_time),
        paid_at=paid_at,
        payment=_payment(row, state.payment, total),
        fulfilment=state.fulfilment,
        refunding=state.refunding,
        buyer=row.text("买家会员名"),
        receiver=taobao_receiver(row.text("收货人姓名"), row.first_identifier("联系手机", "联系电话"), _address(row)),
        shipping=row.amount("买家应付邮费"),
        total=total,
        courier=row.text("物流公司"),
        waybill=row.identifier("物流单号").removeprefix("No:"),
        buyer_note=row.text("买家留言"),
        seller_note=row.text("订单备注"),
    )
    return OrderRecord(row.number, "taobao", number, head, _lines(row), provisional=True)


def _payment(row: Row, payment: str, total: int) -> str:
    refunded = row.amount("退款金额")
    if not refunded:
        return payment
    return "refunded" if refunded >= total else "part-refunded"


def _address(row: Row) -> str:
    changed = row.text("修改后的收货地址")
    return changed if changed not in ("", "null") else row.text("收货地址")


def _lines(row: Row) -> tuple[LineRecord, ...]:
    """Make the lines: titles are joined by "，", their single counts are known only when every count is one."""
    title = line_title(row.text("宝贝标题"), "宝贝标题")
    pieces = row.pieces("宝贝总数量") if row.text("宝贝总数量") else 1
    titles = title.split("，")
    if len(titles) > 1 and pieces == row.count("宝贝种类") == len(titles):
        return tuple(LineRecord(one.strip(), 1) for one in titles)
    return (LineRecord(title, pieces, price_of_one(row.amount("买家应付货款"), pieces)),)
