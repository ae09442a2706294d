"""What each kind of promotion takes off: cents for the lines it reaches, before they are laid on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shopdesk.domain.money import split
from shopdesk.domain.promotions import Promotion, Step


@dataclass(slots=True)
class OpenLine:
    """A line under way: `net` is what is left to pay, `groups` which exclusive groups it has spent.

    One that is `alone` has a promotion that shares it with no other.
    """

    at: int
    sku: str
    quantity: int
    unit_price: int
    by_hand: bool
    net: int
    shares: list[tuple[Promotion, int]] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    alone: bool = False


Cuts = list[tuple[OpenLine, int]]


def piece_cuts(step: Step, lines: Sequence[OpenLine], most: int | None) -> Cuts:
    """Return what a new price of the piece takes off, for no more than `most` pieces."""
    cuts: Cuts = []
    for line in lines:
        pieces = line.quantity if most is None else min(line.quantity, most)
        if pieces <= 0:
            break
        piece = line.net // line.quantity
        cut = (piece - _lowered(step, piece)) * pieces
        if cut > 0:
            cuts.append((line, cut))
            most = None if most is None else most - pieces
    return cuts


def pieces_in(step: Step, cuts: Cuts) -> int:
    """Return how many pieces such cuts cover; to be asked before they are made."""
    found = 0
    for line, cut in cuts:
        piece = line.net // line.quantity
        found += cut // (piece - _lowered(step, piece))
    return found


def _lowered(step: Step, amount: int) -> int:
    """Return a price after a step, percentages rounded half up; never more than it was, never below nothing."""
    if step.price is not None:
        return min(step.price, amount)
    if step.percent:
        return (amount * (100 - step.percent) + 50) // 100
    return max(amount - step.amount, 0)


def reached(steps: Sequence[Step], measure: int) -> Step | None:
    """Return the highest step that is reached."""
    highest = None
    for step in steps:
        if step.least <= measure and (highest is None or step.least > highest.least):
            highest = step
    return highest


def sum_cut(promotion: Promotion, lines: Sequence[OpenLine]) -> int:
    """Return what a threshold or coupon takes off the sum of its lines, 0 below the threshold."""
    sums = sum([line.net for line in lines])
    measure = sum([line.quantity for line in lines]) if promotion.pieces else sums
    step = reached(promotion.steps, measure)
    if step is None:
        return 0
    times = 1
    if promotion.each and step.least:
        times = measure // step.least
        times = min(times, promotion.most) if promotion.most else times
    cut = step.amount * times if not step.percent else sums - _lowered(step, sums)
    if promotion.ceiling:
        cut = min(cut, promotion.ceiling)
    return min(cut, sums)


def bundle_cuts(promotion: Promotion, lines: Sequence[OpenLine]) -> Cuts:
    """Return what whole sets at the bundle's price take off; a set that would cost more than its parts is none."""
    price = promotion.steps[0].price or 0
    sets = min(sum(line.quantity for line in lines if line.sku == sku) // pieces for sku, pieces in promotion.items)
    sets = min(sets, promotion.most) if promotion.most else sets
    if sets <= 0:
        return []
    taken: list[tuple[OpenLine, int]] = []
    for sku, pieces in promotion.items:
        wanted = pieces * sets
        for line in lines:
            if line.sku == sku and wanted > 0:
                part = min(line.quantity, wanted)
                wanted -= part
                taken.append((line, line.net * part // line.quantity))
    cut = sum(paid for _line, paid in taken) - price * sets
    return lay(cut, taken) if cut > 0 else []


def gift_times(promotion: Promotion, lines: Sequence[OpenLine]) -> int:
    """Return how often the gift is earned by these lines."""
    measure = sum([line.quantity if promotion.pieces else line.net for line in lines])
    least = promotion.steps[0].least
    times = measure // least if least else 0
    times = times if promotion.each else min(times, 1)
    return min(times, promotion.most) if promotion.most else times


def lay(cut: int, weighted: Sequence[tuple[OpenLine, int]]) -> Cuts:
    """Lay a reduction on lines by weights, to the cent (largest remainder)."""
    shares = split(cut, [weight for _line, weight in weighted])
    return [(line, share) for (line, _weight), share in zip(weighted, shares, strict=True) if share]
