"""The words of after-sales: kinds, reasons, and each rule by which a request is allowed or refused."""

from collections.abc import Mapping
from datetime import date

from shopdesk.words import N_, _, full_day

KINDS = {
    "refund-only": N_("Refund only"),
    "return-refund": N_("Return and refund"),
    "exchange": N_("Exchange"),
    "reissue": N_("Send again"),
    "partial": N_("Partial refund"),
    "repair": N_("Repair"),
    "refused-parcel": N_("Refused parcel"),
    "counter": N_("Counter return"),
    "wrong-item": N_("Wrong item"),
    "ownerless": N_("Parcel without an owner"),
}

REASONS = {
    "no-reason": N_("No reason"),
    "quality": N_("Quality defect"),
    "not-as-described": N_("Not as described"),
    "wrong-item": N_("Wrong item sent"),
    "missing-part": N_("Part missing"),
    "damaged": N_("Damaged on the way"),
    "size-exchange": N_("Wrong size"),
    "colour": N_("Colour differs"),
    "functional-fault": N_("Functional fault"),
    "never-arrived": N_("Never arrived"),
    "refused": N_("Refused at the door"),
}

STATES = {
    "requested": N_("asked for"),
    "refused": N_("refused"),
    "approved": N_("approved"),
    "received": N_("received"),
    "inspected": N_("inspected"),
    "exchanged": N_("exchanged"),
    "refunded": N_("refunded"),
    "closed": N_("closed"),
    "withdrawn": N_("withdrawn"),
}

TICKETS = {
    "question": N_("Question"),
    "return": N_("Return"),
    "exchange": N_("Exchange"),
    "refund": N_("Refund"),
    "repair": N_("Repair"),
    "quality": N_("Quality"),
    "delivery": N_("Delivery"),
    "complaint": N_("Complaint"),
    "other": N_("Something else"),
    "low": N_("low"),
    "normal": N_("normal"),
    "high": N_("high"),
    "urgent": N_("urgent"),
    "opened": N_("Opened"),
    "received": N_("Accepted"),
    "diagnosed": N_("Diagnosed"),
    "planned": N_("Planned"),
    "carried-out": N_("Carried out"),
    "confirmed": N_("Result confirmed"),
    "answered": N_("Answered"),
    "assigned": N_("Assigned"),
    "undone": N_("Step taken back"),
    "withdrawn": N_("Withdrawn"),
}

PARTS = {
    "goods": N_("Goods"),
    "discount": N_("Share of the discount"),
    "freight": N_("Freight"),
    "return-freight": N_("Freight back, laid out by the buyer"),
    "missing": N_("Not come back"),
    "worn": N_("Kept back for damage"),
    "earlier": N_("Paid back in part before"),
    "limit": N_("No more than was paid"),
    "agreed": N_("As agreed"),
}

PAYERS = {"buyer": N_("the buyer"), "merchant": N_("the shop"), "none": N_("nobody")}

NEEDS = {
    "goods-intact": N_("The goods are intact"),
    "packing-intact": N_("The packing is intact"),
    "photo": N_("A photo of the defect"),
    "packing-photo": N_("A photo of the packing"),
    "video": N_("A video of the fault"),
    "courier-statement": N_("A statement of the courier"),
}

RULES = {
    "order-cancelled": N_("The order is cancelled: nothing was sent that could come back."),
    "not-sent": N_("The parcel has not left: cancel the order instead."),
    "already-refunded": N_("The whole payment has gone back already."),
    "clock-behind": N_("The clock of this PC is behind the order. Set it right and ask again."),
    "nothing-asked": N_("No pieces are named."),
    "goods-not-in-order": N_("{sku} does not stand in the order."),
    "more-than-sold": N_("{pieces} of {sku} are asked for, but only {sold} were sold."),
    "already-returned": N_("Of {sold} pieces of {sku}, {back} are in another case already."),
    "reason-unknown": N_("The policy of the order's day has no such reason."),
    "kind-not-for-reason": N_("{kind} is not available for this reason: {reason}."),
    "receiver-masked": N_("The platform hides the receiver, so no parcel can be sent. Ask for the address first."),
    "special-goods": N_("{sku} is made to order or fresh, and marked so: it is not taken back for this reason."),
    "signed-for": N_("The parcel was signed for, so it was not refused at the door."),
    "still-under-way": N_("The parcel may still arrive: it counts as lost from {first} on."),
    "window-over": N_("The window of {days} days ended on {ended}."),
    "no-warranty": N_("{sku} has no warranty."),
    "warranty-over": N_("The warranty of {months} months ended on {ended}."),
    "exchange-first": N_("A functional fault is exchanged first; money goes back where no replacement is left."),
    "ownerless": N_("Nobody is known: the parcel is kept until its owner is found."),
    "warranty": N_("Within the warranty of {months} months."),
    "size-again": N_("The size was exchanged free of charge before: this time the buyer pays the freight."),
    "within-window": N_("Within the window of {days} days."),
    "not-yet-signed": N_("The parcel is not signed for yet: the window has not begun."),
    "parcel-refused": N_("The parcel was refused at the door and comes back."),
    "goodwill": N_("Granted as goodwill."),
}


DAYS_TOLD = frozenset({"ended", "first"})  # parameters of rules that are days


class _Told(dict[str, str]):
    """Parameters of which one may be missing: a sentence with a gap is better than none."""

    def __missing__(self, key: str) -> str:
        return "–"


def word_kind(kind: str) -> str:
    """Return the word for a kind of request."""
    return _(KINDS[kind]) if kind in KINDS else kind


def word_case_state(state: str) -> str:
    """Return the word for where a case stands."""
    return _(STATES[state]) if state in STATES else state


def word_ticket(word: str) -> str:
    """Return the word for a ticket's kind, severity, step or note."""
    return _(TICKETS[word]) if word in TICKETS else word


def word_return_reason(reason: str) -> str:
    """Return the word for a buyer's reason."""
    return _(REASONS[reason]) if reason in REASONS else reason


def word_rule(rule: str, params: Mapping[str, str]) -> str:
    """Return the sentence of the rule by which a request was decided."""
    told = dict(params)
    told["kind"], told["reason"] = word_kind(told.get("kind", "")), word_return_reason(told.get("reason", ""))
    for moment in DAYS_TOLD & told.keys():
        told[moment] = full_day(date.fromisoformat(told[moment]))
    return _(RULES[rule]).format_map(_Told(told))
