"""The table of cases: each with its state, its goods and the clock that runs, sorted and searched."""

from array import array
from collections.abc import Sequence
from datetime import datetime

from shopdesk.db import returns
from shopdesk.domain.returns import Case, clocks_of
from shopdesk.services.shop import Shop

SORTS = tuple(returns.SORTS)


class ReturnTable:
    """The cases of a view that hold a text; the newest first where no column is asked for."""

    def __init__(self, shop: Shop, view: str, search: str = "") -> None:
        self._shop, self._view, self._search = shop, view, search

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the cases' rows in order."""
        found = returns.case_ids(
            self._shop.connection, view=self._view, search=self._search, sort=sort, descending=descending
        )
        return array("q", found)

    def rows(self, ids: Sequence[int]) -> list[Case]:
        """Return these cases, in this order."""
        return returns.load_cases(self._shop.connection, ids)


def running_until(case: Case) -> datetime | None:
    """Return when the promise of a case that ends first is due; None where none is running."""
    return min((clock.due for clock in clocks_of(case)), default=None)


def running_since(case: Case) -> datetime:
    """Return since when that promise is running."""
    return case.received_at or case.answered_at or case.asked_at
