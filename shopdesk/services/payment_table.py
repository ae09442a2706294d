"""Payments and lines of statements as tables show them."""

from array import array
from collections.abc import Sequence

from shopdesk.db import payments, statements
from shopdesk.db.statements import KeptLine
from shopdesk.domain.payments import Payment
from shopdesk.domain.return_clocks import local_day
from shopdesk.services.shop import Shop


class PaymentTable:
    """The payments of a view that hold a text."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        self._shop, self._view, self._search = shop, view, search

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the payments' rows in order."""
        today = local_day(self._shop.now())
        return payments.payment_ids(self._shop.connection, self._view, today, self._search, sort, descending)

    def rows(self, ids: Sequence[int]) -> list[Payment]:
        """Return these payments, in this order."""
        return payments.load_payments(self._shop.connection, ids)


class LineTable:
    """The lines of statements of a view that hold a text; of one bill alone where its row is named."""

    def __init__(self, shop: Shop, view: str = "left", search: str = "", bill: int = 0) -> None:
        self._shop, self._view, self._search, self._bill = shop, view, search, bill

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the lines' rows in order."""
        return statements.line_ids(self._shop.connection, self._view, self._search, sort, descending, self._bill)

    def rows(self, ids: Sequence[int]) -> list[KeptLine]:
        """Return these lines, in this order."""
        return statements.load_lines(self._shop.connection, ids)


def count_payments(shop: Shop) -> dict[str, int]:
    """Return how many payments each view holds today."""
    return payments.sum_views(shop.connection, local_day(shop.now()))


def count_lines(shop: Shop, bill: int = 0) -> dict[str, int]:
    """Return how many lines of statements each view holds; of one bill alone where its row is named."""
    return statements.count_views(shop.connection, bill)
