"""The refund that is proposed, explained line by line; each amount can be changed, and what is agreed is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.refunds import ROUTES, Part, Proposal
from shopdesk.services.return_desk import Desk
from shopdesk.ui.controls import button, clear, column, heading, label, line, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.returns.return_money_words import Row, rows_of
from shopdesk.ui.returns.return_step_words import ROUTES as ROUTE_WORDS
from shopdesk.ui.side_panel import facts
from shopdesk.ui.theme import CAPTION, DECIDING, SPACE
from shopdesk.words import _
from shopdesk.words.currencies import money

WIDTH = 92


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person wants paid back: the amount, what was changed part by part, the freight the buyer laid out."""

    amount: int
    parts: tuple[Part, ...]
    return_freight: int


class ReturnRefundCard(QFrame):
    """Shows rows with their amounts; F2 goes from one to the next. `edited` tells that an amount is another."""

    edited = Signal()
    policy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("returnRefundCard")
        self.setProperty("card", True)
        self._currency = "CNY"
        self._rows: list[Row] = []
        self._fields: list[QLineEdit] = []
        self._typed: dict[str, int] = {}
        self._open = False
        self._left = 0
        self.total = label(size=DECIDING, bold=True)
        self.total.setObjectName("refundTotal")
        self._title = heading("")
        self._hint = label(rank="muted", size=CAPTION, wrap=True)
        self._list = column(spacing=SPACE[2])
        self.error = error_line("refundError")
        self._sum = label(bold=True)
        self._sum_name = label(_("In all"), bold=True)
        self.anew = button("refundAsProposed", _("As proposed"), self._reset, look="link")
        self.route = choice("refundRoute", _("By which way"), [(code, _(ROUTE_WORDS[code])) for code in ROUTES])
        self.reference = field("refundReference", _("Number of the payment"), _("Number of the payment"))
        self._facts = column(spacing=SPACE[1])
        self.hint = label(rank="second", wrap=True)
        self.hint.setObjectName("exchangeHint")
        self._lay_out()

    def _lay_out(self) -> None:
        self._way = QFrame()
        self._way.setLayout(
            column(row(label(_("Pay back to"), rank="muted"), self.route), self.reference, spacing=SPACE[1])
        )
        layout = column(
            row(self._title, None, self.anew), self._hint, self.total, line(), self._list, self.error, line(),
            row(self._sum_name, None, self._sum), self._way, self._facts, self.hint,
            spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]),
        )  # fmt: skip
        self.setLayout(layout)
        next_ = QShortcut(QKeySequence("F2"), self)
        next_.setContext(Qt.ShortcutContext.WindowShortcut)
        next_.activated.connect(self.next_amount)

    # What is shown

    def show_desk(self, desk: Desk, proposal: Proposal, *, anew: bool, left: int) -> None:
        """Show what would go back; amounts that were changed stay changed, unless another case is shown."""
        if anew:
            self._typed.clear()
            self.route.setCurrentIndex(0)
            self.reference.clear()
        order, case = desk.order, desk.details.case
        assert order is not None
        self._currency, self._left = order.currency, left
        done = [refund for refund in desk.details.refunds if not refund.undone]
        self._open = case.is_open and case.state != "exchanged" and not done
        if done:
            proposal = Proposal(done[-1].amount, done[-1].parts)
        shown = self._open and desk.pays_return
        self._rows = rows_of(
            proposal, order, open_=self._open, partial=case.kind == "partial" and self._open, with_freight=shown
        )
        words = _("If money goes back instead") if case.sends_goods or case.kind == "repair" else _("Proposed refund")
        if done:
            words = _("Paid back {number}").format(number=done[-1].number)
        self._title.setText(words)
        self._hint.setText(_("Each amount can be changed: F2") if self._open else "")
        self._hint.setVisible(self._open)
        self._way.setVisible(self._open)
        self._fill()
        self._tell()

    def show_facts(self, told: list[tuple[str, str]], hint: str) -> None:
        """Show the way, the rule and the stock, and what is to be known of an exchange."""
        clear(self._facts)
        frame = QFrame()
        frame.setLayout(facts(told))
        see = button("seePolicy", _("See the policy"), self.policy_wanted.emit, look="link")
        self._facts.addWidget(frame)
        holder = QFrame()
        holder.setLayout(row(see, None))
        self._facts.addWidget(holder)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _fill(self) -> None:
        clear(self._list)
        self._fields.clear()
        for at, told in enumerate(self._rows, start=1):
            words = column(label(told.title, wrap=True), spacing=0)
            if told.why:
                words.addWidget(label(told.why, rank="muted", size=CAPTION, wrap=True))
            holder = QFrame()
            layout = row(words, spacing=SPACE[2])
            layout.setStretch(0, 1)
            layout.addWidget(self._amount(at, told), 0, Qt.AlignmentFlag.AlignTop)
            holder.setLayout(layout)
            self._list.addWidget(holder)

    def _amount(self, at: int, told: Row) -> QLabel | QLineEdit:
        shown = format_amount(self._typed.get(told.key, told.amount), self._currency)
        if not self._open or not told.editable:
            made = label(shown)
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
            return made
        edit = field(f"refundPart-{at}", told.title)
        edit.setProperty("amount", True)
        edit.setProperty("row", told.key)
        edit.setFixedWidth(WIDTH)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setText(shown)
        edit.setToolTip(_("Change this amount  F2"))
        edit.textEdited.connect(lambda _text: self._change())
        edit.returnPressed.connect(self.next_amount)
        self._fields.append(edit)
        return edit

    # What a person changes

    def next_amount(self) -> None:
        """Stand in the first amount, from one in the next."""
        if not self._fields or not self.isVisible():
            return
        focus = self.window().focusWidget()
        at = next((at for at, edit in enumerate(self._fields) if edit is focus), -1)
        edit = self._fields[(at + 1) % len(self._fields)]
        edit.setFocus()
        edit.selectAll()

    def _change(self) -> None:
        for edit in self._fields:
            key = str(edit.property("row"))
            told = next(row_ for row_ in self._rows if row_.key == key)
            try:
                amount = parse_amount(edit.text().strip().replace("\N{MINUS SIGN}", "-"), self._currency)
            except ShopError:
                self._typed[key] = -(10**15)
                continue
            self._typed.pop(key, None)
            if amount != told.amount:
                self._typed[key] = amount
        self._tell()
        self.edited.emit()

    def _reset(self) -> None:
        self._typed.clear()
        self._fill()
        self._tell()
        self.edited.emit()

    def agreed(self) -> Agreed | None:
        """Return what is to go back, None while an amount cannot be read or is too much."""
        return None if self._trouble() else self._agreed()

    def _agreed(self) -> Agreed:
        changes: Mapping[str, int] = self._typed
        parts, freight = [], 0
        for told in self._rows:
            amount = changes.get(told.key, told.amount)
            if told.key == "return-freight":
                freight = amount
            elif amount != told.amount:
                params = {"line": told.line} if told.line else {}
                parts.append(Part("agreed", amount - told.amount, params | {"of": told.kind}))
        return Agreed(sum(changes.get(told.key, told.amount) for told in self._rows), tuple(parts), freight)

    def _trouble(self) -> str:
        if any(amount <= -(10**15) for amount in self._typed.values()):
            return _("Write an amount such as 12.50.")
        amount = self._agreed().amount
        if amount < 0 or any(self._typed.get(r.key, 0) < 0 for r in self._rows if r.amount >= 0 and r.key != "other"):
            return _("An amount below nothing cannot go back.")
        if amount > self._left:
            words = _("More than is left of what was paid: {amount}. Write a smaller amount.")
            return words.format(amount=money(self._left, self._currency))
        return ""

    def _tell(self) -> None:
        trouble = self._trouble() if self._open else ""
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))
        amount = self._agreed().amount
        words = "–" if trouble else money(amount, self._currency)
        self.total.setText(words)
        self._sum.setText(words)
        self.anew.setVisible(self._open and bool(self._typed))
