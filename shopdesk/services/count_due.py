"""What is to be counted: each class has its days from count to count, and what was never counted began when it came."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from shopdesk.db.count_due import last_counted
from shopdesk.domain.abc_classes import CLASSES, DEFAULT_POLICIES, Class, Policy, count_due
from shopdesk.services.settings import list_settings
from shopdesk.services.shop import Shop

__all__ = ["DueRow", "DueTable", "count_policies", "export_due", "list_due"]

SOON = timedelta(days=14)
SETTINGS: Mapping[Class, str] = {"A": "stock.count_a", "B": "stock.count_b", "C": "stock.count_c"}


class DueRow(NamedTuple):
    """A SKU to be counted: the day of its last count (None: never), the day it was due and how many days ago that was.

    `overdue` is below 0 for those that are due within the next fourteen days.
    """

    row: int
    sku: str
    title: str
    options: str
    picture: str
    letter: Class
    pieces: int
    bin: str
    counted_on: date | None
    due_on: date
    overdue: int


def count_policies(shop: Shop) -> dict[Class, Policy]:
    """Return the classes' policies with the shop's own days from count to count."""
    values = list_settings(shop)
    return {letter: DEFAULT_POLICIES[letter]._replace(count_days=int(values[SETTINGS[letter]])) for letter in CLASSES}


def list_due(shop: Shop, *, soon: bool = False) -> list[DueRow]:
    """Return what is to be counted now, class A first, the longest overdue first; `soon` adds the next two weeks."""
    policies, today = count_policies(shop), shop.now().astimezone().date()
    until = today + (SOON if soon else timedelta())
    found = []
    for told in last_counted(shop.connection):
        letter = told.letter if told.letter in CLASSES else "C"
        counted = told.counted_at.astimezone().date() if told.counted_at else None
        due = count_due(letter, counted or told.came_at.astimezone().date(), policies)
        if due is not None and due <= until:
            found.append(DueRow(*told[:5], letter, told.pieces, told.bin, counted, due, (today - due).days))
    return sorted(found, key=lambda row: (row.letter, -row.overdue, row.sku))


_KEYS: Mapping[str, Callable[[DueRow], Any]] = {
    "title": lambda row: row.title,
    "sku": lambda row: row.sku,
    "class": lambda row: (row.letter, -row.overdue),
    "pieces": lambda row: row.pieces,
    "bin": lambda row: row.bin,
    "counted": lambda row: row.counted_on or date.min,
    "overdue": lambda row: row.overdue,
}


@dataclass(frozen=True, slots=True)
class DueTable:
    """Rows that are due, all or one class, in any order; they are held."""

    due: Sequence[DueRow]
    letter: str = ""

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the places of the rows in order; without a sort as they were listed."""
        places = [at for at, row in enumerate(self.due) if not self.letter or row.letter == self.letter]
        if sort:
            places.sort(key=lambda at: _KEYS[sort](self.due[at]), reverse=descending)
        return array("q", places)

    def rows(self, ids: Sequence[int]) -> list[DueRow]:
        """Return these rows, in this order."""
        return [self.due[at] for at in ids]


_HEADER = ("sku", "title", "options", "bin", "class", "last_counted", "due", "expected", "quantity")


def export_due(due: Sequence[DueRow], target: Path) -> int:
    """Write a list to count by; filled in under `quantity` it can be posted as a count sheet. Return its rows.

    Raises ShopError with "suffix-unknown" or "file-not-writable".
    """
    from shopdesk.exchange.workbooks import write_rows  # loaded late: few people export on any day

    cells = (
        (row.sku, row.title, row.options, row.bin, row.letter, row.counted_on.isoformat() if row.counted_on else "",
         row.due_on.isoformat(), row.pieces, "")
        for row in due
    )  # fmt: skip
    return write_rows(target, _HEADER, cells)
