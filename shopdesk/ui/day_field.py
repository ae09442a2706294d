"""A field for a day or a moment: typed as people write it, shown as the reader reads it, or taken from a calendar."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton

from shopdesk.ui.calendar_popup import CalendarPopup
from shopdesk.ui.icons import icon
from shopdesk.ui.key_words import word_key
from shopdesk.ui.typed_days import read_day, read_moment, write_moment
from shopdesk.words import _, full_day

KEY = "Alt+Down"
EXAMPLE = datetime(2026, 11, 1, 10, 0)  # noqa: DTZ001 - shown, never reckoned with


class DayField(QLineEdit):
    """Takes a day, with `timed` a moment; empty is none. Up and down arrows go a day on and back."""

    def __init__(self, name: str, accessible: str, now: Callable[[], datetime], *, timed: bool = False) -> None:
        super().__init__()
        self._now, self._timed = now, timed
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(self.example)
        opens = self.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        opens.setToolTip("  ".join((_("Calendar"), word_key(KEY))))
        opens.triggered.connect(self.open_calendar)
        made = next(child for child in self.findChildren(QToolButton) if child.defaultAction() is opens)
        made.setObjectName(f"{name}Calendar")
        made.setAccessibleName(_("Calendar"))

    @property
    def example(self) -> str:
        """How it is written here: 2026-11-01, or 1 Nov 2026 in English; with the time where that is asked for."""
        day = full_day(EXAMPLE.date())
        return f"{day} {EXAMPLE:%H:%M}" if self._timed else day

    @property
    def _today(self) -> date:
        return self._now().astimezone().date()

    # What it holds

    def day(self) -> date | None:
        """Return the day, None for none. Raises ValueError where it cannot be read."""
        if not self._timed:
            return read_day(self.text(), self._today)
        moment = self.moment()
        return moment.astimezone().date() if moment else None

    def set_day(self, day: date | None) -> None:
        """Show a day; the time of day that is typed already stays."""
        clock = f" {held.astimezone():%H:%M}" if self._timed and (held := self._held_moment()) else ""
        self.setText(full_day(day) + clock if day else "")

    def moment(self) -> datetime | None:
        """Return the moment, None for none; a day alone begins it. Raises ValueError where it cannot be read."""
        return read_moment(self.text(), self._today)

    def set_moment(self, at: datetime | None) -> None:
        """Show a moment in local time."""
        self.setText(write_moment(at))

    def _held_moment(self) -> datetime | None:
        try:
            return self.moment()
        except ValueError:
            return None

    def _held_day(self) -> date | None:
        try:
            return self.day()
        except ValueError:
            return None

    # What a person does

    def open_calendar(self) -> None:
        """Show the months below the field; a click or Enter takes a day, Esc none."""
        if self.isReadOnly():
            return
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        shown = CalendarPopup(self, self._held_day(), self._today)
        shown.taken.connect(self._take)
        shown.open_below(self)

    def _take(self, day: date) -> None:
        self.set_day(day)
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if QKeySequence(event.keyCombination()) == QKeySequence(KEY):
            self.open_calendar()
        elif step and not event.modifiers() and not self.isReadOnly():
            held = self._held_day()
            self._take(held + timedelta(days=step) if held else self._today)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show what was typed as it was understood."""
        if self._timed and (moment := self._held_moment()):
            self.set_moment(moment)
        elif not self._timed and (day := self._held_day()):
            self.set_day(day)
        super().focusOutEvent(event)
