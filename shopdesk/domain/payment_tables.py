"""The tables of payment methods and channel costs, looked at piece by piece: a wrong one is named by its place."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from shopdesk.domain.payments import ChannelCost, Method, PaymentRules

MOST_DAYS = 366
MOST_PERCENT = 100


def read_payment_rules(told: object) -> PaymentRules:
    """Return the methods that a table tells. Raises ValueError that names the place: "methods[0].fee_percent: x"."""
    table = _table(told, "JSON")
    rows = table.get("methods")
    if not isinstance(rows, list) or not rows:
        raise ValueError(f"methods: {_short(rows)}")
    found = [_method(_table(row, f"methods[{at}]"), f"methods[{at}]") for at, row in enumerate(rows)]
    methods = {method.code: method for method in found}
    if len(methods) < len(found):
        raise ValueError("methods.code")
    channels = {name: str(code) for name, code in _table(table.get("channels", {}), "channels").items()}
    others = str(table.get("others", found[0].code))
    for place, code in (*((f"channels.{name}", code) for name, code in channels.items()), ("others", others)):
        if code not in methods:
            raise ValueError(f"{place}: {_short(code)}")
    return PaymentRules(methods, channels, others)


def read_channel_costs(told: object) -> dict[str, ChannelCost]:
    """Return what each channel costs. Raises ValueError that names the place: "channels.jd.deposit: –"."""
    rows = _table(_table(told, "JSON").get("channels"), "channels")
    return {code: _cost(code, _table(row, f"channels.{code}"), f"channels.{code}") for code, row in rows.items()}


def _method(row: Mapping[str, Any], place: str) -> Method:
    code = row.get("code")
    if not isinstance(code, str) or not code.strip():
        raise ValueError(f"{place}.code: {_short(code)}")
    days = row.get("settles", [1, 1])
    if not isinstance(days, list) or len(days) != 2 or not all(_is_day(day) for day in days) or days[0] > days[1]:
        raise ValueError(f"{place}.settles: {_short(days)}")
    flags = [row.get("working_days", True), row.get("refund_returns_fee", False)]
    if not all(isinstance(flag, bool) for flag in flags):
        raise ValueError(f"{place}: {_short(flags)}")
    fee = _hundredths(row.get("fee_percent", "0"), f"{place}.fee_percent", MOST_PERCENT)
    name = str(row.get("name", code))
    words = _words(row.get("words", []), f"{place}.words")
    return Method(code, name, str(row.get("name_en", name)), fee, days[0], days[1], flags[0], flags[1], words)


def _cost(code: str, row: Mapping[str, Any], place: str) -> ChannelCost:
    name = str(row.get("name", code))
    spans = {
        name: _span(row.get(name, ["0", "0"]), f"{place}.{name}", most)
        for name, most in (("deposit", 10**9), ("yearly_fee", 10**9), ("commission_percent", MOST_PERCENT))
    }
    return ChannelCost(
        code, name, str(row.get("name_en", name)), str(row.get("users", "")), spans["deposit"], spans["yearly_fee"],
        spans["commission_percent"], str(row.get("payment", "")), str(row.get("suits", "")),
        _words(row.get("categories", []), f"{place}.categories"),
    )  # fmt: skip


def _span(value: object, place: str, most: int) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"{place}: {_short(value)}")
    low, high = (_hundredths(part, place, most) for part in value)
    if low > high:
        raise ValueError(f"{place}: {_short(value)}")
    return low, high


def _hundredths(value: object, place: str, most: int) -> int:
    """Return a plain decimal number in hundredths."""
    try:
        exact = Decimal(str(value)) * 100
    except InvalidOperation:
        raise ValueError(f"{place}: {_short(value)}") from None
    if isinstance(value, bool) or not exact.is_finite() or exact % 1 or not 0 <= exact <= most * 100:
        raise ValueError(f"{place}: {_short(value)}")
    return int(exact)


def _words(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{place}: {_short(value)}")
    return tuple(word.strip() for word in value if word.strip())


def _is_day(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: {_short(value)}")
    return value


def _short(value: object) -> str:
    return "–" if value is None else repr(value)[:60]
