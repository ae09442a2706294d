"""The shop's own stock file: a row a SKU, a column for each place, those that serve orders named "here"."""

from collections.abc import Sequence

from shopdesk.domain.exports import Offer, Terms
from shopdesk.exchange.outbound import Shape
from shopdesk.exchange.workbooks import Cell

SHAPE = Shape(encoding="utf-8-sig")
_COLUMNS = ("sku", "title", "on_hand", "reserved", "available", "safety", "handle")
HERE, ELSEWHERE = "here: ", "elsewhere: "


def header(terms: Terms) -> list[Sequence[Cell]]:
    """Return the names of the columns, the places last."""
    return [(*_COLUMNS, *(f"{HERE if serves else ELSEWHERE}{code}" for code, serves in terms.places))]


def rows(offer: Offer, terms: Terms) -> list[Sequence[Cell]]:
    """Return a row for each SKU."""
    told: list[Sequence[Cell]] = []
    for variant in offer.listing.variants:
        if level := offer.levels.get(variant.sku):
            lying = [level.locations.get(code, 0) for code, _serves in terms.places]
            told.append((
                level.sku, level.title, level.on_hand, level.reserved, level.available, level.safety,
                offer.listing.handle, *lying,
            ))  # fmt: skip
    return told
