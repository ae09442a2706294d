"""When things happen in the sample shop: people buy from 8 to 23 o'clock, couriers come in the afternoon."""

from datetime import UTC, datetime, time, timedelta, timezone
from random import Random

CHINA = timezone(timedelta(hours=8))
SPAN = timedelta(days=90)
BACKLOG = timedelta(hours=60)

_HOUR = timedelta(hours=1)
_BY_HOUR = (0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 5, 6, 5, 4, 5, 5, 5, 4, 4, 5, 8, 10, 9, 0)
_WEEKEND = 1.4
_DOUBLE_ELEVEN = 5.0
_RECENT_SHARE = 0.37
_LAST_CALL, _PICK_UP = time(14), time(17, 30)
_OPENS, _CLOSES = time(9), time(21)


def order_times(now: datetime, count: int, rng: Random) -> list[datetime]:
    """Return when `count` orders were placed, oldest first, in UTC: 37 % of them in the last 60 hours."""
    recent = round(count * _RECENT_SHARE)
    older = _draw(now - SPAN, now - BACKLOG, count - recent, rng)
    return sorted(older + _draw(now - BACKLOG, now, recent, rng))


def pick_up_after(moment: datetime) -> datetime:
    """Return when the courier takes a parcel paid at this moment: 17:30 the same day, or the next after 14:00."""
    local = moment.astimezone(CHINA)
    day = local.date() if local.time() < _LAST_CALL else local.date() + timedelta(days=1)
    return datetime.combine(day, _PICK_UP, CHINA).astimezone(UTC)


def in_working_hours(moment: datetime) -> datetime:
    """Return the moment itself, or the opening of the shop after it."""
    local = moment.astimezone(CHINA)
    if _OPENS <= local.time() < _CLOSES:
        return moment
    day = local.date() if local.time() < _OPENS else local.date() + timedelta(days=1)
    return datetime.combine(day, _OPENS, CHINA).astimezone(UTC)


def _draw(start: datetime, end: datetime, count: int, rng: Random) -> list[datetime]:
    first = start.astimezone(CHINA).replace(minute=0, second=0, microsecond=0) + _HOUR
    hours = [first + n * _HOUR for n in range((end - first) // _HOUR + 1)]
    chosen = rng.choices(hours, [_weight(hour) for hour in hours], k=count)
    return [_moment_in(hour, end, rng) for hour in chosen]


def _moment_in(hour: datetime, end: datetime, rng: Random) -> datetime:
    seconds = min(_HOUR, end - hour).total_seconds()
    return (hour + timedelta(seconds=int(seconds * rng.random()))).astimezone(UTC)


def _weight(hour: datetime) -> float:
    weekend = _WEEKEND if hour.weekday() >= 5 else 1.0
    festival = _DOUBLE_ELEVEN if (hour.month, hour.day) == (11, 11) else 1.0
    return _BY_HOUR[hour.hour] * weekend * festival
