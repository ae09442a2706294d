"""The parcels of a courier, or of a manifest, as a table: scanned or not, the waybill, where to, what keeps it here."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from shopdesk.domain.handover import Manifest, Waiting
from shopdesk.ui.moments import stamp
from shopdesk.ui.status import Status
from shopdesk.ui.stock_words import DASH
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _
from shopdesk.words.waves import word_stop

_KEYS: dict[str, Callable[[Waiting], Any]] = {
    "": lambda parcel: (not parcel.stop, parcel.scanned),
    "waybill": lambda parcel: parcel.waybill,
    "order": lambda parcel: parcel.orders,
    "place": lambda parcel: parcel.place,
    "pieces": lambda parcel: parcel.pieces,
    "weight": lambda parcel: parcel.weight_g or 0,
    "packed": lambda parcel: str(parcel.packed_at),
}


class ParcelRows:
    """Parcels as a table's source; what must stay comes first, then what was not scanned yet."""

    def __init__(self, parcels: Sequence[Waiting]) -> None:
        self.parcels = list(parcels)

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the parcels in order."""
        key = _KEYS[sort]
        return array("q", sorted(range(len(self.parcels)), key=lambda at: key(self.parcels[at]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[Waiting]:
        """Return these parcels."""
        return [self.parcels[at] for at in ids]


def gone_parcels(manifest: Manifest, courier: str) -> list[Waiting]:
    """Return a manifest's parcels as the table shows them."""
    return [
        Waiting(row.orders, row.waybill, courier, row.place, row.pieces, row.weight_g, None, scanned=True)
        for row in manifest.rows
    ]


def columns(have_left: Callable[[], bool]) -> list[Column]:
    """Return the columns; a parcel's state stands first, as shape and word; `have_left` tells of a manifest's."""
    return [
        Column("", _("State"), lambda parcel: _gone() if have_left() else _state(parcel), 116),
        Column("waybill", _("Waybill"), lambda parcel: Cell(parcel.waybill or DASH, bold=True), 146),
        Column("order", _("Orders"), lambda parcel: Cell(" ".join(parcel.orders), role="text-2"), 92),
        Column("place", _("Destination"), lambda parcel: Cell(parcel.place), 124, stretch=True),
        Column("pieces", _("Pieces"), lambda parcel: Cell(str(parcel.pieces)), 58, right=True),
        Column("weight", _("Weight"), _weight, 66, right=True),
        Column("packed", _("Packed"), _packed, 100),
    ]


def _gone() -> Cell:
    return Cell(_("Handed over"), status=Status("go", "ok", "shipped"))


def _state(parcel: Waiting) -> Cell:
    if parcel.stop:
        words = word_stop(parcel.stop)
        return Cell(words, status=Status("oct", "error", "hold"), tip=words)
    if parcel.scanned:
        return Cell(_("Scanned"), status=Status("done", "ok", "packed"))
    return Cell(_("Not scanned"), status=Status("ring", "muted", "packed"))


def _weight(parcel: Waiting) -> Cell:
    return Cell(DASH if parcel.weight_g is None else f"{parcel.weight_g:,} g", role="text-2")


def _packed(parcel: Waiting) -> Cell:
    return Cell(stamp(parcel.packed_at) if parcel.packed_at else DASH, role="text-2")
