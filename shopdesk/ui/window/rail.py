"""The left rail: where a person can be, with what waits there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QVBoxLayout

from shopdesk.ui.controls import label
from shopdesk.ui.icons import icon
from shopdesk.ui.theme import BODY, CAPTION, RAIL, RAIL_ENTRY, RAIL_NARROW, SPACE, font


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail: its page's name, its icon, its word, its key."""

    page: str
    icon: str
    title: str
    key: str


class Rail(QFrame):
    """Shows the places; the last one stands at the foot."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._places = list(places)
        self._buttons: dict[str, QToolButton] = {}
        self._counts: dict[str, QLabel] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        layout.setSpacing(2)
        for place in self._places:
            if place is self._places[-1]:
                layout.addStretch(1)
            layout.addWidget(self._entry(place))
        self.set_narrow(False)

    def _entry(self, place: Place) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"rail-{place.page}")
        made.setCheckable(True)
        made.setIconSize(QSize(20, 20))
        made.setFont(font(BODY))
        made.setFixedHeight(RAIL_ENTRY)
        made.setToolTip(f"{place.title}  {place.key}")
        made.setAccessibleName(place.title)
        made.clicked.connect(lambda _checked=False, page=place.page: self.chosen.emit(page))
        count = label(rank="muted", size=CAPTION)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QVBoxLayout(made)
        inner.setContentsMargins(0, 0, SPACE[2], 0)
        inner.addWidget(count)
        made.installEventFilter(self)
        self._group.addButton(made)
        self._buttons[place.page], self._counts[place.page] = made, count
        return made

    def stand_on(self, page: str) -> None:
        """Mark the place that is shown, with its icon in the accent's colour."""
        for place in self._places:
            here = place.page == page
            self._buttons[place.page].setIcon(icon(place.icon, "accent" if here else "text-2", 20))
            self._buttons[place.page].setChecked(here)

    def set_count(self, page: str, count: int) -> None:
        """Show how much waits at a place; nothing for nothing."""
        if page not in self._counts:
            return
        self._counts[page].setText(f"{count:,}" if count else "")
        self._buttons[page].setAccessibleDescription(str(count) if count else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        step = _STEPS.get(event.key()) if event.type() == QEvent.Type.KeyPress else None  # type: ignore[attr-defined]
        if step is None or watched not in (buttons := list(self._buttons.values())):
            return super().eventFilter(watched, event)
        buttons[(buttons.index(watched) + step) % len(buttons)].setFocus()
        return True  # else Qt would press what an arrow only leads to: some places fill the screen

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone on a small screen."""
        self.setFixedWidth(RAIL_NARROW if narrow else RAIL)
        only, beside = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for place in self._places:
            made = self._buttons[place.page]
            made.setToolButtonStyle(only if narrow else beside)
            made.setText(f" {place.title}")
            made.setFixedWidth((RAIL_NARROW if narrow else RAIL) - 2 * SPACE[2])
            self._counts[place.page].setVisible(not narrow)


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
