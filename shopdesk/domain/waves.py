"""Waves: orders picked in one walk, each parcel with a position on the cart; which ones go together, and what is where.

Nothing here looks at a clock: the most urgent order is the one whose pick-up leaves first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

SORTS = ("urgent", "single", "shelf", "courier")
KINDS = ("all", "single", "several")
STATES = ("open", "closed", "undone")
MOST_POSITIONS = 120
COLUMNS = 6  # positions on one shelf of a cart: A1 to A6, then B1

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that waits to be picked; orders with the same `parcel` are packed together and share a position."""

    order: str
    parcel: str
    skus: tuple[str, ...]
    pieces: int
    shelves: frozenset[str] = frozenset()
    courier: str = ""
    leave_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An order's position on the cart."""

    order: str
    cart: str


@dataclass(frozen=True, slots=True)
class WaveLine:
    """One thing at one shelf that a wave fetches: for which positions, pieces wanted and taken, pieces not found."""

    what: str
    sku: str
    title: str
    options: str
    place: str
    picture: str
    shares: tuple["Share", ...]

    @property
    def wanted(self) -> int:
        """How many pieces all positions want."""
        return sum(share.wanted for share in self.shares)

    @property
    def taken(self) -> int:
        """How many pieces lie on the cart."""
        return sum(share.taken for share in self.shares)

    @property
    def missing(self) -> int:
        """How many pieces were reported as not found."""
        return sum(share.missing for share in self.shares)

    @property
    def open(self) -> int:
        """How many pieces are still to be fetched."""
        return sum(share.open for share in self.shares)


@dataclass(frozen=True, slots=True)
class Share:
    """What one order wants of a line; an order in trouble (cancelled, held, refunded) wants nothing more."""

    order: str
    cart: str
    wanted: int
    taken: int = 0
    missing: int = 0
    stopped: bool = False

    @property
    def open(self) -> int:
        """How many pieces are still to be fetched for it."""
        return 0 if self.stopped else max(self.wanted - self.taken - self.missing, 0)


def choose_orders(
    waiting: Sequence[Candidate], *, sort: str, positions: int, kind: str = "all", courier: str = "", shelf: str = ""
) -> tuple[Place, ...]:
    """Choose orders for a wave, at most one parcel for each cart position, and tell where each goes.

    `sort` is "urgent", "single" (parcels of one piece first, alike ones together), "shelf" (what lies where the most
    urgent parcel's goods lie) or "courier" (the courier with the most urgent parcel first). Parcels are kept whole.
    """
    parcels = [parcel for parcel in _parcels(waiting) if _fits(parcel, kind, courier, shelf)]
    chosen = _sorted(parcels, sort)[: min(positions, MOST_POSITIONS)]
    return tuple(Place(order, cart_name(at)) for at, parcel in enumerate(chosen) for order in parcel.orders)


def cart_name(at: int) -> str:
    """Return the name of a cart's position, counted from 0: A1 to A6, then B1."""
    return f"{chr(ord('A') + at // COLUMNS)}{at % COLUMNS + 1}"


def share_pieces(line: WaveLine, pieces: int) -> dict[str, int]:
    """Share pieces that were found among the orders of a line, by cart position; what is too much stays over."""
    shares: dict[str, int] = {}
    for share in line.shares:
        if part := min(share.open, pieces):
            shares[share.order] = part
            pieces -= part
    return shares


def mark_shares(lines: Iterable[WaveLine], taken: Mapping[tuple[str, str, str], int]) -> tuple[WaveLine, ...]:
    """Return the lines with what was told of each (order, what, "pick" or "short") so far."""
    return tuple(
        replace(
            line,
            shares=tuple(
                replace(
                    share,
                    taken=taken.get((share.order, line.what, "pick"), 0),
                    missing=taken.get((share.order, line.what, "short"), 0),
                )
                for share in line.shares
            ),
        )
        for line in lines
    )


@dataclass(frozen=True, slots=True)
class _Parcel:
    orders: tuple[str, ...]
    skus: tuple[str, ...]
    pieces: int
    shelves: frozenset[str]
    courier: str
    leave_by: datetime


def _parcels(waiting: Sequence[Candidate]) -> list[_Parcel]:
    together: dict[str, list[Candidate]] = {}
    for candidate in waiting:
        together.setdefault(candidate.parcel, []).append(candidate)
    return [
        _Parcel(
            tuple(one.order for one in found),
            tuple(sorted(sku for one in found for sku in one.skus)),
            sum(one.pieces for one in found),
            frozenset[str]().union(*(one.shelves for one in found)),
            next((one.courier for one in found if one.courier), ""),
            min(one.leave_by or _NEVER for one in found),
        )
        for found in together.values()
    ]


def _fits(parcel: _Parcel, kind: str, courier: str, shelf: str) -> bool:
    alone = parcel.pieces == 1
    return (
        (kind == "all" or (kind == "single") == alone)
        and (not courier or parcel.courier == courier)
        and (not shelf or shelf in parcel.shelves)
    )


def _sorted(parcels: Sequence[_Parcel], sort: str) -> list[_Parcel]:
    urgent = sorted(parcels, key=lambda parcel: (parcel.leave_by, parcel.orders))
    if sort == "single":
        return sorted(urgent, key=lambda parcel: (parcel.pieces != 1, parcel.skus if parcel.pieces == 1 else ()))
    if sort == "shelf" and urgent:
        near = urgent[0].shelves
        return sorted(urgent, key=lambda parcel: (len(parcel.shelves - near), not parcel.shelves & near))
    if sort == "courier":
        first = {parcel.courier: at for at, parcel in reversed(list(enumerate(urgent)))}
        return sorted(urgent, key=lambda parcel: first[parcel.courier])
    return urgent
