"""Rows into a file, whole or not at all: text as a platform wants it, or a workbook of plain cells."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.workbooks import LARGEST_NUMBER, Cell
from shopdesk.whole_files import patiently

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from shopdesk.exchange.outbound import Shape

LONGEST_IN_SHEET = 32_767  # characters of a cell, Excel's own limit
LONGEST_IN_TEXT = 131_072  # the longest cell that the shop's own reader takes
MOST_ROWS = 1_048_576  # of a sheet
_EXACT = LARGEST_NUMBER // 100  # with two decimals it is still a number that a sheet holds to the last digit
# A formula's start behind marks of the text's own counts too, so that taking one mark off gives back what was there.
_STARTS_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_CARRIES_MARK = re.compile(r"'+[=+\-@\t\r\n]")


class Part:
    """A file on its way beside its target; `keep` puts it in the target's place."""

    def __init__(self, target: Path, part: Path) -> None:
        self.target = target
        self.part = part

    def keep(self) -> None:
        """Put the file in its place, whole. Raises ShopError("file-not-writable")."""
        with _told(self.target):
            patiently(self.part.replace, self.target)


@contextmanager
def part_of(target: Path) -> Iterator[Part]:
    """Give a place beside the target to write to; what was not kept is gone afterwards.

    Raises ShopError with "export-folder-missing", "export-target-folder", "folder-not-writable" or
    "file-not-writable".
    """
    folder = target.parent
    if not folder.is_dir():
        raise ShopError("export-folder-missing", path=str(folder))
    if target.is_dir():
        raise ShopError("export-target-folder", path=str(target))
    part = folder / f".{uuid4().hex}.part"
    try:
        part.touch()
    except OSError as error:
        raise ShopError("folder-not-writable", path=str(folder), detail=error.strerror or "") from error
    try:
        yield Part(target, part)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def marked(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: a text that begins like one gets a leading mark."""
    return f"'{cell}" if isinstance(cell, str) and _STARTS_FORMULA.match(cell) else cell


def unmarked(text: str) -> str:
    """Return a cell without the mark that `marked` has put before it."""
    return text[1:] if _CARRIES_MARK.match(text) else text


def check_lengths(rows: Iterable[Sequence[Cell]], longest: int) -> None:
    """Raise ShopError("cell-too-long-to-write") for a text that a reader would cut or refuse."""
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and len(cell) > longest:
                raise ShopError("cell-too-long-to-write", value=f"{cell[:20]}…", limit=longest)


@contextmanager
def text_sink(part: Part, shape: "Shape") -> Iterator[Callable[[Iterable[Sequence[Cell]]], None]]:
    """Give what takes rows of a text file."""
    with _told(part.target):
        file = part.part.open("w", encoding=shape.encoding, errors="strict", newline="")
    with file:
        writer = csv.writer(file, delimiter=shape.delimiter, lineterminator=shape.line_end)

        def write(rows: Iterable[Sequence[Cell]]) -> None:
            with _told(part.target):
                writer.writerows([marked(cell) for cell in row] for row in rows)

        yield write
        with _told(part.target):
            file.flush()


@contextmanager
def workbook_sink(part: Part, sheet: str) -> Iterator[Callable[[Iterable[Sequence[Cell]]], None]]:
    """Give what takes rows of a workbook; texts stay texts, and memory does not grow with the rows."""
    from xlsxwriter import Workbook  # loaded late: few people export on any day
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with _told(part.target), part.part.open("wb") as file:
        book = Workbook(file, options)
        try:
            yield _sheet_writer(book, sheet)
        except BaseException:
            with suppress(Exception):  # its own files in the temporary folder go with it
                book.close()
            raise
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(getattr(error.args[0], "errno", None), str(error)) from error


def _sheet_writer(book: "Workbook", name: str) -> Callable[[Iterable[Sequence[Cell]]], None]:
    page, bold = book.add_worksheet(name[:31] or None), book.add_format({"bold": True})
    page.freeze_panes(1, 0)
    at = 0

    def write(rows: Iterable[Sequence[Cell]]) -> None:
        nonlocal at
        for row in rows:
            if at >= MOST_ROWS:
                raise ShopError("sheet-too-long", limit=MOST_ROWS)
            look = bold if at == 0 else None
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if not isinstance(cell, str) and -_EXACT < cell < _EXACT:
                    page.write_number(at, column, cell, look)
                else:
                    text = str(cell)  # a plain string is no formula here; a text with a mark of its own gets a second
                    page.write_string(at, column, f"'{text}" if _CARRIES_MARK.match(text) else text, look)
            at += 1

    return write


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Tell what the system says about the target in the shop's own codes."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise ShopError("character-not-in-encoding", value=error.object[error.start : error.end]) from error
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            raise ShopError("disk-full", detail=error.strerror or "") from error
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or str(error)) from error
