"""A parcel checked by scanning: each scan has one answer, and only right ones are counted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

TWICE = timedelta(milliseconds=300)  # a trigger that bounces; a hand that takes a second piece is slower
IDLE = timedelta(minutes=30)  # after which another station may take a parcel over


@dataclass(frozen=True, slots=True)
class PackLine:
    """Pieces of one SKU that belong into the parcel, and how many were scanned; lines of one SKU are one here."""

    sku: str
    title: str
    options: str = ""
    quantity: int = 1
    taken: int = 0
    shelf: str = ""
    picture: str = ""
    matched: bool = True

    @property
    def key(self) -> str:
        """What the line is known by: its SKU, or its title where it has none."""
        return self.sku or self.title

    @property
    def missing(self) -> int:
        """How many pieces are still to be taken."""
        return max(self.quantity - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel at a station: the lines as far as they were scanned; `state` is active, paused, packed or short."""

    session: str
    order: str
    state: str
    lines: tuple[PackLine, ...]
    waybill: str = ""
    courier: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    station: str = ""
    actor: str = ""
    weight_g: int | None = None
    refunded: bool = False
    orders: tuple[str, ...] = ()  # all that go in it, `order` among them

    @property
    def pieces(self) -> int:
        """How many pieces belong into it."""
        return sum(line.quantity for line in self.lines)

    @property
    def taken(self) -> int:
        """How many pieces were scanned."""
        return sum(line.taken for line in self.lines)

    @property
    def complete(self) -> bool:
        """Whether everything was scanned."""
        return all(not line.missing for line in self.lines)

    @property
    def current(self) -> PackLine | None:
        """The line whose piece is to be taken next: the one that was begun, else the first that is open."""
        waiting = [line for line in self.lines if line.missing]
        begun = [line for line in waiting if line.taken]
        return next(iter(begun or waiting), None)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanned code may mean: `skus` of the shop, or the number of an order; it counts for `pieces`."""

    code: str
    skus: tuple[str, ...] = ()
    order: str = ""
    pieces: int = 1


def judge_scan(
    parcel: Parcel, scan: Scan, last: tuple[str, datetime] | None = None, now: datetime | None = None
) -> str:
    """Return the one answer to a scan while a parcel is open; `last` is the code scanned before and its time.

    A refund stops everything, what the trigger sent twice is no second piece, and only exact codes count.
    """
    if parcel.refunded:
        return "refunded"
    if parcel.state in ("packed", "short"):
        return "already-packed"
    bounced = last is not None and now is not None and last[0] == scan.code and timedelta(0) <= now - last[1] < TWICE
    if bounced or (scan.order and scan.order in (parcel.order, *parcel.orders)):
        return "duplicate"
    return _judge_goods(parcel, scan)


def _judge_goods(parcel: Parcel, scan: Scan) -> str:
    if not scan.skus:
        return "wrong" if scan.order else "unknown"
    wanted = [line for line in parcel.lines if line.sku in scan.skus]
    if len(scan.skus) > 1 and len(wanted) != 1:
        return "ambiguous"
    if not wanted:
        return "wrong"
    return "ok" if wanted[0].missing >= scan.pieces else "over"


def take_piece(parcel: Parcel, key: str, pieces: int = 1) -> Parcel:
    """Return the parcel with one more piece of a line taken, or with fewer."""
    lines = [
        replace(line, taken=min(max(line.taken + pieces, 0), line.quantity)) if line.key == key else line
        for line in parcel.lines
    ]
    return replace(parcel, lines=tuple(lines))


def wanted_sku(parcel: Parcel, skus: Sequence[str]) -> str:
    """Return which of the SKUs that a code may mean belongs into the parcel, "" for none."""
    return next((line.sku for line in parcel.lines if line.sku in skus), "")


def may_take_over(seen_at: datetime, now: datetime) -> bool:
    """Tell whether a parcel that lies open at another station may be taken over."""
    return now - seen_at >= IDLE


def merge_lines(lines: Sequence[PackLine]) -> tuple[PackLine, ...]:
    """Make one line of the lines of a SKU: whoever scans cannot tell them apart."""
    merged: dict[str, PackLine] = {}
    for line in lines:
        known = merged.get(line.key)
        merged[line.key] = line if known is None else replace(known, quantity=known.quantity + line.quantity)
    return tuple(merged.values())


_JD = re.compile(r"(JD[A-Z0-9]{8,24})-1-1-?", re.ASCII)


def bare_waybill(code: str) -> str:
    """Return a waybill as orders know it: JD adds a lone parcel's place in its shipment."""
    code = code.strip()
    found = _JD.fullmatch(code)
    return found[1] if found else code
