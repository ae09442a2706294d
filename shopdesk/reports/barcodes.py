"""Barcodes as one path each: Code 128 in whole printer dots, QR where a number does not suit Code 128."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

import zxingcpp

from shopdesk.domain.errors import ShopError

DOT = 0.125  # millimetres: label printers of 203 dpi have eight dots to the millimetre
DOTS = {203: DOT, 300: 25.4 / 300}  # a printer's dot by its resolution
QUIET = 10  # modules of white on either side of Code 128 (ISO/IEC 15417)
_DARK = re.compile(b"\x00+")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol on its grid of modules, quiet zone left out: `path` are rectangles one module to the unit."""

    columns: int
    rows: int
    path: str


def is_code128(text: str) -> bool:
    """Tell whether the text is what scanners read back from Code 128 without doubt: printable ASCII."""
    return bool(text) and text.isascii() and text.isprintable()


@lru_cache(256)
def code128(text: str) -> Symbol:
    """Encode printable ASCII as Code 128; anything else raises `barcode-impossible`."""
    if not is_code128(text):
        raise ShopError("barcode-impossible", text=text)
    rows = _rows(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128))[:1]
    return Symbol(len(rows[0]), 1, _rectangles(rows))


@lru_cache(256)
def qr(text: str) -> Symbol:
    """Encode any text as a QR symbol with a quarter of it restorable (level Q)."""
    rows = _rows(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q"))
    return Symbol(len(rows[0]), len(rows), _rectangles(rows))


def _rows(barcode: zxingcpp.Barcode) -> list[bytes]:
    """Return the modules row by row, a byte each, 0 for black."""
    image: Any = barcode.to_image(add_quiet_zones=False)
    height, width = image.shape
    modules = bytes(memoryview(image).cast("B"))
    return [modules[at * width : (at + 1) * width] for at in range(height)]


def _rectangles(rows: list[bytes]) -> str:
    bars = [(bar.start(), y, bar.end() - bar.start()) for y, row in enumerate(rows) for bar in _DARK.finditer(row)]
    return " ".join(["%d %d %d 1 re" % bar for bar in bars])  # noqa: UP031 - half the time of str.format


@dataclass(frozen=True, slots=True)
class Code:
    """A symbol at its printed size in millimetres: `module` is a module's width, `row` the height of one row."""

    symbol: Symbol
    module: float
    row: float

    @property
    def width(self) -> float:
        """The width from first to last bar."""
        return self.symbol.columns * self.module

    @property
    def height(self) -> float:
        """The height of the whole symbol."""
        return self.symbol.rows * self.row


def fit_code128(
    text: str, room: float, height: float, dots: tuple[int, ...] = (4, 3, 2), dpi: int = 203
) -> Code | None:
    """Return the bars at the widest whole number of dots at which they and their quiet zones fit into `room`.

    `dots` are told for 203 dpi; a finer printer has more dots to a module.
    """
    symbol = code128(text)
    for module in _modules(dots, dpi):
        if (symbol.columns + 2 * QUIET) * module <= room:
            return Code(symbol, module, height)
    return None


def fit_code(text: str, room: float, height: float, dpi: int = 203) -> Code | None:
    """Return fine bars for a number within the house; QR where Code 128 cannot hold it; None where neither fits."""
    code = fit_code128(text, room, height, (2,), dpi) if is_code128(text) else None
    return code or _fit_qr(text, min(room, height), dpi)


def _fit_qr(text: str, side: float, dpi: int) -> Code | None:
    symbol = qr(text)
    module = next((module for module in _modules((4, 3, 2), dpi) if symbol.columns * module <= side), None)
    return Code(symbol, module, module) if module else None


@lru_cache(16)
def _modules(dots: tuple[int, ...], dpi: int) -> tuple[float, ...]:
    """Return the widths of modules in millimetres, each whole dots of the printer, the widest first."""
    if dpi == 203:
        return tuple(count * DOT for count in dots)
    scale = DOT / DOTS[dpi]
    return tuple(count * DOTS[dpi] for count in range(ceil(dots[0] * scale), ceil(dots[-1] * scale - 0.2) - 1, -1))
