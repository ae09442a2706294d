"""ABC classes: which SKUs earn the money, by sales, by profit and by both, over a span a person chooses."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.abc_classes import CLASSES
from shopdesk.services.abc_table import AbcRow, AbcTable, Measure, Ranking, export_classes, rank_skus
from shopdesk.services.settings import get_setting, set_settings
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, caption, label, row
from shopdesk.ui.percents import percent
from shopdesk.ui.stock.abc_columns import OF_MEASURE, abc_columns
from shopdesk.ui.stock.analysis_section import AnalysisSection, choice, export_button
from shopdesk.ui.stock.pareto_chart import Pareto, ParetoChart
from shopdesk.ui.stock_words import amount_figure, figure
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _

SPANS = (30, 90, 180, 365)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AbcSection(AnalysisSection):
    """The chart, what each class comes to, and every SKU below."""

    name = "abc"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        measures = {"sales": _("By sales"), "profit": _("By profit"), "combined": _("By both, the better class")}
        self.measure_box = choice("abcMeasure", _("Classes by"), measures, self._show)
        spans = {str(days): _("Last {days} days").format(days=days) for days in SPANS}
        self.span_box = choice("abcSpan", _("Sales of"), spans, self.refresh)
        letters = {"": _("All classes")}
        letters.update({letter: _("Class {letter}").format(letter=letter) for letter in CLASSES})
        self.letter_box = choice("abcLetter", _("Class shown in the table"), letters, self._show_rows)
        self.boxes = (self.measure_box, self.span_box, self.letter_box)
        self.lines = tuple(_line(name, title, self._keep_lines) for name, title in _line_titles().items())
        self.chart = ParetoChart("paretoChart")
        self.chart.opened.connect(self._open_place)
        self.model = TableModel(abc_columns(self._currency), self)
        self.model.reader = context.reader
        self.table = TableView(self.model, context.thumbnails, "abcTable", _("ABC classes"))
        self.table.opened.connect(self._open)
        self.model.counted.connect(self.count_rows)
        self.ranking: Ranking | None = None
        self._totals = QFrame()
        self._totals.setObjectName("abcTotals")
        self._totals.setProperty("card", "true")
        self._totals.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._set_span(str(get_setting(context.shop, "stock.abc_days")))
        self._show_lines()
        self.lay_out(
            self._body(), self.measure_box, self.span_box, self.letter_box, SPACE[3],
            label(_("A to"), rank="second"), self.lines[0], label("%", rank="second"), SPACE[2],
            label(_("B to"), rank="second"), self.lines[1], label("%", rank="second"), None,
            export_button("exportAbc", self._export),
        )  # fmt: skip

    # What the page asks

    def refresh(self) -> None:  # noqa: D102
        self._show_lines()
        days = self.days
        self.look(_("ABC classes"), lambda shop, _job: rank_skus(shop, days), self._take_ranking)

    @property
    def days(self) -> int:
        """The days of the span."""
        return int(self.span_box.currentData())

    @property
    def measure(self) -> Measure:
        """What the classes are told by."""
        return cast("Measure", self.measure_box.currentData())

    @property
    def letter(self) -> str:
        """The class that the table shows, "" for all."""
        return str(self.letter_box.currentData())

    # What is shown

    def _body(self) -> QWidget:
        made = QWidget()
        above = row(self.chart, self._totals, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above, 2)
        layout.addWidget(self.table, 3)
        return made

    def _take_ranking(self, ranking: Ranking) -> None:
        self.ranking = ranking
        self._show()

    def _show(self) -> None:
        if self.ranking is None:
            return
        classes = self.ranking.classes
        self.show_body(bool(classes.by_sales.totals and self.ranking.by_sales.order))
        if not self.ranking.by_sales.order:
            self._tell_empty()
        first, second = classes.by_sales, classes.by_profit
        told = second if self.measure == "profit" else first
        self.chart.show_pareto(
            Pareto(
                told.values, told.ends, self._ends(), self._money,
                _("Gross profit") if self.measure == "profit" else _("Sales"),
                second.values if self.measure == "combined" else (), _("Gross profit"),
            )
        )  # fmt: skip
        names, measured = self.table.chooser.names(), "profit" if told is second else "sales"
        self.table.chooser.withhold(names[at] for at, measure in OF_MEASURE.items() if measure != measured)
        self._show_totals(self.ranking)
        self._show_rows()

    def _show_rows(self) -> None:
        if self.ranking is not None:
            self.model.show(AbcTable(self.context.shop, self.ranking, self.measure, self.letter))

    def _show_totals(self, ranking: Ranking) -> None:
        """Say what each class comes to; by both, how many SKUs share which classes."""
        if (old := self._totals.layout()) is not None:
            QWidget().setLayout(old)  # a layout leaves with the widget that takes it, and its labels with it
        grid = QGridLayout(self._totals)
        grid.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        grid.setHorizontalSpacing(SPACE[4])
        lines = self._shared(ranking) if self.measure == "combined" else self._summed(ranking)
        for at, line in enumerate(lines):
            for place, text in enumerate(line):
                shown = caption(text) if not at else label(text, bold=not place)
                grid.addWidget(shown, at, place, _RIGHT if place else Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(len(lines), 1)
        self._totals.setAccessibleName("; ".join(" ".join(line) for line in lines))

    def _summed(self, ranking: Ranking) -> Sequence[tuple[str, ...]]:
        by = ranking.classes.by_profit if self.measure == "profit" else ranking.classes.by_sales
        whole = len(ranking.by_sales.order) or 1
        head = (
            _("Class"),
            _("SKUs"),
            _("of all"),
            _("Gross profit") if self.measure == "profit" else _("Sales"),
            _("Share"),
        )
        return [head] + [
            (told.letter, figure(told.skus), percent(told.skus / whole), self._money(told.value), percent(told.share))
            for told in by.totals
        ]

    def _shared(self, ranking: Ranking) -> Sequence[tuple[str, ...]]:
        found = ranking.shared
        head = (_("Sales ↓  Gross profit →"), *CLASSES, _("SKUs"))
        lines = [
            (first, *(figure(found[first, second]) for second in CLASSES),
             figure(sum(found[first, second] for second in CLASSES)))
            for first in CLASSES
        ]  # fmt: skip
        better = [figure(ranking.classes.combined[letter]) for letter in CLASSES]
        return [head, *lines, (_("the better"), *better, figure(ranking.classes.skus))]

    def _tell_empty(self) -> None:
        text = _("Classes are told from sales. Choose a longer span, or import and ship orders first.")
        orders = button("abcOrders", _("Go to the orders"), lambda: self.context.go("orders"), primary=True)
        self.empty.tell("chart-column", _("Nothing was sold in this span"), text, [orders])

    def _currency(self) -> str:
        return str(get_setting(self.context.shop, "shop.currency"))

    def _money(self, amount: int) -> str:
        return amount_figure(amount, self._currency())

    def _ends(self) -> tuple[int, int]:
        end_a, end_b = (int(get_setting(self.context.shop, name)) for name in _line_titles())
        return end_a, end_b

    def _set_span(self, days: str) -> None:
        if self.span_box.findData(days) < 0:
            self.span_box.addItem(_("Last {days} days").format(days=days), days)
        self.span_box.setCurrentIndex(self.span_box.findData(days))

    def _show_lines(self) -> None:
        for line, name in zip(self.lines, _line_titles(), strict=True):
            if not line.hasFocus() or not line.isModified():
                line.setText(str(get_setting(self.context.shop, name)))

    # What a person does

    def _keep_lines(self) -> None:
        """Keep where the classes end, for the whole shop; A ends before B."""
        names = list(_line_titles())
        before = {name: str(get_setting(self.context.shop, name)) for name in names}
        end_a, end_b = (int(line.text()) for line in self.lines)  # the validator lets nothing else be entered
        wanted = dict(zip(names, (str(end_a), str(max(end_b, end_a + 1))), strict=True))
        if wanted == before:
            return
        for line in self.lines:
            line.setModified(False)
        change = Change(
            _("Class A ends at {a}%, class B at {b}%").format(a=wanted[names[0]], b=wanted[names[1]]),
            lambda shop, _job: set_settings(shop, before),
            lambda shop, _job: set_settings(shop, wanted),
        )
        self.context.write(
            _("ABC classes"), lambda shop, _job: set_settings(shop, wanted), changes={"settings"},
            done=lambda _result: self.context.note(change),
        )  # fmt: skip

    def _open_place(self, place: int) -> None:
        """Stand on the SKU that the chart was asked about."""
        if self.ranking is not None:
            by = self.ranking.by_profit if self.measure == "profit" else self.ranking.by_sales
            self.table.go_to(by.order[place])

    def _open(self, row_id: int) -> None:
        told: AbcRow = self.model.row_at(self.model.row_of(row_id))
        self.context.go("stock", sku=told.sku)

    def _export(self) -> None:
        if (ranking := self.ranking) is not None:
            measure = self.measure
            self.export(
                _("Export the ABC classes"), f"abc-{ranking.classes.days}.csv",
                lambda shop, target, job: export_classes(shop, ranking, measure, target, job),
            )  # fmt: skip


def _line_titles() -> dict[str, str]:
    return {
        "stock.abc_a": _("Class A ends at this percent of sales or profit"),
        "stock.abc_b": _("Class B ends at this percent"),
    }


def _line(name: str, title: str, keep: Callable[[], object]) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName({"stock.abc_a": "abcLineA", "stock.abc_b": "abcLineB"}[name])
    made.setAccessibleName(title)
    made.setToolTip(title)
    made.setFixedSize(48, CONTROL)
    made.setValidator(QIntValidator(1, 99 if name == "stock.abc_a" else 100, made))
    made.editingFinished.connect(keep)
    return made
