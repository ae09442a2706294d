"""Taobao ExportOrderList: one row an order, 46 columns in 2017, 61 and more since 2019.

The goods stand in a file of their own (`taobao_order_lines`); until it comes, lines are made from title and count.
"""

from collections.abc import Iterator
from functools import lru_cache, partial

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.cells import read_amount, read_count, read_identifier, read_pieces, read_text, read_time
from shopdesk.exchange.orders import line_title, order_number, price_of_one, read_single, trade_number
from shopdesk.exchange.rows import Picker, Row, columns_of
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
_STATE = ("订单状态", "订单创建时间", "订单付款时间", "总金额", "买家应付邮费", "退款金额", "支付单号")
_PARCEL = ("买家会员名", "物流公司", "物流单号", "买家留言", "订单备注")
_RECEIVER = ("收货人姓名", "联系手机", "联系电话", "收货地址", "修改后的收货地址")
_GOODS = ("宝贝标题", "宝贝总数量", "宝贝种类")


def read(table: Table) -> Iterator[Item]:
    """Read orders with provisional lines; cells are picked by the group, for a year's export has 100,000 rows."""
    at = columns_of(table.header, ALIASES)
    pickers = tuple(at.picker(*columns) for columns in (_STATE, _PARCEL, _RECEIVER, _GOODS))
    return read_single(table, ALIASES, partial(_order, pickers))


def _order(pickers: tuple[Picker, ...], row: Row) -> OrderRecord:
    state_cells, parcel, receiver, goods = [pick(row.cells) for pick in pickers]
    status, created, paid, total_cell, freight, refund, trade_no = state_cells
    buyer, courier, waybill, buyer_note, seller_note = parcel
    number = order_number(row, "订单编号")
    paid_at, total = read_time(paid, "订单付款时间", shanghai_time), read_amount(total_cell, "总金额")
    state = chinese_state(read_text(status), "", paid_at is not None)
    head = OrderHead(
        placed_at=read_time(created, "订单创建时间", shanghai_time),
        paid_at=paid_at,
        payment=_payment(read_amount(refund, "退款金额"), state.payment, total),
        fulfilment=state.fulfilment,
        refunding=state.refunding,
        buyer=read_text(buyer),
        receiver=_receiver(receiver),
        shipping=read_amount(freight, "买家应付邮费"),
        total=total,
        courier=read_text(courier),
        waybill=read_identifier(waybill, "物流单号").removeprefix("No:"),
        buyer_note=read_text(buyer_note),
        seller_note=read_text(seller_note),
        trade_no=trade_number(trade_no),
    )
    lines = _lines(goods, row.amount("买家应付货款"))
    return OrderRecord(row.number, "taobao", number, head, lines, provisional=True)


def _payment(refunded: int, payment: str, total: int) -> str:
    if not refunded:
        return payment
    return "refunded" if refunded >= total else "part-refunded"


def _receiver(cells: tuple[str, ...]) -> Receiver:
    name, mobile, phone, address, changed = cells
    called = read_identifier(mobile, "联系手机") or read_identifier(phone, "联系电话")
    moved = read_text(changed)
    return taobao_receiver(read_text(name), called, moved if moved not in ("", "null") else read_text(address))


@lru_cache(maxsize=4096)
def _lines(goods: tuple[str, ...], money: int) -> tuple[LineRecord, ...]:
    """Make the lines: titles are joined by "，", their single counts are known only when every count is one."""
    title_cell, count, kinds = goods
    title = line_title(read_text(title_cell), "宝贝标题")
    pieces = read_pieces(count, "宝贝总数量") if read_text(count) else 1
    titles = title.split("，")
    if len(titles) > 1 and pieces == read_count(kinds, "宝贝种类") == len(titles):
        return tuple(LineRecord(one.strip(), 1) for one in titles)
    return (LineRecord(title, pieces, price_of_one(money, pieces)),)
