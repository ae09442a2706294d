"""Warranty looked up by order, customer or serial number: what is covered until when; a repair opens from here."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent

from shopdesk.domain.return_clocks import local_day
from shopdesk.services.warranty import Warranty
from shopdesk.services.warranty_table import WarrantyTable
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.moments import dated
from shopdesk.ui.returns.after_sales_areas import add_after_sales_areas
from shopdesk.ui.returns.warranty_panel import STANDINGS, STATUS, WarrantyPanel
from shopdesk.ui.tables.spared_columns import spare_where
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.theme import SMALL_WIDTH
from shopdesk.words import _, begun, ngettext

SPARED = ("#6", "#7")  # serial number and repairs give way to the goods in a small window: the panel tells them


class WarrantyPage(TablePage):
    """The goods that are warranted, with their panel."""

    name = "warranty"
    place = "returns"
    concerns = frozenset({"orders", "listings", "settings"})
    panel: WarrantyPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Warranty"),
            views={"all": _("All"), "covered": _("Covered"), "over": _("Over")},
            columns=_columns(lambda: local_day(context.shop.now())),
            panel=WarrantyPanel(context),
            search_hint=_("Order, customer, serial number"),
        )
        add_after_sales_areas(self)
        self.panel.changed.connect(self.refresh)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return WarrantyTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return {}

    def show_row(self, row_id: int) -> None:  # noqa: D102
        told: Warranty = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_warranty(told)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} piece of goods selected", "{count} pieces of goods selected", count).format(
            count=f"{count:,}"
        )

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            clear = button("clearSearch", _("Clear the search"), self.search.clear)
            words = _("Write the number of the order or customer, or the serial number, as it stands on the goods.")
            self.empty.tell("search", _("Nothing is known by “{text}”").format(text=search), words, [clear])
        elif view != "all" and WarrantyTable(self.context.shop, "all", "").ids():
            super().tell_empty(view, search)
        else:
            go = partial(self.context.go, "listings")
            way = button("warrantyToListings", _("Go to the listings"), go, icon_name="images", primary=True)
            self.empty.tell("shield-check", _("Nothing is warranted yet"),
                            _("Say in a listing how many months its goods are warranted."), [way])  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        spare_where(self.window().width() <= SMALL_WIDTH, self.table, SPARED)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if text := str(wanted.get("text", "")):
            self.tabs.stand_on("all")
            self.search.setText(text)

    def counts_text(self) -> str:  # noqa: D102
        count = self.model.rowCount()
        return ngettext("{count} piece of goods", "{count} pieces of goods", count).format(count=f"{count:,}")


def _columns(today: Callable[[], date]) -> list[Column]:
    return [
        Column("", _("State"), _standing, 132),
        Column("", _("Until"), lambda one: Cell(dated(one.ends_on, today()) if one.ends_on else "–"), 96),
        Column("", _("Order"), lambda one: Cell(one.order, role="text-2"), 84),
        Column("", _("SKU"), lambda one: Cell(one.sku, role="text-2"), 96),
        Column("", _("Goods"), lambda one: Cell(one.title, bold=True), 160, stretch=True),
        Column("", _("Pieces"), lambda one: Cell(f"{one.pieces:,}"), 52, right=True),
        Column("", _("Serial number"), lambda one: Cell(one.serial or "–", role="text-2"), 96),
        Column("", _("Repairs"), lambda one: Cell(f"{len(one.repairs):,}" if one.repairs else "–"), 64, right=True),
    ]


def _standing(one: Warranty) -> Cell:
    return Cell(begun(_(STANDINGS[one.standing])), status=STATUS[one.standing])
