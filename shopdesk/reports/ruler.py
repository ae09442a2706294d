"""The ruler that tells how far off a printer prints: a grid of 10 mm, bars to measure, a corner to measure from."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from shopdesk.domain.printers import Paper
from shopdesk.reports.document import open_document
from shopdesk.reports.page import Page
from shopdesk.words import translator

CORNER = 5.0  # millimetres from both edges: office printers reach no further
ROLL_LENGTH = 60.0
PLAIN = Paper(210, 297)  # where nobody has said which paper is in the printer: A4
_STEP = 10
_TICK, _THIN, _THICK = 0.25, 0.125, 0.25
_ARROW = 1.5
_SIZE = 7.0
_GREY = 0.0  # label printers know no grey


@dataclass(frozen=True, slots=True)
class Ruler:
    """Where a paper's ruler has its marks, in millimetres: lengths of the bars A and B, distances C and D."""

    width: float
    height: float
    across: float
    down: float
    corner: float = CORNER


def plan_ruler(paper: Paper) -> Ruler:
    """Return the ruler for a paper: bars as long as it allows, in steps of 5 mm."""
    paper = paper if paper.width else PLAIN
    height = paper.height or ROLL_LENGTH
    across, down = ((side - 2 * CORNER) // 5 * 5 for side in (paper.width, height))
    return Ruler(paper.width, height, max(across, 5.0), max(down, 5.0))


def write_ruler(target: Path | BinaryIO, paper: Paper, language: str) -> Ruler:
    """Write the ruler's page and return its measures. Raises what `open_document` raises."""
    told, words = plan_ruler(paper), translator(language).gettext
    with open_document(target, words("Ruler"), language) as document:
        page = document.page(told.width, told.height)
        _draw_grid(page, told)
        _draw_bars(page, told)
        _draw_words(page, told, words("Measure A and B from tip to tip, C and D from the paper's edge."))
        document.finish(page)
    return told


def _draw_grid(page: Page, told: Ruler) -> None:
    """Draw lines every 10 mm from the corner on, and a solid corner mark whose outer edges count."""
    right, bottom = told.corner + told.across, told.corner + told.down
    for at in range(0, int(told.across) + 1, _STEP):
        page.line(told.corner + at, told.corner, told.corner + at, bottom, _THIN, _GREY)
    for at in range(0, int(told.down) + 1, _STEP):
        page.line(told.corner, told.corner + at, right, told.corner + at, _THIN, _GREY)
    for x, y, across, down in (
        (told.corner, told.corner, 1, 1),
        (right, told.corner, -1, 1),
        (told.corner, bottom, 1, -1),
        (right, bottom, -1, -1),
    ):
        _fill(page, x, y, 4 * across, 0.5 * down)
        _fill(page, x, y, 0.5 * across, 4 * down)


def _draw_bars(page: Page, told: Ruler) -> None:
    """Draw the two bars with arrows; ticks end exactly where the length does."""
    right, bottom = told.corner + told.across, told.corner + told.down
    middle_y, middle_x = told.corner + told.down * 0.32, told.corner + told.across * 0.32
    page.fill(told.corner, middle_y - 2, _TICK, 4)
    page.fill(right - _TICK, middle_y - 2, _TICK, 4)
    page.line(told.corner, middle_y, right, middle_y, _THICK)
    page.fill(middle_x - 2, told.corner, 4, _TICK)
    page.fill(middle_x - 2, bottom - _TICK, 4, _TICK)
    page.line(middle_x, told.corner, middle_x, bottom, _THICK)
    for tip, way in ((told.corner, 1), (right, -1)):
        for side in (-1, 1):
            page.line(tip, middle_y, tip + way * _ARROW, middle_y + side * _ARROW / 2, _THICK)
    for tip, way in ((told.corner, 1), (bottom, -1)):
        for side in (-1, 1):
            page.line(middle_x, tip, middle_x + side * _ARROW / 2, tip + way * _ARROW, _THICK)


def _draw_words(page: Page, told: Ruler, how: str) -> None:
    """Write what is what: letters as the form asks for them, lengths, the paper's size."""
    size = _SIZE if told.height >= 40 else 5.5
    bar_y, bar_x = told.corner + told.down * 0.32, told.corner + told.across * 0.32
    _boxed(page, told.corner + told.across * 0.62, bar_y + 1, f"A {told.across:g} mm", size)
    _boxed(page, bar_x, told.corner + told.down * 0.8, f"B {told.down:g} mm", size)
    if told.height >= 30:
        _boxed(page, told.corner + told.across * 0.5, told.corner + told.down * 0.55, _paper_words(told), size)
    if page.width_of(how) * size * 0.353 <= told.across - 4:
        _boxed(page, told.corner + told.across * 0.5, told.corner + told.down * 0.68, how, size)


def _paper_words(told: Ruler) -> str:
    return f"{told.width:g} × {told.height:g} mm   C D {told.corner:g} mm"


def _boxed(page: Page, x: float, baseline: float, text: str, size: float) -> None:
    """Write words upon a white ground, so that no line runs through them."""
    width, em = page.width_of(text) * size * 0.353 + 1.6, size * 0.353
    page.fill(x - width / 2, baseline - em, width, em * 1.35, 1)
    page.text(x, baseline, text, size, align="centre")


def _fill(page: Page, x: float, y: float, width: float, height: float) -> None:
    page.fill(min(x, x + width), min(y, y + height), abs(width), abs(height))
