"""The first filled sheet of a workbook as rows of text: xlsx, xls and ods, bounded in size, formulas as values.

A reader sizes its memory by the corners of a sheet, so the corners are looked at before it is asked.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from shopdesk.domain.errors import ShopError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

LARGEST_FILE = 60 * 1024 * 1024
LARGEST_PART = 400 * 1024 * 1024  # of one part, unpacked
MOST_CELLS = 3_000_000  # from corner to corner
SHEETS_TRIED = 50
EXACT = 10**15  # a spreadsheet keeps fifteen digits; what is longer was rounded
_CHUNK = 1 << 20
_OVERLAP = 4_096  # a tag that a chunk cuts is seen whole in the next one
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Za-z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{4,})"[^<>]*(?<!/)>(?!\s*<table:table-cell[^<>]*/>)')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook of a kind that can be read, or a locked one. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(len(_ZIP))
    if head == _OLE:
        return True
    if head != _ZIP:
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            kind = packed.open("mimetype").read(200) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        with path.open("rb") as file:
            head = file.read(_CHUNK)
        return b"xl/" in head or b"[Content_Types].xml" in head
    return "xl/workbook.xml" in names or b"opendocument.spreadsheet" in kind


class WorkbookRows:
    """The rows of one sheet; they can be gone through again and again.

    Raises ShopError with workbook-too-large, workbook-encrypted, workbook-damaged or file-empty.
    """

    def __init__(self, path: Path, sheet: str = "") -> None:
        """Take a sheet by its name, else the first that a person sees and that holds something."""
        self._name = path.name
        if path.stat().st_size > LARGEST_FILE:
            raise ShopError("workbook-too-large", file=path.name)
        content = path.read_bytes()
        if content.startswith(_OLE) and _ENCRYPTED in content:
            raise ShopError("workbook-encrypted", file=path.name)
        with _told(path.name):
            if content.startswith(_ZIP):
                _check_corners(path.name, content)
            self._sheet = _filled(path.name, content, sheet)
            self.others = tuple(name for name in _names(content) if name != self._sheet.name)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Give each row with its number as a spreadsheet shows it, blank ones too."""
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            yield number, [cell_text(cell) for cell in cells]


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell what a reader says about a file that it cannot read in the shop's own codes, its panics too."""
    from python_calamine import PasswordError

    try:
        yield
    except (ShopError, OSError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError:
        raise ShopError("workbook-encrypted", file=name) from None
    except BaseException as error:  # a panic of the reader is no Exception
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise ShopError("workbook-encrypted", file=name) from None
        raise ShopError("workbook-damaged", file=name) from None


def _names(content: bytes) -> list[str]:
    """Return the sheets that a person sees."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    return [
        told.name
        for told in CalamineWorkbook.from_filelike(BytesIO(content)).sheets_metadata[:SHEETS_TRIED]
        if told.visible == SheetVisibleEnum.Visible and told.typ == SheetTypeEnum.WorkSheet
    ]


def _filled(name: str, content: bytes, wanted: str) -> "CalamineSheet":
    """Return the first sheet that a person sees and that holds something, or the one that is wanted if it does."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for told in _names(content):
        if wanted in ("", told):
            sheet = book.get_sheet_by_name(told)
            if sheet.height * sheet.width > MOST_CELLS:
                raise ShopError("workbook-too-large", file=name)
            if sheet.height:
                return sheet
    raise ShopError("file-empty", file=name)


def _check_corners(name: str, content: bytes) -> None:
    """Refuse a workbook whose sheets reach so far, or unpack to so much, that reading one would fill the memory."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for part in packed.infolist():
            is_sheet = part.filename.startswith("xl/worksheets/")
            is_content = part.filename == "content.xml"
            if not (is_sheet or is_content or part.filename == "xl/sharedStrings.xml"):
                continue
            if part.file_size > LARGEST_PART:
                raise ShopError("workbook-too-large", file=name)
            with packed.open(part) as file:
                if is_sheet:
                    _check_cells(name, file)
                elif is_content:
                    _check_repeats(name, file)


def _check_cells(name: str, file: IO[bytes]) -> None:
    right, bottom, count = 0, 0, 0
    for text in _chunks(name, file):
        found = _CELL.findall(text)
        if found:
            right = max(right, *(_column(letters) for letters in {letters for letters, _row in found}), 0)
            bottom = max(bottom, *(int(row) for _letters, row in found), 0)
            count += len(found)
        if right * bottom > MOST_CELLS or count > 2 * MOST_CELLS:
            raise ShopError("workbook-too-large", file=name)


def _check_repeats(name: str, file: IO[bytes]) -> None:
    """Refuse an ods that says of a filled cell or row that it stands there many thousand times."""
    for text in _chunks(name, file):
        if sum(int(times[:12]) for times in _REPEATED.findall(text)) > MOST_CELLS:
            raise ShopError("workbook-too-large", file=name)


def _chunks(name: str, file: IO[bytes]) -> Iterator[bytes]:
    """Give a part piece by piece, each with the end of the one before; what unpacks to more than it says stops."""
    kept, read = b"", 0
    while chunk := file.read(_CHUNK):
        read += len(chunk)
        if read > LARGEST_PART:
            raise ShopError("workbook-too-large", file=name)
        yield kept + chunk
        kept = chunk[-_OVERLAP:]


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters.upper():
        at = at * 26 + letter - 64
    return at


def cell_text(value: object) -> str:
    """Return a cell as a csv would hold it: 12.0 is "12", a rounded long number shows that it was, days are ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return _number(value)
    return _moment(value)


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return ""


def _number(value: float) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if abs(value) >= EXACT:
        return f"{float(value):.16e}"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")
