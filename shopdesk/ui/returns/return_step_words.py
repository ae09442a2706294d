"""The words of what happened with a case and of the promises that run."""

from shopdesk.domain.returns import CaseStep
from shopdesk.words import N_, _
from shopdesk.words.currencies import money
from shopdesk.words.returns import word_rule
from shopdesk.words.states import word_event

CLOCKS = {
    "answer": N_("Answer by"),
    "receive": N_("Parcel awaited until"),
    "refund": N_("Refund by"),
    "exchange": N_("Exchange or repair by"),
}
ROUTES = {
    "original": N_("The way it was paid"),
    "alipay": N_("Alipay"),
    "wechat": N_("WeChat Pay"),
    "bank": N_("Bank transfer"),
    "unionpay": N_("UnionPay"),
    "card": N_("Card"),
    "cash": N_("Cash"),
    "credit": N_("Credit for the next order"),
}
VERDICTS = {
    "resell": N_("Back to the shelf"),
    "quarantine": N_("Into quarantine"),
    "scrap": N_("Written off"),
}


def word_step(step: CaseStep) -> str:
    """Return one line that says what was done, with what it was about."""
    told = step.details
    said = word_event(f"return-{step.kind}")
    if step.kind == "undone":
        said = _("Taken back: {what}").format(what=word_event(f"return-{told.get('step', '')}"))
    route = ROUTES.get(told.get("route", ""), "")
    beside = [
        told.get("waybill", ""),
        told.get("order", ""),
        told.get("note", ""),
        told.get("came", ""),
        word_rule(told["rule"], {}) if told.get("rule") == "goodwill" else "",
        money(int(told["amount"]), told["currency"]) if "amount" in told and "currency" in told else "",
        _(route) if route else "",
    ]
    return " · ".join([said, *(text for text in beside if text)])
