"""What a PC is for: at the office, at the packing bench, at the stall; it opens there, and one key leads over."""

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from shopdesk.ui import machine
from shopdesk.ui.icons import icon
from shopdesk.ui.theme import CONTROL, font
from shopdesk.words import N_, _


class Role(NamedTuple):
    """A role: the page it opens at, its word, its icon, its key."""

    page: str
    word: str
    icon: str
    key: str


OFFICE = "office"
ROLES = {
    OFFICE: Role("today", N_("Office"), "monitor", "Ctrl+Shift+1"),
    "packing": Role("packing", N_("Packing bench"), "package-check", "Ctrl+Shift+2"),
    "stall": Role("stall", N_("Market stall"), "store", "Ctrl+Shift+3"),
}


def known_roles(pages: Collection[str]) -> dict[str, Role]:
    """Return the roles whose pages there are."""
    return {name: role for name, role in ROLES.items() if role.page in pages}


def role_of_this_pc() -> str:
    """Return what this PC was said to be for."""
    kept = machine.recall(machine.ROLE, OFFICE)
    return kept if kept in ROLES else OFFICE


class RoleButton(QToolButton):
    """Says what this PC is for; its menu changes that, `chosen` names the page to go to."""

    chosen = Signal(str)

    def __init__(self, pages: Collection[str]) -> None:
        super().__init__()
        self.setObjectName("role")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFixedHeight(CONTROL)
        menu = QMenu(self)
        menu.setObjectName("roleMenu")
        group = QActionGroup(menu)
        for name, role in known_roles(pages).items():
            action = QAction(icon(role.icon), f"{_(role.word)}\t{role.key}", menu)
            action.setObjectName(f"role-{name}")
            action.setCheckable(True)
            action.setChecked(name == role_of_this_pc())
            action.triggered.connect(lambda _checked=False, name=name: self._choose(name))
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToShow.connect(lambda: self._mark(group))
        self.setMenu(menu)
        self._tell(role_of_this_pc())

    def _choose(self, name: str) -> None:
        machine.remember(machine.ROLE, name)
        self._tell(name)
        self.chosen.emit(ROLES[name].page)

    @staticmethod
    def _mark(group: QActionGroup) -> None:
        """Let the present one stand out: its icon is where a tick would stand."""
        for action in group.actions():
            action.setFont(font(bold=action.isChecked()))
            role = ROLES[action.objectName().removeprefix("role-")]
            action.setIcon(icon(role.icon, "accent" if action.isChecked() else "text"))

    def _tell(self, name: str) -> None:
        word = _(ROLES[name].word)
        self.setIcon(icon(ROLES[name].icon))
        self.setText(f" {word}")
        self.setAccessibleName(_("This PC is for: {role}").format(role=word))
        self.setToolTip(_("Where this PC opens"))
