"""A list of goods pasted onto a transfer: added to its lines, and taken out of them again with one key."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopdesk.ui.goods_paste import paste_goods
from shopdesk.ui.tables.paste_way import LastPaste, PasteWay
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.stock.transfer_page import TransferPage


class TransferPaste(QObject):
    """The way of a list into the lines of a transfer."""

    def __init__(self, page: "TransferPage") -> None:
        super().__init__(page)
        self._page = page
        self.way = PasteWay(self, self._begin)
        self.last = LastPaste(self._typed, self._put_back)

    def _begin(self, text: str) -> None:
        page = self._page
        paste_goods(page.context, _("Goods to carry"), text, page.window(), self._put, self.last)

    def _put(self, goods: Mapping[str, int]) -> None:
        for sku, pieces in goods.items():
            self._page.add(sku, pieces)

    def _typed(self) -> dict[str, str]:
        return {sku: line.pieces.text() for sku, line in self._page.lines.items()}

    def _put_back(self, typed: Mapping[str, str]) -> None:
        for sku in list(self._page.lines):
            if sku in typed:
                self._page.lines[sku].pieces.setText(typed[sku])
            else:
                self._page.drop(sku)
