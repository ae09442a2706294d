"""What the stall page asks beside money: the till's count, a member, a cart put aside, a discount, what comes back."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import Cart
from shopdesk.paths import true_path
from shopdesk.services.customers import list_customers
from shopdesk.services.settings import get_setting
from shopdesk.services.shifts import Held, current_shift, list_held
from shopdesk.services.stall_floor import below_floor
from shopdesk.services.stall_prices import check_price_right, price_cart
from shopdesk.ui.moments import hour
from shopdesk.ui.stall.stall_parts import brief, yuan
from shopdesk.words import _, listed, ngettext
from shopdesk.words.errors import word_error
from shopdesk.words.stall_floor import word_floors

if TYPE_CHECKING:
    from shopdesk.ui.stall.stall_page import StallPage

_CODES = {"wechat": "stall.wechat_code", "alipay": "stall.alipay_code"}


class StallAsks(QObject):
    """Shows the sheets of the page, and takes what they answer into the cart."""

    def __init__(self, page: "StallPage") -> None:
        super().__init__(page)
        self._page = page

    def open_till(self) -> None:
        """Count the cash, to open the shift or to close it."""
        closing = current_shift(self._page.context.shop) is not None
        self._page.show_sheet(self._page.till)
        self._page.till.ask(closing=closing, held=len(list_held(self._page.context.shop)) + bool(self._page.cart.lines))

    def ask_held(self) -> None:
        """Show the carts that are put aside."""
        told = [(held.uuid, self._word_held(held)) for held in list_held(self._page.context.shop)]
        self._page.show_sheet(self._page.held)
        self._page.held.ask(told, _("No cart is put aside."))

    def _word_held(self, held: Held) -> str:
        """Tell a cart that waits by its time, its pieces and its first goods."""
        titles = {one.sku: one.title for one in self._page.tiles.goods}
        pieces = sum(line.quantity for line in held.cart.lines)
        names = listed(brief(titles.get(line.sku, line.sku), 16) for line in held.cart.lines[:2])
        count = ngettext("{n} piece", "{n} pieces", pieces).format(n=pieces)
        return "   ".join(filter(None, (hour(held.at), held.label, count, names)))

    def ask_member(self) -> None:
        """Ask who buys."""
        self._page.show_sheet(self._page.member)
        self._page.member.ask(empty=_("Two digits or letters find members."))

    def ask_discount(self) -> None:
        """Ask for an amount off the whole."""
        if self._page.cart.lines and self._may_reduce():
            self._page.show_sheet(self._page.discount)
            self._page.discount.ask(
                -1, _("Off the whole of {sum}").format(sum=yuan(self._page.priced.total)), self._page.cart.discount
            )

    def ask_price(self, at: int) -> None:
        """Ask for another price of a line, of the last one with -1."""
        if not self._page.cart.lines or not self._may_reduce():
            return
        at %= len(self._page.cart.lines)
        line = self._page.priced.lines[at]
        self._page.show_sheet(self._page.discount)
        self._page.discount.ask(at, _("Price of {title}").format(title=line.title), line.unit_price)

    def _may_reduce(self) -> bool:
        try:
            check_price_right(self._page.context.shop)
        except ShopError as error:
            self._page.tell(word_error(error), "error")
            return False
        return True

    def ask_refund(self) -> None:
        """Ask what comes back."""
        self._page.show_sheet(self._page.refund)
        self._page.refund.ask()

    def members(self, text: str) -> list[tuple[str, str]]:
        """Find members by the last digits of their telephone, or by name."""
        found = list_customers(self._page.context.shop, search=text, limit=6)
        return [(one.number, f"{one.name}  …{one.phone[-4:]}  {one.number}") for one in found]

    def set_member(self, number: str) -> None:
        """Note whose the cart is."""
        if self._page.set_cart(replace(self._page.cart, customer=number)):
            self._page.show_tiles()

    def set_discount(self, at: int, amount: int, reason: str) -> None:
        """Take an amount off the whole, or give a line another price; one below the floor is told."""
        if self._page.set_cart(self._reduced(at, amount, reason)):
            words = word_floors(below_floor(self._page.context.shop, self._page.priced), self._page.priced.currency)
            self._page.tell(words, "warn" if words else "")
            self._page.show_tiles()
        else:
            self._page.discount.refuse(self._page.head.note.text())

    def warn_of_floor(self, at: int, amount: int) -> None:
        """Say while a price is typed how far it is below the floor; what is no price is said when it is taken."""
        shop = self._page.context.shop
        try:
            priced = price_cart(shop, self._reduced(at, amount, "?"))
            below = [one for one in below_floor(shop, priced) if at < 0 or one.line == at]
        except ShopError:
            below = []
        self._page.discount.warn(word_floors(below, self._page.priced.currency))

    def _reduced(self, at: int, amount: int, reason: str) -> Cart:
        """Return the cart with an amount off the whole, or with another price of a line."""
        if at < 0:
            return replace(self._page.cart, discount=amount, discount_reason=reason if amount else "")
        lines = list(self._page.cart.lines)
        lines[at] = lines[at]._replace(price=amount, reason=reason)
        return replace(self._page.cart, lines=tuple(lines))

    def code_file(self, method: str) -> Path | None:
        """Return the picture of the shop's own code of WeChat or Alipay, None where there is none in its folder."""
        shop = self._page.context.shop
        name, folder = str(get_setting(shop, _CODES[method])), true_path(shop.folder)
        file = true_path(folder / name) if name else None
        return file if file and file.is_relative_to(folder) and file.is_file() else None
