"""Count sheets on paper or in a spreadsheet: written for one count, filled in by hand, loaded back into that count."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from shopdesk.db.listings import shelved_skus
from shopdesk.domain.cells import identifier, whole_number
from shopdesk.domain.errors import ShopError
from shopdesk.domain.imports import RowProblem
from shopdesk.exchange.tables import Table, open_table
from shopdesk.exchange.workbooks import plain
from shopdesk.services.identity import new_ids
from shopdesk.services.shop import Shop
from shopdesk.services.stock_counts import enter_count, find_count, review_count

HEADER = ("count", "sku", "title", "bin", "expected", "counted")


def write_count_sheet(shop: Shop, number: str, target: Path) -> int:
    """Write what should lie at a count's place as a csv for spreadsheets, `counted` left empty; return its rows.

    A blind count keeps `expected` to itself. Raises ShopError with "count-unknown" or "file-not-writable".
    """
    count = find_count(shop, number)
    lines = review_count(shop, number, with_uncounted=True)
    shelves = shelved_skus(shop.connection, [line.sku for line in lines])
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for line in lines:
        expected = "" if count.blind else line.expected
        row = (count.number, line.sku, line.title, shelves[line.sku].bin, expected, "")
        writer.writerow([plain(cell) for cell in row])
    try:
        target.write_bytes(out.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    return len(lines)


def load_count_sheet(shop: Shop, number: str, path: Path, *, uuid: str = "") -> tuple[list[str], list[RowProblem]]:
    """Enter the totals of a filled-in sheet; return the entries' uuids and the rows that could not be taken.

    Rows left empty were not counted; the same uuid twice enters the sheet once. Raises ShopError with
    "columns-missing", "count-sheet-other", "count-unknown", "count-state" or the codes of `open_table`.
    """
    table = open_table(path)
    at = {name.lower(): index for index, name in enumerate(table.header)}
    if not {"sku", "counted"} <= at.keys():
        raise ShopError("columns-missing", format="count sheet", columns=["sku", "counted"])
    with shop.writing():
        count = find_count(shop, number)
        rows = _rows(table, at, count.number)
        entries: list[str] = []
        problems: list[RowProblem] = []
        seen: set[str] = set()
        own = [f"{uuid}/{row}" for row, _cells in rows] if uuid else new_ids(len(rows))
        for (row, cells), entry in zip(rows, own, strict=True):
            try:
                sku = identifier(cells[at["sku"]])
                if sku in seen:
                    raise ShopError("sku-duplicate", value=sku)
                entries.append(
                    enter_count(shop, number, sku, whole_number(cells[at["counted"]]), kind="total", uuid=entry)
                )
                seen.add(sku)
            except ShopError as error:
                if error.code == "count-state":
                    raise
                problems.append(RowProblem(row, error.code, str(error.params.get("value", "")), "counted"))
    return entries, problems


def _rows(table: Table, at: dict[str, int], number: str) -> list[tuple[int, Sequence[str]]]:
    """Return the rows with a count in them, after looking that they belong to this count."""
    found: list[tuple[int, Sequence[str]]] = []
    for row, cells in table.rows():
        padded = [*cells, *[""] * len(table.header)]
        told = padded[at["count"]].strip().upper() if "count" in at else ""
        if told and told != number:
            raise ShopError("count-sheet-other", found=told, count=number)
        if padded[at["counted"]].strip():
            found.append((row, padded))
    return found
