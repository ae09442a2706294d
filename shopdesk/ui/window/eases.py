"""What eases the eyes on this PC: everything drawn larger, and nothing that moves by itself."""

import os

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from shopdesk.ui import machine

SIZES = (100, 110, 125, 150, 175, 200)  # per cent of what the system says
STILL, MOVING = "still", "moving"
SCALE_VARIABLE = "QT_SCALE_FACTOR"
_BLINK_MS = 1060  # the pace of a cursor where the system tells none
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def wanted_size() -> int:
    """Return how large everything shall be drawn on this PC."""
    kept = machine.recall(machine.SIZE)
    return int(kept) if kept.isdecimal() and int(kept) in SIZES else SIZES[0]


def enlarge() -> None:
    """Draw everything as large as wanted; only before the application is made. What the system was told goes first."""
    size = wanted_size()
    if size != SIZES[0] and SCALE_VARIABLE not in os.environ:
        os.environ[SCALE_VARIABLE] = f"{size / 100:g}"


def fitting_sizes(screen: QSize, smallest: tuple[int, int], now: int) -> list[int]:
    """Return the sizes at which the smallest window fits a screen, which is measured at the size shown now."""
    width, height = (side * now / 100 for side in (screen.width(), screen.height()))
    fits = [size for size in SIZES if width * 100 >= smallest[0] * size and height * 100 >= smallest[1] * size]
    return sorted({SIZES[0], now, *fits})


def keep_still(app: QApplication) -> None:
    """Let menus, lists and tips stand at once and the cursor not blink, where this PC was told so."""
    still = machine.recall(machine.MOTION) == STILL
    for effect in _EFFECTS if still else ():
        app.setEffectEnabled(effect, False)
    if still:
        app.setCursorFlashTime(0)
    elif app.cursorFlashTime() == 0:
        app.setCursorFlashTime(_BLINK_MS)
