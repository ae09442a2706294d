"""What the packing station says: the title of an alarm, why it came, what to do now, and what a voice says."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import east_asian_width

from shopdesk.domain.pack_desk import Alarm, Desk, Piece, tell_apart
from shopdesk.domain.packing import Parcel
from shopdesk.words import N_, _, ngettext
from shopdesk.words.errors import word_error
from shopdesk.words.pack import ANSWERS

GLANCE = 24  # columns, a Chinese character counting two
AMBER = ("over", "too-many", "nothing-taken", "caps-lock")  # beside all that only has to come first
SHORT_REASONS = {
    "out-of-stock": N_("None left"),
    "not-found": N_("Cannot be found"),
    "damaged": N_("Damaged"),
    "buyer-agreed": N_("Agreed with the buyer"),
}
REPRINT_REASONS = {
    "jammed": N_("Jammed or torn"),
    "unreadable": N_("Smeared or pale"),
    "lost": N_("Label lost"),
    "never-came": N_("It never came out"),
}


class AlarmWords(NamedTuple):
    """An alarm in words; `spoken` is short enough to be heard across a room."""

    title: str
    why: str
    now: str
    spoken: str


def is_amber(kind: str) -> bool:
    """Tell whether an alarm is a hint to stop at, not a mistake in the parcel."""
    return kind in AMBER or kind.endswith("-first")


def word_alarm(alarm: Alarm, desk: Desk) -> AlarmWords:
    """Return an alarm in words."""
    title = _title(alarm.kind)
    why, now = _WORDS.get(alarm.kind, _refused)(alarm, desk)
    return AlarmWords(title, why, now, title)


def word_pieces(parcel: Parcel) -> str:
    """Return how many pieces are in: "4 / 5 pieces"."""
    return ngettext("{taken} / {count} piece", "{taken} / {count} pieces", parcel.pieces).format(
        taken=parcel.taken, count=parcel.pieces
    )


def word_options(piece: Piece) -> str:
    """Return what a piece is chosen by: "off-white 350 ml"."""
    return " ".join(value for _name, value in piece.options)


def mask_number(waybill: str) -> str:
    """Return a waybill as it may stand on a screen that others see: 7731 **** 2096."""
    return f"{waybill[:4]} **** {waybill[-4:]}" if len(waybill) > 8 else waybill


def couriers_word(courier: str, names: Mapping[str, str]) -> str:
    """Return a courier's name in the language spoken now, its code where the shop does not know it."""
    return names.get(courier, courier)


def _title(kind: str) -> str:
    titles = {
        "wrong": _("Wrong, not this one"),
        "refunded": _("Refund under way, do not send"),
        "unknown": _("Nobody knows this code"),
        "refused": _("This cannot go on"),
        "label-first": _("The label did not come"),
    }
    return titles.get(kind) or _(ANSWERS[kind])


