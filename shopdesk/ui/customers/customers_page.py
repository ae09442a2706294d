"""The customers: who bought what, what is known of them, who is one person, who is blocked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.addresses import mask_name, mask_phone
from shopdesk.domain.customers import Customer
from shopdesk.domain.jobs import Job
from shopdesk.services import customers
from shopdesk.services.customer_table import CustomerTable, count_views
from shopdesk.services.shop import Shop
from shopdesk.ui.cell_edits import edit_customer
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.customers.customer_panel import CustomerPanel
from shopdesk.ui.customers.customer_words import word_level
from shopdesk.ui.moments import stamp
from shopdesk.ui.orders.order_words import totals_text
from shopdesk.ui.status import Status
from shopdesk.ui.tables.cell_editor import CellEditor
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

_BLOCKED = Status("dia", "error", "suspicious")


class CustomersPage(TablePage):
    """The table of customers with their panel; who waits for it is found beside the window."""

    name = "customers"
    concerns = frozenset({"orders", "customers", "settings"})
    panel: CustomerPanel

    def __init__(self, context: Context) -> None:
        views = {"all": _("All"), "returning": _("Came again"), "vip": _("VIP, wholesale"), "blocked": _("Blocked")}
        super().__init__(
            context,
            title=_("Customers"),
            views=views,
            columns=_columns(),
            panel=CustomerPanel(context),
            search_hint=_("Name, telephone, pinyin"),
        )
        self.model.reader = context.reader
        self._catching_up = False
        self.cells = CellEditor(self.table, context)
        self.panel.wanted.connect(self._stand_on)
        shortcut = QShortcut(QKeySequence("Ctrl+J"), self)
        shortcut.activated.connect(self._join)
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> CustomerTable:  # noqa: D102
        return CustomerTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_views(self.context.shop)

    def refresh(self) -> None:
        """Read the customers anew; orders that wait for theirs get them beside the window."""
        super().refresh()
        if not self._catching_up and customers.is_behind(self.context.shop):
            self._catching_up = True
            task = self.context.write(_("Finding customers"), customers.catch_up, changes=set(), done=self._caught_up)
            task.failed.connect(lambda _error: self._stop_catching_up())
            task.cancelled.connect(self._stop_catching_up)

    def _caught_up(self, _result: object) -> None:
        self._catching_up = False
        if self.isEnabled():  # a window that was closed meanwhile has no shop to read any more
            super().refresh()

    def _stop_catching_up(self) -> None:
        self._catching_up = False

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("joinCustomers", _("One person: join   Ctrl+J"), self._join, icon_name="merge"),
            button("copyCustomers", _("Copy"), self.table.copy_text, icon_name="copy"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} customer selected", "{count} customers selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_customer(row_id)

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
        elif self._catching_up or customers.is_behind(self.context.shop):
            self.empty.tell(
                "users", _("Finding customers"), _("Orders of one buyer or one telephone are put together.")
            )
        else:
            way = button("importCustomers", _("Import orders"), lambda: self.context.go("import", choose=True),
                         primary=True)  # fmt: skip
            text = _("Customers are made from orders: one telephone, or one buyer on a channel, is one customer.")
            self.empty.tell("users", _("No customers yet"), text, [way])

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        return ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if isinstance(row := wanted.get("customer"), int):
            self._stand_on(row)

    def _stand_on(self, row: int) -> None:
        if not self.show_row_of(row):
            self.show_view("all")
            self.show_row_of(row)

    # What a person does

    def _join(self) -> None:
        """Join the selected customers into the one that bought most."""
        ids = self.table.selected_ids()
        if len(ids) < 2:
            self.context.told.emit(_("Select two or more customers who are one person."))
            return
        chosen: list[Customer] = CustomerTable(self.context.shop).rows(ids)
        into = max(chosen, key=lambda one: one.orders)
        join(self.context, into, [one for one in chosen if one.row != into.row], lambda: self._stand_on(into.row))


def join(context: Context, into: Customer, others: Sequence[Customer], done: Callable[[], None]) -> None:
    """Join customers, with the way back."""
    rows = [one.row for one in others]

    def there(shop: Shop, _job: Job) -> None:
        customers.join_customers(shop, into.row, rows)

    def back(shop: Shop, _job: Job) -> None:
        customers.take_apart(shop, list(reversed(rows)))

    words = ngettext("{count} customer joined to {name}", "{count} customers joined to {name}", len(rows))
    change = Change(words.format(count=len(rows), name=into.name or into.number), back, there)

    def told(_result: Any) -> None:  # noqa: ANN401
        context.note(change)
        done()

    context.write(_("Joining customers"), there, changes={"customers"}, done=told)


def _columns() -> list[Column]:
    return [
        Column("name", _("Customer"), _name_cell, 150, stretch=True),
        Column("phone", _("Telephone"), lambda one: Cell(mask_phone(one.phone), "text-2"), 124),
        Column("level", _("Level"), lambda one: Cell(word_level(one.level), "text-2"), 84),
        Column("", _("Tags"), lambda one: Cell(", ".join(one.tags)), 120, edit=edit_customer("tags")),
        Column("orders", _("Orders"), lambda one: Cell(f"{one.orders:,}"), 72, right=True),
        Column("total", _("Paid in all"), lambda one: Cell(totals_text(one.totals)), 128, right=True),
        Column("returns", _("Returns"), lambda one: Cell(f"{one.returns:,}" if one.returns else "–"), 72, right=True),
        Column("last", _("Last order"), lambda one: Cell(stamp(one.last_at), "text-2"), 112),
        Column("", _("Customer no."), lambda one: Cell(one.number, "text-2"), 104, hidden=True),
        Column("", _("Note"), lambda one: Cell(one.note, "text-2"), 160, hidden=True, edit=edit_customer("note")),
    ]


def _name_cell(one: Customer) -> Cell:
    if one.blocked:
        name, tip = mask_name(one.name), _("Blocked: {why}").format(why=one.blocked)
        return Cell(name, bold=True, status=_BLOCKED, tip=tip, heard=f"{name}, {tip}")
    return Cell(mask_name(one.name), bold=True)
