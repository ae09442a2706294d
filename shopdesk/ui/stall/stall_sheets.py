"""What the stall asks beside money: who buys, which cart is taken up, what is taken off, what comes back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import Sale, SaleLine
from shopdesk.services.sale_refunds import refundable
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.moments import stamp
from shopdesk.ui.stall.stall_amount import AmountSheet
from shopdesk.ui.stall.stall_parts import NumberPad, Sheet, amount_field, brief, cut, large, read_sum, yuan
from shopdesk.ui.theme import HEADLINE, SPACE
from shopdesk.words import _
from shopdesk.words.sales import METHOD_WORDS

Choice = tuple[str, str]  # what it stands for, and its words
MOST = 6


class ChoiceSheet(Sheet):
    """Large buttons to choose from, found by a few digits or letters where `find` is given; `chosen` carries one."""

    chosen = Signal(str)

    def __init__(self, name: str, title: str, find: Callable[[str], Sequence[Choice]] | None = None) -> None:
        super().__init__(name, title)
        self._find, self._name = find, name
        self._list = QVBoxLayout()
        self.field = amount_field(f"{name}Field", _("Last digits of the telephone, or the name"))
        self.field.setPlaceholderText(_("Telephone or name"))
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self._first)
        self.empty = label(rank="second", size=HEADLINE)
        self.pad = NumberPad(f"{name}Pad")
        self.pad.target = self.field
        left = column(self.field, self.empty)
        left.addLayout(self._list)
        left.addStretch(1)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addWidget(self.pad, 2)
        self.body.addLayout(both)
        for part in (self.field, self.pad):
            part.setVisible(find is not None)
        self._shown: list[Choice] = []

    def ask(self, told: Sequence[Choice] = (), empty: str = "") -> None:
        """Show these, or look for them by what is typed."""
        self.begin()
        self.field.clear()
        self.empty.setText(empty)
        self._show(told)
        if self._find is not None:
            self.field.setFocus()
        else:
            self.setFocus()

    def _look(self, text: str) -> None:
        if self._find is not None:
            self._show(self._find(text.strip()) if len(text.strip()) > 1 else ())

    def _first(self) -> None:
        if self._shown:
            self.chosen.emit(self._shown[0][0])

    def _show(self, told: Sequence[Choice]) -> None:
        self._shown = list(told)[:MOST]
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, (key, words) in enumerate(self._shown):
            made = large(f"{self._name}-{at}", words, partial(self.chosen.emit, key), key=f"Alt+{at + 1}")
            self._list.addWidget(made)
        self.empty.setVisible(not self._shown and bool(self.empty.text()))


class DiscountSheet(AmountSheet):
    """An amount off the whole, or another price for one line; `told` carries line (or -1), amount and reason.

    `wrote` tells line and amount while it is typed.
    """

    told = Signal(int, int, str)
    wrote = Signal(int, int)

    def __init__(self) -> None:
        words = (_("Regular buyer"), _("Small flaw"), _("Rounded down"), _("Last pieces"))
        super().__init__("discount", _("Discount by hand"), reasons=words, confirm=_("Apply"))
        self._line = -1
        self._what = label(size=HEADLINE)
        self.amount.textChanged.connect(self._tell_written)
        self._warning = label(rank="warn", size=HEADLINE, wrap=True)
        self._warning.setObjectName("discountFloor")
        self.lay_out(column(self._what, self._warning, spacing=SPACE[2]))

    def ask(self, line: int, words: str, amount: int) -> None:
        """Ask for a line's price, or for an amount off the whole with line -1."""
        self.begin()
        self._line = line
        self.warn("")
        self._what.setText(words)
        self.amount.setText(format_amount(amount) if amount else "")
        self.reason.clear()
        self.amount.setFocus()
        self.amount.selectAll()

    def warn(self, words: str) -> None:
        """Say of what is written that it is below the floor; nothing for a price that pays."""
        self._warning.setText(words)
        self._warning.setVisible(bool(words))

    def needs_reason(self, amount: int) -> bool:
        """Tell whether an amount is taken with a reason alone: nothing off the whole needs none."""
        return bool(amount) or self._line >= 0

    def _tell_written(self, text: str) -> None:
        with suppress(ShopError):
            self.wrote.emit(self._line, read_sum(text))

    def take(self) -> None:
        """Take what is written."""
        if (amount := self.written()) is not None:
            self.told.emit(self._line, amount, self.reason.text())


