"""What the stall calls its ways to pay."""

from shopdesk.words import N_

METHOD_WORDS = {
    "cash": N_("Cash"),
    "wechat": N_("WeChat Pay"),
    "alipay": N_("Alipay"),
    "unionpay": N_("UnionPay"),
    "card": N_("Card"),
}
