"""Cells of bills: amounts with a sign before or behind, in brackets or full width, and moments without punctuation."""

import re
from datetime import datetime

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import parse_amount
from shopdesk.exchange.times import shanghai_time

_WIDE = str.maketrans("（）＋－，", "()+-,")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2}))?", re.ASCII)


def half_width(text: str) -> str:
    """Return a text with the brackets, signs and commas of a Latin keyboard."""
    return text.translate(_WIDE)


def read_moved(text: str, column: str) -> int | None:
    """Return an amount in minor units, below zero for what went out; None for an empty cell.

    Raises ShopError("amount-unreadable").
    """
    if not text or text == "/":
        return None
    bare = half_width(text).replace(" ", "").lstrip("+")
    if bare.startswith("(") and bare.endswith(")"):  # as accountants write what is below zero
        bare = f"-{bare[1:-1]}"
    try:
        return parse_amount(re.sub(r"^([¥￥])-", r"-\1", bare))
    except ShopError:
        raise ShopError("amount-unreadable", value=text, column=column) from None


def read_when(text: str, column: str, order: str = "ymd") -> datetime:
    """Return a moment in UTC; `order` is that of day and month. Raises ShopError("time-unreadable")."""
    try:
        if found := _EIGHT.fullmatch(text):
            year, month, day, hour, minute, second = (part or "00" for part in found.groups())
            return shanghai_time(f"{year}-{month}-{day} {hour}:{minute}:{second}")
        if order == "ymd":
            return shanghai_time(text)
        from shopdesk.exchange.mapped_cells import read_moment  # late: only mapped bills write their dates so

        return read_moment(text, order)
    except ShopError:
        raise ShopError("time-unreadable", value=text, column=column) from None
