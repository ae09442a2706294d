import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.states import chinese_state


@pytest.mark.parametrize(
    ("status", "payment", "fulfilment"),
    [
        ("等待买家付款", "unpaid", "new"),
        ("买家已付款，等待卖家发货", "paid", "new"),
        ("买家已付款, 等待卖家发货", "paid", "new"),
        ("卖家部分发货", "paid", "new"),
        ("待发货", "paid", "new"),
        ("卖家已发货，等待买家确认", "paid", "shipped"),
        ("已发货，待签收", "paid", "shipped"),
        ("已发货，待收货", "paid", "shipped"),
        ("交易成功", "paid", "delivered"),
        ("已收货", "paid", "delivered"),
        ("已签收", "paid", "delivered"),
        ("交易关闭", "unpaid", "cancelled"),
        ("已取消", "unpaid", "cancelled"),
        ("已取消，退款成功", "refunded", "cancelled"),
        ("未发货，退款成功", "refunded", "cancelled"),
        ("未成交，退款成功", "refunded", "cancelled"),
        ("已发货，退款成功", "refunded", "shipped"),
        ("已收货，退款成功", "refunded", "delivered"),
        ("", "unpaid", "new"),
    ],
)
def test_what_a_state_says(status, payment, fulfilment):
    assert chinese_state(status, "", False) == (payment, fulfilment, False)


def test_an_order_paid_and_then_closed_was_paid():
    assert chinese_state("交易关闭", "", True).payment == "paid"


def test_a_deposit_does_not_make_an_order_paid():
    assert chinese_state("等待买家付款", "", True).payment == "unpaid"


@pytest.mark.parametrize("after_sales", ["退款中", "售后处理中", "商家同意退款，退款中", "买家申请退款，待商家处理"])
def test_an_open_refund_is_told(after_sales):
    assert chinese_state("待发货", after_sales, True) == ("paid", "new", True)


@pytest.mark.parametrize(
    ("after_sales", "payment"),
    [("退款成功", "refunded"), ("部分退款成功", "part-refunded"), ("无售后或售后取消", "paid"), ("退款关闭", "paid")],
)
def test_how_a_refund_ended(after_sales, payment):
    assert chinese_state("已收货", after_sales, True) == (payment, "delivered", False)


def test_a_state_that_nobody_knows_is_never_guessed():
    with pytest.raises(ShopError) as caught:
        chinese_state("量子发货", "", True)
    assert caught.value.code == "status-unknown"
    assert caught.value.params == {"value": "量子发货", "column": "订单状态"}
