"""Buying in: what should be bought, the purchase orders in their states, and the steps from a draft to the shelf."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from shopdesk.services.purchase_table import (
    PurchaseTable,
    SuggestedRow,
    SuggestedTable,
    count_purchases,
    purchase_row,
    suggested_rows,
    today_of,
)
from shopdesk.services.purchases import show_purchase
from shopdesk.services.settings import get_setting
from shopdesk.services.suppliers import list_suppliers
from shopdesk.services.traceability import LotTable
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, set_text
from shopdesk.ui.page import Page
from shopdesk.ui.purchasing.purchase_actions import PurchaseActions
from shopdesk.ui.purchasing.purchase_columns import purchase_columns, suggested_columns
from shopdesk.ui.purchasing.purchase_panel import PurchasePanel
from shopdesk.ui.tables.area_tabs import add_buying_areas
from shopdesk.ui.tables.table_model import TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _, ngettext
from shopdesk.words.currencies import money

_QUEUED = Qt.ConnectionType.QueuedConnection  # the panel is built anew: whoever asked may be gone by then
_OF_STATE = {"part": "ordered"}  # the view of a state, where it is not called like it


class PurchasingPage(TablePage):
    """Suggestions and purchase orders, and what a person does with them."""

    name = "purchasing"
    concerns = frozenset({"stock", "listings"})
    panel: PurchasePanel

    def __init__(self, context: Context) -> None:
        self._suggested: list[SuggestedRow] = []
        self._columns_of = "suggested"
        self._actions = PurchaseActions(self, context)
        self._home = str(get_setting(context.shop, "shop.currency"))
        views = {
            "suggested": _("Suggested"),
            "draft": _("Drafts"),
            "ordered": _("On order"),
            "received": _("Received"),
            "cancelled": _("Cancelled"),
        }
        super().__init__(
            context,
            title=_("Purchasing"),
            views=views,
            columns=suggested_columns(self._home),
            panel=PurchasePanel(context),
            search_hint=_("Number, supplier, goods, SKU"),
        )
        add_buying_areas(self)
        self.panel.asked.connect(self._actions.step, _QUEUED)
        self.panel.back_wanted.connect(self._actions.take_back, _QUEUED)
        self.panel.booked.connect(self._actions.receive)
        self.panel.drafted.connect(self._actions.draft_new)
        self.panel.form_left.connect(self._form_left)
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._actions.remove)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        if view == "suggested":
            return SuggestedTable(self._suggested, search)
        return PurchaseTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        self._suggested = suggested_rows(self.context.shop)
        return {"suggested": len(self._suggested), **count_purchases(self.context.shop)}

    def _query(self) -> None:
        """Show a view's rows under the columns of its kind, with the buttons that fit it."""
        view = self.tabs.view
        wanted = "suggested" if view == "suggested" else "purchases"
        if wanted != self._columns_of:
            self._columns_of = wanted
            today = today_of(self.context.shop)
            suggested = wanted == "suggested"
            columns = suggested_columns(self._home) if suggested else purchase_columns(today, self._home)
            self.table.set_columns(columns, wanted)
        for shown in (self._draft_current, self._draft_selected):
            shown.setVisible(view == "suggested")
        self._remove_selected.setVisible(view in ("draft", "ordered"))
        words = _("Take out") if view == "draft" else _("Cancel the orders")
        set_text(self._remove_selected, words, "Del")
        super()._query()

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self._draft_current = self._draft_button("draftCurrent", _("Draft an order"))
        new = button("newPurchase", _("New order"), self._begin_new, icon_name="plus", key="Ctrl+N")
        return (None, new, self._draft_current)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self._draft_selected = self._draft_button("draftOrders", _("Draft orders"))
        self._remove_selected = button("removePurchases", _("Take out"), self._actions.remove, icon_name="trash-2")
        copy = button("copyPurchases", _("Copy"), self.table.copy_text, icon_name="copy")
        return (copy, self._remove_selected, self._draft_selected)

    def _draft_button(self, name: str, words: str) -> QPushButton:
        return button(name, words, self._actions.draft, icon_name="truck", key="Ctrl+Return", primary=True)

    def selection_text(self, count: int) -> str:  # noqa: D102
        if self.tabs.view != "suggested":
            words = ngettext("{count} purchase order selected", "{count} purchase orders selected", count)
            return words.format(count=f"{count:,}")
        chosen = self.chosen_rows()
        sums: dict[str, int] = {}
        for row in chosen:
            sums[row.currency] = sums.get(row.currency, 0) + row.total
        words = ngettext("{count} SKU selected", "{count} SKUs selected", count).format(count=f"{count:,}")
        return " · ".join([words, *(money(amount, currency) for currency, amount in sums.items() if amount)])

    def show_row(self, row_id: int) -> None:  # noqa: D102
        row = self.model.row_at(self.model.row_of(row_id))
        if isinstance(row, SuggestedRow):
            self.panel.show_suggested(row)
        else:
            self.panel.show_number(row.number)

    def _show_current(self) -> None:
        if self.panel.new is not None:
            self.panel.show()
        else:
            super()._show_current()

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search and LotTable(self.context.shop, "all", search).ids():
            way = button("traceBatch", _("See the batch"), lambda: self.context.go("batches", lot=search))
            words = _("“{text}” is a batch of goods").format(text=search)
            self.empty.tell("search", words, _("See who delivered it and who bought of it."), [way])
        elif search:
            super().tell_empty(view, search)
        elif view == "suggested" and not list_suppliers(self.context.shop):
            go = partial(self.context.go, "suppliers", new=True)
            way = button("firstSupplier", _("Add a supplier"), go, icon_name="plus", primary=True)
            text = _("Nothing is below its safety line. Add your suppliers and what they offer, to order from them.")
            self.empty.tell("truck", _("Nothing to buy"), text, [way])
        else:
            self.empty.tell("check", _("Nothing here"), _EMPTY[view]())

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if "view" in wanted:
            self.show_view(str(wanted["view"]))
        if sku := str(wanted.get("sku", "")):
            self.search.setText(sku)
        if number := str(wanted.get("purchase", "")):
            self.stand_on(number)
        if wanted.get("new"):
            self._begin_new()

    def stand_on(self, number: str) -> None:
        """Show a purchase order in the view of its state."""
        row_id = purchase_row(self.context.shop, number)
        if row_id is None:
            self.context.told.emit(_("The shop has no purchase order {number}.").format(number=number))
            return
        state = show_purchase(self.context.shop, number).state
        self.show_view(_OF_STATE.get(state, state))
        self.show_row_of(row_id)

    def counts_text(self) -> str:  # noqa: D102
        count = sum(self._counts.get(view, 0) for view in ("draft", "ordered"))
        words = ngettext("{count} purchase order under way", "{count} purchase orders under way", count)
        return words.format(count=f"{count:,}")

    def put_back(self, kept: dict[str, object]) -> None:  # noqa: D102
        super().put_back(kept)
        if "newGoods" in kept or "newNote" in kept:
            self._begin_new()
        elif any(name.startswith(("receivePieces", "receiveLot")) for name in kept):
            self.panel.open_receipt()
        Page.put_back(self, kept)

    # What a person does

    def chosen_rows(self) -> list[SuggestedRow]:
        """Return the suggestions that are selected, else the current one."""
        known = {row.row: row for row in self._suggested}
        return [known[row_id] for row_id in self._chosen_ids() if row_id in known]

    def _chosen_ids(self) -> list[int]:
        """Return the selected rows, else the current one."""
        current = self.table.current_id()
        return self.table.selected_ids() or ([] if current is None else [current])

    def chosen_numbers(self) -> dict[str, str]:
        """Return the purchase orders that are selected, else the current one, each with its state."""
        rows = [self.model.row_at(self.model.row_of(row_id)) for row_id in self._chosen_ids()]
        return {row.number: row.state for row in rows}

    def _begin_new(self) -> None:
        self.panel.open_new()
        self.panel.show()
        assert self.panel.new is not None
        self.ask_first(True)
        self.panel.new.begin()

    def _form_left(self) -> None:
        self.ask_first(False)
        self.table.setFocus()
        self._show_current()

    def take_back(self) -> bool:  # noqa: D102
        return self.panel.lines is not None and self.panel.lines.pasted.take_back()

    def _leave(self) -> None:
        if self.panel.has_form:
            self.panel.leave_form()
        else:
            super()._leave()


_EMPTY = {
    "suggested": lambda: _("Nothing is below its safety line or about to run out."),
    "draft": lambda: _("No order is being drafted. Suggestions become drafts with one key."),
    "ordered": lambda: _("Nothing is on its way."),
    "received": lambda: _("No order has been received whole yet."),
    "cancelled": lambda: _("No order was cancelled."),
}
