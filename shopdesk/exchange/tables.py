"""A csv, tsv, workbook or JSON file as a header and rows; text is read as a stream: memory does not grow with it."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from shopdesk.domain.cells import clean
from shopdesk.domain.errors import ShopError
from shopdesk.exchange.encodings import find_encoding
from shopdesk.exchange.json_rows import JsonRows, is_json
from shopdesk.exchange.workbook_rows import WorkbookRows, is_workbook

_DELIMITERS = ",\t;"
_HALF_WIDTH = str.maketrans("（）", "()")
_PREAMBLE = 12  # filled rows among which the header is looked for
_HEAD = 64 * 1024
_TOLD_DELIMITER = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
# What exports write below their rows, in the first cells alone.
_FOOTER = re.compile(
    r"([\d,]+ )?record\(s\) downloaded.*|Seller ID\s*:.*|(共|合计|总计)[:：]?\s*\d+\s*[条笔单].*",
    re.IGNORECASE | re.DOTALL,
)
_FOOTER_WIDTH = 3


@dataclass(slots=True)
class Table:
    """A file whose header is known; `rows` reads it from the top, as often as it is asked.

    `rows_read` counts the data rows that the latest reading has given out so far. `workbook` holds the rows of a
    workbook (its encoding is then "workbook") or of a JSON file. `tops` are the first filled rows, of which a format
    may know a later one as the header: exports write lines of their own above it.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    rows_read: int = 0
    workbook: WorkbookRows | JsonRows | None = None
    tops: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank, nor a footer, with its number as a spreadsheet shows it.

        Raises ShopError with quote-unclosed, cell-too-long or one of the file codes of `open_table`.
        """
        self.rows_read = 0
        records = self.workbook or _records(self.path, self.encoding, self.delimiter)
        for number, cells in records:
            if number > self.header_row and any(map(str.strip, cells)) and not _is_footer(cells):
                self.rows_read += 1
                yield number, cells


def open_table(path: Path, sheet: str = "") -> Table:
    """Find encoding, delimiter and header of a file; the header is its first row that is not blank.

    Raises ShopError with file-missing, file-is-folder, file-locked, file-unreadable, file-empty,
    file-is-workbook, file-is-picture, file-not-text, encoding-unknown, quote-unclosed or cell-too-long; for a
    workbook with those of `WorkbookRows`, for a JSON file with those of `JsonRows`.
    """
    with _told(path):
        _check_regular(path)
        if is_workbook(path):
            rows = WorkbookRows(path, sheet)
            return _table(path, "workbook", "", rows, rows)
        encoding = find_encoding(path)
        if is_json(path, encoding):
            told = JsonRows(path, encoding)
            header = _header(told.header)
            return Table(path, encoding, "", header, 0, workbook=told, tops=((0, header),))
        delimiter = _find_delimiter(path, encoding)
    return _table(path, encoding, delimiter, _records(path, encoding, delimiter), None)


def _table(
    path: Path, encoding: str, delimiter: str, rows: Iterable[tuple[int, list[str]]], book: WorkbookRows | None
) -> Table:
    filled = ((number, header) for number, cells in rows if (header := _header(cells)))
    tops = tuple(islice((top for top in filled if not _tells_delimiter(top[1])), _PREAMBLE))
    if not tops:
        raise ShopError("file-empty", file=path.name)
    return Table(path, encoding, delimiter, tops[0][1], tops[0][0], workbook=book, tops=tops)


def _tells_delimiter(cells: Sequence[str]) -> bool:
    """Tell whether a row is the line by which exporters tell spreadsheets their delimiter (`sep=,` is cut in two)."""
    return cells[0].lower() == "sep=" or (not any(cells[1:]) and bool(_TOLD_DELIMITER.fullmatch(cells[0])))


def _is_footer(cells: Sequence[str]) -> bool:
    if any(cells[_FOOTER_WIDTH:]):
        return False
    return bool(_FOOTER.fullmatch(" ".join(text for cell in cells if (text := cell.strip()))))


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
        head = file.read(_HEAD).splitlines()
        lines = list(islice((line for line in head if line.strip(_DELIMITERS + ' \r\n"')), _PREAMBLE))
    if lines and (told := _TOLD_DELIMITER.fullmatch(lines[0])):
        return told[1] if told[1] in _DELIMITERS else ","
    first = next((line for line in lines if max(map(line.count, _DELIMITERS)) > 1), lines[0] if lines else "")
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
