"""The table of promotions: how each stands now, and how much of it was used."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db.promotions import load_used
from shopdesk.domain.promotions import StoredPromotion, Used
from shopdesk.services.promotions import list_promotions
from shopdesk.services.shop import Shop

VIEWS = ("all", "running", "scheduled", "draft", "over")


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """A promotion with its standing: running, scheduled, draft or over."""

    stored: StoredPromotion
    standing: str
    used: Used

    @property
    def row(self) -> int:
        """The row of the version that stands now."""
        return self.stored.row


_SORTS: Mapping[str, Callable[[PromotionRow], Any]] = {
    "": lambda row: (VIEWS.index(row.standing), -row.row),
    "name": lambda row: row.stored.promotion.name,
    "code": lambda row: row.stored.promotion.code,
    "kind": lambda row: row.stored.promotion.kind,
    "starts": lambda row: str(row.stored.promotion.starts or ""),
    "ends": lambda row: str(row.stored.promotion.ends or "9"),
    "uses": lambda row: row.used.uses,
    "given": lambda row: row.used.spent,
}


class PromotionTable:
    """The promotions that match a view and a text, in any order."""

    def __init__(self, shop: Shop, view: str = "all", search: str = "") -> None:
        text = search.strip().lower()
        used = load_used(shop.connection)
        every = [
            PromotionRow(stored, _standing(stored, shop), used.get(stored.promotion.code, Used()))
            for stored in list_promotions(shop)
        ]
        self._every = every
        self._rows = {
            row.row: row
            for row in every
            if view in ("all", row.standing)
            and (not text or text in f"{row.stored.promotion.code}\n{row.stored.promotion.name}".lower())
        }

    def counts(self) -> dict[str, int]:
        """Return how many promotions each view holds."""
        return {view: sum(view in ("all", row.standing) for row in self._every) for view in VIEWS}

    def row_of(self, code: str) -> int | None:
        """Return the row of a promotion by its code."""
        return next((row.row for row in self._every if row.stored.promotion.code == code), None)

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the rows in order."""
        return array("q", sorted(self._rows, key=lambda row: _SORTS[sort](self._rows[row]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[PromotionRow]:
        """Return these rows, in this order."""
        return [self._rows[row] for row in ids]


def _standing(stored: StoredPromotion, shop: Shop) -> str:
    told, now = stored.promotion, shop.now()
    if stored.state == "stopped" or (stored.state == "live" and told.ends is not None and told.ends <= now):
        return "over"
    if stored.state == "live":
        return "scheduled" if told.starts is not None and told.starts > now else "running"
    return "draft"
