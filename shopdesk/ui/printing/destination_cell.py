"""Where one document of one station goes: printer, paper and copies, kept as soon as they are chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import Assignment, Paper
from shopdesk.services.printer_file import MOST_COPIES
from shopdesk.ui.controls import column, row
from shopdesk.ui.form_fields import choice, error_line
from shopdesk.ui.printing.paper_choice import PaperChoice
from shopdesk.ui.printing.printer_words import word_document
from shopdesk.ui.theme import SPACE
from shopdesk.words import _
from shopdesk.words.errors import word_error

WIDTH, WIDTH_ALONE = 260, 560
COPIES_WIDTH = 76
NOWHERE = ""


class DestinationCell(QFrame):
    """`chosen` carries an Assignment; one whose printer is empty goes nowhere.

    `alone` has no other station beside it: its three choices stand in one row.
    """

    chosen = Signal(object)

    def __init__(self, station: str, document: str, *, alone: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"destination-{document}")
        self.setFixedWidth(WIDTH_ALONE if alone else WIDTH)
        what = _("{document} of station {station}").format(document=word_document(document), station=station)
        self.printer = QComboBox()
        self.printer.setObjectName(f"printer-{document}")
        self.printer.setAccessibleName(_("{what}: printer").format(what=what))
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.paper = PaperChoice(f"paper-{document}", Paper())
        self.paper.setItemText(0, _("As the printer"))
        self.paper.setAccessibleName(_("{what}: paper").format(what=what))
        self.copies = choice(
            f"copies-{document}",
            _("{what}: copies").format(what=what),
            [(str(count), f"× {count}") for count in range(1, MOST_COPIES + 1)],
        )
        self.copies.setFixedWidth(COPIES_WIDTH)
        self.error = error_line(f"destinationError-{document}")
        self._told: Assignment = Assignment(NOWHERE)
        self._lay_out(alone=alone)
        self.printer.activated.connect(lambda _at: self._tell())
        self.paper.activated.connect(lambda _at: self._tell())
        editor = self.paper.lineEdit()
        assert editor is not None
        editor.editingFinished.connect(self._tell)
        self.copies.activated.connect(lambda _at: self._tell())

    def _lay_out(self, *, alone: bool) -> None:
        if alone:
            choices = row(self.printer, self.paper, self.copies, spacing=SPACE[2])
            choices.setStretch(0, 3)
            choices.setStretch(1, 2)
            self.setLayout(column(choices, self.error, spacing=SPACE[1]))
            return
        self.setProperty("card", "true")
        beside = row(self.paper, self.copies, spacing=SPACE[2])
        beside.setStretch(0, 1)
        self.setLayout(column(self.printer, beside, self.error, spacing=SPACE[1], margins=(SPACE[2],) * 4))

    def show_assignment(self, told: Assignment | None, names: Sequence[str]) -> None:
        """Show where it goes; a printer that is not among the names stays in the list, marked."""
        shown = told or Assignment(NOWHERE)
        with QSignalBlocker(self.printer), QSignalBlocker(self.paper), QSignalBlocker(self.copies):
            self.printer.clear()
            self.printer.addItem(_("Not chosen"), NOWHERE)
            for name in names:
                self.printer.addItem(name, name)
            if self.printer.findData(shown.printer) < 0:
                self.printer.addItem(_("{printer} (not there)").format(printer=shown.printer), shown.printer)
            self.printer.setCurrentIndex(self.printer.findData(shown.printer))
            if shown.paper != self._told.paper or not self.paper.hasFocus():
                self.paper.show_paper(shown.paper)
            self.copies.setCurrentIndex(shown.copies - 1)
        self._told = shown
        self.error.hide()
        for part in (self.paper, self.copies):
            part.setEnabled(shown.printer != NOWHERE)

    def refuse(self, error: ShopError) -> None:
        """Say why it was not kept."""
        self.error.setText(word_error(error))
        self.error.show()

    def _tell(self) -> None:
        try:
            told = Assignment(str(self.printer.currentData()), self.paper.read(), self.copies.currentIndex() + 1)
        except ShopError as error:
            self.refuse(error)
            return
        self.error.hide()
        if told != self._told and (told.printer or self._told.printer):
            self._told = told
            self.chosen.emit(told)
