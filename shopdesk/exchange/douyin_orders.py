"""Douyin 抖店 order export: one row a sub-order (73 columns) or a main order (75); receivers may be ciphertext.

Goods of a closed sub-order stay in the order and the order is stopped: a person decides what still goes.
"""

from collections.abc import Iterator, Sequence

from shopdesk.domain.addresses import Receiver, is_masked
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.domain.orders import FULFILMENTS
from shopdesk.exchange.orders import JOINED, NOBODY, joined_lines, line_title, lines_of, price_of_one, read_grouped
from shopdesk.exchange.rows import Row
from shopdesk.exchange.states import State, chinese_state
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import shanghai_time

ALIASES = {"订单编号": "主订单编号", "收货人": "收件人", "收货人手机号": "收件人手机号"}
FORMAT = FileFormat(
    "douyin-orders", "orders", ("import",), frozenset({"主订单编号", "选购商品", "订单应付金额", "订单状态"})
)
_TITLE, _PIECES = "选购商品", "商品数量"
_RECEIVER = ("收件人", "收件人手机号", "省", "市", "区", "街道", "详细地址")
_OF_THE_ORDER = ("子订单编号", "订单提交时间", "订单状态", "收件人", "订单应付金额")


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines; the number is the main order's, which the buyer sees."""
    return read_grouped(table, ALIASES, "主订单编号", _order, _OF_THE_ORDER)


def _order(number: str, rows: list[Row]) -> OrderRecord:
    if len(rows) == 1 and (JOINED.search(rows[0].text(_PIECES)) or JOINED.search(rows[0].text(_TITLE))):
        rows[0].check_width()
        lines = _joined(rows[0])
    else:
        lines = lines_of(rows, _line)
    return OrderRecord(rows[0].number, "douyin", number, _head(rows, lines), lines)


def _head(rows: Sequence[Row], lines: Sequence[LineRecord]) -> OrderHead:
    top = rows[0]
    state = _together([_state(row) for row in rows])
    return OrderHead(
        placed_at=top.time("订单提交时间", shanghai_time),
        paid_at=top.time("支付完成时间", shanghai_time),
        payment=state.payment,
        fulfilment=state.fulfilment,
        refunding=state.refunding,
        buyer=top.text("买家昵称"),
        receiver=_receiver(top),
        shipping=_total(rows, lines, "运费"),
        discount=_total(rows, lines, "优惠总金额"),
        total=_total(rows, lines, "订单应付金额"),
        courier=top.text("快递公司"),
        waybill=top.identifier("快递单号"),
        buyer_note=top.text("买家留言"),
        seller_note=top.text("商家备注"),
    )


def _state(row: Row) -> State:
    paid = row.time("支付完成时间", shanghai_time) is not None
    return chinese_state(row.text("订单状态"), row.text("售后状态"), paid)


def _together(states: Sequence[State]) -> State:
    """Return where the order stands by its sub-orders: the least far of those that are not closed."""
    going = [state for state in states if state.fulfilment != "cancelled"]
    fulfilment = min((state.fulfilment for state in going), key=FULFILMENTS.index, default="cancelled")
    payments = {state.payment for state in states}
    payment = payments.pop() if len(payments) == 1 else "part-refunded"
    if payment == "part-refunded" and not any("refunded" in state.payment for state in states):
        payment = "paid" if going and all(state.payment == "paid" for state in going) else "unpaid"
    partly_closed = 0 < len(going) < len(states) and fulfilment == "new"
    return State(payment, fulfilment, partly_closed or any(state.refunding for state in states))


def _total(rows: Sequence[Row], lines: Sequence[LineRecord], column: str) -> int:
    """Return an amount of the order: that of its sub-orders, or the main order's where each row repeats it.

    It is repeated when all rows tell the same to be paid, and that is more than any row's own goods cost.
    """
    told = [row.amount(column) for row in rows]
    due = {row.amount("订单应付金额") for row in rows}
    if len(rows) > 1 and len(due) == 1 and len(rows) == len(lines):
        own = [line.unit_price * line.quantity + row.amount("运费") for line, row in zip(lines, rows, strict=True)]
        if max(own) < due.pop() <= sum(own):
            return told[0]
    return sum(told)


def _line(row: Row) -> LineRecord:
    pieces = row.pieces(_PIECES) if row.has(_PIECES) else 1
    price = row.amount("商品单价") if row.has("商品单价") else price_of_one(row.amount("订单应付金额"), pieces)
    title = line_title(row.text(_TITLE), _TITLE)
    return LineRecord(title, pieces, price, _sku(row), row.text("商品规格"))


def _joined(row: Row) -> tuple[LineRecord, ...]:
    title, pieces = line_title(row.text(_TITLE), _TITLE), row.text(_PIECES)
    if not JOINED.search(pieces):
        if row.has(_PIECES) and row.pieces(_PIECES) == 1:
            return (_line(row),)  # one piece of one thing whose name has the sign in it
        raise ShopError("goods-joined", value=title, column=_TITLE)
    return joined_lines(LineRecord(title, 1, 0, _sku(row), row.text("商品规格")), pieces, _PIECES, _TITLE)


def _sku(row: Row) -> str:
    return row.first_identifier("商家编码", "商品ID")


def _receiver(row: Row) -> Receiver:
    if not row.first_text(*_RECEIVER):
        return NOBODY
    street, house = row.text("街道"), row.text("详细地址")
    return Receiver(
        name=row.text("收件人"),
        phone=row.identifier("收件人手机号"),
        province=row.text("省"),
        city=row.text("市"),
        district=row.text("区"),
        street=house if is_masked(house) else street + house,
    )
