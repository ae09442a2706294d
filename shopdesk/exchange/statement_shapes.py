"""The bills that are known by their header: which column is which, and what their words for a line mean."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of bill: its columns by field; the `needed` ones must all stand in its header."""

    name: str
    method: str
    columns: Mapping[str, str]
    dates: str = "ymd"

    @property
    def needed(self) -> frozenset[str]:
        """The columns that the bill is known by."""
        return frozenset(self.columns[name] for name in self.columns if name not in OPTIONAL)


OPTIONAL = frozenset({"remark", "party", "currency", "goods", "fee", "account", "refund_no"})
SHAPES = (
    Shape("alipay-bill", "alipay", {
        "trade_no": "支付宝交易号", "order_no": "商户订单号", "type": "业务类型", "at": "完成时间",
        "amount": "订单金额(元)", "fee": "服务费(元)", "goods": "商品名称", "party": "对方账户", "remark": "备注",
        "refund_no": "退款批次号/请求号",
    }),
    Shape("alipay-account", "alipay", {
        "trade_no": "业务流水号", "order_no": "商户订单号", "type": "业务类型", "at": "发生时间",
        "income": "收入金额(+元)", "outgo": "支出金额(-元)", "goods": "商品名称", "party": "对方账号", "remark": "备注",
    }),
    Shape("alipay-records", "alipay", {
        "trade_no": "交易号", "order_no": "商家订单号", "type": "类型", "at": "付款时间", "way": "收/支",
        "amount": "金额(元)", "status": "交易状态", "fee": "服务费(元)", "goods": "商品名称", "party": "交易对方",
        "remark": "备注",
    }),
    Shape("alipay-personal", "alipay", {
        "trade_no": "交易订单号", "order_no": "商家订单号", "type": "交易分类", "at": "交易时间", "way": "收/支",
        "amount": "金额", "status": "交易状态", "goods": "商品说明", "party": "交易对方", "remark": "备注",
    }),
    Shape("wechat-merchant", "wechat", {
        "trade_no": "微信订单号", "order_no": "商户订单号", "type": "交易状态", "at": "交易时间",
        "amount": "应结订单金额", "refund": "退款金额", "refund_no": "微信退款单号", "fee": "手续费",
        "currency": "货币种类", "goods": "商品名称",
    }),
    Shape("wechat-bill", "wechat", {
        "trade_no": "交易单号", "order_no": "商户单号", "type": "交易类型", "at": "交易时间", "way": "收/支",
        "amount": "金额(元)", "status": "当前状态", "goods": "商品", "party": "交易对方", "remark": "备注",
    }),
)  # fmt: skip
REFUNDS = ("退款", "refund")
FEES = ("服务费", "手续费", "收费", "佣金", "fee", "commission")
TRANSFERS = ("提现", "转账", "充值", "转出", "转入", "理财", "零钱通", "余额宝", "信用卡还款", "withdraw", "transfer")
IN, OUT = (
    ("收入", "已收入", "贷", "cr", "c", "credit", "in", "+"),
    ("支出", "已支出", "借", "dr", "d", "debit", "out", "-"),
)
# What has not happened, or not yet: no money has moved.
NOT_DONE = ("交易关闭", "等待付款", "等待买家付款", "支付失败", "已撤销", "closed", "failed", "pending")
