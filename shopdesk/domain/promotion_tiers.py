"""Tiers as a seller writes them, "99-10 199-25", "20%", "@9.90": read into steps and written again."""

import re

from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import format_amount, parse_amount
from shopdesk.domain.promotions import Promotion, Step

_TIER = re.compile(r"(?:(?P<least>\d+(?:\.\d{1,2})?)-)?(?P<off>@?\d+(?:\.\d{1,2})?%?)", re.ASCII)
_NO_LEAST = frozenset(("discount", "flash", "bundle"))


def read_tiers(text: str, kind: str, *, pieces: bool = False) -> tuple[Step, ...]:
    """Read tiers: from a sum (or so many pieces, people) on an amount, percent% off, or @price.

    A gift has only what is to be bought. Raises ShopError("promotion-invalid").
    """
    cleaned = text.replace("，", " ").replace(",", " ").replace("；", " ").replace("％", "%").replace("－", "-")
    return tuple(_read(part, kind, pieces) for part in cleaned.split())


def _read(part: str, kind: str, pieces: bool) -> Step:
    found = _TIER.fullmatch(part)
    if found is None:
        raise ShopError("promotion-invalid", rule="tier", value=part)
    least, off = found["least"] or "", found["off"]
    if kind == "gift":
        least, off = least or off, ""
    counted = pieces or kind == "group-buy"
    start = _number(least, part, counted) if least and kind not in _NO_LEAST else 0
    if not off:
        return Step(start)
    if off.startswith("@"):
        return Step(start, price=_number(off[1:], part, False))
    if off.endswith("%"):
        return Step(start, percent=_number(off[:-1], part, True))
    return Step(start, amount=_number(off, part, False))


def _number(text: str, part: str, whole: bool) -> int:
    try:
        return int(text) if whole else parse_amount(text)
    except (ValueError, ShopError):
        raise ShopError("promotion-invalid", rule="tier", value=part) from None


def write_tiers(told: Promotion) -> str:
    """Write the steps of a promotion as they can be read again."""
    counted = told.pieces or told.kind == "group-buy"
    return " ".join(_write(step, told.kind, counted) for step in told.steps)


def _write(step: Step, kind: str, counted: bool) -> str:
    least = str(step.least) if counted else _short(step.least)
    if kind == "gift":
        return least
    off = f"{step.percent}%" if step.percent else _short(step.amount)
    off = off if step.price is None else f"@{_short(step.price)}"
    return f"{least}-{off}" if step.least else off


def _short(amount: int) -> str:
    """Return an amount without decimals that say nothing."""
    return format_amount(amount).removesuffix(".00")
