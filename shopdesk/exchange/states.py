"""What Chinese platforms' state texts say about payment, parcel and refund."""

from functools import lru_cache
from typing import NamedTuple

from shopdesk.domain.errors import ShopError


class State(NamedTuple):
    """Where an order stands: `payment` and `fulfilment` in the shop's words."""

    payment: str
    fulfilment: str
    refunding: bool


_SIGNS = str.maketrans({",": "，", " ": None, "（": "(", "）": ")"})
# The first row with a matching word counts: "已发货，待签收" has left the house, "未发货，退款成功" never will.
_FULFILMENTS = (
    ("unpaid", ("等待买家付款", "等待付款", "待付款", "待支付", "未付款", "未支付")),
    ("cancelled", ("已取消", "交易关闭", "已关闭", "未成交", "未发货，退款成功", "(删除)")),
    ("delivered", ("已收货", "已签收", "交易成功", "已完成")),
    ("shipped", ("已发货", "待签收", "待收货", "等待确认收货", "等待收货")),
    ("new", ("待发货", "未发货", "等待卖家发货", "买家已付款", "部分发货", "备货中", "等待出库", "待出库", "正在出库")),
)
_REFUNDING = (
    *("退款中", "售后中", "处理中", "待商家处理", "待退款", "待退货", "退货中", "待商家收货", "仲裁中", "(锁定)"),
)


@lru_cache(maxsize=1024)
def chinese_state(status: str, after_sales: str, was_paid: bool) -> State:
    """Read 订单状态 and 售后状态; `was_paid` says that the file gives a time of payment.

    An empty state is a new order. Raises ShopError("status-unknown"): whether a parcel may go is never guessed.
    """
    told = _told(status.translate(_SIGNS))
    both = f"{status.translate(_SIGNS)} {after_sales}"
    if "部分退款成功" in both:
        payment = "part-refunded"
    elif "退款成功" in both:
        payment = "refunded"
    elif told == "unpaid" or not (was_paid or told in ("delivered", "shipped") or (status and told == "new")):
        payment = "unpaid"
    else:
        payment = "paid"
    refunding = any(word in both for word in _REFUNDING)
    return State(payment, "new" if told == "unpaid" else told, refunding)


def _told(status: str) -> str:
    if not status:
        return "new"
    for fulfilment, words in _FULFILMENTS:
        if any(word in status for word in words):
            return fulfilment
    raise ShopError("status-unknown", value=status, column="订单状态")
