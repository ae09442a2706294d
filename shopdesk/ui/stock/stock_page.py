"""The stock: every SKU with what lies there, what is promised and what is left, the most lacking first."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from shopdesk.domain.imports import RowProblem
from shopdesk.services.settings import get_setting
from shopdesk.services.stock import Audit, Counted, audit_stock
from shopdesk.services.stock_table import StockRow, StockTable, count_stock_views, variant_row
from shopdesk.ui import dialogs
from shopdesk.ui.cell_edits import change_safety, change_shelf
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.status import STOCK
from shopdesk.ui.stock.stock_count import (
    Findings,
    audit_lines,
    audit_words,
    count_sheets,
    counted_change,
    problem_lines,
)
from shopdesk.ui.stock.stock_extras import StockExtras
from shopdesk.ui.stock.stock_panel import StockPanel
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.table_model import Cell, CellEdit, Column
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.theme import NARROW_WIDTH, SMALL_WIDTH
from shopdesk.words import _, ngettext

LONG_ENOUGH = 120  # days; more than these need no exact number
ANALYSIS_KEY = "Ctrl+Shift+K"
MOST_CARRIED = 200  # lines that a person would still look through
_EDITED = ("safetyEdit", "shelfEdit")


ROOMY_WIDTH = 1680
SPARED = (
    "shelf",
    "sold",
    "class",
    "days",
)  # the goods' names need their room first; whoever wants them can choose them


class StockPage(TablePage):
    """The table of SKUs, and why each number is what it is."""

    name = "stock"
    concerns = frozenset({"stock", "orders", "listings"})
    panel: StockPanel

    def __init__(self, context: Context) -> None:
        views = {
            "low": _("Low or out"),
            "all": _("All"),
            "oversold": _("Oversold"),
            "negative": _("Negative"),
            "class-a": _("Class A"),
            "dead": _("Unsold for 90 days"),
            "expiring": _("Expiring"),
            "elsewhere": _("Held elsewhere"),
        }
        super().__init__(
            context,
            title=_("Stock"),
            views=views,
            columns=_columns(),
            panel=StockPanel(context),
            search_hint=_("Goods, SKU, barcode, pinyin"),
        )
        self._findings = Findings()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._findings)
        QShortcut(QKeySequence("F2"), self).activated.connect(self._edit_shelf)
        self._add_analysis()
        self.extras = StockExtras(context, self)
        self.panel.kit_wanted.connect(self.extras.kit)
        layout.insertWidget(2, self.extras.export_bar)
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(lambda: self._carry("", "stall"))
        QShortcut(QKeySequence("Ctrl+B"), self).activated.connect(lambda: self._carry("stall", ""))
        self.panel.form_left.connect(self.table.setFocus)
        self.cells = CellEditor(self.table, context)
        self.tabs.stand_on("all")  # it is not the first, so that this reads the rows

    def _add_analysis(self) -> None:
        """Put the way to the analysis at the right of the views: the bar below has no room for it in a small window."""
        way = button("openAnalysis", _("Analysis"), self._analyse, icon_name="chart-column", look="quiet")
        way.setToolTip(_("Classes, forecasts, value, what to count") + f"  {ANALYSIS_KEY}")
        QShortcut(QKeySequence(ANALYSIS_KEY), self).activated.connect(self._analyse)
        views = self.tabs.parentWidget()
        inside = views.layout() if views else None
        assert inside is not None
        inside.addWidget(way)

    # What the table asks

    def source(self, view: str, search: str) -> StockTable:  # noqa: D102
        return StockTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_stock_views(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            None,
            button("checkBooks", _("Check the books"), self._check_books, icon_name="shield-check"),
            button("countStock", _("Stock counts"), lambda: self.context.go("counts"), icon_name="list-checks"),
            button("openPlaces", _("Places"), lambda: self.context.go("places"), icon_name="boxes", key="Ctrl+L"),
            button("countSheet", _("Count sheet…"), self._choose_sheets),
            button(
                "moveStock", _("Move in / out"), self._move, icon_name="arrow-left-right", key="Ctrl+N", primary=True
            ),
        )

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("takeToStall", _("To the stall   Ctrl+T"), lambda: self._carry("", "stall")),
            button("bringBack", _("Bring back   Ctrl+B"), lambda: self._carry("stall", "")),
            button("stockLabels", _("Labels   Ctrl+P"), self._labels, icon_name="printer"),
            button("copyRows", _("Copy"), self.table.copy_text, icon_name="copy"),
            button(
                "moveCurrent", _("Move in / out"), self._move, icon_name="arrow-left-right", key="Ctrl+N", primary=True
            ),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} SKU selected", "{count} SKUs selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_sku(self.model.row_at(self.model.row_of(row_id)).sku)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if not search and not self._counts.get("all"):
            files = button(
                "importGoods", _("Import files"), self._import, primary=True, icon_name="upload", key="Ctrl+I"
            )
            text = _("Import the listings of your shop; every SKU appears here with its stock.")
            self.empty.tell("boxes", _("No goods yet"), text, [files])
        elif not search:
            self.empty.tell("check", _("Nothing here"), _EMPTY[view]())
        else:
            super().tell_empty(view, search)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))
        if "sku" in wanted:
            row_id = variant_row(self.context.shop, str(wanted["sku"]))
            if row_id is None:
                self.context.told.emit(_("The shop has no SKU {sku}.").format(sku=wanted["sku"]))
            elif not self.show_row_of(row_id):
                self.show_view("all")
                self.show_row_of(row_id)

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        words = ngettext("{shown} of {count} SKU", "{shown} of {count} SKUs", count)
        return words.format(shown=f"{self.rows_shown():,}", count=f"{count:,}")

    def kept(self) -> dict[str, object]:  # noqa: D102
        fields = {name: text for name, text in super().kept().items() if name not in _EDITED}
        return fields | {"view": self.tabs.view, "sku": self.panel.sku}

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back({name: text for name, text in kept.items() if not name.startswith("move")})
        self.tabs.stand_on(str(kept.get("view", "all")))
        if row_id := variant_row(self.context.shop, str(kept.get("sku", ""))):
            self.table.go_to(row_id)
        if "movePieces" in kept:
            self._move()
            super().put_back(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._spare()

    def _show_current(self) -> None:
        super()._show_current()
        self._spare()

    def _spare(self) -> None:
        """Leave the goods' names their room: beside the panel of a narrow window fewer columns and words are shown."""
        width, beside = self.window().width(), self.panel.isVisibleTo(self)
        tight = width < NARROW_WIDTH and beside
        small = width <= SMALL_WIDTH
        bare_icons = width < NARROW_WIDTH or (small and beside)
        spared = SPARED if tight else SPARED[:2] if small else SPARED[:1] if width < ROOMY_WIDTH else ()
        self.table.chooser.spare(spared)
        for name, words, bare in (
            ("checkBooks", _("Check the books"), bare_icons), ("countStock", _("Stock counts"), bare_icons),
            ("stockLabels", _("Labels   Ctrl+P"), tight), ("copyRows", _("Copy"), tight),
        ):  # fmt: skip
            for made in self.findChildren(QPushButton, name):
                if bare != (not made.text()):  # the bar itself takes keys away before words are cut
                    made.setText("" if bare else f" {words}")
                made.setToolTip(words)

    # What a person does

    def _move(self) -> None:
        if self.table.current_id() is not None:
            self.show_panel(True)
            self.panel.open_form()

    def _carry(self, origin: str, target: str) -> None:
        """Carry the selected goods; without a place it is the shop's usual one."""
        usual = str(get_setting(self.context.shop, "stock.location"))
        skus = [self.model.row_at(self.model.row_of(row_id)).sku for row_id in self.table.selected_ids()[:MOST_CARRIED]]
        self.context.go("transfer", origin=origin or usual, target=target or usual, skus=skus)

    def _labels(self) -> None:
        self.extras.labels()  # made after the bar that asks for it

    def _edit_shelf(self) -> None:
        if self.table.current_id() is not None:
            self.show_panel(True)
            self.panel.shelf.begin()

    def _leave(self) -> None:
        if self.panel.form is not None:
            self.panel.leave_form()
        elif not self.extras.forms.leave():
            super()._leave()

    def _analyse(self) -> None:
        self.context.go("analysis")

    def _import(self) -> None:
        self.context.go("import", choose=True)

    def _choose_sheets(self) -> None:
        pattern = _("Count sheets (*.csv *.xlsx *.tsv)")
        if paths := dialogs.choose_files(self, _("Choose a count sheet with the columns sku and quantity"), pattern):
            self.count_sheets(paths)

    def count_sheets(self, paths: Sequence[Path]) -> None:
        """Post count sheets and say what they came to."""
        self._findings.hide()
        verb = partial(count_sheets, paths)
        self.context.write(_("Taking the count sheet"), verb, changes={"stock"}, done=self._tell_counted)

    def _tell_counted(self, result: tuple[list[Counted], list[RowProblem]]) -> None:
        counted, problems = result
        if counted:
            self.context.note(counted_change(counted))
        if problems:
            words = ngettext(
                "{count} row of the sheet was refused", "{count} rows of the sheet were refused", len(problems)
            )
            self._findings.tell(words.format(count=len(problems)), problem_lines(problems))

    def _check_books(self) -> None:
        self._findings.hide()
        title = _("Checking the books")
        self.context.write(title, lambda shop, _job: audit_stock(shop), changes=set(), done=self._tell_audit)

    def _tell_audit(self, audit: Audit) -> None:
        if audit.ok:
            self.context.told.emit(audit_words(audit))
        else:
            self._findings.tell(audit_words(audit), audit_lines(audit))


