"""How the stall page counts, weighs and fetches its goods."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import CartLine, put_in
from shopdesk.services.identity import new_id
from shopdesk.services.stall_goods import fetch_goods, fetchable, find_stall_goods, goods_of_code
from shopdesk.services.stall_prices import StallGoods, holding, weigh_goods
from shopdesk.services.transfers import undo_transfer
from shopdesk.ui.stall.stall_goods import MOST, CountSheet, FetchSheet, WeighSheet
from shopdesk.ui.stall.stall_parts import Sheet, brief, cut
from shopdesk.ui.stall.stall_tiles import LOW
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error

if TYPE_CHECKING:
    from shopdesk.ui.stall.stall_page import StallPage

Choice = tuple[str, str]


class StallStocking(QObject):
    """Shows these sheets in the place of the tiles, and does what they answer; what was fetched can be undone."""

    def __init__(self, page: "StallPage") -> None:
        super().__init__(page)
        self._page = page
        self._counted: Callable[[int], None] = lambda _count: None
        self._selling = False  # whether goods are fetched for a sale that lacks them
        self.count, self.weigh, self.fetch = CountSheet(), WeighSheet(self.weighed), FetchSheet(self.fetched)
        self.count.told.connect(self._take_count)
        self.weigh.told.connect(self.set_weighed)
        self.fetch.told.connect(self.fetch_now)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets."""
        return self.count, self.weigh, self.fetch

    def _take_count(self, count: int) -> None:
        self._counted(count)

    # How many, how heavy

    def ask_grams(self, goods: StallGoods) -> None:
        """Ask how heavy weighed goods are, then put them in."""

        def put(grams: int) -> None:
            lines = put_in(self._page.cart.lines, CartLine(goods.sku, 1, grams))
            if self._page.set_cart(replace(self._page.cart, lines=lines)):
                self._page.show_tiles()
                self._page.tell(f"{goods.title} {grams} g", "ok")

        self._counted = put
        self._page.show_sheet(self.count)
        self.count.ask(_("Weight in grams"), goods.title)

    def ask_count(self, at: int) -> None:
        """Ask for the pieces or grams of a line, of the last one with -1."""
        page = self._page
        if not page.cart.lines:
            return
        at %= len(page.cart.lines)
        line = page.cart.lines[at]

        def change(count: int) -> None:
            lines = list(page.cart.lines)
            if at < len(lines) and lines[at].sku == line.sku:
                lines[at] = line._replace(grams=count) if line.grams else line._replace(quantity=count)
                if page.set_cart(replace(page.cart, lines=tuple(lines))):
                    page.show_tiles()

        self._counted = change
        page.show_sheet(self.count)
        words = _("Weight in grams") if line.grams else _("Quantity")
        self.count.ask(words, page.priced.lines[at].title, line.grams or line.quantity)

    # By weight, or by pieces

    def ask_weigh(self) -> None:
        """Ask which goods are weighed."""
        self._page.show_sheet(self.weigh)
        self.weigh.ask()

    def weighed(self, text: str) -> list[Choice]:
        """Find goods, those that are weighed already where nothing is looked for."""
        found = self._find(text) if text else [one for one in self._page.tiles.goods if one.per]
        return [
            (one.sku, f"{_name(one)}\n" + (_("Price for {n} g").format(n=one.per) if one.per else _("By pieces")))
            for one in found[:MOST]
        ]

    def set_weighed(self, sku: str, per: int) -> None:
        """Sell goods so from now on."""
        page = self._page
        before = next((one.per for one in find_stall_goods(page.context.shop, [sku])), 0)

        def done(_nothing: object) -> None:
            page.context.note(
                Change(
                    _("How {sku} is sold").format(sku=sku),
                    lambda shop, _job: weigh_goods(shop, sku, before),
                    lambda shop, _job: weigh_goods(shop, sku, per),
                )
            )
            self.weigh.show_found(self.weighed(self.weigh.field.text().strip() or sku))
            words = _("{sku}: price for {n} g").format(sku=sku, n=per) if per else _("{sku}: by pieces").format(sku=sku)
            page.tell(words, "ok")

        page.context.write(
            _("Weighed goods"), lambda shop, _job: weigh_goods(shop, sku, per), changes={"stock"}, done=done,
            refused=lambda error: self.weigh.refuse(word_error(error)),
        )  # fmt: skip

    # From the office

    def ask_fetch(self, sku: str = "", pieces: int = 0, *, selling: bool = False) -> None:
        """Ask what is fetched; these pieces where a sale lacks them."""
        self._selling = selling
        self._page.show_sheet(self.fetch)
        self.fetch.ask(sku, pieces)

    def fetched(self, text: str) -> list[Choice]:
        """Find goods to fetch; those that are running out here where nothing is looked for."""
        found = self._find(text) if text else [one for one in self._page.tiles.goods if one.left < LOW]
        told = [(one, fetchable(self._page.context.shop, one.sku)) for one in found[: MOST * 3]]
        if not text:
            told = [(one, there) for one, there in told if there is None or there > 0]
        return [(one.sku, f"{_name(one)}\n{_lying(one, there)}") for one, there in told[:MOST]]

    def fetch_now(self, sku: str, pieces: int) -> None:
        """Carry goods to the stall; a sale that lacked them goes on."""
        page, uuid = self._page, new_id()

        def done(reference: str) -> None:
            page.context.note(
                Change(
                    _("Fetched {n} of {sku}").format(n=pieces, sku=sku),
                    lambda shop, _job: undo_transfer(shop, reference),
                    lambda shop, _job: fetch_goods(shop, sku, pieces),
                )
            )
            page.show_lease()
            if self._selling and page.cart.lines:
                page.show_sheet(page.pay_sheet)
                page.pay_sheet.refuse()
                page.pay_sheet.begin_amount()
            else:
                page.show_tiles()
            page.tell(_("Fetched {n} of {sku}").format(n=pieces, sku=sku), "ok")

        page.context.write(
            _("Fetch goods from the office"), lambda shop, _job: fetch_goods(shop, sku, pieces, uuid=uuid),
            changes={"stock"}, done=done, refused=lambda error: self.fetch.refuse(word_error(error)),
            ended=lambda: self.fetch.setEnabled(True),
        )  # fmt: skip

    def takes_code(self, code: str) -> bool:
        """Take a scanned code as the goods that a sheet asks for."""
        shown = self._page.shown()
        if shown is self.weigh or shown is self.fetch:
            shown.field.setText(code)
            shown.take_first()
            return True
        return False

    def _find(self, text: str) -> Sequence[StallGoods]:
        """Find goods of the stall by name, and any goods of the shop by their code."""
        found = holding(self._page.tiles.goods, text)
        with suppress(ShopError):
            goods = goods_of_code(self._page.context.shop, text)
            found = [goods, *(one for one in found if one.sku != goods.sku)]
        return found


def _name(goods: StallGoods) -> str:
    return f"{brief(goods.title, 22)} {cut(goods.options, 16)}".strip()


def _lying(goods: StallGoods, there: int | None) -> str:
    if there is None:
        return _("{n} here").format(n=goods.left)
    return _("{n} here · {m} at the office").format(n=goods.left, m=there)
