from datetime import UTC, datetime

import pytest

from shopdesk.domain.imports import LineRecord, OrderRecord, Refused, Remark, RowProblem
from shopdesk.exchange.formats import read

ROW = {
    "商品": "加厚收纳盒",
    "订单号": "260609-018696128123287\t",
    "订单状态": "待发货",
    "商品总价(元)": "60.00",
    "邮费(元)": "5.00",
    "店铺优惠折扣(元)": "3.00",
    "平台优惠折扣(元)": "1.50",
    "多多支付立减金额(元)": "0.5",
    "用户实付金额(元)": "60.00\t",
    "商品数量(件)": "3",
    "商品规格": "蓝色,大号",
    "商家编码-规格维度": "BOX-B-L",
    "商家编码-商品维度": "BOX",
    "商家备注": "",
    "售后状态": "",
    "快递单号": "",
    "快递公司": "",
    "订单成交时间": "2026-06-09 12:00:00",
}
FULL = {
    "支付时间": "2026-06-09 12:01:00",
    "买家留言": "轻放",
    "收货人": "",
    "手机": "",
    "省": "",
    "市": "",
    "区": "",
    "街道": "",
}


def test_an_order_with_its_one_line(items_of):
    (order,) = items_of([ROW])
    assert (order.row, order.channel, order.channel_order_no) == (2, "pdd", "260609-018696128123287")
    assert order.lines == (LineRecord("加厚收纳盒", 3, 2000, "BOX-B-L", "蓝色,大号"),)
    assert not order.provisional
    head = order.head
    assert (head.shipping, head.discount, head.total, head.currency) == (500, 500, 6000, "CNY")
    assert head.placed_at == head.paid_at == datetime(2026, 6, 9, 4, tzinfo=UTC)
    assert (head.payment, head.fulfilment) == ("paid", "new")


def test_columns_are_found_by_name_in_any_order(items_of):
    assert items_of([dict(reversed(ROW.items()))]) == items_of([ROW])


def test_an_order_that_was_never_paid_has_no_time_of_payment(items_of):
    (order,) = items_of([ROW | {"订单状态": "已取消"}])
    assert (order.head.payment, order.head.fulfilment, order.head.paid_at) == ("unpaid", "cancelled", None)
    assert order.head.placed_at == datetime(2026, 6, 9, 4, tzinfo=UTC)


def test_the_long_form_tells_when_it_was_paid(items_of):
    (order,) = items_of([ROW | FULL])
    assert order.head.paid_at == datetime(2026, 6, 9, 4, 1, tzinfo=UTC)
    assert order.head.buyer_note == "轻放"


def test_an_empty_time_of_the_deal_falls_back_to_the_payment(items_of):
    (order,) = items_of([ROW | FULL | {"订单成交时间": ""}])
    assert order.head.placed_at == order.head.paid_at == datetime(2026, 6, 9, 4, 1, tzinfo=UTC)


def test_a_shipped_parcel_keeps_courier_and_waybill(items_of):
    (order,) = items_of([ROW | {"订单状态": "已发货，待签收", "快递公司": "中通快递", "快递单号": "78123456789012\t"}])
    assert (order.head.fulfilment, order.head.courier, order.head.waybill) == ("shipped", "中通快递", "78123456789012")


@pytest.mark.parametrize(
    ("goods", "paid", "pieces", "price"),
    [("", "28.9", "1", 2390), ("", "29.00", "2", 1200), ("10.00", "15.00", "3", 0), ("", "1.00", "1", 0)],
)
def test_a_price_of_one_is_told_only_where_it_divides(items_of, goods, paid, pieces, price):
    (order,) = items_of([ROW | {"商品总价(元)": goods, "用户实付金额(元)": paid, "商品数量(件)": pieces}])
    assert order.lines[0].unit_price == price


def test_the_product_code_stands_in_for_a_missing_sku_code(items_of):
    (order,) = items_of([ROW | {"商家编码-规格维度": "-"}])
    assert order.lines[0].sku == "BOX"


def test_several_goods_in_one_cell_become_several_lines(items_of):
    (order,) = items_of(
        [ROW | {"商品": "盒;盖", "商品数量(件)": "1;2", "商品规格": "蓝;红", "商家编码-规格维度": "A;B"}]
    )
    assert order.lines == (LineRecord("盒", 1, 0, "A", "蓝"), LineRecord("盖", 2, 0, "B", "红"))