_EMPTY = {
    "low": lambda: _("No SKU is below its safety line."),
    "all": lambda: _("This view holds nothing at the moment."),
    "oversold": lambda: _("Nothing is promised that is not there."),
    "negative": lambda: _("Nothing is below zero."),
    "class-a": lambda: _("No SKU is in class A: classes need sales to be told from."),
    "dead": lambda: _("Everything that lies here was sold within 90 days."),
    "expiring": lambda: _("No batch expires within 60 days."),
    "elsewhere": lambda: _("Nothing lies at the stall, in quarantine or with a supplier."),
}


def _columns() -> list[Column]:
    return [
        Column("title", _("Goods"), _goods, 240, stretch=True),
        Column("sku", _("SKU"), lambda row: Cell(row.sku, role="text-2"), 96),
        Column("class", _("Class"), _class, 44),
        Column("on_hand", _("On hand"), _on_hand, 60, right=True),
        Column("reserved", _("Reserved"), lambda row: Cell(figure(row.reserved)), 60, right=True),
        Column("available", _("Available"), _available, 60, right=True),
        Column("safety", _("Safety"), lambda row: Cell(figure(row.safety), role="text-2"), 56, right=True,
               edit=CellEdit(lambda row: str(row.safety), change_safety, ("stock",))),
        Column("shelf", _("Shelf"), lambda row: Cell(row.shelf or DASH, role="text-2"), 76,
               edit=CellEdit(lambda row: row.shelf, change_shelf, ("stock",))),
        Column("state", _("State"), lambda row: Cell(STOCK[row.state].shown, status=STOCK[row.state]), 104),
        Column("sold", _("14-day sales"), _sold, 104, right=True),
        Column("days", _("Days left"), _days, 76, right=True),
        Column("", _("90 days"), _trend, 120, hidden=True),
        Column("", _("To order"), _suggested, 76, right=True, hidden=True),
    ]  # fmt: skip


