"""The words of a price by hand that falls below the floor."""

from collections.abc import Sequence

from shopdesk.domain.money import format_amount
from shopdesk.domain.stall_floor import BelowFloor
from shopdesk.words import _, ngettext


def word_floor(told: BelowFloor, currency: str) -> str:
    """Say how far a price is below the floor, and what is lost or left of it."""
    if told.net < 0:
        words = _("{price} is below the floor of {floor}: {amount} is lost on each {unit}.")
    else:
        words = _("{price} is below the floor of {floor}: only {amount} is left of each {unit}.")
    return words.format(
        price=format_amount(told.price, currency), floor=format_amount(told.floor, currency),
        amount=format_amount(abs(told.net), currency), unit=f"{told.per} g" if told.per else _("piece"),
    )  # fmt: skip


def word_floors(told: Sequence[BelowFloor], currency: str) -> str:
    """Say it of the line that loses most, and of how many others it is so; "" where all prices pay."""
    if not told:
        return ""
    worst = min(told, key=lambda one: one.net)
    words = f"{worst.title}  {word_floor(worst, currency)}"
    if more := len(told) - 1:
        words += " " + ngettext("{count} more line is below.", "{count} more lines are below.", more).format(count=more)
    return words
