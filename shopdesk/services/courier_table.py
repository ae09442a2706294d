"""The table of couriers: how well each does, what it suits, how many numbers are left."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.domain.couriers import Courier
from shopdesk.services.couriers import list_couriers
from shopdesk.services.shop import Shop
from shopdesk.services.waybill_pools import list_pools, low_pools


@dataclass(frozen=True, slots=True)
class CourierRow:
    """A courier with its row in the table and its pool: free and used numbers, the next one, whether it runs low."""

    row: int
    courier: Courier
    free: int
    used: int
    following: str
    low: bool


_SORTS: Mapping[str, Callable[[CourierRow], Any]] = {
    "": lambda row: (-row.free - row.used, row.row),
    "name": lambda row: row.courier.name,
    "speed": lambda row: row.courier.speed,
    "coverage": lambda row: row.courier.coverage,
    "value": lambda row: row.courier.value,
    "service": lambda row: row.courier.service,
    "pickup": lambda row: row.courier.pickup,
    "free": lambda row: row.free,
}


class CourierTable:
    """The couriers of a view that hold a text; the views are all, low and inactive."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        low = dict(low_pools(shop))
        pools = {code: (free, used, following or "") for code, free, used, following in list_pools(shop)}
        made = []
        for at, courier in enumerate(list_couriers(shop)):
            free, used, following = pools.get(courier.code, (0, 0, ""))
            made.append(CourierRow(at, courier, free, used, following, courier.code in low))
        text = search.lower()
        self._rows = {row.row: row for row in made if _holds(row, view) and text in _words(row.courier)}

    def every(self) -> list[CourierRow]:
        """Return all that match."""
        return list(self._rows.values())

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the couriers' rows in order."""
        return array("q", sorted(self._rows, key=lambda row: _SORTS[sort](self._rows[row]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[CourierRow]:
        """Return these couriers, in this order."""
        return [self._rows[row] for row in ids]


def _holds(row: CourierRow, view: str) -> bool:
    return view == "all" or (row.low if view == "low" else not row.courier.active)


def _words(courier: Courier) -> str:
    return " ".join((courier.code, courier.name, courier.name_en, *courier.aliases)).lower()
