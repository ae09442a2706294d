"""The cart at the right of the stall: lines with large steps, what is taken off, and the giant pay button."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import BY_HAND, Cart, PricedCart, Sale, SaleLine
from shopdesk.domain.stall_floor import BelowFloor
from shopdesk.ui.controls import ElidedLabel, column, label, laid_in, line, row, set_primary
from shopdesk.ui.icons import icon
from shopdesk.ui.stall.stall_parts import large, whole_words, yuan
from shopdesk.ui.theme import BODY, HEADLINE, NARROW_WIDTH, SPACE, font, legible, looks
from shopdesk.words import _, ngettext
from shopdesk.words.stall_floor import word_floor

WIDE, WIDTH, NARROW = 560, 432, 400
WIDE_SCREEN = 1700
SUMS = 5


class StallCart(QFrame):
    """`stepped` asks for more or fewer of a line; `chosen` names one whose price is meant, `counted` its quantity."""

    stepped = Signal(int, int)
    chosen = Signal(int)
    counted = Signal(int)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stallCart")
        self.setFixedWidth(WIDTH)
        self._sold: Sale | None = None
        self._count = label(rank="muted", size=HEADLINE)
        self._count.setObjectName("stallCount")
        self.member = ElidedLabel("", rank="muted", size=legible(15))
        self.member.setObjectName("stallMember")
        self.member.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row(label(_("Shopping cart"), size=HEADLINE, bold=True), self._count, self.member)
        head.setStretch(2, 1)
        head.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        inner = column(spacing=0)
        inner.addLayout(self._lines)
        inner.addStretch(1)
        body.setLayout(inner)
        body.setObjectName("panelBody")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("stallLines")
        self._scroll.setAccessibleName(_("Lines of the cart"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self._sums = QGridLayout()
        self._sums.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[2])
        ways = row(
            large("payCode", _("WeChat / Alipay"), lambda: self.asked.emit("wechat"), look="way", icon_name="qr-code"),
            large("payCash", _("Cash"), lambda: self.asked.emit("cash"), look="way", icon_name="banknote"),
            margins=(SPACE[3], 0, SPACE[3], 0),
        )
        self.pay = PayButton(lambda: self.asked.emit("pay"))
        whole = column(spacing=SPACE[2], margins=(0, 0, 0, SPACE[3]))
        whole.addLayout(head)
        whole.addWidget(line())
        whole.addWidget(self._scroll, 1)
        whole.addWidget(line())
        whole.addLayout(self._sums)
        whole.addLayout(ways)
        whole.addLayout(row(self.pay, margins=(SPACE[3], 0, SPACE[3], 0)))
        self.setLayout(whole)

    def fit(self, whole: int) -> None:
        """Take less of a narrow screen."""
        self.setFixedWidth(WIDE if whole >= WIDE_SCREEN else WIDTH if whole >= NARROW_WIDTH else NARROW)
        self.pay.show_size()

    def show_cart(self, cart: Cart, priced: PricedCart, below: Sequence[BelowFloor]) -> None:
        """Show a cart with what it costs, and which of its prices by hand are below the floor."""
        warned = {one.line: word_floor(one, priced.currency) for one in below}
        pieces = priced.pieces
        self._count.setText(ngettext("{n} piece", "{n} pieces", pieces).format(n=pieces))
        self.member.say(cart.customer or _("No member"))
        held = self._held()
        _clear(self._lines)
        self._sold = None if cart.lines else self._sold
        if self._sold is not None:
            self._lines.addWidget(sold_card(self._sold))
        elif not priced.lines:
            self._lines.addWidget(empty_card())
        for at, told in enumerate(priced.lines):
            self._lines.addWidget(self._line(at, told, warned.get(at, ""), fixed=told.gift or at >= len(cart.lines)))
            self._lines.addWidget(line())
        self._hold(held)
        self._show_sums(priced)
        self.pay.show_total(priced.total, bool(cart.lines))
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _held(self) -> str:
        """Return which control of the lines has the keyboard."""
        focus = self.window().focusWidget()
        return focus.objectName() if focus is not None and self._scroll.isAncestorOf(focus) else ""

    def _hold(self, name: str) -> None:
        """Give the keyboard to the control of that name again, of the last line where there are fewer now."""
        kind = name.partition("-")[0]
        found = [one for one in self._lines_shown() if kind and one.objectName().startswith(f"{kind}-")]
        for one in found:
            if one.objectName() == name or one is found[-1]:
                one.show()
                one.setFocus()
                return

    def _lines_shown(self) -> list[QAbstractButton]:
        return [one for shown in laid_in(self._lines) for one in (shown, *shown.findChildren(QAbstractButton))
                if isinstance(one, QAbstractButton)]  # fmt: skip

    def show_sold(self, sale: Sale) -> None:
        """Show what was just sold, with the change, until the next buyer's goods come."""
        self._sold = sale
        _clear(self._lines)
        self._lines.addWidget(sold_card(sale))

    def _line(self, at: int, told: SaleLine, warning: str, *, fixed: bool) -> QWidget:
        shown = QWidget() if fixed else CartRow(lambda: self.chosen.emit(at))
        shown.setObjectName(f"stallLine-{at}")
        name = NameLabel(told.title, size=legible(HEADLINE))
        count = f"{told.grams} g" if told.grams else str(told.quantity)
        price = "" if told.grams else f"{format_amount(told.unit_price)} × "
        sums = f"{price}{count} = {format_amount(told.gross, grouped=True)}"
        if told.gift:
            sums = _("Gift")
        elif told.net < told.gross:
            sums = f"{sums} → {format_amount(told.net, grouped=True)}"
        shown.setAccessibleName(f"{told.title} {told.options}".rstrip())
        shown.setAccessibleDescription(f"{sums} {warning}".rstrip())
        below = ElidedLabel(sums, rank="ok" if told.net < told.gross else "muted", size=legible(15))
        words = column(
            name,
            *([ElidedLabel(told.options, rank="second", size=legible(15))] if told.options else []),
            below,
            *([_warning(at, warning)] if warning else []),
            spacing=0,
        )
        layout = row(margins=(SPACE[4], SPACE[2], SPACE[3], SPACE[2]))
        layout.addLayout(words, 1)
        number = self._number(at, count, fixed=fixed)
        if not fixed:
            layout.addWidget(self._step(f"fewer-{at}", "minus", _("Fewer"), at, -1))
        layout.addWidget(number)
        if not fixed:
            layout.addWidget(self._step(f"more-{at}", "plus", _("More"), at, 1))
        shown.setLayout(layout)
        for made in shown.findChildren(QPushButton):
            made.setAccessibleDescription(shown.accessibleName())
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the keyboard where it was
        return shown

    def _number(self, at: int, count: str, *, fixed: bool) -> QWidget:
        """Return how many there are, to be touched where that can be changed."""
        if fixed:
            shown = label(count, size=24, bold=True)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setMinimumWidth(40)
            return shown
        made = large(f"pieces-{at}", count, partial(self.counted.emit, at), look="count", size=24)
        made.setToolTip(_("Change the quantity"))
        made.setAccessibleName(_("Change the quantity: {count}").format(count=count))
        return made

    def _step(self, name: str, icon_name: str, words: str, at: int, by: int) -> QPushButton:
        made = large(name, "", partial(self.stepped.emit, at, by), look="step")
        made.setIcon(icon(icon_name, "text", 24))
        made.setIconSize(QSize(24, 24))
        made.setAccessibleName(words)
        made.setToolTip(words)
        return made

    def _show_sums(self, priced: PricedCart) -> None:
        _clear(self._sums)
        rows = [(_("Subtotal"), format_amount(priced.subtotal, grouped=True), "")]
        rows += [
            (one.name if one.code != BY_HAND else _("By hand: {reason}").format(reason=one.name),
             f"−{format_amount(one.amount, grouped=True)}", "ok")
            for one in priced.reductions
        ]  # fmt: skip
        rows += [(_("Gift is not here: {sku}").format(sku=sku), "", "warn") for sku in priced.gifts_missing]
        rows += [(name, _("not used"), "warn") for name, reason, _told in priced.missed if reason.startswith("coupon-")]
        if len(rows) > SUMS:
            more = rows[SUMS - 1 :]
            rows[SUMS - 1 :] = [(ngettext("{n} more", "{n} more", len(more)).format(n=len(more)), "…", "muted")]
        for at, (name, value, rank) in enumerate(rows):
            self._sums.addWidget(label(name, rank=rank or "muted", size=legible(15)), at, 0)
            amount = label(value, rank=rank, size=legible(15))
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._sums.addWidget(amount, at, 1)


