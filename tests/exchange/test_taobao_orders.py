from datetime import UTC, datetime

import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.imports import LineRecord, OrderRecord, Remark
from shopdesk.exchange.formats import read

ROW = {
    "订单编号": '="1234567890123456789"',
    "买家会员名": "tb-invented",
    "买家应付货款": "90.00",
    "买家应付邮费": "8.00",
    "总金额": "98.00",
    "订单状态": "买家已付款，等待卖家发货",
    "买家留言": "",
    "收货人姓名": "测试人",
    "收货地址 ": "广东省 广州市 越秀区 样板街道样板路1号(510180)",
    "联系电话 ": "",
    "联系手机": "'13900000000",
    "订单创建时间": "2026-07-08 00:42:32",
    "订单付款时间 ": "2026-07-08 00:42:39",
    "宝贝标题 ": "加厚收纳盒",
    "宝贝种类 ": "1",
    "物流单号 ": "",
    "物流公司": "",
    "订单备注": "",
    "宝贝总数量": "3",
    "修改后的收货地址": "",
    "退款金额": "0.00",
}


def test_an_order_with_a_provisional_line(items_of):
    (order,) = items_of([ROW])
    assert (order.channel_order_no, order.channel, order.provisional) == ("1234567890123456789", "taobao", True)
    assert order.lines == (LineRecord("加厚收纳盒", 3, 3000),)
    head = order.head
    assert (head.total, head.shipping, head.buyer) == (9800, 800, "tb-invented")
    assert head.placed_at == datetime(2026, 7, 7, 16, 42, 32, tzinfo=UTC)
    assert head.paid_at == datetime(2026, 7, 7, 16, 42, 39, tzinfo=UTC)
    assert head.receiver == Receiver(
        "测试人", "13900000000", "CN", "广东省", "广州市", "越秀区", "样板街道样板路1号", "510180"
    )


def test_without_a_count_it_is_one_piece(items_of):
    (order,) = items_of([ROW | {"宝贝总数量": ""}])
    assert order.lines[0].quantity == 1


def test_two_goods_of_one_piece_each_are_two_lines(items_of):
    (order,) = items_of([ROW | {"宝贝标题 ": "盒，盖", "宝贝种类 ": "2", "宝贝总数量": "2"}])
    assert order.lines == (LineRecord("盒", 1), LineRecord("盖", 1))


def test_a_comma_in_the_title_of_one_good_does_not_split_it(items_of):
    (order,) = items_of([ROW | {"宝贝标题 ": "盒，加厚", "宝贝种类 ": "1", "宝贝总数量": "2"}])
    assert order.lines == (LineRecord("盒，加厚", 2, 4500),)


def test_the_changed_address_wins(items_of):
    changed = "改名人，86-13911111111，浙江省 杭州市 西湖区 样板路9号，310000"
    (order,) = items_of([ROW | {"修改后的收货地址": changed}])
    assert order.head.receiver == Receiver(
        "改名人", "13911111111", "CN", "浙江省", "杭州市", "西湖区", "样板路9号", "310000"
    )


@pytest.mark.parametrize("nothing", ["", "null", "-", '=""'])
def test_an_unchanged_address_stays(items_of, nothing):
    (order,) = items_of([ROW | {"修改后的收货地址": nothing}])
    assert order.head.receiver.name == "测试人"


def test_an_address_run_together_gets_its_parts(items_of):
    (order,) = items_of([ROW | {"收货地址 ": "广东广州越秀区样板街道样板路1号"}])
    assert order.head.receiver == Receiver(
        "测试人", "13900000000", "CN", "广东省", "广州市", "越秀区", "样板街道样板路1号", ""
    )


def test_an_address_without_a_certain_place_is_kept_whole_and_said(items_of):
    order, said = items_of([ROW | {"收货地址 ": "朝阳区样板路1号"}])
    assert order.head.receiver.street == "朝阳区样板路1号"
    assert isinstance(said, Remark)
    assert (said.problem.code, said.problem.value) == ("address-unsure", "1234567890123456789")


def test_name_and_telephone_in_the_address_cell(items_of):
    cell = "测试人，86-13922222222，四川省 成都市 其它区 样板街2号，000000"
    (order,) = items_of([ROW | {"收货人姓名": "", "收货地址 ": cell, "联系手机": ""}])
    assert order.head.receiver == Receiver("测试人", "13922222222", "CN", "四川省", "成都市", "", "样板街2号", "")


def test_commas_in_a_street_do_not_make_a_name(items_of):
    street = "广东省 广州市 越秀区 样板路1号，2栋，3楼"
    (order,) = items_of([ROW | {"收货地址 ": street}])
    assert (order.head.receiver.name, order.head.receiver.street) == ("测试人", "样板路1号，2栋，3楼")


def test_the_landline_is_taken_where_there_is_no_mobile(items_of):
    (order,) = items_of([ROW | {"联系手机": "", "联系电话 ": "020-00000000"}])
    assert order.head.receiver.phone == "020-00000000"


@pytest.mark.parametrize(("refund", "payment"), [("20.00", "part-refunded"), ("98.00", "refunded"), ("0.00", "paid")])
def test_the_refunded_amount_tells_how_much_came_back(items_of, refund, payment):
    (order,) = items_of([ROW | {"订单状态": "交易成功", "退款金额": refund}])
    assert (order.head.payment, order.head.fulfilment) == (payment, "delivered")


def test_a_waybill_loses_its_label(items_of):
    (order,) = items_of(
        [ROW | {"订单状态": "卖家已发货，等待买家确认", "物流单号 ": "No:773000000000001", "物流公司": "申通快递"}]
    )
    assert (order.head.waybill, order.head.courier, order.head.fulfilment) == ("773000000000001", "申通快递", "shipped")


def test_a_masked_receiver_is_taken_with_a_remark(items_of):
    order, remark = items_of([ROW | {"收货人姓名": "测**"}])
    assert isinstance(order, OrderRecord)
    assert isinstance(remark, Remark)
    assert remark.problem.code == "recipient-masked"


def test_an_order_number_from_a_rounded_cell_is_refused(items_of):
    refused, _ = items_of([ROW | {"订单编号": "2.458E+18"}, ROW])
    assert refused.problem.code == "number-damaged"
    assert (refused.problem.value, refused.problem.column) == ("2.458E+18", "订单编号")


def test_a_real_export(shared_data):
    reading = read(shared_data / "orders/taobao/ExportOrderList201707080000.csv")
    orders = list(reading.items)
    assert (reading.encoding, reading.rows, len(orders)) == ("gb18030", 5, 5)
    assert [order.head.total for order in orders] == [20112, 18615, 34900, 98900, 23655]
    assert {(order.head.payment, order.head.fulfilment, len(order.lines)) for order in orders} == {("paid", "new", 1)}
    assert all(order.head.receiver.postcode and order.head.receiver.province for order in orders)
    assert [bool(order.head.receiver.district) for order in orders] == [True, False, True, True, True]


def test_the_number_of_the_payment_is_kept_exact_and_a_rounded_one_is_none(items_of):
    (order,) = items_of([ROW | {"支付单号": "'2026070822001123456789012345"}])
    assert order.head.trade_no == "2026070822001123456789012345"
    (order,) = items_of([ROW | {"支付单号": "2.0260708220011E+27"}])
    assert order.head.trade_no == ""
