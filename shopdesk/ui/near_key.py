"""A key that two buttons have means the one nearer to the keyboard: the Save of the form in which is typed."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


def meant(made: QPushButton, key: QKeySequence) -> QPushButton:
    """Return which button a key means where several have it; of those equally near the first as they are read."""
    window = made.window()
    focus = window.focusWidget()
    owners = [shortcut.parent() for shortcut in window.findChildren(QShortcut) if key in shortcut.keys()]  # noqa: SIM118
    found = [one for one in owners if isinstance(one, QPushButton) and one.isVisible() and one.isEnabled()]
    return min(found, key=lambda one: (_way(one, focus), one.mapTo(window, QPoint(0, 0)).y()), default=made)


def _way(button: QPushButton, focus: QWidget | None) -> int:
    """Return how many steps up from the keyboard lead to what holds the button, too."""
    steps = 0
    while focus is not None and not (focus is button or focus.isAncestorOf(button)):
        focus, steps = focus.parentWidget(), steps + 1
    return steps
