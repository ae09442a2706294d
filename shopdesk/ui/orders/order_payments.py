"""What came for an order and what went back: by which method, its fee, its day in the account, its trade number."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from shopdesk.domain.payments import Payment, PaymentRules
from shopdesk.ui.controls import StatusLabel, column, label, row, selectable
from shopdesk.ui.moments import day
from shopdesk.ui.status import PAYMENT
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _
from shopdesk.words.currencies import money
from shopdesk.words.payments import word_method


def payment_rows(payments: Sequence[Payment], rules: PaymentRules, today: date) -> list[QWidget]:
    """Return a block for each payment and refund, as they came."""
    return [_block(payment, rules, today) for payment in payments]


def _block(payment: Payment, rules: PaymentRules, today: date) -> QWidget:
    made = QWidget()
    made.setObjectName("orderPayment")
    name = word_method(rules.methods.get(payment.method), payment.method)
    back = payment.kind == "refund"
    words = _("{method}, paid back").format(method=name) if back else name
    amount = label(money(-payment.amount if back else payment.amount, payment.currency), bold=True)
    made.setAccessibleName(f"{words} {amount.text()}")
    state = StatusLabel(size=CAPTION)
    status = PAYMENT[payment.state(today)]
    state.show_status(status, status.shown)
    why = label(_fee_and_day(payment), rank="second", size=CAPTION)
    told = column(row(label(words), None, amount), row(why, None, state), spacing=0)
    if payment.reference:
        number = _("Trade number {number}").format(number=payment.reference)
        told.addWidget(selectable(label(number, rank="muted", size=CAPTION, wrap=True)))
    made.setLayout(told)
    return made


def _fee_and_day(payment: Payment) -> str:
    fee = payment.fee if payment.settled_fee is None else payment.settled_fee
    words = _("Fee {amount}").format(amount=money(fee, payment.currency))
    if payment.method == "cash":
        return words
    return f"{words} · " + _("in the account by {day}").format(day=day(payment.expected))
