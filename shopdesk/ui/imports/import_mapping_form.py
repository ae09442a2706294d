"""The choices of a mapping: what the file holds and how it is written, then a column for each field."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.mapping import DATE_ORDERS, FIELDS, MAPPED_KINDS, ColumnMapping
from shopdesk.services.import_presets import ENCODINGS, Look, needed_fields
from shopdesk.ui.controls import caption, clear, label, line
from shopdesk.ui.imports.import_words import FIELDS as FIELD_WORDS
from shopdesk.ui.imports.import_words import word_kind
from shopdesk.ui.listing_fields_choice import CalmCombo
from shopdesk.ui.theme import SPACE
from shopdesk.words import N_, _
from shopdesk.words.states import word_channel

_DATES = {
    "ymd": N_("Year, month, day: 2026-03-02"),
    "dmy": N_("Day, month, year: 02/03/2026"),
    "mdy": N_("Month, day, year: 03/02/2026"),
}
_SHOWN_NAMES = 3


class MappingForm(QFrame):
    """Shows a mapping; each choice made by a person is told at once by one of the signals."""

    changed = Signal()
    kind_chosen = Signal(str)
    reading_chosen = Signal(str, int)

    def __init__(self, methods: Sequence[tuple[str, str]] = ()) -> None:
        """`methods` are those that the money of a bill may have come by; without any the files are the import's."""
        super().__init__()
        self.setProperty("card", "true")
        self._bills = bool(methods)
        self.kind = _choice("mappingKind", _("The file holds"))
        self.encoding = _choice("mappingEncoding", _("Encoding"))
        self.header = _choice("mappingHeader", _("Row of the column names"))
        self.dates = _choice("mappingDates", _("Dates are written"))
        self.channel = _choice("mappingChannel", _("Sold on"))
        self.method = _choice("mappingMethod", _("Money came by"))
        self.paid = QCheckBox(_("Take orders as paid"))
        self.paid.setObjectName("mappingPaid")
        self.paid.setToolTip(_("Orders of which the file says nothing about payment are paid."))
        self.fields: dict[str, CalmCombo] = {}
        self._grid = QGridLayout()
        self._lay_out()
        for kind in MAPPED_KINDS:
            self.kind.addItem(word_kind(kind), kind)
        for order in DATE_ORDERS:
            self.dates.addItem(_(_DATES[order]), order)
        for channel in reversed(CHANNELS):
            self.channel.addItem(word_channel(channel), channel)
        for code, name in methods:
            self.method.addItem(name, code)
        self.kind.activated.connect(lambda _at: self.kind_chosen.emit(self.kind.currentData()))
        self.encoding.activated.connect(lambda _at: self.reading_chosen.emit(self.encoding.currentData(), 0))
        self.header.activated.connect(
            lambda _at: self.reading_chosen.emit(self.encoding.currentData(), self.header.currentData())
        )
        for box in (self.dates, self.channel, self.method):
            box.activated.connect(lambda _at: self.changed.emit())
        self.paid.clicked.connect(lambda _on: self.changed.emit())

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(SPACE[3])
        self._grid.setVerticalSpacing(SPACE[2])
        self._grid.setColumnStretch(1, 1)
        self._grid.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        inner = QWidget()
        inner.setObjectName("panelBody")
        above = QGridLayout()
        above.setHorizontalSpacing(SPACE[3])
        above.setVerticalSpacing(SPACE[2])
        above.setColumnStretch(1, 1)
        above.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        of_kind = (self.method,) if self._bills else (self.kind, self.channel)
        for at, box in enumerate((*of_kind[:1], self.encoding, self.header, self.dates, *of_kind[1:])):
            words = label(box.accessibleName(), rank="muted", wrap=True)
            words.setBuddy(box)
            above.addWidget(words, at, 0)
            above.addWidget(box, at, 1)
            if box is self.channel:
                self._channel_words = words
        if not self._bills:
            above.addWidget(self.paid, above.rowCount(), 0, 1, 2)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(line())
        layout.addLayout(self._grid)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("mappingScroll")
        scroll.setAccessibleName(_("Match the columns"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)

    def show_look(self, look: Look) -> None:
        """Show a file and the mapping it is looked at with; what a person has open stays where it is."""
        mapping = look.mapping
        self.kind.setCurrentIndex(self.kind.findData(mapping.kind))
        self.dates.setCurrentIndex(self.dates.findData(mapping.date_order))
        self.channel.setCurrentIndex(self.channel.findData(mapping.channel))
        self.paid.setChecked(mapping.paid)
        self.method.setCurrentIndex(max(self.method.findData(mapping.method), 0))
        if not self._bills:
            for widget in (self.channel, self._channel_words):
                widget.setVisible(mapping.kind in ("orders", "customers"))
            self.paid.setVisible(mapping.kind == "orders")
        _fill(self.encoding, [(_("As found: {encoding}").format(encoding=look.encoding.upper()), "")]
              + [(encoding.upper(), encoding) for encoding in ENCODINGS], mapping.encoding)  # fmt: skip
        rows = [(_row_words(number, cells), number) for number, cells in look.tops]
        _fill(self.header, rows, look.header_row)
        self._show_fields(mapping)

    def _show_fields(self, mapping: ColumnMapping) -> None:
        told = FIELDS[mapping.kind]
        if list(self.fields) != [field.name for field in told]:
            clear(self._grid)
            self.fields = {}
            self._grid.addWidget(caption(_("Field")), 0, 0)
            self._grid.addWidget(caption(_("Column of the file")), 0, 1)
            needed = needed_fields(mapping.kind)
            for at, field in enumerate(told, 1):
                words = _(FIELD_WORDS[field.name])
                box = _choice(f"mapping-{field.name}", words)
                box.activated.connect(lambda _at: self.changed.emit())
                shown = label(f"{words} *" if field.name in needed else words, wrap=True)
                shown.setBuddy(box)
                self._grid.addWidget(shown, at, 0)
                self._grid.addWidget(box, at, 1)
                self.fields[field.name] = box
        columns = [(_("(no column)"), "")] + [(name, name) for name in dict.fromkeys(mapping.header) if name]
        for name, box in self.fields.items():
            _fill(box, columns, mapping.columns.get(name, ""))

    def read(self, mapping: ColumnMapping) -> ColumnMapping:
        """Return a mapping with what is chosen here."""
        return replace(
            mapping,
            columns={name: str(box.currentData()) for name, box in self.fields.items() if box.currentData()},
            date_order=str(self.dates.currentData()),
            channel=str(self.channel.currentData()),
            paid=self.paid.isChecked(),
            method=str(self.method.currentData() or ""),
        )


def _choice(name: str, accessible: str) -> CalmCombo:
    made = CalmCombo()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    return made


def _fill(box: CalmCombo, options: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer these words, unless they stand there already, and show the chosen one."""
    with QSignalBlocker(box):
        if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] != list(options):
            box.clear()
            for words, data in options:
                box.addItem(words, data)
        box.setCurrentIndex(max(box.findData(chosen), 0))


def _row_words(number: int, cells: tuple[str, ...]) -> str:
    names = [name for name in cells if name]
    more = ", …" if len(names) > _SHOWN_NAMES else ""
    shown = ", ".join(names[:_SHOWN_NAMES])
    return f"{number}: {shown}{more}"
