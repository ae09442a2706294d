"""ZPL II, Zebra's language: a label as one graphic field, deflated (Z64) or in hexadecimal digits with repeats."""

import base64
import re
import zlib
from binascii import crc_hqx
from typing import TYPE_CHECKING

from shopdesk.domain.printers import Printer
from shopdesk.printing.bits import black_bits, row_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

_RUNS = re.compile(r"(.)\1*")


def write_label(image: "Image", printer: Printer, copies: int = 1, *, deflated: bool = True) -> bytes:
    """Return one label of a mode "1" picture; in ZPL a set bit is black. Old firmware wants `deflated` off."""
    row, bits = row_bytes(image), black_bits(image)
    data = _z64(bits) if deflated else _repeats(bits, row)
    lines = [
        "^XA",
        f"^PW{image.width}",
        f"^LL{image.height}",
        "^LH0,0",
        *([f"^MD{printer.darkness}"] if printer.darkness else []),
        *([f"^PR{printer.speed}"] if printer.speed else []),
        f"^FO0,0^GFA,{len(bits)},{len(bits)},{row},{data}^FS",
        f"^PQ{copies}",
        "^XZ",
    ]
    return ("\n".join(lines) + "\n").encode("ascii")


def _z64(bits: bytes) -> str:
    text = base64.b64encode(zlib.compress(bits, 9))
    return f":Z64:{text.decode('ascii')}:{crc_hqx(text, 0):04X}"


def _repeats(bits: bytes, row: int) -> str:
    """Return hexadecimal digits with the repeats of ZPL: G–Y for 1–19 times, g–z for 20–400, "," for the white rest."""
    rows, before = [], ""
    for start in range(0, len(bits), row):
        digits = bits[start : start + row].hex().upper()
        if digits == before:
            rows.append(":")
            continue
        before = digits
        black = digits.rstrip("0")
        rows.append("".join(_run(run[0], run[1]) for run in _runs(black)) + ("," if len(black) < len(digits) else ""))
    return "".join(rows)


def _runs(digits: str) -> list[tuple[str, int]]:
    return [(found[1], len(found[0])) for found in _RUNS.finditer(digits)]


def _run(digit: str, count: int) -> str:
    if count == 1:
        return digit
    letters = "z" * (count // 400)
    count %= 400
    letters += chr(ord("f") + count // 20) if count >= 20 else ""
    letters += chr(ord("F") + count % 20) if count % 20 else ""
    return letters + digit
