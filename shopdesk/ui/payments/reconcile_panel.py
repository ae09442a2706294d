"""One line of a bill: what it says, and which payment it tells of, matched by itself or chosen here by hand."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from shopdesk.domain.payments import Payment
from shopdesk.services.payments import list_payments
from shopdesk.services.reconciliation import KeptLine, payments_of_line, propose_payments
from shopdesk.services.rule_files import payment_rules
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import error_line, field
from shopdesk.ui.moments import stamp
from shopdesk.ui.side_panel import SidePanel, facts
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _
from shopdesk.words.currencies import money
from shopdesk.words.payments import word_left, word_line_kind, word_method, word_way, word_why

FOUND_AT_MOST = 8


class LinePanel(SidePanel):
    """Asks for a match with the chosen payments, for its taking back, or to put the line aside."""

    matched = Signal(int, list)
    unmatched = Signal(int)
    put_aside = Signal(int, bool)
    bill_undone = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Line of a bill"))
        self.context = context
        self.boxes: dict[str, QCheckBox] = {}
        self._kept: KeptLine | None = None

    def show_line(self, kept: KeptLine) -> None:
        """Show a line with its payments, or with those that it may tell of."""
        self._kept, self.boxes = kept, {}
        line = kept.line
        sign = 1 if line.kind == "payment" else -1
        self.begin(money(sign * line.amount, line.currency))
        method = payment_rules(self.context.shop).methods.get(line.method)
        told: list[tuple[str, str | QWidget]] = [
            (_("Kind"), word_line_kind(line.kind)), (_("Paid by"), word_method(method, line.method)),
            (_("Time"), stamp(line.at)), (_("Trade number"), line.trade_no), (_("Order"), line.order_no),
            (_("Other side"), line.party), (_("Remark"), line.remark), (_("File"), f"{kept.file} · {line.row}"),
        ]  # fmt: skip
        self.add(facts([pair for pair in told if pair[1]]))
        if kept.matches:
            self._add_matched(kept)
        else:
            self._add_choice(kept)
        undo = partial(self.bill_undone.emit, kept.statement, kept.file)
        back = button("undoBill", _("Take the whole bill back"), undo, look="link", key="Ctrl+Shift+M")
        self.add(row(back, None))

    def chosen(self) -> list[str]:
        """Return the payments that are ticked."""
        return [uuid for uuid, box in self.boxes.items() if box.isChecked()]

    def _add_matched(self, kept: KeptLine) -> None:
        parts: list[QWidget] = []
        for payment, match in payments_of_line(self.context.shop, kept.row):
            parts.append(label(f"{_named(payment)} · {word_way(match.how)}", wrap=True))
        back = button("undoMatch", _("Take the match back"), partial(self.unmatched.emit, kept.row), key="Ctrl+M",
                      icon_name="corner-up-left")  # fmt: skip
        self.add(*parts, row(back, None), title=_("It tells of"))

    def _add_choice(self, kept: KeptLine) -> None:
        self._rows = column(spacing=SPACE[1])
        proposals = propose_payments(self.context.shop, kept.row)
        for at, told in enumerate(proposals):
            self._add_box(told.payment, word_why(told.why), ticked=at == 0 and told.why != "near")
        if not proposals:
            self._rows.addWidget(
                label(_("No payment is like this line; look for one below."), rank="second", wrap=True)
            )
        look = field("findPayment", _("Look for a payment"), _("Order or trade number, then Enter"))
        look.returnPressed.connect(lambda: self._look_for(look.text()))
        self.error = error_line("matchError")
        match = button("matchLine", _("Match"), self._match, key="Ctrl+Return", primary=True)
        words = _("Take it up again") if kept.ignored else _("No sale of the shop")
        aside = button("putAside", words, partial(self.put_aside.emit, kept.row, not kept.ignored), key="Ctrl+D")
        why = label(_("Put aside") if kept.ignored else word_left(kept.reason), rank="second", wrap=True)
        self.add(why, self._rows, look, self.error, row(match, None), row(aside, None), title=_("Which payment is it?"))

    def _add_box(self, payment: Payment, why: str, *, ticked: bool = False) -> None:
        if payment.uuid in self.boxes:
            self.boxes[payment.uuid].setChecked(True)
            return
        box = QCheckBox(_named(payment).replace("&", "&&"))
        box.setObjectName(f"payment-{payment.order or payment.sale}")
        box.setAccessibleName(_named(payment))
        box.setChecked(ticked)
        self.boxes[payment.uuid] = box
        self._rows.addWidget(box)
        told = " · ".join(part for part in (why, stamp(payment.at), payment.channel_order_no) if part)
        self._rows.addWidget(label(told, rank="muted", size=CAPTION, wrap=True))

    def _look_for(self, text: str) -> None:
        """Add the payments that hold a text to the choice."""
        found = [told for told in list_payments(self.context.shop, search=text, limit=FOUND_AT_MOST) if text.strip()]
        for payment in found:
            self._add_box(payment, "", ticked=len(found) == 1)
        self._tell("" if found else _("No payment holds this text."))

    def _match(self) -> None:
        if self._kept is None:
            return
        if chosen := self.chosen():
            self.matched.emit(self._kept.row, chosen)
        else:
            self._tell(_("Tick the payment that this line tells of."))

    def _tell(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))


def _named(payment: Payment) -> str:
    sign = -1 if payment.kind == "refund" else 1
    return f"{payment.order or payment.sale}  {money(sign * payment.amount, payment.currency)}"
