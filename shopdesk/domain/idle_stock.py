"""Stock that does not move: dead stock without a sale for long, and batches that expire before they are sold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

DEAD_DAYS = 90
WITHIN_DAYS = 60


class Lying(NamedTuple):
    """A SKU that lies: pieces on hand, value in minor units, the days of its last sale and first receipt."""

    sku: str
    on_hand: int
    value: int = 0
    last_sale: date | None = None
    since: date | None = None


class Dead(NamedTuple):
    """A SKU without a sale for so many days, though there is stock; `never_sold` when it was never sold at all."""

    sku: str
    on_hand: int
    value: int
    days: int
    never_sold: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Pieces of one batch and the last day on which they may be sold."""

    sku: str
    lot: str
    pieces: int
    expires_on: date


class Expiring(NamedTuple):
    """A batch near its last day: days left (below 0: past), and the pieces that will not be sold until then."""

    batch: Batch
    days_left: int
    unsold: int


def dead_stock(stock: Iterable[Lying], today: date, days: int = DEAD_DAYS) -> list[Dead]:
    """Return what has stock and no sale for at least so many days, the most money first.

    What was never sold counts from its first receipt; of what is known neither is told nothing.
    """
    found = []
    for lying in stock:
        moved = lying.last_sale or lying.since
        if lying.on_hand > 0 and moved is not None and (today - moved).days >= days:
            found.append(Dead(lying.sku, lying.on_hand, lying.value, (today - moved).days, lying.last_sale is None))
    return sorted(found, key=lambda dead: (-dead.value, -dead.days, dead.sku))


def expiring(
    batches: Iterable[Batch], today: date, per_day: Mapping[str, float] | None = None, within: int = WITHIN_DAYS
) -> list[Expiring]:
    """Return the batches that expire within so many days, soonest first, with what will be left of them.

    Pieces are sold at `per_day`, the soonest to expire first (FEFO), today and on the last day as well; a batch that
    is past sells nothing and takes nothing from the others.
    """
    found = []
    sold: dict[str, float] = {}
    for batch in sorted(batches, key=lambda each: (each.expires_on, each.sku, each.lot)):
        left = (batch.expires_on - today).days
        pace = (per_day or {}).get(batch.sku, 0.0)
        before = sold.get(batch.sku, 0.0)
        goes = min(max((left + 1) * pace - before, 0.0), float(batch.pieces)) if left >= 0 else 0.0
        sold[batch.sku] = before + goes
        if batch.pieces > 0 and left <= within:
            found.append(Expiring(batch, left, batch.pieces - int(goes + 1e-9)))
    return found
