"""Times as the file keeps them: UTC, ISO-8601, whole seconds, with a Z."""

from datetime import UTC, datetime


def write_time(at: datetime) -> str:
    """Return a zone-aware time as "2026-11-24T10:05:00Z"."""
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return f"{at.isoformat()[:19]}Z"


def write_time_or_none(at: datetime | None) -> str | None:
    """Return the time as text, nothing for no time."""
    return None if at is None else write_time(at)


def read_time(text: str) -> datetime:
    """Return the time that `write_time` has written."""
    return datetime.fromisoformat(text)


def read_time_or_none(text: str | None) -> datetime | None:
    """Return the time, or None for an empty cell."""
    return datetime.fromisoformat(text) if text else None
