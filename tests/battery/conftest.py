"""Proofs with other people's programs, a real spooler and a renderer: `python3 dev.py battery` runs them."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from shopdesk.reports.barcodes import Code, code128, qr
from shopdesk.reports.document import open_document

if not os.environ.get("SHOPDESK_BATTERY"):
    collect_ignore_glob = ["test_*.py"]

BARS, SQUARE = "SF1234567890123", "退货 SD-000123"


@pytest.fixture
def label() -> Callable[..., bytes]:
    """A label with Code 128, QR and Chinese words, as a PDF."""

    def make(width: float = 100, height: float = 150, pages: int = 1) -> bytes:
        target = BytesIO()
        with open_document(target, "label", "zh_CN") as document:
            for _ in range(pages):
                page = document.page(width, height)
                page.rectangle(1, 1, width - 2, height - 2, 0.5)
                page.code(Code(code128(BARS), 0.25, 12), 5.1, 4)
                page.code(Code(qr(SQUARE), 0.5, 0.5), 5.1, 20)
                page.text(25, 28, "收件人 林一粟", 12)
                document.finish(page)
        return target.getvalue()

    return make


@pytest.fixture
def read_codes() -> Callable[[Image.Image], set[str]]:
    """Read every symbol with two readers that know nothing of each other; both must say the same."""

    def read(image: Image.Image) -> set[str]:
        grey = Image.new("L", (image.width + 80, image.height + 80), 255)
        grey.paste(image.convert("L"), (40, 40))
        first = {found.text for found in zxingcpp.read_barcodes(grey)}
        assert first == {found.data.decode("utf-8") for found in pyzbar.decode(grey)}
        return first

    return read


@pytest.fixture
def node_modules() -> Path:
    """Where `dev.py battery` has put what it needs of npm."""
    told = os.environ.get("SHOPDESK_BATTERY_NODE", "")
    if not told or not (Path(told) / "zpl-renderer-js").is_dir():
        pytest.skip("node or npm is not here: no renderer of another maker")
    return Path(told)
