"""Rows that are all known already: their ids are their places."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any


class ListSource:
    """A table's rows from a list; `key` returns what a row is sorted by under a column's key."""

    def __init__(self, rows: Sequence[Any], key: Callable[[Any, str], Any] = getattr) -> None:
        self._rows, self._key = rows, key

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the places in order."""
        places: Sequence[int] = range(len(self._rows))
        if sort:
            places = sorted(places, key=lambda at: self._key(self._rows[at], sort), reverse=descending)
        return array("q", places)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return these rows."""
        return [self._rows[at] for at in ids]
