"""The rules a shop can edit as files: its own copy in the folder tables of the shop wins over the shipped one."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from shopdesk.domain.deadlines import Promise
from shopdesk.domain.errors import ShopError
from shopdesk.domain.festivals import Festival
from shopdesk.domain.listing_findings import ScoreRules
from shopdesk.domain.margins import PricingRules, read_pricing_rules
from shopdesk.domain.payment_tables import read_channel_costs, read_payment_rules
from shopdesk.domain.payments import ChannelCost, PaymentRules
from shopdesk.domain.pictures import Profile
from shopdesk.domain.return_policy import Policy, read_policies
from shopdesk.domain.tickets import ReplyTemplate, TicketRules, read_replies, read_ticket_rules
from shopdesk.domain.workdays import WorkCalendar, read_calendar
from shopdesk.resources import resources
from shopdesk.services.rule_tables import (
    as_table,
    read_festival_calendar,
    read_profiles,
    read_promises,
    read_score_rules,
)
from shopdesk.services.shop import Shop
from shopdesk.whole_files import written_whole

TITLES, PICTURES, FESTIVALS = "title_rules.json", "picture_profiles.json", "festivals.json"
DEADLINES, WORKDAYS = "deadlines.json", "workdays.json"
RETURN_POLICY, TICKETS, REPLIES = "return_policy.json", "ticket_rules.json", "reply_templates.json"
PAYMENT_METHODS, CHANNEL_COSTS, PRICING = "payment_methods.json", "channel_costs.json", "pricing_rules.json"
FILES = (
    TITLES, PICTURES, FESTIVALS, DEADLINES, WORKDAYS, RETURN_POLICY, TICKETS, REPLIES, PAYMENT_METHODS, CHANNEL_COSTS,
    PRICING,
)  # fmt: skip
LARGEST = 1_000_000  # bytes
ASIDE = ".aside"
Read = TypeVar("Read")


def rule_file(shop: Shop, name: str) -> Path:
    """Return the file that a rule table is read from: the shop's own where there is one."""
    own = shop.folder / "tables" / name
    return own if own.is_file() else _shipped(name)


def own_copy(shop: Shop, name: str) -> Path:
    """Return the shop's own copy of a rule table, made from the shipped one for editing where there is none.

    Raises ShopError with "rule-file-unknown" or "folder-not-writable".
    """
    if name not in FILES:
        raise ShopError("rule-file-unknown", value=name, allowed=", ".join(FILES))
    own = shop.folder / "tables" / name
    if not own.is_file():
        try:
            own.parent.mkdir(exist_ok=True)
            with written_whole(own) as part:  # half a table would be taken for a damaged one
                shutil.copyfile(_shipped(name), part)
        except OSError as error:
            raise ShopError("folder-not-writable", path=str(own.parent), detail=error.strerror or "") from error
    return own


def own_text(shop: Shop, name: str) -> str | None:
    """Return the shop's own copy of a rule table as it stands, None where it has none: what `put_own_text` takes.

    Bytes that are no text stand in it as Python escapes them, so that a damaged copy comes back as it was.
    """
    return rule_file(shop, name).read_bytes().decode("utf-8", "surrogateescape") if is_own(shop, name) else None


def put_own_text(shop: Shop, name: str, text: str | None) -> None:
    """Write the shop's own copy of a rule table; None takes it away. Raises ShopError("folder-not-writable")."""
    own = shop.folder / "tables" / name
    try:
        if text is None:
            own.unlink(missing_ok=True)
            return
        own.parent.mkdir(exist_ok=True)
        with written_whole(own) as part:
            part.write_bytes(text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise ShopError("folder-not-writable", path=str(own.parent), detail=error.strerror or "") from error


def is_own(shop: Shop, name: str) -> bool:
    """Tell whether the shop has its own copy of a rule table."""
    return rule_file(shop, name) != _shipped(name)


def put_aside(shop: Shop, name: str) -> None:
    """Go back to the shipped table; the shop's own copy is kept beside it. Raises ShopError("folder-not-writable")."""
    file = shop.folder / "tables" / name
    try:
        file.replace(file.with_suffix(ASIDE))
    except OSError as error:
        raise ShopError("folder-not-writable", path=str(file.parent), detail=error.strerror or "") from error


def check_rules(shop: Shop, name: str) -> None:
    """Read a rule table as it stands. Raises ShopError("rule-file-damaged")."""
    read: dict[str, Callable[[Shop], object]] = {
        TITLES: score_rules, PICTURES: picture_profiles, FESTIVALS: festivals, DEADLINES: promises,
        WORKDAYS: work_calendar, RETURN_POLICY: return_policies, TICKETS: ticket_rules, REPLIES: reply_templates,
        PAYMENT_METHODS: payment_rules, CHANNEL_COSTS: channel_costs, PRICING: pricing_rules,
    }  # fmt: skip
    read[name](shop)


def score_rules(shop: Shop) -> ScoreRules:
    """Return what the shop's listings are judged by. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, TITLES), _titles)


def shipped_rules() -> ScoreRules:
    """Return the rules that the program came with."""
    return _read_anew(_shipped(TITLES), _titles)


def picture_profiles(shop: Shop) -> Mapping[str, Profile]:
    """Return the platforms' main-image rules of the shop, by name. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, PICTURES), _pictures)


def festivals(shop: Shop) -> tuple[Festival, ...]:
    """Return the calendar of festivals and promotion days. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, FESTIVALS), _festivals)


def promises(shop: Shop) -> Mapping[str, Promise]:
    """Return what holds on each channel, "" for all others. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, DEADLINES), _promises)


