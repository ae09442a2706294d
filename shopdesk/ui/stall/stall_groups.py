"""The groups of goods at the stall: as many as the row holds stand above the tiles, all of them on a sheet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.controls import clear, row
from shopdesk.ui.stall.stall_parts import Sheet, choices, cut, large
from shopdesk.ui.theme import SPACE, TITLE
from shopdesk.words import _

USUAL = ""  # the group of what sells most
COLUMNS, MOST, LONGEST = 3, 24, 24


def group_words(name: str) -> str:
    """Return what a group is called."""
    return name or _("Usual")


class GroupBar(QWidget):
    """The chosen group is always among those that are shown; `more` asks for all of them."""

    chosen = Signal(str)
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = [USUAL]
        self.current = USUAL
        self._shown: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._row = row()
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._all = large("stallGroups", _("More groups"), self.more.emit, look="group", size=TITLE, key="Ctrl+Shift+G")
        self._all.setParent(self)

    def show_groups(self, names: Sequence[str]) -> None:
        """Show these groups; one that is gone is left for what sells most."""
        self.names = list(names)
        if self.current not in self.names:
            self.current = USUAL
        self._lay_out()

    def choose(self, name: str) -> None:
        """Go to a group; what is shown already stays, with the keyboard that is on it."""
        self.current = name
        if name in self._shown:
            self._shown[name].setChecked(True)
        else:
            self._lay_out()
        self.chosen.emit(name)

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return QSize(0, self._all.sizeHint().height())

    def _lay_out(self) -> None:
        """Show as many as there is room for; where not all are, the way to the others stands last."""
        self._row.removeWidget(self._all)
        clear(self._row)
        self._shown = {}
        made = {name: self._button(at, name) for at, name in enumerate(self.names)}
        for name in self._fitting(made):
            self._row.addWidget(made[name])
            self._shown[name] = made[name]
        for name in self.names:
            if name not in self._shown:
                made[name].deleteLater()
        self._row.addWidget(self._all)
        self._all.setVisible(len(self._shown) < len(self.names))
        self._row.addStretch(1)

    def _fitting(self, made: dict[str, QPushButton]) -> list[str]:
        widths = {name: one.sizeHint().width() + SPACE[2] for name, one in made.items()}
        room = self.width() + SPACE[2]
        if sum(widths.values()) <= room:
            return self.names
        room -= self._all.sizeHint().width() + SPACE[2] + widths[self.current]
        found = [self.current]
        for name in self.names:
            if name != self.current and widths[name] <= room:
                room -= widths[name]
                found.append(name)
        return sorted(found, key=self.names.index)

    def _button(self, at: int, name: str) -> QPushButton:
        words = group_words(name)
        made = large(
            f"stallGroup-{at}", cut(words, LONGEST), partial(self.choose, name), look="group", size=TITLE
        )  # fmt: skip
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setCheckable(True)
        made.setChecked(name == self.current)
        self._group.addButton(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()


class GroupSheet(Sheet):
    """All groups as large buttons; `chosen` carries one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("groupSheet", _("Groups of goods"))
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.body.addStretch(1)

    def ask(self, names: Sequence[str], current: str) -> None:
        """Show these groups."""
        self.begin()
        clear(self._place)
        made = [self._button(at, name, current) for at, name in enumerate(list(names)[:MOST])]
        self._place.addWidget(choices(made, COLUMNS))
        self.setFocus()

    def _button(self, at: int, name: str, current: str) -> QPushButton:
        key = f"Alt+{at + 1}" if at < 9 else ""
        made = large(f"group-{at}", group_words(name), partial(self.chosen.emit, name), look="choice", key=key)
        made.setCheckable(True)
        made.setChecked(name == current)
        return made
