"""Festivals and promotion days: spans of days on which people buy more, or less; the calendar itself is data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

KINDS = ("festival", "promotion")

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival or promotion with its spans of days, both ends included; `source` says where they are from."""

    code: str
    name: str
    name_en: str
    kind: str
    source: str
    spans: tuple[Span, ...]


class Coming(NamedTuple):
    """A festival ahead: its span, and how many days there are until it begins (0 when it has begun)."""

    festival: Festival
    first: date
    last: date
    days_until: int


def read_festivals(rows: Iterable[Mapping[str, Any]]) -> tuple[Festival, ...]:
    """Read the calendar's rows, `days` as ISO 8601 intervals ("2026-11-01/2026-11-11").

    Raises KeyError or ValueError for a row that is none.
    """
    return tuple(_read(row) for row in rows)


def _read(row: Mapping[str, Any]) -> Festival:
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['code']}: no kind of festival: {row['kind']}")
    spans = tuple(sorted(_read_span(told) for told in row["days"]))
    return Festival(row["code"], row["name"], row["name_en"], row["kind"], row["source"], spans)


def _read_span(text: str) -> Span:
    first, _, last = text.partition("/")
    span = date.fromisoformat(first), date.fromisoformat(last or first)
    if span[1] < span[0]:
        raise ValueError(f"ends before it begins: {text}")
    return span


def marks(festivals: Iterable[Festival], first: date, last: date) -> dict[date, str]:
    """Return the code of the festival of each marked day from first to last, both included.

    Where two meet, the shorter span says more of the day (Mid-Autumn inside Golden Week); equal ones go by code.
    """
    spans = [(end - start, festival.code, start, end) for festival in festivals for start, end in festival.spans]
    found: dict[date, str] = {}
    for _, code, start, end in sorted(spans, reverse=True):  # the shortest comes last and stays
        for day in days_between(max(start, first), min(end, last)):
            found[day] = code
    return found


def coming(festivals: Sequence[Festival], today: date, days: int = 60) -> list[Coming]:
    """Return what has begun and what begins within this many days, soonest first."""
    found = [
        Coming(festival, first, last, max((first - today).days, 0))
        for festival in festivals
        for first, last in festival.spans
        if last >= today and (first - today).days <= days
    ]
    return sorted(found, key=lambda each: (each.first, each.festival.code))


def days_between(first: date, last: date) -> list[date]:
    """Return every day from first to last, both included; none where last is earlier."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
