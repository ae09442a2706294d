"""Taking money: what is due, how it is paid, quick notes, the shop's own code, the change large."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import QButtonGroup, QLabel, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import METHODS, quick_notes, settle
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.icons import icon_pixmap
from shopdesk.ui.stall.stall_parts import NumberPad, Sheet, amount_field, choices, figure, large, read_sum, say, yuan
from shopdesk.ui.theme import HEADLINE, SPACE, font
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error
from shopdesk.words.sales import METHOD_WORDS

CODES = ("wechat", "alipay")
NOTES, FEW, LOW = 6, 3, 680  # a low screen has room for one row of notes
RECEIPT_KEY = "Alt+6"
RECEIPT_WORDS = {"print": N_("Receipt: printed"), "show": N_("Receipt: shown"), "none": N_("No receipt")}
CODE_SIDE, SMALL_CODE = 220, 140
CHANGES = (72, 56, 44)  # sizes of the change: as large as its place allows, to be read by the buyer too


class PaySheet(Sheet):
    """Collects (method, amount, reference) until the sum is met; then `paid` carries them."""

    paid = Signal(list)

    def __init__(self, code_file: Callable[[str], Path | None]) -> None:
        super().__init__("paySheet", _("Take money"))
        self._code_file = code_file
        self.total, self.told = 0, list[tuple[str, int, str]]()
        self.method = "cash"
        self.due = figure("payDue", 36)
        self.given = label(rank="second", size=HEADLINE, wrap=True)
        self.given.setObjectName("payGiven")
        self._ways = QButtonGroup(self)
        made = []
        for at, method in enumerate(METHODS, start=1):
            way = large(
                f"pay-{method}",
                _(METHOD_WORDS[method]),
                partial(self.choose, method),
                key=f"Alt+{at}",
                look="way",
                size=15,
            )
            way.setCheckable(True)
            self._ways.addButton(way)
            made.append(way)
        self.buttons = dict(zip(METHODS, made, strict=False))
        self.receipts: tuple[str, ...] = ("none",)
        self.receipt = "none"
        self._receipt = large(
            "payReceipt", _(RECEIPT_WORDS["none"]), self.turn_receipt, size=15, look="way", key=RECEIPT_KEY,
            icon_name="receipt",
        )  # fmt: skip
        made.append(self._receipt)
        self.amount = amount_field("payAmount", _("Amount"))
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.textChanged.connect(lambda _text: self._show_change())
        self.amount.returnPressed.connect(self.take)
        self.change = figure("payChange", CHANGES[-1], rank="ok")
        self._notes = [large(f"payNote-{at}", "", partial(self._note, at), size=HEADLINE) for at in range(NOTES)]
        self._sums: tuple[int, ...] = ()
        self._code = QLabel()
        self._code.setObjectName("payCode-picture")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = label(rank="second", size=15, wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.pad = NumberPad("payPad")
        self.pad.target = self.amount
        self.confirm = large(
            "payDone", _("Money received"), self.take, look="way", primary=True, below="Enter", size=24
        )
        self._notes_shown = choices(self._notes, 3)
        left = column(choices(made, 3), self.amount, self._notes_shown, self._code, self._hint, None, spacing=SPACE[2])
        right = column(row(label(_("Still to pay"), size=HEADLINE), self.due), self.given, self.pad, spacing=SPACE[2])
        self._change_word = label(_("Change"), size=HEADLINE)
        self._change_place = _place_kept(self._change_word, self.change)  # only cash is given back
        right.addWidget(self._change_place)
        right.addWidget(self.confirm)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.body.addLayout(both)

    def ask(self, total: int, method: str = "cash", receipts: tuple[str, ...] = ("none",)) -> None:
        """Begin to take a sum; the first of the receipts is the usual one."""
        self.total, self.told = total, []
        self.receipts, self.receipt = receipts, receipts[-1]
        self.turn_receipt()
        self.begin()
        self.setEnabled(True)
        self.choose(method)

    @property
    def _low(self) -> bool:
        return self.window().height() <= LOW

    def turn_receipt(self) -> None:
        """Choose the next that can become of this sale's receipt."""
        self.receipt = self.receipts[(self.receipts.index(self.receipt) + 1) % len(self.receipts)]
        say(self._receipt, _(RECEIPT_WORDS[self.receipt]), RECEIPT_KEY)

    @property
    def left_to_pay(self) -> int:
        """What is still to be paid."""
        return self.total - sum(amount for _method, amount, _reference in self.told)

    def choose(self, method: str) -> None:
        """Take the next money this way."""
        self.method = method
        self.buttons[method].setChecked(True)
        left = self.left_to_pay
        self.due.setText(yuan(left))
        said = [f"{_(METHOD_WORDS[way])} {yuan(amount)}" for way, amount, _reference in self.told]
        self.given.setText("  ·  ".join(said))
        self.given.setVisible(bool(said))
        self._sums = quick_notes(left) if method == "cash" else ()
        for at, made in enumerate(self._notes):
            made.setVisible(at < len(self._sums) and (at < FEW or not self._low))
            if at < len(self._sums):
                made.setText(yuan(self._sums[at]))
                made.setAccessibleName(yuan(self._sums[at]))
        self._notes_shown.setVisible(method == "cash")
        self._change_place.setVisible(method == "cash")
        self.amount.setText(format_amount(left))
        self._show_code(method)
        self.begin_amount()

    def begin_amount(self) -> None:
        """Let what is typed next stand in the place of the amount."""
        self.amount.setFocus()
        self.amount.selectAll()

    def take(self) -> None:
        """Take what is written; the rest is asked for when it is less than the sum."""
        if not self.isEnabled():
            return
        try:
            amount = read_sum(self.amount.text())
            told = [*self.told, (self.method, amount, "")] if self.total or amount else []
            if sum(paid for _method, paid, _reference in told) < self.total and amount > 0:
                self.told = told
                self.refuse()
                self.choose("cash" if self.method != "cash" else "wechat")
                return
            settle(self.total, told)
        except ShopError as error:
            self.refuse(word_error(error))
            self.amount.selectAll()
            return
        self.refuse()
        self.setEnabled(False)
        self.paid.emit(told)

    def _note(self, at: int) -> None:
        if at < len(self._sums):
            self.amount.setText(format_amount(self._sums[at]))
            self.begin_amount()

    def _show_change(self) -> None:
        try:
            given = read_sum(self.amount.text())
        except ShopError:
            given = 0
        change = max(given - self.left_to_pay, 0) if self.method == "cash" else 0
        words, room = yuan(change), self.pad.width() - self._change_word.sizeHint().width() - SPACE[3]
        sizes = CHANGES[-1:] if self._low else CHANGES
        self.change.setFont(font(next((size for size in sizes if _wide(words, size) <= room), CHANGES[-1]), bold=True))
        self.change.setText(words)

    def _show_code(self, method: str) -> None:
        """Show the shop's own code of WeChat or Alipay, to be scanned by the buyer and confirmed by hand."""
        self._code.setVisible(method in CODES)
        self._hint.setVisible(method != "cash")
        if method not in CODES:
            self._hint.setText(_("Key the amount into the card terminal; only the amount is kept."))
            return
        file = self._code_file(method)
        picture = QPixmap(str(file)) if file else QPixmap()
        if picture.isNull():
            self._code.setPixmap(icon_pixmap("qr-code", "muted", 96))
            said = _("Your code stands here once the settings name its picture. Press “Money received” when it came.")
            self._hint.setText(said)
            return
        self._hint.setVisible(not self._low)
        size, kept = SMALL_CODE if self._low else CODE_SIDE, Qt.AspectRatioMode.KeepAspectRatio
        self._code.setPixmap(picture.scaled(size, size, kept, Qt.TransformationMode.SmoothTransformation))
        self._hint.setText(_("The buyer scans it; press “Money received” when the money came."))


def _place_kept(*parts: QWidget) -> QWidget:
    """Return a line whose place is kept while it is hidden: nothing below it moves."""
    made = QWidget()
    made.setLayout(row(*parts))
    kept = made.sizePolicy()
    kept.setRetainSizeWhenHidden(True)
    made.setSizePolicy(kept)
    return made


def _wide(words: str, size: int) -> int:
    return QFontMetrics(font(size, bold=True)).horizontalAdvance(words)
