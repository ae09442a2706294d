"""The versions of the shop's promise after the sale: read, and a new one begun; an old one is never rewritten."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.return_clocks import local_day
from shopdesk.domain.return_policy import Policy, read_policies
from shopdesk.services.rule_files import RETURN_POLICY, own_text, put_own_text, return_policies, rule_file
from shopdesk.services.shop import Shop

PROMISES = ("answer_hours", "send_days", "refund_days", "exchange_days")


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What is another from a day on: windows and payers by reason, promises, and the exceptions as they then stand."""

    begins: date
    days: Mapping[str, int | None] = field(default_factory=dict)
    freight: Mapping[str, str] = field(default_factory=dict)
    promises: Mapping[str, int] = field(default_factory=dict)
    exceptions: Sequence[Mapping[str, Any]] | None = None


def list_versions(shop: Shop) -> list[Policy]:
    """Return the versions, the newest first. Raises ShopError("rule-file-damaged")."""
    return sorted(return_policies(shop), key=lambda policy: policy.begins, reverse=True)


def newest_exceptions(shop: Shop) -> list[dict[str, Any]]:
    """Return the exceptions of the newest version as the table tells them."""
    table = _table(shop)
    newest = max(table["versions"], key=lambda row: str(row["from"]))
    return [dict(row) for row in newest.get("exceptions", [])]


def add_version(shop: Shop, told: NewVersion) -> str | None:
    """Begin a version that is the newest one with these changes; one that has not begun yet is changed itself.

    Returns the table as it was, None where the shop had none of its own: `put_versions` takes it back. Raises
    ShopError with "policy-day-past", "policy-invalid", "rule-file-damaged" or "folder-not-writable".
    """
    today = local_day(shop.now())
    if told.begins < today:
        raise ShopError("policy-day-past", day=told.begins.isoformat(), today=today.isoformat())
    before = own_text(shop, RETURN_POLICY)
    table = _table(shop)
    versions = table["versions"]
    newest = max(versions, key=lambda row: str(row["from"]))
    made = json.loads(json.dumps(newest))
    made |= {"from": told.begins.isoformat(), "source": shop.actor, **told.promises}
    for code, count in told.days.items():
        made["reasons"][code]["days"] = count
    for code, payer in told.freight.items():
        made["reasons"][code]["freight"] = payer
    if told.exceptions is not None:
        made["exceptions"] = [dict(row) for row in told.exceptions]
    table["versions"] = [row for row in versions if row["from"] != made["from"]] + [made]
    try:
        read_policies(table)
    except ValueError as error:
        raise ShopError("policy-invalid", place=str(error)) from error
    put_own_text(shop, RETURN_POLICY, json.dumps(table, ensure_ascii=False, indent=2))
    return before


def put_versions(shop: Shop, text: str | None) -> None:
    """Let the table stand as it was before; None takes the shop's own away. Raises ShopError("folder-not-writable")."""
    put_own_text(shop, RETURN_POLICY, text)


def _table(shop: Shop) -> dict[str, Any]:
    return_policies(shop)  # a damaged table is said in its own words
    told: dict[str, Any] = json.loads(rule_file(shop, RETURN_POLICY).read_text("utf-8"))
    return told
