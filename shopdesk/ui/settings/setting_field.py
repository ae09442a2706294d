"""One setting as a person enters it: a field of its kind, and under it what was wrong with the entry."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.services.settings import Setting, Value
from shopdesk.ui import dialogs
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import error_line
from shopdesk.ui.settings.code_picks import PICKS, CodePicks
from shopdesk.ui.settings.setting_offers import FOLDERS
from shopdesk.ui.theme import SPACE
from shopdesk.words import N_, _
from shopdesk.words.currencies import CURRENCIES, word_currency
from shopdesk.words.errors import word_error

_CHOICE_WORDS = {"zh_CN": "简体中文", "en": "English", "a5": "A5", "a4": "A4", "58mm": "58 mm", "80mm": "80 mm"}
_MEANS = {
    "block": N_("Block"), "warn": N_("Only warn"),
    "sku": N_("By SKU"), "order": N_("By order"), "shelf": N_("By shelf"), "none": N_("None"),
}  # fmt: skip
WIDTH = 320


class SettingField(QWidget):
    """Shows one setting; `entered` carries its new text when it differs from what is kept.

    `offers` lists what it can be in this shop, value and words, where that is no matter of typing.
    """

    entered = Signal(str)

    def __init__(
        self, name: str, setting: Setting, value: Value, offers: Callable[[], Sequence[tuple[str, str]]] | None = None
    ) -> None:
        super().__init__()
        self._offers = offers
        self.title = _(setting.label)
        self._setting = setting
        self._value = value
        self._input = self._make_input(name)
        self._input.setObjectName(f"setting-{name}")
        self._input.setAccessibleName(self.title)
        self._wrong = error_line(f"wrong-{name}")
        words = label(self.title, rank="second", wrap=True)
        words.setBuddy(self._input)
        line = row(words, spacing=SPACE[4])
        line.setStretch(0, 1)
        line.addWidget(self._with_folder(name) if name in FOLDERS else self._input)
        layout = column(spacing=SPACE[1])
        layout.addLayout(line)
        layout.addLayout(row(None, self._wrong))
        self.setLayout(layout)
        self.show_value(value)

    def _make_input(self, name: str) -> QWidget:
        setting = self._setting
        if isinstance(setting.default, bool):
            box = QCheckBox(_("Yes"))
            box.clicked.connect(lambda on: self._enter("true" if on else "false"))
            return box
        if setting.choices or self._offers is not None:
            combo = QComboBox()
            for choice in setting.choices:
                combo.addItem(_word_choice(choice), choice)
            combo.activated.connect(lambda _at: self._enter(combo.currentData()))
            combo.setFixedWidth(WIDTH)
            return combo
        if name in PICKS:
            picks = CodePicks(self.title, PICKS[name]())
            picks.picked.connect(self._enter)
            picks.setFixedWidth(WIDTH)
            return picks
        field = QLineEdit()
        if setting.example:
            field.setPlaceholderText(_("Such as {example}").format(example=setting.example))
        field.setFixedWidth(WIDTH if isinstance(setting.default, str) else WIDTH // 2)
        field.editingFinished.connect(lambda: self._enter(field.text().strip()))
        field.textEdited.connect(lambda _text: self._say(""))
        return field

    def _with_folder(self, name: str) -> QWidget:
        """Lay the way to choose a folder beside the field that names it."""
        choose = button(f"choose-{name}", _("Folder…"), self._choose_folder)
        choose.setAccessibleDescription(self.title)
        both = row(self._input, choose)
        both.setStretch(0, 1)
        self._input.setMinimumWidth(0)
        holder = QWidget()
        holder.setFixedWidth(WIDTH)
        holder.setLayout(both)
        return holder

    def _choose_folder(self) -> None:
        if (chosen := dialogs.choose_folder(self, self.title)) is not None:
            self._enter(str(chosen))

    @property
    def value_text(self) -> str:
        """The value that is kept, as the text that sets it."""
        return str(self._value).lower() if isinstance(self._value, bool) else str(self._value)

    def _enter(self, text: str) -> None:
        if text != self.value_text:
            self.entered.emit(text)
        else:
            self._say("")

    def show_value(self, value: Value) -> None:
        """Show what is kept, unless the field is being edited or holds an entry that was refused."""
        self._value = value
        if isinstance(self._input, QCheckBox):
            self._input.setChecked(bool(value))
        elif isinstance(self._input, QComboBox):
            self._fill(self._input, str(value))
            self._input.setCurrentIndex(self._input.findData(value))
        elif isinstance(self._input, CodePicks):
            self._input.show_text(str(value))
        elif isinstance(self._input, QLineEdit):
            editing = self._input.hasFocus() and self._input.isModified()
            if not editing and self._wrong.isHidden():
                self._input.setText(str(value))

    def _fill(self, combo: QComboBox, value: str) -> None:
        """Offer what the shop holds now, and what is kept even where the shop holds it no longer."""
        if self._offers is None:
            return
        combo.clear()
        offered = dict(self._offers())
        for code, words in (offered if value in offered else offered | {value: value}).items():
            combo.addItem(words, code)

    def refuse(self, error: ShopError) -> None:
        """Say under the field why its entry was not kept; the entry stays to be corrected."""
        self._say(word_error(error))

    def take_focus(self) -> None:
        """Take the keyboard."""
        self._input.setFocus()

    def _say(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self._input.setProperty("invalid", bool(wrong))
        self._input.setAccessibleDescription(wrong)
        self._input.style().unpolish(self._input)
        self._input.style().polish(self._input)


def _word_choice(choice: str) -> str:
    """Return what a person calls one of the values a setting can have."""
    if choice in _MEANS:
        return _(_MEANS[choice])
    return word_currency(choice) if choice in CURRENCIES else _CHOICE_WORDS.get(choice, choice)
