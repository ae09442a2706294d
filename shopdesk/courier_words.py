"""The words of couriers: what they suit, why one is recommended, where a parcel is."""

from shopdesk.domain.freight import Choice, Reason
from shopdesk.domain.money import format_amount
from shopdesk.words import N_, _

SUITS = {
    "high-value": N_("high value"),
    "urgent": N_("urgent"),
    "standard": N_("standard goods"),
    "daily": N_("daily goods"),
    "mass": N_("mass-market goods"),
    "light": N_("light goods"),
    "3c": N_("3C electronics"),
    "appliances": N_("large appliances"),
    "heavy": N_("heavy goods"),
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


def word_reason(reason: Reason) -> str:
    """Say one reason for a courier."""
    return _(_REASONS[reason.code]).format(
        figure=reason.figure, money=format_amount(reason.figure, "CNY"), weight=word_weight(reason.figure)
    )


def word_choice(choice: Choice) -> str:
    """Say why a courier is recommended."""
    return _(", ").join(word_reason(reason) for reason in choice.reasons)


def word_weight(grams: int) -> str:
    """Write a weight as it is read: 350 g, 1.2 kg."""
    return f"{grams} g" if grams < 1000 else f"{grams / 1000:.2f}".rstrip("0").rstrip(".") + " kg"
