"""Some of a few words, picked by a press; kept as the codes that the command line takes."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from shopdesk.domain.workdays import WEEKDAYS
from shopdesk.ui.controls import row
from shopdesk.ui.moments import weekday
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.words import _

PICKS: Mapping[str, Callable[[], Sequence[tuple[str, str]]]] = {
    "shop.rest_weekdays": lambda: [(code, weekday(at)) for at, code in enumerate(WEEKDAYS)],
    "paper.mask": lambda: [("phone", _("Telephone")), ("name", _("Receiver's name")), ("street", _("Street"))],
}


class CodePicks(QWidget):
    """A button for each word; `picked` carries the chosen codes parted by spaces."""

    picked = Signal(str)

    def __init__(self, title: str, words: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        for code, word in words:
            made = QToolButton()
            made.setObjectName(f"pick-{code}")
            made.setText(word)
            made.setAccessibleName(f"{title}: {word}")
            made.setCheckable(True)
            made.setProperty("framed", "true")
            made.setProperty("pick", "true")
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setFixedHeight(CONTROL)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _on: self.picked.emit(self.text()))
            self.buttons[code] = made
        self.setLayout(row(*self.buttons.values(), spacing=SPACE[1]))
        self.setFocusProxy(self.buttons[words[0][0]])

    def text(self) -> str:
        """Return the codes that are chosen, parted by spaces."""
        return " ".join(code for code, made in self.buttons.items() if made.isChecked())

    def show_text(self, text: str) -> None:
        """Show other codes as chosen."""
        chosen = text.replace(",", " ").casefold().split()
        for code, made in self.buttons.items():
            made.setChecked(code in chosen)