def work_calendar(shop: Shop) -> WorkCalendar:
    """Return the calendar of working days with its adjusted weekends. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, WORKDAYS), _calendar)


def return_policies(shop: Shop) -> tuple[Policy, ...]:
    """Return the versions of what the shop promises after the sale. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, RETURN_POLICY), _policies)


def ticket_rules(shop: Shop) -> TicketRules:
    """Return until when tickets must be answered and solved. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, TICKETS), _tickets)


def reply_templates(shop: Shop) -> tuple[ReplyTemplate, ...]:
    """Return what is often said to buyers, by short codes. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, REPLIES), _replies)


def payment_rules(shop: Shop) -> PaymentRules:
    """Return the payment methods with fee and settlement. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, PAYMENT_METHODS), _methods)


def channel_costs(shop: Shop) -> Mapping[str, ChannelCost]:
    """Return what selling costs on each channel. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, CHANNEL_COSTS), _costs)


def pricing_rules(shop: Shop) -> PricingRules:
    """Return what selling costs on each channel, and the days of preparation. Raises ShopError("rule-file-damaged")."""
    return _read_anew(rule_file(shop, PRICING), _pricing)


def _shipped(name: str) -> Path:
    return resources() / "tables" / name


def _read_anew(file: Path, read: Callable[[Path, int, int], Read]) -> Read:
    """Read a table where it is another one than before. Raises ShopError("rule-file-damaged")."""
    try:
        facts = file.stat()
        if facts.st_size > LARGEST:
            raise ValueError(f"{facts.st_size} bytes")
        return read(file, facts.st_mtime_ns, facts.st_size)
    except (OSError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        detail = f"{error} ?" if isinstance(error, LookupError) else str(error)
        raise ShopError("rule-file-damaged", path=str(file), detail=detail[:200]) from error


# Time of change and size stand among the arguments only so that a changed file is read anew.
@lru_cache(16)
def _titles(file: Path, _changed: int, _size: int) -> ScoreRules:
    shipped = _shipped(TITLES)
    return read_score_rules(_json(file), None if file == shipped else _titles(shipped, 0, 0))


@lru_cache(16)
def _pictures(file: Path, _changed: int, _size: int) -> dict[str, Profile]:
    told = read_profiles(_json(file))
    if file == (shipped := _shipped(PICTURES)):
        return told
    usual = _pictures(shipped, 0, 0)
    return {name: each if each == usual.get(name) else replace(each, own=_digest(each)) for name, each in told.items()}


def _digest(profile: Profile) -> str:
    return hashlib.blake2b(repr(profile.rules).encode(), digest_size=6).hexdigest()


@lru_cache(16)
def _festivals(file: Path, _changed: int, _size: int) -> tuple[Festival, ...]:
    return read_festival_calendar(_json(file))


@lru_cache(16)
def _promises(file: Path, _changed: int, _size: int) -> dict[str, Promise]:
    return read_promises(_json(file))


@lru_cache(16)
def _calendar(file: Path, _changed: int, _size: int) -> WorkCalendar:
    return read_calendar(as_table(_json(file), ""))


@lru_cache(16)
def _policies(file: Path, _changed: int, _size: int) -> tuple[Policy, ...]:
    return read_policies(_json(file))


@lru_cache(16)
def _tickets(file: Path, _changed: int, _size: int) -> TicketRules:
    return read_ticket_rules(_json(file))


@lru_cache(16)
def _replies(file: Path, _changed: int, _size: int) -> tuple[ReplyTemplate, ...]:
    return read_replies(_json(file))


@lru_cache(16)
def _methods(file: Path, _changed: int, _size: int) -> PaymentRules:
    return read_payment_rules(_json(file))


@lru_cache(16)
def _costs(file: Path, _changed: int, _size: int) -> dict[str, ChannelCost]:
    return read_channel_costs(_json(file))


@lru_cache(16)
def _pricing(file: Path, _changed: int, _size: int) -> PricingRules:
    return read_pricing_rules(_json(file))


def _json(file: Path) -> object:
    return json.loads(file.read_text("utf-8-sig"))
