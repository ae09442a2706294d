"""Paper from a roll: lines below each other, the page as long as what stands on it."""

from collections.abc import Sequence

from shopdesk.domain.layouts import Layout
from shopdesk.reports.barcodes import DOTS, fit_code
from shopdesk.reports.document import Document
from shopdesk.reports.wrapping import POINT, Block, fit_block, fit_line, set_block, shorten

_LONGEST = 2000.0  # millimetres; a longer one goes on with another page
_SHOP_SIZES = (15.0, 13.0, 11.0, 9.0)
_LONGEST_NAME = 80
_LOGO = 14.0


class Roll:
    """A strip being filled; `y` is where the next line goes."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self.left = layout.margin
        self.width = layout.width - 2 * layout.margin
        self._scale = layout.text / 100
        self._begin()

    def _begin(self) -> None:
        self.page = self.document.page(self.layout.width, 0)
        self.y = self.layout.margin

    @property
    def right(self) -> float:
        """The right edge of the content."""
        return self.left + self.width

    def block(self, text: str | Sequence[str], width: float, size: float, bold: bool = False) -> Block:
        """Return text broken for a column."""
        return set_block(self.document.setter, text, width, size * self._scale, bold, 1.3)

    def show(
        self, text: str | Sequence[str], size: float = 9, *, bold: bool = False, align: str = "left", indent: float = 0
    ) -> None:
        """Show lines over the whole width."""
        block = self.block(text, self.width - indent, size, bold)
        self.need(block.height)
        self.y = self.page.block(self.left + indent, self.y, self.width - indent, block, align=align)

    def pair(self, name: str, value: str, size: float = 9, *, bold: bool = False) -> None:
        """Show a name at the left and its value at the right edge, the value below where both are long."""
        setter = self.document.setter
        shown = fit_line(setter, value, self.width, size * self._scale, bold, 1.3)
        room = self.width - setter.width(value, bold) * shown.size * POINT - 2
        if room < self.width / 3:
            self.show(name, size, bold=bold)
            self.need(shown.height)
            self.y = self.page.block(self.left, self.y, self.width, shown, align="right")
            return
        block = self.block(name, room, size, bold)
        height = max(block.height, shown.height)
        self.need(height)
        self.page.block(self.left, self.y, room, block)
        self.page.block(self.left, self.y + height - shown.height, self.width, shown, align="right")
        self.y += height

    def rule(self, line: float = 0.25) -> None:
        """Draw a line across."""
        self.y += 1.6
        self.page.line(self.left, self.y, self.right, self.y, line)
        self.y += 1.6

    def gap(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def head(self, shop: str, logo: str) -> None:
        """Show the shop's logo and name in the middle."""
        if logo and self.document.show_picture(self.page, logo, self.left, self.y, self.width, _LOGO):
            self.y += _LOGO + 2
        setter, name = self.document.setter, shorten(shop, _LONGEST_NAME)
        block = fit_block(setter, name, self.width, 25.0, _SHOP_SIZES, bold=True, spacing=1.2)
        self.y = self.page.block(self.left, self.y, self.width, block, align="centre") + 1

    def code(self, text: str, height: float = 9.0) -> None:
        """Draw a number's bars in the middle, or its QR symbol where they do not fit."""
        if code := fit_code(text, self.layout.width - 2, max(height, 9.0), self.layout.dpi):
            self.need(code.height)
            dot = DOTS[self.layout.dpi]
            x = round((self.layout.width - code.width) / 2 / dot) * dot
            self.page.code(code, x, self.y)
            self.y += code.height + 1

    def need(self, height: float) -> None:
        """Go on with another page where the strip has become too long for a printer."""
        if self.y + height > _LONGEST:
            self._end()
            self._begin()

    def finish(self) -> None:
        """Cut the paper below the last line and write it."""
        self._end()

    def _end(self) -> None:
        self.page.height = self.y + self.layout.margin
        self.document.finish(self.page)
