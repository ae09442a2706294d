"""Pinduoduo 订单导出: one row an order; sellers tick the columns themselves, so order and number of them vary."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import FileFormat, Item, LineRecord, OrderHead, OrderRecord
from shopdesk.exchange.cells import read_amount, read_identifier, read_pieces, read_text, read_time
from shopdesk.exchange.orders import JOINED, NOBODY, joined_lines, line_title, order_number, price_of_one, read_single
from shopdesk.exchange.rows import Picker, Row, columns_of
from shopdesk.exchange.states import chinese_state
from shopdesk.exchange.tables import Table
from shopdesk.exchange.times import shanghai_time

ALIASES = {"收件人": "收货人", "收件人手机": "手机", "街道": "街道/镇"}
FORMAT = FileFormat(
    "pdd-orders",
    "orders",
    ("import",),
    frozenset({"商品", "订单号", "订单状态", "用户实付金额(元)", "商品数量(件)"}),
)
_STATE = ("订单状态", "售后状态", "订单成交时间", "支付时间")
_PARCEL = ("快递公司", "快递单号", "买家留言", "商家备注")
_MONEY = (
    "商品总价(元)",
    "邮费(元)",
    "用户实付金额(元)",
    "店铺优惠折扣(元)",
    "平台优惠折扣(元)",
    "多多支付立减金额(元)",
)
_GOODS = ("商品", "商品数量(件)", "商品规格", "商家编码-规格维度", "商家编码-商品维度")
_RECEIVER = ("收货人", "手机", "省", "市", "区", "街道/镇", "详细地址")


class _Money(NamedTuple):
    goods: int
    shipping: int
    total: int
    discount: int


def read(table: Table) -> Iterator[Item]:
    """Read orders with their lines.

    A year's export has 100,000 rows, but few different goods and prices: cells are picked by the group, and what a
    group says is kept.
    """
    at = columns_of(table.header, ALIASES)
    pickers = tuple(at.picker(*columns) for columns in (_STATE, _PARCEL, _MONEY, _GOODS, _RECEIVER))
    return read_single(table, ALIASES, partial(_order, pickers))


def _order(pickers: tuple[Picker, ...], row: Row) -> OrderRecord:
    state_cells, parcel, money_cells, goods, receiver = [pick(row.cells) for pick in pickers]
    status, after_sales, closed, paid = state_cells
    courier, waybill, buyer_note, seller_note = parcel
    number = order_number(row, "订单号")
    money = _money(money_cells)
    closed_at = read_time(closed, "订单成交时间", shanghai_time)
    paid_at = read_time(paid, "支付时间", shanghai_time)
    state = chinese_state(read_text(status), read_text(after_sales), paid_at is not None)
    head = OrderHead(
        placed_at=closed_at or paid_at,
        paid_at=paid_at or (closed_at if state.payment != "unpaid" else None),
        payment=state.payment,
        fulfilment=state.fulfilment,
        refunding=state.refunding,
        receiver=_receiver(receiver) if any(receiver) else NOBODY,
        shipping=money.shipping,
        discount=money.discount,
        total=money.total,
        courier=read_text(courier),
        waybill=read_identifier(waybill, "快递单号"),
        buyer_note=read_text(buyer_note),
        seller_note=read_text(seller_note),
    )
    return OrderRecord(row.number, "pdd", number, head, _lines(goods, money.goods))


@lru_cache(maxsize=4096)
def _money(cells: tuple[str, ...]) -> _Money:
    """Read the amounts; where the total of the goods is empty, it is what the buyer paid without the freight."""
    goods, shipping, total, *discounts = map(read_amount, cells, _MONEY)
    return _Money(goods or total - shipping, shipping, total, sum(discounts))


@lru_cache(maxsize=4096)
def _lines(goods: tuple[str, ...], total: int) -> tuple[LineRecord, ...]:
    title, pieces, options, sku_code, product_code = goods
    title, options = line_title(read_text(title), "商品"), read_text(options)
    sku = read_identifier(sku_code, "商家编码-规格维度") or read_identifier(product_code, "商家编码-商品维度")
    if ";" in pieces or "；" in pieces:
        return joined_lines(LineRecord(title, 1, 0, sku, options), read_text(pieces), "商品数量(件)", "商品")
    count = read_pieces(pieces, "商品数量(件)")
    if count > 1 and JOINED.search(title):
        raise ShopError("goods-joined", value=title, column="商品")
    return (LineRecord(title, count, price_of_one(total, count), sku, options),)


def _receiver(cells: tuple[str, ...]) -> Receiver:
    name, phone, *region, street, house = map(read_text, cells)
    province, city, district = region
    return Receiver(name, read_identifier(phone, "手机"), "CN", province, city, district, street + house)
