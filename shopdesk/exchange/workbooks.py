"""Tables written for spreadsheets: xlsx with plain cells, csv that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from shopdesk.domain.errors import ShopError
from shopdesk.whole_files import patiently

Cell = str | int | float | Decimal | None
# A spreadsheet in Chinese takes the wide signs for the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LARGEST_NUMBER = 10**15  # a spreadsheet keeps fifteen digits; what is longer is written as text
SUFFIXES = (".xlsx", ".csv")


def write_rows(target: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "") -> int:
    """Write a header and rows by the target's suffix, whole or not at all, and return how many rows.

    Raises ShopError with "suffix-unknown" or "file-not-writable".
    """
    if target.suffix.lower() not in SUFFIXES:
        raise ShopError("suffix-unknown", value=target.suffix, allowed=", ".join(SUFFIXES))
    part = target.with_name(f".{uuid4().hex}.part")
    try:
        write = _write_xlsx if target.suffix.lower() == ".xlsx" else _write_csv
        count = write(part, header, rows, sheet)
        patiently(part.replace, target)
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _write_csv(part: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], _sheet: str) -> int:
    """Write UTF-8 with the mark that spreadsheets know it by."""
    count = 0
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([plain(cell) for cell in header])
        for row in rows:
            writer.writerow([plain(cell) for cell in row])
            count += 1
    return count


def plain(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: a text that begins like one gets a leading mark."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _write_xlsx(part: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str) -> int:
    """Write one sheet row by row; memory does not grow with it, and no text is taken for formula, link or number."""
    from xlsxwriter import Workbook  # loaded late: few people export on any day

    count = 0
    held = io.BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with Workbook(held, options) as book:
        page = book.add_worksheet(sheet[:31] or None)
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for at, name in enumerate(header):
            page.write_string(0, at, str(name), bold)
        for count, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, int | float) and abs(cell) < LARGEST_NUMBER:
                    page.write_number(count, at, cell)
                else:
                    page.write_string(count, at, str(cell)[:32_767])
    part.write_bytes(held.getvalue())
    return count
