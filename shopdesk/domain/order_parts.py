"""Splitting an order: which pieces can go now, and how its money is shared out so that the parts add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.stock import Kits, share_out


@dataclass(frozen=True, slots=True)
class Money:
    """What an order comes to besides its lines, in minor units; `total` holds shipping and takes the discount off."""

    shipping: int
    discount: int
    total: int


def share_money(whole: Money, kept: int, moved: int) -> tuple[Money, Money]:
    """Share an order's money by the value of its lines: what stays, what goes; both together are the whole.

    The freight stays with the first parcel: the buyer has paid it once.
    """
    value = kept + moved
    part = Money(
        0,
        whole.discount * moved // value if value else 0,
        (whole.total - whole.shipping) * moved // value if value else 0,
    )
    return Money(whole.shipping, whole.discount - part.discount, whole.total - part.total), part


def join_money(one: Money, other: Money) -> Money:
    """Return the money of two parts that become one order again."""
    return Money(one.shipping + other.shipping, one.discount + other.discount, one.total + other.total)


def pieces_here(lines: Sequence[tuple[int, int, int]], free: Mapping[int, int], kits: Kits) -> dict[int, int]:
    """Return how many pieces of each line (line, variant, pieces) can be had of what is free, the first first."""
    taken: list[tuple[int, int, int]] = []
    here: dict[int, int] = {}
    for line, variant, pieces in lines:
        most = _most(taken, line, variant, pieces, free, kits)
        here[line] = most
        if most:
            taken.append((line, variant, most))
    return here


def _most(
    taken: list[tuple[int, int, int]], line: int, variant: int, pieces: int, free: Mapping[int, int], kits: Kits
) -> int:
    """Return the largest number of pieces that still can be had: fewer never need more than more do."""
    low, high = 0, pieces
    while low < high:
        middle = (low + high + 1) // 2
        if share_out([*taken, (line, variant, middle)], free, kits)[1]:
            high = middle - 1
        else:
            low = middle
    return low


def value_of(lines: Iterable[tuple[int, int]]) -> int:
    """Return what lines (pieces, unit price) come to, in minor units."""
    return sum(pieces * price for pieces, price in lines)
