"""The till: counted note by note when a shift opens and closes, and its Z report."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from shopdesk.domain.money import format_amount
from shopdesk.domain.sales import DENOMINATIONS
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.stall.stall_parts import NumberPad, Sheet, amount_field, figure, large, say, yuan
from shopdesk.ui.theme import HEADLINE, SPACE
from shopdesk.words import _


class TillSheet(Sheet):
    """Counts cash; `counted` carries pieces by note, the reason, and whether waiting carts are given up."""

    counted = Signal(object, str, bool)

    def __init__(self) -> None:
        super().__init__("tillSheet", _("Open the shift"))
        self.fields: dict[int, QLineEdit] = {}
        grid = QGridLayout()
        grid.setSpacing(SPACE[2])
        for at, note in enumerate(DENOMINATIONS):
            name = format_amount(note).removesuffix(".00")
            field = amount_field(f"count-{name}", _("Pieces of {note}").format(note=yuan(note)))
            field.setPlaceholderText("0")
            field.setProperty("stall", "note")
            field.setValidator(QIntValidator(0, 9999, field))
            field.setMinimumWidth(90)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.textChanged.connect(lambda _text: self._show())
            field.returnPressed.connect(self._next)
            self.fields[note] = field
            place = at % 4, at // 4 * 2
            grid.addWidget(label(f"¥{name} ×", size=HEADLINE), *place)
            grid.addWidget(field, place[0], place[1] + 1)
        self.sum = figure("tillSum", 44)
        self.reason = amount_field("tillReason", _("Reason, where it is over or short"))
        self.reason.setProperty("stall", "note")
        self.drop = large("tillDrop", _("Give up waiting carts"), look="way")
        self.drop.setCheckable(True)
        self.confirm = large("tillDone", _("Open the shift"), self.take, look="way", primary=True, below="Ctrl+Enter")
        self.pad = NumberPad("tillPad")
        left = column(spacing=SPACE[3])
        left.addLayout(grid)
        for part in (self.reason, self.drop):
            left.addWidget(part)
        left.addStretch(1)
        right = column(row(label(_("Cash"), size=HEADLINE), self.sum), self.pad, self.confirm, spacing=SPACE[2])
        right.setStretch(1, 1)
        both = row(spacing=SPACE[4])
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.body.addLayout(both)
        self.closing = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def ask(self, *, closing: bool, held: int = 0) -> None:
        """Begin to count, to open or to close."""
        self.closing = closing
        words = _("Close the shift") if closing else _("Open the shift")
        self.title.setText(words)
        say(self.confirm, words, "Ctrl+Enter")
        self.reason.setVisible(closing)
        self.drop.setVisible(closing and bool(held))
        self.drop.setChecked(False)
        for field in (*self.fields.values(), self.reason):
            field.clear()
        self.begin()
        self.setEnabled(True)
        self._show()
        self.fields[DENOMINATIONS[0]].setFocus()

    @property
    def counts(self) -> dict[int, int]:
        """The pieces by note."""
        return {note: int(field.text()) for note, field in self.fields.items() if field.text()}

    def take(self) -> None:
        """Take the count as it stands."""
        self.setEnabled(False)
        self.counted.emit(self.counts, self.reason.text(), self.drop.isChecked())

    def wake(self) -> None:
        """Let the count be changed again; where it was refused the reason is written next."""
        self.setEnabled(True)
        if self.isVisible():
            (self.reason if self.closing else self.fields[DENOMINATIONS[0]]).setFocus()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Let the number pad write where one types."""
        if isinstance(new, QLineEdit) and new in self.fields.values():
            self.pad.target = new

    def _next(self) -> None:
        self.focusNextChild()

    def _show(self) -> None:
        self.sum.setText(yuan(sum(note * pieces for note, pieces in self.counts.items())))


class ReportSheet(Sheet):
    """A Z report, row by row; `printed` and `saved` ask for it on paper and as a file."""

    printed = Signal()
    saved = Signal()

    def __init__(self) -> None:
        super().__init__("reportSheet", _("Z report"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE[3])
        self._grid.setVerticalSpacing(SPACE[1])
        self.rows: list[tuple[str, str]] = []
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        print_it = large("reportPrint", _("Print the report"), self.printed.emit, key="Ctrl+P", icon_name="printer")
        save_it = large("reportSave", _("Save as PDF"), self.saved.emit, key="Ctrl+S", icon_name="download")
        self.body.addLayout(row(print_it, save_it))

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show the rows of a report in two columns."""
        self.rows = list(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shown = [told for told in rows if told[0]]
        half = -(-len(shown) // 2)
        for at, (name, value) in enumerate(shown):
            place = at % half, at // half * 3
            self._grid.addWidget(label(name, rank="second", size=15, wrap=True), *place)
            amount = label(value, size=15, bold=True)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(amount, place[0], place[1] + 1)
        self._grid.setColumnMinimumWidth(2, SPACE[5])  # between the halves
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(4, 1)
