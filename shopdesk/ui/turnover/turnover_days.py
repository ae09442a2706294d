"""Which days the turnover is asked of: this month, the last one, a year, or from one day to another."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.turnover import month_end
from shopdesk.domain.workdays import DAY
from shopdesk.ui.day_field import DayField
from shopdesk.ui.form_fields import complain, error_line
from shopdesk.ui.stock.analysis_section import choice
from shopdesk.ui.theme import SPACE
from shopdesk.words import N_, _

WIDTH = 136
TYPED_MS = 500  # a day that is still being typed is not asked for
CHOICES = {
    "month": N_("This month"),
    "last-month": N_("Last month"),
    "30": N_("Last 30 days"),
    "90": N_("Last 90 days"),
    "year": N_("This year"),
    "last-year": N_("Last year"),
    "12-months": N_("Last 12 months"),
    "own": N_("From … to …"),
}


def days_of(chosen: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a choice."""
    month = today.replace(day=1)
    if chosen == "month":
        return month, today
    if chosen == "last-month":
        return (month - DAY).replace(day=1), month - DAY
    if chosen == "last-year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if chosen == "12-months":
        after = month_end(today) + DAY
        return after.replace(year=after.year - 1), today
    if chosen.isdigit():
        return today - timedelta(days=int(chosen) - 1), today
    return today.replace(month=1, day=1), today


class TurnoverDays(QWidget):
    """The choice, and two days where it is none of the usual ones; `chosen` tells that it is another."""

    chosen = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        choices = {key: _(words) for key, words in CHOICES.items()}
        self.box = choice("turnoverDays", _("Time span"), choices, self._choose)
        self.box.setCurrentIndex(self.box.findData("12-months"))
        self.first = DayField("turnoverFirst", _("First day"), now)
        self.last = DayField("turnoverLast", _("Last day"), now)
        self.error = error_line("turnoverDaysError")
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._take_days)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        for part in (self.box, self.first, self.last, self.error):
            layout.addWidget(part)
        for field, day in zip((self.first, self.last), self.days, strict=True):
            field.setFixedWidth(WIDTH)
            field.set_day(day)
            field.hide()
            field.textEdited.connect(lambda _text: self._typed.start())

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day asked for, in order; a day that cannot be read is today."""
        today = self._now().astimezone().date()
        if self.box.currentData() != "own":
            return days_of(str(self.box.currentData()), today)
        told = sorted(_day_of(field) or today for field in (self.first, self.last))
        return told[0], told[1]

    def stand_on(self, key: str, first: date | None = None, last: date | None = None) -> None:
        """Choose what another page or window asks for."""
        for field, day in ((self.first, first), (self.last, last)):
            if day is not None:
                field.set_day(day)
        if (at := self.box.findData(key)) >= 0:
            self.box.setCurrentIndex(at)
        self._show_days()

    def _choose(self) -> None:
        if self.box.currentData() != "own":
            self.stand_on(str(self.box.currentData()), *self.days)
        self._show_days()
        self.chosen.emit()

    def _show_days(self) -> None:
        own = self.box.currentData() == "own"
        for field in (self.first, self.last):
            field.setVisible(own)
        self._complain()

    def _take_days(self) -> None:
        if self.box.currentData() == "own" and self._complain():
            self.chosen.emit()

    def _complain(self) -> bool:
        """Say which day cannot be read; True where both can."""
        wrong = next((field for field in (self.first, self.last) if _day_of(field) is None), None)
        words = _("Write a day, such as {example}.").format(example=self.first.example) if wrong else ""
        complain(wrong or self.first, self.error, words)
        return wrong is None


def _day_of(field: DayField) -> date | None:
    try:
        return field.day()
    except ValueError:
        return None
