"""Cells on sheets: the places of a sheet are filled row by row, the first one being any of them."""

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layouts import Layout
from shopdesk.reports.barcodes import DOTS
from shopdesk.reports.document import Document
from shopdesk.reports.page import Page


def check_start(layout: Layout, start_at: int) -> None:
    """Raise `start-without-sheet` or `start-out-of-range` where a print cannot begin at this place."""
    if start_at != 1 and layout.sheet is None:
        raise ShopError("start-without-sheet", layout=layout.name)
    if not 1 <= start_at <= layout.places:
        raise ShopError("start-out-of-range", value=start_at, limit=layout.places)


class Sheets:
    """The sheets of one document; a layout without a sheet has a page for each of its contents."""

    def __init__(self, document: Document, layout: Layout, start_at: int = 1) -> None:
        check_start(layout, start_at)
        self._document = document
        self._layout = layout
        self._place = start_at - 1
        self._page: Page | None = None

    def add(self, cell: Page) -> None:
        """Put a page at the next place."""
        if self._layout.sheet is None:
            self._document.finish(cell)
            return
        if self._page is None:
            self._page = self._document.page(*self._layout.paper)
        dot = DOTS[self._layout.dpi]  # bars that begin on a dot are as sharp on a sheet as on a label
        x, y = (round(edge / dot) * dot for edge in self._layout.corner(self._place))
        self._page.place(cell, x, y)
        self._place += 1
        if self._place == self._layout.places:
            self.finish()

    def finish(self) -> None:
        """Write the sheet that is not full yet."""
        if self._page is not None:
            self._document.finish(self._page)
        self._page, self._place = None, 0
