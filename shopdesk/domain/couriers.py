"""Couriers: how well they do, what they suit, what they ask for a parcel, and how their numbers look."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shopdesk.domain.waybill_pools import FEW

SUITS = ("high-value", "urgent", "standard", "daily", "mass", "light", "3c", "appliances", "heavy")
STARS = ("speed", "coverage", "value", "service")
MOST_STARS = 5
LONGEST_MASK = 40
LARGEST_PRICE = 10_000_000
LARGEST_WEIGHT = 1_000_000  # grams

_S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_PIECE = re.compile(r"([#@*A-Za-z0-9-])(?:\{(\d{1,2})(?:-(\d{1,2}))?\})?")
_CLASSES = {"#": "[0-9]", "@": "[A-Za-z]", "*": "[A-Za-z0-9]"}
_PICKUP = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_RATE = re.compile(r"(.+?)\s+([\d.]+)\s*[=＝]\s*([\d.]+)\s*[+＋]\s*([\d.]+)\s*[=＝]\s*([\d.]+)")
_PARTED = re.compile(r"[\s,，、]+")
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a parcel costs to some provinces: grams and price of the first weight and of each further one.

    Prices are in fen; without provinces it holds everywhere else.
    """

    provinces: tuple[str, ...]
    first_g: int
    first: int
    step_g: int
    step: int


@dataclass(frozen=True, slots=True)
class Courier:
    """A courier of the shop: one to five stars each, `volumetric` in cm³ that count as a kilogram (0: none).

    `low` is how many free numbers are too few, `pickup` the hour of the last pick-up.
    """

    code: str
    name: str = ""
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    speed: int = 3
    coverage: int = 3
    value: int = 3
    service: int = 3
    suits: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    pickup: str = ""
    volumetric: int = 0
    low: int = FEW
    active: bool = True
    rates: tuple[Rate, ...] = ()


def short_province(text: str) -> str:
    """Return what tells a province however it is written: 浙江省 and 浙江 alike, 内蒙古自治区 and 内蒙古."""
    return "".join(text.split())[:2]


def looks_right(courier: Courier, number: str) -> bool:
    """Tell whether a waybill number looks like one of the courier's; without masks any does.

    A number in the postal union's form must carry the right check digit as well.
    """
    if not courier.masks:
        return True
    fits = any(mask_pattern(mask).fullmatch(number) for mask in courier.masks)
    return fits and postal_check(number)


def postal_check(number: str) -> bool:
    """Tell whether a number of the postal union's form S10 has its check digit; any other number has none to fail."""
    found = _S10.fullmatch(number)
    if not found:
        return True
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(found[1], _S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest) == int(found[2])


@lru_cache(256)
def mask_pattern(mask: str) -> re.Pattern[str]:
    """Return what a mask stands for: # a digit, @ a letter, * either, {13} or {12-14} how many of it.

    Raises ValueError with the mask. A mask and no regular expression: nothing that is typed can take for ever.
    """
    parts, at = list[str](), 0
    while at < len(mask):
        piece = _PIECE.match(mask, at)
        if not piece or len(parts) >= LONGEST_MASK:
            raise ValueError(mask)
        least = int(piece[2] or 1)
        most = int(piece[3] or least)
        if not 0 < least <= most <= LONGEST_MASK:
            raise ValueError(mask)
        parts.append(f"{_CLASSES.get(piece[1], piece[1])}{{{least},{most}}}")
        at = piece.end()
    if not parts:
        raise ValueError(mask)
    return re.compile("".join(parts))


def read_rate(text: str) -> Rate:
    """Read a rate as it is typed, weights in kilograms: "江苏 浙江 1=6.00 +1=1.50", "*" for everywhere else.

    Raises ValueError with the line.
    """
    found = _RATE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    try:
        where = () if found[1] == EVERYWHERE else tuple(name for name in _PARTED.split(found[1]) if name)
        first_g, step_g = (_grams(found[at]) for at in (2, 4))
        first, step = (_fen(found[at]) for at in (3, 5))
    except ValueError:
        raise ValueError(text) from None
    if EVERYWHERE in where or not (0 < first_g <= LARGEST_WEIGHT and 0 < step_g <= LARGEST_WEIGHT):
        raise ValueError(text)
    return Rate(where, first_g, first, step_g, step)


def write_rate(rate: Rate) -> str:
    """Write a rate as it is typed."""
    where = " ".join(rate.provinces) or EVERYWHERE
    return f"{where} {_kilograms(rate.first_g)}={_yuan(rate.first)} +{_kilograms(rate.step_g)}={_yuan(rate.step)}"


def faults(courier: Courier) -> str:
    """Return what of a courier cannot be so, as it stands there; "" when all can."""
    for name in STARS:
        if not 1 <= getattr(courier, name) <= MOST_STARS:
            return f"{name} {getattr(courier, name)}"
    for word in courier.suits:
        if word not in SUITS:
            return word
    for mask in courier.masks:
        try:
            mask_pattern(mask)
        except ValueError:
            return mask
    if courier.pickup and not _PICKUP.fullmatch(courier.pickup):
        return courier.pickup
    if not (0 <= courier.volumetric <= LARGEST_WEIGHT and 0 <= courier.low <= LARGEST_WEIGHT):
        return f"{courier.volumetric} {courier.low}"
    return _rates_fault(courier.rates)


def _rates_fault(rates: tuple[Rate, ...]) -> str:
    """Return the rate that stands beside another one for the same province."""
    seen: set[str] = set()
    for rate in rates:
        names = {short_province(name) for name in rate.provinces} or {EVERYWHERE}
        if names & seen or not (0 <= rate.first <= LARGEST_PRICE and 0 <= rate.step <= LARGEST_PRICE):
            return write_rate(rate)
        seen |= names
    return ""


def _scaled(text: str, digits: int) -> int:
    whole, _, part = text.partition(".")
    if not (whole + part).isascii() or not (whole + part).isdigit() or len(part) > digits or len(whole) > 6:
        raise ValueError(text)
    return int(whole + part.ljust(digits, "0"))


def _grams(text: str) -> int:
    return _scaled(text, 3)


def _fen(text: str) -> int:
    return _scaled(text, 2)


def _kilograms(grams: int) -> str:
    return f"{grams / 1000:.3f}".rstrip("0").rstrip(".")


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
