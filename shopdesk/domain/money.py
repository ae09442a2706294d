"""Money as integer minor units (fen, cents) with a currency; never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from shopdesk.domain.errors import ShopError

# ISO 4217: currencies of sellers' exports whose minor unit is not a hundredth.
MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3, "TND": 3}

_MARKS = re.compile(r"[¥￥$€£元\s\u00a0]|CNY|RMB|USD|EUR|GBP|INR")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_COMMA_DECIMAL = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+),\d{1,2}")
_PLAIN = re.compile(r"-?\d{1,13}(\.\d{1,2})?", re.ASCII)
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of its currency: 12990 CNY is 129.90 yuan."""

    amount: int
    currency: str


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency has (ISO 4217)."""
    return MINOR_DIGITS.get(currency, 2)


def parse_amount(text: str, currency: str = "CNY") -> int:
    """Read an amount as platforms write it ("1,299.00", "29,90", "0元", "￥12") into minor units.

    An empty cell or a lone "-" is 0. Raises ShopError("amount-unreadable").
    """
    if _PLAIN.fullmatch(text) and currency not in MINOR_DIGITS:
        whole, _, part = text.partition(".")
        cents = int(whole) * 100
        hundredths = int(part.ljust(2, "0")) if part else 0
        return cents - hundredths if whole.startswith("-") else cents + hundredths
    return _parse_marked(text, currency)


def _parse_marked(text: str, currency: str) -> int:
    bare = _MARKS.sub("", text)
    if bare in ("", "-"):
        return 0
    if _COMMA_DECIMAL.fullmatch(bare):  # "1.234,50", as it is written on the continent
        bare = bare.replace(".", "").replace(",", ".")
    if "," in bare:
        if not _THOUSANDS.fullmatch(bare):
            raise ShopError("amount-unreadable", value=text)
        bare = bare.replace(",", "")
    try:
        exact = Decimal(bare).scaleb(minor_digits(currency))
    except InvalidOperation:
        raise ShopError("amount-unreadable", value=text) from None
    if not exact.is_finite() or exact != exact.to_integral_value() or abs(exact) > _LARGEST:
        raise ShopError("amount-unreadable", value=text)
    return int(exact)


def format_amount(amount: int, currency: str = "CNY", *, grouped: bool = False) -> str:
    """Write minor units as a plain decimal number ("129.90"), with thousands commas if `grouped`."""
    digits = minor_digits(currency)
    sign = "-" if amount < 0 else ""
    whole, part = divmod(abs(amount), 10**digits)
    head = f"{whole:,}" if grouped else str(whole)
    return f"{sign}{head}.{part:0{digits}d}" if digits else f"{sign}{head}"


def split(amount: int, weights: list[int]) -> list[int]:
    """Split an amount over weights so that the parts add up to it exactly (largest remainder)."""
    whole = sum(weights)
    if whole <= 0:
        return [amount, *[0] * (len(weights) - 1)] if weights else []
    shares = [amount * weight // whole for weight in weights]
    rests = [amount * weight % whole for weight in weights]
    for at in sorted(range(len(weights)), key=lambda i: (-rests[i], i))[: amount - sum(shares)]:
        shares[at] += 1
    return shares
