"""A draft's lines where they stand: pieces and price of each, goods added by their code, lines taken out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import Purchase, PurchaseLine, SupplierItem
from shopdesk.services.codes import find_code
from shopdesk.services.stock import stock_level
from shopdesk.services.suppliers import list_items
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, clear, column, label, row, tool
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.goods_paste import paste_goods
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.tables.paste_way import LastPaste, PasteWay
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.currencies import money
from shopdesk.words.errors import word_error

LINES_SHOWN = 200
NOTE_HEIGHT = 64
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PurchaseLines(QWidget):
    """What a draft asks for, edited; `edited` tells that something was typed, `submitted` that Enter was pressed."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, context: Context, purchase: Purchase) -> None:
        super().__init__()
        self.setObjectName("purchaseLines")
        self.context, self.purchase = context, purchase
        self._money = purchase.supplier.currency
        self._lines: dict[str, PurchaseLine] = {line.sku: line for line in purchase.lines}
        self._typed: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE[1])
        self._grid.setVerticalSpacing(SPACE[1])
        self._grid.setColumnStretch(0, 1)
        self.code = field("addLine", _("Add goods"), _("Scan or type a code, Enter adds it"))
        self.code.returnPressed.connect(self._add)
        self.paste = PasteWay(self, self._paste)
        self.paste.watch(self.code)
        self.pasted = LastPaste(self._typed_lines, self._put_lines)
        self.error = error_line("lineError")
        self.sum = label(bold=True)
        self.sum.setObjectName("purchaseSum")
        self.note = TextField(purchase.note)
        self.note.setObjectName("purchaseNote")
        self.note.setAccessibleName(_("A note to the supplier"))
        self.note.setPlaceholderText(_("A note to the supplier"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.note.textChanged.connect(self.edited)
        self.due = DayField("purchaseDue", _("Expected on"), context.shop.now)
        self.due.setPlaceholderText(_("After the lead time"))
        due = row(label(self.due.accessibleName(), rank="muted"), self.due)
        adding = row(self.code, self.paste.make_button())
        self.setLayout(column(self._grid, adding, self.error, row(None, self.sum), self.note, due))
        self._build()

    @property
    def is_changed(self) -> bool:
        """Whether what stands here differs from the draft; what cannot be read differs."""
        try:
            lines, prices, note = self.read(mark=False)
        except ShopError:
            return True
        told = self.purchase.lines
        return note != self.purchase.note or [(sku, n, prices[sku]) for sku, n in lines.items()] != [
            (line.sku, line.quantity, line.price) for line in told
        ]

    def read(self, *, mark: bool = True) -> tuple[dict[str, int], dict[str, int], str]:
        """Return pieces and prices by SKU, and the note. Raises ShopError, after marking the field if wanted."""
        lines, prices = {}, {}
        for sku, line in self._lines.items():
            pieces, price = self._typed.get(sku, (None, None))
            lines[sku] = self._pieces(pieces, mark) if pieces else line.quantity
            prices[sku] = self._price(price, mark) if price else line.price
        return lines, prices, self.note.toPlainText().strip()

    def read_due(self) -> date | None:
        """Return when the goods should come, None after the lead time. Raises ValueError, after marking the field."""
        try:
            found = self.due.day()
        except ValueError:
            complain(self.due, self.error, _("Write a day such as {day}.").format(day=self.due.example))
            self.due.setFocus()
            raise
        complain(self.due, self.error, "")
        return found

    def refuse(self, error: ShopError) -> None:
        """Say why the lines were not taken."""
        self.error.setText(word_error(error))
        self.error.show()

    def _pieces(self, edit: QLineEdit, mark: bool) -> int:
        found = read_pieces(edit.text())
        is_right = found is not None and found > 0
        if mark or is_right:
            complain(edit, self.error, "" if is_right else _("Write a whole number above 0."))
        if found is None or not is_right:
            raise ShopError("quantity-out-of-range", value=edit.text())
        return found

    def _price(self, edit: QLineEdit, mark: bool) -> int:
        try:
            found = parse_amount(edit.text().strip(), self._money)
            if found < 0:
                raise ShopError("amount-unreadable", value=edit.text())
        except ShopError as error:
            if mark:
                complain(edit, self.error, word_error(error))
            raise
        complain(edit, self.error, "")
        return found

    def _build(self) -> None:
        clear(self._grid)
        self._typed.clear()
        for at, line in enumerate(list(self._lines.values())[:LINES_SHOWN]):
            self._add_row(at * 2, line)
        self._tell_sum()

    def _add_row(self, at: int, line: PurchaseLine) -> None:
        pieces = field(f"linePieces-{line.sku}", _("Pieces of {sku}").format(sku=line.sku))
        price = field(f"linePrice-{line.sku}", _("Price of {sku}").format(sku=line.sku))
        for edit, text, width in (
            (pieces, str(line.quantity), 52),
            (price, format_amount(line.price, self._money), 76),
        ):
            edit.setText(text)
            edit.setAlignment(_RIGHT)
            edit.setFixedWidth(width)
            edit.textEdited.connect(lambda _text: self._changed())
            edit.returnPressed.connect(self.submitted)
        words = " · ".join(filter(None, (line.sku, line.code)))
        self._grid.addWidget(ElidedLabel(line.title), at, 0, 1, 5)
        self._grid.addWidget(ElidedLabel(words, rank="muted", size=CAPTION), at + 1, 0)
        self._grid.addWidget(pieces, at + 1, 1)
        self._grid.addWidget(label("×", rank="muted"), at + 1, 2)
        self._grid.addWidget(price, at + 1, 3)
        out = tool(
            f"removeLine-{line.sku}", "x", _("Take {sku} out").format(sku=line.sku), lambda: self._remove(line.sku)
        )
        self._grid.addWidget(out, at + 1, 4)
        self._typed[line.sku] = (pieces, price)

    def _changed(self) -> None:
        self._tell_sum()
        self.edited.emit()

    def _tell_sum(self) -> None:
        try:
            lines, prices, _note = self.read(mark=False)
        except ShopError:
            self.sum.setText("–")
            return
        self.sum.setText(
            _("Sum {amount}").format(amount=money(sum(n * prices[sku] for sku, n in lines.items()), self._money))
        )

    def _remove(self, sku: str) -> None:
        self._keep_typed()
        self._lines.pop(sku, None)
        self._build()
        self.code.setFocus()
        self.edited.emit()

    def _keep_typed(self, more: Mapping[str, int] = {}) -> None:
        """Carry over what was typed before the rows are built anew; what cannot be read stays as it was."""
        for sku, (pieces, price) in self._typed.items():
            line = self._lines[sku]
            count = read_pieces(pieces.text())
            try:
                each = parse_amount(price.text().strip(), self._money)
            except ShopError:
                each = line.price
            count = line.quantity if count is None or count <= 0 else count
            self._lines[sku] = PurchaseLine(sku, line.title, line.code, count + more.get(sku, 0), max(each, 0))

    def _paste(self, text: str) -> None:
        title = _("{number}: goods to order").format(number=self.purchase.number)
        paste_goods(self.context, title, text, self.window(), self._take, self.pasted)

    def _take(self, goods: Mapping[str, int]) -> None:
        """Order so many of each, of what stands here already so many more."""
        self._keep_typed(goods)
        supplier = self.purchase.supplier.code
        offers = {item.sku: item for item in list_items(self.context.shop, supplier=supplier, skus=list(goods))}
        for sku, pieces in goods.items():
            if sku not in self._lines:
                self._lines[sku] = self._line(sku, pieces, offers.get(sku))
            elif sku not in self._typed:  # a line too far down to be shown
                self._lines[sku] = replace(self._lines[sku], quantity=self._lines[sku].quantity + pieces)
        self._build()
        self.edited.emit()

    def _line(self, sku: str, pieces: int, offer: SupplierItem | None) -> PurchaseLine:
        title = stock_level(self.context.shop, sku).title
        return PurchaseLine(sku, title, offer.code if offer else "", pieces, offer.price if offer else 0)

    def _typed_lines(self) -> dict[str, tuple[PurchaseLine, tuple[str, ...]]]:
        return {
            sku: (line, tuple(edit.text() for edit in self._typed.get(sku, ()))) for sku, line in self._lines.items()
        }

    def _put_lines(self, told: Mapping[str, tuple[PurchaseLine, tuple[str, ...]]]) -> None:
        self._lines = {sku: line for sku, (line, _texts) in told.items()}
        self._build()
        for sku, (_line, texts) in told.items():
            for edit, text in zip(self._typed.get(sku, ()), texts, strict=False):
                edit.setText(text)
        self._changed()

    def _add(self) -> None:
        """Add the goods of a code: one more pack of what stands here already, else the least quantity."""
        code = self.code.text().strip()
        if not code:
            self.submitted.emit()
            return
        try:
            _variant, sku = find_code(self.context.shop, code)
        except ShopError as error:
            complain(self.code, self.error, word_error(error))
            return
        complain(self.code, self.error, "")
        items = list_items(self.context.shop, supplier=self.purchase.supplier.code, skus=[sku])
        pack = max(items[0].pack, 1) if items else 1
        if sku in self._lines:
            self._keep_typed({sku: pack})
        else:
            self._keep_typed()
            least = -(-max(items[0].minimum, 1) // pack) * pack if items else 1
            self._lines[sku] = self._line(sku, least, items[0] if items else None)
        self.code.setText("")
        self._build()
        self.edited.emit()
