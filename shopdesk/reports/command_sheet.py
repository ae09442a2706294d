"""The sheet of command barcodes that hangs at a packing bench: a picture, a word and large bars for each command."""

from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.pack_commands import COMMANDS
from shopdesk.reports.barcodes import fit_code128
from shopdesk.reports.cells import GREY
from shopdesk.reports.document import Document, open_document
from shopdesk.reports.flow import paper
from shopdesk.reports.letterhead import draw_letterhead
from shopdesk.reports.page import HAIRLINE, Page
from shopdesk.reports.wrapping import fit_block
from shopdesk.words import translator
from shopdesk.words.pack_commands import COMMANDS as COMMAND_WORDS

Stroke = tuple[float, float, float, float]

PAPERS = ("a4", "a5")
_INK = 0.06  # a stroke's width, as a share of the picture's side
_BARS = {"a4": 100.0, "a5": 75.0}  # room for the bars with their quiet zones
# Strokes on a square of side 1, from its upper left corner.
_PICTURES: Mapping[str, tuple[Stroke, ...]] = {
    "ok": ((0.15, 0.55, 0.4, 0.8), (0.4, 0.8, 0.85, 0.22)),
    "undo": (
        (0.12, 0.4, 0.38, 0.14), (0.12, 0.4, 0.38, 0.66), (0.12, 0.4, 0.7, 0.4), (0.7, 0.4, 0.86, 0.56),
        (0.86, 0.56, 0.86, 0.7), (0.86, 0.7, 0.7, 0.86), (0.7, 0.86, 0.4, 0.86),
    ),
    "short": (
        (0.12, 0.25, 0.88, 0.25), (0.88, 0.25, 0.88, 0.88), (0.88, 0.88, 0.12, 0.88), (0.12, 0.88, 0.12, 0.25),
        (0.32, 0.57, 0.68, 0.57),
    ),
    "pause": ((0.34, 0.15, 0.34, 0.85), (0.66, 0.15, 0.66, 0.85)),
    "parcel": (
        (0.12, 0.25, 0.88, 0.25), (0.88, 0.25, 0.88, 0.88), (0.88, 0.88, 0.12, 0.88), (0.12, 0.88, 0.12, 0.25),
        (0.32, 0.57, 0.68, 0.57), (0.5, 0.39, 0.5, 0.75),
    ),
    "print": (
        (0.28, 0.4, 0.28, 0.12), (0.28, 0.12, 0.72, 0.12), (0.72, 0.12, 0.72, 0.4), (0.1, 0.4, 0.9, 0.4),
        (0.9, 0.4, 0.9, 0.72), (0.1, 0.4, 0.1, 0.72), (0.1, 0.72, 0.28, 0.72), (0.72, 0.72, 0.9, 0.72),
        (0.28, 0.58, 0.72, 0.58), (0.28, 0.58, 0.28, 0.88), (0.72, 0.58, 0.72, 0.88), (0.28, 0.88, 0.72, 0.88),
    ),
    "skip": ((0.15, 0.18, 0.55, 0.5), (0.55, 0.5, 0.15, 0.82), (0.48, 0.18, 0.88, 0.5), (0.88, 0.5, 0.48, 0.82)),
}  # fmt: skip


def write_command_sheet(shop: str, language: str, target: Path | BinaryIO, layout: str = "a4") -> int:
    """Write the sheet on A4 or A5 and return its one page.

    Raises `layout-unknown`, `glyph-missing` (in the shop's name) and `document-not-written`.
    """
    words = translator(language)
    title = words.gettext("Commands to scan")
    width, height, margin = paper(layout)
    with open_document(target, title, language) as document:
        page = document.page(width, height)
        top = draw_letterhead(document, page, margin, shop, "", title)
        each = (height - margin - top) / len(COMMANDS)
        for at, (code, command) in enumerate(COMMANDS.items()):
            _card(document, page, margin, top + at * each, width - 2 * margin, each, code, command, words, layout)
        document.finish(page)
        return document.page_count


def _card(
    document: Document, page: Page, x: float, y: float, width: float, height: float, code: str, command: str,
    words: NullTranslations, layout: str,
) -> None:  # fmt: skip
    """Draw one command: the picture at the left, the words, the bars at the right with white around them."""
    side = min(height * 0.52, 18.0)
    _picture(page, command, x + 1, y + (height - side) / 2, side)
    room = _BARS[layout]
    bars = fit_code128(code, room, min(height * 0.5, 17.0))
    assert bars is not None  # seven codes of our own: a test writes them all
    left = x + width - room + (room - bars.width) / 2
    page.code(bars, left, y + (height - bars.height - 4) / 2)
    page.text(left + bars.width / 2, y + (height + bars.height + 4) / 2, code, 8, align="centre", grey=GREY)
    title, explained = (words.gettext(text) for text in COMMAND_WORDS[command])
    beside = x + side + 5
    across = width - room - side - 7
    named = fit_block(document.setter, title, across, height * 0.45, (20, 17, 14, 12, 10), bold=True, spacing=1.15)
    told = fit_block(document.setter, explained, across, height * 0.45, (10, 9, 8, 7, 6), spacing=1.2)
    under = y + (height - named.height - told.height - 1) / 2
    page.block(beside, under, across, named)
    page.block(beside, under + named.height + 1, across, told, grey=GREY)
    page.line(x, y + height, x + width, y + height, HAIRLINE, 0.7)


def _picture(page: Page, command: str, x: float, y: float, side: float) -> None:
    for x1, y1, x2, y2 in _PICTURES[command]:
        page.line(x + x1 * side, y + y1 * side, x + x2 * side, y + y2 * side, side * _INK)
