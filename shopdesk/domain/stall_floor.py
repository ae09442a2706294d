"""A line at the stall that a price or discount by hand takes below the floor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BelowFloor:
    """A line of a cart whose price by hand does not leave what the shop wants; amounts of a piece, or of `per` grams.

    `net` is what is left of the price, below zero where it is sold at a loss.
    """

    line: int
    sku: str
    title: str
    price: int
    floor: int
    net: int
    per: int = 0
