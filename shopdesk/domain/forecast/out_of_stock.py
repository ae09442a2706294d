"""Days on which a SKU could not be bought, told from its ledger: nothing lay there, nothing came, nothing went."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class DayMoves(NamedTuple):
    """What moved on a day, in pieces: sold from any place; the change and what came in, where orders are served."""

    day: date
    sold: int
    change: int
    came: int


def days_out(moves: Iterable[DayMoves], lying: int, first: date, last: date) -> frozenset[date]:
    """Return the days from first to last on which nothing lay there from midnight to midnight.

    `lying` is what lies there after all moves, `moves` are one row a day that has any. Where pieces were sold on a day
    that the ledger calls empty it does not tell what was there (stock is not kept, or booked later): it is believed
    again when something comes in.
    """
    by_day = {move.day: move for move in moves if move.day >= first}
    standing = lying - sum(move.change for move in by_day.values())
    found: set[date] = set()
    believed = True
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        move = by_day.get(day, DayMoves(day, 0, 0, 0))
        if move.came > 0:
            believed = True
        elif standing <= 0 and move.sold > 0:
            believed = False
            found.clear()
        elif standing <= 0 and believed:
            found.add(day)
        standing += move.change
    return frozenset(found)
