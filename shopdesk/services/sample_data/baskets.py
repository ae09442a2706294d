"""What is bought in the sample shop, kept within its opening stock."""

from collections.abc import Sequence
from random import Random

from shopdesk.domain.imports import LineRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.option_text import options_text
from shopdesk.services.sample_data.goods import SampleListing

_LINES = {1: 62, 2: 25, 3: 9, 4: 4}
_PIECES = {1: 84, 2: 12, 3: 3, 4: 1}
_SCARCE = 3


class Stockroom:
    """What is left of each SKU while orders are made up, oldest first."""

    def __init__(self, listings: Sequence[SampleListing]) -> None:
        self._goods = {
            variant.sku: _line(entry.listing, variant)
            for entry in listings
            for variant in entry.listing.variants
            if entry.shelves[variant.sku].demand
        }
        shelves = {sku: shelf for entry in listings for sku, shelf in entry.shelves.items()}
        self._demand = {sku: shelves[sku].demand for sku in self._goods}
        self._left = {sku: shelves[sku].opening for sku in self._goods}
        self._scarce: tuple[str, ...] = ()

    def basket(self, rng: Random, *, served: bool) -> tuple[LineRecord, ...]:
        """Choose one to four goods that are there; the pieces of an order that is served are gone afterwards."""
        lines = []
        on_offer = dict(self._demand)
        for _ in range(_one_of(_LINES, rng)):
            pieces = _one_of(_PIECES, rng)
            free = {sku: n for sku, n in on_offer.items() if self._left[sku] >= pieces and sku not in self._scarce}
            if not free:
                break
            sku = rng.choices(list(free), list(free.values()))[0]
            del on_offer[sku]
            lines.append(self._goods[sku]._replace(quantity=pieces))
            self._left[sku] -= pieces if served else 0
        return tuple(lines)

    def close_scarce(self) -> None:
        """Sell the scarcest goods no more, so that whoever still orders them finds them short."""
        if not self._scarce:
            self._scarce = tuple(sorted(self._left, key=lambda sku: (self._left[sku], -self._demand[sku]))[:_SCARCE])

    def short_basket(self, rng: Random) -> tuple[LineRecord, ...]:
        """Choose more pieces of a scarce SKU than are left of it."""
        self.close_scarce()
        sku = rng.choice(self._scarce)
        return (self._goods[sku]._replace(quantity=self._left[sku] + 1),)


def _line(listing: Listing, variant: Variant) -> LineRecord:
    return LineRecord(listing.title, 1, variant.price, variant.sku, options_text(variant.options))


def _one_of(weights: dict[int, int], rng: Random) -> int:
    return rng.choices(list(weights), list(weights.values()))[0]
