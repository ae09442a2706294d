"""Stock labels: what a thing is and its code, one to a label or many to a sheet, begun at any place of the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.paper import StockLabel
from shopdesk.reports.barcodes import fit_code, fit_code128, is_code128
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.page import Page
from shopdesk.reports.wrapping import fit_block, shorten
from shopdesk.words import translator

_EDGE = 2.0
_TITLE_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)
_CODE_SIZE, _SMALL = 8.0, 7.5
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels in millimetres: paper, one label, how many across and down, margins and gaps."""

    width: float
    height: float
    cell_width: float
    cell_height: float
    across: int
    down: int
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0

    @property
    def places(self) -> int:
        """How many labels are on a sheet."""
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a label, counted from 0 row by row."""
        row, column = divmod(place, self.across)
        return self.left + column * (self.cell_width + self.gap_x), self.top + row * (self.cell_height + self.gap_y)


SHEETS = {
    "60x40": Sheet(60, 40, 60, 40, 1, 1),
    "50x30": Sheet(50, 30, 50, 30, 1, 1),
    "a4-24up": Sheet(210, 297, 70, 37, 3, 8, 0, 0.5),
    "a4-21up": Sheet(210, 297, 63.5, 38.1, 3, 7, 7.25, 15.15, 2.5, 0),
    "a4-40up": Sheet(210, 297, 52.5, 29.7, 4, 10),
}


def stock_sheet(layout: str) -> Sheet:
    """Return a sheet by its name. Raises ShopError("layout-unknown")."""
    if layout not in SHEETS:
        raise ShopError("layout-unknown", value=layout, allowed=", ".join(SHEETS))
    return SHEETS[layout]


def write_stock_labels(
    labels: Sequence[StockLabel], target: Path | BinaryIO, layout: str, job: Job, *, start_at: int = 1
) -> int:
    """Write these labels, the first at place `start_at` of the first sheet, and return the number of pages.

    Raises `layout-unknown`, `start-out-of-range`, `glyph-missing` and `document-not-written`; nothing is left then.
    """
    sheet, language = stock_sheet(layout), labels[0].language if labels else "zh_CN"
    if not 1 <= start_at <= sheet.places:
        raise ShopError("start-out-of-range", value=start_at, limit=sheet.places)
    for label in labels:
        check_glyphs(label)
    with open_document(target, translator(language).gettext("Stock labels"), language) as document:
        page, place = document.page(sheet.width, sheet.height), start_at - 1
        for done, label in enumerate(labels, 1):
            if place == sheet.places:
                document.finish(page)
                page, place = document.page(sheet.width, sheet.height), 0
            _draw(document, page, label, sheet, *sheet.corner(place))
            place += 1
            job.step(done, len(labels))
        document.finish(page)
        return document.page_count


def _draw(document: Document, page: Page, label: StockLabel, sheet: Sheet, left: float, top: float) -> None:
    """Draw title and options above, the bars in the middle, the code and its price below."""
    x, width = left + _EDGE, sheet.cell_width - 2 * _EDGE
    bottom = top + sheet.cell_height - _EDGE
    words = "  ".join(part for part in (shorten(label.title, _LONGEST), label.options) if part.strip())
    title = fit_block(document.setter, words, width, sheet.cell_height * 0.36, _TITLE_SIZES)
    page.block(x, top + _EDGE, width, title)
    code_top = top + _EDGE + sheet.cell_height * 0.38
    height = bottom - 7.0 - code_top
    code = fit_code128(label.code, sheet.cell_width, height, (3, 2)) if is_code128(label.code) else None
    code = code or fit_code(label.code, sheet.cell_width, height)
    if code is None:
        raise ShopError("barcode-too-long", text=label.code)
    page.code(code, left + (sheet.cell_width - code.width) / 2, code_top)
    page.text(x, bottom - 3.6, label.code, _CODE_SIZE)
    page.text(x, bottom - 0.3, label.sku if label.sku != label.code else label.place, _SMALL, grey=0.35)
    page.text(x + width, bottom - 0.3, label.price, _CODE_SIZE, align="right", bold=True)
