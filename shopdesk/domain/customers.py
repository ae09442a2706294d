"""Customers: by what orders of one person are known to belong together, and what a shop keeps of a person."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.addresses import is_masked

LEVELS = ("", "regular", "vip", "wholesale")
VIEWS = ("all", "returning", "vip", "blocked")
# Where the buyer's name is typed by the shop itself, it says nothing of who it is.
_NAMED_BY_HAND = ("manual", "stall")
_SHORTEST_PHONE = 7
_CHINA = re.compile(r"(?:0086|86)(1\d{10})", re.ASCII)
_NO_DIGIT = re.compile(r"\D", re.ASCII)
LONGEST_TAG, MOST_TAGS, LONGEST_NOTE = 24, 12, 2_000


class Buyer(NamedTuple):
    """What an order tells of who bought: all as its platform wrote it."""

    channel: str
    buyer: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A person who buys; `totals` is what was paid by currency, `blocked` the reason of a block, "" for none."""

    row: int
    number: str
    name: str
    phone: str
    level: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    blocked: str = ""
    orders: int = 0
    returns: int = 0
    last_at: datetime | None = None
    totals: dict[str, int] = field(default_factory=dict)


def phone_key(phone: str) -> str:
    """Return what a telephone is known by, "" where it is hidden or none: its digits, without China's prefix."""
    if not phone or is_masked(phone):
        return ""
    digits = _NO_DIGIT.sub("", phone)
    if china := _CHINA.fullmatch(digits):
        digits = china[1]
    return f"tel:{digits}" if len(digits) >= _SHORTEST_PHONE and set(digits) != {"0"} else ""


def buyer_key(told: Buyer) -> str:
    """Return what a buyer is known by on a channel, "" where the buyer is hidden or is but the receiver's name."""
    buyer = told.buyer.strip()
    if not buyer or is_masked(buyer) or told.channel in _NAMED_BY_HAND or buyer == told.name.strip():
        return ""
    return f"{told.channel}:{buyer.casefold()}"


def shown_name(told: Buyer) -> str:
    """Return what a new customer is called: the receiver, or the buyer where the receiver is hidden."""
    for name in (told.name.strip(), told.buyer.strip()):
        if name and not is_masked(name):
            return name
    return told.name.strip() or told.buyer.strip()


def clean_tags(tags: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return tags each once, without blanks around; what is too long is cut."""
    found = dict.fromkeys(" ".join(tag.split())[:LONGEST_TAG] for tag in tags)
    return tuple(tag for tag in found if tag)[:MOST_TAGS]
