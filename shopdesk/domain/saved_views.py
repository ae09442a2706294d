"""A view that a person has made of a table: what it holds, in which order, with which columns."""

from dataclasses import dataclass

LONGEST_NAME = 40
PAGES = (
    "orders", "listings", "stock", "parcels", "messages", "couriers", "customers", "returns", "tickets", "warranty",
    "replies", "batches", "purchasing", "suppliers", "prices", "promotions", "payments", "reconcile", "bills",
    "history", "places", "printers", "backups",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of a page's own, narrowed by a search, with a sort ("" the usual one) and the columns shown, in order.

    `columns` holds the columns' names, none at all for those that are usual.
    """

    page: str
    name: str
    view: str
    search: str = ""
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    row: int = 0
