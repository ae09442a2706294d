"""The clocks of after-sales: windows in calendar days from signing, promises in working days from receipt."""

from datetime import date, datetime, time, timedelta, tzinfo

from shopdesk.domain.workdays import DAY, RestDays, WorkCalendar

_LONGEST_REST = 366  # days in which a working day must come: a shop that never works is taken to keep office days


def local_day(at: datetime, zone: tzinfo | None = None) -> date:
    """Return the day of a moment in the shop's time zone, the machine's for None."""
    return at.astimezone(zone).date()


def end_of_day(day: date, zone: tzinfo | None = None) -> datetime:
    """Return the last second of a day: the window and the promise hold until midnight."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(zone)


def window_ends(delivered_at: datetime, days: int, zone: tzinfo | None = None) -> date:
    """Return the last day of a window: the day of signing is not counted, the last one counts whole."""
    return local_day(delivered_at, zone) + DAY * days


def months_later(day: date, months: int) -> date:
    """Return the day so many months later, the month's last one where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def add_working_days(day: date, count: int, calendar: WorkCalendar, rest: RestDays) -> date:
    """Return the `count`-th working day after a day: one on which offices work and the shop does not rest."""
    rests = RestDays(rest.weekdays, rest.dates, calendar)
    while count > 0:
        for step in range(1, _LONGEST_REST + 1):
            other = day + DAY * step
            if calendar.is_workday(other) and not rests.rests(other):
                break
        else:
            return calendar.add_workdays(day, count)
        day, count = other, count - 1
    return day


def due_after(
    at: datetime, workdays: int, calendar: WorkCalendar, rest: RestDays, zone: tzinfo | None = None
) -> datetime:
    """Return until when something is due that is promised within so many working days of a moment."""
    return end_of_day(add_working_days(local_day(at, zone), workdays, calendar, rest), zone)


def hours_after(at: datetime, hours: int) -> datetime:
    """Return the moment so many hours later."""
    return at + timedelta(hours=hours)
