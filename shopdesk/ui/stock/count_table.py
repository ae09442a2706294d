"""The lines of a count as a table: what should lie there, what was found, and what needs a second look."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from shopdesk.domain.stock_counts import CountLine
from shopdesk.ui.status import STOCK
from shopdesk.ui.stock_words import DASH, amount_figure, figure, signed
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _, listed

_KEYS: dict[str, Callable[[CountLine], Any]] = {
    "": lambda line: (not needs_look(line), line.counted < 0, line.sku),
    "sku": lambda line: line.sku,
    "title": lambda line: line.title,
    "expected": lambda line: line.expected,
    "counted": lambda line: line.counted,
    "difference": lambda line: abs(line.difference) if line.counted >= 0 else -1,
    "value": lambda line: line.value,
}


class CountLines:
    """The lines of one count as a table's source; a line's row is its place in the list."""

    def __init__(self, lines: Sequence[CountLine]) -> None:
        self.lines = list(lines)

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the lines in order; without a sort what needs a second look comes first."""
        key = _KEYS[sort]
        found = sorted(range(len(self.lines)), key=lambda at: key(self.lines[at]), reverse=descending)
        return array("q", found)

    def rows(self, ids: Sequence[int]) -> list[CountLine]:
        """Return these lines."""
        return [self.lines[at] for at in ids]


def needs_look(line: CountLine) -> bool:
    """Tell whether goods moved since a line was counted, or two people told different totals."""
    return bool(line.rivals) or (line.counted >= 0 and bool(line.moved_since))


def columns(currency: str) -> list[Column]:
    """Return the columns; those that tell what should be there are hidden in a blind count."""
    return [
        Column("sku", _("SKU"), lambda line: Cell(line.sku, role="text-2"), 104),
        Column("title", _("Goods"), _goods, 220, stretch=True),
        Column("expected", _("Should be"), lambda line: Cell(figure(line.expected)), 72, right=True),
        Column("counted", _("Counted"), _counted, 72, right=True),
        Column("difference", _("Difference"), _difference, 72, right=True),
        Column("value", _("Value at cost"), lambda line: _value(line, currency), 92, right=True),
        Column("", _("Look again"), _remark, 180),
    ]


def _goods(line: CountLine) -> Cell:
    return Cell(f"{line.options} · {line.title}" if line.options else line.title)


def _counted(line: CountLine) -> Cell:
    return Cell(DASH if line.counted < 0 else figure(line.counted), bold=True)


def _difference(line: CountLine) -> Cell:
    if line.counted < 0:
        return Cell(DASH, role="muted")
    role = "text-2" if not line.difference else "ok" if line.difference > 0 else "error"
    return Cell(signed(line.difference) if line.difference else "0", role=role)


def _value(line: CountLine, currency: str) -> Cell:
    return Cell(amount_figure(line.value, currency) if line.counted >= 0 and line.value else DASH)


def _remark(line: CountLine) -> Cell:
    if line.rivals:
        told = listed(f"{who}: {figure(pieces)}" for who, pieces in line.rivals)
        return Cell(_("Counted differently: {told}").format(told=told), status=STOCK["low"])
    if line.counted >= 0 and line.moved_since:
        words = _("{pieces} moved since it was counted").format(pieces=signed(line.moved_since))
        return Cell(words, status=STOCK["low"])
    return Cell(_("Not counted yet") if line.counted < 0 else "", role="muted")
