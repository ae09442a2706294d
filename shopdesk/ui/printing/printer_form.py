"""The form that describes a printer: how it is reached, what it speaks, its paper."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from shopdesk.domain.printers import DOTS_PER_MM, NETWORK, SYSTEM, Printer
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.printing.paper_choice import PaperChoice
from shopdesk.ui.printing.printer_words import KINDS, LANGUAGES
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _


class PrinterForm(QWidget):
    """The fields of one printer; what the kind does not need is hidden."""

    def __init__(self, printer: Printer, queues: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("printerForm")
        self.before = printer
        self.name = field("printerName", _("Name"))
        self.name.setText(printer.name)
        self.kind = choice("printerKind", _("How it is reached"), [(kind, _(words)) for kind, words in KINDS.items()])
        self.kind.setCurrentIndex(self.kind.findData(printer.kind))
        self.language = choice("printerLanguage", _("What it speaks"), list(LANGUAGES.items()))
        self.language.setCurrentIndex(max(self.language.findData(printer.language), 0))
        self.dpi = choice("printerDpi", _("Dots to the inch"), [(str(dpi), f"{dpi} dpi") for dpi in DOTS_PER_MM])
        self.dpi.setCurrentIndex(self.dpi.findData(str(printer.dpi)))
        self.address = _editable("printerAddress", queues, printer.address)
        self.paper = PaperChoice("printerPaper", printer.paper)
        self.darkness = _number("printerDarkness", _("Print darkness"), 30, printer.darkness)
        self.speed = _number("printerSpeed", _("Print speed"), 18, printer.speed)
        self.error = error_line("printerError")
        for combo in (self.kind, self.language, self.dpi, self.address, self.darkness, self.speed):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _at: self._show_needed())
        self._show_needed()

    def _lay_out(self) -> None:
        self._language_part = _captioned(self.language)
        self._dpi_part, self._dark_part, self._fast_part = map(_captioned, (self.dpi, self.darkness, self.speed))
        layout = column(_captioned(self.name), _captioned(self.kind), spacing=SPACE[2])
        speech = row(self._language_part, self._dpi_part, spacing=SPACE[3])
        layout.addLayout(speech)
        self._address_part = _captioned(self.address)
        layout.addWidget(self._address_part)
        layout.addWidget(_captioned(self.paper))
        layout.addLayout(row(self._dark_part, self._fast_part, spacing=SPACE[3]))
        layout.addWidget(self.error)
        self.setLayout(layout)

    def _show_needed(self) -> None:
        raw = self.kind.currentData() != SYSTEM
        for part in (self._language_part, self._dpi_part, self._dark_part, self._fast_part):
            part.setVisible(raw)
        network = self.kind.currentData() == NETWORK
        words = _("Address, such as 192.168.1.50:9100") if network else _("The system's queue; empty: of this name")
        self._address_part.findChild(QWidget, "caption").setText(words)  # type: ignore[union-attr]
        self.address.setAccessibleName(words)

    def read(self) -> Printer:
        """Return the printer as typed. Raises ShopError("paper-invalid")."""
        raw = self.kind.currentData() != SYSTEM
        return replace(
            self.before,
            name=self.name.text().strip(),
            kind=str(self.kind.currentData()),
            language=str(self.language.currentData()) if raw else "",
            dpi=int(self.dpi.currentData()),
            address=self.address.currentText().strip(),
            paper=self.paper.read(),
            darkness=self.darkness.currentIndex(),
            speed=self.speed.currentIndex(),
        )


def _editable(name: str, queues: Sequence[str], text: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.addItems(list(queues))
    made.setEditText(text)
    return made


def _number(name: str, words: str, most: int, value: int) -> QComboBox:
    made = choice(name, words, [("0", _("As the printer")), *((str(n), str(n)) for n in range(1, most + 1))])
    made.setCurrentIndex(value)
    return made


def _captioned(shown: QWidget) -> QWidget:
    made = QWidget()
    words = label(shown.accessibleName(), rank="muted", size=CAPTION, wrap=True)
    words.setObjectName("caption")
    made.setLayout(column(words, shown, spacing=SPACE[1]))
    return made
