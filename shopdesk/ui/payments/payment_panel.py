"""One payment explained: why this fee and this day, and which lines of statements tell of it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.money import format_amount
from shopdesk.domain.payments import Method, Payment
from shopdesk.domain.return_clocks import local_day
from shopdesk.services.payments import refund, take, undo_payment
from shopdesk.services.reconciliation import lines_of_payment
from shopdesk.services.rule_files import payment_rules
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label, row
from shopdesk.ui.moments import MINUS, dated, stamp
from shopdesk.ui.side_panel import SidePanel, amount_row, facts
from shopdesk.ui.status import PAYMENT
from shopdesk.ui.theme import CAPTION
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext, spoken
from shopdesk.words.currencies import sign_of
from shopdesk.words.payments import word_line_kind, word_method, word_way


class PaymentPanel(SidePanel):
    """Shows one payment; what was noted by hand can be taken back as long as no statement tells of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Payment"))
        self.context = context

    def show_payment(self, payment: Payment) -> None:
        """Show a payment with its sums, the reason for its day, and what statements say."""
        method = payment_rules(self.context.shop).methods.get(payment.method)
        self.begin(payment.order or payment.sale)
        today = local_day(self.context.shop.now())
        status = PAYMENT[payment.state(today)]
        told: list[tuple[str, str | QWidget]] = [
            (_("State"), status.shown),
            (_("Kind"), word_line_kind(payment.kind)),
            (_("Paid by"), word_method(method, payment.method)),
            (_("Paid on"), stamp(payment.at)),
            (_("In the account by"), dated(payment.expected, today)),
        ]
        told += [(_("Platform number"), payment.channel_order_no)] if payment.channel_order_no else []
        told += [(_("Trade number"), payment.reference)] if payment.reference else []
        self.add(facts(told))
        self._add_sums(payment, method)
        self._add_lines(payment)
        self._add_ways(payment)

    def _add_sums(self, payment: Payment, method: Method | None) -> None:
        fee = payment.fee if payment.settled_fee is None else payment.settled_fee
        sign = -1 if payment.kind == "refund" else 1
        parts = [
            amount_row(_("Amount"), _written(sign * payment.amount, payment)),
            amount_row(_("Fee"), _written(-sign * fee, payment), rank="second"),
            amount_row(_("Net"), _written(payment.net, payment), bold=True),
        ]
        why = label(_explain(payment, method), rank="muted", size=CAPTION, wrap=True)
        why.setObjectName("paymentWhy")
        self.add(*parts, why, title=_("What is left of it"), right=sign_of(payment.currency))

    def _add_lines(self, payment: Payment) -> None:
        found = lines_of_payment(self.context.shop, payment)
        if not found:
            return
        rows = []
        for line, match in found:
            words = _("{file}, row {row}: {amount} {way}").format(
                file=line.file, row=line.line.row, amount=_written(line.line.amount, payment), way=word_way(match.how)
            )
            rows.append(label(words, wrap=True))
        self.add(*rows, title=_("Told by statements"))

    def _add_ways(self, payment: Payment) -> None:
        ways = []
        if payment.order:
            order = partial(self.context.go, "orders", order=payment.order)
            ways.append(button("paymentOrder", _("Show the order"), order, look="link"))
        if not (payment.derived or payment.matches):
            back = partial(self._take_back, payment)
            ways.append(button("undoPayment", _("Take this payment back"), back, icon_name="corner-up-left"))
        if ways:
            self.add(row(*ways, None))

    def _take_back(self, payment: Payment) -> None:
        words = _("Payment of {order} taken back").format(order=payment.order or payment.sale)
        standing = [payment.uuid]

        def there(shop: Shop, _job: Job) -> None:
            undo_payment(shop, standing[0])

        def back(shop: Shop, _job: Job) -> None:
            standing[0] = _keep_again(shop, payment).uuid

        self.context.write(
            words, there, changes={"payments", "orders"},
            done=lambda _told: self.context.note(Change(words, back, there)),
        )  # fmt: skip


def _keep_again(shop: Shop, payment: Payment) -> Payment:
    """Keep the same money once more, as a record of its own."""
    number, sale = payment.order or payment.sale, not payment.order
    if payment.kind == "payment":
        return take(
            shop, number, payment.method, payment.amount, reference=payment.reference, at=payment.at, sale=sale,
            currency=payment.currency,
        )  # fmt: skip
    return refund(
        shop, number, payment.amount, reference=payment.reference, at=payment.at, sale=sale, method=payment.method
    )[0]


def _explain(payment: Payment, method: Method | None) -> str:
    """Say by which rule the fee and the day were reckoned."""
    if method is None:
        return _("Its method is no longer in the table of methods.")
    name = word_method(method, payment.method)
    if payment.settled_fee is not None:
        fee = _("The statement tells this fee.")
    else:
        fee = _("{method} keeps {percent}%.").format(method=name, percent=f"{method.fee / 100:g}")
    gap = "" if spoken.language == "zh_CN" else " "
    if method.latest == 0:
        return fee + gap + _("The money is there at once.")
    if method.working:
        words = ngettext(
            "The money is there within {days} working day.", "The money is there within {days} working days.",
            method.latest,
        )  # fmt: skip
    else:
        words = ngettext(
            "The money is there within {days} day.", "The money is there within {days} days.", method.latest
        )
    return fee + gap + words.format(days=method.latest)


def _written(amount: int, payment: Payment) -> str:
    return format_amount(amount, payment.currency, grouped=True).replace("-", MINUS)
