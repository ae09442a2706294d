"""The settings of this PC that ease the eyes: the size of everything, and whether things move."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QComboBox

from shopdesk.ui import machine
from shopdesk.ui.controls import label
from shopdesk.ui.theme import CAPTION
from shopdesk.ui.window import eases
from shopdesk.words import _

SMALLEST = (1024, 600)  # of the window, as it has it
WIDTH = 200


class EaseChoices:
    """Two choices and the line below them; both are kept as soon as they are made."""

    def __init__(self) -> None:
        screen = QApplication.primaryScreen()
        sizes = eases.fitting_sizes(screen.size(), SMALLEST, eases.wanted_size()) if screen else list(eases.SIZES)
        self.size = wide_choice("textSize", _("Size of text"), [(str(size), f"{size}%") for size in sizes])
        self.size.setCurrentIndex(max(self.size.findData(str(eases.wanted_size())), 0))
        self.size.activated.connect(lambda _at: self._resize())
        ways = [(eases.MOVING, _("As the system")), (eases.STILL, _("Nothing moves"))]
        self.motion = wide_choice("motion", _("Motion"), ways)
        self.motion.setCurrentIndex(max(self.motion.findData(machine.recall(machine.MOTION, eases.MOVING)), 0))
        self.motion.activated.connect(lambda _at: self._move())
        self.note = label(rank="muted", size=CAPTION, wrap=True)
        self.note.setObjectName("textSizeNote")
        self.note.hide()

    def lines(self) -> list[tuple[str, QComboBox]]:
        """Return each choice with its name."""
        return [(self.size.accessibleName(), self.size), (self.motion.accessibleName(), self.motion)]

    def _resize(self) -> None:
        machine.remember(machine.SIZE, str(self.size.currentData()))
        self.note.setText(_("Text has this size from the next start of ShopDesk on."))
        self.note.show()

    def _move(self) -> None:
        machine.remember(machine.MOTION, str(self.motion.currentData()))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        eases.keep_still(app)


def wide_choice(name: str, title: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """Return a box of choices, each by its key, as wide as the others of the page."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    for key, shown in choices:
        made.addItem(shown, key)
    made.setMinimumWidth(WIDTH)
    return made
