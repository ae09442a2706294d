"""The market stall, one full-screen page: goods left, cart right, and one giant button that takes money."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.sales import Cart, PricedCart, Sale, count_pieces
from shopdesk.services.identity import new_id
from shopdesk.services.sales import known_sale
from shopdesk.services.shifts import counter_cart, current_shift, list_held, report_shift
from shopdesk.services.stall_floor import below_floor
from shopdesk.services.stall_goods import stall_lease
from shopdesk.services.stall_prices import list_stall_goods, price_cart
from shopdesk.ui.context import Context
from shopdesk.ui.controls import column, row
from shopdesk.ui.page import Page
from shopdesk.ui.scan_input import ScanInput
from shopdesk.ui.stall.stall_asks import StallAsks
from shopdesk.ui.stall.stall_cart import StallCart
from shopdesk.ui.stall.stall_coupons import CouponSheet
from shopdesk.ui.stall.stall_deeds import StallDeeds
from shopdesk.ui.stall.stall_extras import StallExtras
from shopdesk.ui.stall.stall_goods import FetchSheet
from shopdesk.ui.stall.stall_head import StallHead
from shopdesk.ui.stall.stall_paper import StallPaper
from shopdesk.ui.stall.stall_parts import Sheet, large, say
from shopdesk.ui.stall.stall_pay import PaySheet
from shopdesk.ui.stall.stall_sheets import ChoiceSheet, DiscountSheet, RefundSheet
from shopdesk.ui.stall.stall_stocking import StallStocking
from shopdesk.ui.stall.stall_taking import StallTaking
from shopdesk.ui.stall.stall_tiles import StallTiles
from shopdesk.ui.stall.stall_till import ReportSheet, TillSheet
from shopdesk.ui.theme import SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error

CLOCK_MS = 15_000


class StallPage(Page):
    """Hears the scanner from any focus; the cart is written down at each change and outlives a power cut."""

    name = "stall"
    bare = True
    concerns = frozenset({"stock", "listings", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAccessibleName(_("Market stall"))
        self.cart, self.uuid = Cart(), new_id()
        self.priced = PricedCart((), (), 0)
        self.last: Sale | None = None
        self.asks, self.taking = StallAsks(self), StallTaking(self)
        self.tiles, self.side = StallTiles(context), StallCart()
        self.pay_sheet, self.till, self.report = PaySheet(self.asks.code_file), TillSheet(), ReportSheet()
        self.held = ChoiceSheet("heldSheet", _("Recall a cart"))
        self.member = ChoiceSheet("memberSheet", _("Member"), self.asks.members)
        self.discount, self.refund = DiscountSheet(), RefundSheet()
        self.stocking = StallStocking(self)
        self.deeds, self.extras, self.paper = StallDeeds(self), StallExtras(self), StallPaper(self)
        self.scanner = ScanInput(self)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self.show_state)
        self._build()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh()
        self._take_up_counter()

    def _build(self) -> None:
        self.head = StallHead(self.asks.open_till, self.extras.ask_more)
        self._left = QStackedWidget()
        for shown in (self.tiles, *self.sheets()):
            self._left.addWidget(shown)
        self._recall = large("stallRecall", _("Recall"), self.asks.ask_held, key="F6", size=15)
        keys = row(
            large("stallScan", _("Scan"), self.scan, key="F2", size=15),
            large("stallCustomer", _("Member"), self.asks.ask_member, key="F3", size=15),
            large("stallCoupon", _("Coupon"), self.extras.ask_coupon, key="F7", size=15),
            large("stallHold", _("Hold the cart"), self.deeds.hold, key="F4", size=15),
            self._recall,
            large("stallDiscount", _("Discount"), self.asks.ask_discount, key="F8", size=15),
            large("stallRefund", _("Goods back"), self.asks.ask_refund, key="Ctrl+R", size=15),
        )
        for at in range(keys.count()):
            keys.setStretch(at, 1)
        left = column(self._left, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        left.setStretch(0, 1)
        left.addLayout(keys)
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.head, 0, 0, 1, 2)
        grid.addLayout(left, 1, 0)
        grid.addWidget(self.side, 1, 1)
        grid.setColumnStretch(0, 1)
        self.setLayout(grid)
        self._keys()

    def _keys(self) -> None:
        for key in ("F9", "Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(key), self, self._pay_by_key)  # a sheet goes on by it without a cart, too
            made.setWhatsThis(_("Take money"))
        for key, act, words in (
            ("Shift+F8", lambda: self.asks.ask_price(-1), _("Change the price of the last line")),
            ("Ctrl+F", self.taking.find, _("Search by name or pinyin")),
            ("Ctrl+Q", lambda: self.stocking.ask_count(-1), _("Change the quantity of the last line")),
            ("Ctrl+G", self.stocking.ask_fetch, _("Fetch goods from the office")),
            ("Ctrl+H", self.extras.turn_looks, _("High contrast")),
        ):
            QShortcut(QKeySequence(key), self, act).setWhatsThis(words)

    def _connect(self) -> None:
        self.scanner.scanned.connect(lambda code, _at: self.taking.take_code(code))
        self.scanner.pressed.connect(self.taking.press)
        self.tiles.taken.connect(self.taking.take_sku)
        self.tiles.wanted.connect(self.stocking.ask_fetch)
        self.tiles.search.returnPressed.connect(self.taking.take_found)
        self.side.stepped.connect(self.taking.step)
        self.side.chosen.connect(self.asks.ask_price)
        self.side.counted.connect(self.stocking.ask_count)
        self.side.asked.connect(lambda how: self.pay("cash" if how == "pay" else how))
        self._left.currentChanged.connect(lambda _at: self.side.pay.stand_out(self.shown() is self.tiles))
        for shown in self.sheets():
            shown.left.connect(self.show_tiles)
        self.pay_sheet.paid.connect(self.deeds.sell)
        self.till.counted.connect(self.deeds.count)
        self.report.printed.connect(self.deeds.print_report)
        self.report.saved.connect(self.deeds.save_report)
        self.held.chosen.connect(self.deeds.recall)
        self.member.chosen.connect(self.asks.set_member)
        self.discount.told.connect(self.asks.set_discount)
        self.discount.wrote.connect(self.asks.warn_of_floor)
        self.refund.looked.connect(self.deeds.look_for_refund)
        self.refund.told.connect(self.deeds.refund)

    def refresh(self) -> None:
        """Read the goods anew, and price the cart again."""
        self.tiles.show_goods(list_stall_goods(self.context.shop))
        self.set_cart(self.cart, keep=False)
        self.show_state()

    def rows_shown(self) -> int:
        """Return how many tiles are shown, one while the till is closed."""
        return len(self.tiles.shown()) or 1

    def kept(self) -> dict[str, object]:
        """Return the cart too: it lies here again when the window is built anew."""
        return {"cart": self.cart, "uuid": self.uuid}

    def put_back(self, kept: dict[str, object]) -> None:
        """Take over the cart of another window's page."""
        cart = kept.get("cart")
        if isinstance(cart, Cart):
            self.uuid = str(kept["uuid"])
            self.set_cart(cart, keep=False)
            self.tell("")

    def sheets(self) -> tuple[Sheet, ...]:
        """Return everything that can stand in the place of the tiles."""
        own = (self.pay_sheet, self.till, self.report, self.held, self.member, self.discount, self.refund)
        return *own, *self.extras.sheets(), self.paper.sheet, *self.stocking.sheets()

    def show_sheet(self, shown: QWidget) -> None:
        """Show a sheet in the place of the tiles."""
        self._left.setCurrentWidget(shown)

    def shown(self) -> QWidget:
        """Return what stands at the left: the tiles or a sheet."""
        return self._left.currentWidget() or self.tiles

    def show_tiles(self) -> None:
        """Show the goods again."""
        self._left.setCurrentWidget(self.tiles)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str, rank: str = "") -> None:
        """Say something in the head."""
        self.head.tell(words, rank)

    # The cart

    def set_cart(self, cart: Cart, *, keep: bool = True) -> bool:
        """Show a cart with its price and write it down; False where it cannot be priced, which is said."""
        try:
            priced = price_cart(self.context.shop, cart)
            below = below_floor(self.context.shop, priced)
        except ShopError as error:
            self.tell(word_error(error), "error")
            return False
        self.cart, self.priced = cart, priced
        self.tiles.show_counts(count_pieces(cart.lines))
        self.side.show_cart(cart, priced, below)
        if keep:
            self.deeds.keep()
        return True

    def clear(self) -> None:
        """Begin with the next buyer."""
        self.uuid = new_id()
        self.set_cart(Cart(), keep=False)
        self.show_tiles()

    # What is asked

    def scan(self) -> None:
        """Let codes and digits go to the cart again: nothing else has the focus."""
        self.tiles.search.clear()
        self.show_tiles()
        self.tell(_("Ready to scan"))

    def pay(self, method: str = "cash") -> None:
        """Ask for the money."""
        if not self.cart.lines:
            return
        if current_shift(self.context.shop) is None:
            self.asks.open_till()
            return
        if self.set_cart(self.cart):
            self.pay_sheet.ask(self.priced.total, method, self.paper.ways())
            self.show_sheet(self.pay_sheet)
            self.pay_sheet.begin_amount()

    def _take_up_counter(self) -> None:
        """Lay the cart on the counter again that a power cut has interrupted, unless it was sold."""
        waiting = counter_cart(self.context.shop)
        if waiting is not None and known_sale(self.context.shop, waiting.uuid) is None:
            self.uuid = waiting.uuid
            if self.set_cart(waiting.cart, keep=False):
                self.tell(_("The cart from before lies here again."))

    # What is heard and shown

    def _pay_by_key(self) -> None:
        shown = self._left.currentWidget()
        if isinstance(shown, PaySheet | TillSheet | RefundSheet | DiscountSheet | CouponSheet | FetchSheet):
            shown.take()
        elif shown is self.tiles:
            self.pay()

    def show_state(self) -> None:
        """Show what the shift has sold and what is put aside."""
        shop = self.context.shop
        shift = current_shift(shop)
        self.head.show_state(shop, report_shift(shop, shift.number) if shift else None)
        held = len(list_held(shop))
        say(self._recall, _("Recall · {n}").format(n=held) if held else _("Recall"), "F6")

    def show_lease(self) -> None:
        """Show since when the goods lie here, and when they should be back."""
        self.head.show_lease(stall_lease(self.context.shop), self.context.shop.now())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self.side.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102
        super().showEvent(event)
        self.scanner.arm()
        self.show_lease()
        self._clock.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802, D102
        self.scanner.disarm()
        self._clock.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Backspace:
            self.taking.back()
        elif event.key() == Qt.Key.Key_Delete and self.cart.lines:
            self.taking.step(len(self.cart.lines) - 1, -self.cart.lines[-1].quantity)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Leave what was typed, else a sheet, else the full screen."""
        if self.taking.forget():
            return
        if self._left.currentWidget() is not self.tiles:
            self.show_tiles()
        elif self.tiles.search.text():
            self.tiles.search.clear()
        else:
            self.framed.emit(True)
