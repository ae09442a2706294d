"""The bills that were taken: of which platform, which days, how much is matched and left; each can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.reconciliation import restore_statement, undo_statement
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.taken_bills import BillTable, TakenBill, count_bills
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.moments import span_of_days, stamp
from shopdesk.ui.payments.bills_panel import BillsPanel
from shopdesk.ui.payments.payment_areas import add_payment_areas, words_of_bill
from shopdesk.ui.stock_words import amount_figure
from shopdesk.ui.tables.spared_columns import spare_where
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.theme import NARROW_WIDTH
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.payments import word_bill

Deed = Callable[[Shop, str], object]

SPARED = ("actor",)  # gives way to the file in a narrow window: the panel tells it


class BillsPage(TablePage):
    """The table of the bills; Enter opens the lines of one."""

    name = "bills"
    place = "import"
    concerns = frozenset({"payments", "orders"})
    panel: BillsPanel

    def __init__(self, context: Context) -> None:
        self._currency = str(get_setting(context.shop, "shop.currency"))
        super().__init__(
            context,
            title=_("Bills taken"),
            views={"taken": _("Taken"), "left": _("With lines left"), "undone": _("Taken back")},
            columns=self._columns(),
            panel=BillsPanel(context),
            search_hint=_("File, person, kind of bill"),
        )
        add_payment_areas(self)
        self.panel.lines_wanted.connect(self._show_lines)
        self.panel.taken_back.connect(self._take_back)
        self.panel.brought_back.connect(self._bring_back)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return BillTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_bills(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (None, button("openNextBill", _("Open a bill"), self.choose, icon_name="upload", key="Ctrl+O",
                             primary=True))  # fmt: skip

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyBills", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} bill selected", "{count} bills selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_bill(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            super().tell_empty(view, search)
        elif view == "undone":
            self.empty.tell("check", _("Nothing here"), _("No bill was taken back."))
        elif view == "left" and self._counts.get("taken"):
            self.empty.tell("check", _("Every line is matched"), _("No line of a bill is left to match."))
        else:
            ways = [button("firstTakenBill", _("Open a bill"), self.choose, primary=True, icon_name="upload")]
            text = _("Drop a bill of Alipay, WeChat or your bank here; each one that you take stands here then.")
            self.empty.tell("upload", _("No bill yet"), text, ways)

    def counts_text(self) -> str:  # noqa: D102
        taken = self._counts.get("taken", 0)
        return ngettext("{count} bill taken", "{count} bills taken", taken).format(count=f"{taken:,}")

    # What a person does

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))

    def choose(self) -> None:
        """Let the person choose a bill."""
        self.context.go("bill", choose=True)

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return words_of_bill()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Bills are looked at before they are taken."""
        self.context.go("bill", files=list(paths))
        return True

    def _open(self, row_id: int) -> None:
        bill: TakenBill = self.model.row_at(self.model.row_of(row_id))
        if bill.undone_at:
            super()._open(row_id)
        else:
            self._show_lines(bill)

    def _show_lines(self, bill: TakenBill) -> None:
        self.context.go("reconcile", bill=bill.uuid, view="left" if bill.left else "lines")

    def _take_back(self, bill: TakenBill) -> None:
        self._do(_("Bill {file} taken back"), bill, undo_statement, restore_statement)

    def _bring_back(self, bill: TakenBill) -> None:
        self._do(_("Bill {file} brought back"), bill, restore_statement, undo_statement)

    def _do(self, words: str, bill: TakenBill, deed: Deed, way_back: Deed) -> None:
        act, back = (partial(_with_bill, verb, bill.uuid) for verb in (deed, way_back))
        change = Change(words.format(file=bill.file), back, act)
        self.context.write(change.text, act, changes={"payments"}, done=lambda _result: self.context.note(change))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        spare_where(self.window().width() < NARROW_WIDTH, self.table, SPARED)

    # What stands in the table

    def _columns(self) -> list[Column]:
        return [
            Column("format", _("Bill"), lambda bill: Cell(word_bill(bill.format), bold=True), 112),
            Column("first", _("Period"), lambda bill: Cell(span_of_days(*bill.span)), 172),
            Column("lines", _("Lines"), lambda bill: Cell(f"{bill.lines:,}"), 52, right=True),
            Column("matched", _("Matched"), self._matched, 92, right=True),
            Column("left", _("To be matched"), self._left, 92, right=True),
            Column("at", _("Taken on"), lambda bill: Cell(stamp(bill.at), role="text-2"), 104),
            Column("actor", _("Taken by"), lambda bill: Cell(bill.actor, role="text-2"), 72),
            Column("file", _("File"), lambda bill: Cell(bill.file, role="text-2"), 120, stretch=True),
        ]

    def _matched(self, bill: TakenBill) -> Cell:
        return Cell("–" if bill.undone_at else self._written([(one.currency, one.matched) for one in bill.sums]))

    def _left(self, bill: TakenBill) -> Cell:
        if bill.undone_at or not bill.left:
            return Cell("–", role="muted")
        left = [(one.currency, one.left) for one in bill.sums if one.left] or [(bill.sums[0].currency, 0)]
        return Cell(self._written(left), role="warn", bold=True)

    def _written(self, sums: Sequence[tuple[str, int]]) -> str:
        """Write sums, each with its currency where that is not the shop's own."""
        return " · ".join(
            amount_figure(amount, currency) if currency == self._currency else money(amount, currency)
            for currency, amount in sums
        )


def _with_bill(deed: Deed, uuid: str, shop: Shop, _job: Job) -> object:
    return deed(shop, uuid)
