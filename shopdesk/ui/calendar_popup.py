"""The months below a field, from which a day is taken."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

from shopdesk.ui.controls import label, row, tool
from shopdesk.ui.moments import month
from shopdesk.ui.theme import BODY, CONTROL, RADIUS_SMALL, SPACE, font, looks
from shopdesk.words import _, spoken

WIDTH, HEIGHT = 272, 216
GAP = 2  # between a field and its calendar


class CalendarPopup(QFrame):
    """The month of a day, with ways to those before and after; `taken` carries the day that was chosen."""

    taken = Signal(object)

    def __init__(self, parent: QLineEdit, day: date | None, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.months = _Months(day, today)
        self._title = label(bold=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = tool("monthBefore", "chevron-left", _("The month before  PgUp"), self.months.showPreviousMonth)
        after = tool("monthAfter", "chevron-right", _("The month after  PgDown"), self.months.showNextMonth)
        for way in (before, after):
            way.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            way.setFixedSize(CONTROL, CONTROL)
        head = row(before, self._title, after)
        head.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(SPACE[2],) * 4)
        layout.setSpacing(SPACE[1])
        layout.addLayout(head)
        layout.addWidget(self.months)
        self.months.currentPageChanged.connect(lambda _year, _month: self._tell_month())
        for chosen in (self.months.clicked, self.months.activated):
            chosen.connect(self._take)
        self._tell_month()

    def open_below(self, field: QLineEdit) -> None:
        """Show it below a field, above it where the screen ends."""
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + GAP))
        room = field.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(field.mapToGlobal(QPoint(0, -GAP)).y() - self.height())
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.months.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell_month(self) -> None:
        shown = month(date(self.months.yearShown(), self.months.monthShown(), 1), year=True)
        self._title.setText(shown)
        self.setAccessibleName(shown)

    def _take(self, day: QDate) -> None:
        self.close()
        self.taken.emit(date(day.year(), day.month(), day.day()))


class _Months(QCalendarWidget):
    """The days of a month in the program's own colours; today has a frame."""

    def __init__(self, day: date | None, today: date) -> None:
        super().__init__()
        self._today = QDate(today.year, today.month, today.day)
        chinese = spoken.language != "en"
        names = QCalendarWidget.HorizontalHeaderFormat
        self.setObjectName("calendarMonths")
        self.setAccessibleName(_("Calendar"))
        self.setFixedSize(WIDTH, HEIGHT)
        self.setNavigationBarVisible(False)
        self.setLocale(QLocale("zh_CN" if chinese else "en_GB"))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setHorizontalHeaderFormat(names.SingleLetterDayNames if chinese else names.ShortDayNames)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        quiet = QTextCharFormat()
        quiet.setForeground(looks.colour("muted"))
        quiet.setBackground(looks.colour("raised"))
        self.setHeaderTextFormat(quiet)
        for weekday in Qt.DayOfWeek:
            self.setWeekdayTextFormat(weekday, quiet)
        self.setSelectedDate(QDate(day.year, day.month, day.day) if day else self._today)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:  # noqa: N802
        """Draw a day: the chosen one filled, today framed, those of other months pale."""
        chosen, is_today = day == self.selectedDate(), day == self._today
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, looks.colour("raised"))
        painter.setPen(looks.colour("accent") if is_today else Qt.PenStyle.NoPen)
        painter.setBrush(looks.colour("accent") if chosen else Qt.BrushStyle.NoBrush)
        if chosen or is_today:
            painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 1.5, -2.5, -1.5), RADIUS_SMALL, RADIUS_SMALL)
        mine = "text" if day.month() == self.monthShown() else "disabled"
        painter.setPen(looks.colour("on-accent" if chosen else mine))
        painter.setFont(font(BODY, bold=chosen or is_today))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()
