"""Moments and spans as a person reads them: stamps in tables, a slack as h:mm, days in titles."""

from datetime import date, datetime, timedelta

from shopdesk.words import MONTHS, _, full_day, spoken

MINUS = "\N{MINUS SIGN}"
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()  # noqa: SIM905
_CHINESE_DAYS = "一二三四五六日"
LONG = timedelta(hours=100)


def stamp(moment: datetime | None) -> str:
    """Return a moment for a table, in local time: 11-13 09:40, or 13 Nov 09:40 in English; "" for none."""
    if moment is None:
        return ""
    local = moment.astimezone()
    if spoken.language == "en":
        return f"{local.day} {MONTHS[local.month - 1]} {local:%H:%M}"
    return f"{local:%m-%d %H:%M}"


def day(when: date) -> str:
    """Return a day for a line of small words: 11-13, or 13 Nov in English."""
    return f"{when.day} {MONTHS[when.month - 1]}" if spoken.language == "en" else f"{when:%m-%d}"


def dated(when: date, today: date) -> str:
    """Return a day that may be far off: 11-13, or 13 Nov in English; with its year where that is not this one."""
    if when.year == today.year:
        return day(when)
    return full_day(when)


def dated_stamp(moment: datetime, now: datetime) -> str:
    """Return a moment that may be far off: 11-13 09:40, or 13 Nov 09:40; with its year where that is not this one."""
    return f"{dated(moment.astimezone().date(), now.astimezone().date())} {hour(moment)}"


def month(when: date, *, year: bool) -> str:
    """Return a month below a chart: 11 月, or Nov in English; with its year where that is asked for."""
    if spoken.language == "en":
        return f"{MONTHS[when.month - 1]} {when.year}" if year else MONTHS[when.month - 1]
    return f"{when.year} 年 {when.month} 月" if year else f"{when.month} 月"


def hour(moment: datetime) -> str:
    """Return the local time of day, 09:40."""
    return f"{moment.astimezone():%H:%M}"


def weekday(at: int) -> str:
    """Return the short name of a day of the week, Monday 0: 周一, or Mon in English."""
    return _DAYS[at] if spoken.language == "en" else f"周{_CHINESE_DAYS[at]}"


def day_title(moment: datetime) -> str:
    """Return a day for a title: 11 月 13 日 周五, or Friday-like "Fri 13 Nov"."""
    local = moment.astimezone()
    if spoken.language == "en":
        return f"{weekday(local.weekday())} {local.day} {MONTHS[local.month - 1]}"
    return f"{local.month} 月 {local.day} 日 {weekday(local.weekday())}"


def span_of_days(first: datetime, last: datetime) -> str:
    """Return the days of a span with the year: 2026-11-01 – 11-30, or 1 Nov – 30 Nov 2026 in English."""
    since, until = first.astimezone().date(), last.astimezone().date()
    if spoken.language == "en":
        end = f"{until.day} {MONTHS[until.month - 1]} {until.year}"
        begin = f"{since.day} {MONTHS[since.month - 1]}" + (f" {since.year}" if since.year != until.year else "")
    else:
        begin, end = since.isoformat(), f"{until:%m-%d}" if since.year == until.year else until.isoformat()
    if since == until:
        return end if spoken.language == "en" else begin
    return f"{begin} – {end}"


def slack(due: datetime | None, now: datetime) -> str:
    """Return the time left as h:mm, past it with a minus; days from a hundred hours on; "–" without a limit."""
    if due is None:
        return "–"
    left = due - now
    minutes = int(abs(left).total_seconds() // 60)
    sign = MINUS if left < timedelta(0) else ""
    if abs(left) >= LONG:
        return sign + _("{days} d").format(days=minutes // 1440)
    return f"{sign}{minutes // 60}:{minutes % 60:02d}"


def heard_slack(due: datetime, now: datetime) -> str:
    """Return the time left as a screen reader says it: 1 h 10 min left, 6 d late."""
    left = abs(due - now)
    hours, minutes = divmod(int(left.total_seconds() // 60), 60)
    if left >= LONG:
        time = _("{days} d").format(days=left.days)
    else:
        time = (_("{hours} h {minutes} min") if hours else _("{minutes} min")).format(hours=hours, minutes=minutes)
    return (_("{time} left") if due >= now else _("{time} late")).format(time=time)


def used_share(since: datetime | None, due: datetime | None, now: datetime) -> float | None:
    """Return the used part of the span from `since` to `due`, 0 to 1; None where there is no span."""
    if since is None or due is None or due <= since:
        return None if due is None else 1.0
    return min(max((now - since) / (due - since), 0.0), 1.0)
