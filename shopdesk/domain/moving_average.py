"""A book at moving average cost: pieces and their value in whole minor units, nothing lost to rounding."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(slots=True)
class Book:
    """Pieces, their value in minor units, and the last known cost of a piece; changed in place, as ledgers are long.

    Pieces go out at value × pieces ÷ all pieces, rounded half to even to a minor unit; the rest stays in the book, and
    the last piece takes the last of the value. Pieces sold before they came are owed at the last known cost, so that
    the value is below zero; when they come, the difference is settled.
    """

    pieces: int = 0
    value: int = 0
    last_value: int = 0
    last_pieces: int = 1

    @property
    def average(self) -> Fraction:
        """Cost of a piece in minor units, exact; the last known one when there is no stock."""
        if self.pieces > 0:
            return Fraction(self.value, self.pieces)
        return Fraction(self.last_value, self.last_pieces)

    def usual(self, pieces: int) -> int:
        """Return what so many pieces cost at the average, rounded half to even."""
        if self.pieces > 0:
            return share(self.value, pieces, self.pieces)
        return share(self.last_value, pieces, self.last_pieces)

    def take(self, pieces: int, cost: int | None = None) -> int:
        """Take pieces out and return their value: the average, or `cost` each where the book holds as much."""
        if pieces < self.pieces:
            by_cost = cost is not None and cost * pieces <= self.value
            gone = cost * pieces if cost is not None and by_cost else share(self.value, pieces, self.pieces)
        else:
            gone = self._take_last(pieces)
        self.pieces -= pieces
        self.value -= gone
        return gone

    def _take_last(self, pieces: int) -> int:
        lying = max(self.pieces, 0)
        if lying:
            self.last_value, self.last_pieces = self.value, lying
        return (self.value if lying else 0) + share(self.last_value, pieces - lying, self.last_pieces)

    def put(self, pieces: int, value: int) -> int:
        """Put pieces in at this value together; return what settling pieces owed cost more (below 0: less)."""
        settled = 0
        if self.pieces < 0:
            owed = min(pieces, -self.pieces)
            settled = share(value, owed, pieces) - share(-self.value, owed, -self.pieces)
            self.last_value, self.last_pieces = value, pieces
        self.pieces += pieces
        self.value += value - settled
        return settled


def share(value: int, part: int, whole: int) -> int:
    """Return value × part ÷ whole, rounded half to even."""
    if part == whole:
        return value
    quotient, rest = divmod(value * part, whole)
    return quotient + (2 * rest > whole or (2 * rest == whole and quotient % 2 == 1))
