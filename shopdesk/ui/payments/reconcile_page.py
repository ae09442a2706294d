"""Bills against payments: a bill is dropped here, most lines find their payments, the remaining few are matched."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.payment_table import LineTable, count_lines
from shopdesk.services.reconciliation import (
    KeptLine,
    KeptMatch,
    StatementReport,
    find_line,
    match_again,
    match_by_hand,
    put_line_aside,
    restore_statement,
    undo_match,
    undo_statement,
)
from shopdesk.services.shop import Shop
from shopdesk.services.taken_bills import TakenBill, find_bill
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, set_text
from shopdesk.ui.moments import stamp
from shopdesk.ui.payments.payment_areas import add_payment_areas, words_of_bill
from shopdesk.ui.payments.reconcile_panel import LinePanel
from shopdesk.ui.payments.reconcile_summary import summary
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.tasks import Verb
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money
from shopdesk.words.payments import word_left, word_line_kind

LONGEST_NAME = 26


class ReconcilePage(TablePage):
    """The lines of all bills: what is left, what was matched, what was put aside."""

    name = "reconcile"
    place = "import"
    concerns = frozenset({"payments", "orders"})
    panel: LinePanel

    def __init__(self, context: Context) -> None:
        self._bill: TakenBill | None = None
        super().__init__(
            context,
            title=_("Lines of bills"),
            views={
                "left": _("To be matched"), "matched": _("Matched"), "ignored": _("No sale"), "lines": _("All lines"),
            },
            columns=_columns(),
            panel=LinePanel(context),
            search_hint=_("Trade number, order, remark"),
        )  # fmt: skip
        add_payment_areas(self)
        self.panel.matched.connect(self._match)
        self.panel.unmatched.connect(self._unmatch)
        self.panel.put_aside.connect(self._put_aside)
        self.panel.bill_undone.connect(self._undo_bill)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return LineTable(self.context.shop, view, search, self._bill.row if self._bill else 0)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_lines(self.context.shop, self._bill.row if self._bill else 0)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self.only = button(
            "everyBill", _("Lines of every bill"), lambda: self._narrow(None), icon_name="x", key="Ctrl+Shift+E"
        )
        self.only.hide()
        return (
            self.only,
            None,
            button("openBill", _("Open a bill"), self.choose, icon_name="upload", key="Ctrl+O"),
        )

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyLines", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} line selected", "{count} lines selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_line(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "left":
            super().tell_empty(view, search)
        elif self._counts.get("lines"):
            self.empty.tell("check", _("Every line is matched"), _("No line of a bill is left to match."))
        else:
            ways = [button("firstStatement", _("Open a bill"), self.choose, primary=True, icon_name="upload")]
            text = _(
                "Drop a bill from Alipay, WeChat or your bank here; its lines are matched with payments automatically."
            )
            self.empty.tell("upload", _("No bill yet"), text, ways)

    def counts_text(self) -> str:  # noqa: D102
        left = self._counts.get("left", 0)
        return ngettext("{count} line left", "{count} lines left", left).format(count=f"{left:,}")

    # What a person does

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        files, report = wanted.get("files"), wanted.get("report")
        bill = str(wanted.get("bill", ""))
        if bill:
            self._narrow(find_bill(self.context.shop, bill), str(wanted.get("view", "lines")))
        elif isinstance(report, StatementReport):
            self.show_report(report)
        elif isinstance(files, list) and files:
            self.take_files(files)
        elif wanted.get("choose"):
            self.choose()

    def refresh(self) -> None:
        """Read the lines anew; a bill that was taken back meanwhile narrows nothing any more."""
        if self._bill is not None and find_bill(self.context.shop, self._bill.uuid).undone_at:
            self._bill = None
            self._name_bill()
        super().refresh()

    def choose(self) -> None:
        """Let the person choose a bill."""
        self.context.go("bill", choose=True)

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return words_of_bill()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Bills are looked at before they are taken."""
        self.context.go("bill", files=list(paths))
        return True

    def show_report(self, report: StatementReport) -> None:
        """Show what came of a bill, above the lines that are left."""
        self._bill = None
        self._name_bill()
        self.panel.lay_above(summary(report, lambda: self.panel.lay_above(None)))
        self.show_view("left")
        self.refresh()
        self.panel.setVisible(True)

    def _narrow(self, bill: TakenBill | None, view: str = "left") -> None:
        """Show the lines of one bill alone, or those of every bill again."""
        self._bill = bill
        self._name_bill()
        self.panel.lay_above(None)
        self.show_view(view)
        self.refresh()

    def _name_bill(self) -> None:
        self.only.setVisible(self._bill is not None)
        if self._bill is not None:
            set_text(self.only, _("Only {file}").format(file=_short(self._bill.file)), "Ctrl+Shift+E")
            self.only.setToolTip(_("{file}: show the lines of every bill again").format(file=self._bill.file))

    def _match(self, line: int, uuids: list[str]) -> None:
        was_aside = find_line(self.context.shop, line).ignored

        def match(shop: Shop, _job: Job) -> None:
            match_by_hand(shop, line, uuids)

        def free(shop: Shop, _job: Job) -> None:
            with shop.writing():
                undo_match(shop, line)
                put_line_aside(shop, line, aside=was_aside)

        self._do(_("Line matched by hand"), match, free)

    def _unmatch(self, line: int) -> None:
        gone: list[KeptMatch] = []

        def free(shop: Shop, _job: Job) -> None:
            gone[:] = undo_match(shop, line)

        self._do(_("Match taken back"), free, lambda shop, _job: match_again(shop, gone))

    def _put_aside(self, line: int, aside: bool) -> None:
        def put(shop: Shop, _job: Job) -> None:
            put_line_aside(shop, line, aside=aside)

        words = _("Line put aside: no sale") if aside else _("Line taken up again")
        self._do(words, put, lambda shop, _job: put_line_aside(shop, line, aside=not aside))

    def _undo_bill(self, uuid: str, file: str) -> None:
        words = _("Bill {file} taken back").format(file=file)
        self.panel.lay_above(None)
        self._do(words, lambda shop, _job: undo_statement(shop, uuid), lambda shop, _job: restore_statement(shop, uuid))

    def _leave(self) -> None:
        """Take one step back; from the lines of one bill it leads to those of every bill."""
        if self._bill is not None and not (self.table.selected_count() or self.search.text()):
            self._narrow(None)
        else:
            super()._leave()

    def _do(self, words: str, act: Verb, back: Verb) -> None:
        change = Change(words, back, act)
        self.context.write(words, act, changes={"payments"}, done=lambda _result: self.context.note(change))


