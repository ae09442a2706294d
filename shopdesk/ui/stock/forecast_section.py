"""Forecasts: every SKU with what is to be expected, and one of them week by week with its honest error."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.services.forecast_table import (
    ForecastStory,
    ForecastTable,
    OutlookRow,
    export_forecasts,
    tell_forecast,
)
from shopdesk.services.stock_analysis import make_outlooks
from shopdesk.ui.context import Context
from shopdesk.ui.controls import ElidedLabel, button, clear, column, heading, label, row
from shopdesk.ui.percents import percent
from shopdesk.ui.search_field import search_field
from shopdesk.ui.side_panel import amount_row
from shopdesk.ui.stock.analysis_section import AnalysisSection, export_button
from shopdesk.ui.stock.demand_chart import DemandChart
from shopdesk.ui.stock.forecast_words import missing_words, word_method, word_ratio
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.table_model import Cell, Column, TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, ngettext

STAND_MS = 60
FACTS = 300


class ForecastSection(AnalysisSection):
    """The chart and the facts of one SKU above the table of all."""

    name = "forecast"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.search = search_field("forecastSearch", _("Goods, SKU, barcode, pinyin"), 280)
        self.search.textChanged.connect(lambda _text: self._read_rows())
        self.search.returnPressed.connect(self.take_focus)
        self._standing = QTimer(self)
        self._standing.setSingleShot(True)
        self._standing.setInterval(STAND_MS)
        self._standing.timeout.connect(self._read_story)
        self.chart = DemandChart("demandChart")
        self.model = TableModel(_columns(), self)
        self.table = TableView(self.model, context.thumbnails, "forecastTable", _("Forecasts"))
        self.table.opened.connect(lambda row_id: context.go("stock", sku=self._sku(row_id)))
        self.table.stood_on.connect(lambda _id: self._standing.start())
        self.model.counted.connect(self._tell_count)
        self.story: ForecastStory | None = None
        self._wanted = ""
        self._facts = column(spacing=2, margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        anew = button("forecastAnew", _("Recalculate"), self._make, icon_name="refresh-cw", key="Ctrl+R")
        days = button("forecastFestivals", _("Festivals and promotion days"), self._edit_festivals, look="link")
        self.lay_out(self._body(), self.search, days, None, anew, export_button("exportForecasts", self._export))
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    # What the page asks

    def refresh(self) -> None:  # noqa: D102
        self.story = None
        self._read_rows()

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "sku" in wanted:
            self._wanted = str(wanted["sku"])
            self.search.setText(self._wanted)

    def kept(self) -> dict[str, object]:  # noqa: D102
        return {"search": self.search.text()}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        self.search.setText(str(kept.get("search", "")))

    def leave(self) -> bool:  # noqa: D102
        if super().leave():
            return True
        was_searching = bool(self.search.text())
        self.search.clear()
        return was_searching

    # What is shown

    def _body(self) -> QWidget:
        card = QFrame()
        card.setObjectName("forecastFacts")
        card.setProperty("card", "true")
        card.setFixedWidth(FACTS)
        card.setLayout(self._facts)
        above = row(self.chart, card, spacing=SPACE[3], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]))
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above, 2)
        layout.addWidget(self.table, 3)
        return made

    def _read_rows(self) -> None:
        text = self.search.text().strip()
        self.look(_("Forecasts"), lambda shop, _job: (text, ForecastTable(shop, text).ids()), self._take_rows)

    def _take_rows(self, told: tuple[str, object]) -> None:
        text, ids = told
        self.model.show(ForecastTable(self.context.shop, text, ids))  # type: ignore[arg-type]

    def _tell_count(self, count: int) -> None:
        text = self.search.text().strip()
        self.show_body(bool(count))
        if count:
            self._standing.start()
        elif text:
            again = button("clearForecastSearch", _("Clear the search"), self.search.clear)
            self.empty.tell("search", _("Nothing found for “{text}”").format(text=text), "", [again])
        else:
            now = button("forecastNow", _("Forecast now"), self._make, primary=True, icon_name="refresh-cw")
            words = _("Forecasts are made once a day from what was sold; they have not been made yet.")
            self.empty.tell("chart-column", _("No forecasts yet"), words, [now])
        self.count_rows(count)

    def _sku(self, row_id: int) -> str:
        told: OutlookRow = self.model.row_at(self.model.row_of(row_id))
        return told.sku

    def _read_story(self) -> None:
        current = self.table.current_id()
        if current is None or not self.isVisible():
            return
        sku = self._sku(current)
        if self.story is None or self.story.outlook.facts.sku != sku:
            self.look(_("Forecast"), lambda shop, _job: tell_forecast(shop, sku), self._take_story)

    def _take_story(self, story: ForecastStory) -> None:
        self.story = story
        self.chart.show_story(story)
        clear(self._facts)
        told = story.outlook.forecast
        self._facts.addWidget(heading(story.outlook.facts.sku))
        self._facts.addWidget(ElidedLabel(story.outlook.facts.title, rank="second"))
        if told.state == "ready":
            self._tell_forecast(story)
        else:
            self._facts.addWidget(label(_("Too little history"), rank="warn", bold=True))
            self._facts.addWidget(label(missing_words(told), rank="second", wrap=True))
        self._tell_order(story)
        self._facts.addStretch(1)

    def _add(self, name: str, amount: str, *, bold: bool = False, rank: str = "") -> None:
        holder = QWidget()
        line = amount_row(name, amount, bold=bold, rank=rank)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        self._facts.addWidget(holder)

    def _tell_forecast(self, story: ForecastStory) -> None:
        told = story.outlook.forecast
        days = ngettext("Next {count} day", "Next {count} days", told.horizon).format(count=told.horizon)
        self._add(days, _("{pieces} pieces").format(pieces=f"{told.total:,.0f}"), bold=True)
        self._facts.addWidget(ElidedLabel(word_method(told.method), rank="second"))
        self._add(_("Was off by, on average"), f"{told.error:,.1f}")
        self._add(_("“As last time” by"), f"{told.naive_error:,.1f}")
        if story.seasonal_error is not None:
            self._add(_("“As in the season before” by"), f"{story.seasonal_error:,.1f}")
        worse = told.ratio is not None and told.ratio >= 1
        self._facts.addWidget(label(word_ratio(told.ratio), rank="warn" if worse else "ok", size=CAPTION, wrap=True))
        if out := len(story.outlook.history.out):
            words = ngettext("{count} day without stock left out", "{count} days without stock left out", out)
            self._facts.addWidget(label(words.format(count=out), rank="muted", size=CAPTION, wrap=True))

    def _tell_order(self, story: ForecastStory) -> None:
        buy = story.outlook.suggestion
        there = _("There or on its way; reorder at {point}").format(point=figure(buy.reorder_point))
        self._add(there, figure(buy.position.pieces))
        if buy.due:
            words = _("Order {count}").format(count=figure(buy.pieces))
            self._facts.addWidget(
                button("orderThis", words, self._order, primary=True, icon_name="truck", key="Ctrl+Return")
            )
        elif buy.days_of_cover is not None:
            words = ngettext("Lasts for {count} day", "Lasts for {count} days", buy.days_of_cover)
            self._facts.addWidget(label(words.format(count=buy.days_of_cover), rank="second"))

    # What a person does

    def _order(self) -> None:
        if self.story is not None:
            self.context.go("purchasing", view="suggested", sku=self.story.outlook.facts.sku)

    def _edit_festivals(self) -> None:
        self.context.go("settings", section="rules")

    def _make(self) -> None:
        """Look ahead for every SKU anew: after the calendar or the stock has changed."""
        self.context.write(_("Making forecasts"), make_outlooks, changes={"stock"})

    def _export(self) -> None:
        text = self.search.text().strip()
        self.export(
            _("Export the forecasts"), _("Forecasts") + ".csv",
            lambda shop, target, job: export_forecasts(shop, text, target, job),
        )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("title", _("Goods"), _goods, 240, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 110),
        Column("class", _("Class"), lambda row: Cell(row.letter, bold=row.letter == "A"), 60),
        Column("available", _("Available"), lambda row: Cell(figure(row.available)), 84, right=True),
        Column("pieces", _("Next 28 days"), _pieces, 100, right=True),
        Column("", _("Method"), lambda row: Cell(word_method(row.method), role="text-2"), 190),
        Column("error", _("Error to “as last time”"), _error, 150, right=True),
        Column("suggested", _("To order"), _order_cell, 84, right=True),
    ]


def _goods(row: OutlookRow) -> Cell:
    words = f"{row.options} · {row.title}" if row.options else row.title
    return Cell(words, picture=row.picture or None, tip=f"{row.title}\n{row.options}".strip())


def _pieces(row: OutlookRow) -> Cell:
    if row.method == "too-little-history":
        return Cell(DASH, role="muted", tip=_("Too little history"))
    return Cell(f"{row.pieces:,.0f}", bold=True)


def _error(row: OutlookRow) -> Cell:
    if row.method == "too-little-history" or not row.naive_error:
        return Cell(DASH, role="muted")
    ratio = row.error / row.naive_error
    return Cell(percent(ratio, 0), role="ok" if ratio < 1 else "warn", tip=word_ratio(ratio))


def _order_cell(row: OutlookRow) -> Cell:
    return Cell(figure(row.suggested) if row.suggested else DASH, role="text" if row.suggested else "muted")
