"""What is to be counted now: class A monthly, B quarterly, C yearly, or as the shop has set it."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from shopdesk.domain.abc_classes import CLASSES
from shopdesk.services.count_due import DueRow, DueTable, count_policies, export_due, list_due
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label
from shopdesk.ui.moments import dated
from shopdesk.ui.stock.analysis_section import AnalysisSection, choice, export_button
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, begun, ngettext


class DueSection(AnalysisSection):
    """The SKUs whose count is due, class A first."""

    name = "due"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        letters = {"": _("All classes")}
        letters.update({letter: _("Class {letter}").format(letter=letter) for letter in CLASSES})
        self.letter_box = choice("dueLetter", _("Class shown in the table"), letters, self._show)
        spans = {"now": _("Due today"), "soon": _("Due within two weeks")}
        self.span_box = choice("dueSpan", _("Due when"), spans, self.refresh)
        self.boxes = (self.letter_box, self.span_box)
        self.model = TableModel(_columns(), self)
        self.table = TableView(self.model, context.thumbnails, "dueTable", _("To count"))
        self.table.opened.connect(lambda at: context.go("stock", sku=self.model.row_at(self.model.row_of(at)).sku))
        self.model.counted.connect(self._tell_count)
        self._due: list[DueRow] = []
        self._rule = label(rank="muted", size=CAPTION)
        self._rule.setObjectName("dueRule")
        rules = button("dueSettings", _("Settings"), lambda: context.go("settings", section="stock"), look="link")
        begin = button("dueCount", _("Begin a count"), self._begin, icon_name="list-checks", key="Ctrl+N", primary=True)
        body = QWidget()
        body.setLayout(column(self.table, spacing=0))
        self.lay_out(
            body, self.span_box, self.letter_box, SPACE[2], self._rule, rules, None,
            export_button("exportDue", self._export), begin,
        )  # fmt: skip

    # What the page asks

    def refresh(self) -> None:  # noqa: D102
        days = {letter: policy.count_days for letter, policy in count_policies(self.context.shop).items()}
        words = _("every {a}, {b}, {c} days")
        self._rule.setText(words.format(a=days["A"], b=days["B"], c=days["C"]))
        self._rule.setToolTip(_("Days from count to count of class A, B and C"))
        soon = self.span_box.currentData() == "soon"
        self.look(_("To count"), lambda shop, _job: list_due(shop, soon=soon), self._take_due)

    def counts_text(self) -> str:  # noqa: D102
        return ngettext("{count} SKU to count", "{count} SKUs to count", self.rows).format(count=f"{self.rows:,}")

    # What is shown

    def _take_due(self, due: list[DueRow]) -> None:
        self._due = due
        self._show()

    def _show(self) -> None:
        self.model.show(DueTable(self._due, str(self.letter_box.currentData())))

    def _tell_count(self, count: int) -> None:
        self.show_body(bool(count))
        if not count:
            text = _("Every SKU that lies anywhere was counted, or came in, within the days of its class.")
            soon = button("seeDueSoon", _("See what is due within two weeks"), self._look_ahead)
            ways = [] if self.span_box.currentData() == "soon" else [soon]
            self.empty.tell("check", _("Nothing is to be counted"), text, ways)
        self.count_rows(count)

    # What a person does

    def _look_ahead(self) -> None:
        self.span_box.setCurrentIndex(self.span_box.findData("soon"))
        self.refresh()

    def _begin(self) -> None:
        self.context.go("counts", new=True)

    def _export(self) -> None:
        due = DueTable(self._due, str(self.letter_box.currentData()))
        rows = due.rows(due.ids())
        self.export(_("Export the list to count by"), _("To count") + ".csv",
                    lambda _shop, target, _job: export_due(rows, target))  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("title", _("Goods"), _goods, 240, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 110),
        Column("class", _("Class"), lambda row: Cell(row.letter, bold=row.letter == "A"), 60),
        Column("bin", _("Shelf"), lambda row: Cell(row.bin or DASH), 100),
        Column("pieces", _("Pieces"), lambda row: Cell(figure(row.pieces)), 80, right=True),
        Column("counted", _("Last counted"), _counted, 110),
        Column("overdue", _("Due"), _overdue, 170),
    ]


def _goods(row: DueRow) -> Cell:
    words = f"{row.options} · {row.title}" if row.options else row.title
    return Cell(words, picture=row.picture or None, tip=f"{row.title}\n{row.options}".strip())


def _today(row: DueRow) -> date:
    return row.due_on + timedelta(days=row.overdue)


def _counted(row: DueRow) -> Cell:
    return Cell(dated(row.counted_on, _today(row))) if row.counted_on else Cell(begun(_("never")), role="muted")


def _overdue(row: DueRow) -> Cell:
    if row.overdue > 0:
        words = ngettext("{count} day overdue", "{count} days overdue", row.overdue).format(count=figure(row.overdue))
        return Cell(words, role="warn", tip=dated(row.due_on, _today(row)))
    if not row.overdue:
        return Cell(_("Today"), role="text")
    return Cell(dated(row.due_on, _today(row)), role="text-2")
