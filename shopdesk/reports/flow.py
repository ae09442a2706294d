"""Content that flows over as many pages as it needs, with a head on each page and the page's number at its foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from shopdesk.domain.errors import ShopError
from shopdesk.reports.cells import GREY, Cell, split_row
from shopdesk.reports.document import Document
from shopdesk.reports.page import HAIRLINE, Page
from shopdesk.reports.wrapping import Block, fit_line, set_block

PAPERS = {"a5": (148.0, 210.0, 10.0), "a4": (210.0, 297.0, 15.0)}  # width, height, margin in millimetres
CAPTION_SIZE = 7.5
_PADDING = 1.6
_HEAD_HEIGHT = 5.6


def paper(name: str) -> tuple[float, float, float]:
    """Return width, height and margin of a paper, else raise `layout-unknown`."""
    if name not in PAPERS:
        raise ShopError("layout-unknown", value=name, allowed=", ".join(PAPERS))
    return PAPERS[name]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its caption, its place and width in millimetres, and how it is aligned."""

    caption: str
    x: float
    width: float
    align: str = "left"


@dataclass
class Flow:
    """A run of pages being filled; `y` is where the next thing goes."""

    document: Document
    width: float
    height: float
    margin: float
    draw_head: Callable[[Page, bool], float]
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        self.turn_page()

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def right(self) -> float:
        """The right edge of the content."""
        return self.width - self.margin

    @property
    def room(self) -> float:
        """The height that is left on this page; the foot keeps 6 mm for itself."""
        return self.height - self.margin - 6 - self.y

    def block(
        self, text: str | Sequence[str], width: float, size: float, bold: bool = False, spacing: float = 1.35
    ) -> Block:
        """Return text broken for a column, in this document's size of text."""
        return set_block(self.document.setter, text, width, size * self.scale, bold, spacing)

    def number(self, text: str, width: float, size: float, bold: bool = False) -> Block:
        """Return an amount for a column, unbroken."""
        return fit_line(self.document.setter, text, width, size * self.scale, bold)

    def turn_page(self) -> None:
        """Go on with a new page."""
        self.pages.append(self.document.page(self.width, self.height))
        self.y = self.draw_head(self.page, len(self.pages) == 1)

    def need(self, height: float) -> None:
        """Turn the page where so much height is not left."""
        if height > self.room:
            self.turn_page()

    def paragraph(self, block: Block, grey: float = 0.0) -> None:
        """Show lines over the whole width, carried over to the next page where they have to be."""
        for line in block.lines:
            self.need(block.leading)
            single = Block((line,), block.size, block.leading, block.bold)
            self.y = self.page.block(self.margin, self.y, self.right - self.margin, single, grey=grey)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], keep: float = 0.0) -> None:
        """Show rows below their captions, again on each page; `keep` millimetres stay free below the last row."""
        self.need(_HEAD_HEIGHT + min((_row_height(row) for row in rows[:1]), default=0.0))
        self._captions(columns)
        for number, row in enumerate(rows, 1):
            self._row(columns, row, keep if number == len(rows) else 0.0)

    def boxed(self, cell: Cell) -> None:
        """Show lines in a frame, page after page where they are many."""
        inset = 3.0
        while cell.lines:
            self.need(cell.lines[0].leading + 2 * inset)
            (now,), (cell,) = split_row([cell], self.room - 2 * inset)
            top, width = self.y, self.right - self.margin
            self._show_lines(now, self.margin + inset, top + inset, width - 2 * inset, "left")
            self.page.rectangle(self.margin, top, width, now.height + 2 * inset, 0.25)
            self.y = top + now.height + 2 * inset + 4

    def finish(self, draw_foot: Callable[[Page, int, int], None]) -> None:
        """Add the feet, now that the number of pages is known, and write the pages."""
        for number, page in enumerate(self.pages, 1):
            draw_foot(page, number, len(self.pages))
            self.document.finish(page)

    def _captions(self, columns: Sequence[Column]) -> None:
        for column in columns:
            x = column.x + column.width * {"left": 0.0, "centre": 0.5, "right": 1.0}[column.align]
            self.page.text(x, self.y + 3.6, column.caption, CAPTION_SIZE, align=column.align, grey=GREY)
        self.y += _HEAD_HEIGHT
        self.page.line(self.margin, self.y, self.right, self.y, 0.3)

    def _row(self, columns: Sequence[Column], row: Sequence[Cell], keep: float) -> None:
        if _row_height(row) + keep > self.room:
            self.turn_page()
            self._captions(columns)
        while _row_height(row) > self.room:  # taller than a page
            now, row = split_row(row, self.room - 2 * _PADDING)
            self._draw_row(columns, now)
            self.turn_page()
            self._captions(columns)
        self._draw_row(columns, row)
        self.page.line(self.margin, self.y, self.right, self.y, HAIRLINE, 0.7)

    def _draw_row(self, columns: Sequence[Column], row: Sequence[Cell]) -> None:
        top = self.y + _PADDING
        for column, cell in zip(columns, row, strict=True):
            self._show_lines(cell, column.x, top, column.width, column.align)
            if cell.draw:
                cell.draw(self.page, column.x, top)
        self.y += _row_height(row)

    def _show_lines(self, cell: Cell, x: float, y: float, width: float, align: str) -> None:
        for line in cell.lines:
            block = Block(((line.text, line.right_to_left),), line.size, line.leading, line.bold)
            y = self.page.block(x, y, width, block, align=align, grey=line.grey)


def _row_height(row: Sequence[Cell]) -> float:
    return max((cell.height for cell in row), default=0.0) + 2 * _PADDING
