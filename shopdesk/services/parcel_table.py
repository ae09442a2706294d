"""The table of parcels: those under way, in trouble, silent for too long, and signed for."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shopdesk.db import tracking as table
from shopdesk.services.shop import Shop
from shopdesk.services.tracking import silent_since

VIEWS = tuple(table.VIEWS)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """The parcel of one order: "" as state while nobody has reported."""

    row: int
    number: str
    courier: str
    waybill: str
    name: str
    city: str
    fulfilment: str
    shipped_at: datetime | None
    state: str
    at: datetime | None
    delivered_at: datetime | None


_SORTS: Mapping[str, Callable[[ParcelRow], Any]] = {
    "": lambda row: row.at or row.shipped_at or _NEVER,
    "number": lambda row: row.row,
    "courier": lambda row: (row.courier, row.waybill),
    "shipped": lambda row: row.shipped_at or _NEVER,
    "state": lambda row: row.state,
    "at": lambda row: row.at or _NEVER,
}


class ParcelTable:
    """The newest parcels of a view that hold a text, the longest without news first."""

    def __init__(self, shop: Shop, view: str, search: str = "") -> None:
        ids = table.parcel_ids(shop.connection, view, silent_since(shop))
        rows = (_row(told) for told in table.parcel_rows(shop.connection, ids))
        text = search.lower()
        self._rows = {
            row.row: row for row in rows if text in f"{row.number} {row.waybill} {row.name} {row.city}".lower()
        }

    def every(self) -> list[ParcelRow]:
        """Return all that match."""
        return list(self._rows.values())

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the orders' rows in order."""
        return array("q", sorted(self._rows, key=lambda row: _SORTS[sort](self._rows[row]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[ParcelRow]:
        """Return these parcels, in this order."""
        return [self._rows[row] for row in ids]


def count_parcels(shop: Shop) -> dict[str, int]:
    """Return how many parcels each view holds."""
    since = silent_since(shop)
    return {view: table.count_parcels(shop.connection, view, since) for view in VIEWS}


def _row(told: Sequence[Any]) -> ParcelRow:
    row, number, courier, waybill, name, city, fulfilment, shipped, state, at, delivered = told
    return ParcelRow(row, number, courier, waybill, name, city, fulfilment, shipped, state or "", at, delivered)
