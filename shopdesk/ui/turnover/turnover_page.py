"""What was sold: sums, bars and a table of the same figures, which print and export as they stand."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.turnover import GROUPINGS, OVER_TIME, month_end
from shopdesk.services.shop import Shop
from shopdesk.services.turnover import Turnover, read_turnover
from shopdesk.services.turnover_files import write_turnover
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, bar, button, card_around
from shopdesk.ui.page import Page
from shopdesk.ui.stock.analysis_section import choice, export_button
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.list_source import ListSource
from shopdesk.ui.tables.table_model import TableModel
from shopdesk.ui.tables.table_view import TableView
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.tasks import Task
from shopdesk.ui.theme import FILTER_BAR, SPACE, VIEW_TABS
from shopdesk.ui.turnover.turnover_chart import TurnoverChart
from shopdesk.ui.turnover.turnover_columns import Shown, columns
from shopdesk.ui.turnover.turnover_days import TurnoverDays
from shopdesk.ui.turnover.turnover_sums import TurnoverSums
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import word_currency
from shopdesk.words.states import word_channel
from shopdesk.words.turnover import GROUPINGS as WORDS


class TurnoverPage(Page):
    """Sums above, a chart and a table below; read beside the window, a newer question breaks the older one off."""

    name = "turnover"
    concerns = frozenset({"orders", "settings", "turnover"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.told: Turnover | None = None
        self._task: Task | None = None
        self._turn = 0
        self.tabs = ViewTabs({by: _(WORDS[by]) for by in GROUPINGS}, "turnoverViews")
        self.days = TurnoverDays(context.shop.now)
        self.channel_box = choice("turnoverChannel", _("Platform"), {"": _("All platforms")}, self.refresh)
        self.currency_box = choice("turnoverCurrency", _("Currency"), {}, self.refresh)
        self.sums, self.chart = TurnoverSums(), TurnoverChart("turnoverChart")
        self.model = TableModel(columns("month"), self)
        self.table = TableView(self.model, context.thumbnails, "turnoverTable", _("Turnover"))
        self.cells = CellEditor(self.table, context)
        self.empty = EmptyState("turnoverEmpty")
        self._lay_out()
        self._shown = "month"
        self.tabs.chosen.connect(lambda _view: self.refresh())
        self.days.chosen.connect(self.refresh)
        self.table.opened.connect(self._open)
        self._stale = True  # read at the first showing

    def _lay_out(self) -> None:
        views = bar("viewBar", VIEW_TABS, self.tabs, None)
        inside = views.layout()
        assert inside is not None
        inside.setContentsMargins(SPACE[3], 0, SPACE[4], 0)
        save = button("saveTurnover", _("Save as PDF"), self._save_pdf, icon_name="file-text", key="Ctrl+S")
        export = export_button("exportTurnover", self._export)
        asked = (self.days, self.channel_box, self.currency_box, None, save, export)
        figures = QWidget()
        inner = QVBoxLayout(figures)
        inner.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        inner.setSpacing(SPACE[3])
        inner.addWidget(self.sums)
        inner.addWidget(card_around(self.chart, SPACE[3]), 2)
        inner.addWidget(card_around(self.table, 1), 3)
        self._body = QStackedWidget()
        self._body.addWidget(figures)
        self._body.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(views)
        layout.addWidget(bar("filterBar", FILTER_BAR, *asked))
        layout.addWidget(self._body, 1)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if (view := str(wanted.get("view", ""))) in GROUPINGS:
            self.tabs.stand_on(view)

    def refresh(self) -> None:  # noqa: D102
        if (older := self._task) is not None and older in self.context.runner.tasks:
            older.cancel()
        self._turn += 1
        first, last = self.days.days
        asked = {"by": self.tabs.view, "channel": str(self.channel_box.currentData() or "")}
        asked["currency"] = str(self.currency_box.currentData() or "")
        read = partial(_read, turn=self._turn, first=first, last=last, asked=asked)
        self._task = self.context.look(_("Reading the turnover"), read, self._take)

    def counts_text(self) -> str:  # noqa: D102
        count = self.told.total.orders if self.told else 0
        return ngettext("{count} order", "{count} orders", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return self.model.rowCount()

    def kept(self) -> dict[str, object]:  # noqa: D102
        return super().kept() | {"view": self.tabs.view, "days": self.days.days}

    def put_back(self, kept: dict[str, Any]) -> None:  # noqa: D102
        super().put_back(kept)
        first, last = kept["days"]
        self.days.stand_on(str(kept.get("turnoverDays", "")), first, last)
        self.tabs.stand_on(str(kept["view"]))

    # What is shown

    def _take(self, answer: tuple[int, Turnover]) -> None:
        turn, told = answer
        if turn != self._turn:
            return
        self.told = told
        self._offer(told)
        if self._shown != told.by:
            self._shown = told.by
            self.table.set_columns(columns(told.by), told.by)
        self.sums.tell(told)
        self.chart.show_turnover(told)
        rows = [Shown(row, told) for row in (told.rows[::-1] if told.by in OVER_TIME else told.rows)]  # newest first
        self.model.show(ListSource(rows, Shown.key))
        self._body.setCurrentIndex(0 if told.total.orders else 1)
        if not told.total.orders:
            self._say_nothing(told)
        elif not self.table.currentIndex().isValid():
            self.table.stand_on_first()
        self.counted.emit()

    def _offer(self, told: Turnover) -> None:
        """Offer the platforms and currencies of these days; one that is chosen stays."""
        _fill(self.channel_box, {"": _("All platforms"), **{one: word_channel(one) for one in told.channels}},
              told.channel, word_channel)  # fmt: skip
        _fill(self.currency_box, {one: word_currency(one) for one in told.currencies}, told.currency, word_currency)
        self.currency_box.setVisible(self.currency_box.count() > 1)

    def _say_nothing(self, told: Turnover) -> None:
        if told.channel or self.days.box.currentData() != "12-months":
            title = _("Nothing was sold in these days")
            text = _("Choose a longer span or all platforms; paid orders make these figures.")
            way = button("turnoverWhole", _("Show the last 12 months"), self._show_whole, primary=True)
        else:
            title = _("Nothing has been sold yet")
            text = _("What was sold by month, platform and SKU stands here once there are paid orders.")
            way = button("turnoverImport", _("Import orders"), partial(self.context.go, "import"), primary=True)
        self.empty.tell("chart-column", title, text, [way])

    # What a person does

    def _show_whole(self) -> None:
        self.channel_box.setCurrentIndex(0)
        self.days.stand_on("12-months")
        self.refresh()

    def _open(self, row_id: int) -> None:
        """Lead from a month to its days, from a platform to its months, from a SKU to its stock."""
        row = self.model.row_at(self.model.row_of(row_id)).row
        if self._shown == "sku":
            self.context.go("stock", sku=row.name)
        elif self._shown == "month" and self.told is not None:
            first = date.fromisoformat(f"{row.name}-01")
            self.days.stand_on("own", max(first, self.told.first), min(month_end(first), self.told.last))
            self.tabs.stand_on("day")  # which reads anew
        elif self._shown == "channel":
            self.channel_box.setCurrentIndex(max(self.channel_box.findData(row.name), 0))
            self.tabs.stand_on("month")

    def _export(self) -> None:
        self._write(_("Export the turnover"), ".xlsx", _("Tables (*.csv *.xlsx)"))

    def _save_pdf(self) -> None:
        self._write(_("Save the turnover as PDF"), ".pdf", "PDF (*.pdf)")

    def _write(self, title: str, suffix: str, pattern: str) -> None:
        if (told := self.told) is None:
            self.context.told.emit(_("The list is still being read. Export it in a moment."))
            return
        name = _("Turnover") + f" {told.first:%Y%m%d}-{told.last:%Y%m%d}{suffix}"
        target = dialogs.choose_target(self, title, name, pattern)
        if target is not None:
            self.context.look(title, partial(_write, told=told, target=target), self._tell_written)

    def _tell_written(self, target: Path) -> None:
        self.context.told.emit(_("{file} is written.").format(file=target.name))


def _fill(box: QComboBox, choices: Mapping[str, str], chosen: str, word: Callable[[str], str]) -> None:
    """Offer other choices; what was chosen stays, though there be nothing of it."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # what is filled in later is read whole, too
    offered = {**choices} if chosen in choices else {**choices, chosen: word(chosen)}
    with QSignalBlocker(box):
        box.clear()
        for key, shown in offered.items():
            box.addItem(shown, key)
        box.setCurrentIndex(box.findData(chosen))


def _read(shop: Shop, job: Job, *, turn: int, first: date, last: date, asked: dict[str, str]) -> tuple[int, Turnover]:
    return turn, read_turnover(shop, first, last, job=job, **asked)


def _write(shop: Shop, job: Job, *, told: Turnover, target: Path) -> Path:
    write_turnover(shop, told, target, job)
    return target
