"""Who gets an order by hand: the chat line pasted, its parts filled in, the unsure ones yellow until somebody looks."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopdesk.domain.address_parsing import ParsedAddress
from shopdesk.domain.addresses import Receiver
from shopdesk.services.addresses import parse_line
from shopdesk.ui.controls import button, caption, column, label, row
from shopdesk.ui.form_fields import field
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.words import _, listed

PASTE_HEIGHT = 62
PARTS = ("name", "phone", "province", "city", "district", "street", "postcode")
LONGEST_PASTE = 500


class ReceiverForm(QWidget):
    """The fields of a receiver; `edited` tells that one of them is another now."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("receiverForm")
        self.paste = TextField()
        self.paste.setObjectName("pasteAddress")
        self.paste.setAccessibleName(_("What the buyer wrote"))
        self.paste.setPlaceholderText(_("Paste name, telephone and address from the chat; any order, any separators"))
        self.paste.setTabChangesFocus(True)
        self.paste.setFixedHeight(PASTE_HEIGHT)
        self.paste.textChanged.connect(self._read)
        self.edits: dict[str, QLineEdit] = {
            "name": field("newName", _("Receiver")),
            "phone": field("newPhone", _("Telephone")),
            "province": field("newProvince", _("Province")),
            "city": field("newCity", _("City")),
            "district": field("newDistrict", _("District")),
            "street": field("newStreet", _("Street")),
            "postcode": field("newPostcode", _("Postcode")),
        }
        self.says = label(rank="warn", size=CAPTION, wrap=True)
        self.says.setObjectName("newSays")
        self.says.hide()
        take = button("pasteFromClipboard", _("Paste"), self.paste_clipboard, key="Ctrl+Shift+V", look="link")
        self.setLayout(
            column(
                row(caption(_("Receiver")), None, take),
                self.paste,
                self._captioned("name", "phone"),
                self._captioned("province", "city", "district"),
                self._captioned("street"),
                self._captioned("postcode", ""),
                self.says,
                spacing=SPACE[2],
            )
        )
        for name, edit in self.edits.items():
            edit.textEdited.connect(lambda _text, name=name: self._typed(name))

    @property
    def receiver(self) -> Receiver:
        """Who gets it, as it stands here."""
        told = {name: edit.text().strip() for name, edit in self.edits.items()}
        return Receiver(**told)

    def unsure(self) -> list[str]:
        """Return the parts that still want a look."""
        return [name for name, edit in self.edits.items() if edit.property("unsure")]

    def paste_clipboard(self) -> None:
        """Take what the clipboard holds."""
        self.paste.setPlainText(QGuiApplication.clipboard().text()[:LONGEST_PASTE])

    def clear(self) -> None:
        """Empty everything for the next order."""
        self.paste.clear()
        self._fill(ParsedAddress(""))

    def mark(self, parts: list[str]) -> None:
        """Mark these parts as unsure, and only these."""
        for name in PARTS:
            self._set_unsure(name, name in parts)
        self._tell()

    def _read(self) -> None:
        text = self.paste.toPlainText().strip()[:LONGEST_PASTE]
        if text:
            self._fill(parse_line(text))

    def _fill(self, parsed: ParsedAddress) -> None:
        for name in PARTS:
            self.edits[name].setText(getattr(parsed, name))
            self.edits[name].setCursorPosition(0)
        missing = [name for name in ("name", "phone") if parsed.line and not getattr(parsed, name)]
        self.mark([*parsed.unsure, *missing])
        self.edited.emit()

    def _typed(self, name: str) -> None:
        self._set_unsure(name, False)
        self._tell()
        self.edited.emit()

    def _set_unsure(self, name: str, is_unsure: bool) -> None:
        edit = self.edits[name]
        if bool(edit.property("unsure")) != is_unsure:
            edit.setProperty("unsure", is_unsure)
            edit.setAccessibleDescription(_("Unsure, please look") if is_unsure else "")
            edit.style().polish(edit)

    def _tell(self) -> None:
        """Say in words too what is unsure: yellow alone is no word."""
        names = [self.edits[name].accessibleName() for name in self.unsure()]
        self.says.setText(_("Please look: {parts}").format(parts=listed(names)))
        self.says.setVisible(bool(names))

    def _captioned(self, *names: str) -> QHBoxLayout:
        laid = row(spacing=SPACE[2])
        for name in names:
            edit = self.edits.get(name)
            if edit is None:
                laid.addStretch(2)
                continue
            laid.addLayout(column(label(edit.accessibleName(), rank="muted", size=CAPTION), edit, spacing=2), 1)
        return laid
