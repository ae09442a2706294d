"""The form that puts one price in the book: which kind, how much, for whom, from when until when."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.customers import LEVELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.prices import KINDS, Price, check_price
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.customers.customer_words import word_level
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.prices.price_words import channel_choice, read_amount
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.promotions import PRICE_KIND_WORDS


class PriceForm(QWidget):
    """Says one price; `told` carries it."""

    told = Signal(object)

    def __init__(self, sku: str, channel: str, currency: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("priceForm")
        self._sku, self._currency = sku, currency
        self.kind = choice("priceKind", _("Which price"), [(kind, _(PRICE_KIND_WORDS[kind])) for kind in KINDS])
        self.channel = channel_choice("priceOn", _("All channels"))
        self.channel.setCurrentIndex(max(self.channel.findData(channel), 0))
        self.amount = field("priceAmount", _("Price"), "29.90")
        self.level = choice("priceLevel", _("Member level"), [(level, word_level(level)) for level in LEVELS if level])
        self.least = field("priceLeast", _("From pieces"), "10")
        self.starts = DayField("priceStarts", _("Starts"), now, timed=True)
        self.ends = DayField("priceEnds", _("Until"), now, timed=True)
        self.error = error_line("priceError")
        self._for_level, self._for_least = QWidget(), QWidget()
        for holder, edit in ((self._for_level, self.level), (self._for_least, self.least)):
            holder.setLayout(_captioned(edit))
        first = row(spacing=SPACE[2])
        for edit in (self.kind, self.channel):
            first.addLayout(_captioned(edit), 1)
        second = row(spacing=SPACE[2])
        second.addLayout(_captioned(self.amount), 1)
        second.addWidget(self._for_level, 1)
        second.addWidget(self._for_least, 1)
        third = row(spacing=SPACE[2])
        for edit in (self.starts, self.ends):
            third.addLayout(_captioned(edit), 1)
        save = button("savePrice", _("Save the price"), self.submit, key="Ctrl+S", primary=True)
        layout = column(first, second, third, self.error, row(save, None))
        self.setLayout(layout)
        self.kind.currentIndexChanged.connect(lambda _at: self._follow())
        for edit in (self.amount, self.least, self.starts, self.ends):
            edit.returnPressed.connect(self.submit)
        self._follow()

    def _follow(self) -> None:
        kind = self.kind.currentData()
        self._for_level.setVisible(kind == "member")
        self._for_least.setVisible(kind == "quantity")

    def submit(self) -> None:
        """Hand the price over as typed, or mark the field that is none."""
        for edit in (self.amount, self.least, self.starts, self.ends):
            complain(edit, self.error, "")
        amount = read_amount(self.amount.text(), self._currency)
        if amount is None:
            self._mark(self.amount, _("Write a price above nothing, such as 29.90."))
            return
        kind = str(self.kind.currentData())
        least = read_pieces(self.least.text()) or 0 if kind == "quantity" else 1
        if kind == "quantity" and least < 2:
            self._mark(self.least, _("Write from how many pieces on it holds, at least 2."))
            return
        moments = []
        for edit in (self.starts, self.ends):
            try:
                moments.append(edit.moment())
            except (ValueError, OverflowError):
                self._mark(edit, _("Write a day or a moment, such as {moment}.").format(moment=edit.example))
                return
        level = str(self.level.currentData()) if kind == "member" else ""
        channel = str(self.channel.currentData())
        price = Price(self._sku, kind, amount, channel, level, least, moments[0], moments[1])
        try:
            check_price(price)
        except ShopError as error:
            self._mark(self.ends, word_error(error))
            return
        self.told.emit(price)

    def _mark(self, edit: QLineEdit, words: str) -> None:
        complain(edit, self.error, words)
        edit.setFocus()


def _captioned(edit: QWidget) -> QVBoxLayout:
    return column(label(edit.accessibleName(), rank="muted", size=CAPTION), edit, spacing=SPACE[1])
