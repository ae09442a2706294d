"""The words of payments and statements: states, kinds, how a line was matched and why it was left."""

from shopdesk.domain.payments import Method
from shopdesk.words import N_, _, spoken
from shopdesk.words.states import word_state

KINDS = {
    "payment": N_("Payment"),
    "refund": N_("Paid back"),
    "fee": N_("Fee"),
    "transfer": N_("Money transfer"),
    "other": N_("Other"),
}
WAYS = {
    "trade": N_("by the trade number"),
    "order": N_("by the order number"),
    "amount": N_("by amount and time"),
    "sum": N_("as the sum of a day"),
    "fee": N_("as the fee of this trade"),
    "hand": N_("by hand"),
}
REASONS = {
    "no-payment": N_("No payment of this number or amount"),
    "ambiguous": N_("Several payments fit"),
    "duplicate": N_("Told of already"),
    "not-a-sale": N_("No sale"),
    "fee": N_("Fee of no known payment"),
    "": N_("Not matched yet"),
}
WHY = {
    "order": N_("same order"),
    "amount": N_("same amount"),
    "near": N_("near in time and amount"),
}
FORMATS = {
    "alipay-bill": N_("Alipay bill"),
    "alipay-account": N_("Alipay account bill"),
    "alipay-records": N_("Alipay records"),
    "alipay-personal": N_("Alipay records"),
    "wechat-merchant": N_("WeChat Pay bill"),
    "wechat-bill": N_("WeChat bill"),
    "bank": N_("Bank statement"),
}


def word_method(method: Method | None, code: str) -> str:
    """Return a method's name in the language spoken; one that is in the table no longer is told by its code."""
    if method is None:
        return code
    return method.name if spoken.language == "zh_CN" else method.name_en


def word_payment_state(state: str) -> str:
    """Return how a payment stands."""
    return word_state(f"pay-{state}")


def word_line_kind(kind: str) -> str:
    """Return what kind of line or payment it is."""
    return _(KINDS[kind])


def word_way(how: str) -> str:
    """Return how a line was matched."""
    return _(WAYS[how])


def word_left(reason: str) -> str:
    """Return why a line was left."""
    return _(REASONS[reason])


def word_why(why: str) -> str:
    """Return why a payment is proposed."""
    return _(WHY[why])


def word_bill(name: str) -> str:
    """Return what kind of bill it is."""
    return _(FORMATS[name])
