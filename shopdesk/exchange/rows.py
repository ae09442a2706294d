"""Rows of a table, their cells read by the name of the column, never by its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.cells import (
    TimeReader,
    read_amount,
    read_count,
    read_identifier,
    read_pieces,
    read_text,
    read_time,
)
from shopdesk.exchange.tables import Table

Picker = Callable[[Sequence[str]], tuple[str, ...]]


class Columns(dict[str, int]):
    """Where each column stands; one that the file lacks stands at -1, the blank cell that ends every row."""

    def __missing__(self, name: str) -> int:
        return -1

    def picker(self, *names: str) -> Picker:
        """Return what takes the cells of two or more columns out of a row at once, for formats with very many rows."""
        return itemgetter(*[self[name] for name in names])


def columns_of(header: Sequence[str], aliases: Mapping[str, str]) -> Columns:
    """Find the columns by name; `aliases` turns a dialect's names into the ones that a format asks for."""
    at = Columns()
    for place, name in enumerate(header):
        if name:
            at.setdefault(name, place)
    for name, known_as in aliases.items():
        if name in at:
            at.setdefault(known_as, at[name])
    return at


class Row:
    """One row: every reader takes a column name and returns the empty value where the file has no such column.

    The readers raise what their namesakes in `cells` raise.
    """

    __slots__ = ("_at", "cells", "number", "surplus")

    def __init__(self, at: Columns, number: int, cells: list[str], width: int) -> None:
        self.surplus = ""
        if len(cells) != width:
            self.surplus = "".join(cells[width:]).strip()
            cells = cells[:width] + [""] * (width - len(cells))
        cells.append("")
        self._at = at
        self.cells = cells
        self.number = number

    def has(self, column: str) -> bool:
        """Tell whether the file has this column."""
        return column in self._at

    def check_width(self) -> None:
        """Refuse a row with filled cells behind the last column: its cells may stand under the wrong names."""
        if self.surplus:
            raise ShopError("row-too-long", value=self.surplus)

    def raw(self, column: str) -> str:
        """Return the cell as it stands in the file."""
        return self.cells[self._at[column]]

    def text(self, column: str) -> str:
        """Return the cell without blanks and exporters' wrapping."""
        return read_text(self.cells[self._at[column]])

    def first_text(self, *columns: str) -> str:
        """Return the first of these cells that is filled."""
        return next((text for column in columns if (text := self.text(column))), "")

    def identifier(self, column: str) -> str:
        """Return a number as exact text."""
        return read_identifier(self.cells[self._at[column]], column)

    def first_identifier(self, *columns: str) -> str:
        """Return the first of these numbers that is filled."""
        return next((text for column in columns if (text := self.identifier(column))), "")

    def amount(self, column: str, currency: str = "CNY") -> int:
        """Return money in minor units, 0 for an empty cell."""
        return read_amount(self.cells[self._at[column]], column, currency)

    def count(self, column: str) -> int | None:
        """Return a whole number from 0 up, None for an empty cell."""
        return read_count(self.cells[self._at[column]], column)

    def pieces(self, column: str) -> int:
        """Return how many pieces a line has, 1 and up."""
        return read_pieces(self.cells[self._at[column]], column)

    def time(self, column: str, parse: TimeReader) -> datetime | None:
        """Return a moment in UTC, None for an empty cell."""
        return read_time(self.cells[self._at[column]], column, parse)


def rows_of(table: Table, aliases: Mapping[str, str]) -> Iterator[Row]:
    """Read a table row by row."""
    at = columns_of(table.header, aliases)
    width = len(table.header)
    for number, cells in table.rows():
        yield Row(at, number, cells, width)
