"""The quality figures of a span: what comes back and why, what it costs, whether promises are kept, findings."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.tickets import QualityFinding
from shopdesk.services.goods import goods_called
from shopdesk.services.return_figures import Rate, ReturnFigures, export_figures, read_figures
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.services.tickets import quality_findings
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, card_around, column, row
from shopdesk.ui.page import Page
from shopdesk.ui.returns.after_sales_areas import add_after_sales_areas
from shopdesk.ui.returns.quality_chart import RateChart, share_text
from shopdesk.ui.returns.quality_facts import QualityFacts
from shopdesk.ui.status import PICTURE
from shopdesk.ui.stock.analysis_section import choice, export_button
from shopdesk.ui.tables.list_source import ListSource
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.theme import FILTER_BAR, SPACE, VIEW_TABS
from shopdesk.words import N_, _, listed, ngettext
from shopdesk.words.returns import word_return_reason
from shopdesk.words.states import word_channel

SPANS = (30, 90, 180, 365)
VIEWS = {
    "reason": N_("By reason"),
    "sku": N_("By SKU"),
    "lot": N_("By batch"),
    "supplier": N_("By supplier"),
    "channel": N_("By platform"),
    "findings": N_("Quality findings"),
}
ASKED_OF = {
    "reason": N_("Reason"),
    "lot": N_("Batch"),
    "supplier": N_("Supplier"),
    "channel": N_("Platform"),
}
Told = tuple[ReturnFigures, list[QualityFinding], Mapping[str, str]]


class QualityPage(Page):
    """Sums at the right, a chart and a table of what is chosen at the left; read beside the window."""

    name = "quality"
    place = "returns"
    concerns = frozenset({"tickets", "orders", "stock", "settings"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tabs = ViewTabs({key: _(title) for key, title in VIEWS.items()}, "qualityViews")
        self.told: Told | None = None
        spans = {str(days): _("Last {days} days").format(days=days) for days in SPANS}
        self.span_box = choice("qualitySpan", _("Orders of"), spans, self.refresh)
        self.span_box.setCurrentIndex(len(SPANS) - 1)
        self.chart = RateChart("qualityChart")
        self.facts = QualityFacts(str(get_setting(context.shop, "shop.currency")))
        self.rate_model = TableModel(_rate_columns("reason", self._word, self._goods), self)
        self._shown = "reason"
        self.finding_model = TableModel(_findings(), self)
        self.rates = TableView(self.rate_model, context.thumbnails, "qualityTable", _("Return rates"))
        self.findings = TableView(self.finding_model, context.thumbnails, "findingsTable", _("Findings"))
        self.findings.opened.connect(self._open_finding)
        self.empty = EmptyState("qualityEmpty")
        self._lay_out()
        add_after_sales_areas(cast(TablePage, self))  # asks for tabs, name and context alone
        self.tabs.chosen.connect(lambda _view: self._show())
        self._stale = True  # read at the first showing

    def _lay_out(self) -> None:
        self._tables = QStackedWidget()
        for table in (self.rates, self.findings, self.empty):
            self._tables.addWidget(table)
        views = bar("viewBar", VIEW_TABS, self.tabs, None)
        inside = views.layout()
        assert inside is not None
        inside.setContentsMargins(SPACE[3], 0, SPACE[4], 0)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(SPACE[4], 0, 0, 0)
        inner.setSpacing(SPACE[3])
        self._drawn = card_around(self.chart, margin=SPACE[3])
        inner.addWidget(self._drawn, 2)
        inner.addWidget(card_around(self._tables, margin=1), 3)
        aside = column(self.facts, None)
        body = row(left, spacing=SPACE[3], margins=(0, SPACE[3], SPACE[4], SPACE[3]))
        body.addLayout(aside)
        body.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(views)
        layout.addWidget(
            bar("filterBar", FILTER_BAR, self.span_box, None, export_button("exportQuality", self._export))
        )
        layout.addLayout(body, 1)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if (view := wanted.get("view")) in VIEWS:
            self.tabs.stand_on(str(view))

    def refresh(self) -> None:  # noqa: D102
        days = int(self.span_box.currentData())
        self.context.look(_("Reading the figures"), partial(_read, days=days), self._take)

    def counts_text(self) -> str:  # noqa: D102
        if self.tabs.view == "findings":
            count = self.finding_model.rowCount()
            return ngettext("{count} quality finding", "{count} quality findings", count).format(count=count)
        count = self.told[0].returned if self.told else 0
        return ngettext("{count} piece came back", "{count} pieces came back", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return (self.finding_model if self.tabs.view == "findings" else self.rate_model).rowCount()

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | {"view": self.tabs.view}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        self.tabs.stand_on(str(kept["view"]))

    # What is shown

    def _take(self, told: Told) -> None:
        self.told = told
        self.tabs.set_counts({"findings": len(told[1])})
        self.facts.tell(told[0])
        self._show()

    def _show(self) -> None:
        if self.told is None:
            return
        figures, findings, _goods = self.told
        view = self.tabs.view
        self._drawn.setVisible(view != "findings")
        if view == "findings":
            self.finding_model.show(ListSource(findings, _sort_key))
            shown: QWidget = self.findings if findings else self.empty
            self.empty.tell("circle-check", _("No quality finding"),
                            _("No SKU and no batch has drawn several complaints lately."))  # fmt: skip
        else:
            rates = figures.rates[view]
            self.chart.show_rates(rates, self._word)
            if self._shown != view:
                self._shown = view
                self.rates.set_columns(_rate_columns(view, self._word, self._goods), view)
            self.rate_model.show(ListSource(rates, _sort_key))
            shown = self.rates if rates else self.empty
            self._drawn.setVisible(bool(rates))
            self._tell_none(figures)
        self._tables.setCurrentWidget(shown)
        self.counted.emit()

    def _tell_none(self, figures: ReturnFigures) -> None:
        if figures.returned:  # only of a batch can nothing be known
            words = _("Write the batch when goods arrive; what comes back of it stands here then.")
            self.empty.tell("chart-column", _("No batch is known of what came back"), words)
            return
        way = button("qualityToReturns", _("Go to the returns"), partial(self.context.go, "returns"))
        words = _("Choose a longer span; cases of after-sales make these figures.")
        self.empty.tell("chart-column", _("Nothing came back in this span"), words, [way])

    def _word(self, name: str) -> str:
        words = {"reason": word_return_reason, "channel": word_channel}.get(self.tabs.view, str)
        return words(name) or _("unknown")

    def _goods(self, sku: str) -> str:
        """Return what goods are called; those that are no longer kept are their SKU."""
        return self.told[2].get(sku, sku) if self.told else sku

    # What a person does

    def _open_finding(self, at: int) -> None:
        """Lead to the newest concern that the finding is made of."""
        if self.told is None or not 0 <= at < len(self.told[1]):
            return
        number = self.told[1][at].numbers[-1]
        if number.startswith("TK-"):
            self.context.go("tickets", ticket=number)
        else:
            self.context.go("returns", case=number)

    def _export(self) -> None:
        if self.told is None:
            self.context.told.emit(_("The list is still being read. Export it in a moment."))
            return
        figures, title = self.told[0], _("Export the quality figures")
        name = f"quality-{figures.first:%Y%m%d}-{figures.last:%Y%m%d}.xlsx"
        target = dialogs.choose_target(self, title, name, _("Tables (*.csv *.xlsx)"))
        if target is None:
            return

        def tell(count: int) -> None:
            words = ngettext("{count} row written to {file}", "{count} rows written to {file}", count)
            self.context.told.emit(words.format(count=f"{count:,}", file=target.name))

        self.context.look(title, lambda shop, _job: export_figures(shop, figures, target), tell)


def _read(shop: Shop, _job: object, *, days: int) -> Told:
    last = shop.now().astimezone().date()
    figures = read_figures(shop, last - timedelta(days=days - 1), last)
    return figures, quality_findings(shop), goods_called(shop, [rate.name for rate in figures.rates["sku"]])


def _sort_key(told: Any, sort: str) -> Any:  # noqa: ANN401 - a rate or a finding
    return told.share or 0 if sort == "share" else getattr(told, sort)


def _rate_columns(view: str, word: Callable[[str], str], goods: Callable[[str], str]) -> list[Column]:
    if view == "sku":
        named = [
            Column("", _("Goods"), lambda rate: Cell(goods(rate.name), bold=True), 200, stretch=True),
            Column("name", _("SKU"), lambda rate: Cell(rate.name, role="text-2"), 110),
        ]
    else:
        named = [Column("name", _(ASKED_OF[view]), lambda rate: Cell(word(rate.name), bold=True), 200, stretch=True)]
    return [
        *named,
        Column("returned", _("Came back"), lambda rate: Cell(f"{rate.returned:,}"), 110, right=True),
        Column("sold", _("Of pieces sold"), lambda rate: Cell(f"{rate.sold:,}", role="text-2"), 130, right=True),
        Column("share", _("Return rate"), rate_cell, 110, right=True),
    ]


def rate_cell(rate: Rate) -> Cell:
    """Show a return rate; one above a tenth of several pieces is marked."""
    much = rate.share is not None and rate.share >= 0.1 and rate.returned > 1
    if not much:
        return Cell(share_text(rate))
    tip = _("More than one in ten came back")
    return Cell(share_text(rate), status=PICTURE["warn"], tip=tip, heard=f"{share_text(rate)}, {tip}")


def _findings() -> list[Column]:
    return [
        Column("complaints", _("Complaints"), lambda one: Cell(f"{one.complaints:,}", role="error"), 96, right=True),
        Column("sku", _("SKU"), lambda one: Cell(one.sku, bold=True), 110),
        Column("title", _("Goods"), lambda one: Cell(one.title), 200, stretch=True),
        Column("lot", _("Batch"), lambda one: Cell(one.lot or "–", role="text-2"), 96),
        Column("supplier", _("Supplier"), lambda one: Cell(one.supplier or "–"), 130),
        Column("", _("Cases and tickets"), lambda one: Cell(listed(one.numbers), role="text-2"), 200),
    ]
