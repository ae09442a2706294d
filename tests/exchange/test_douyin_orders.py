import pytest

from shopdesk.domain.imports import LineRecord, Refused, Remark

ROW = {
    "主订单编号": "\t6917000000000000001",
    "子订单编号": "\t6917000000000000001",
    "选购商品": "加厚收纳盒",
    "商品规格": "白色",
    "商品数量": "2",
    "商品ID": "\t3500000000000000001",
    "商家编码": "\tBOX",
    "商品单价": "1,030.00",
    "订单应付金额": "2,050.00",
    "运费": "0.00",
    "优惠总金额": "10.00",
    "收件人": "测试人",
    "收件人手机号": "\t13900000000",
    "省": "浙江省",
    "市": "杭州市",
    "区": "西湖区",
    "街道": "示例街道",
    "详细地址": "样板路1号",
    "买家留言": "-",
    "订单提交时间": "2026-11-12 10:00:00\t",
    "支付完成时间": "2026-11-12 10:00:30",
    "商家备注": "-",
    "订单状态": "待发货",
    "售后状态": "-",
}
SECOND = ROW | {
    "子订单编号": "\t6917000000000000002",
    "选购商品": "盒盖",
    "商品数量": "1",
    "商家编码": "LID",
    "商品单价": "9.00",
    "订单应付金额": "9.00",
    "优惠总金额": "0",
}
CIPHER = {"收件人": "##4S5z1bL8", "收件人手机号": "$$7nX9==", "详细地址": "##aB3d"}


def test_the_sub_orders_of_one_main_order_are_its_lines_and_their_money_is_added(items_of):
    (order,) = items_of([ROW, SECOND])
    assert (order.channel_order_no, order.channel) == ("6917000000000000001", "douyin")
    assert order.lines == (
        LineRecord("加厚收纳盒", 2, 103000, "BOX", "白色"),
        LineRecord("盒盖", 1, 900, "LID", "白色"),
    )
    head = order.head
    assert (head.total, head.discount, head.shipping) == (205900, 1000, 0)
    assert (head.payment, head.fulfilment, head.buyer_note) == ("paid", "new", "")
    assert head.receiver.street == "示例街道样板路1号"


def test_a_total_that_every_row_repeats_is_counted_once(items_of):
    rows = [ROW | {"商品单价": "30.00", "订单应付金额": "69.00", "优惠总金额": "0"}, SECOND | {"订单应付金额": "69.00"}]
    (order,) = items_of(rows)
    assert order.head.total == 6900


def test_a_receiver_in_ciphertext_is_taken_and_remarked(items_of):
    (order, remark) = items_of([ROW | CIPHER])
    assert (order.head.receiver.name, order.head.receiver.street) == ("##4S5z1bL8", "##aB3d")
    assert (type(remark), remark.problem.code) == (Remark, "recipient-masked")


def test_goods_of_a_main_order_joined_in_one_cell_are_taken_apart(items_of):
    joined = {"选购商品": "加厚收纳盒;盒盖", "商品数量": "2;1", "商品规格": "白色;", "商家编码": "BOX;LID"}
    (order,) = items_of([ROW | joined])
    assert order.lines == (LineRecord("加厚收纳盒", 2, 0, "BOX", "白色"), LineRecord("盒盖", 1, 0, "LID", ""))


def test_joined_goods_whose_pieces_are_not_told_one_by_one_are_refused(items_of):
    (refused,) = items_of([ROW | {"选购商品": "加厚收纳盒；盒盖", "商品数量": "3"}])
    assert (type(refused), refused.problem.code) == (Refused, "goods-joined")


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((("待发货", "-"), ("待发货", "-")), ("paid", "new", False)),
        ((("待发货", "-"), ("已关闭", "退款成功")), ("part-refunded", "new", True)),
        ((("已发货", "-"), ("待发货", "-")), ("paid", "new", False)),
        ((("已关闭", "退款成功"), ("已关闭", "退款成功")), ("refunded", "cancelled", False)),
        ((("待发货", "退款中"), ("待发货", "-")), ("paid", "new", True)),
        ((("已完成", "-"), ("已完成", "-")), ("paid", "delivered", False)),
    ],
)
def test_where_an_order_stands_by_its_sub_orders(items_of, states, told):
    rows = [
        row | {"订单状态": status, "售后状态": after}
        for row, (status, after) in zip((ROW, SECOND), states, strict=True)
    ]
    (order,) = items_of(rows)
    assert (order.head.payment, order.head.fulfilment, order.head.refunding) == told
