"""What the page of warranty asks: goods of one order, customer or serial number, else of the newest orders."""

from array import array
from collections.abc import Sequence

from shopdesk.db import orders
from shopdesk.domain.errors import ShopError
from shopdesk.services.customers import list_customers
from shopdesk.services.shop import Shop
from shopdesk.services.warranty import Warranty, look_up, warranties_of

VIEWS = ("all", "covered", "over")
SHORTEST = 3  # characters that can mean an order, a customer or a serial number
NEWEST = 120  # orders


class WarrantyTable:
    """The warranties that a text means; without one those of the newest orders whose goods are warranted."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        text = search.strip()
        told = _found(shop, text) if text else _newest(shop)
        self._rows = [one for one in told if view in ("all", one.standing)]

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the places of the rows in order."""
        del sort
        places = list(range(len(self._rows)))
        return array("q", reversed(places) if descending else places)

    def rows(self, ids: Sequence[int]) -> list[Warranty]:
        """Return these rows."""
        return [self._rows[at] for at in ids]


def _found(shop: Shop, text: str) -> list[Warranty]:
    if len(text) < SHORTEST:
        return []
    try:
        return look_up(shop, text)
    except ShopError:
        people = list_customers(shop, search=text, limit=2)
        return look_up(shop, people[0].number) if len(people) == 1 else []


def _newest(shop: Shop) -> list[Warranty]:
    rows = orders.newest_sent(shop.connection, NEWEST)
    return [one for one in warranties_of(shop, rows) if one.months]
