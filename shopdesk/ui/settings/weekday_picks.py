"""Days of the week, picked by a press; kept as the codes that the command line takes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from shopdesk.domain.workdays import WEEKDAYS
from shopdesk.ui.controls import row
from shopdesk.ui.moments import weekday
from shopdesk.ui.theme import CONTROL, SPACE


class WeekdayPicks(QWidget):
    """Seven buttons, Monday first; `picked` carries the chosen codes parted by spaces."""

    picked = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.days: dict[str, QToolButton] = {}
        for at, code in enumerate(WEEKDAYS):
            made = QToolButton()
            made.setObjectName(f"weekday-{code}")
            made.setText(weekday(at))
            made.setAccessibleName(f"{title}: {weekday(at)}")
            made.setCheckable(True)
            made.setProperty("framed", "true")
            made.setProperty("day", "true")
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setFixedHeight(CONTROL)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _on: self.picked.emit(self.text()))
            self.days[code] = made
        self.setLayout(row(*self.days.values(), spacing=SPACE[1]))
        self.setFocusProxy(self.days[WEEKDAYS[0]])

    def text(self) -> str:
        """Return the codes of the chosen days, parted by spaces."""
        return " ".join(code for code, made in self.days.items() if made.isChecked())

    def show_text(self, text: str) -> None:
        """Show other days as chosen."""
        chosen = text.replace(",", " ").casefold().split()
        for code, made in self.days.items():
            made.setChecked(code in chosen)
