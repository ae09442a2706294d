"""The refused rows of a file in a file of their own, to be corrected and imported again."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.formats import read
from shopdesk.exchange.tables import Table, open_table
from shopdesk.paths import true_path
from shopdesk.whole_files import written_whole

# What a spreadsheet would take for a formula (OWASP, CSV injection); a number of twelve digits it would round.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONG_NUMBER = re.compile(r"\d{12,}")
_WRAPPED = re.compile(r'="([^"]*)"')


def save_refused(source: Path, reasons: Mapping[int, str], target: Path, titles: tuple[str, str]) -> int:
    """Write these rows (row number → reason) of a platform file into a csv that can be imported again.

    `titles` head the two columns put in front: the row number and the reason. Returns the rows written. Raises
    ShopError with the codes of `open_table`, "target-is-source" or "file-not-writable".
    """
    if true_path(target) == true_path(source):
        raise ShopError("target-is-source", file=source.name)
    table = _as_imported(source)
    written = 0
    try:
        with written_whole(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*titles, *map(neutral, table.header)])
            for number, cells in table.rows():
                if number in reasons:
                    writer.writerow([str(number), neutral(reasons[number]), *map(neutral, cells)])
                    written += 1
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    return written


def _as_imported(source: Path) -> Table:
    """Open a file where its import has found the table: on that sheet, below lines of the exporter's own."""
    try:
        return read(source).table
    except ShopError:
        return open_table(source)


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs or rounds, and that an import reads as it was."""
    if wrapped := _WRAPPED.fullmatch(cell.strip()):
        cell = wrapped[1]
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or _LONG_NUMBER.fullmatch(cell) else cell
