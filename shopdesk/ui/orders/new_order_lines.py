"""The goods of an order by hand: pieces and price of each, what is there of them, and what it all comes to."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.stock import LARGEST_QUANTITY
from shopdesk.services.goods import Goods
from shopdesk.ui.controls import ElidedLabel, StatusLabel, clear, column, label, tool
from shopdesk.ui.controls import line as hairline
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.goods_field import word_available
from shopdesk.ui.status import Status
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ENOUGH, SHORT = Status("done", "ok", "pass"), Status("tri", "warn", "short")


@dataclass(slots=True)
class _Line:
    """One line as it stands: the goods, and its two fields with what is said of them."""

    goods: Goods
    pieces: QLineEdit
    price: QLineEdit
    sum: QLabel
    stock: StatusLabel


class OrderLines(QWidget):
    """Lines that are typed in; `edited` tells that something is another now."""

    edited = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.setObjectName("newOrderLines")
        self._currency = currency
        self._lines: dict[str, _Line] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[2])
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.error = error_line("newLineError")
        layout = column(self._grid, self.error)
        layout.addStretch(1)
        self.setLayout(layout)

    def take(self, goods: Goods, count: int = 1) -> None:
        """Add one piece, or so many; goods that stand here already get as many more."""
        if line := self._lines.get(goods.sku):
            line.pieces.setText(str((read_pieces(line.pieces.text()) or 0) + count))
            self._changed()
            return
        self.put(goods, count, goods.price)

    def put(self, goods: Goods, pieces: int, price: int) -> None:
        """Add a line as it is told."""
        made = _Line(
            goods,
            field(f"orderPieces-{goods.sku}", _("Pieces of {sku}").format(sku=goods.sku)),
            field(f"orderPrice-{goods.sku}", _("Price of {sku}").format(sku=goods.sku)),
            label(bold=True),
            StatusLabel(size=CAPTION),
        )
        made.pieces.setText(str(pieces))
        made.price.setText(format_amount(price, self._currency))
        for edit, width in ((made.pieces, 60), (made.price, 96)):
            edit.setAlignment(_RIGHT)
            edit.setFixedWidth(width)
            edit.textChanged.connect(lambda _text: self._changed())
        self._lines[goods.sku] = made
        self._lay_out(made)
        self._changed()

    def remove(self, sku: str) -> None:
        """Take a line out."""
        self._lines.pop(sku, None)
        kept = [(line.goods, line.pieces.text(), line.price.text()) for line in self._lines.values()]
        clear(self._grid)
        self._lines.clear()
        for goods, pieces, price in kept:
            self.put(goods, 1, goods.price)
            self._lines[goods.sku].pieces.setText(pieces)
            self._lines[goods.sku].price.setText(price)
        self._changed()

    def clear(self) -> None:
        """Take all lines out."""
        self._lines.clear()
        clear(self._grid)
        self._changed()

    def typed(self) -> list[tuple[str, str, str]]:
        """Return SKU, pieces and price of each line as they are typed."""
        return [(sku, line.pieces.text(), line.price.text()) for sku, line in self._lines.items()]

    def type_in(self, sku: str, pieces: str, price: str) -> None:
        """Put typed text back into a line's fields."""
        if line := self._lines.get(sku):
            line.pieces.setText(pieces)
            line.price.setText(price)

    def refresh_stock(self, goods: Goods) -> None:
        """Tell anew what is there of a line's goods."""
        if line := self._lines.get(goods.sku):
            line.goods = goods
            self._tell(line)

    def stock_words(self, sku: str) -> str:
        """Return what is said of a line's stock."""
        return self._lines[sku].stock.accessibleName()

    def skus(self) -> list[str]:
        """Return the SKUs of the lines."""
        return list(self._lines)

    def read(self, *, mark: bool = True) -> tuple[dict[str, int], dict[str, int]]:
        """Return pieces and prices by SKU. Raises ShopError, after marking the field if wanted."""
        pieces, prices = {}, {}
        for sku, line in self._lines.items():
            pieces[sku] = self._pieces(line, mark)
            prices[sku] = self._price(line, mark)
        return pieces, prices

    def goods_sum(self) -> int | None:
        """Return what the goods come to, None while something cannot be read."""
        try:
            pieces, prices = self.read(mark=False)
        except ShopError:
            return None
        return sum(count * prices[sku] for sku, count in pieces.items())

    def _lay_out(self, line: _Line) -> None:
        at = self._grid.rowCount()
        sku = line.goods.sku
        words = "  ·  ".join(part for part in (sku, line.goods.options) if part)
        out = tool(f"orderOut-{sku}", "x", _("Take {sku} out").format(sku=sku), lambda: self.remove(sku))
        line.sum.setAlignment(_RIGHT)
        line.sum.setMinimumWidth(96)
        self._grid.addWidget(ElidedLabel(line.goods.title), at, 0)
        self._grid.addWidget(ElidedLabel(words, rank="muted", size=CAPTION), at + 1, 0)
        for place, widget in enumerate((line.pieces, label("×", rank="muted"), line.price, line.sum, out), start=1):
            self._grid.addWidget(widget, at, place, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(line.stock, at + 2, 0, 1, 6)
        between = QWidget()
        between.setLayout(column(hairline(), margins=(0, SPACE[2], 0, SPACE[2])))
        self._grid.addWidget(between, at + 3, 0, 1, 6)

    def _changed(self) -> None:
        for line in self._lines.values():
            self._tell(line)
        self.edited.emit()

    def _tell(self, line: _Line) -> None:
        """Say the line's sum and whether its pieces are there; short is said, never refused."""
        try:
            pieces, price = self._pieces(line, False), self._price(line, False)
        except ShopError:
            line.sum.setText("–")
            line.stock.show_status(ENOUGH, word_available(line.goods.available))
            return
        line.sum.setText(format_amount(pieces * price, self._currency, grouped=True))
        line.sum.setToolTip(money(pieces * price, self._currency))
        lacking = pieces - max(line.goods.available, 0)
        if lacking <= 0:
            line.stock.show_status(ENOUGH, word_available(line.goods.available))
            return
        words = ngettext("{count} piece short: {available}", "{count} pieces short: {available}", lacking)
        told = words.format(count=f"{lacking:,}", available=word_available(line.goods.available))
        line.stock.show_status(SHORT, told)

    def _pieces(self, line: _Line, mark: bool) -> int:
        found = read_pieces(line.pieces.text())
        right = found is not None and 0 < found <= LARGEST_QUANTITY
        if mark or right:
            complain(line.pieces, self.error, "" if right else _("Write a whole number above 0."))
        if found is None or not right:
            if mark:
                line.pieces.setFocus()
            raise ShopError("quantity-out-of-range", value=line.pieces.text())
        return found

    def _price(self, line: _Line, mark: bool) -> int:
        return read_amount(line.price, self.error, self._currency, mark=mark)


def read_amount(edit: QLineEdit, error: QLabel, currency: str, *, mark: bool) -> int:
    """Read an amount of 0 or more; nothing is 0. Raises ShopError("amount-unreadable"), after marking if wanted."""
    try:
        found = parse_amount(edit.text().strip(), currency)
        if found < 0:
            raise ShopError("amount-unreadable", value=edit.text())
    except ShopError:
        if mark:
            complain(edit, error, _("Write an amount such as 12.50."))
            edit.setFocus()
        raise
    complain(edit, error, "")
    return found
