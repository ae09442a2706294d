"""What the page of customers asks: ids in order, rows as they are seen, counts."""

from array import array
from collections.abc import Sequence

from shopdesk.db import customers as rows
from shopdesk.domain.customers import Customer
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


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

    def rows(self, ids: Sequence[int]) -> list[Customer]:
        """Return these customers, in this order."""
        return rows.load_customers(self._shop.connection, ids)


def count_views(shop: Shop) -> dict[str, int]:
    """Return how many customers each view holds."""
    return rows.count_views(shop.connection)
