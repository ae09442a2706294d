"""The form that receives goods: pieces, batch, expiry and cost of each line; a scanned code finds its line."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.purchases import Purchase, PurchaseLine
from shopdesk.services.codes import find_code
from shopdesk.services.purchases import Receipt
from shopdesk.services.settings import get_setting
from shopdesk.services.stock_table import places
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, button, column, label, row, tool
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.said import Said
from shopdesk.ui.stock_words import figure, read_pieces, word_place
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import sign_of
from shopdesk.words.errors import word_error


class ReceiptRow(QWidget):
    """One batch of one line: pieces, batch code, until when it keeps, and what a piece cost if it was another price.

    The first row of a form is `named`: its fields' names stand above them.
    """

    def __init__(
        self, context: Context, line: PurchaseLine, turn: int, pieces: int, cost: str, money: str, *, named: bool
    ) -> None:
        super().__init__()
        self.sku, self.by_hand = line.sku, False
        self._money = money
        at = line.sku if turn == 1 else f"{line.sku}-{turn}"
        self.pieces = field(f"receivePieces-{at}", _("Pieces of {sku}").format(sku=line.sku))
        self.pieces.setText(str(pieces) if pieces else "")
        self.pieces.setPlaceholderText("0")
        self.pieces.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.pieces.textEdited.connect(lambda _text: self._touch())
        self.lot = field(f"receiveLot-{at}", _("Batch of {sku}").format(sku=line.sku), _("Batch"))
        self.keeps = DayField(f"receiveExpiry-{at}", _("{sku} keeps until").format(sku=line.sku), context.shop.now)
        self.cost = field(f"receiveCost-{at}", _("Cost of a piece of {sku}").format(sku=line.sku), cost)
        self.cost.setToolTip(
            _("What a piece cost in {currency}, where it was another price").format(currency=sign_of(money))
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[1])
        for place, (edit, stretch) in enumerate(((self.pieces, 3), (self.lot, 5), (self.keeps, 8), (self.cost, 4))):
            grid.addWidget(edit, 1, place)
            grid.setColumnStretch(place, stretch)
            edit.setMinimumWidth(40)
        if named:
            for place, words in enumerate((_("Pieces"), _("Batch"), _("Keeps until"), _("Unit cost"))):
                grid.addWidget(label(words, rank="muted", size=CAPTION), 0, place)
        self.setLayout(grid)

    def _touch(self) -> None:
        self.by_hand = True

    def fields(self) -> list[QLineEdit]:
        """Return the fields, in the order they are filled in."""
        return [self.pieces, self.lot, self.keeps, self.cost]

    def read(self, under: "ReceiveForm") -> Receipt | None:
        """Return what has come, None where nothing has. Raises ValueError, after marking the field."""
        text = self.pieces.text().strip()
        count = read_pieces(text) if text else 0
        if count is None or count < 0:
            raise under.refused(self.pieces, _("Write a whole number above 0."))
        if not count:
            return None
        try:
            keeps = self.keeps.day()
        except ValueError:
            raise under.refused(self.keeps, _("Write a day such as {day}.").format(day=self.keeps.example)) from None
        try:
            paid = parse_amount(self.cost.text().strip(), self._money) if self.cost.text().strip() else None
        except ShopError as error:
            raise under.refused(self.cost, word_error(error)) from None
        return Receipt(self.sku, count, self.lot.text().strip(), keeps, paid)


class ReceiveForm(QWidget):
    """Receives an order's goods; `booked` carries receipts and place, `closed` tells that nothing is to be received."""

    booked = Signal(list, str)
    closed = Signal()

    def __init__(self, context: Context, purchase: Purchase) -> None:
        super().__init__()
        self.setObjectName("receiveForm")
        self.setAccessibleName(_("Receive goods"))
        self.context, self.purchase = context, purchase
        self._scanned = False
        self.rows: list[ReceiptRow] = []
        self.scan = field("receiveScan", _("Scan or type a code"), _("Scan or type a code: one more of it has come"))
        self.scan.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.scan.returnPressed.connect(self._take_scan)
        self.said = Said("receiveSaid", size=CAPTION)
        self.said.hide()
        options = [(code, word_place(code)) for code in places(context.shop)]
        self.place = choice("receivePlace", _("Location"), options)
        self.error = error_line("receiveError")
        self.book = button("bookReceipt", _("Book what has come"), self.submit, key="Ctrl+S", primary=True)
        leave = button("leaveReceipt", _("Cancel"), self.closed.emit, look="quiet")
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(SPACE[2])
        for line in purchase.lines:
            self._add_line(line)
        self.setLayout(
            column(
                self.scan,
                self.said,
                self._blocks,
                row(label(self.place.accessibleName(), rank="muted"), self.place),
                self.error,
                row(self.book, leave, None),
            )
        )

    def begin(self) -> None:
        """Let the next scan go into the form."""
        self.scan.setFocus()

    def refuse(self, error: ShopError) -> None:
        """Say why nothing was booked."""
        self.book.setEnabled(True)
        self.error.setText(word_error(error))
        self.error.show()

    def refused(self, edit: QLineEdit, words: str) -> ValueError:
        """Mark a field, stand in it, and return what stops the reading."""
        complain(edit, self.error, words)
        edit.setFocus()
        edit.selectAll()
        return ValueError(words)

    def submit(self) -> None:
        """Book what was told."""
        for told in self.rows:
            for edit in told.fields():
                complain(edit, self.error, "")
        try:
            receipts = [receipt for told in self.rows if (receipt := told.read(self))]
        except ValueError:
            return
        if not receipts:
            self.error.setText(_("Nothing has come yet: write the pieces of a line, or scan them."))
            self.error.show()
        elif self.book.isEnabled():
            self.book.setEnabled(False)
            self.booked.emit(receipts, str(self.place.currentData()))

    def _add_line(self, line: PurchaseLine) -> None:
        block = QVBoxLayout()
        block.setSpacing(SPACE[1])
        words = ngettext("{count} of {whole} to come", "{count} of {whole} to come", line.outstanding)
        words = words if line.outstanding else _("all {whole} have come")
        waits = label(words.format(count=figure(line.outstanding), whole=figure(line.quantity)), rank="muted")
        more = tool(
            f"moreBatches-{line.sku}", "plus", _("Another batch of {sku}").format(sku=line.sku),
            partial(self._begin_batch, block, line),
        )  # fmt: skip
        head = row(ElidedLabel(line.title), waits, more)
        head.setStretch(0, 1)
        block.addLayout(head)
        block.addWidget(ElidedLabel(" · ".join(filter(None, (line.sku, line.code))), rank="muted", size=CAPTION))
        self._add_row(block, line, line.outstanding)
        self._blocks.addLayout(block)

    def _begin_batch(self, block: QVBoxLayout, line: PurchaseLine) -> None:
        self._add_row(block, line, 0).pieces.setFocus()

    def _add_row(self, block: QVBoxLayout, line: PurchaseLine, pieces: int) -> ReceiptRow:
        home = str(get_setting(self.context.shop, "shop.currency"))
        same = self.purchase.supplier.currency == home
        cost = format_amount(line.price, home) if same else _("Cost {currency}").format(currency=sign_of(home))
        turn = 1 + sum(told.sku == line.sku for told in self.rows)
        made = ReceiptRow(self.context, line, turn, pieces, cost, home, named=not self.rows)
        for edit in made.fields():
            edit.returnPressed.connect(self.submit)
        self.rows.append(made)
        block.addWidget(made)
        return made

    def _take_scan(self) -> None:
        """Count one more of what was scanned; the first scan empties what was only proposed."""
        code = self.scan.text().strip()
        self.scan.setText("")
        if not code:
            self.submit()
            return
        try:
            sku = find_code(self.context.shop, code)[1]
        except ShopError as error:
            self._say(word_error(error), "error")
            return
        line = next((told for told in reversed(self.rows) if told.sku == sku), None)
        if line is None:
            words = _("{sku} does not stand in this order. Nothing was counted.")
            self._say(words.format(sku=sku), "error")
            return
        if not self._scanned:
            self._scanned = True
            for told in self.rows:
                if not told.by_hand:
                    told.pieces.clear()
        count = (read_pieces(line.pieces.text()) or 0) + 1
        line.pieces.setText(str(count))
        self._say(_("{sku}: {count} counted").format(sku=sku, count=figure(count)), "ok")

    def _say(self, words: str, rank: str) -> None:
        self.said.say(words, rank)
        self.said.show()
