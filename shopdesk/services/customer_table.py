"""What the page of customers asks: ids in order, rows as they are seen, counts."""

from array import array
from collections.abc import Sequence

from shopdesk.db import customers as rows
from shopdesk.db.first_orders import First
from shopdesk.domain.customers import Customer
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

LARGE = 20_000
FIRST_ROWS = 256


class CustomerTable:
    """The customers of a view that hold a text."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        self._shop, self._view, self._search = shop, view, search
        self._currency = str(get_setting(shop, "shop.currency"))

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the rows in order; those who bought last come first unless a person says otherwise."""
        return rows.customer_ids(
            self._shop.connection, view=self._view, search=self._search, sort=sort, descending=descending,
            currency=self._currency,
        )  # fmt: skip

    @property
    def is_large(self) -> bool:
        """Whether there are so many customers that finding all of them would be felt."""
        return rows.newest_row(self._shop.connection) > LARGE

    def first_ids(self, sort: str, descending: bool) -> First:
        """Return the first rows; a search or another order than the usual one is answered beside the window."""
        if sort or self._search:
            return First(None, False)
        ids = rows.customer_ids(self._shop.connection, view=self._view, currency=self._currency, most=FIRST_ROWS + 1)
        return First(ids[:FIRST_ROWS], len(ids) <= FIRST_ROWS)

    def over(self, shop: Shop) -> "CustomerTable":
        """Return the same question to another connection."""
        return CustomerTable(shop, self._view, self._search)

    def rows(self, ids: Sequence[int]) -> list[Customer]:
        """Return these customers, in this order."""
        return rows.load_customers(self._shop.connection, ids)


def count_views(shop: Shop) -> dict[str, int]:
    """Return how many customers each view holds."""
    return rows.count_views(shop.connection)
