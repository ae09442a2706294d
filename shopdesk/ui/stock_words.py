"""Stock in words: places, signed pieces, moments, and what a movement was."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.money import format_amount
from shopdesk.ui.moments import stamp
from shopdesk.words import N_, _
from shopdesk.words.states import word_reason

if TYPE_CHECKING:
    from shopdesk.domain.stock import Movement

PLACES = {
    "office": N_("Office"),
    "stall": N_("Stall"),
    "quarantine": N_("Quarantine"),
    "supplier-return": N_("Back to the supplier"),
}
_CALLED: dict[str, str] = {}  # the open shop's own names of its places
MINUS = "\N{MINUS SIGN}"
DASH = "–"


def call_places(names: Mapping[str, str]) -> None:
    """Call places from now on as the shop does."""
    _CALLED.clear()
    _CALLED.update(names)


def word_place(code: str) -> str:
    """Return a place's name as the shop calls it; without a name of its own its usual word, or its code."""
    return _CALLED.get(code) or (_(PLACES[code]) if code in PLACES else code)


def word_kind(code: str, parent: str) -> str:
    """Say what sort of place this is."""
    if parent:
        return _("Shelf of {place}").format(place=word_place(parent))
    return _(PLACES[code]) if code in PLACES else _("Own place")


def figure(pieces: int) -> str:
    """Write a number of pieces with a real minus."""
    return f"{pieces:,}".replace("-", MINUS)


def amount_figure(amount: int, currency: str = "CNY") -> str:
    """Write an amount of money with thousands parted and a real minus, without its sign."""
    return format_amount(amount, currency, grouped=True).replace("-", MINUS)


def signed(pieces: int) -> str:
    """Write what came in or went out with its sign."""
    return f"{pieces:+,}".replace("-", MINUS)


def moment(at: datetime) -> str:
    """Write a time as tables show it, where the program stands."""
    return stamp(at)


def read_pieces(text: str) -> int | None:
    """Read a signed whole number as people type it; None when it is none."""
    bare = text.strip().replace(MINUS, "-").replace("－", "-").replace("＋", "+").replace(" ", "").replace(",", "")
    digits = bare.removeprefix("-") if bare.startswith("-") else bare.removeprefix("+")
    return int(bare) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else None


def movement_words(movement: "Movement", known: "Mapping[str, Movement]") -> str:
    """Say what a movement was; one that takes another back names that one instead of its identity."""
    first = known.get(movement.reference)
    if first is not None:
        words = _("Taken back: {reason} of {time}")
        return words.format(reason=word_reason(first.reason), time=moment(first.at))
    reference = _("count sheet") if movement.reference == "count" else movement.reference
    return f"{word_reason(movement.reason)} {reference}".rstrip()
