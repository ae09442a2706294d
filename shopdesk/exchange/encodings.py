"""Which text encoding a file is written in, judged from all of its bytes; what is no text is refused."""

import codecs
import re
from pathlib import Path

from shopdesk.domain.errors import ShopError

LONGEST_LINE = 16 << 20
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_KANA, _HALF_WIDTH_KANA = re.compile("[\u3041-\u30ff]"), re.compile("[\uff61-\uff9f]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# The order matters: GB18030 takes almost any pair of bytes, so the stricter UTF-8 is asked first.
_TRIED = ("utf-8", "gb18030", "shift_jis")
_JAPANESE_FIRST = ("utf-8", "shift_jis", "gb18030")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_WORKBOOK_PARTS = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")
_OTHER = (b"%PDF", b"\x1f\x8b", b"{\\rtf", b"MZ\x90")


def find_encoding(path: Path) -> str:
    """Return "utf-8", "utf-16", "gb18030" or "shift_jis" after reading the whole file once for each one tried.

    Raises ShopError with file-empty, file-is-workbook, file-is-picture, file-not-text or encoding-unknown.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if not head:
        raise ShopError("file-empty", file=path.name)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
    if marked != "utf-16":
        _refuse_what_is_no_text(path, head)
    tried = (marked,) if marked else _JAPANESE_FIRST if _looks_japanese(head) else _TRIED
    for encoding in tried:
        if _decodes(path, encoding):
            return encoding
    raise ShopError("encoding-unknown", file=path.name)


def _looks_japanese(head: bytes) -> bool:
    """Tell whether bytes read as Shift_JIS give a text with kana: Chinese ones give half-width kana or nothing."""
    text = codecs.getincrementaldecoder("shift_jis")("ignore").decode(head[:_SAMPLE])
    return len(_KANA.findall(text)) > 2 * len(_HALF_WIDTH_KANA.findall(text))


def _refuse_what_is_no_text(path: Path, head: bytes) -> None:
    zipped = head.startswith(_ZIP)
    if head.startswith(_OLD_WORKBOOK) or (zipped and any(part in head for part in _WORKBOOK_PARTS)):
        raise ShopError("file-is-workbook", file=path.name)
    if head.startswith(_PICTURES):
        raise ShopError("file-is-picture", file=path.name)
    if zipped or b"\0" in head or head.startswith(_OTHER):
        raise ShopError("file-not-text", file=path.name)


def _decodes(path: Path, encoding: str) -> bool:
    decoder, unbroken = codecs.getincrementaldecoder(encoding)(), 0
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                unbroken = 0 if b"\n" in chunk or b"\r" in chunk else unbroken + len(chunk)
                if unbroken > LONGEST_LINE and path.suffix.lower() != ".json":
                    raise ShopError("cell-too-long", file=path.name, row=1, limit=LONGEST_LINE)
                if "\0" in decoder.decode(chunk):
                    raise ShopError("file-not-text", file=path.name)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True
