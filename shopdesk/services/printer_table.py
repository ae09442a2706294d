"""The table of printers: those described here and those of the system, as they were found a moment ago."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shopdesk.services.printer_file import read_machine
from shopdesk.services.printers import PrinterRow

_SORTS: Mapping[str, Callable[[PrinterRow], Any]] = {
    "": lambda row: 0,
    "name": lambda row: row.printer.name.casefold(),
    "kind": lambda row: row.printer.kind,
    "language": lambda row: row.printer.language,
    "paper": lambda row: (row.printer.paper.width, row.printer.paper.height),
    "state": lambda row: row.state,
}


class PrinterTable:
    """The printers of a view that hold a text; the views are all, own and away. Ids are places in the list."""

    def __init__(self, found: Sequence[PrinterRow], view: str = "all", search: str = "") -> None:
        text = search.casefold()
        self._rows = {at: row for at, row in enumerate(found) if _holds(row, view) and text in _words(row).casefold()}

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the printers' places in order."""
        return array("q", sorted(self._rows, key=lambda at: _SORTS[sort](self._rows[at]), reverse=descending))

    def rows(self, ids: Sequence[int]) -> list[PrinterRow]:
        """Return these printers, in this order."""
        return [self._rows[at] for at in ids]


def own_printers() -> list[PrinterRow]:
    """Return the printers described here at once, before anybody has asked how they stand."""
    return [PrinterRow(printer, True) for printer in read_machine().printers]


def count_printers(found: Sequence[PrinterRow]) -> dict[str, int]:
    """Return how many each view holds."""
    return {view: sum(_holds(row, view) for row in found) for view in ("all", "own", "away")}


def _holds(row: PrinterRow, view: str) -> bool:
    return view == "all" or (row.own if view == "own" else row.state in ("gone", "stopped"))


def _words(row: PrinterRow) -> str:
    printer = row.printer
    return " ".join((printer.name, printer.kind, printer.language, printer.address, printer.paper.name, row.reason))
