"""A promotion as the file keeps it and as it goes through the command line: plain data, read strictly."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.promotions import Promotion, Scope, Step

_TEXTS = ("code", "name", "kind", "group", "gift", "audience")
_NUMBERS = ("priority", "most", "limit", "gift_quantity", "per_customer", "budget", "ceiling")
_FLAGS = ("pieces", "each")
_KNOWN = frozenset(field.name for field in fields(Promotion))


def write_promotion(told: Promotion) -> dict[str, Any]:
    """Return a promotion as data that JSON can hold; reading it gives the same promotion."""
    scope = told.scope
    return {
        **{name: getattr(told, name) for name in (*_TEXTS, *_NUMBERS, *_FLAGS)},
        "starts": _time(told.starts),
        "ends": _time(told.ends),
        "scope": {
            "channels": sorted(scope.channels),
            "categories": sorted(list(category) for category in scope.categories),
            "skus": sorted(scope.skus),
            "levels": sorted(scope.levels),
        },
        "steps": [
            {"least": step.least, "percent": step.percent, "amount": step.amount, "price": step.price}
            for step in told.steps
        ],
        "items": dict(told.items),
    }


def read_promotion(data: Mapping[str, Any]) -> Promotion:
    """Read a promotion. Raises ShopError("promotion-invalid") where it is none or says what is not known."""
    try:
        if strange := sorted(set(data) - _KNOWN):
            raise ShopError("promotion-invalid", rule="unknown", value=", ".join(strange))
        return Promotion(**_simple(data), **_parts(data))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise ShopError("promotion-invalid", rule="unreadable", value=str(error)[:80]) from error


def _simple(data: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: str(data[name]) for name in _TEXTS if name in data}
    numbers = {name: _whole(data[name]) for name in _NUMBERS if name in data}
    return texts | numbers | {name: bool(data[name]) for name in _FLAGS if name in data}


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    scope = data.get("scope") or {}
    return {
        "starts": _read_time(data.get("starts")),
        "ends": _read_time(data.get("ends")),
        "scope": Scope(
            frozenset(scope.get("channels", ())),
            frozenset(tuple(category) for category in scope.get("categories", ())),
            frozenset(scope.get("skus", ())),
            frozenset(scope.get("levels", ())),
        ),
        "steps": tuple(_step(step) for step in data.get("steps", ())),
        "items": tuple((str(sku), _whole(pieces)) for sku, pieces in dict(data.get("items") or {}).items()),
    }


def _step(data: Mapping[str, Any]) -> Step:
    price = data.get("price")
    least, percent, amount = (_whole(data.get(name, 0)) for name in ("least", "percent", "amount"))
    return Step(least, percent, amount, None if price is None else _whole(price))


def _whole(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"{number!r}: no whole number")
    return number


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def _read_time(text: str | None) -> datetime | None:
    if not text:
        return None
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text}: no time zone")
    return at
