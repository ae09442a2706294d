"""The form of a bulk edit: which field, what is done to it, and with which value; several changes in a row."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from shopdesk.domain.bulk_edit import VERBS, Operation
from shopdesk.domain.listings import BLOCKS, SALES_ROLES, SPECIAL_GOODS, STATUSES
from shopdesk.services.detail_pages import HEADINGS
from shopdesk.state_words import word_state
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.theme import CAPTION, PANEL, SPACE
from shopdesk.words import N_, _

FIELD_WORDS = {
    "title": N_("Title"),
    "price": N_("Price"),
    "list_price": N_("Crossed-out price"),
    "cost": N_("Cost"),
    "weight_g": N_("Weight, g"),
    "brand": N_("Brand"),
    "category": N_("Category"),
    "status": N_("Status"),
    "warranty_months": N_("Warranty, months"),
    "keyword": N_("Core keyword"),
    "selling_point": N_("Selling point"),
    "role": N_("Product role"),
    "special": N_("Special goods"),
    "attribute": N_("Attribute"),
    "block": N_("Description block"),
}
VERB_WORDS = {
    "front": N_("put in front"),
    "append": N_("add behind"),
    "replace": N_("replace"),
    "remove": N_("take out"),
    "mend": N_("take all offered fixes"),
    "set": N_("set to"),
    "percent": N_("change by percent"),
    "add": N_("change by amount"),
    "ending": N_("let it end in"),
}
ROLE_WORDS = {
    "hit": N_("Hit"),
    "profit": N_("Profit"),
    "traffic": N_("Traffic"),
    "regular": N_("Regular"),
}
SPECIAL_WORDS = {
    "": N_("None: it can be returned"),
    "made-to-order": N_("Made to order"),
    "fresh": N_("Fresh"),
    "digital": N_("Digital"),
    "periodical": N_("Newspapers, magazines"),
    "other": N_("Other, not returnable"),
}
CHOICES = {"status": STATUSES, "role": SALES_ROLES, "special": SPECIAL_GOODS}
HINTS = {
    "percent": N_("-10 or 5.5"),
    "add": N_("2.00 or -1.50"),
    "ending": N_("0.90 or 9.90"),
    "category": N_("Home > Kitchen > Cups"),
}


class OneChange(QFrame):
    """One operation being typed; `changed` at every keystroke."""

    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.field = _box(f"bulkField-{number}", _("Field"), {key: _(words) for key, words in FIELD_WORDS.items()})
        self.verb = _box(f"bulkVerb-{number}", _("What is done"), {})
        self.name = _line(f"bulkName-{number}", _("Name of the attribute"))
        self.block = _box(f"bulkBlock-{number}", _("Description block"), {key: _(HEADINGS[key]) for key in BLOCKS})
        self.value = _line(f"bulkValue-{number}", _("Value"))
        self.choice = _box(f"bulkChoice-{number}", _("Value"), {})
        self.to = _line(f"bulkTo-{number}", _("What it becomes"))
        layout = column(spacing=SPACE[2], margins=(SPACE[3],) * 4)
        for shown in (self.field, self.verb, self.name, self.block, self.value, self.choice, self.to):
            layout.addWidget(shown)
        self.setLayout(layout)
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
        value = str(self.choice.currentData()) if field in CHOICES else self.value.text()
        name = str(self.block.currentData()) if field == "block" else self.name.text().strip()
        needs_value = verb != "mend" and not (
            verb == "set" and field in ("brand", "keyword", "selling_point", *CHOICES)
        )
        if (needs_value and not value.strip() and field != "attribute") or (field == "attribute" and not name):
            return None
        return Operation(field, verb, value, name if field in ("attribute", "block") else "", self.to.text())

    def _fit_field(self) -> None:
        field = str(self.field.currentData())
        _fill(self.verb, {verb: _(VERB_WORDS[verb]) for verb in VERBS[field]})
        words: dict[str, Callable[[str], str]] = {
            "status": word_state,
            "role": lambda key: _(ROLE_WORDS[key]),
            "special": lambda key: _(SPECIAL_WORDS[key]),
        }
        if field in CHOICES:
            _fill(self.choice, {key: words[field](key) for key in CHOICES[field]})
        self.name.setVisible(field == "attribute")
        self.block.setVisible(field == "block")
        self.choice.setVisible(field in CHOICES)
        self._fit_verb()

    def _fit_verb(self) -> None:
        field, verb = str(self.field.currentData()), str(self.verb.currentData())
        self.value.setVisible(field not in CHOICES and verb != "mend")
        self.value.setPlaceholderText(_(HINTS[verb]) if verb in HINTS else _(HINTS[field]) if field in HINTS else "")
        self.to.setVisible(verb == "replace")
        self.to.setPlaceholderText(_("What it becomes"))
        self.verb.setVisible(self.verb.count() > 1)
        self.changed.emit()


class BulkEditForm(QWidget):
    """All changes of one bulk edit, done in order."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bulkForm")
        self.setFixedWidth(PANEL)
        self._made = 0
        self.parts: list[OneChange] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE[2])
        add = button("addChange", _("One more change"), self.add, icon_name="plus", key="Ctrl+N")
        drop = button("dropChange", _("One less"), self.drop, look="quiet")
        says = label(_("What to change"), rank="muted", size=CAPTION)
        layout = column(says, self._list, row(add, drop, None), None, spacing=SPACE[2], margins=(SPACE[4],) * 4)
        self.setLayout(layout)
        self.begin()

    def begin(self) -> None:
        """Begin with one empty change."""
        while self.parts:
            self._take_off()
        self.add()

    def add(self) -> None:
        """Add one more change behind the others."""
        part = OneChange(self._made)
        self._made += 1
        part.changed.connect(self.changed)
        self.parts.append(part)
        self._list.addWidget(part)
        part.field.setFocus()
        self.changed.emit()

    def drop(self) -> None:
        """Take the last change off, the first one stays."""
        if len(self.parts) > 1:
            self._take_off()
            self.changed.emit()

    def _take_off(self) -> None:
        part = self.parts.pop()
        self._list.removeWidget(part)
        part.hide()
        part.deleteLater()

    def operations(self) -> list[Operation]:
        """Return the changes that are typed whole, in order."""
        return [operation for part in self.parts if (operation := part.operation()) is not None]


def _box(name: str, accessible: str, choices: dict[str, str]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    _fill(made, choices)
    return made


def _fill(box: QComboBox, choices: dict[str, str]) -> None:
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
