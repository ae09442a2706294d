"""An invented shop and parcel for paper, and eyes for PDFs: text, size, barcodes."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.paper import Item, Label, PickList, PickRow, ReturnReason, ReturnsForm, Slip

SHOP = Receiver("青禾杂货", "021-5550-1234", "CN", "上海市", "上海市", "示例区", "样板街 5 号", "200000")
BUYER = Receiver("米小满", "138-0000-1234", "CN", "浙江省", "杭州市", "西湖区", "示例路 18 号 301 室", "310000")
MUG = Item("CUP-350-WHITE", "陶瓷马克杯 350 ml", "米白", 2, "A-03-1")
TOWEL = Item("TOWEL-2", "华夫格毛巾 两条装", "灰色", 1, "A-05-2")
REASONS = (
    ReturnReason("no-reason", 7, "buyer"),
    ReturnReason("quality", 15, "merchant"),
    ReturnReason("special", None, ""),
)


@pytest.fixture
def label() -> Label:
    return Label("SD-000123", SHOP, BUYER, "中通快递", "SF1234567890123", (MUG, TOWEL), language="en")


@pytest.fixture
def slip() -> Slip:
    return Slip("SD-000123", "1234567890123456789", None, "青禾杂货", SHOP, BUYER, (MUG, TOWEL), language="en")


@pytest.fixture
def pick_list() -> PickList:
    rows = (PickRow(MUG, (("SD-000123", 1), ("SD-000124", 1))), PickRow(TOWEL, (("SD-000123", 1),)))
    return PickList("青禾杂货", rows, 2, "2026-11-13 10:24", "en")


@pytest.fixture
def form() -> ReturnsForm:
    return ReturnsForm("SD-000123", "青禾杂货", SHOP, BUYER, (MUG, TOWEL), REASONS, language="en")


@dataclass
class Seen:
    """A written document as a reader and a scanner meet it."""

    data: bytes

    def __post_init__(self) -> None:
        self.pdf = pypdfium2.PdfDocument(self.data)

    def text(self, page: int = 0) -> str:
        return self.pdf[page].get_textpage().get_text_range().replace("\r\n", "\n")

    def all_text(self) -> str:
        return "".join("".join(self.text(page).split()) for page in range(len(self.pdf)))

    def size(self, page: int = 0) -> tuple[float, float]:
        width, height = self.pdf[page].get_size()
        return width / 72 * 25.4, height / 72 * 25.4

    def letters(self, page: int = 0) -> list[tuple[str, float, float, float, float]]:
        """Every inked character with its left, top, right, bottom in millimetres from the upper left corner."""
        shown = self.pdf[page].get_textpage()
        height = self.size(page)[1]
        found = []
        for at in range(shown.count_chars()):
            character = shown.get_text_range(at, 1)
            if character.strip():
                left, low, right, high = (value / 72 * 25.4 for value in shown.get_charbox(at))
                found.append((character, left, height - high, right, height - low))
        return found

    def image(self, page: int = 0, dpi: int = 203) -> Image.Image:
        return self.pdf[page].render(scale=dpi / 72).to_pil().convert("L").point(lambda grey: 255 * (grey > 160))

    def scanned(self, page: int = 0, dpi: int = 203) -> tuple[set[str], set[str]]:
        """What zxing-cpp and zbar read at a label printer's resolution."""
        image = self.image(page, dpi)
        return (
            {found.text for found in zxingcpp.read_barcodes(image)},
            {found.data.decode("utf-8") for found in pyzbar.decode(image)},
        )


@pytest.fixture
def see() -> Callable[..., Seen]:
    """Write a document into memory with a silent job and look at it."""

    def write_and_see(write: Callable[..., int], contents: object, *options: object) -> Seen:
        file = BytesIO()
        pages = write(contents, file, *options, job=SilentJob())
        seen = Seen(file.getvalue())
        assert len(seen.pdf) == pages
        return seen

    return write_and_see
