"""A small page with both symbols, and readers that turn printers' bytes back into pictures."""

import base64
import io
import re
import zlib
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageChops
from pyzbar import pyzbar

from shopdesk.domain.printers import NETWORK, Calibration, Paper, Printer
from shopdesk.reports.barcodes import Code, code128, qr
from shopdesk.reports.document import open_document

BARS, SQUARE = "SD-000123", "退货 SD-000123"


@pytest.fixture
def page() -> Callable[..., bytes]:
    """A PDF with Code 128, QR and where asked words in Chinese, whose bars begin between the dots."""

    def make(width: float = 60, height: float = 40, pages: int = 1, words: str = "", module: float = 0.25) -> bytes:
        target = io.BytesIO()
        with open_document(target, "page", "zh_CN") as document:
            for _ in range(pages):
                drawn = document.page(width, height)
                drawn.rectangle(4.5, 1, width - 9, height - 2, 0.5)
                drawn.code(Code(code128(BARS), module, 12), 6.03, 3)
                drawn.code(Code(qr(SQUARE), 0.5, 0.5), 6.07, 18.04)
                if words:
                    drawn.text(26, 25, words, 10)
                document.finish(drawn)
        return target.getvalue()

    return make


@pytest.fixture
def printer() -> Callable[..., Printer]:
    def make(language: str = "tspl", dpi: int = 203, paper: Paper | None = None, **more: Calibration) -> Printer:
        made = Printer("Bench", NETWORK, language, dpi, "127.0.0.1", paper or Paper(60, 40))
        return made.calibrated(made.paper.name, more.get("calibration", Calibration()))

    return make


def read_codes(image: Image.Image) -> set[str]:
    """Read every symbol of a picture with two readers that know nothing of each other; both must say the same."""
    grey = Image.new("L", (image.width + 80, image.height + 80), 255)
    grey.paste(image.convert("L"), (40, 40))
    first = {found.text for found in zxingcpp.read_barcodes(grey)}
    second = {found.data.decode("utf-8") for found in pyzbar.decode(grey)}
    assert first == second
    return first


def read_tspl(data: bytes) -> Image.Image:
    """Return what a TSPL printer would make of its bytes."""
    size = re.search(rb"SIZE ([\d.]+) mm,([\d.]+) mm\r\n", data)
    field = re.search(rb"BITMAP 0,0,(\d+),(\d+),0,", data)
    assert size and field
    row, rows = int(field[1]), int(field[2])
    bits = data[field.end() : field.end() + row * rows]
    assert data[field.end() + row * rows :].startswith(b"\r\nPRINT 1,")
    return Image.frombytes("1", (row * 8, rows), bits)


def read_zpl(data: bytes) -> Image.Image:
    """Return what a ZPL printer would make of its bytes, by the rules of Zebra's ^GF."""
    field = re.search(r"\^GFA,(\d+),(\d+),(\d+),([^\^]*)\^FS", data.decode("ascii"))
    assert field
    total, row, told = int(field[2]), int(field[3]), field[4]
    if told.startswith(":Z64:"):
        text, check = told.removeprefix(":Z64:").rsplit(":", 1)
        assert int(check, 16) == _crc16(text.encode("ascii"))
        bits = zlib.decompress(base64.b64decode(text))
    else:
        bits = _repeated(told, row)
    assert len(bits) == total
    return ImageChops.invert(Image.frombytes("1", (row * 8, total // row), bits))


def _crc16(data: bytes) -> int:
    """CRC-16 of CCITT, begun with nothing, bit by bit as Zebra writes it down."""
    crc = 0
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _repeated(told: str, row: int) -> bytes:
    rows: list[str] = []
    line, count = "", 0
    for char in told:
        if char in "ghijklmnopqrstuvwxyz":
            count += 20 * (ord(char) - ord("f"))
        elif "G" <= char <= "Y":
            count += ord(char) - ord("F")
        elif char == ":":
            rows.append(rows[-1])
        elif char == ",":
            rows.append(line.ljust(row * 2, "0"))
            line = ""
        else:
            line += char * max(1, count)
            count = 0
        if len(line) == row * 2:
            rows.append(line)
            line = ""
    assert not line
    return bytes.fromhex("".join(rows))


def read_escpos(data: bytes) -> Image.Image:
    """Return what a receipt printer would make of its bytes: bands below each other."""
    bands, at = [], data.index(b"\x1dv0\x00")
    while data[at : at + 4] == b"\x1dv0\x00":
        row, rows = int.from_bytes(data[at + 4 : at + 6], "little"), int.from_bytes(data[at + 6 : at + 8], "little")
        bands.append(Image.frombytes("1", (row * 8, rows), data[at + 8 : at + 8 + row * rows]))
        at += 8 + row * rows
    whole = Image.new("1", (bands[0].width, sum(band.height for band in bands)))
    top = 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    return ImageChops.invert(whole)


@pytest.fixture
def read_back() -> Callable[[str, bytes], Image.Image]:
    readers = {"tspl": read_tspl, "zpl": read_zpl, "escpos": read_escpos}
    return lambda language, data: readers[language](data)


@pytest.fixture
def codes() -> Callable[[Image.Image], set[str]]:
    return read_codes
