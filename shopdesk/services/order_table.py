"""What the page of orders asks: ids in order, rows as they are seen, counts, sums, and everything of one order."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.db import first_orders, orders
from shopdesk.db import order_rows as rows
from shopdesk.db.first_orders import First
from shopdesk.db.order_rows import LineRow, OrderRow, Sums
from shopdesk.domain.orders import Order, TimelineEntry, is_at_work
from shopdesk.domain.payments import Payment
from shopdesk.services.deadlines import read_deadlines
from shopdesk.services.orders import order_number
from shopdesk.services.payments import payments_of_order
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import Shop

__all__ = ["FIRST", "First", "LineRow", "OrderDetails", "OrderRow", "OrderTable", "Sums", "clock", "default_sort"]


FIRST = 96


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """One order whole: with its lines as the shelf knows them, its timeline, newest first, until when and how paid."""

    row: int
    order: Order
    lines: tuple[LineRow, ...]
    timeline: tuple[TimelineEntry, ...]
    pay_by: datetime | None = None
    payments: tuple[Payment, ...] = ()


class OrderTable:
    """The orders of a view that match a search text."""

    def __init__(self, shop: Shop, view: str, search: str = "", *, held: int | None = None) -> None:
        """`held` is how many orders the view holds where that is known already."""
        self._shop, self._view, self._search, self._held = shop, view, search, held

    def ids(self, sort: str, descending: bool) -> "array[int]":
        """Return the rows in a sort's order; without one the view's own."""
        if not sort:
            sort, descending = default_sort(self._view)
        return rows.sorted_ids(
            self._shop.connection,
            view=self._view,
            now=self._shop.now(),
            search=self._search,
            sort=sort,
            descending=descending,
        )

    @property
    def is_large(self) -> bool:
        """Whether the view holds so many orders that finding all of them would be felt."""
        if self._held is None:
            return first_orders.is_large(self._shop.connection, self._view)
        return self._held > first_orders.LARGE

    def first_ids(self, sort: str, descending: bool) -> First:
        """Return the first rows of a large view."""
        sort, descending = (sort, descending) if sort else default_sort(self._view)
        return first_orders.first_ids(
            self._shop.connection,
            view=self._view,
            now=self._shop.now(),
            search=self._search,
            sort=sort,
            descending=descending,
            most=FIRST,
        )

    def over(self, shop: Shop) -> "OrderTable":
        """Return the same question to another connection."""
        return OrderTable(shop, self._view, self._search, held=self._held)

    def rows(self, ids: Sequence[int]) -> list[OrderRow]:
        """Return these rows, in this order."""
        return rows.order_rows(self._shop.connection, ids)


def newest_orders(shop: Shop, search: str, limit: int) -> list[Order]:
    """Return the newest orders that hold a text; in a very large shop those that its indexes give soon."""
    table = OrderTable(shop, "all", search)
    ids = table.first_ids("", False).ids if table.is_large else table.ids("", False)
    return orders.load_orders(shop.connection, list(ids or ())[:limit])


def default_sort(view: str) -> tuple[str, bool]:
    """Return how a view is sorted unless a person says otherwise: open orders by slack, others newest first."""
    return ("slack", False) if view in rows.OPEN_VIEWS else ("number", True)


def clock(order: OrderRow | Order, now: datetime) -> datetime | None:
    """Return with which pick-up an order leaves in time, or its very end once that pick-up has gone.

    No clock runs for one that is unpaid, gone or cancelled.
    """
    if order.fulfilment != "new" and not is_at_work(order.fulfilment):
        return None
    return order.leave_by if order.leave_by and order.leave_by >= now else order.ship_by


def count_views(shop: Shop) -> dict[str, int]:
    """Return how many orders the open views hold, and how many orders there are."""
    return rows.count_views(shop.connection, shop.now())


def sum_orders(shop: Shop, ids: Sequence[int]) -> Sums:
    """Return what these orders come to."""
    return rows.sum_orders(shop.connection, ids)


def numbers(ids: Sequence[int]) -> list[str]:
    """Return the numbers of these rows."""
    return [order_number(row) for row in ids]


def read_details(shop: Shop, row: int) -> OrderDetails:
    """Return everything about one order."""
    order = orders.load_order(shop.connection, row)
    waits = order.payment == "unpaid" and order.fulfilment == "new"
    deadlines = read_deadlines(shop, list_settings(shop)) if waits else None
    return OrderDetails(
        row,
        order,
        tuple(rows.line_rows(shop.connection, row)),
        tuple(reversed(orders.timeline(shop.connection, row))),
        deadlines.pay_by(order.channel, order.placed_at) if deadlines else None,
        tuple(payments_of_order(shop, row)),
    )
