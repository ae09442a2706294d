"""Stock labels: what a thing is and its code, one to a label or many to a sheet, begun at any place of the sheet."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.layouts import Box, Layout
from shopdesk.domain.paper import StockLabel
from shopdesk.reports.barcodes import Code, fit_code, fit_code128, is_code128
from shopdesk.reports.checks import check_glyphs
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.layouts import Place, dress, places
from shopdesk.reports.page import Page
from shopdesk.reports.sheets import Sheets, check_start
from shopdesk.reports.wrapping import POINT, fit_block, shorten
from shopdesk.words import translator

_LETTERS = {
    "title": (10.0, 9.0, 8.0, 7.0, 6.0),
    "number": (8.0,),
    "sku": (7.5,),
    "place": (7.5,),
    "price": (8.0,),
}
_GREY = 0.35
_LONGEST, _SHORTEST = 120, 60


def write_stock_labels(
    labels: Sequence[StockLabel], target: Path | BinaryIO, layout: Layout, job: Job, *, start_at: int = 1
) -> int:
    """Write these labels, the first at place `start_at` of the first sheet, and return the number of pages.

    Raises `start-out-of-range`, `start-without-sheet`, `glyph-missing`, `barcode-too-long`, `text-too-long` and
    `document-not-written`; nothing is left then.
    """
    language = labels[0].language if labels else "zh_CN"
    check_start(layout, start_at)
    for label in labels:
        check_glyphs(label)
    with open_document(target, translator(language).gettext("Stock labels"), language) as document:
        sheets, parts = Sheets(document, layout, start_at), places(layout, _LETTERS)
        for done, label in enumerate(labels, 1):
            page = document.page(layout.width, layout.height)
            for place in parts:
                _PARTS[place.kind](document, page, place, dress(label, layout), layout)
            sheets.add(page)
            job.step(done, len(labels))
        sheets.finish()
        return document.page_count


def _title(document: Document, page: Page, place: Place, label: StockLabel, _layout: Layout) -> None:
    """Show title and options; a title that does not fit is shortened, never below 60 characters."""
    box = place.box
    for longest in (_LONGEST, _SHORTEST):
        words = "  ".join(part for part in (shorten(label.title, longest), label.options) if part.strip())
        try:
            title = fit_block(document.setter, words, box.width, box.height, place.sizes)
        except ShopError:
            if longest == _SHORTEST:
                raise
        else:
            page.block(box.x, box.y, box.width, title)
            return


def _code(_document: Document, page: Page, place: Place, label: StockLabel, layout: Layout) -> None:
    code = fit_stock_code(label.code, place.box, layout.dpi)
    page.code(code, place.box.centre - code.width / 2, place.box.y)


def fit_stock_code(text: str, box: Box, dpi: int = 203) -> Code:
    """Return the bars of a code, or its QR symbol, that fit into the box. Raises `barcode-too-long`."""
    code = fit_code128(text, box.width, box.height, (3, 2), dpi) if is_code128(text) else None
    code = code or fit_code(text, box.width, box.height, dpi)
    if code is None:
        raise ShopError("barcode-too-long", text=text)
    return code


def _number(document: Document, page: Page, place: Place, label: StockLabel, _layout: Layout) -> None:
    _line(document, page, place, label.code, lift=0.4)


def _sku(document: Document, page: Page, place: Place, label: StockLabel, _layout: Layout) -> None:
    _line(document, page, place, label.sku if label.sku != label.code else label.place, grey=_GREY)


def _place(document: Document, page: Page, place: Place, label: StockLabel, _layout: Layout) -> None:
    _line(document, page, place, label.place, grey=_GREY, align="right")


def _price(document: Document, page: Page, place: Place, label: StockLabel, _layout: Layout) -> None:
    _line(document, page, place, label.price, align="right", bold=True)


def _line(
    document: Document, page: Page, place: Place, text: str, *, lift: float = 0.3, grey: float = 0.0,
    align: str = "left", bold: bool = False,
) -> None:  # fmt: skip
    """Show one line at the foot of its box, smaller where it is long."""
    box = place.box
    widest = box.width / POINT / max(document.setter.width(text, bold), 0.01)
    x = box.right if align == "right" else box.x
    page.text(x, box.bottom - lift, text, min(place.sizes[0], widest), align=align, bold=bold, grey=grey)


_PARTS: dict[str, Callable[[Document, Page, Place, StockLabel, Layout], None]] = {
    "title": _title,
    "code": _code,
    "number": _number,
    "sku": _sku,
    "place": _place,
    "price": _price,
}
