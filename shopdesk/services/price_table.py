"""The table of prices: every SKU on one channel with what is left of its price and the floor under it."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopdesk.db.prices import goods_of, load_prices, lowest_competitors
from shopdesk.domain.margins import Margin, floor_price, reckon
from shopdesk.domain.prices import Asked, Price, PricedGoods, Quoted, quote_price, steps_at
from shopdesk.services.selling_costs import selling_costs
from shopdesk.services.shop import Shop

VIEWS = ("all", "below", "sale", "scheduled", "uncosted")


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A SKU with its price now, what is left of it, its floor, the next change, and what the cheapest other asks."""

    goods: PricedGoods
    quoted: Quoted
    margin: Margin
    floor: int
    changes_at: datetime | None
    competitor: int | None

    @property
    def row(self) -> int:
        """The row of the SKU."""
        return self.goods.variant_id

    @property
    def below_floor(self) -> bool:
        """Whether the price leaves less than the shop wants."""
        return self.margin.known and (self.floor == 0 or self.quoted.amount < self.floor)


_HOLDS: Mapping[str, Callable[[PriceRow], bool]] = {
    "all": lambda row: True,
    "below": lambda row: row.below_floor,
    "sale": lambda row: row.quoted.kind != "list",
    "scheduled": lambda row: row.changes_at is not None,
    "uncosted": lambda row: not row.margin.known,
}
_SORTS: Mapping[str, Callable[[PriceRow], Any]] = {
    "": lambda row: (not row.below_floor, row.goods.sku),
    "sku": lambda row: row.goods.sku,
    "title": lambda row: row.goods.title,
    "listed": lambda row: row.quoted.listed,
    "price": lambda row: row.quoted.amount,
    "cost": lambda row: row.goods.cost,
    "net": lambda row: row.margin.net if row.margin.known else -(10**12),
    "percent": lambda row: row.margin.percent if row.margin.known else -(10**9),
    "floor": lambda row: row.floor,
    "competitor": lambda row: row.competitor or 0,
}


class PriceTable:
    """The prices of one channel that match a view and a text, in any order."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "", channel: str = "") -> None:
        self._every = _read(shop, channel)
        self._narrow(view, search)

    def narrowed(self, view: str, search: str) -> "PriceTable":
        """Return what matches another view and text: many prices are read once, not at each key of a search."""
        other = copy(self)
        other._narrow(view, search)
        return other

    def _narrow(self, view: str, search: str) -> None:
        text, holds = search.strip().lower(), _HOLDS[view]
        self._rows = {
            row.row: row
            for row in self._every
            if holds(row) and (not text or text in f"{row.goods.sku}\n{row.goods.title}".lower())
        }

    def counts(self) -> dict[str, int]:
        """Return how many SKUs each view holds."""
        return {view: sum(map(_HOLDS[view], self._every)) for view in VIEWS}

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the rows in order."""
        return array("q", sorted(self._rows, key=lambda row: _SORTS[sort](self._rows[row]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[PriceRow]:
        """Return these rows, in this order."""
        return [self._rows[row] for row in ids]


def _read(shop: Shop, channel: str) -> list[PriceRow]:
    now, rates = shop.now(), selling_costs(shop).of(channel)
    book = load_prices(shop.connection)
    lowest = lowest_competitors(shop.connection)
    found = []
    none: list[Price] = []
    for sku, goods in goods_of(shop.connection).items():
        prices = book.get(sku, none)
        quoted = quote_price(goods.price, prices, Asked(channel, now))
        margin = reckon(quoted.amount, goods.cost, goods.weight_g, rates, known=goods.cost > 0)
        floor = floor_price(goods.cost, goods.weight_g, rates) if goods.cost else 0
        ahead = steps_at([price for price in prices if price.channel in ("", channel)], now) if prices else []
        found.append(PriceRow(goods, quoted, margin, floor, ahead[0] if ahead else None, lowest.get(goods.variant_id)))
    return found
