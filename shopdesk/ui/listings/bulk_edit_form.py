"""The form of a bulk edit: which field, what is done to it, and with which value; several changes in a row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.bulk_edit import VERBS, Operation
from shopdesk.ui.controls import button, caption, column, row
from shopdesk.ui.form_fields import ErrorLine
from shopdesk.ui.listing_fields_choice import CalmCombo
from shopdesk.ui.listings.bulk_edit_words import FIELD_WORDS, HINTS, OFFERED, VERB_WORDS, block_words, choices_of
from shopdesk.ui.theme import BODY, PANEL_NARROW, SPACE
from shopdesk.words import _

WITHOUT_VALUE = ("mend", "clear")
OPTIONAL_VALUE = ("floor",)


class OneChange(QFrame):
    """One operation being typed; `changed` at every keystroke."""

    changed = Signal()

    def __init__(self, number: int, offers: Mapping[str, QStringListModel]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._offers = offers
        self.field = _box(f"bulkField-{number}", _("Field"), {key: _(FIELD_WORDS[key]) for key in OFFERED})
        self.verb = _box(f"bulkVerb-{number}", _("What is done"), {})
        self.name = _line(f"bulkName-{number}", _("Name of the attribute"))
        self.block = _box(f"bulkBlock-{number}", _("Description block"), block_words())
        self.value = _line(f"bulkValue-{number}", _("Value"))
        self.choice = _box(f"bulkChoice-{number}", _("Value"), {})
        self.to = _line(f"bulkTo-{number}", _("What it becomes"))
        _offer(self.name, offers["attribute"])
        parts = (self.field, self.name, self.block, self.verb, self.value, self.choice, self.to)
        self.setLayout(column(*parts, spacing=SPACE[2], margins=(SPACE[3],) * 4))
        self.field.currentIndexChanged.connect(lambda _at: self._fit_field())
        self.verb.currentIndexChanged.connect(lambda _at: self._fit_verb())
        for box in (self.block, self.choice):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for edit in (self.name, self.value, self.to):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self._fit_field()

    def operation(self) -> Operation | None:
        """Return the operation that is typed, None while it is none."""
        field, verb = str(self.field.currentData()), str(self.verb.currentData())
        if verb in WITHOUT_VALUE:
            value = ""
        elif choices_of(field):
            value = str(self.choice.currentData())
        else:
            value = self.value.text()
            if not value.strip() and verb not in OPTIONAL_VALUE:
                return None
        name = {"block": str(self.block.currentData()), "attribute": self.name.text().strip()}.get(field, "")
        if field == "attribute" and not name:
            return None
        return Operation(field, verb, value, name, self.to.text() if verb == "replace" else "")

    def _fit_field(self) -> None:
        field = str(self.field.currentData())
        _fill(self.verb, {verb: _(VERB_WORDS[verb]) for verb in VERBS[field]})
        _fill(self.choice, choices_of(field))
        self.name.setVisible(field == "attribute")
        self.block.setVisible(field == "block")
        self.verb.setVisible(self.verb.count() > 1)
        _offer(self.value, self._offers.get(field) if field != "attribute" else None)
        self._fit_verb()

    def _fit_verb(self) -> None:
        field, verb = str(self.field.currentData()), str(self.verb.currentData())
        self.choice.setVisible(self.choice.count() > 0)
        self.value.setVisible(not self.choice.count() and verb not in WITHOUT_VALUE)
        hint = HINTS.get(verb) or HINTS.get(field)
        self.value.setPlaceholderText(_(hint) if hint else _("Value"))
        self.to.setVisible(verb == "replace")
        self.changed.emit()


class BulkEditForm(QWidget):
    """All changes of one bulk edit, done in order; what is wrong with them stands below."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bulkForm")
        self.setFixedWidth(PANEL_NARROW)
        self.parts: list[OneChange] = []
        self._offers = {field: QStringListModel(self) for field in ("category", "attribute", "brand")}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE[2])
        self.wrong = ErrorLine("bulkWrong", BODY)
        add = button("addChange", _("One more change"), self.add, icon_name="plus", key="Ctrl+N")
        self._drop = button("dropChange", _("One less"), self.drop, look="quiet", key="Ctrl+Shift+N")
        body = QWidget()
        body.setObjectName("panelBody")
        body.setLayout(
            column(
                caption(_("What to change")), self._list, self.wrong, row(add, None), row(self._drop, None), None,
                spacing=SPACE[2], margins=(SPACE[4], SPACE[3], SPACE[4], SPACE[3]),
            )
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setObjectName("panelScroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self.setLayout(column(scroll, spacing=0))
        self.begin()

    def begin(self, parts: int = 1) -> None:
        """Begin with so many empty changes."""
        while self.parts:
            self._take_off()
        for _number in range(parts):
            self.add()

    def add(self) -> None:
        """Add one more change behind the others."""
        part = OneChange(len(self.parts), self._offers)
        part.changed.connect(self.changed)
        self.parts.append(part)
        self._list.addWidget(part)
        part.field.setFocus()
        self._fit()

    def drop(self) -> None:
        """Take the last change off, the first one stays."""
        if len(self.parts) > 1:
            self._take_off()
            self._fit()

    def offer(self, categories: Sequence[str], attributes: Sequence[str], brands: Sequence[str]) -> None:
        """Offer these values while they are typed."""
        for field, texts in (("category", categories), ("attribute", attributes), ("brand", brands)):
            if self._offers[field].stringList() != list(texts):
                self._offers[field].setStringList(list(texts))

    def operations(self) -> list[Operation]:
        """Return the changes that are typed whole, in order."""
        return [operation for part in self.parts if (operation := part.operation()) is not None]

    def complain(self, why: str) -> None:
        """Say what is wrong with the changes; "" when nothing is."""
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))

    def _fit(self) -> None:
        self._drop.setVisible(len(self.parts) > 1)
        self.changed.emit()

    def _take_off(self) -> None:
        part = self.parts.pop()
        self._list.removeWidget(part)
        part.hide()
        part.setParent(None)
        part.deleteLater()


def _box(name: str, accessible: str, choices: Mapping[str, str]) -> CalmCombo:
    made = CalmCombo()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    _fill(made, choices)
    return made


def _fill(box: CalmCombo, choices: Mapping[str, str]) -> None:
    box.blockSignals(True)
    box.clear()
    for key, words in choices.items():
        box.addItem(words, key)
    box.blockSignals(False)


def _line(name: str, accessible: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setPlaceholderText(accessible)
    return made


def _offer(line: QLineEdit, texts: QStringListModel | None) -> None:
    """Offer texts in which what is typed stands; none without a model."""
    completer = None
    if texts is not None:
        completer = QCompleter(texts, line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    line.setCompleter(completer)  # type: ignore[arg-type]  # Qt takes none to mean none
