"""What lands in the stall's cart: scanned codes, pressed tiles, digits typed before them, steps of a line."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import CartLine, put_in, read_times
from shopdesk.services.sales import scan_goods
from shopdesk.services.stall_prices import StallGoods
from shopdesk.ui.stall.stall_parts import brief
from shopdesk.words import _
from shopdesk.words.errors import word_error

if TYPE_CHECKING:
    from shopdesk.ui.stall.stall_page import StallPage


class StallTaking(QObject):
    """Collects what is typed outside of fields: `5*` before a code, grams before weighed goods."""

    def __init__(self, page: "StallPage") -> None:
        super().__init__(page)
        self._page = page
        self.typed = ""

    def take_code(self, code: str) -> None:
        """Put in what a scanned code means, as many as were typed before it: `5*`."""
        if self._page.shown() is self._page.refund:
            self._page.refund.field.setText(code)
            self._page.deeds.look_for_refund(code)
            return
        if self._page.shown() in (self._page.paper.sheet, self._page.report):  # the next buyer has come
            self._page.show_tiles()
        if self._page.stocking.takes_code(code) or self._page.extras.takes_code(code):
            return
        typed, self.typed = self.typed, ""
        try:
            goods, pieces = self._read(code)
        except ShopError as error:
            self._page.tell(word_error(error), "error")
            return
        if typed.rstrip("*").isdecimal() and (goods.per or "*" in typed):
            pieces = int(typed.rstrip("*"))
        self._put(goods, max(pieces, 1))

    def _read(self, code: str) -> tuple[StallGoods, int]:
        """Return what a code means, and how many where it is written as `5*code` in one go."""
        try:
            return scan_goods(self._page.context.shop, code)[0], 1
        except ShopError:
            pieces, rest = read_times(code)
            if rest == code.strip():
                raise
            return scan_goods(self._page.context.shop, rest)[0], pieces

    def take_sku(self, sku: str) -> None:
        """Put in one of a tile."""
        goods = next((one for one in self._page.tiles.goods if one.sku == sku), None)
        if goods is not None:
            pieces = int(self.typed) if self.typed.isdecimal() else 1
            self.typed = ""
            self._put(goods, max(pieces, 1))

    def _put(self, goods: StallGoods, pieces: int) -> None:
        """Put goods in; of weighed goods the digits typed before are grams."""
        line = CartLine(goods.sku, 1, pieces) if goods.per and pieces > 1 else CartLine(goods.sku, pieces)
        if goods.per and pieces <= 1:
            self._page.stocking.ask_grams(goods)
            return
        if self._page.set_cart(replace(self._page.cart, lines=put_in(self._page.cart.lines, line))):
            left = goods.left - sum(x.grams or x.quantity for x in self._page.cart.lines if x.sku == goods.sku)
            short = _("{title}: {n} more than lie here. Ctrl+G fetches them.").format(
                title=brief(goods.title, 24), n=-left
            )
            self._page.tell(short if left < 0 else f"{brief(goods.title, 40)} ×{pieces}", "warn" if left < 0 else "ok")

    def step(self, at: int, by: int) -> None:
        """Take one more or fewer of a line; none takes it out."""
        lines = list(self._page.cart.lines)
        if at < len(lines):
            count = lines[at].quantity + by
            lines[at : at + 1] = [lines[at]._replace(quantity=count)] if count > 0 else []
            self._page.set_cart(replace(self._page.cart, lines=tuple(lines)))

    def press(self, key: str) -> None:
        """Take a single key that a person pressed where no field has the focus."""
        focus = QApplication.focusWidget()
        if key in ("\r", "\n", " ") and isinstance(focus, QAbstractButton) and not self.typed:
            focus.click()
        elif key in ("\r", "\n") and self._page.shown() is self._page.paper.sheet:
            self._page.show_tiles()
        elif key in ("\r", "\n") and self.typed.strip("*"):
            typed, self.typed = self.typed, ""
            self.take_code(typed)
        elif key.isprintable() and key.strip():
            self.typed = (self.typed + ("*" if key in "*×xX" and self.typed.isdecimal() else key))[-40:]
            self._page.tell(self.typed)

    def find(self) -> None:
        """Look for goods by what is typed next."""
        self._page.show_tiles()
        self._page.tiles.search.setFocus()
        self._page.tiles.search.selectAll()

    def take_found(self) -> None:
        """Enter takes the first that was found."""
        if found := self._page.tiles.shown():
            self.take_sku(found[0].sku)
            self._page.tiles.search.clear()

    def back(self) -> None:
        """Take the last key back."""
        self.typed = self.typed[:-1]
        self._page.tell(self.typed)

    def forget(self) -> bool:
        """Forget what was typed; False where there was nothing."""
        held = bool(self.typed)
        self.typed = ""
        if held:
            self._page.tell("")
        return held
