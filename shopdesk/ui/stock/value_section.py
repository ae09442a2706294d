"""What the stock is worth by day, what each SKU earned, what lies dead and what expires."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.services.settings import get_setting
from shopdesk.services.stock_value import ValueReport, ValueTable, export_values, value_stock
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, clear, column, heading, label, row
from shopdesk.ui.moments import day
from shopdesk.ui.percents import percent
from shopdesk.ui.side_panel import amount_row
from shopdesk.ui.stock.analysis_section import AnalysisSection, choice, export_button
from shopdesk.ui.stock.value_chart import ValueChart
from shopdesk.ui.stock.value_columns import dead_columns, expiring_columns, margin_columns
from shopdesk.ui.stock_words import amount_figure, figure
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext

SPANS = (30, 90, 180, 365)
FACTS = 300
_COLUMNS = {"margin": margin_columns, "dead": dead_columns, "expiring": expiring_columns}


class ValueSection(AnalysisSection):
    """The chart and the sums above the table that is chosen; one walk through the ledger tells all of it."""

    name = "value"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        views = {"margin": _("Margin by SKU"), "dead": _("Dead stock"), "expiring": _("Expiring batches")}
        self.view_box = choice("valueView", _("Table shown"), views, self._show_rows)
        spans = {str(days): _("Last {days} days").format(days=days) for days in SPANS}
        self.span_box = choice("valueSpan", _("Sales of"), spans, self.refresh)
        self.span_box.setCurrentIndex(1)
        self.boxes = (self.view_box, self.span_box)
        self.chart = ValueChart("valueChart", self._money)
        self.model = TableModel(margin_columns(self._money), self)
        self.table = TableView(self.model, context.thumbnails, "valueTable", _("Stock value"))
        self.table.opened.connect(self._open)
        self.model.counted.connect(self._tell_count)
        self.report: ValueReport | None = None
        self._shown = "margin"
        self._facts = column(spacing=2, margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        export = export_button("exportValues", self._export)
        self.lay_out(self._body(), self.view_box, self.span_box, None, export)

    # What the page asks

    def refresh(self) -> None:  # noqa: D102
        days = int(self.span_box.currentData())
        self.look(_("Valuing the stock"), lambda shop, job: value_stock(shop, days, job), self._take_report)

    def counts_text(self) -> str:  # noqa: D102
        if self.view == "expiring":
            return ngettext("{count} batch", "{count} batches", self.rows).format(count=f"{self.rows:,}")
        return super().counts_text()

    @property
    def view(self) -> str:
        """The table that is shown: margin, dead or expiring."""
        return str(self.view_box.currentData())

    # What is shown

    def _body(self) -> QWidget:
        card = QFrame()
        card.setObjectName("valueFacts")
        card.setProperty("card", "true")
        card.setFixedWidth(FACTS)
        card.setLayout(self._facts)
        above = row(self.chart, card, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        self._none = label("", rank="second")
        self._none.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above, 2)
        layout.addWidget(self.table, 3)
        layout.addWidget(self._none)
        return made

    def _take_report(self, told: ValueReport) -> None:
        self.report = told
        self.show_body(bool(told.rows))
        if not told.rows:
            text = _("Goods have a value when they were received at a cost, or when their SKU has one.")
            goods = button("valueReceive", _("Go to the stock"), lambda: self.context.go("stock"), primary=True)
            self.empty.tell("chart-column", _("Nothing has moved yet"), text, [goods])
        self.chart.show_days(told.by_day)
        self._tell_facts(told)
        self._show_rows()

    def _tell_facts(self, told: ValueReport) -> None:
        clear(self._facts)
        last, first = told.by_day[-1], told.by_day[0]
        revenue, profit = told.earned
        dead, unsold = told.dead, sum(row.value for row in told.expiring)
        change = last.value - first.value
        self._facts.addWidget(heading(self._money(last.value)))
        pieces = ngettext("Stock value today, {count} piece", "Stock value today, {count} pieces", last.pieces)
        self._facts.addWidget(label(pieces.format(count=figure(last.pieces)), rank="second"))
        since = _("Since {date}").format(date=day(first.day))
        self._add(since, ("+" if change > 0 else "") + self._money(change))
        self._add(_("Revenue"), self._money(revenue))
        share = f"  {percent(profit / revenue)}" if revenue > 0 else ""
        self._add(_("Gross profit"), self._money(profit) + share, bold=True)
        self._add(_("Dead stock"), self._money(sum(row.value for row in dead)), rank="warn" if dead else "")
        self._add(_("Expires unsold"), self._money(unsold), rank="warn" if unsold else "")
        words = _("At moving average cost; what was received without a cost counts at today's.")
        self._facts.addWidget(label(words, rank="muted", size=CAPTION, wrap=True))
        self._facts.addStretch(1)

    def _add(self, name: str, amount: str, *, bold: bool = False, rank: str = "") -> None:
        holder = QWidget()
        line = amount_row(name, amount, bold=bold, rank=rank)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        self._facts.addWidget(holder)

    def _show_rows(self) -> None:
        if (told := self.report) is None:
            return
        if self._shown != self.view:
            self._shown = self.view
            self.table.set_columns(_COLUMNS[self.view](self._money), self.view)
        if self.view == "expiring":
            self.model.show(ValueTable(told.expiring))
        else:
            self.model.show(ValueTable(told.dead if self.view == "dead" else told.rows))

    def _tell_count(self, count: int) -> None:
        self.table.setVisible(bool(count))
        self._none.setVisible(not count)
        self._none.setText(_NONE[self.view]() if not count else "")
        self.count_rows(count)

    def _money(self, amount: int) -> str:
        money = str(get_setting(self.context.shop, "shop.currency"))
        return amount_figure(amount, money)

    # What a person does

    def _open(self, row_id: int) -> None:
        told = self.model.row_at(self.model.row_of(row_id))
        if self.view == "expiring":
            self.context.go("batches", lot=told.lot)
        else:
            self.context.go("stock", sku=told.sku)

    def _export(self) -> None:
        if (told := self.report) is not None:
            self.export(
                _("Export the values"), _("Stock value") + ".csv",
                lambda shop, target, _job: export_values(shop, told, target),
            )  # fmt: skip


_NONE = {
    "margin": lambda: _("Nothing has moved yet"),
    "dead": lambda: _("Everything that lies here was sold within 90 days."),
    "expiring": lambda: _("No batch expires within 60 days."),
}
