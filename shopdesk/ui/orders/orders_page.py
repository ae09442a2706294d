"""The page of orders: views by what is to be done, the most urgent first, and steps with many at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.exports import Chosen
from shopdesk.services.order_table import OrderTable, count_views, default_sort, numbers, read_details
from shopdesk.services.orders import order_row
from shopdesk.services.settings import courier_names, get_setting
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.form_place import FormPlace
from shopdesk.ui.orders.order_actions import OrderActions
from shopdesk.ui.orders.order_areas import area_actions, area_buttons
from shopdesk.ui.orders.order_columns import columns
from shopdesk.ui.orders.order_decisions import OrderDecisions
from shopdesk.ui.orders.order_panel import OrderPanel
from shopdesk.ui.orders.order_refused import RefusedBar
from shopdesk.ui.orders.order_words import SELDOM, VIEWS
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.export_bar import ExportBar
from shopdesk.ui.tables.row_drag import ORDERS
from shopdesk.ui.tables.spared_columns import SparedByRoom
from shopdesk.ui.tables.table_model import TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.words import _, ngettext, spoken

MINUTE_MS = 60_000
GIVE_WAY = {"channel": 900, "quantity": 760, "receiver": 700}  # to the goods, where there is less room: the panel tells
DECISION_KEYS = {
    "Ctrl+M": "merge", "Ctrl+Shift+X": "split", "Ctrl+Shift+H": "hold", "Ctrl+Shift+R": "receiver",
    "Ctrl+Shift+N": "note",
}  # fmt: skip


class OrdersPage(TablePage):
    """Orders in a table; what is selected can be confirmed, shipped, held, cancelled and printed."""

    name = "orders"
    concerns = frozenset({"orders", "stock", "settings"})

    def __init__(self, context: Context) -> None:
        self._couriers: Mapping[str, str] = {}
        self._sorted_view = ""
        self._actions: OrderActions | None = None
        super().__init__(
            context,
            title=_("Orders"),
            views={key: _(title) for key, title in VIEWS.items()},
            columns=columns(self._now, str(get_setting(context.shop, "shop.currency")), self._courier_name),
            panel=OrderPanel(context, self._courier_name),
            search_hint=_("Number, name, phone, goods"),
        )
        self.model.reader = context.reader
        for view in SELDOM:
            self._show_tab(view, False)
        self.refused = RefusedBar()
        left = self._bars.parentWidget()
        inside = left.layout() if left else None
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(1, self.refused)
        self._acting().stayed.connect(self.refused.tell)
        self._decide()
        self.cells = CellEditor(self.table, context)
        SparedByRoom(self.table, GIVE_WAY)
        self.table.drag.carries = lambda ids: {ORDERS: "\n".join(numbers(ids)).encode()}
        self.export_bar = ExportBar(context, ("orders", "shipments"), self._to_export)
        inside.insertWidget(2, self.export_bar)
        self._acting().exported.connect(self.export_bar.export)
        self._acting().handed_back.connect(self.export_bar.hand_back)
        for key, act in (
            ("Ctrl+E", self.export_bar.export), ("Ctrl+Shift+K", self.export_bar.hand_back),
            ("Alt+W", self._acting().to_wave),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.tabs.chosen.connect(lambda _view: self._begin_view())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(partial(self._acting().step, "cancel"))
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.table.viewport().update)
        self._minute.timeout.connect(context.release_due)
        self._minute.start()
        self.refresh()

    def _decide(self) -> None:
        """Let decisions be taken by keys, from the menu and in the panel."""
        assert isinstance(self.panel, OrderPanel)
        self.forms = FormPlace(self.context, self)
        decisions = OrderDecisions(self.context, self._selected, self.table.current_id, self.forms)
        self.panel.decided.connect(decisions.decide)
        self._acting().decided.connect(decisions.decide)
        for key, name in DECISION_KEYS.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(decisions.decide, name))

    def _leave(self) -> None:
        """Take one step back: a form that is open, then what every table's page takes back."""
        if not self.forms.leave():
            super()._leave()

    def _acting(self) -> OrderActions:
        if self._actions is None:  # the table's page asks for the bar's buttons while it is made
            self._actions = OrderActions(self.context, self._selected, self)
        return self._actions

    def _selected(self) -> Sequence[int]:
        return self.table.selected_ids()

    def _to_export(self) -> Chosen | None:
        """Return the selected orders; without any, those that the page lists, None while they are read."""
        if chosen := self._selected():
            return Chosen(rows=list(chosen))
        return Chosen(rows=list(self.model.ids())) if self.model.complete else None

    def _now(self) -> datetime:
        return self.context.shop.now()

    def _courier_name(self, code: str) -> str:
        return self._couriers.get(code, code)

    def _begin_view(self) -> None:
        """Begin another view at its top: what was selected elsewhere is not acted on out of sight."""
        self.refused.hide()
        self.table.clearSelection()
        if self.model.rowCount():
            self.table.stand_on_first()
            self.table.scrollToTop()

    # What the table's page asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        if view != self._sorted_view:
            self._sorted_view = view
            self._sort_as_usual(view)
        return OrderTable(self.context.shop, view, search, held=self._counts.get(view, self._counts.get("all")))

    def _sort_as_usual(self, view: str) -> None:
        """Sort a view as it is usually read; the header shows it."""
        key, descending = default_sort(view)
        self.model.sort_key, self.model.descending = key, descending
        at = next(at for at, column in enumerate(self.model.columns) if column.key == key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.table.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(at, order)
        header.blockSignals(False)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_views(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        new = button("newOrder", _("New sales order"), self._begin_new, icon_name="plus", key="Ctrl+N")
        return (None, *area_buttons(self), self._seldom_views(), new)

    def _begin_new(self) -> None:
        self.context.go("new_order")

    def _seldom_views(self) -> QToolButton:
        """Return the menu of the views that are seldom wanted: their tabs come when they are."""
        made = QToolButton()
        made.setObjectName("moreViews")
        made.setProperty("framed", True)
        made.setText(_("More views"))
        made.setAccessibleName(_("More views"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for view in SELDOM:
            action = QAction(_(VIEWS[view]), menu)
            action.setObjectName(f"view-{view}")
            action.triggered.connect(lambda _checked=False, view=view: self.show_view(view))
            menu.addAction(action)
        area_actions(self, menu)
        made.setMenu(menu)
        return made

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return self._acting().parts()

    def selection_text(self, count: int) -> str:  # noqa: D102
        return self._acting().sums_text(count)

    def show_row(self, row_id: int) -> None:  # noqa: D102
        assert isinstance(self.panel, OrderPanel)
        self.panel.show_order(read_details(self.context.shop, row_id))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if not self._counts.get("all"):
            bring = button(
                "importOrders", _("Import files"), lambda: self.context.go("import", choose=True), primary=True
            )
            text = _("Export your orders from Taobao, Pinduoduo or another platform and drop the file on this window.")
            self.empty.tell("clipboard-list", _("No orders yet"), text, [bring])
        elif search and view != "all":
            super().tell_empty(view, search)
            clear = button("clearSearch", _("Clear the search"), self.search.clear)
            wider = button("searchAll", _("Search all orders"), lambda: self.tabs.stand_on("all"))
            title = _("Nothing found for “{text}”").format(text=search)
            self.empty.tell("search", title, _("No order of this view holds this text."), [wider, clear])
        elif search:
            super().tell_empty(view, search)
        else:
            everything = button("showAllOrders", _("Show all orders"), lambda: self.show_view("all"))
            self.empty.tell(
                "circle-check", _("Nothing is waiting here"), _("No order is in this view now."), [everything]
            )

    # What the window asks

    def refresh(self) -> None:  # noqa: D102
        english = spoken.language == "en"
        self._couriers = {code: names[english] for code, names in courier_names(self.context.shop).items()}
        super().refresh()

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if view := str(wanted.get("view", "")):
            self.show_view(view)
        if number := str(wanted.get("order", "")):
            try:
                row_id = order_row(self.context.shop, number)
            except ShopError as error:
                self.context.failed.emit(error, _("Show an order"))
                return
            if not self.show_row_of(row_id):
                self.show_view("all")
                self.show_row_of(row_id)

    def show_view(self, view: str) -> None:  # noqa: D102
        if view in VIEWS:
            self._show_tab(view, True)
            super().show_view(view)

    def _show_tab(self, view: str, shown: bool) -> None:
        self.tabs.setTabVisible(list(VIEWS).index(view), shown)

    def counts_text(self) -> str:  # noqa: D102
        total = self._counts.get("all", 0)
        text = ngettext("{shown} of {total} order", "{shown} of {total} orders", total)
        return text.format(shown=f"{self.model.rowCount():,}", total=f"{total:,}")
