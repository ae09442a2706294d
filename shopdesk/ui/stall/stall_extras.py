"""What the stall page offers beside selling and money: coupons, cash in and out, and the ways to what is rarer."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from shopdesk.domain.errors import ShopError
from shopdesk.services.identity import new_id
from shopdesk.services.shifts import current_shift, move_cash
from shopdesk.services.stall_coupons import coupons_told, is_coupon, try_coupon
from shopdesk.services.stall_goods import stall_lease
from shopdesk.ui import machine
from shopdesk.ui.stall.stall_coupons import CouponSheet
from shopdesk.ui.stall.stall_groups import GroupSheet
from shopdesk.ui.stall.stall_head import offline_words
from shopdesk.ui.stall.stall_more import CashSheet, MoreSheet
from shopdesk.ui.stall.stall_parts import Sheet, yuan
from shopdesk.ui.theme import BLACK_ON_WHITE, WHITE_ON_BLACK, looks
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.promotions import word_missed

if TYPE_CHECKING:
    from shopdesk.ui.stall.stall_page import StallPage


class StallExtras(QObject):
    """Shows these sheets in the place of the tiles, and does what they answer."""

    def __init__(self, page: "StallPage") -> None:
        super().__init__(page)
        self._page = page
        self.coupon = CouponSheet()
        self.coupon.told.connect(self.use_coupon)
        self.coupon.dropped.connect(self.drop_coupon)
        self.cash = CashSheet()
        self.cash.told.connect(self.move_cash)
        self.groups = GroupSheet()
        self.groups.chosen.connect(self._show_group)
        page.tiles.groups.more.connect(self.ask_group)
        self.more = MoreSheet(
            {
                "cash": (_("Cash in or out"), "hand-coins", self.ask_cash),
                "fetch": (_("Fetch goods from the office"), "truck", page.stocking.ask_fetch),
                "weigh": (_("Weighed goods"), "sliders-horizontal", page.stocking.ask_weigh),
                "contrast": (_("High contrast"), "monitor", self.turn_looks),
            }
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets."""
        return self.coupon, self.cash, self.groups, self.more

    def ask_more(self) -> None:
        """Show what is rarer."""
        self._page.show_sheet(self.more)
        self.more.ask(offline_words(stall_lease(self._page.context.shop)))

    def ask_group(self) -> None:
        """Show all groups of goods."""
        self._page.show_sheet(self.groups)
        self.groups.ask(self._page.tiles.groups.names, self._page.tiles.groups.current)

    def _show_group(self, name: str) -> None:
        self._page.tiles.groups.choose(name)
        self._page.show_tiles()

    def turn_looks(self) -> None:
        """Go on to the next looks: black on white, white on black, and as they were; this PC remembers them."""
        page = self._page
        if page.shown() is page.pay_sheet and (page.pay_sheet.told or not page.pay_sheet.isEnabled()):
            page.tell(_("First take the rest of the money."), "warn")
            return
        now = looks.theme
        if not looks.contrast:
            machine.remember(machine.USUAL_THEME, machine.recall(machine.THEME, machine.SYSTEM))
        usual = machine.recall(machine.USUAL_THEME, machine.SYSTEM)
        machine.remember(
            machine.THEME, {BLACK_ON_WHITE: WHITE_ON_BLACK, WHITE_ON_BLACK: usual}.get(now, BLACK_ON_WHITE)
        )
        page.context.looks_changed.emit()

    # Cash

    def ask_cash(self) -> None:
        """Ask for cash that goes in or out; the till is opened first."""
        if current_shift(self._page.context.shop) is None:
            self._page.asks.open_till()
            self._page.tell(_("First open the shift."), "warn")
            return
        self._page.show_sheet(self.cash)
        self.cash.ask()

    def move_cash(self, amount: int, reason: str) -> None:
        """Note cash that goes in, or out below nothing; the drawer opens for it."""
        page, uuid = self._page, new_id()

        def done(_nothing: object) -> None:
            page.show_tiles()
            page.show_state()
            words = _("{sum} put in") if amount > 0 else _("{sum} taken out")
            page.tell(words.format(sum=yuan(abs(amount))), "ok")
            page.paper.open_drawer()

        page.context.write(
            _("Cash in or out"), lambda shop, _job: move_cash(shop, amount, reason=reason, uuid=uuid), changes=set(),
            done=done, refused=lambda error: self.cash.refuse(word_error(error)),
            ended=lambda: self.cash.setEnabled(True),
        )  # fmt: skip

    # Coupons

    def ask_coupon(self) -> None:
        """Ask for a coupon's code; goods come first."""
        page = self._page
        if not page.cart.lines:
            page.tell(_("First the goods, then the coupon."), "warn")
            return
        page.show_sheet(self.coupon)
        self.coupon.ask(coupons_told(page.context.shop, page.cart, page.priced))

    def takes_code(self, code: str) -> bool:
        """Take a scanned code as a coupon: where one is asked for, or where it is one."""
        page = self._page
        asked = page.shown() is self.coupon
        if not asked and not (page.shown() is page.tiles and is_coupon(page.context.shop, code)):
            return False
        self.use_coupon(code)
        return True

    def use_coupon(self, code: str) -> None:
        """Put a coupon into the cart, or say why it takes nothing off."""
        page = self._page
        try:
            cart, told = try_coupon(page.context.shop, page.cart, code)
        except ShopError as error:
            self._refuse_coupon(word_error(error))
            return
        if told.missed is not None:
            self._refuse_coupon(word_missed(told.missed))
        elif page.set_cart(cart):
            page.show_tiles()
            page.tell(_("{name}: {sum} off").format(name=told.name, sum=yuan(told.amount)), "ok")

    def drop_coupon(self, code: str) -> None:
        """Take a coupon out of the cart."""
        page = self._page
        if page.set_cart(replace(page.cart, coupons=tuple(one for one in page.cart.coupons if one != code))):
            self.ask_coupon()

    def _refuse_coupon(self, words: str) -> None:
        self.coupon.refuse(words)
        self.coupon.field.selectAll()
        self._page.tell(words, "error")
