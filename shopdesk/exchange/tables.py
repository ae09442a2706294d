"""A csv, tsv or workbook as a header and rows; text is read as a stream: memory does not grow with the file."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from shopdesk.domain.cells import clean
from shopdesk.domain.errors import ShopError
from shopdesk.exchange.encodings import find_encoding
from shopdesk.exchange.workbook_rows import WorkbookRows, is_workbook

_DELIMITERS = ",\t;"
_HALF_WIDTH = str.maketrans("（）", "()")


@dataclass(slots=True)
class Table:
    """A file whose header is known; `rows` reads it from the top, as often as it is asked.

    `rows_read` counts the data rows that the latest reading has given out so far. `workbook` holds the rows of a file
    that is none of text; its encoding is then "workbook".
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    rows_read: int = 0
    workbook: WorkbookRows | None = None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank with its number as a spreadsheet shows it.

        Raises ShopError with quote-unclosed, cell-too-long or one of the file codes of `open_table`.
        """
        self.rows_read = 0
        records = self.workbook or _records(self.path, self.encoding, self.delimiter)
        for number, cells in records:
            if number > self.header_row and any(map(str.strip, cells)):
                self.rows_read += 1
                yield number, cells


def open_table(path: Path) -> Table:
    """Find encoding, delimiter and header of a file; the header is its first row that is not blank.

    Raises ShopError with file-missing, file-is-folder, file-locked, file-unreadable, file-empty,
    file-is-workbook, file-is-picture, file-not-text, encoding-unknown, quote-unclosed or cell-too-long; for a
    workbook with those of `WorkbookRows`.
    """
    with _told(path):
        _check_regular(path)
        if is_workbook(path):
            return _open_workbook(path)
        encoding = find_encoding(path)
        delimiter = _find_delimiter(path, encoding)
    for number, cells in _records(path, encoding, delimiter):
        if header := _header(cells):
            return Table(path, encoding, delimiter, header, number)
    raise ShopError("file-empty", file=path.name)


def _open_workbook(path: Path) -> Table:
    rows = WorkbookRows(path)
    for number, cells in rows:
        if header := _header(cells):
            return Table(path, "workbook", "", header, number, workbook=rows)
    raise ShopError("file-empty", file=path.name)


def _header(cells: Iterable[str]) -> tuple[str, ...]:
    """Return a row as a header, empty when the row is blank."""
    header = tuple(clean(cell).translate(_HALF_WIDTH) for cell in cells)
    return header if any(header) else ()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the system says about a file in the shop's own codes."""
    try:
        yield
    except PermissionError:
        raise ShopError("file-locked", file=path.name) from None
    except FileNotFoundError:
        raise ShopError("file-missing", file=path.name) from None
    except OSError as error:
        raise ShopError("file-unreadable", file=path.name, reason=error.strerror or "") from None
    except UnicodeError:  # the file was changed after its encoding had been found
        raise ShopError("encoding-unknown", file=path.name) from None


def _check_regular(path: Path) -> None:
    if path.is_file():
        return
    if path.is_dir():
        raise ShopError("file-is-folder", file=path.name)
    if not path.exists():
        raise ShopError("file-missing", file=path.name)
    # A pipe or a device could keep the reader waiting for ever.
    raise ShopError("file-unreadable", file=path.name, reason="")


def _find_delimiter(path: Path, encoding: str) -> str:
    with _open_text(path, encoding) as file:
        first = next((line for line in file if line.strip(_DELIMITERS + ' \r\n"')), "")
    return max(_DELIMITERS, key=first.count)


def _open_text(path: Path, encoding: str) -> TextIO:
    return path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="")


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every record with its number, blank ones too."""
    lines: list[str] = []
    number = 0
    with _told(path), _open_text(path, encoding) as file:
        # A last line of our own: behind an open quote it becomes part of the last record, which shows the fault.
        reader = csv.reader(_remember(chain(file, ("\n",)), lines), delimiter=delimiter)
        try:
            for number, cells in enumerate(reader, 1):
                if len(lines) > 1:
                    _check_quotes(path, lines, delimiter, number)
                lines.clear()
                yield number, cells
        except csv.Error:
            code = "quote-unclosed" if len(lines) > 1 else "cell-too-long"
            raise ShopError(code, file=path.name, row=number + 1, limit=csv.field_size_limit()) from None


def _remember(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line


def _check_quotes(path: Path, lines: list[str], delimiter: str, number: int) -> None:
    """Refuse a record of several lines unless its quotes close where a cell ends: it may have eaten other rows."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        raise ShopError("quote-unclosed", file=path.name, row=number) from None
