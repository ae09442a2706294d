"""A packing desk as it stands: what lies on it, what it waits for, and the alarm that nobody has heard yet."""

import re
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.errors import ShopError
from shopdesk.domain.packing import Parcel

PHASES = ("waiting", "open", "short", "label", "reprint", "weigh", "check")
CLOSING = ("label", "weigh", "check")  # everything is in the parcel; what is left before it may go
HEAVIEST_G = 50_000  # a parcel; what weighs more on the scale is a scanned number
MOST_PIECES = 9999


@dataclass(frozen=True, slots=True)
class Steps:
    """What a desk does after the last piece: print the label, weigh, have the label scanned back."""

    label: bool = True
    weigh: bool = False
    check: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Goods as a hand holds them; `options` are names and values, `missing` how many the parcel still needs."""

    sku: str
    title: str
    options: tuple[tuple[str, str], ...] = ()
    shelf: str = ""
    picture: str = ""
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Alarm:
    """What went wrong: it stays until somebody says that it was heard."""

    kind: str
    code: str = ""
    scanned: Piece | None = None
    wanted: Piece | None = None
    order: str = ""
    error: ShopError | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A parcel that left the desk: packed or short."""

    order: str
    waybill: str
    state: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did at the desk: `kind` is code, hand, weight, reason, or a command of pack_commands.

    `pieces` is how many a scan counts for, `at` when the code was heard, `uuid` what the scan is known by.
    """

    kind: str
    text: str = ""
    at: datetime | None = None
    pieces: int = 1
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk between two deeds; `answer` is what the last one came to, `sku` the goods that it was about.

    `label` tells how the parcel's label fares: "" not asked for, queued, printed (before), none (no printer). `due`
    orders wait to be packed, `urgent` of them must leave today, `stuck` labels wait for a printer; `asked_in` is the
    phase in which a reason was asked.
    """

    station: str
    steps: Steps = Steps()
    phase: str = "waiting"
    parcel: Parcel | None = None
    alarm: Alarm | None = None
    answer: str = ""
    sku: str = ""
    last: tuple[str, datetime] | None = None
    label: str = ""
    reason: str = ""
    weight_g: int | None = None
    next_order: str = ""
    before: str = ""
    recent: tuple[Ended, ...] = ()
    today: int = 0
    due: int = 0
    urgent: int = 0
    stuck: int = 0
    asked_in: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells scanned goods from the wanted ones: an option by its name, else their titles or SKUs."""

    name: str
    wanted: str
    scanned: str


def tell_apart(wanted: Piece, scanned: Piece) -> Difference:
    """Return the first thing in which scanned goods differ from the wanted ones."""
    if wanted.title == scanned.title:
        other = dict(scanned.options)
        for name, value in wanted.options:
            if other.get(name, value) != value:
                return Difference(name, value, other[name])
        return Difference("sku", wanted.sku, scanned.sku)
    return Difference("title", wanted.title, scanned.title)


_WEIGHT = re.compile(r"[^\d]*?(\d{1,5}(?:[.,]\d{1,4})?)\s*(kg|g|公斤|千克|克)?\s*", re.IGNORECASE)


def read_weight(text: str) -> int | None:
    """Return the grams that a scale or a person writes ("450", "0.450kg", "ST,GS,+ 0.45 kg"), None for what is none.

    A number with a decimal point and no unit is in kilograms, one without is in grams.
    """
    found = _WEIGHT.fullmatch(text.strip())
    if found is None:
        return None
    number, unit = found[1].replace(",", "."), (found[2] or "").lower()
    kilograms = unit in ("kg", "公斤", "千克") or (not unit and "." in number)
    grams = round(float(number) * (1000 if kilograms else 1))
    return grams if 0 < grams <= HEAVIEST_G else None


_MANY = re.compile(r"(\d{1,4})\s*[*×xX]\s*(\S.*)")


def read_many(code: str) -> tuple[int, str] | None:
    """Return how many pieces of what a text such as "5*4006381333931" means."""
    found = _MANY.fullmatch(code.strip())
    return (int(found[1]), found[2]) if found and int(found[1]) else None
