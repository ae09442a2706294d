"""The fields of one courier: names, stars, what it suits, numbers, rates."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk.domain.couriers import MOST_STARS, STARS, SUITS, Courier, write_rate
from shopdesk.domain.errors import ShopError
from shopdesk.services.couriers import read_rates
from shopdesk.ui.controls import column, label, row
from shopdesk.ui.form_fields import choice, complain, error_line, field
from shopdesk.ui.stock_words import read_pieces
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import N_, _
from shopdesk.words.couriers import word_suits
from shopdesk.words.errors import word_error

RATES_HEIGHT = 112
_STAR_WORDS = {"speed": N_("Speed"), "coverage": N_("Coverage"), "value": N_("Good value"), "service": N_("Service")}


class CourierForm(QWidget):
    """Shows one courier to be edited."""

    def __init__(self, courier: Courier, *, is_new: bool) -> None:
        super().__init__()
        self.setObjectName("courierForm")
        self.before = courier
        self.code = field("courierCode", _("Code"), _("Small letters, such as best"))
        self.code.setText(courier.code)
        self.code.setReadOnly(not is_new)
        self.names = {
            "name": field("courierName", _("Name")),
            "name_en": field("courierNameEn", _("English name")),
            "aliases": field("courierAliases", _("Also written"), _("As platforms write it, with commas")),
            "masks": field("courierMasks", _("Look of its numbers"), _("SF#{13}: # digit, @ letter, * either")),
        }
        for name, edit in self.names.items():
            told = getattr(courier, name)
            edit.setText(told if isinstance(told, str) else (" " if name == "masks" else ", ").join(told))
        self.stars = {name: _star_choice(name, getattr(courier, name)) for name in STARS}
        self.suits = {word: _box(f"courierSuits-{word}", word_suits(word), word in courier.suits) for word in SUITS}
        self.pickup = field("courierPickup", _("Last pick-up"), "18:00")
        self.pickup.setText(courier.pickup)
        self.volumetric = field("courierVolumetric", _("cm³ for 1 kg"), _("0: none"))
        self.volumetric.setText(str(courier.volumetric))
        self.low = field("courierLow", _("Warn below"))
        self.low.setText(str(courier.low))
        self.active = _box("courierActive", _("May be recommended"), courier.active)
        self.rates = _rates_field(courier)
        self.error = error_line("courierError")
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        layout = column(spacing=SPACE[2])
        layout.addLayout(_beside(self.code, self.names["name"]))
        layout.addLayout(_beside(self.names["name_en"], self.names["aliases"]))
        stars = list(self.stars.values())
        layout.addLayout(_beside(*stars[:2]))
        layout.addLayout(_beside(*stars[2:]))
        layout.addWidget(label(_("Suits"), rank="muted", size=CAPTION))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for at, box in enumerate(self.suits.values()):
            grid.addWidget(box, at // 2, at % 2)
        layout.addLayout(grid)
        layout.addLayout(_beside(self.names["masks"]))
        layout.addLayout(_beside(self.pickup, self.volumetric, self.low))
        layout.addLayout(_beside(self.rates))
        hint = _("One line each: provinces, first kg=yuan +further kg=yuan; * is everywhere else.")
        layout.addWidget(label(hint, rank="muted", size=CAPTION, wrap=True))
        layout.addWidget(self.active)
        layout.addWidget(self.error)
        return layout

    def read(self) -> Courier | None:
        """Return the courier as typed; None where a field had to be marked."""
        numbers = {}
        for name, edit in (("volumetric", self.volumetric), ("low", self.low)):
            count = read_pieces(edit.text() or "0")
            complain(edit, self.error, "" if count is not None else _("Write a whole number."))
            if count is None:
                edit.setFocus()
                return None
            numbers[name] = count
        code = self.code.text().strip()
        try:
            rates = read_rates(code, self.rates.toPlainText().splitlines())
        except ShopError as error:
            self.tell(word_error(error))
            self.rates.setFocus()
            return None
        aliases = self.names["aliases"].text().replace("，", ",").replace("、", ",").split(",")
        return replace(
            self.before, code=code, name=self.names["name"].text().strip(), pickup=self.pickup.text().strip(),
            name_en=self.names["name_en"].text().strip(), masks=tuple(self.names["masks"].text().split()), rates=rates,
            aliases=tuple(alias.strip() for alias in aliases if alias.strip()), active=self.active.isChecked(),
            suits=tuple(word for word, box in self.suits.items() if box.isChecked()),
            **{name: int(box.currentData()) for name, box in self.stars.items()}, **numbers,
        )  # fmt: skip

    def tell(self, words: str) -> None:
        """Say what was wrong."""
        self.error.setText(words)
        self.error.show()


def _star_choice(name: str, count: int) -> QComboBox:
    stars = [(str(at), "★" * at) for at in range(1, MOST_STARS + 1)]
    made = choice(f"courier-{name}", _(_STAR_WORDS[name]), stars)
    made.setCurrentIndex(count - 1)
    return made


def _box(name: str, words: str, checked: bool) -> QCheckBox:
    made = QCheckBox(words)
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setChecked(checked)
    return made


def _rates_field(courier: Courier) -> QPlainTextEdit:
    made = TextField("\n".join(write_rate(rate) for rate in courier.rates))
    made.setObjectName("courierRates")
    made.setAccessibleName(_("Rates, kilograms and yuan"))
    made.setPlaceholderText("江苏 浙江 上海 1=6.00 +1=1.50\n* 1=10.00 +1=6.00")
    made.setTabChangesFocus(True)
    made.setFixedHeight(RATES_HEIGHT)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return made


def _beside(*shown: QWidget) -> QVBoxLayout:
    both = row(spacing=SPACE[3])
    for widget in shown:
        words = label(widget.accessibleName(), rank="muted", size=CAPTION)
        both.addLayout(column(words, widget, spacing=SPACE[1]), 1)
    return column(both, spacing=0)
