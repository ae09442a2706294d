"""After-sales as Today sees it: every promise that is running, of cases and of tickets, what ends first in front."""

from collections.abc import Iterable

from shopdesk.db import after_sales
from shopdesk.domain.after_sales import Clock
from shopdesk.services.shop import Shop


def due_clocks(shop: Shop) -> list[Clock]:
    """Return the running promises of cases: answer, receive, refund, exchange."""
    return _by_due(after_sales.case_clocks(shop.connection))


def ticket_clocks(shop: Shop) -> list[Clock]:
    """Return the running promises of open tickets: answer and solution."""
    return _by_due(after_sales.ticket_clocks(shop.connection))


def running_promises(shop: Shop) -> list[Clock]:
    """Return the running promises of cases and of tickets."""
    return _by_due([*due_clocks(shop), *ticket_clocks(shop)])


def count_open(shop: Shop) -> int:
    """Return how many cases have something to be done."""
    return after_sales.count_open_cases(shop.connection)


def _by_due(clocks: Iterable[Clock]) -> list[Clock]:
    return sorted(clocks, key=lambda clock: clock.due)
