"""Handing parcels over to a courier: what is expected, what was scanned, and the manifest that both sides sign."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

ANSWERS = ("ok", "twice", "foreign", "stopped", "unpacked", "gone", "unknown")
STATES = ("done", "undone")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A packed parcel that has not left: its orders, its waybill, with whom it goes; `stop` says why it must stay.

    `stop` is "held", "refunding", "refunded" or "waybill-twice" (another parcel has the same number).
    """

    orders: tuple[str, ...]
    waybill: str
    courier: str
    place: str
    pieces: int
    weight_g: int | None
    packed_at: datetime | None
    stop: str = ""
    scanned: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """What may be scanned for it: its waybill, or the number of one of its orders."""
        return (*filter(None, (self.waybill,)), *self.orders)


@dataclass(frozen=True, slots=True)
class Compared:
    """Scans beside what was expected: parcels ticked and missing (by first order), codes that belong elsewhere."""

    ticked: tuple[str, ...]
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    twice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A parcel on a manifest: a name is of no use to the driver, so only where it goes is told."""

    waybill: str
    orders: tuple[str, ...]
    place: str
    pieces: int
    weight_g: int | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is handed over to one courier, to be signed by both sides."""

    number: str
    shop: str
    courier: str
    made_on: str
    made_by: str
    rows: tuple[ManifestRow, ...]
    language: str = "zh_CN"
    undone: bool = False

    @property
    def weight_g(self) -> int:
        """The sum of the weights that are known."""
        return sum(row.weight_g or 0 for row in self.rows)

    @property
    def weighed(self) -> int:
        """How many parcels were weighed."""
        return sum(row.weight_g is not None for row in self.rows)


def compare_scans(expected: Sequence[Waiting], codes: Iterable[str]) -> Compared:
    """Compare scanned codes with the parcels that should be there; each code is one of four things, once."""
    owner = {code: parcel.orders[0] for parcel in expected for code in parcel.codes}
    ticked: dict[str, None] = {}
    foreign: dict[str, None] = {}
    twice: dict[str, None] = {}
    for code in codes:
        parcel = owner.get(code)
        if parcel is None:
            foreign[code] = None
        elif parcel in ticked:
            twice[code] = None
        else:
            ticked[parcel] = None
    missing = tuple(parcel.orders[0] for parcel in expected if parcel.orders[0] not in ticked)
    return Compared(tuple(ticked), missing, tuple(foreign), tuple(twice))


def judge_scan(parcel: Waiting | None, courier: str, state: str, ticked: Collection[str]) -> str:
    """Return the one answer to a scanned code: `parcel` is the waiting one it means, `state` that of its order.

    A parcel that must stay is said before anything else; `state` is "" where nobody knows the code.
    """
    if parcel is None:
        if state in ("shipped", "delivered"):
            return "gone"
        return "unpacked" if state else "unknown"
    if parcel.stop:
        return "stopped"
    if parcel.courier != courier:
        return "foreign"
    return "twice" if parcel.orders[0] in ticked else "ok"


def repeated(waybills: Iterable[str]) -> set[str]:
    """Return the waybills that stand on more than one parcel."""
    return {waybill for waybill, count in Counter(filter(None, waybills)).items() if count > 1}
