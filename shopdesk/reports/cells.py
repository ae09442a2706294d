"""Table cells: lines of text, a box to tick, a picture, a barcode."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopdesk.reports.document import Document
from shopdesk.reports.page import HAIRLINE, Page
from shopdesk.reports.wrapping import Block

GREY = 0.38  # of captions and second lines; office printers only


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line in a table cell."""

    text: str
    right_to_left: bool
    size: float
    leading: float
    bold: bool
    grey: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: lines of text, or something drawn at the cell's upper left corner."""

    lines: tuple[TextLine, ...] = ()
    draw: Callable[[Page, float, float], None] | None = None
    draw_height: float = 0.0

    @property
    def height(self) -> float:
        """The height in millimetres."""
        return max(sum(line.leading for line in self.lines), self.draw_height)


def text_cell(*blocks: Block, grey: Sequence[float] = ()) -> Cell:
    """Return a cell with blocks below each other, each in its own grey."""
    shades = (*grey, *[0.0] * len(blocks))
    return Cell(
        tuple(
            TextLine(text, turned, block.size, block.leading, block.bold, shade)
            for block, shade in zip(blocks, shades, strict=False)
            for text, turned in block.lines
        )
    )


def tick_cell() -> Cell:
    """Return a cell with a box to tick."""
    return Cell(draw=lambda page, x, y: page.tick_box(x, y + 0.4), draw_height=4.0)


def picture_cell(document: Document, path: str, side: float) -> Cell:
    """Return a cell with a picture in a square frame; the frame stays empty where the file is no picture."""

    def draw(page: Page, x: float, y: float) -> None:
        page.rectangle(x, y, side, side, HAIRLINE, 0.8)
        document.show_picture(page, path, x + 0.4, y + 0.4, side - 0.8, side - 0.8)

    return Cell(draw=draw, draw_height=side) if path else Cell()


def split_row(row: Sequence[Cell], room: float) -> tuple[list[Cell], list[Cell]]:
    """Split a row after the lines that fit, at least one; drawings stay with the first part."""
    first, rest = [], []
    for cell in row:
        count, height = 0, 0.0
        while count < len(cell.lines) and (not count or height + cell.lines[count].leading <= room):
            height += cell.lines[count].leading
            count += 1
        first.append(Cell(cell.lines[:count], cell.draw, cell.draw_height))
        rest.append(Cell(cell.lines[count:]))
    return first, rest
