"""Times as platforms write them, turned into UTC."""

import re
from datetime import UTC, datetime, timedelta

from shopdesk.domain.errors import ShopError

# The mainland has kept +08:00 without summer time since 1992, older than any platform.
_AHEAD = timedelta(hours=8)
# Excel rewrites 2026-06-09 08:05:00 as 2026/6/9 8:05 when it saves a csv.
_LOOSE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?", re.ASCII
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"(?:[ ,T]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?: ?(?P<half>[AaPp][Mm]))?)?"
_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})" + _CLOCK, re.ASCII)
_NAME, _YEAR = r"([A-Za-z]{3,9})\.?", r"(\d{4}|\d{2})"
_NAMED = re.compile(rf"(?:(\d{{1,2}})[- ]{_NAME}[- ,]+{_YEAR}|{_NAME}[- ](\d{{1,2}})[- ,]+{_YEAR})" + _CLOCK, re.ASCII)


def shanghai_time(text: str) -> datetime:
    """Read a time of a Chinese platform, which has no zone; raises ShopError("time-unreadable")."""
    try:
        if len(text) == 19 and text[4] == "-" == text[7]:
            return datetime.fromisoformat(text + "+00:00") - _AHEAD
        if found := _LOOSE.fullmatch(text):
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC) - _AHEAD
    except (ValueError, OverflowError):
        pass
    raise ShopError("time-unreadable", value=text)


def zoned_time(text: str) -> datetime:
    """Read a time with its own offset ("2025-12-06 10:37:33 -0500"); raises ShopError("time-unreadable").

    A time without an offset is refused: which zone the shop had is not in the file.
    """
    try:
        moment = datetime.fromisoformat(text.replace(" UTC", "+00:00").replace(" +", "+").replace(" -", "-"))
        if moment.tzinfo:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ShopError("time-unreadable", value=text)


def utc_time(text: str) -> datetime:
    """Read an ISO time; one without a zone is UTC, as in every `*_gmt` field. Raises ShopError("time-unreadable")."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ShopError("time-unreadable", value=text) from None


def western_time(text: str) -> datetime:
    """Read a day or time of an American or British export: 01/15/26, Jan-15-20, 15-Jan-2020, January 15, 2026, ISO.

    What has no zone is UTC; a year of two digits is of this century. Raises ShopError("time-unreadable"), also for
    15/01/26: of numbers alone the month comes first.
    """
    try:
        if found := _NUMBERS.fullmatch(text):
            month, day, year = found[1], found[2], found[3]
        elif found := _NAMED.fullmatch(text):
            name, day, year = (found[2], found[1], found[3]) if found[1] else (found[4], found[5], found[6])
            month = str(_MONTHS.index(name[:3].lower()) + 1)
        else:
            return utc_time(text)
        return _moment(int(year), int(month), int(day), found["clock"] or "", found["half"] or "")
    except (ValueError, OverflowError):
        raise ShopError("time-unreadable", value=text) from None


def _moment(year: int, month: int, day: int, clock: str, half: str) -> datetime:
    hour, minute, second, *_rest = (*map(int, clock.split(":")), 0, 0) if clock else (0, 0, 0)
    if half:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    return datetime(year + 2000 if year < 100 else year, month, day, hour, minute, second, tzinfo=UTC)
