"""Cells of a file that a person has mapped: dates in the order told, states in Chinese and in English."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from shopdesk.domain.customers import LEVELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.mapping import ColumnMapping
from shopdesk.exchange.countries import country_code
from shopdesk.exchange.listings import grams
from shopdesk.exchange.rows import Row
from shopdesk.exchange.statement_cells import read_moved, read_when
from shopdesk.exchange.states import chinese_state

_AHEAD = timedelta(hours=8)  # a time without a zone is the shop's own, as in the Chinese platforms' files
_DATE = re.compile(r"(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})日?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?", re.ASCII)
_PLACES = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
_STATES = (
    (("unpaid", "pending", "awaiting payment", "on hold"), ("unpaid", "new")),
    (("cancel", "void", "fail"), ("", "cancelled")),
    (("refund",), ("refunded", "new")),
    (("deliver", "complete", "received"), ("paid", "delivered")),
    (("unshipped", "unfulfilled", "to ship", "not shipped", "awaiting"), ("paid", "new")),
    (("shipped", "dispatch", "sent", "fulfilled"), ("paid", "shipped")),
    (("paid", "processing", "new", "open", "confirmed"), ("paid", "new")),
)


class State(NamedTuple):
    """Where an order stands; `payment` is "" where the state does not tell it."""

    payment: str
    fulfilment: str
    refunding: bool


def read_moment(text: str, order: str) -> datetime:
    """Read a time in the order told, year first in any case when it has four digits; raises "time-unreadable".

    One with its own offset keeps it.
    """
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    found = _DATE.match(text)
    if found is None:
        raise ShopError("time-unreadable", value=text)
    rest = text[found.end() :].strip(" T,")
    clock = _CLOCK.fullmatch(rest) if rest else None
    if rest and clock is None:
        raise ShopError("time-unreadable", value=text)
    parts = found.groups()
    year, month, day = (int(parts[at]) for at in _PLACES["ymd" if len(parts[0]) == 4 else order])
    hour, minute, second = _clock(clock)
    try:
        return datetime(year + 2000 * (year < 100), month, day, hour, minute, second, tzinfo=UTC) - _AHEAD
    except (ValueError, OverflowError):
        raise ShopError("time-unreadable", value=text) from None


def _clock(found: re.Match[str] | None) -> tuple[int, int, int]:
    if found is None:
        return 0, 0, 0
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if half := found[4]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return hour, minute, second


def read_state(text: str) -> State:
    """Read an order's state in Chinese or English; raises ShopError("status-unknown")."""
    plain = text.casefold().strip()
    if not plain:
        return State("", "new", False)
    if plain.isascii():
        for words, (payment, fulfilment) in _STATES:
            if any(word in plain for word in words):
                return State(payment, fulfilment, "request" in plain and "refund" in plain)
        raise ShopError("status-unknown", value=text)
    return State(*chinese_state(text, "", was_paid=False))


_LEVELS = {"普通": "", "none": "", "熟客": "regular", "老客户": "regular", "批发": "wholesale", "会员": "vip"}


def read_level(text: str) -> str:
    """Return a customer's level by its code or its Chinese word; raises ShopError("level-unknown")."""
    plain = text.casefold().strip()
    level = _LEVELS.get(plain, plain)
    if level not in LEVELS:
        raise ShopError("level-unknown", value=text)
    return level


def _state(row: Row, column: str, _mapping: ColumnMapping) -> object:
    return _named(column, read_state, row.text(column))


def _level(row: Row, column: str, _mapping: ColumnMapping) -> object:
    return _named(column, read_level, row.text(column))


def _country(row: Row, column: str, _mapping: ColumnMapping) -> object:
    return _named(column, country_code, row.text(column))


def _named(column: str, read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except ShopError as error:
        raise ShopError(error.code, **{**error.params, "column": column}) from None


# How a row's cell is read, by the reader that a field names.
READERS: dict[str, Callable[[Row, str, ColumnMapping], object]] = {
    "text": lambda row, column, _mapping: row.text(column),
    "number": lambda row, column, _mapping: row.identifier(column),
    "pieces": lambda row, column, _mapping: row.pieces(column),
    "count": lambda row, column, _mapping: row.count(column),
    "amount": lambda row, column, mapping: row.amount(column, mapping.currency),
    "time": lambda row, column, mapping: row.time(column, partial(read_moment, order=mapping.date_order)),
    "when": lambda row, column, mapping: read_when(row.text(column), column, mapping.date_order),
    "moved": lambda row, column, _mapping: read_moved(row.text(column), column),
    "grams": lambda row, column, _mapping: grams(row, column),
    "status": _state,
    "level": _level,
    "country": _country,
}
