"""The shop's name and the address it sends from, asked at the first start; a whole address in a box is split up."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGridLayout, QLineEdit

from shopdesk.services.addresses import parse_line
from shopdesk.ui.controls import label, row
from shopdesk.ui.theme import CAPTION, CONTROL, SPACE
from shopdesk.words import N_, _

FIELDS = {
    "shop.name": N_("Name of the shop"),
    "sender.name": N_("Sender's name"),
    "sender.phone": N_("Telephone"),
    "sender.province": N_("Province"),
    "sender.city": N_("City"),
    "sender.district": N_("District"),
    "sender.street": N_("Street and house"),
}
_REGION = ("sender.province", "sender.city", "sender.district")
_SPLIT = (*_REGION, "sender.street")
FEWEST_DIGITS = 7  # of a telephone in a town of China, without its area code


class SenderFields(QObject):
    """One box for each field; `says` is a line that tells of a telephone that looks too short."""

    def __init__(self, typed: dict[str, str]) -> None:
        super().__init__()
        self.edits = {name: QLineEdit(typed.get(name, "")) for name in FIELDS}
        self.says = label(rank="warn", size=CAPTION, wrap=True)
        self.says.setObjectName("firstSays")
        self.says.hide()
        for name, edit in self.edits.items():
            edit.setObjectName(f"first-{name}")
            edit.setAccessibleName(_(FIELDS[name]))
            edit.setFixedHeight(CONTROL)
            if name in _REGION:
                edit.setPlaceholderText(_(FIELDS[name]))
            if name in _SPLIT:
                edit.editingFinished.connect(lambda name=name: self._take_apart(name))
        self.edits["sender.phone"].editingFinished.connect(self._look_at_phone)

    def place(self, grid: QGridLayout, first: int) -> None:
        """Put the boxes with their words into a grid, from a row on."""
        region = row(*(self.edits[name] for name in _REGION), spacing=SPACE[2])
        titles = dict.fromkeys(("sender.province",), _("Province, city, district"))
        at = first
        for name, edit in self.edits.items():
            if name in _REGION[1:]:
                continue
            grid.addWidget(label(titles.get(name, _(FIELDS[name])), rank="second"), at, 0)
            if name in _REGION:
                grid.addLayout(region, at, 1)
            else:
                grid.addWidget(edit, at, 1)
            at += 1

    def typed(self) -> dict[str, str]:
        """Return what stands in the boxes, those left empty too."""
        return {name: edit.text().strip() for name, edit in self.edits.items()}

    @property
    def at_last(self) -> bool:
        """Whether the last box has the keyboard."""
        return list(self.edits.values())[-1].hasFocus()

    def _take_apart(self, name: str) -> None:
        """Part a whole address that stands in one box while the other boxes of the address are empty."""
        typed = self.typed()
        if not typed[name] or any(typed[other] for other in _SPLIT if other != name):
            return
        parsed = parse_line(typed[name])
        if not (parsed.province and parsed.city and parsed.street) or parsed.guesses:
            return
        for part in _SPLIT:
            self.edits[part].setText(getattr(parsed, part.removeprefix("sender.")))
        for part in ("sender.name", "sender.phone"):
            if not typed[part]:
                self.edits[part].setText(getattr(parsed, part.removeprefix("sender.")))

    def _look_at_phone(self) -> None:
        phone = self.typed()["sender.phone"]
        short = bool(phone) and sum(letter.isdigit() for letter in phone) < FEWEST_DIGITS
        self.says.setText(_("This telephone looks too short. It is printed on labels as it stands.") if short else "")
        self.says.setVisible(short)
