from datetime import UTC, datetime

import pytest

from shopdesk.domain.imports import LineRecord, OrderRecord, Refused, Remark

ROW = {
    "订单号": "310000000001",
    "商品ID": "100001",
    "商品名称": "加厚收纳盒",
    "订购数量": "2",
    "下单时间": "2026-11-12 10:00:00",
    "京东价": "30.00",
    "订单金额": "75.00",
    "订单状态": "等待出库",
    "下单帐号": "jd-invented",
    "客户姓名": "测试人",
    "客户地址": "浙江省 杭州市 西湖区 样板路1号",
    "联系电话": "13900000000",
    "订单备注": "轻放",
    "商家备注": "",
    "运费金额": "6.00",
    "付款确认时间": "2026-11-12 10:01:00",
    "货号": "BOX",
    "": "",
}
SECOND = ROW | {"商品ID": "100002", "商品名称": "盒盖", "订购数量": "1", "京东价": "9.00", "货号": ""}


def test_the_rows_of_an_order_are_its_lines_and_its_total_counts_once(items_of):
    (order,) = items_of([ROW, SECOND])
    assert order.lines == (LineRecord("加厚收纳盒", 2, 3000, "BOX"), LineRecord("盒盖", 1, 900, "100002"))
    head = order.head
    assert (order.channel, head.total, head.shipping, head.buyer) == ("jd", 7500, 600, "jd-invented")
    assert (head.payment, head.fulfilment, head.buyer_note) == ("paid", "new", "轻放")
    assert head.paid_at == datetime(2026, 11, 12, 2, 1, tzinfo=UTC)
    assert (head.receiver.province, head.receiver.street) == ("浙江省", "样板路1号")


def test_merged_cells_leave_the_orders_own_cells_blank(items_of):
    blank = dict.fromkeys(("订单号", "下单时间", "订单金额", "订单状态", "客户姓名", "客户地址", "联系电话"), "")
    (order,) = items_of([ROW, SECOND | blank])
    assert [line.title for line in order.lines] == ["加厚收纳盒", "盒盖"]


def test_a_row_without_a_number_that_tells_an_order_of_its_own_is_refused(items_of):
    (order, refused) = items_of([ROW, SECOND | {"订单号": ""}])
    assert isinstance(order, OrderRecord)
    assert (type(refused), refused.problem.code) == (Refused, "order-number-missing")


def test_a_masked_telephone_is_taken_with_a_remark(items_of):
    (order, remark) = items_of([ROW | {"联系电话": "1******6198"}])
    assert order.head.receiver.phone == "1******6198"
    assert (type(remark), remark.problem.code) == (Remark, "recipient-masked")


@pytest.mark.parametrize(
    ("status", "payment", "fulfilment"),
    [
        ("等待付款", "unpaid", "new"),
        ("等待确认收货", "paid", "shipped"),
        ("完成", "paid", "delivered"),
        ("(删除)等待出库", "paid", "cancelled"),
        ("（锁定）等待出库", "paid", "new"),
    ],
)
def test_the_states_of_jd(items_of, status, payment, fulfilment):
    paid = ROW["付款确认时间"] if payment == "paid" else ""
    (order,) = items_of([ROW | {"订单状态": status, "付款确认时间": paid}])
    assert (order.head.payment, order.head.fulfilment) == (payment, fulfilment)
    assert order.head.refunding == ("锁定" in status)
