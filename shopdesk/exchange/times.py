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
