"""Batches of goods: who delivered them, until when they keep, and who bought of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.services.purchase_table import today_of
from shopdesk.services.traceability import Lot, LotTable, count_lots
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.moments import dated
from shopdesk.ui.stock.batch_panel import BatchPanel
from shopdesk.ui.stock_words import DASH, figure
from shopdesk.ui.tables.area_tabs import add_buying_areas
from shopdesk.ui.tables.empty_view import ways_on
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _, ngettext


class BatchesPage(TablePage):
    """The batches; a complaint begins with a batch's code or the number of the order it came with."""

    name = "batches"
    place = "purchasing"
    concerns = frozenset({"stock", "orders", "listings"})
    panel: BatchPanel

    def __init__(self, context: Context) -> None:
        views = {"lying": _("Still there"), "expiring": _("Expiring"), "all": _("All")}
        super().__init__(
            context,
            title=_("Batches"),
            views=views,
            columns=_columns(lambda: today_of(context.shop)),
            panel=BatchPanel(context),
            search_hint=_("Batch, SKU, goods, supplier, order number"),
        )
        add_buying_areas(self)
        self.refresh()

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return LotTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_lots(self.context.shop)

    def show_row(self, row_id: int) -> None:  # noqa: D102
        lot: Lot = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_lot(lot.sku, lot.code)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            super().tell_empty(view, search)
        elif view == "expiring":
            self.empty.tell("check", _("Nothing here"), _("No batch expires within 60 days."), ways_on(self, view))
        else:
            text = _("A batch is noted when goods are received with a batch code or an expiry date.")
            go = partial(self.context.go, "purchasing", view="ordered")
            way = button("batchesToOrders", _("Receive goods"), go, icon_name="truck", primary=True)
            self.empty.tell("boxes", _("No batches yet"), text, [way])

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))
        if text := str(wanted.get("lot", "") or wanted.get("order", "")):
            self.show_view("all")
            self.search.setText(text)
            if self.rows_shown():
                self.table.stand_on_first()
                self.show_panel(True)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyBatches", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} batch selected", "{count} batches selected", count).format(count=f"{count:,}")

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        words = ngettext("{shown} of {count} batch", "{shown} of {count} batches", count)
        return words.format(shown=f"{self.rows_shown():,}", count=f"{count:,}")

    def _leave(self) -> None:
        """Take one step back; the last one leads to the purchase orders."""
        if self.table.selected_count() or self.search.text():
            super()._leave()
        else:
            self.context.go("purchasing")


def _columns(today: Callable[[], date]) -> list[Column]:
    return [
        Column("code", _("Batch"), lambda lot: Cell(lot.code, bold=True), 96),
        Column("title", _("Goods"), _goods, 200, stretch=True),
        Column("sku", _("SKU"), lambda lot: Cell(lot.sku, role="text-2"), 92),
        Column("supplier", _("Supplier"), lambda lot: Cell(lot.supplier or DASH), 132),
        Column("received", _("Received on"), lambda lot: _received(lot, today()), 84),
        Column("expires", _("Keeps until"), lambda lot: _keeps(lot, today()), 92),
        Column("", _("Pieces received"), lambda lot: Cell(figure(lot.came), role="text-2"), 76, right=True),
        Column("lying", _("Left"), lambda lot: Cell(figure(lot.lying), bold=True), 60, right=True),
    ]


def _goods(lot: Lot) -> Cell:
    return Cell(f"{lot.options} · {lot.title}" if lot.options else lot.title)


def _received(lot: Lot, today: date) -> Cell:
    return Cell(dated(lot.received_at.astimezone().date(), today), role="text-2")


def _keeps(lot: Lot, today: date) -> Cell:
    if lot.expires_on is None:
        return Cell(DASH, role="muted")
    return Cell(dated(lot.expires_on, today))