@pytest.mark.parametrize(
    "cells",
    [
        {"商品": "盒;盖", "商品数量(件)": "3"},
        {"商品": "盒;盖", "商品数量(件)": "1;2"},
        {"商品": "盒;盖;勺", "商品数量(件)": "1;2"},
        {"商品": "盒；", "商品数量(件)": "1；2"},
    ],
)
def test_joined_goods_that_cannot_be_told_apart_are_never_guessed(items_of, cells):
    (refused,) = items_of([ROW | cells])
    assert refused == Refused(RowProblem(2, "goods-joined", cells["商品"], "商品"))


def test_a_part_of_a_piece_among_joined_goods_refuses_the_order(items_of):
    (refused,) = items_of(
        [ROW | {"商品": "盒;盖", "商品数量(件)": "1;1.5", "商品规格": "", "商家编码-规格维度": "A;B"}]
    )
    assert refused == Refused(RowProblem(2, "quantity-unreadable", "1.5", "商品数量(件)"))


def test_a_semicolon_in_the_title_of_one_piece_is_only_a_semicolon(items_of):
    (order,) = items_of([ROW | {"商品": "收纳盒;加厚", "商品数量(件)": "1"}])
    assert order.lines[0].title == "收纳盒;加厚"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("订单号", "2.60609E+20", "number-damaged"),
        ("订单号", "\t", "order-number-missing"),
        ("商品数量(件)", "1.5", "quantity-unreadable"),
        ("商品数量(件)", "-1", "quantity-unreadable"),
        ("用户实付金额(元)", "-60.00", "amount-negative"),
        ("邮费(元)", "free", "amount-unreadable"),
        ("订单成交时间", "soon", "time-unreadable"),
        ("快递单号", "7.8E+13", "number-damaged"),
        ("订单状态", "???", "status-unknown"),
        ("商品", "", "title-missing"),
    ],
)
def test_a_bad_row_is_refused_with_its_column_and_the_next_is_taken(items_of, column, value, code):
    refused, order = items_of([ROW | {column: value}, ROW])
    assert isinstance(refused, Refused)
    assert (refused.problem.row, refused.problem.code) == (2, code)
    assert refused.problem.column == column
    assert (order.row, order.channel_order_no) == (3, "260609-018696128123287")


def test_a_masked_receiver_is_taken_with_a_remark(items_of):
    masked = {
        "收货人": "王**",
        "手机": "1******6198",
        "省": "广东省",
        "市": "深圳市",
        "区": "福田区",
        "街道": "农园路*号",
    }
    order, remark = items_of([ROW | masked])
    assert (order.head.receiver.name, order.head.receiver.city) == ("王**", "深圳市")
    assert remark == Remark(RowProblem(2, "recipient-masked", "260609-018696128123287"))


def test_a_filled_cell_behind_the_last_column_refuses_the_row(write_csv):
    path = write_csv([ROW])
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(f"{text},\n{text.splitlines()[1]},shifted\n", encoding="utf-8")
    order, refused = read(path).items
    assert isinstance(order, OrderRecord)
    assert refused == Refused(RowProblem(3, "row-too-long", "shifted"))


def test_an_order_that_stands_twice_with_other_goods_is_refused(items_of):
    first, again, other = items_of([ROW, ROW | {"订单状态": "已收货"}, ROW | {"商品": "饭盒"}])
    assert first.lines == again.lines
    assert again.head.fulfilment == "delivered"
    assert other == Refused(RowProblem(4, "order-repeated", "260609-018696128123287"))


def test_damaged_rows_are_counted_and_blank_ones_are_not(write_csv):
    reading = read(write_csv([ROW, ROW | {"订单号": ""}, {"商品": " "}, ROW]))
    list(reading.items)
    assert (reading.rows, reading.encoding, reading.format.name) == (3, "utf-8", "pdd-orders")


def test_a_real_export(shared_data):
    reading = read(shared_data / "orders/pdd/pdd_orders.csv")
    (order,) = reading.items
    assert reading.rows == 1
    assert (order.head.total, order.head.fulfilment, order.head.waybill) == (2890, "delivered", "SF123")
