"""What the page of orders says: its views, what a flag means, why orders stayed as they were, money with its sign."""

from collections.abc import Mapping, Sequence

from shopdesk.domain.orders import Order
from shopdesk.services.order_steps import Stayed, Taken
from shopdesk.ui.moments import stamp
from shopdesk.words import N_, _, listed, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.errors import word_error

VIEWS = {
    "to-ship": N_("To ship"),
    "due": N_("Due in 2 hours"),
    "late": N_("Late"),
    "new": N_("To confirm"),
    "to-print": N_("To print"),
    "masked": N_("Address masked"),
    "short": N_("Short of goods"),
    "problems": N_("Problems"),
    "together": N_("Could go together"),
    "shipped": N_("Shipped"),
    "all": N_("All"),
    "to-pick": N_("To pick"),
    "to-pack": N_("To pack"),
    "to-hand-over": N_("To hand over"),
    "held": N_("On hold"),
    "printed": N_("Printed, to ship"),
    "unpaid": N_("Unpaid"),
    "cancelled": N_("Cancelled"),
    "to-hand-back": N_("To hand back"),
}
# Their tabs are shown once they are asked for.
SELDOM = ("to-pick", "to-pack", "to-hand-over", "held", "printed", "unpaid", "cancelled", "to-hand-back")

# The gravest first, as in ui.status.FLAG.
FLAG_MEANS = {
    "refunding": N_("The buyer wants the money back. Settle the refund with the platform before the parcel goes."),
    "short": N_("There are not enough goods for all of it. Receive goods and confirm again, or ask the buyer."),
    "suspicious": N_("Something about this order is odd. Look at it before you ship; nothing stops it."),
    "hold": N_("It was put aside. Release it to go on."),
    "masked": N_("The platform hides the address, no courier takes it like this. Bring the order in with its address."),
    "unmatched": N_(
        "A line belongs to no SKU of the shop. Give the SKU to a listing; until then no stock is reserved."
    ),
}

SUSPICIONS = {
    "platform": N_("The platform suspects it: look at it there."),
    "pieces": N_("Unusually many pieces of one kind."),
    "amount": N_("An unusually large sum."),
    "address": N_("Several buyers have open orders for this address."),
    "blocked": N_("The buyer is on the block list."),
}


def flag_means(flag: str, order: Order) -> str:
    """Return what a flag means for an order: why it looks odd, until when and why it waits."""
    if flag == "suspicious" and order.suspicions:
        return " ".join(_(SUSPICIONS[reason]) for reason in order.suspicions if reason in SUSPICIONS)
    parts = [_(FLAG_MEANS[flag])]
    if flag == "hold" and order.hold_reason:
        parts.insert(0, order.hold_reason)
    if flag == "hold" and order.hold_until:
        parts.append(_("It goes on by itself at {moment}.").format(moment=stamp(order.hold_until)))
    return " · ".join(parts) if flag == "hold" else parts[0]


def totals_text(totals: Mapping[str, int]) -> str:
    """Return sums of several currencies beside each other; they are never added up, and nothing of one is left out."""
    told = {currency: amount for currency, amount in totals.items() if amount} or dict([*totals.items()][:1])
    return " + ".join(money(amount, currency) for currency, amount in told.items())


def word_step(step: str, count: int) -> str:
    """Return what was done with how many orders."""
    match step:
        case "confirm":
            text = ngettext("{count} order confirmed", "{count} orders confirmed", count)
        case "ship":
            text = ngettext("{count} order shipped", "{count} orders shipped", count)
        case "unship":
            text = ngettext("{count} shipment taken back", "{count} shipments taken back", count)
        case "hold":
            text = ngettext("{count} order put on hold", "{count} orders put on hold", count)
        case "release":
            text = ngettext("{count} order released", "{count} orders released", count)
        case "cancel":
            text = ngettext("{count} order cancelled", "{count} orders cancelled", count)
        case "pick":
            text = ngettext("{count} order being picked", "{count} orders being picked", count)
        case _:
            text = ngettext("{count} order packed", "{count} orders packed", count)
    return text.format(count=f"{count:,}")


def word_taken(taken: Taken) -> str:
    """Return what became of a step in one sentence; a single order is called by its number."""
    parts = []
    if taken.changed:
        parts.append(word_step(taken.step, len(taken.changed)))
    if len(taken.changed) == 1:
        parts = [_("{what}: {order}").format(what=parts[0], order=taken.changed[0])]
    if taken.stayed:
        parts.append(stayed_title(len(taken.stayed)))
    if taken.same:
        text = ngettext("{count} stood there already", "{count} stood there already", taken.same)
        parts.append(text.format(count=taken.same))
    told = parts[0] if parts else ""
    for part in parts[1:]:
        told = _("{one}, {two}").format(one=told, two=part)
    return told


def stayed_title(count: int) -> str:
    """Return how many orders stayed as they were."""
    return ngettext("{count} stayed as it was", "{count} stayed as they were", count).format(count=f"{count:,}")


def stayed_reasons(stayed: Sequence[Stayed], most: int = 3) -> list[str]:
    """Return why orders stayed as they were: each reason once, with how many more it holds for."""
    by_code: dict[str, list[Stayed]] = {}
    for one in stayed:
        by_code.setdefault(one.error.code, []).append(one)
    reasons = []
    for same in sorted(by_code.values(), key=len, reverse=True):
        numbers = listed(one.number for one in same[1 : most + 1])
        more = len(same) - 1 - most
        text = _reason(same[0])
        if numbers:
            text += " " + _("The same goes for {orders}.").format(
                orders=numbers if more <= 0 else _("{orders} and {count} more").format(orders=numbers, count=more)
            )
        reasons.append(text)
    return reasons


def _reason(stayed: Stayed) -> str:
    if stayed.error.code == "courier-needed":  # the command line's sentence names an option
        return _("{order} names no courier. Set the shop's usual courier in Settings, then ship again.").format(
            order=stayed.number
        )
    return word_error(stayed.error)
