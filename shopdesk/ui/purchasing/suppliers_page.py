"""The suppliers: who they are, what they offer of each SKU and at which price."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.purchases import Supplier
from shopdesk.services.shop import Shop
from shopdesk.services.suppliers import SupplierRow, SupplierTable, bring_supplier_back, remove_supplier
from shopdesk.ui.cell_edits import edit_supplier
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.purchasing.supplier_panel import SupplierPanel
from shopdesk.ui.tables.area_tabs import add_buying_areas
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.record_page import RecordPage
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import word_currency


class SuppliersPage(RecordPage):
    """The list of suppliers with their panel."""

    name = "suppliers"
    place = "purchasing"
    home = "purchasing"
    concerns = frozenset({"stock", "listings"})
    panel: SupplierPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Suppliers"),
            views={"all": _("All"), "awaited": _("With open orders")},
            columns=_columns(),
            panel=SupplierPanel(context),
            search_hint=_("Code, name, contact, telephone"),
        )
        add_buying_areas(self)
        self.panel.saved.connect(self._saved)
        self._connect_panel()
        self.cells = CellEditor(self.table, context)
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return SupplierTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        rows = SupplierTable(self.context.shop).every()
        return {"all": len(rows), "awaited": sum(row.awaited > 0 for row in rows)}

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        remove = button("removeSupplier", _("Take out   Del"), self._remove, icon_name="trash-2")
        return (None, remove, button("newSupplierForm", _("New supplier"), self.begin_new, icon_name="plus",
                                     key="Ctrl+N"))  # fmt: skip

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("copySuppliers", _("Copy"), self.table.copy_text, icon_name="copy"),
            button("removeSuppliers", _("Take out   Del"), self._remove, icon_name="trash-2"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} supplier selected", "{count} suppliers selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        row: SupplierRow = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_supplier(row.supplier)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
        else:
            new = button("firstSupplierForm", _("Add a supplier"), self.begin_new, primary=True, icon_name="plus")
            text = _("Add who you buy from, and what each asks for your SKUs; suggestions become orders to them.")
            self.empty.tell("truck", _("No suppliers yet"), text, [new])

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if code := str(wanted.get("supplier", "")):
            self._stand_on(code)
        elif wanted.get("new"):
            self.begin_new()

    def _stand_on(self, code: str) -> None:
        self.show_view("all")
        found = [row.row for row in SupplierTable(self.context.shop).every() if row.supplier.code == code]
        if found:
            self.show_row_of(found[0])
        else:
            self.context.told.emit(_("Supplier {code} is no longer in the list.").format(code=code))

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        return ngettext("{count} supplier", "{count} suppliers", count).format(count=f"{count:,}")

    # What a person does

    def _saved(self, supplier: Supplier) -> None:
        self._stand_on(supplier.code)

    def _remove(self) -> None:
        """Take the chosen suppliers out of the list; their orders and batches keep their names."""
        codes = [self.model.row_at(self.model.row_of(row_id)).supplier.code for row_id in self.chosen_ids()]
        if not codes:
            return
        words = ngettext("{count} supplier taken out", "{count} suppliers taken out", len(codes))
        removed: list[int] = []

        def take(shop: Shop, _job: Job) -> None:
            with shop.writing():
                removed[:] = [remove_supplier(shop, code) for code in codes]

        def bring(shop: Shop, _job: Job) -> None:
            with shop.writing():
                for row in removed:
                    bring_supplier_back(shop, row)

        change = Change(words.format(count=len(codes)), bring, take)
        self.context.write(
            _("Taking suppliers out"), take, changes={"stock"}, done=lambda _result: self.context.note(change)
        )


def _columns() -> list[Column]:
    return [
        Column("code", _("Code"), lambda row: Cell(row.supplier.code, role="text-2"), 110),
        Column("name", _("Name"), lambda row: Cell(row.supplier.name, bold=True), 200, stretch=True,
               edit=edit_supplier("name")),
        Column("contact", _("Contact"), lambda row: Cell(row.supplier.contact), 110, edit=edit_supplier("contact")),
        Column("", _("Telephone"), lambda row: Cell(row.supplier.phone, role="text-2"), 130,
               edit=edit_supplier("phone")),
        Column("lead", _("Lead days"), lambda row: Cell(str(row.supplier.lead_days)), 84, right=True,
               edit=edit_supplier("lead_days")),
        Column("", _("Currency"), lambda row: Cell(word_currency(row.supplier.currency), role="text-2"), 124),
        Column("offers", _("Offers"), lambda row: Cell(f"{row.offers:,}"), 72, right=True),
        Column("awaited", _("Open orders"), lambda row: Cell(f"{row.awaited:,}"), 96, right=True),
    ]  # fmt: skip
