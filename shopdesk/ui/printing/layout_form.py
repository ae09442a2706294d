"""What can be said of a layout in figures and words: its parts, the chosen part's box, language, hiding, text."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layouts import LANGUAGES, MASKS, MOST_TEXT, NEEDED, PLACED, Box, Layout, Part
from shopdesk.ui.controls import button, caption, column, label, row
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.printing.layout_canvas import STEP
from shopdesk.ui.theme import CAPTION, CONTROL, SPACE
from shopdesk.words import N_, _
from shopdesk.words.errors import word_error
from shopdesk.words.layouts import word_layout_field, word_part

_BOX = {"x": N_("From the left"), "y": N_("From the top"), "width": N_("Width"), "height": N_("Height")}
_LETTERS = {"smallest": N_("Smallest letters"), "largest": N_("Largest letters")}
_LANGUAGES = {"auto": N_("The buyer's"), "zh_CN": "简体中文", "en": "English"}
_MASKS = {"phone": N_("Telephone as 138****1234"), "name": N_("Name of the receiver"), "street": N_("Street and house")}


class LayoutForm(QWidget):
    """The fields of a layout; `edited` carries it as the person wants it, `chosen` the part chosen in the list."""

    edited = Signal(object)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._part = ""
        self._telling = False
        self.parts = QListWidget()
        self.parts.setObjectName("layoutParts")
        self.parts.setProperty("lines", "one")
        self.parts.setAccessibleName(_("Parts of the layout"))
        self.parts.setToolTip(_("Space shows or hides the chosen part."))
        self.parts.setMinimumHeight(180)
        self.earlier = button("partEarlier", _("Move earlier"), lambda: self._shift(-1), key="Alt+Up")
        self.later = button("partLater", _("Move later"), lambda: self._shift(1), key="Alt+Down")
        self.figures = {name: _millimetres(f"part-{name}", _(words)) for name, words in _BOX.items()}
        self.letters = {name: _points(f"part-{name}", _(words)) for name, words in _LETTERS.items()}
        self.text = _millimetres("layoutText", word_layout_field("text"))
        self.text.setRange(60, 160)
        self.text.setDecimals(0)
        self.text.setSingleStep(5)
        self.text.setSuffix("%")
        self.text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.text.setFixedWidth(112)
        self.language = QComboBox()
        for code in LANGUAGES:
            self.language.addItem(_(_LANGUAGES[code]), code)
        self.logo = QCheckBox(_("Logo"))
        self.masks = {name: QCheckBox(_(_MASKS[name])) for name in MASKS}
        self.closing = QLineEdit()
        self.closing.setMaxLength(400)
        self._figures = QWidget()
        self._note_words = label(word_layout_field("note"), rank="second")
        self.wrong_part, self.wrong_layout = (error_line(name) for name in ("wrongPart", "wrongLayout"))
        self._name_fields()
        self._lay_out()
        self._connect()

    def show_layout(self, layout: Layout, part: str, problems: Sequence[ShopError]) -> None:
        """Show a layout with one of its parts chosen, and next to the fields what is wrong."""
        self._telling = True
        self._layout, self._part = layout, part
        self._fill_parts(layout, part)
        chosen, placed = layout.part(part), layout.document in PLACED
        for name, field in self.figures.items():
            field.setEnabled(bool(placed and chosen and chosen.box))
            field.setValue(getattr(chosen.box, name) if chosen and chosen.box else 0)
        for name, letters in self.letters.items():
            letters.setEnabled(bool(placed and chosen))
            letters.setValue(getattr(chosen, name) if chosen else 0)
        self._figures.setVisible(placed)
        self.earlier.setVisible(not placed)
        self.later.setVisible(not placed)
        self.logo.setHidden(placed)
        self.closing.setHidden(placed)
        self._note_words.setHidden(placed)
        self.text.setValue(layout.text)
        self.language.setCurrentIndex(self.language.findData(layout.language))
        self.logo.setChecked(layout.logo)
        for name, box in self.masks.items():
            box.setChecked(name in layout.mask)
        self.closing.setText(layout.note)
        _tell(self.wrong_part, [problem for problem in problems if "part" in problem.params])
        _tell(self.wrong_layout, [problem for problem in problems if "part" not in problem.params])
        self._telling = False

    def _name_fields(self) -> None:
        for name, field, words in (
            ("layoutLanguage", self.language, word_layout_field("language")),
            ("layoutLogo", self.logo, _("Logo")),
            ("layoutNote", self.closing, word_layout_field("note")),
            *((f"mask-{name}", box, _(_MASKS[name])) for name, box in self.masks.items()),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)

    def _lay_out(self) -> None:
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE[2])
        for at, (name, field) in enumerate({**self.figures, **self.letters}.items()):
            words = {**_BOX, **_LETTERS}[name]
            place = column(label(_(words), rank="second", size=CAPTION), field, spacing=2)
            field.setMinimumHeight(CONTROL)
            grid.addLayout(place, at // 2, at % 2)
        layout = column(
            caption(_("Parts of the layout")), self.parts, row(self.earlier, self.later, None),
            self._figures, self.wrong_part, SPACE[2],
            caption(_("Whole layout")),
            row(label(word_layout_field("text"), rank="second"), None, self.text),
            row(label(word_layout_field("language"), rank="second"), None, self.language),
            self.logo,
            label(word_layout_field("mask"), rank="second"), *self.masks.values(),
            self._note_words, self.closing,
            self.wrong_layout, None,
            margins=(SPACE[4],) * 4,
        )  # fmt: skip
        self.setLayout(layout)

    def _connect(self) -> None:
        self.parts.currentItemChanged.connect(self._choose)
        self.parts.itemChanged.connect(self._show_or_hide)
        for field in (*self.figures.values(), *self.letters.values()):
            field.valueChanged.connect(self._edit)
        self.text.valueChanged.connect(self._edit)
        self.language.activated.connect(self._edit)
        for box in (self.logo, *self.masks.values()):
            box.clicked.connect(self._edit)
        self.closing.editingFinished.connect(self._edit)

    def _fill_parts(self, layout: Layout, part: str) -> None:
        if [self.parts.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.parts.count())] != [
            known.name for known in layout.parts
        ]:
            self.parts.clear()
            for known in layout.parts:
                item = QListWidgetItem(word_part(known.name))
                item.setData(Qt.ItemDataRole.UserRole, known.name)
                self.parts.addItem(item)
        for at, known in enumerate(layout.parts):
            item = self.parts.item(at)
            item.setCheckState(Qt.CheckState.Checked if known.shown else Qt.CheckState.Unchecked)
            needed = known.name in NEEDED[layout.document]
            item.setToolTip(_("This document cannot do without it.") if needed else "")
            if known.name == part:
                self.parts.setCurrentRow(at)

    # What a person does

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._telling:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _show_or_hide(self, item: QListWidgetItem) -> None:
        part = self._layout.part(str(item.data(Qt.ItemDataRole.UserRole))) if self._layout else None
        if part and self._layout and not self._telling:
            shown = item.checkState() == Qt.CheckState.Checked
            self.edited.emit(self._layout.with_part(replace(part, shown=shown)))

    def _shift(self, by: int) -> None:
        """Put the chosen part earlier or later in the document."""
        if self._layout is None:
            return
        parts = list(self._layout.parts)
        at = next((at for at, part in enumerate(parts) if part.name == self._part), -1)
        if at >= 0 and 0 <= at + by < len(parts):
            parts.insert(at + by, parts.pop(at))
            self.edited.emit(replace(self._layout, parts=tuple(parts)))

    def _edit(self) -> None:
        if self._telling or self._layout is None:
            return
        wanted = replace(
            self._layout,
            text=round(self.text.value()),
            language=str(self.language.currentData()),
            logo=self.logo.isChecked(),
            mask=tuple(name for name, box in self.masks.items() if box.isChecked()),
            note=self.closing.text(),
        )
        if (part := wanted.part(self._part)) and part.box and wanted.document in PLACED:
            wanted = wanted.with_part(self._part_as_told(part))
        if wanted != self._layout:
            self.edited.emit(wanted)

    def _part_as_told(self, part: Part) -> Part:
        x, y, width, height = (self.figures[name].value() for name in _BOX)
        sizes = {name: field.value() for name, field in self.letters.items()}
        return replace(part, box=Box(x, y, width, height), smallest=sizes["smallest"], largest=sizes["largest"])


def _millimetres(name: str, words: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setRange(0, 1200)
    made.setDecimals(2)
    made.setSingleStep(STEP)
    made.setSuffix(" mm")
    made.lineEdit().setTextMargins(SPACE[2], 0, 0, 0)  # style sheets leave the inner line without any
    made.setKeyboardTracking(False)
    made.setMinimumWidth(SPACE[6] * 3)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # two of them share the narrow form
    return made


def _points(name: str, words: str) -> QDoubleSpinBox:
    made = _millimetres(name, words)
    made.setRange(0, MOST_TEXT)
    made.setDecimals(1)
    made.setSuffix(" pt")
    made.setSpecialValueText(_("as usual"))
    return made


def _tell(field: QLabel, problems: Sequence[ShopError]) -> None:
    field.setText(word_error(problems[0]) if problems else "")
    field.setVisible(bool(problems))
