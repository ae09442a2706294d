"""The payments: by which method each came, what it costs, when it is in the account, and which are late or differ."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from shopdesk.domain.money import format_amount
from shopdesk.domain.payments import Payment
from shopdesk.domain.return_clocks import local_day
from shopdesk.services.payment_table import PaymentTable, count_payments
from shopdesk.services.payments import derive_payments
from shopdesk.services.rule_files import payment_rules
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.moments import MINUS, dated, stamp
from shopdesk.ui.payments.payment_areas import add_payment_areas, words_of_bill
from shopdesk.ui.payments.payment_panel import PaymentPanel
from shopdesk.ui.status import PAYMENT
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _, ngettext
from shopdesk.words.payments import word_method


class PaymentsPage(TablePage):
    """The table of payments with their panel; those of paid orders come by themselves."""

    name = "payments"
    place = "import"
    concerns = frozenset({"orders", "payments", "settings"})
    panel: PaymentPanel

    def __init__(self, context: Context) -> None:
        self._looking = False
        super().__init__(
            context,
            title=_("Payments"),
            views={
                "all": _("All"), "due": _("Awaited today"), "late": _("Late"), "differs": _("Amount differs"),
                "open": _("Awaited"), "settled": _("Settled"), "refunds": _("Paid back"),
            },
            columns=self._columns(),
            panel=PaymentPanel(context),
            search_hint=_("Order, name, trade number"),
        )  # fmt: skip
        add_payment_areas(self)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return PaymentTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_payments(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        bill = button("openBillHere", _("Open a bill"), self._open_bill, icon_name="upload", key="Ctrl+O", primary=True)
        return (None, bill)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyPayments", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} payment selected", "{count} payments selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_payment(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
        else:
            bill = button("firstBill", _("Open a bill"), self._open_bill, primary=True, icon_name="upload")
            text = _("Each paid order has its payment here, with fee and settlement day; a bill tells what came.")
            self.empty.tell("clipboard-list", _("No payments yet"), text, [bill])

    def counts_text(self) -> str:  # noqa: D102
        late = self._counts.get("late", 0)
        return ngettext("{count} payment late", "{count} payments late", late).format(count=f"{late:,}")

    # What a person does

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if order := str(wanted.get("order", "")):
            self.tabs.stand_on("all")
            self.search.setText(order)

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return words_of_bill()

    def take_files(self, paths: Sequence[object]) -> bool:
        """A bill that is dropped here is looked at."""
        self.context.go("bill", files=list(paths))
        return True

    def refresh(self) -> None:
        """Read the payments anew, and let paid orders without one have theirs."""
        super().refresh()
        if not self._looking:
            self._looking = True
            self.context.write(
                _("Taking payments from paid orders"), lambda shop, _job: derive_payments(shop), changes=set(),
                done=self._derived, ended=self._looked,
            )  # fmt: skip

    def _derived(self, count: object) -> None:
        if count:
            super().refresh()

    def _looked(self) -> None:
        self._looking = False

    def _open_bill(self) -> None:
        self.context.go("bill", choose=True)

    def _columns(self) -> list[Column]:
        return [
            Column("order", _("Order"), lambda row: Cell(row.order or row.sale, bold=True), 102),
            Column("method", _("Paid by"), self._method, 150, stretch=True),
            Column("amount", _("Amount"), _amount, 88, right=True),
            Column("fee", _("Fee"), _fee, 60, right=True),
            Column("net", _("Net"), lambda row: Cell(_written(row.net, row)), 88, right=True),
            Column("at", _("Paid on"), lambda row: Cell(stamp(row.at), role="text-2"), 110),
            Column("expected", _("Awaited on"), self._expected, 104),
            Column("", _("State"), self._state, 110),
            Column("", _("Platform number"), lambda row: Cell(row.channel_order_no, role="text-2"), 160, hidden=True),
            Column("", _("Trade number"), lambda row: Cell(row.reference, role="text-2"), 150, hidden=True),
        ]

    def _method(self, payment: Payment) -> Cell:
        known = payment_rules(self.context.shop).methods.get(payment.method)
        return Cell(word_method(known, payment.method))

    def _expected(self, payment: Payment) -> Cell:
        return Cell(dated(payment.expected, local_day(self.context.shop.now())))

    def _state(self, payment: Payment) -> Cell:
        status = PAYMENT[payment.state(local_day(self.context.shop.now()))]
        return Cell(status.shown, status=status)


def _amount(payment: Payment) -> Cell:
    sign = -1 if payment.kind == "refund" else 1
    return Cell(_written(payment.amount * sign, payment), bold=True)


def _fee(payment: Payment) -> Cell:
    told = payment.fee if payment.settled_fee is None else payment.settled_fee
    return Cell(_written(told, payment), role="text-2")


def _written(amount: int, payment: Payment) -> str:
    return format_amount(amount, payment.currency, grouped=True).replace("-", MINUS)
