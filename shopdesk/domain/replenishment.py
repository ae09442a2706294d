"""When to buy again and how much: safety stock, reorder point, suggested pieces, with every term of the sum."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, NamedTuple

from shopdesk.domain.purchases import USUAL_LEAD_DAYS, packed

COVER_DAYS = 30
SERVICE_LEVEL = 0.95
LONGEST_COVER = 3650  # a stock that lasts ten years is told as ten years
GRAIN = 1e-9  # what floating point adds to a whole number is not one more piece


@dataclass(frozen=True, slots=True)
class Needed:
    """Demand in pieces a day: its mean, its standard deviation, and a forecast of the days ahead where there is one.

    After the last forecast day the mean goes on.
    """

    mean: float
    deviation: float = 0.0
    ahead: tuple[float, ...] = ()

    def over(self, days: float, start: int = 0) -> float:
        """Return the pieces expected in so many days, from `start` days ahead on; a part of a day counts in part."""
        whole = int(days)
        told = [max(value, 0.0) for value in self.ahead[start : start + whole + 1]]
        rest = max(days - len(told), 0.0)
        parts = [value * min(days - at, 1.0) for at, value in enumerate(told)]
        return sum(parts) + rest * self.mean


@dataclass(frozen=True, slots=True)
class Supply:
    """How goods come: days from order to delivery and their standard deviation, least pieces, pieces in a pack."""

    lead_days: float = USUAL_LEAD_DAYS
    lead_deviation: float = 0.0
    minimum: int = 1
    pack: int = 1


@dataclass(frozen=True, slots=True)
class Position:
    """Pieces on hand, promised to orders, and ordered from suppliers but not here yet."""

    on_hand: int
    reserved: int = 0
    on_order: int = 0

    @property
    def available(self) -> int:
        """What is here and not promised."""
        return self.on_hand - self.reserved

    @property
    def pieces(self) -> int:
        """What can be counted on: available and on order."""
        return self.available + self.on_order


class Safety(NamedTuple):
    """Pieces held against chance: whose number it is, and the terms z × √(L·σd² + μ²·σL²) of the computed one.

    `from_demand` is L·σd², `from_lead` is μ²·σL², both in pieces².
    """

    pieces: int
    source: Literal["own", "computed"]
    computed: int
    z: float
    service_level: float
    from_demand: float
    from_lead: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to buy of a SKU, with the sum in its terms.

    reorder_point = ⌈lead_demand⌉ up with safety.pieces; it is time when position.pieces ≤ reorder_point. Then
    wanted = ⌈lead_demand + cover_demand⌉ + safety.pieces − position.pieces, and `pieces` is that in whole packs, the
    least quantity at the least; 0 when it is not time.
    """

    needed: Needed
    supply: Supply
    position: Position
    safety: Safety
    cover_days: int
    lead_demand: float
    cover_demand: float
    reorder_point: int
    wanted: int
    pieces: int
    days_of_cover: int | None

    @property
    def due(self) -> bool:
        """Whether it is time to buy."""
        return self.pieces > 0

    @property
    def target(self) -> int:
        """What is to be there after buying: demand of the lead time and the days to cover, and the safety stock."""
        return up(self.lead_demand + self.cover_demand) + self.safety.pieces


def safety_stock(
    needed: Needed, supply: Supply, service_level: float = SERVICE_LEVEL, own: int | None = None
) -> Safety:
    """Return the pieces to hold so that in `service_level` of the lead times nothing runs out.

    The shop's own number wins. Else z × √(L·σd² + μ²·σL²), rounded up, never below zero: demand and lead time are
    taken as normal and independent (Silver, Pyke and Thomas 2017, chapter 6). Raises ValueError for a service level
    outside 0 to 1.
    """
    if not 0 < service_level < 1:
        raise ValueError(f"service level {service_level} is not between 0 and 1")
    z = NormalDist().inv_cdf(service_level)
    from_demand = supply.lead_days * needed.deviation**2
    from_lead = needed.mean**2 * supply.lead_deviation**2
    computed = max(up(z * math.sqrt(from_demand + from_lead)), 0)
    pieces = computed if own is None else own
    source: Literal["own", "computed"] = "computed" if own is None else "own"
    return Safety(pieces, source, computed, z, service_level, from_demand, from_lead)


def suggest(
    needed: Needed,
    supply: Supply,
    position: Position,
    *,
    service_level: float = SERVICE_LEVEL,
    cover_days: int = COVER_DAYS,
    own_safety: int | None = None,
) -> Suggestion:
    """Suggest what to buy: at or below the reorder point, up to the demand of lead time and cover days plus safety."""
    safety = safety_stock(needed, supply, service_level, own_safety)
    lead_demand = needed.over(supply.lead_days)
    cover_demand = needed.over(supply.lead_days + cover_days) - lead_demand
    point = up(lead_demand) + safety.pieces
    wanted = up(lead_demand + cover_demand) + safety.pieces - position.pieces
    is_due = position.pieces <= point and wanted > 0
    return Suggestion(
        needed=needed,
        supply=supply,
        position=position,
        safety=safety,
        cover_days=cover_days,
        lead_demand=lead_demand,
        cover_demand=cover_demand,
        reorder_point=point,
        wanted=max(wanted, 0),
        pieces=packed(wanted, supply.minimum, supply.pack) if is_due else 0,
        days_of_cover=days_of_cover(position.available, needed),
    )


def days_of_cover(available: int, needed: Needed) -> int | None:
    """Return how many whole days the pieces last; None when nothing is asked for, ten years at the most."""
    left = float(max(available, 0))
    for day, value in enumerate(needed.ahead):
        left -= max(value, 0.0)
        if left < -GRAIN:
            return day
    if needed.mean <= 0:
        return None
    return int(min(len(needed.ahead) + left / needed.mean + GRAIN, LONGEST_COVER))


def up(value: float) -> int:
    """Round up to whole pieces, forgiving what floating point adds."""
    return math.ceil(value - GRAIN)


def by_urgency(suggestions: Sequence[tuple[str, Suggestion]]) -> list[tuple[str, Suggestion]]:
    """Order suggestions (SKU, suggestion): what is due first, then what lasts the fewest days."""

    def urgency(each: tuple[str, Suggestion]) -> tuple[bool, float, str]:
        days = each[1].days_of_cover
        return not each[1].due, math.inf if days is None else days, each[0]

    return sorted(suggestions, key=urgency)