def _goods(row: StockRow) -> Cell:
    words = f"{row.options} · {row.title}" if row.options else row.title
    return Cell(words, picture=row.picture or None, tip=f"{row.title}\n{row.options}".strip())


def _class(row: StockRow) -> Cell:
    return Cell(
        row.stock_class or DASH, role="text" if row.stock_class == "A" else "text-2", bold=row.stock_class == "A"
    )


def _trend(row: StockRow) -> Cell:
    if not any(row.trend):
        return Cell(DASH, role="muted", tip=_("Nothing was sold in the last 90 days."))
    weeks = [sum(row.trend[at : at + 7]) for at in range(len(row.trend) % 7, len(row.trend), 7)]
    return Cell(figure(sum(row.trend)), role="text-2", spark=tuple(weeks))


def _suggested(row: StockRow) -> Cell:
    return Cell(figure(row.suggested) if row.suggested else DASH, role="text" if row.suggested else "muted")


def _available(row: StockRow) -> Cell:
    role = STOCK[row.state].role
    return Cell(figure(row.available), role="text" if role == "ok" else role, bold=True)


def _on_hand(row: StockRow) -> Cell:
    if row.on_hand < 0:
        return Cell(
            figure(row.on_hand), role="error", bold=True, tip=_("More went out than was there: count the shelf.")
        )
    return Cell(figure(row.on_hand))


def _sold(row: StockRow) -> Cell:
    if not any(row.sold):
        return Cell(DASH, role="muted", tip=_("Nothing was sold in the last 14 days."))
    role = STOCK[row.state].role
    return Cell(figure(sum(row.sold)), role="text-2" if role == "ok" else role, spark=row.sold)


def _days(row: StockRow) -> Cell:
    left = row.days_left
    if left is None:
        return Cell(DASH, role="muted", tip=_("Nothing was sold in the last 14 days."))
    return Cell(f"{LONG_ENOUGH}+" if left > LONG_ENOUGH else str(left))
