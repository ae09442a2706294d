"""What a spreadsheet, a chat or a hand scanner has copied: lines of a code and a number, each with its line number."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.errors import ShopError

MOST_LINES = 5_000
LONGEST_CELL = 200
_CODES = {"sku", "code", "barcode", "编码", "商家编码", "商品编码", "规格编码", "货号", "条码", "条形码", "款号"}
_NUMBERS = {
    "pieces", "quantity", "qty", "count", "counted", "price", "price now", "usual price", "amount", "数量", "件数",
    "实盘", "盘点", "实盘数量", "价格", "现价", "单价", "售价", "采购数量", "调拨数量",
}  # fmt: skip
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}", re.ASCII)
_WHOLE = re.compile(r"\d{1,12}|\d{1,3}(,\d{3})+", re.ASCII)
_LOOSE = re.compile(r"(?P<code>.*\S)\s*(?:\s|(?<=\s)[x×*]\s*|[×*]\s*)(?P<number>\S+)")
_SEPARATORS = ("\t", ";", "；", ",", "，")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line as it was pasted: where it stood, counted from 1, its code and its number as text."""

    number: int
    code: str
    value: str


def read_lines(text: str) -> list[PastedLine]:
    """Return the lines of a pasted block; empty ones and a line of titles are passed over.

    Raises ShopError("paste-too-long").
    """
    rows = [(at, cells) for at, cells in _rows(text) if any(cells)]
    if len(rows) > MOST_LINES:
        raise ShopError("paste-too-long", count=len(rows), limit=MOST_LINES)
    code, value = 0, 1
    if rows and (places := _titles(rows[0][1])):
        (code, value), rows = places, rows[1:]
    return [PastedLine(at, _cell(cells, code), _cell(cells, value)) for at, cells in rows]


def is_block(text: str) -> bool:
    """Tell whether a text is more than one code: several lines, or a code with its number beside it."""
    return "\t" in text.strip() or (len(text.split("\n", 2)) > 1 and bool(text.split("\n", 1)[1].strip()))


def read_whole(text: str) -> int | None:
    """Read a whole number that is not negative as spreadsheets and people write it; None when it is none."""
    bare = unicodedata.normalize("NFKC", text).replace(" ", "").lower()
    bare = re.sub(r"(件|个|只|套|pcs|pc)\.?$", "", bare).lstrip("x×*")
    bare = re.sub(r"\.0+$", "", bare).removeprefix("+")
    return int(bare.replace(",", "")) if _WHOLE.fullmatch(bare) else None


def was_rounded(code: str) -> bool:
    """Tell whether a spreadsheet has rounded a long code to something like 6.90123E+12."""
    return bool(_ROUNDED.fullmatch(code))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Cut a block into cells; cells that hold a line break are quoted, as spreadsheets copy them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = next((mark for mark in _SEPARATORS if mark in text), "")
    if separator == "\t" and '"' in text and text.count('"') % 2 == 0:
        reader = csv.reader(io.StringIO(text), delimiter="\t")
        found, before = [], 0
        for cells in reader:
            found.append((before + 1, [_clean(cell) for cell in cells]))
            before = reader.line_num
        return found
    return [(at, [_clean(cell) for cell in _cut(line, separator)]) for at, line in enumerate(text.split("\n"), 1)]


def _cut(line: str, separator: str) -> list[str]:
    if separator == "\t":
        return line.split("\t")
    if separator and separator in line:
        code, _mark, value = line.partition(separator)
        return [code, value]
    loose = _LOOSE.fullmatch(_clean(line))
    if loose and read_whole(loose["number"]) is not None:
        return [loose["code"].rstrip(" x×*"), loose["number"]]
    return [line]


def _clean(cell: str) -> str:
    """Return a cell on one line; the mark that keeps it from being a formula is no part of it."""
    seen = "".join(sign for sign in cell if sign.isprintable() or sign.isspace())
    line = " ".join(seen.split())[:LONGEST_CELL]
    return line[1:] if line[:1] == "'" and line[1:2] in ("=", "+", "-", "@") else line


def _titles(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return where code and number stand when this is a line of titles."""
    told = [cell.casefold().rstrip("↑↓ ") for cell in cells]
    code = next((at for at, cell in enumerate(told) if cell in _CODES), None)
    value = next((at for at, cell in enumerate(told) if cell in _NUMBERS), None)
    if code is None and value is None:
        return None
    code = (0 if value != 0 else 1) if code is None else code
    return code, (code + 1 if value is None else value)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
