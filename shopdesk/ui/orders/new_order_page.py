"""A new order by hand: what the buyer wrote at the left, the goods at the right, saved with one key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from shopdesk.domain.errors import ShopError
from shopdesk.domain.orders import Order
from shopdesk.services.goods import Goods, show_goods
from shopdesk.services.hand_orders import HandOrder, restore_order, save_hand_order, withdraw_order
from shopdesk.services.identity import new_id
from shopdesk.services.settings import get_setting
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, caption, column, label, line, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.goods_field import GoodsField
from shopdesk.ui.goods_paste import paste_goods
from shopdesk.ui.orders.new_order_lines import OrderLines, read_amount
from shopdesk.ui.orders.new_order_receiver import ReceiverForm
from shopdesk.ui.page import Page
from shopdesk.ui.tables.paste_way import LastPaste, PasteWay
from shopdesk.ui.theme import CAPTION, CONTROL, FILTER_BAR, FOOTER, HEADLINE, PANEL, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_channel

CHANGES = {"orders", "stock"}


class NewOrderPage(Page):
    """One order as it is told by telephone or chat; nothing of it is written before it is saved."""

    name = "new_order"
    place = "orders"
    concerns = frozenset({"stock", "listings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._currency = str(get_setting(context.shop, "shop.currency"))
        self._uuid = new_id()
        self.receiver = ReceiverForm()
        self.channel = choice(
            "orderChannel",
            _("How it came in"),
            [(code, word_channel(code)) for code in ("phone", "wechat", "stall", "manual")],
        )
        self.paid = QCheckBox(_("Already paid"))
        self.paid.setObjectName("orderPaid")
        self.paid.setAccessibleName(_("Already paid"))
        self.paid.setFixedHeight(CONTROL)
        self.note = field("orderNote", _("The buyer's note"))
        self.goods = GoodsField(context, self._currency)
        self.lines = OrderLines(self._currency)
        self.paste = PasteWay(self, self._paste)
        self.paste.watch(self.goods.search)
        self.pasted = LastPaste(self.lines.typed, self._put_typed)
        self._nothing = EmptyState("newOrderEmpty")
        text = _("Scan a code, or type an SKU, a title or pinyin above; Enter adds one piece.")
        self._nothing.tell("boxes", _("No goods in this order yet"), text)
        self.shipping = field("orderShipping", _("Shipping"), "0")
        self.discount = field("orderDiscount", _("Discount"), "0")
        self.total = label(size=HEADLINE, bold=True)
        self.total.setObjectName("orderTotal")
        self.error = error_line("newOrderError")
        self.save = button(
            "saveOrder", _("Save order"), self.submit, primary=True, icon_name="check", key="Ctrl+Return"
        )
        self._lay_out()
        self.goods.picked.connect(self._pick)
        self.lines.edited.connect(self._tell)
        for edit in (self.shipping, self.discount):
            edit.setFixedWidth(88)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def _lay_out(self) -> None:
        back = button("backFromNewOrder", _("Orders"), self._leave, icon_name="chevron-left", look="quiet")
        back.setToolTip("Esc")
        title = label(_("New sales order"), size=HEADLINE, bold=True)
        across = QHBoxLayout()
        across.setSpacing(0)
        upright = line()
        upright.setProperty("line", "upright")
        across.addWidget(self._left())
        across.addWidget(upright)
        across.addWidget(self._right(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("filterBar", FILTER_BAR, back, title, None))
        layout.addLayout(across, 1)
        money_parts: list[QWidget | int | None] = [None]
        for edit in (self.shipping, self.discount):
            money_parts += [SPACE[2], label(edit.accessibleName(), rank="muted"), edit]
        layout.addWidget(bar("footer", FOOTER, *money_parts, SPACE[3], self.total, SPACE[2], self.save))
        for keys, act in (("Esc", self._leave), ("Ctrl+Enter", self.submit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _left(self) -> QScrollArea:
        came = column(label(self.channel.accessibleName(), rank="muted", size=CAPTION), self.channel, spacing=2)
        noted = column(label(self.note.accessibleName(), rank="muted", size=CAPTION), self.note, spacing=2)
        beside = row(spacing=SPACE[3])
        beside.addLayout(came, 1)
        beside.addWidget(self.paid, 1, Qt.AlignmentFlag.AlignBottom)
        inside = column(self.receiver, line(), beside, noted, spacing=SPACE[3], margins=(SPACE[4], SPACE[3]) * 2)
        inside.addStretch(1)
        made = _scrolling("newOrderLeft", _("Receiver"), inside)
        made.setFixedWidth(PANEL)
        return made

    def _right(self) -> QWidget:
        scrolled = _scrolling("newOrderGoods", _("Goods"), column(self.lines, margins=(0, 0, SPACE[2], 0)))
        made = QFrame()
        made.setObjectName("newOrderRight")
        made.setProperty("ground", "surface")
        head = row(caption(_("Goods")), None, self.paste.make_button())
        laid = column(head, self.goods, self.error, spacing=SPACE[2], margins=(SPACE[4], SPACE[3]) * 2)
        laid.addWidget(scrolled, 1)
        laid.addWidget(self._nothing, 1)
        self._filled = scrolled
        made.setLayout(laid)
        return made

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if text := str(wanted.get("text", "")):
            self.receiver.paste.setPlainText(text)
        self.receiver.paste.setFocus()

    def refresh(self) -> None:  # noqa: D102
        for sku in self.lines.skus():
            if goods := show_goods(self.context.shop, sku):
                self.lines.refresh_stock(goods)

    def counts_text(self) -> str:  # noqa: D102
        count = self.rows_shown()
        return ngettext("{count} line", "{count} lines", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self.lines.skus())

    def kept(self) -> dict[str, object]:  # noqa: D102
        kept = super().kept() | {"newOrderLines": self.lines.typed(), "newOrderUnsure": self.receiver.unsure()}
        return kept | {"newOrderPaid": self.paid.isChecked()}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        lines, unsure = kept.get("newOrderLines"), kept.get("newOrderUnsure")
        self._put_typed(lines if isinstance(lines, list) else [])
        super().put_back(kept)
        self.paid.setChecked(bool(kept.get("newOrderPaid")))
        self.receiver.mark(list(unsure) if isinstance(unsure, list) else [])

    # What is typed

    def _pick(self, goods: Goods) -> None:
        self.lines.take(goods)

    def _paste(self, text: str) -> None:
        title = _("Goods of the order")
        paste_goods(self.context, title, text, self.window(), self._put, self.pasted)

    def _put(self, pieces: Mapping[str, int]) -> None:
        """Order so many more of each."""
        for sku, count in pieces.items():
            if goods := show_goods(self.context.shop, sku):
                self.lines.take(goods, count)

    def _put_typed(self, typed: Sequence[tuple[str, str, str]]) -> None:
        self.lines.clear()
        for sku, pieces, price in typed:
            if goods := show_goods(self.context.shop, sku):
                self.lines.put(goods, 1, goods.price)
                self.lines.type_in(sku, pieces, price)

    def take_back(self) -> bool:  # noqa: D102
        return self.pasted.take_back()

    def _amounts(self, *, mark: bool) -> tuple[int, int]:
        told = [read_amount(edit, self.error, self._currency, mark=mark) for edit in (self.shipping, self.discount)]
        return told[0], told[1]

    def _tell(self) -> None:
        """Say what it comes to, as it is typed."""
        filled = bool(self.lines.skus())
        self._nothing.setVisible(not filled)
        self._filled.setVisible(filled)
        self.save.setEnabled(filled)
        try:
            shipping, discount = self._amounts(mark=False)
        except ShopError:
            self.total.setText("–")
            return
        goods = self.lines.goods_sum()
        self.total.setText("–" if goods is None else money(goods + shipping - discount, self._currency))
        self.counted.emit()

    # Saving

    def submit(self) -> None:
        """Write the order."""
        if not self.save.isEnabled():
            return
        try:
            pieces, prices = self.lines.read()
            shipping, discount = self._amounts(mark=True)
        except ShopError:
            return  # it is said at its field
        told = HandOrder(
            self._uuid, pieces, prices, self.receiver.receiver, str(self.channel.currentData()),
            self.paid.isChecked(), self.note.text().strip(), shipping, discount,
        )  # fmt: skip
        self.save.setEnabled(False)
        self.context.write(
            _("Save order"), lambda shop, _job: save_hand_order(shop, told), changes=CHANGES, done=self._saved,
            refused=self._refuse,
        )  # fmt: skip

    def _saved(self, order: Order) -> None:
        number = order.number
        self.context.note(
            Change(
                _("Order {order} written").format(order=number),
                lambda shop, _job: withdraw_order(shop, number),
                lambda shop, _job: restore_order(shop, number),
            )
        )
        if isValid(self):
            self._empty()
            self.context.go("orders", order=number)

    def _refuse(self, error: ShopError) -> None:
        if isValid(self):
            self.save.setEnabled(True)
            self.error.setText(word_error(error))
            self.error.show()

    def _empty(self) -> None:
        """Make room for the next order; how it came in stays."""
        self._uuid = new_id()
        self.receiver.clear()
        self.lines.clear()
        for edit in (self.note, self.shipping, self.discount, self.goods.search):
            edit.clear()
        self.paid.setChecked(False)
        self.error.hide()

    def _leave(self) -> None:
        self.context.go("orders")


def _scrolling(name: str, words: str, inside: QVBoxLayout) -> QScrollArea:
    made = QScrollArea()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body = QWidget()
    body.setObjectName("panelBody")
    body.setLayout(inside)
    made.setWidget(body)
    return made