def _wrong(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    scanned, wanted = alarm.scanned, alarm.wanted
    if scanned is None or wanted is None:
        return _("It is not in this parcel"), _put_back(scanned)
    apart = tell_apart(wanted, scanned)
    if apart.name == "title":
        why = _("This parcel wants {wanted}, scanned is {scanned}")
    elif apart.name == "sku":
        why = _("Same name, other goods: this parcel wants {wanted}, scanned is {scanned}")
    elif apart.name:
        why = _("{name} differs: this parcel wants {wanted}, scanned is {scanned}")
    else:
        why = _("This parcel wants {wanted}, scanned is {scanned}")
    right, other = _in_short(apart.wanted, apart.scanned)
    take = _("{put_back}, then take {wanted} and scan it").format(
        put_back=_put_back(scanned), wanted=right or wanted.title
    )
    return why.format(name=apart.name, wanted=right, scanned=other), take


def _in_short(wanted: str, scanned: str) -> tuple[str, str]:
    """Return two titles by their first words, as they are read from two metres, while those tell them apart."""
    short = first_words(wanted), first_words(scanned)
    return short if short[0] != short[1] else (wanted, scanned)


def first_words(title: str) -> str:
    """Return as many of a title's first words as are read at a glance, one at the least."""
    kept = ""
    for word in title.split():
        longer = f"{kept} {word}".strip()
        if kept and sum(2 if east_asian_width(char) in "WF" else 1 for char in longer) > GLANCE:
            break
        kept = longer
    return kept.rstrip(" ,;:·-–，、；：")


def _put_back(piece: Piece | None) -> str:
    if piece is None:
        return _("Put it aside")
    name = word_options(piece) or first_words(piece.title)
    if not piece.shelf:
        return _("Put {name} back").format(name=name)
    return _("Put {name} back to {shelf}").format(name=name, shelf=piece.shelf)


def _over(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("All of these are in the parcel already"), _put_back(alarm.scanned)


def _too_many(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    missing = alarm.wanted.missing if alarm.wanted else 0
    why = ngettext("Only {n} is missing; none was counted", "Only {n} are missing; none was counted", missing)
    return why.format(n=missing), _("Count them again, then scan")


def _unknown(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    if desk.parcel is None:
        return _("No waybill and no order of this shop have it"), _(
            "Scan the waybill again; ask the office if it stays"
        )
    return _("No goods and no order of this shop have it"), _("Look at the goods again; H ticks a piece without a code")


def _caps_lock(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("Capital and small letters of the code are swapped"), _("Press Caps Lock, then scan it again")


def _ambiguous(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("Several goods of the shop bear this code"), _("Scan the code of the shelf, or tick the piece with H")


def _other_parcel(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    missing = desk.parcel.pieces - desk.parcel.taken if desk.parcel is not None else 0
    why = ngettext(
        "{order} is open and lacks {n} piece", "{order} is open and lacks {n} pieces", missing
    ).format(order=alarm.order, n=missing)  # fmt: skip
    return why, _("Finish this parcel first, or lay it aside with Z")


def _refunded(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _word_error(alarm), _("Put the goods back on the shelf and the label in the bin")


def _wrong_label(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    right = _parcel_number(desk)
    if alarm.order:
        why = _("This label belongs to {order}; the parcel wants {right}").format(order=alarm.order, right=right)
    else:
        why = _("This is not the label of the parcel; it wants {right}").format(right=right)
    return why, _("Take the right label, stick it on and scan it")


def _parcel_number(desk: Desk) -> str:
    if desk.parcel is None:
        return ""
    return mask_number(desk.parcel.waybill) if desk.parcel.waybill else desk.parcel.order


def _check_first(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("A parcel leaves only with its own label"), _("Scan the label that is on the parcel")


def _weigh_first(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("No parcel weighs this"), _("Put it on the scale, or type grams and Enter; S goes on without")


def _waybill_first(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("These are goods, and no parcel is open"), _("Scan the waybill of the parcel, then the goods")


def _say_why_first(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("A reason is asked for"), _("Choose one with its digit, or leave with Ctrl+Z")


def _label_first(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("The parcel waits for its label"), _("L prints it again, S goes on without")


def _nothing_taken(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    return _("Not one piece was scanned yet"), _("Scan what there is, or lay the parcel aside with Z")


def _refused(alarm: Alarm, desk: Desk) -> tuple[str, str]:
    said = re.split(r"(?<=[。！？])|(?<=[.!?])\s+", _word_error(alarm), maxsplit=1)[0]  # what to do stands below
    if desk.parcel is None:
        return said, _("Put it aside and tell the office")
    return said, _("Lay the parcel aside and tell the office")


def _word_error(alarm: Alarm) -> str:
    return word_error(alarm.error) if alarm.error is not None else ""


_WORDS = {
    "wrong": _wrong, "over": _over, "too-many": _too_many, "unknown": _unknown, "ambiguous": _ambiguous,
    "other-parcel": _other_parcel, "refunded": _refunded, "wrong-label": _wrong_label, "check-first": _check_first,
    "weigh-first": _weigh_first, "waybill-first": _waybill_first, "short-first": _say_why_first,
    "reprint-first": _say_why_first, "label-first": _label_first, "caps-lock": _caps_lock,
    "nothing-taken": _nothing_taken,
}  # fmt: skip
