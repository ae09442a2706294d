"""The parcels under way: where each is, which are in trouble, which have been silent for too long."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain.addresses import mask_name
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.parcels import Report
from shopdesk.services.order_table import numbers
from shopdesk.services.parcel_table import ParcelRow, ParcelTable, count_parcels
from shopdesk.services.settings import courier_names
from shopdesk.services.shop import Shop
from shopdesk.services.tracking import Tracked, take_back_reports, track, track_file
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button
from shopdesk.ui.form_fields import choice
from shopdesk.ui.moments import stamp
from shopdesk.ui.orders.order_areas import add_order_areas
from shopdesk.ui.orders.parcel_panel import ParcelPanel
from shopdesk.ui.orders.parcel_words import PARCEL, state_choices, word_tracked
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.tasks import Verb
from shopdesk.ui.theme import CONTROL
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext, spoken
from shopdesk.words.couriers import word_parcel


class ParcelsPage(TablePage):
    """The parcels with where they are; reports are typed, scanned or brought in from a file."""

    name = "parcels"
    place = "orders"
    concerns = frozenset({"orders", "settings"})
    panel: ParcelPanel

    def __init__(self, context: Context) -> None:
        english = spoken.language == "en"
        self._couriers = {code: names[english] for code, names in courier_names(context.shop).items()}
        super().__init__(
            context,
            title=_("Parcels"),
            views={
                "under-way": _("Under way"), "trouble": _("In trouble"), "silent": _("No news"),
                "delivered": _("Signed for"),
            },
            columns=_columns(self._courier_name),
            panel=ParcelPanel(context),
            search_hint=_("Order, waybill, name, city"),
        )  # fmt: skip
        add_order_areas(self)
        self.refresh()

    def _courier_name(self, code: str) -> str:
        return self._couriers.get(code, code)

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return ParcelTable(self.context.shop, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_parcels(self.context.shop)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self.scanned = QLineEdit()
        self.scanned.setObjectName("parcelScan")
        self.scanned.setPlaceholderText(_("Scan a waybill"))
        self.scanned.setAccessibleName(_("Scan or type a waybill"))
        self.scanned.setFixedHeight(CONTROL)
        self.scanned.setMinimumWidth(150)
        self.scanned.returnPressed.connect(self._scan)
        self.state = choice("parcelState", _("State of what is scanned"), state_choices())
        bring = button("importReports", _("Import reports"), self._choose, icon_name="arrow-left-right", key="Ctrl+O")
        return (None, self.scanned, self.state, bring)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button(
                "markDelivered", _("Signed for"), partial(self.report, "delivered"), key="Ctrl+Return", primary=True
            ),
            button("markTrouble", _("In trouble"), partial(self.report, "problem"), key="Ctrl+Shift+P"),
            button("markLost", _("Lost"), partial(self.report, "lost"), key="Ctrl+L"),
            button("markReturned", _("Sent back"), partial(self.report, "returned"), key="Ctrl+R"),
            button("copyParcels", _("Copy"), self.table.copy_text, icon_name="copy"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} parcel selected", "{count} parcels selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        row: ParcelRow = self.model.row_at(self.model.row_of(row_id))
        self.panel.show_parcel(row, self._courier_name(row.courier))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search:
            super().tell_empty(view, search)
            return
        ways = []
        if view == "under-way":
            ways = [button("parcelsToOrders", _("Orders to ship"), lambda: self.context.go("orders", view="to-ship"))]
        self.empty.tell("truck", _("No parcel here"), _("What is shipped stands here until the buyer has it."), ways)

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if view := str(wanted.get("view", "")):
            self.show_view(view)

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("under-way", 0)
        return ngettext("{count} parcel under way", "{count} parcels under way", count).format(count=f"{count:,}")

    def drop_words(self) -> tuple[str, str]:  # noqa: D102
        return _("Drop to read reports"), _("What became of each parcel is noted; files of orders go to the import.")

    def take_files(self, paths: list[Path]) -> bool:  # noqa: D102
        if len(paths) == 1 and paths[0].suffix.lower() in (".csv", ".xlsx", ".txt", ".tsv"):
            self._import(paths[0])
            return True
        return False

    # What a person does

    def report(self, state: str) -> None:
        """Note a state of the selected parcels, else of the current one."""
        current = self.table.current_id()
        ids = self.table.selected_ids() or ([] if current is None else [current])
        if asked := numbers(ids):
            self._note([Report(number, state) for number in asked], "typed")

    def _scan(self) -> None:
        number = self.scanned.text().strip()
        self.scanned.selectAll()
        if number:
            self._note([Report(number, str(self.state.currentData()))], "scanned")

    def _note(self, reports: list[Report], source: str) -> None:
        at = self.context.shop.now()
        dated = [Report(one.number, one.state, at, one.note) for one in reports]  # undone and done again: the same
        self._write(lambda shop, job: track(shop, job, dated, source=source))

    def _choose(self) -> None:
        from shopdesk.ui.dialogs import choose_files  # loaded late: only a file asks for it

        pattern = _("Tables (*.csv *.xlsx *.tsv *.txt)")
        for path in choose_files(self, _("Import reports"), pattern)[:1]:
            self._import(path)

    def _import(self, path: Path) -> None:
        """Take states of parcels out of a file; one that tells none may be another export, which the import knows."""

        def refused(error: ShopError) -> None:
            if error.code == "tracking-columns":
                self.context.go("import", files=[path])
            else:
                self.context.failed.emit(error, _("Noting parcels"))

        self._write(lambda shop, job: track_file(shop, job, path), refused)

    def _write(self, verb: Verb, refused: Callable[[ShopError], None] | None = None) -> None:
        told: list[Tracked] = []

        def act(shop: Shop, job: Job) -> Tracked:
            told[:] = [verb(shop, job)]
            return told[0]

        def done(result: Tracked) -> None:
            if result.numbers:
                back = lambda shop, _job: take_back_reports(shop, told[0].uuids)  # noqa: E731
                self.context.note(Change(word_tracked(result), back, act))
            self.context.told.emit(word_tracked(result))

        self.context.write(_("Noting parcels"), act, changes={"orders"}, done=done, refused=refused)

    def _leave(self) -> None:
        """Take one step back; the last one leads to the orders."""
        if self.table.selected_count() or self.search.text():
            super()._leave()
        else:
            self.context.go("orders")


def _columns(courier_name: Callable[[str], str]) -> list[Column]:
    return [
        Column("number", _("Order"), lambda row: Cell(row.number, bold=True), 104),
        Column("courier", _("Courier"), lambda row: Cell(courier_name(row.courier) or "–"), 110),
        Column("", _("Waybill"), lambda row: Cell(row.waybill or "–", role="text-2"), 160),
        Column("", _("Receiver"), lambda row: Cell(f"{mask_name(row.name)} {row.city}".strip()), 140, stretch=True),
        Column("shipped", _("Sent"), lambda row: Cell(stamp(row.shipped_at) if row.shipped_at else "–"), 104),
        Column("state", _("State"), _state, 124),
        Column("at", _("Since"), lambda row: Cell(stamp(row.at) if row.at else "–", role="text-2"), 104),
    ]


def _state(row: ParcelRow) -> Cell:
    return Cell(word_parcel(row.state), status=PARCEL[row.state])
