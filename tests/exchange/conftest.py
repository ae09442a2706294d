"""Small platform files that the tests write for themselves."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from shopdesk.domain.imports import Item
from shopdesk.exchange.formats import read

WriteCsv = Callable[..., Path]


@pytest.fixture
def write_csv(tmp_path: Path) -> WriteCsv:
    """Write rows given as dicts (or a header and lists of cells) to a csv below tmp_path."""

    def write(
        rows: Sequence[dict[str, str]], *, header: Sequence[str] = (), encoding: str = "utf-8", delimiter: str = ","
    ) -> Path:
        path = tmp_path / "export.csv"
        names = list(header) or list(dict.fromkeys(name for row in rows for name in row))
        with path.open("w", newline="", encoding=encoding) as file:
            writer = csv.DictWriter(file, names, restval="", delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def items_of(write_csv: WriteCsv) -> Callable[[Sequence[dict[str, str]]], list[Item]]:
    """Write rows to a file and read it back through the registry."""
    return lambda rows: list(read(write_csv(rows)).items)
