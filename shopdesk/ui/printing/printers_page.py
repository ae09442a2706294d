"""The printers of this PC: how each stands, its form, test page and calibration."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.printer_table import PrinterTable, count_printers, own_printers
from shopdesk.services.printers import (
    PrinterRow,
    Removed,
    bring_printer_back,
    damaged_file,
    list_printers,
    remove_printer,
)
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label
from shopdesk.ui.printing.printer_panel import CHANGES, PrinterPanel
from shopdesk.ui.printing.printer_words import state_shape, word_kind, word_paper, word_state
from shopdesk.ui.printing.printing_areas import printing_areas
from shopdesk.ui.tables.area_tabs import add_area_tabs
from shopdesk.ui.tables.record_page import RecordPage
from shopdesk.ui.tables.table_model import Cell, Column, TableSource
from shopdesk.ui.theme import SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext


class PrintersPage(RecordPage):
    """The list of printers with their panel; how they stand is asked beside the window."""

    name = "printers"
    place = "printing"
    home = "printing"
    concerns = frozenset({"printers"})
    panel: PrinterPanel

    def __init__(self, context: Context) -> None:
        self._found: list[PrinterRow] = own_printers()
        self._asking, self._wanted = 0, ""
        super().__init__(
            context,
            title=_("Printers"),
            views={"all": _("All"), "own": _("Described here"), "away": _("Cannot print now")},
            columns=_columns(),
            panel=PrinterPanel(context),
            search_hint=_("Name, address, paper"),
        )
        add_area_tabs(self, "printingAreas", _("Printing, printers, where documents go"), printing_areas())
        self._lay_damaged()
        self.panel.saved.connect(self._stand_on)
        self._connect_panel()
        remove = QShortcut(QKeySequence("Del"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.refresh()

    def _lay_damaged(self) -> None:
        """Put a line below the views for a file that cannot be read."""
        self._damaged = label(
            _("The list of printers is damaged; it is kept aside when you save."), rank="warn", wrap=True
        )
        self._damaged.setObjectName("printersDamaged")
        self._damaged.setContentsMargins(SPACE[4], SPACE[2], SPACE[4], SPACE[2])
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, self._damaged)

    # What the table asks

    def source(self, view: str, search: str) -> TableSource:  # noqa: D102
        return PrinterTable(self._found, view, search)

    def count_views(self) -> Mapping[str, int]:  # noqa: D102
        return count_printers(self._found)

    def filter_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        self._out = button("removePrinter", _("Take out   Del"), self._remove, icon_name="trash-2")
        new = button("newPrinterForm", _("New printer"), self.begin_new, icon_name="plus", key="Ctrl+N")
        return (None, self._out, new)

    def selection_parts(self) -> Sequence[QWidget | int | None]:  # noqa: D102
        return (
            button("copyPrinters", _("Copy"), self.table.copy_text, icon_name="copy"),
            button("removePrinters", _("Take out   Del"), self._remove, icon_name="trash-2"),
        )

    def selection_text(self, count: int) -> str:  # noqa: D102
        return ngettext("{count} printer selected", "{count} printers selected", count).format(count=f"{count:,}")

    def show_row(self, row_id: int) -> None:  # noqa: D102
        self.panel.show_printer(self.model.row_at(self.model.row_of(row_id)))

    def tell_empty(self, view: str, search: str) -> None:  # noqa: D102
        if search or view != "all":
            super().tell_empty(view, search)
            return
        new = button("firstPrinterForm", _("Describe a printer"), self.begin_new, primary=True, icon_name="plus")
        text = _(
            "Printers of this PC come here by themselves. A label printer on the network is described once, by you."
        )
        self.empty.tell("printer", _("No printers"), text, [new])

    # How they stand

    def refresh(self) -> None:
        """Show what is known at once, and ask the printers beside the window."""
        self._asking += 1
        asked = self._asking
        self._damaged.setVisible(bool(damaged_file()))
        known = {row.printer.name: row for row in self._found}
        own = [PrinterRow(r.printer, True, *_state_of(known.get(r.printer.name))) for r in own_printers()]
        taken = {row.printer.name for row in own} | {row.printer.queue for row in own}
        self._found = own + [r for r in self._found if not r.own and r.printer.name not in taken]
        super().refresh()
        self._offer_removal()
        self.context.compute(_("Looking for printers"), lambda _job: (asked, list_printers()), self._take)

    def _offer_removal(self) -> None:
        """Only what was described here can be taken out."""
        self._out.setVisible(any(row.own for row in self._found))

    def _take(self, answer: tuple[int, list[PrinterRow]]) -> None:
        asked, found = answer
        if asked != self._asking or not self.isEnabled():
            return
        self._found = found
        self.panel.queues = [row.printer.queue for row in found if row.printer.kind == "system"]
        current = self.table.current_id()
        super().refresh()
        self._offer_removal()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._stand_on(wanted)
        elif current is not None:
            self.table.go_to(current)

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        if name := str(wanted.get("printer", "")):
            self._wanted = name
            self._stand_on(name)
        elif wanted.get("new"):
            self.begin_new()

    def _stand_on(self, name: str) -> None:
        self.show_view("all")
        for at, found in enumerate(self._found):
            if found.printer.name == name:
                self.show_row_of(at)
                return
        self._wanted = name

    def counts_text(self) -> str:  # noqa: D102
        count = self._counts.get("all", 0)
        return ngettext("{count} printer", "{count} printers", count).format(count=f"{count:,}")

    # What a person does

    def _remove(self) -> None:
        rows = [self._found[at] for at in self.chosen_ids() if at < len(self._found)]
        names = [row.printer.name for row in rows if row.own]
        if not names:
            self.context.told.emit(_("Printers of the system are taken out in the system's settings."))
            return

        def verb(_shop: Shop, _job: Job) -> list[Removed]:
            return [remove_printer(name) for name in names]

        def done(removed: list[Removed]) -> None:
            self.table.clearSelection()
            words = ngettext("{count} printer taken out", "{count} printers taken out", len(removed))

            def back(_shop: Shop, _job: Job) -> None:
                for one in removed:
                    bring_printer_back(one)

            self.context.note(Change(words.format(count=len(removed)), back, verb))

        self.context.write(_("Taking out printers"), verb, changes=CHANGES, done=done)


def _state_of(known: PrinterRow | None) -> tuple[str, str]:
    return (known.state, known.reason) if known else ("", "")


def _columns() -> list[Column]:
    return [
        Column("name", _("Printer"), lambda row: Cell(row.printer.name, bold=row.own), 180, stretch=True),
        Column("state", _("State"), _state, 144),
        Column("kind", _("How it is reached"), lambda row: Cell(word_kind(row.printer), role="text-2"), 240),
        Column("paper", _("Paper size"), lambda row: Cell(word_paper(row.printer.paper)), 150),
        Column("", _("Address"), lambda row: Cell(row.printer.address, role="text-2"), 150),
    ]


def _state(row: PrinterRow) -> Cell:
    words = word_state(row.state)
    return Cell(words or "–", status=state_shape(row.state) if words else None, tip=row.reason)
