"""What a screen reader is told at once, whatever has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from shopdesk.words import _, ngettext

SPEAK_MS = 600  # a breath of one who types or walks through rows


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say something; urgent words interrupt what it says."""
    event = QAccessibleAnnouncementEvent(widget, words)
    manners = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manners.Assertive if urgent else manners.Polite)
    QAccessible.updateAccessibility(event)


class Hits(QTimer):
    """Says how many hits a search has, a moment after the last letter; without a screen reader nothing is done."""

    def __init__(self, field: QWidget, count: Callable[[], int]) -> None:
        super().__init__(field)
        self._field, self._count = field, count
        self.setSingleShot(True)
        self.setInterval(SPEAK_MS)
        self.timeout.connect(self._say)

    def follow(self) -> None:
        """Wait for the next letter, then say it."""
        if QAccessible.isActive():
            self.start()

    def _say(self) -> None:
        if self._field.isVisible():
            count = self._count()
            words = ngettext("{count} hit", "{count} hits", count).format(count=count)
            announce(self._field, words if count else _("Nothing found"))
