"""Stock arithmetic: every number is a sum of movements, less what is promised to orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.errors import ShopError

Kits = Mapping[int, Iterable[tuple[int, int]]]  # kit: part and pieces of it in one kit
Shares = tuple[list[tuple[int, int, int]], dict[int, int]]
REASONS = ("receipt", "purchase", "sale", "return", "transfer", "count", "damage", "write-off", "kit", "correction")
LARGEST_QUANTITY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of the ledger; `quantity` is signed, `reference` names the document it comes from.

    `lot` is the code of its batch of goods, `unit_cost` what a piece of it cost in minor units where that is known.
    """

    id: str
    at: datetime
    sku: str
    quantity: int
    reason: str
    location: str
    reference: str = ""
    actor: str = ""
    lot: str = ""
    unit_cost: int | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """Pieces promised to an order that has not left the house."""

    order: str
    quantity: int


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How much there is of one SKU, place by place; `serving` names the places that serve orders.

    `buildable` is how many of a kit its parts would make beside those that lie built.
    """

    sku: str
    title: str
    locations: Mapping[str, int]
    serving: frozenset[str]
    reserved: int = 0
    safety: int = 0
    buildable: int = 0

    @property
    def on_hand(self) -> int:
        """Everything owned, in all places."""
        return sum(self.locations.values())

    @property
    def available(self) -> int:
        """What can still be promised: on hand where orders are served, less the open reservations."""
        return self.here - self.reserved + self.buildable

    @property
    def here(self) -> int:
        """What lies where orders are served."""
        return sum(count for place, count in self.locations.items() if place in self.serving)


def sum_by_place(movements: Iterable[Movement]) -> dict[str, int]:
    """Add up movements place by place, as the audit does; places that come to nothing are left out."""
    sums: dict[str, int] = {}
    for movement in movements:
        sums[movement.location] = sums.get(movement.location, 0) + movement.quantity
    return {place: count for place, count in sums.items() if count}


def check_move(quantity: int, on_hand: int, free: int) -> None:
    """Refuse a movement that would leave less than nothing, or take what is promised to an order.

    `on_hand` is what lies at the place, `free` what of it is not promised. Raises ShopError("stock-negative")
    or ShopError("stock-reserved") with what there is.
    """
    if quantity == 0 or abs(quantity) > LARGEST_QUANTITY:
        raise ShopError("quantity-out-of-range", value=quantity)
    if quantity < 0 and on_hand + quantity < 0:
        raise ShopError("stock-negative", wanted=-quantity, on_hand=on_hand)
    if quantity < 0 and free + quantity < 0:
        raise ShopError("stock-reserved", wanted=-quantity, free=max(free, 0))


def take_from(places: Mapping[str, int], quantity: int) -> dict[str, int]:
    """Choose the places from which to take this many pieces, in the order given; fewer where there are fewer."""
    taken: dict[str, int] = {}
    for place, lying in places.items():
        part = min(lying, quantity)
        if part > 0:
            taken[place] = part
            quantity -= part
    return taken


def share_out(lines: Iterable[tuple[int, int, int]], free: Mapping[int, int], kits: Kits) -> "Shares":
    """Choose for each line (line, variant, pieces) what is kept for it: built kits first, then the parts of kits.

    Returns rows of line, variant and pieces, and what is missing by variant; what is missing is in no row.
    """
    left, rows, missing = dict(free), [], dict[int, int]()

    def keep(line: int, variant: int, pieces: int) -> None:
        part = max(min(left.get(variant, 0), pieces), 0)
        left[variant] = left.get(variant, 0) - part
        if part:
            rows.append((line, variant, part))
        if part < pieces:
            missing[variant] = missing.get(variant, 0) + pieces - part

    for line, variant, pieces in lines:
        built = pieces if variant not in kits else max(min(left.get(variant, 0), pieces), 0)
        if built:
            keep(line, variant, built)
        for part, each in kits.get(variant, ()) if built < pieces else ():
            keep(line, part, each * (pieces - built))
    return rows, missing


def buildable(parts: Iterable[tuple[int, int]], free: Mapping[int, int]) -> int:
    """Return how many of a kit can be made: the minimum over its parts of what is free of each."""
    return max(min((free.get(part, 0) // each for part, each in parts), default=0), 0)


def stock_state(available: int, safety: int) -> str:
    """Return how a SKU stands: "oversold" when more is promised than there is, "out", "low" or "in-stock"."""
    if available <= 0:
        return "oversold" if available < 0 else "out"
    return "low" if available < safety else "in-stock"


def days_left(available: int, sold: int, days: int) -> int | None:
    """Return how many days the pieces last at the pace of `sold` in `days`; None when nothing was sold."""
    return max(available, 0) * days // sold if sold > 0 else None
