"""Stock counts: what several people scanned or wrote comes together, beside what the ledger says lay there then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

STATES = ("open", "paused", "posted", "cancelled")
KINDS = ("add", "total", "final")  # a scan adds; a sheet tells a total; a review settles what two people told


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was counted: `mark` is the newest movement there was of the SKU at that moment."""

    id: int
    sku: str
    kind: str
    pieces: int
    actor: str
    at: datetime
    mark: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of one SKU, since which movement; `rivals` are each person's totals where they differ."""

    pieces: int
    mark: int
    rivals: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CountLine:
    """One SKU of a count: what lay there when it was counted, what was counted, and what moved since.

    `value` is that of the difference at cost, in minor units; `rivals` as in Tally.
    """

    sku: str
    title: str
    expected: int
    counted: int
    moved_since: int
    value: int
    rivals: tuple[tuple[str, int], ...] = ()
    options: str = ""

    @property
    def difference(self) -> int:
        """What posting will move: what moved since the count stands beside it and is not moved twice."""
        return self.counted - self.expected


def tally(entries: Iterable[Entry]) -> Tally:
    """Bring the entries of one SKU together: scans of all people add up, a person's newest total counts.

    Totals of several people that differ are rivals; the largest stands until one is chosen with a final entry. The
    mark is that of the earliest entry that still counts: whatever moved after it may or may not have been counted.
    """
    scanned, settled, totals, marks = 0, 0, dict[str, int](), dict[str, int]()
    for entry in sorted(entries, key=lambda told: told.id):
        if entry.kind == "final":
            scanned, settled, totals, marks = 0, entry.pieces, {}, {"": entry.mark}
        elif entry.kind == "total":
            totals[entry.actor], marks[entry.actor] = entry.pieces, entry.mark
        elif entry.actor in totals:
            totals[entry.actor] += entry.pieces
        else:
            scanned += entry.pieces
            marks.setdefault(entry.actor, entry.mark)
    rivals = tuple(sorted(totals.items())) if len(set(totals.values())) > 1 else ()
    told = max(totals.values()) if totals else settled
    return Tally(scanned + told, min(marks.values(), default=0), rivals)
