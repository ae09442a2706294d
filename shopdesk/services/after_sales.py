"""After-sales as Today sees it: every promise that is running, of cases and of tickets, what ends first in front."""

from shopdesk.domain.returns import Clock
from shopdesk.services.returns import due_clocks
from shopdesk.services.shop import Shop
from shopdesk.services.tickets import ticket_clocks


def running_promises(shop: Shop) -> list[Clock]:
    """Return the running promises: answer, receive, refund, exchange of cases; answer and solution of tickets."""
    return sorted([*due_clocks(shop), *ticket_clocks(shop)], key=lambda clock: clock.due)