class RefundSheet(Sheet):
    """Finds a sale by its receipt, or by goods without one; `told` carries pieces, method, whether damaged."""

    looked = Signal(str)
    told = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__("refundSheet", _("Goods back"))
        self.sale: Sale | None = None
        self.receipt = True
        self.pieces: dict[str, int] = {}
        self.field = amount_field("refundCode", _("Receipt number, or scan the goods"))
        self.field.returnPressed.connect(lambda: self.looked.emit(self.field.text().strip()))
        find = large("refundFind", _("Find"), lambda: self.looked.emit(self.field.text().strip()), below="Enter")
        self._what = label(rank="second", size=HEADLINE, wrap=True)
        self._what.setObjectName("refundWhat")
        self._list = QVBoxLayout()
        self._ways = QButtonGroup(self)
        ways = []
        for at, method in enumerate(("cash", "wechat", "alipay"), start=1):
            made = large(f"refund-{method}", _(METHOD_WORDS[method]), look="way", key=f"Alt+{at}")
            made.setCheckable(True)
            self._ways.addButton(made)
            ways.append(made)
        self._methods = dict(zip(("cash", "wechat", "alipay"), ways, strict=True))
        self.damaged = large("refundDamaged", _("Damaged"), look="way", key="Alt+0")
        self.damaged.setCheckable(True)
        self.confirm = large("refundDone", _("Pay back"), self.take, look="way", primary=True, below="Ctrl+Enter")
        self.body.addLayout(row(self.field, find))
        self.body.addWidget(self._what)
        inside, scroll = QWidget(), QScrollArea()
        inside.setObjectName("panelBody")
        inside.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        scroll.setObjectName("refundLines")
        scroll.setAccessibleName(_("Lines of the cart"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.body.addLayout(row(*ways, self.damaged, self.confirm))

    def ask(self) -> None:
        """Begin anew."""
        self.begin()
        self.setEnabled(True)
        self.sale, self.pieces = None, {}
        self.field.clear()
        self._what.setText(_("Goods without a receipt go back to the sale that paid least for them."))
        self._methods["cash"].setChecked(True)
        self.damaged.setChecked(False)
        self._show()
        self.field.setFocus()

    def show_sale(self, sale: Sale, *, receipt: bool, sku: str = "") -> None:
        """Show what can come back of a sale; all of it, or one piece of what was scanned."""
        self.begin()
        self.sale, self.receipt = sale, receipt
        left = refundable(sale)
        self.pieces = {sku: 1} if sku in left else dict(left)
        self._what.setText(f"{sale.number} · {stamp(sale.at)} · {yuan(sale.total)}")
        only = sale.tenders[0].method if len(sale.tenders) == 1 else "cash"
        self._methods.get(only, self._methods["cash"]).setChecked(True)
        self._show()

    def take(self) -> None:
        """Ask for the money to go back."""
        if self.sale is not None and any(self.pieces.values()):
            method = next(code for code, made in self._methods.items() if made.isChecked())
            self.setEnabled(False)
            self.told.emit({sku: n for sku, n in self.pieces.items() if n}, method, self.damaged.isChecked())

    def _show(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        left = refundable(self.sale) if self.sale else {}
        names = {line.sku: _named(line) for line in self.sale.lines} if self.sale else {}
        for at, (sku, most) in enumerate(list(left.items())[:MOST]):
            count = self.pieces.get(sku, 0)
            words = f"{names[sku]}   {count} / {most}"
            made = large(f"refundLine-{at}", words, partial(self._turn, sku, most))
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._list.addWidget(made)
        self._list.addStretch(1)
        self.confirm.setEnabled(self.sale is not None and any(self.pieces.values()))

    def _turn(self, sku: str, most: int) -> None:
        """Take one piece more, none after all of them."""
        count = self.pieces.get(sku, 0) + 1
        self.pieces[sku] = count if count <= most else 0
        self._show()


def _named(line: SaleLine) -> str:
    """Name goods so that two colours of one title are told apart."""
    return " · ".join(filter(None, (brief(line.title, 22), cut(line.options, 20))))
