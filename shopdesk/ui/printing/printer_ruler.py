"""The card that puts a printer right: print the ruler, type what was measured, see what is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shopdesk.domain.printers import Printer
from shopdesk.services.printers import ruler_of
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import complain, error_line, field
from shopdesk.ui.printing.printer_words import word_calibration, word_paper
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _

Measures = tuple[tuple[float, float], tuple[float, float]]


class PrinterRuler(QWidget):
    """Four measures of the printed ruler; `measured` carries them, `dropped` asks to print as it is again."""

    ruler_wanted = Signal()
    measured = Signal(object)
    dropped = Signal()

    def __init__(self, printer: Printer) -> None:
        super().__init__()
        self.setObjectName("printerRuler")
        told = ruler_of(printer.paper)
        nominal = (told.across, told.down, told.corner, told.corner)
        titles = (
            _("A: the bar across"),
            _("B: the bar down"),
            _("C: left edge to the corner"),
            _("D: upper edge to the corner"),
        )
        self.edits = [
            field(f"ruler{letter}", title, _("{length} mm if it were right").format(length=f"{length:g}"))
            for letter, title, length in zip("ABCD", titles, nominal, strict=True)
        ]
        self.error = error_line("rulerError")
        self.now = label(word_calibration(printer.calibration), wrap=True)
        self.now.setObjectName("calibration")
        layout = column(self.now, spacing=SPACE[2])
        layout.addLayout(row(button("printRuler", _("Print the ruler"), self.ruler_wanted.emit, key="Ctrl+R"), None))
        how = _("On {paper}: measure with a real ruler, to a tenth of a millimetre.")
        layout.addWidget(label(how.format(paper=word_paper(printer.paper)), rank="muted", size=CAPTION, wrap=True))
        for pair in (self.edits[:2], self.edits[2:]):
            both = row(spacing=SPACE[3])
            for edit in pair:
                words = label(edit.accessibleName(), rank="muted", size=CAPTION, wrap=True)
                both.addLayout(column(words, edit, spacing=SPACE[1]), 1)
                edit.returnPressed.connect(self.submit)
            layout.addLayout(both)
        layout.addWidget(self.error)
        keep = button("keepCalibration", _("Keep"), self.submit, key="Ctrl+Shift+R")
        drop = button("dropCalibration", _("Print as it is"), self.dropped.emit, look="quiet")
        drop.setEnabled(not printer.calibration.is_none)
        layout.addLayout(row(keep, drop, None))
        self.setLayout(layout)

    def submit(self) -> None:
        """Hand out the four measures, or say which is none."""
        lengths = [_read(edit) for edit in self.edits]
        for edit, length in zip(self.edits, lengths, strict=True):
            complain(edit, self.error, "" if length is not None else _("Write a length in millimetres, such as 89.6."))
            if length is None:
                edit.setFocus()
                return
        across, down, left, top = (length or 0.0 for length in lengths)
        measures: Measures = ((across, down), (left, top))
        self.measured.emit(measures)


def _read(edit: QLineEdit) -> float | None:
    text = edit.text().strip().replace(",", ".").replace("，", ".").removesuffix("mm").strip()
    digits = text.replace(".", "", 1)
    return float(text) if digits.isascii() and digits.isdigit() else None
