"""What a shop promises after the sale, as data: reasons with their windows, versions by day, exceptions by goods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

KINDS = (
    "refund-only", "return-refund", "exchange", "reissue", "partial", "repair", "refused-parcel", "counter",
    "wrong-item", "ownerless",
)  # fmt: skip
REASONS = (
    "no-reason", "quality", "not-as-described", "wrong-item", "missing-part", "damaged", "size-exchange", "colour",
    "functional-fault", "never-arrived", "refused",
)  # fmt: skip
USUAL_KINDS = {
    "size-exchange": "exchange", "colour": "exchange", "functional-fault": "exchange", "missing-part": "partial",
    "never-arrived": "refund-only", "refused": "refused-parcel", "wrong-item": "wrong-item",
}  # fmt: skip
PAYERS = ("buyer", "merchant", "none")
NEEDS = ("goods-intact", "packing-intact", "photo", "packing-photo", "video", "courier-statement")
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `days` from signing (None: not bounded), who pays the way back, which kinds it may ask for.

    `after` days must have passed since the parcel left; `free` is how often it costs nothing (0: always), `first`
    the kind that goes before money, `special` the kinds that special goods allow, `worn` the percent that is kept
    back for a damaged piece; `unsigned` where the parcel must not have been signed for.
    """

    code: str
    days: int | None
    freight: str
    kinds: frozenset[str]
    needs: tuple[str, ...] = ()
    after: int = 0
    free: int = 0
    first: str = ""
    special: frozenset[str] = frozenset()
    worn: int = 0
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class GoodsRule:
    """What differs for a category (a path or its beginning), a listing (its handle) or a channel."""

    category: tuple[str, ...]
    listing: str
    channel: str
    reasons: Mapping[str, Mapping[str, Any]]

    def fits(self, category: Sequence[str], listing: str, channel: str) -> bool:
        """Tell whether it holds for these goods on this channel."""
        return (
            tuple(category[: len(self.category)]) == self.category
            and self.listing in ("", listing)
            and self.channel in ("", channel)
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """One version: hours to answer, days to send, working days to refund and to exchange, the reasons."""

    begins: date
    reasons: Mapping[str, Reason]
    exceptions: tuple[GoodsRule, ...] = ()
    answer_hours: int = 24
    send_days: int = 7
    refund_days: int = 3
    exchange_days: int = 5

    def reason(self, code: str, *, category: Sequence[str] = (), listing: str = "", channel: str = "") -> Reason | None:
        """Return what holds for a reason of these goods on this channel, None where the policy knows no such reason."""
        known = self.reasons.get(code)
        for other in self.exceptions:
            if known is not None and code in other.reasons and other.fits(category, listing, channel):
                known = _changed(known, other.reasons[code], f"exceptions.{code}")
        return known

    def with_days(self, days: Mapping[str, int]) -> "Policy":
        """Return the policy with other windows for some reasons."""
        told = {
            code: replace(reason, days=days.get(code, reason.days)) if code in days else reason
            for code, reason in self.reasons.items()
        }
        return replace(self, reasons=told)


def policy_of(policies: Sequence[Policy], day: date) -> Policy:
    """Return the policy that holds for an order of this day; the oldest one for a day before all of them."""
    fitting = [policy for policy in policies if policy.begins <= day]
    return max(fitting or [min(policies, key=lambda one: one.begins)], key=lambda one: one.begins)


def read_policies(told: object) -> tuple[Policy, ...]:
    """Return the versions that a table tells. Raises ValueError that names the place: "versions[0].refund_days: -1"."""
    rows = _table(told, "JSON").get("versions")
    if not isinstance(rows, list) or not rows:
        raise ValueError(f"versions: {_short(rows)}")
    found = tuple(_policy(_table(row, f"versions[{at}]"), f"versions[{at}]") for at, row in enumerate(rows))
    if len({policy.begins for policy in found}) < len(found):
        raise ValueError("versions.from")
    return found


def _policy(told: Mapping[str, Any], place: str) -> Policy:
    try:
        begins = date.fromisoformat(str(told.get("from")))
    except ValueError:
        raise ValueError(f"{place}.from: {_short(told.get('from'))}") from None
    usual = Policy(begins, {})
    numbers = {
        name: _number(told.get(name, getattr(usual, name)), f"{place}.{name}")
        for name in ("answer_hours", "send_days", "refund_days", "exchange_days")
    }
    reasons = {
        code: _changed(Reason(code, None, "none", frozenset()), row, f"{place}.reasons.{code}", whole=True)
        for code, row in _table(told.get("reasons"), f"{place}.reasons").items()
    }
    if unknown := reasons.keys() - set(REASONS):
        raise ValueError(f"{place}.reasons.{min(unknown)}")
    others = told.get("exceptions", [])
    if not isinstance(others, list):
        raise ValueError(f"{place}.exceptions: {_short(others)}")
    exceptions = tuple(_exception(row, reasons, f"{place}.exceptions[{at}]") for at, row in enumerate(others))
    return Policy(begins, reasons, exceptions, **numbers)


def _exception(told: object, reasons: Mapping[str, Reason], place: str) -> GoodsRule:
    row = _table(told, place)
    category = row.get("category", [])
    if not isinstance(category, list) or not all(isinstance(name, str) for name in category):
        raise ValueError(f"{place}.category: {_short(category)}")
    changes = _table(row.get("reasons"), f"{place}.reasons")
    for code, change in changes.items():
        if code not in reasons:
            raise ValueError(f"{place}.reasons.{code}")
        _changed(reasons[code], change, f"{place}.reasons.{code}")
    return GoodsRule(tuple(category), str(row.get("listing", "")), str(row.get("channel", "")), changes)


def _changed(reason: Reason, told: object, place: str, *, whole: bool = False) -> Reason:
    """Return a reason as a row tells it; what the row leaves out stays."""
    row = _table(told, place)
    changes: dict[str, Any] = {}
    if "days" in row or whole:
        days = row.get("days", "–")
        changes["days"] = None if days is None else _number(days, f"{place}.days")
    if "freight" in row or whole:
        if row.get("freight") not in PAYERS:
            raise ValueError(f"{place}.freight: {_short(row.get('freight'))}")
        changes["freight"] = row["freight"]
    for name, allowed in (("kinds", KINDS), ("special", KINDS), ("needs", NEEDS)):
        if name in row or (whole and name == "kinds"):
            words = row.get(name)
            if not isinstance(words, list) or not all(word in allowed for word in words):
                raise ValueError(f"{place}.{name}: {_short(words)}")
            changes[name] = tuple(words) if name == "needs" else frozenset(words)
    changes |= {name: _number(row[name], f"{place}.{name}") for name in ("after", "free", "worn") if name in row}
    if changes.get("worn", 0) > 100:
        raise ValueError(f"{place}.worn: {changes['worn']}")
    if row.get("first", "") not in ("", *KINDS) or not isinstance(row.get("unsigned", False), bool):
        raise ValueError(f"{place}.first: {_short(row.get('first'))}")
    changes |= {name: row[name] for name in ("first", "unsigned") if name in row}
    return replace(reason, **changes)


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: {_short(value)}")
    return value


def _number(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
        raise ValueError(f"{place}: {_short(value)}")
    return value


def _short(value: object) -> str:
    return "–" if value is None else repr(value)[:60]
