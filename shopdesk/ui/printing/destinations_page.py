"""Where documents go: a grid of documents and stations, each with its printer, paper and copies."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.printers import Assignment
from shopdesk.services import printers
from shopdesk.services.printer_file import Key
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, caption, clear, label, row
from shopdesk.ui.form_fields import error_line, field
from shopdesk.ui.page import Page
from shopdesk.ui.printing.destination_cell import WIDTH, DestinationCell
from shopdesk.ui.printing.printer_panel import CHANGES
from shopdesk.ui.printing.printer_words import word_document
from shopdesk.ui.printing.printing_areas import printing_areas
from shopdesk.ui.tables.view_tabs import ViewTabs
from shopdesk.ui.theme import FILTER_BAR, SPACE, VIEW_TABS
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext


class DestinationsPage(Page):
    """Every choice is kept at once; undo is the way back."""

    name = "destinations"
    place = "printing"
    concerns = frozenset({"printers"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._cells: dict[Key, DestinationCell] = {}
        self._names: list[str] = []
        self._stations: list[str] = []
        self._added: list[str] = []
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self.areas = ViewTabs(printing_areas(), "printingAreas")
        self.areas.setAccessibleName(_("Printing, printers, where documents go"))
        self.areas.stand_on(self.name)
        self.areas.chosen.connect(self._leave)
        self.station: QLineEdit = field("stationName", _("Name of this PC's station"))
        self.station.setFixedWidth(160)
        self.station.editingFinished.connect(self._name_station)
        self.added: QLineEdit = field("addStation", _("Another station"), _("Its name, then Enter"))
        self.added.setFixedWidth(180)
        self.added.returnPressed.connect(self._add_station)
        self.error = error_line("stationError")
        back = button("destinationsBack", _("Back"), lambda: self.context.go("printing"), key="Esc")
        words, another = label(self.station.accessibleName(), rank="second"), label(_("Another station"), rank="second")
        words.setBuddy(self.station)
        another.setBuddy(self.added)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE[3])
        self._grid.setVerticalSpacing(SPACE[2])
        inner = QWidget()
        inner.setObjectName("panelBody")
        around = QVBoxLayout(inner)
        around.setContentsMargins(*(SPACE[4],) * 4)
        around.addWidget(self._lay_none())
        around.addWidget(
            label(_("Paper and copies are the printer's own unless they are chosen here."), rank="second", wrap=True)
        )
        around.addLayout(self._grid)
        around.setSpacing(SPACE[3])
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("destinationsScroll")
        scroll.setAccessibleName(_("Where documents go"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("viewBar", VIEW_TABS, None, self.areas))
        layout.addWidget(
            bar("filterBar", FILTER_BAR, words, self.station, SPACE[4], another, self.added, self.error, None, back)
        )
        layout.addWidget(scroll, 1)

    def _lay_none(self) -> QWidget:
        """Return what is said while there is no printer to choose."""
        describe = button("describePrinter", _("Describe a printer"), lambda: self.context.go("printers", new=True))
        self._none = QWidget()
        self._none.setObjectName("destinationsNone")
        self._none.setLayout(row(label(_("This PC has no printer yet."), rank="warn"), describe, None))
        self._none.hide()
        return self._none

    def _leave(self, area: str) -> None:
        if area != self.name:
            with QSignalBlocker(self.areas):
                self.areas.stand_on(self.name)
            self.context.go(area)

    # What is shown

    def refresh(self) -> None:
        """Show what is kept at once; which printers there are is asked beside the window."""
        self._show()
        self.context.compute(_("Looking for printers"), lambda _job: printers.list_printers(look=False), self._take)

    def _take(self, found: list[printers.PrinterRow]) -> None:
        self._names = [one.printer.name for one in found]
        self._none.setVisible(not self._names)
        self._show()

    def _show(self) -> None:
        kept, own = printers.list_assignments(), printers.station_name()
        if not self.station.hasFocus():
            self.station.setText(own)
        stations = list(dict.fromkeys((own, *(station for station, _document in kept), *self._added)))
        if stations != self._stations:
            self._stations = stations
            self._fill_grid(own)
        self._show_cells(kept)
        self.counted.emit()

    def _fill_grid(self, own: str) -> None:
        clear(self._grid)
        self._cells = {}
        alone = len(self._stations) == 1
        for across, station in enumerate(self._stations, start=1):
            words = _("Station {station} (this PC)") if station == own else _("Station {station}")
            self._grid.addWidget(caption(words.format(station=station)), 0, across)
        for down, document in enumerate(printers.PRINTED, start=1):
            self._grid.addWidget(label(word_document(document), bold=True), down, 0, Qt.AlignmentFlag.AlignVCenter)
            for across, station in enumerate(self._stations, start=1):
                cell = DestinationCell(station, document, alone=alone)
                cell.chosen.connect(partial(self._keep, (station, document)))
                self._cells[station, document] = cell
                self._grid.addWidget(cell, down, across)
        for across in range(1, len(self._stations) + 1):
            self._grid.setColumnMinimumWidth(across, WIDTH)
        for across in range(self._grid.columnCount()):
            self._grid.setColumnStretch(across, 0)
        self._grid.setColumnStretch(len(self._stations) + 1, 1)

    def _show_cells(self, kept: Mapping[Key, Assignment]) -> None:
        for key, cell in self._cells.items():
            cell.show_assignment(kept.get(key), self._names)

    def rows_shown(self) -> int:  # noqa: D102
        return len(printers.PRINTED)

    def counts_text(self) -> str:  # noqa: D102
        count = len(printers.list_assignments())
        return ngettext("{count} document has its printer", "{count} documents have their printer", count).format(
            count=count
        )

    # What a person does

    def _keep(self, key: Key, told: Assignment) -> None:
        """Keep a choice; the way back is undo."""
        title = _("{document} of station {station}").format(document=word_document(key[1]), station=key[0])

        def put(wanted: Assignment | None) -> Assignment | None:
            shown = wanted or Assignment("")
            return printers.assign(*key, shown.printer, shown.paper, shown.copies)

        def done(before: Assignment | None) -> None:
            self.context.note(Change(title, lambda _shop, _job: put(before), lambda _shop, _job: put(told)))

        self.context.write(
            title, lambda _shop, _job: put(told), changes=CHANGES, done=done, refused=self._cells[key].refuse
        )

    def _add_station(self) -> None:
        name = self.added.text().strip()
        if name and name not in self._stations and name.isprintable():
            self._added.append(name[: printers.LONGEST_STATION])
            self.added.clear()
            self._show()

    def _name_station(self) -> None:
        before, after = printers.station_name(), self.station.text().strip()
        if after == before:
            self.error.hide()
            return
        title = _("This PC's station is called {station}").format(station=after)

        def done(_named: str) -> None:
            self.error.hide()
            self.context.note(
                Change(
                    title,
                    lambda _shop, _job: printers.name_station(before),
                    lambda _shop, _job: printers.name_station(after),
                )
            )

        self.context.write(
            title, lambda _shop, _job: printers.name_station(after), changes=CHANGES, done=done, refused=self._refuse
        )

    def _refuse(self, error: Exception) -> None:
        self.error.setText(_("A station's name has 1 to {most} characters.").format(most=printers.LONGEST_STATION))
        self.error.show()
        self.station.setText(printers.station_name())
