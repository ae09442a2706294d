"""The settings of a print: document, paper, which orders, printer, and why something is printed again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from shopdesk.domain.layouts import Layout
from shopdesk.services.layouts import find_layout, layout_names
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.ui import machine
from shopdesk.ui.controls import caption, column, label, line
from shopdesk.ui.printing.print_cells import StartCells
from shopdesk.ui.printing.print_words import DOCUMENTS, WHY, word_paper
from shopdesk.ui.printing.print_work import Choice, assigned_printer, printer_names
from shopdesk.ui.theme import CONTROL, PANEL_NARROW, SPACE
from shopdesk.words import N_, _, ngettext

VIEWS = {
    "to-print": N_("Labels to print"),
    "printed": N_("Printed, not shipped yet"),
    "to-ship": N_("All to ship"),
    "due": N_("Due within 2 hours"),
    "late": N_("Late"),
}
CHOSEN, TO_FILE = "chosen", ""


class PrintSettings(QFrame):
    """The panel at the right; `changed` means other pages, `printer_changed` another printer.

    `printer_chosen` tells which document a person sends where.
    """

    changed = Signal()
    printer_changed = Signal()
    printer_chosen = Signal(str, str)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._usual = {"packing-slips": str(get_setting(shop, "paper.slip_layout"))}
        self.setObjectName("sidePanel")
        self.setAccessibleName(_("Print settings"))
        self.setFixedWidth(PANEL_NARROW)
        self._orders: tuple[str, ...] = ()
        self.document = _combo("document", _("Document"), [(_(words), key) for key, words in DOCUMENTS.items()])
        self.paper = _combo("layout", _("Paper size"))
        self.which = _combo("which", _("Orders"), [(_(words), key) for key, words in VIEWS.items()])
        self.printer = _combo("printer", _("Printer"))
        whys = [(_(words), key) for key, words in WHY.items() if key != "reprint"]
        self.why = _combo("why", _("Why again?"), [(_("Say why…"), ""), *whys])
        self._no_printer = label(
            _("This PC has no printer. Save a PDF and print it elsewhere."), rank="warn", wrap=True
        )
        self._no_printer.setObjectName("noPrinter")
        self._why = QWidget()
        self._why.setLayout(column(caption(_("Why again?")), self.why, spacing=SPACE[1]))
        self._why.hide()
        self.cells = StartCells()
        self._lay_out()
        self._fill_papers()
        self._fill_printers()
        self.document.currentIndexChanged.connect(self._change_document)
        self.paper.currentIndexChanged.connect(self._change_paper)
        self.cells.changed.connect(self.changed)
        self.which.currentIndexChanged.connect(self.changed)
        self.printer.activated.connect(self._remember)
        self.printer.currentIndexChanged.connect(self.printer_changed)

    def _lay_out(self) -> None:
        counted = label(
            _("Printed in the order of the list. Labels count as printed once you say that they came out."),
            rank="muted",
            wrap=True,
        )
        layout = column(spacing=SPACE[3], margins=(SPACE[4],) * 4)
        for title, *parts in (
            (_("Document"), self.document),
            (_("Paper size"), self.paper),
            (_("Orders"), self.which),
            (_("Printer"), self.printer, self._no_printer),
        ):
            layout.addLayout(column(caption(title), *parts, spacing=SPACE[1]))
        layout.addWidget(self.cells)
        layout.addWidget(self._why)
        layout.addWidget(line())
        layout.addWidget(counted)
        layout.addStretch(1)
        self.setLayout(layout)

    # What the page asks

    @property
    def choice(self) -> Choice:
        """What is to be printed."""
        which = str(self.which.currentData())
        chosen = self._orders if which == CHOSEN else ()
        document, paper = self.document.currentData(), self.paper.currentData()
        return Choice(document, paper, "" if chosen else which, chosen, self.cells.start_at)

    @property
    def to_file(self) -> bool:
        """Whether the print goes into a PDF file."""
        return bool(self.printer.currentData() == TO_FILE)

    @property
    def reason(self) -> str:
        """Why something is printed again, "" where nobody has said so or nothing is."""
        return str(self.why.currentData())

    def lacks_reason(self) -> bool:
        """Whether a person must still say why something is printed again; the keyboard goes there then."""
        lacking = not self._why.isHidden() and not self.reason
        if lacking:
            self.why.setFocus()
        return lacking

    def choose(self, document: str, view: str, orders: Sequence[str]) -> None:
        """Take another place's wish: a document, and a view or orders; "" leaves things as they are."""
        if document in DOCUMENTS:
            self.document.setCurrentIndex(self.document.findData(document))
        if orders:
            self._orders = tuple(orders)
            self._offer_chosen()
            self.which.setCurrentIndex(0)
        elif view:
            if self.which.findData(view) < 0:
                self.which.addItem(_("View: {view}").format(view=view), view)
            self.which.setCurrentIndex(self.which.findData(view))

    def ask_why(self, again: bool) -> None:
        """Ask for a reason where something is printed again."""
        self._why.setVisible(again)
        if not again:
            self.why.setCurrentIndex(0)

    def look_for_papers(self) -> None:
        """Read the shop's layouts anew."""
        names = layout_names(self._shop, self.document.currentData())
        if [self.paper.itemData(at) for at in range(self.paper.count())] != names:
            self._fill_papers()

    def look_for_printers(self) -> None:
        """Read the PC's printers anew."""
        if [self.printer.itemData(at) for at in range(self.printer.count() - 1)] != printer_names():
            self._fill_printers()

    # How they hang together

    def _offer_chosen(self) -> None:
        count = len(self._orders)
        words = ngettext("{count} chosen order", "{count} chosen orders", count).format(count=f"{count:,}")
        blocked = self.which.blockSignals(True)
        if self.which.itemData(0) == CHOSEN:
            self.which.removeItem(0)
        self.which.insertItem(0, words, CHOSEN)
        self.which.setCurrentIndex(1)
        self.which.blockSignals(blocked)

    def _change_document(self) -> None:
        self._fill_papers()
        self._choose_printer()
        self.changed.emit()

    def _fill_papers(self) -> None:
        blocked = self.paper.blockSignals(True)
        self.paper.clear()
        for layout in layout_names(self._shop, self.document.currentData()):
            self.paper.addItem(word_paper(self._layout(layout)), layout)
        document = self.document.currentData()
        usual = machine.recall(f"layout/{document}") or self._usual.get(document)
        self.paper.setCurrentIndex(max(self.paper.findData(usual), 0))
        self.paper.setEnabled(self.paper.count() > 1)
        self.paper.blockSignals(blocked)
        self.cells.show_layout(self._layout(self.paper.currentData()))

    def _change_paper(self) -> None:
        """Take another paper and remember it for this document."""
        machine.remember(f"layout/{self.document.currentData()}", self.paper.currentData())
        self.cells.show_layout(self._layout(self.paper.currentData()))
        self.changed.emit()

    def _layout(self, name: str) -> Layout:
        return find_layout(self._shop, self.document.currentData(), name)

    def _fill_printers(self) -> None:
        names = printer_names()
        blocked = self.printer.blockSignals(True)
        self.printer.clear()
        for name in names:
            self.printer.addItem(name, name)
        self.printer.addItem(_("PDF file"), TO_FILE)
        self.printer.blockSignals(blocked)
        self._no_printer.setVisible(not names)
        self._choose_printer()
        self.printer_changed.emit()

    def _choose_printer(self) -> None:
        """Take the printer that this station's document goes to, else the one it went to last time."""
        document = self.document.currentData()
        kept = assigned_printer(document) or machine.recall(f"printer/{document}", self.printer.itemData(0))
        self.printer.setCurrentIndex(max(self.printer.findData(kept), 0))

    def _remember(self) -> None:
        machine.remember(f"printer/{self.document.currentData()}", self.printer.currentData())
        self.printer_chosen.emit(self.document.currentData(), self.printer.currentData())


def _combo(name: str, title: str, entries: Sequence[tuple[str, str]] = ()) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setFixedHeight(CONTROL)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for words, key in entries:
        made.addItem(words, key)
    return made
