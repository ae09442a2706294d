"""The page that shows whether a printer is set up well: frame, both symbols, small and Chinese letters, solid black."""

from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.printers import Paper
from shopdesk.reports.barcodes import Code, code128, qr
from shopdesk.reports.document import open_document
from shopdesk.reports.ruler import CORNER, plan_ruler
from shopdesk.words import translator

BARS, SQUARE = "SD-000123", "ShopDesk SD-000123"
_MODULE, _DOT = 0.25, 0.5
_SMALLEST_HEIGHT = 30.0


def write_trial_page(target: Path | BinaryIO, paper: Paper, language: str) -> None:
    """Write the page for a paper; on small paper only what has room. Raises what `open_document` raises."""
    told, words = plan_ruler(paper), translator(language).gettext
    with open_document(target, words("Test page"), language) as document:
        page = document.page(told.width, told.height)
        page.rectangle(CORNER, CORNER, told.width - 2 * CORNER, told.height - 2 * CORNER, 0.25)
        left, top, room = CORNER + 2, CORNER + 2, told.width - 2 * CORNER - 4
        bars = Code(code128(BARS), _MODULE, 8)
        if bars.width <= room and told.height >= _SMALLEST_HEIGHT:
            page.code(bars, left, top)
            top += 10
        square = Code(qr(SQUARE), _DOT, _DOT)
        if top + square.height <= told.height - CORNER - 1 and square.width <= room:
            page.code(square, left, top)
            left += square.width + 3
        lines = (f"{told.width:g} × {told.height:g} mm", words("Test page"), "ShopDesk", "青禾杂货 138****1234")
        for line, size in zip(lines, (9, 8, 6, 6), strict=True):
            top += size * 0.5
            if page.width_of(line) * size * 0.353 <= CORNER + 2 + room - left and top <= told.height - CORNER - 1:
                page.text(left, top, line, size)
        document.finish(page)
