"""The words of couriers: what they suit, why one is recommended, where a parcel is."""

from collections.abc import Sequence

from shopdesk.domain.freight import Choice, Reason
from shopdesk.domain.money import format_amount
from shopdesk.words import N_, _, listed, ngettext

SHOWN = 5

SUITS = {
    "high-value": N_("high value"),
    "urgent": N_("urgent"),
    "standard": N_("standard goods"),
    "daily": N_("daily goods"),
    "mass": N_("mass market"),
    "light": N_("light goods"),
    "3c": N_("3C electronics"),
    "appliances": N_("large appliances"),
    "heavy": N_("heavy goods"),
}
PARCELS = {
    "": N_("No news yet"),
    "picked-up": N_("Picked up"),
    "in-transit": N_("Under way"),
    "out-for-delivery": N_("Out for delivery"),
    "delivered": N_("Signed for"),
    "problem": N_("In trouble"),
    "lost": N_("Lost"),
    "returned": N_("Sent back"),
}
_REASONS = {
    "high-value": N_("suits goods of high value ({money})"),
    "urgent": N_("suits urgent parcels"),
    "standard": N_("suits standard goods"),
    "mass": N_("suits mass-market goods"),
    "light": N_("suits light goods ({weight})"),
    "3c": N_("suits 3C electronics"),
    "appliances": N_("suits large appliances"),
    "heavy": N_("suits heavy goods ({weight})"),
    "speed": N_("speed {figure} of 5"),
    "service": N_("service {figure} of 5"),
    "coverage": N_("coverage {figure} of 5, for a far province"),
    "cheapest": N_("the cheapest there"),
    "value": N_("value for money {figure} of 5"),
}


def word_suits(code: str) -> str:
    """Say what kind of parcel a courier suits."""
    return _(SUITS[code])


def word_parcel(state: str) -> str:
    """Say where a parcel is."""
    return _(PARCELS[state])


def word_reason(reason: Reason) -> str:
    """Say one reason for a courier."""
    return _(_REASONS[reason.code]).format(
        figure=reason.figure, money=format_amount(reason.figure, "CNY"), weight=word_weight(reason.figure)
    )


def word_choice(choice: Choice) -> str:
    """Say why a courier is recommended."""
    return listed(word_reason(reason) for reason in choice.reasons)


def warn_odd(courier: str, numbers: Sequence[str]) -> str:
    """Say that numbers do not look like their courier's."""
    words = _("Not the usual look of {courier}'s numbers, kept all the same: {numbers}. Look whether they are right.")
    more = " …" if len(numbers) > SHOWN else ""
    return words.format(courier=courier, numbers=", ".join(numbers[:SHOWN]) + more)


def warn_low(courier: str, free: int) -> str:
    """Say that a courier's pool runs low."""
    words = ngettext("{courier} has {free} number left", "{courier} has {free} numbers left", free)
    return words.format(courier=courier, free=free)


def word_weight(grams: int) -> str:
    """Write a weight as it is read: 350 g, 1.2 kg."""
    return f"{grams} g" if grams < 1000 else f"{grams / 1000:.2f}".rstrip("0").rstrip(".") + " kg"
