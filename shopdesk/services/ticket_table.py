"""What the page of tickets asks: ids in order, rows as they are seen, counts, who looks after tickets."""

from array import array
from collections.abc import Sequence

from shopdesk.db import tickets as table
from shopdesk.domain.tickets import Ticket
from shopdesk.services.shop import Shop


class TicketTable:
    """The tickets of a view that hold a text."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        self._shop, self._view, self._search = shop, view, search

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the rows in order; unsorted, what must be answered or solved first comes first."""
        told = table.ticket_ids(
            self._shop.connection, view=self._view, search=self._search, sort=sort, descending=descending
        )
        return array("q", told)

    def rows(self, ids: Sequence[int]) -> list[Ticket]:
        """Return these tickets, in this order."""
        return table.load_tickets(self._shop.connection, ids)


def count_views(shop: Shop) -> dict[str, int]:
    """Return how many tickets each view holds."""
    return table.count_views(shop.connection)


def known_people(shop: Shop) -> list[str]:
    """Return who looks after tickets, the busiest first."""
    return table.people(shop.connection)


def tickets_of_customer(shop: Shop, customer: int) -> list[Ticket]:
    """Return the tickets of a customer, newest first."""
    return table.load_tickets(shop.connection, table.of_customer(shop.connection, customer))


def tickets_of_order(shop: Shop, number: str) -> list[Ticket]:
    """Return the tickets of an order, newest first."""
    return table.load_tickets(shop.connection, table.of_order(shop.connection, number))
