"""Cells read under the name of their column: a ShopError that a reader here raises names the column."""

import re
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from shopdesk.domain.cells import clean, identifier, whole_number
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import parse_amount

_LONGEST_MAIL = 254  # RFC 5321
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)


class TimeReader(Protocol):
    """Reads a time into UTC; raises ShopError("time-unreadable")."""

    def __call__(self, text: str) -> datetime:
        """Return the moment."""


def read_text(cell: str) -> str:
    """Return the cell without blanks and exporters' wrapping."""
    return clean(cell) if cell else ""


def read_mail(cell: str) -> str:
    """Return an e-mail address, "" for what is none: an order is not refused for it."""
    text = read_text(cell)
    return text if len(text) <= _LONGEST_MAIL and _MAIL.fullmatch(text) else ""


def read_identifier(cell: str, column: str) -> str:
    """Return a number as exact text; raises ShopError("number-damaged")."""
    if not cell:
        return ""
    try:
        return identifier(cell)
    except ShopError as error:
        raise _named(error, column) from None


# The same few amounts and counts come again and again in one file: looking them up is ten times as fast.
@lru_cache(maxsize=8192)
def read_amount(cell: str, column: str, currency: str = "CNY") -> int:
    """Return money in minor units, 0 for an empty cell; raises amount-unreadable and amount-negative."""
    text = clean(cell)
    try:
        amount = parse_amount(text, currency)
    except ShopError as error:
        raise _named(error, column) from None
    if amount < 0:
        raise ShopError("amount-negative", value=text, column=column)
    return amount


@lru_cache(maxsize=1024)
def read_count(cell: str, column: str) -> int | None:
    """Return a whole number from 0 up, None for an empty cell; raises quantity-unreadable and -negative."""
    text = clean(cell)
    if not text:
        return None
    if text[0] == "-" and text[1:].isdecimal():
        raise ShopError("quantity-negative", value=text, column=column)
    try:
        return whole_number(text)
    except ShopError as error:
        raise _named(error, column) from None


@lru_cache(maxsize=1024)
def read_pieces(cell: str, column: str) -> int:
    """Return how many pieces a line has, 1 and up; raises ShopError("quantity-unreadable")."""
    text = clean(cell)
    try:
        pieces = whole_number(text)
    except ShopError as error:
        raise _named(error, column) from None
    if not pieces:
        raise ShopError("quantity-unreadable", value=text, column=column)
    return pieces


def read_time(cell: str, column: str, parse: TimeReader) -> datetime | None:
    """Return a moment in UTC, None for an empty cell; raises ShopError("time-unreadable")."""
    text = clean(cell) if cell else ""
    if not text:
        return None
    try:
        return parse(text)
    except ShopError as error:
        raise _named(error, column) from None


def _named(error: ShopError, column: str) -> ShopError:
    return ShopError(error.code, **{**error.params, "column": column})
