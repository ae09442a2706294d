"""What the rooms may ask of an open shop file; the driver itself carries no types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Values = Sequence[object] | Mapping[str, object]


class Cursor(Protocol):
    """The answer to one statement."""

    rowcount: int
    lastrowid: int | None

    def fetchone(self) -> Any:  # noqa: ANN401 - a row has the types its statement names
        """Return the next row or None."""

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Give the rows one by one."""


class Connection(Protocol):
    """An open shop file."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""

    def execute(self, sql: str, values: Values = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Values], /) -> Cursor:
        """Run one statement for many rows."""

    def set_progress_handler(self, handler: Callable[[], int] | None, steps: int, /) -> None:
        """Ask the handler now and then; a statement is broken off when it says other than 0."""

    def interrupt(self) -> None:
        """Break off the statement that runs on another thread."""

    def close(self) -> None:
        """Close the file."""
