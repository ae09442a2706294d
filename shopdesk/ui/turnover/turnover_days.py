"""Which days the turnover is asked of: this month, the last one, a year, or from one day to another."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from shopdesk.domain.turnover import month_end
from shopdesk.domain.workdays import DAY
from shopdesk.ui.stock.analysis_section import choice
from shopdesk.ui.theme import CONTROL, SPACE
from shopdesk.words import N_, _

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
    """The choice, and two days where it is neither of the usual ones; `chosen` tells that it is another."""

    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.box = choice("turnoverDays", _("Days"), {key: _(words) for key, words in CHOICES.items()}, self._choose)
        self.box.setCurrentIndex(self.box.findData("12-months"))
        first, last = days_of("12-months", today)
        self.first = _day_field("turnoverFirst", _("First day"), first)
        self.last = _day_field("turnoverLast", _("Last day"), last)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE[2])
        for part in (self.box, self.first, self.last):
            layout.addWidget(part)
        for field in (self.first, self.last):
            field.hide()
            field.dateChanged.connect(self._take_day)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day asked for, in order."""
        if self.box.currentData() != "own":
            return days_of(str(self.box.currentData()), self._today)
        first, last = (_as_date(field.date()) for field in (self.first, self.last))
        return min(first, last), max(first, last)

    def stand_on(self, key: str, first: date | None = None, last: date | None = None) -> None:
        """Choose what another window had chosen."""
        for field, day in ((self.first, first), (self.last, last)):
            if day is not None:
                field.setDate(QDate(day.year, day.month, day.day))
        if (at := self.box.findData(key)) >= 0:
            self.box.setCurrentIndex(at)
        self._show_days()

    def _choose(self) -> None:
        if self.box.currentData() != "own":
            first, last = self.days
            self.stand_on(str(self.box.currentData()), first, last)
        self._show_days()
        self.chosen.emit()

    def _show_days(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self.box.currentData() == "own")

    def _take_day(self) -> None:
        if self.box.currentData() == "own":
            self.chosen.emit()


def _as_date(told: QDate) -> date:
    return date(told.year(), told.month(), told.day())


def _day_field(name: str, title: str, day: date) -> QDateEdit:
    made = QDateEdit(QDate(day.year, day.month, day.day))
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setToolTip(title)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setCalendarPopup(True)
    made.setMinimumHeight(CONTROL)
    made.lineEdit().setTextMargins(SPACE[2], 0, 0, 0)
    return made
