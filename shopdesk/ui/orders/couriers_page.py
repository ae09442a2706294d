"""The couriers: how well each does, what it asks, and how many waybill numbers are left."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from shopdesk.domain.couriers import MOST_STARS, Courier
from shopdesk.services.courier_table import CourierRow, CourierTable
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.orders.courier_panel import CourierPanel
from shopdesk.ui.orders.order_areas import add_order_areas
from shopdesk.ui.status import STOCK
from shopdesk.ui.tables.record_page import RecordPage
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.words import _, listed, ngettext, spoken
from shopdesk.words.couriers import word_suits


class CouriersPage(RecordPage):
    """The list of couriers with their panel."""

    name = "couriers"
    place = "orders"
    home = "orders"
    concerns = frozenset({"orders", "settings"})
    panel: CourierPanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Couriers"),
            views={"all": _("All"), "low": _("Few numbers left"), "inactive": _("Not recommended")},
            columns=_columns(),
            panel=CourierPanel(context),
            search_hint=_("Code, name"),
        )
        add_order_areas(self)
        self.panel.saved.connect(self._stand_on)
        self._connect_panel()
        self.refresh()

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return CourierTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        rows = CourierTable(self.context.shop).every()
        low, off = sum(row.low for row in rows), sum(not row.courier.active for row in rows)
        return {"all": len(rows), "low": low, "inactive": off}

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (None, button("newCourierForm", _("New courier"), self.begin_new, icon_name="plus", key="Ctrl+N"))

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (button("copyCouriers", _("Copy"), self.table.copy_text, icon_name="copy"),)

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} courier selected", "{count} couriers selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        row: CourierRow = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_courier(row)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if code := str(wanted.get("courier", "")):
            self._stand_on(code)
        elif wanted.get("new"):
            self.begin_new()
        elif view := str(wanted.get("view", "")):
            self.show_view(view)

    def _stand_on(self, code: str) -> None:
        self.show_view("all")
        self.refresh()
        found = [row.row for row in CourierTable(self.context.shop).every() if row.courier.code == code]
        if found:
            self.show_row_of(found[0])

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        return ngettext("{count} courier", "{count} couriers", count).format(count=f"{count:,}")

    # What a person does


def courier_name(courier: Courier) -> str:
    """Return a courier's name in the language spoken now."""
    return courier.name_en if spoken.language == "en" and courier.name_en else courier.name


def _columns() -> list[Column]:
    return [
        Column("name", _("Courier"), lambda row: Cell(courier_name(row.courier), bold=True), 124),
        Column("free", _("Numbers left"), _left, 96, right=True),
        Column("speed", _("Speed"), lambda row: _stars(row.courier.speed), 72, right=True),
        Column("coverage", _("Coverage"), lambda row: _stars(row.courier.coverage), 72, right=True),
        Column("value", _("Good value"), lambda row: _stars(row.courier.value), 84, right=True),
        Column("service", _("Service"), lambda row: _stars(row.courier.service), 72, right=True),
        Column("", _("Suits"), lambda row: Cell(_suits(row.courier), role="text-2"), 150, stretch=True),
        Column("pickup", _("Last pick-up"), lambda row: Cell(row.courier.pickup or "–", role="text-2"), 92),
    ]


def _stars(count: int) -> Cell:
    heard = _("{count} of {most} stars").format(count=count, most=MOST_STARS)
    return Cell(f"{count} ★", heard=heard, tip="★" * count + "☆" * (MOST_STARS - count))


def _suits(courier: Courier) -> str:
    return listed(word_suits(word) for word in courier.suits)


def _left(row: CourierRow) -> Cell:
    if not row.free and not row.low:
        return Cell("–", role="muted")
    if row.low:
        few = _("Few numbers left")
        return Cell(f"{row.free:,}", status=STOCK["low"], bold=True, tip=few, heard=f"{row.free:,}, {few}")
    return Cell(f"{row.free:,}")
