"""What makes an order look odd: reasons to look at it twice; none of them ever stops it."""

from dataclasses import dataclass

REASONS = ("platform", "pieces", "amount", "address", "blocked")


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on an order looks odd: pieces of a line, minor units in all, buyers at one address; 0 is never."""

    pieces: int = 50
    amount: int = 0
    buyers: int = 3
