"""Days and moments as people type them, and as a field shows them again: 2026-11-13 09:40, 13 Nov 2026 09:40."""

import re
from datetime import UTC, date, datetime, time, timedelta

from shopdesk.words import MONTHS, full_day

JUST_PAST = timedelta(days=31)  # a day without a year that is longer gone means the next one
REACH = range(1971, 3000)  # years whose moments every system reckons with
_CLOCK = re.compile(r"(?:^|[\sT日号])(\d{1,2})[:：](\d{2})$")
_NAMES = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}


def read_day(text: str, today: date) -> date | None:
    """Read a day: 2026-12-24, 2026/12/24, 20261224, 12-24, 12 月 24 日, 24 Dec, 24 Dec 2026; nothing is None.

    Raises ValueError.
    """
    bare = " ".join(text.split())
    if not bare:
        return None
    if len(bare) == 8 and bare.isascii() and bare.isdigit():
        return date.fromisoformat(bare)
    parts = [part for part in re.split(r"[\s\-/.,，年月日号]+", bare) if part]
    year, month, day = _named(parts) or _numbered(parts)
    if year:
        return date(year, month, day)
    meant = date(today.year, month, day)
    return meant if meant >= today - JUST_PAST else date(today.year + 1, month, day)


def read_moment(text: str, today: date) -> datetime | None:
    """Read a local moment, a day alone begins it; nothing is None. Raises ValueError."""
    bare = text.strip()
    clock = _CLOCK.search(bare)
    hour = time(int(clock[1]), int(clock[2])) if clock else time()
    day = read_day(bare[: clock.start(1)].rstrip("T ") if clock else bare, today)
    if day is None:
        if clock:
            raise ValueError(bare)
        return None
    if day.year not in REACH:
        raise ValueError(bare)
    return datetime.combine(day, hour).astimezone(UTC)


def write_moment(at: datetime | None) -> str:
    """Return a moment as a field shows it, in local time."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{full_day(local.date())} {local:%H:%M}"


def _named(parts: list[str]) -> tuple[int, int, int] | None:
    """Return year (0: none), month and day where the month is told by its name, before or after the day."""
    months = [at for at, part in enumerate(parts[:2]) if part[:3].casefold() in _NAMES and part.isalpha()]
    if not months or len(parts) not in (2, 3):
        return None
    at = months[0]
    year = int(parts[2]) if len(parts) == 3 else 0
    if len(parts) == 3 and not 1000 <= year <= 9999:
        raise ValueError(parts[2])
    return year, _NAMES[parts[at][:3].casefold()], int(parts[1 - at])


def _numbered(parts: list[str]) -> tuple[int, int, int]:
    """Return year (0: none), month and day, told in this order: days before months are not guessed."""
    if len(parts) == 2:
        return 0, int(parts[0]), int(parts[1])
    if len(parts) != 3 or len(parts[0]) != 4:
        raise ValueError(" ".join(parts))
    return int(parts[0]), int(parts[1]), int(parts[2])