def _short(file: str) -> str:
    """Return a file's name, a long one cut in its middle."""
    return file if len(file) <= LONGEST_NAME else f"{file[: LONGEST_NAME - 12]}…{file[-11:]}"


def _columns() -> list[Column]:
    return [
        Column("at", _("Time"), lambda row: Cell(stamp(row.line.at), role="text-2"), 120),
        Column("kind", _("Kind"), lambda row: Cell(word_line_kind(row.line.kind)), 80),
        Column("amount", _("Amount"), _amount, 96, right=True),
        Column("", _("Order"), lambda row: Cell(row.line.order_no), 130),
        Column("", _("Remark"), lambda row: Cell(row.line.remark, role="text-2"), 110, stretch=True),
        Column("reason", _("Why it is left"), _reason, 240),
        Column("", _("Trade number"), lambda row: Cell(row.line.trade_no, role="text-2"), 150, hidden=True),
        Column("party", _("Other side"), lambda row: Cell(row.line.party, role="text-2"), 110, hidden=True),
        Column("", _("File"), lambda row: Cell(row.file, role="text-2"), 140, hidden=True),
    ]


def _amount(row: KeptLine) -> Cell:
    sign = 1 if row.line.kind == "payment" else -1
    return Cell(money(sign * row.line.amount, row.line.currency), bold=True)


def _reason(row: KeptLine) -> Cell:
    if row.matches:
        return Cell(_("Matched"), role="ok")
    if row.ignored:
        return Cell(_("Put aside"), role="muted")
    return Cell(word_left(row.reason), role="muted" if row.reason == "not-a-sale" else "warn")
