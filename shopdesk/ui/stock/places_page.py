"""The places where goods lie: offices, stalls, quarantine, the shop's own, with what lies in each and its value."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.jobs import Job
from shopdesk.domain.money import format_amount
from shopdesk.services.locations import Location, LocationTable, bring_locations_back, remove_location
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.stock.place_panel import PlacePanel
from shopdesk.ui.stock_words import DASH, figure, word_kind, word_place
from shopdesk.ui.tables.record_page import RecordPage
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext


class PlacesPage(RecordPage):
    """The list of places with their panel."""

    name = "places"
    place = "stock"
    home = "stock"
    concerns = frozenset({"stock", "orders", "listings"})
    panel: PlacePanel

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            title=_("Places"),
            views={"all": _("Places")},
            columns=_columns(str(get_setting(context.shop, "shop.currency"))),
            panel=PlacePanel(context),
            search_hint=_("Code, name"),
        )
        self.panel.saved.connect(self._stand_on)
        self._connect_panel()
        self._lead_back()
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.refresh()

    def _lead_back(self) -> None:
        """Put the way back where the other pages of the stock have it: in front of the views."""
        back = button(
            "backToStock", _("Stock"), lambda: self.context.go("stock"), icon_name="chevron-left", look="quiet"
        )
        bar = self.findChild(QWidget, "viewBar")
        assert bar is not None
        inside = bar.layout()
        assert inside is not None
        inside.insertWidget(0, back)  # type: ignore[attr-defined]

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return LocationTable(self.context.shop, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return {"all": len(LocationTable(self.context.shop).every())}

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        remove = button("removePlace", _("Take out of use   Del"), self._remove, icon_name="trash-2")
        return (None, remove, button("newPlace", _("New place"), self.begin_new, icon_name="plus", key="Ctrl+N"))

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("copyPlaces", _("Copy"), self.table.copy_text, icon_name="copy"),
            button("removePlaces", _("Take out of use   Del"), self._remove, icon_name="trash-2"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} place selected", "{count} places selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_place(self.model.row_at(self.model.row_of(row_id)))

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if code := str(wanted.get("location", "")):
            self._stand_on(code)
        elif wanted.get("new"):
            self.begin_new()

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        return ngettext("{count} place", "{count} places", count).format(count=f"{count:,}")

    # What a person does

    def _stand_on(self, code: str) -> None:
        self.show_view("all")
        rows = [place.row for place in LocationTable(self.context.shop).every() if place.code == code]
        if rows:
            self.show_row_of(rows[0])
        else:
            self.context.told.emit(_("Place {code} is no longer in use.").format(code=code))

    def _remove(self) -> None:
        """Take the chosen places out of use, all or none; their past stays told."""
        codes = [self.model.row_at(self.model.row_of(row_id)).code for row_id in self.chosen_ids()]
        if not codes:
            return
        words = ngettext("{count} place taken out of use", "{count} places taken out of use", len(codes))
        taken: list[Location] = []

        def take(shop: Shop, _job: Job) -> None:
            with shop.writing():
                taken[:] = [place for code in codes for place in remove_location(shop, code)]

        change = Change(words.format(count=len(codes)), lambda shop, _job: bring_locations_back(shop, taken), take)
        self.context.write(
            _("Taking places out of use"), take, changes={"stock"}, done=lambda _result: self.context.note(change)
        )


def _columns(currency: str) -> list[Column]:
    def value(place: Location) -> Cell:
        return Cell(format_amount(place.value, currency, grouped=True) if place.value else DASH, role="text-2")

    return [
        Column("", _("Name"), lambda place: Cell(word_place(place.code), bold=True), 180, stretch=True),
        Column("code", _("Code"), lambda place: Cell(place.code, role="text-2"), 120),
        Column("", _("Kind"), lambda place: Cell(word_kind(place.code, place.parent)), 150),
        Column(
            "serves_orders", _("Sells"), lambda place: Cell(_("Yes") if place.serves_orders else _("No")), 72
        ),
        Column("skus", _("SKUs"), lambda place: Cell(figure(place.skus), role="text-2"), 72, right=True),
        Column("pieces", _("Pieces"), lambda place: Cell(figure(place.pieces), bold=True), 90, right=True),
        Column("value", _("Value at cost"), value, 120, right=True),
    ]  # fmt: skip