class NameLabel(ElidedLabel):
    """A title in as many whole words as its place holds."""

    def _fit(self) -> None:
        super()._fit()
        metrics, room = self.fontMetrics(), self.width()
        if self.toolTip() and (
            words := whole_words(self.toolTip(), lambda text: metrics.horizontalAdvance(text) <= room)
        ):
            self.setText(words)


class CartRow(QAbstractButton):
    """A line of the cart, pressed when it is touched beside its buttons; a touch leaves the keyboard where it was."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _on=False: act())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(looks.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class PayButton(QPushButton):
    """收款 with the sum, as large as the place allows."""

    def __init__(self, act: object) -> None:
        super().__init__()
        self.setObjectName("stallPay")
        self.setProperty("primary", True)
        self.setProperty("stall", "pay")
        self.clicked.connect(act)
        self._word = QLabel(_("Take money"))
        self._hint = QLabel(_("F9 or Ctrl+Enter"))
        self._sum = QLabel()
        self._sum.setObjectName("stallTotal")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE[4], 0, SPACE[4], 0)
        layout.addLayout(column(None, self._word, self._hint, None, spacing=0))
        layout.addStretch(1)
        layout.addWidget(self._sum)
        for words in (self._word, self._hint, self._sum):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.setProperty("onAccent", True)

    def stand_out(self, wanted: bool) -> None:
        """Be the one button that stands out, or one among the others while a sheet has its own."""
        set_primary(self, wanted)
        for words in (self._word, self._hint, self._sum):
            words.setProperty("onAccent", wanted)
            words.style().polish(words)
        self.show_size()  # polishing has set the fonts it knew

    def show_size(self) -> None:
        """Write as large as the place allows."""
        place = self.window().width() if self.isVisible() else 0
        step = 12 if place >= WIDE_SCREEN else 0 if self.width() > NARROW else -6
        size = 44 if len(self._sum.text()) < 8 else 34 if len(self._sum.text()) < 10 else 26
        self._sum.setFont(font(size + step, bold=True))
        self._hint.setFont(font(15))
        room = self.width() - 3 * SPACE[4] - self._sum.sizeHint().width()
        sizes = (32, 24, 18) if step >= 0 else (24, 18)
        fitting = (s for s in sizes if QFontMetrics(font(s, bold=True)).horizontalAdvance(self._word.text()) <= room)
        self._word.setFont(font(next(fitting, sizes[-1]), bold=True))

    def show_total(self, total: int, ready: bool) -> None:
        """Show what is to be paid."""
        shown = yuan(total)
        self._sum.setText(shown)
        self.show_size()
        self.setEnabled(ready)
        self.setAccessibleName(" ".join((_("Take money"), shown)))


def empty_card() -> QWidget:
    """Return what stands in a cart before the first goods: how they come into it."""
    shown = label(_("Scan goods or touch them; they come here."), rank="muted", size=legible(HEADLINE), wrap=True)
    shown.setObjectName("stallCartEmpty")
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    shown.setContentsMargins(SPACE[6], SPACE[6], SPACE[6], SPACE[6])
    return shown


def sold_card(sale: Sale) -> QWidget:
    """Return the change of a sale, to be read from two metres, and what was sold above it."""
    made = QWidget()
    made.setObjectName("stallSold")
    title = label(_("{number} sold").format(number=sale.number), rank="ok", size=HEADLINE, bold=True)
    shown = column(title, spacing=SPACE[1], margins=(SPACE[4],) * 4)
    shown.addWidget(label(_("Paid {sum}").format(sum=yuan(sale.total)), rank="second", size=HEADLINE))
    if sale.change:
        shown.addSpacing(SPACE[4])
        shown.addWidget(label(_("Change"), rank="second", size=24))
        shown.addWidget(_sum_of(yuan(sale.change)))
    made.setLayout(shown)
    return made


def _sum_of(words: str) -> QLabel:
    made = label(words, rank="ok", size=72 if len(words) < 8 else 56 if len(words) < 10 else 44, bold=True)
    made.setObjectName("stallSoldChange")
    return made


def _warning(at: int, words: str) -> QLabel:
    """Return what is said of a price below the floor, whole: it is read before the money is taken."""
    made = label(words, rank="warn", size=legible(BODY), wrap=True)
    made.setObjectName(f"belowFloor-{at}")
    return made


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
