"""Tickets: a buyer's concern with its channel, its deadlines, the five steps of its handling, and its result."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shopdesk.domain.after_sales import ticket_promises
from shopdesk.domain.errors import ShopError

KINDS = ("question", "return", "exchange", "refund", "repair", "quality", "delivery", "complaint", "other")
COMPLAINTS = ("quality", "complaint")
SEVERITIES = ("low", "normal", "high", "urgent")
STEPS = ("received", "diagnosed", "planned", "carried-out", "confirmed")
STAGES = ("opening", "listening", "answering", "closing")
PLACEHOLDERS = {
    "buyer": "买家", "number": "订单号", "shop": "店铺", "goods": "商品", "ticket": "工单号", "case": "售后单号",
    "ends": "退货截止", "amount": "退款金额", "waybill": "运单号",
}  # fmt: skip
_CODES = {name: name for name in PLACEHOLDERS} | {shown: name for name, shown in PLACEHOLDERS.items()}
_MOST = 10**8


@dataclass(frozen=True, slots=True)
class ChannelPromise:
    """Seconds until a ticket of a channel must be answered and solved; None where nothing is promised."""

    answer: int | None = None
    solve: int | None = None


@dataclass(frozen=True, slots=True)
class TicketRules:
    """Promises by channel, and how many complaints in how many days are a finding."""

    channels: Mapping[str, ChannelPromise]
    complaints: int = 3
    days: int = 30

    def deadlines(self, channel: str, at: datetime) -> tuple[datetime | None, datetime | None]:
        """Return until when a ticket opened at a moment must be answered and solved."""
        told = self.channels.get(channel, ChannelPromise())
        return _after(at, told.answer), _after(at, told.solve)


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """What is often said, by a short code: its stage of the talk and its text by language."""

    code: str
    stage: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TicketNote:
    """One thing that happened to a ticket."""

    kind: str
    at: datetime
    actor: str
    text: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands; times in UTC, `step` is one of STEPS, `satisfaction` 1 to 5."""

    row: int
    number: str
    channel: str
    kind: str
    severity: str
    subject: str
    step: str
    opened_at: datetime
    opened_by: str = ""
    assigned: str = ""
    order: str = ""
    case: str = ""
    sku: str = ""
    customer: int | None = None
    plan: str = ""
    answer_due: datetime | None = None
    solve_due: datetime | None = None
    answered_at: datetime | None = None
    solved_at: datetime | None = None
    result: str = ""
    satisfaction: int | None = None
    suggestion: str = ""
    uuid: str = ""
    notes: tuple[TicketNote, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class QualityFinding:
    """Repeated complaints about one SKU, or one batch of it where `lot` says so, and who delivered it."""

    sku: str
    title: str
    lot: str
    supplier: str
    complaints: int
    numbers: tuple[str, ...]


def check_step(ticket: Ticket, step: str) -> None:
    """Refuse a step that does not lie ahead. Raises ShopError with "ticket-step-unknown" or "ticket-state"."""
    if step not in STEPS:
        raise ShopError("ticket-step-unknown", value=step, allowed=", ".join(STEPS))
    if ticket.solved_at is not None or STEPS.index(step) <= STEPS.index(ticket.step):
        raise ShopError("ticket-state", number=ticket.number)


def running(ticket: Ticket) -> list[tuple[str, datetime]]:
    """Return the promises of a ticket that are running: "ticket-answer" and "ticket-solve"."""
    return ticket_promises(ticket.answered_at, ticket.solved_at, ticket.answer_due, ticket.solve_due)


def unknown_placeholder(text: str) -> str:
    """Return the first placeholder of a reply that nobody knows, "" when all are known."""
    try:
        for _before, name, form, conversion in string.Formatter().parse(text):
            if name is not None and (name not in _CODES or form or conversion):
                return f"{{{name}}}"
    except ValueError:
        return "{"
    return ""


def fill_reply(text: str, values: Mapping[str, str]) -> str:
    """Return a reply with its placeholders filled once: braces in what is filled in stay as they are."""
    return string.Formatter().vformat(text, (), {name: values.get(code) or "–" for name, code in _CODES.items()})


def read_ticket_rules(told: object) -> TicketRules:
    """Return the rules that a table tells. Raises ValueError that names the place."""
    if not isinstance(told, dict) or not isinstance(told.get("channels"), dict):
        raise ValueError("channels")
    channels = {name: _promise(row, f"channels.{name}") for name, row in told["channels"].items()}
    finding = told.get("finding", {})
    if not channels or not isinstance(finding, dict):
        raise ValueError("finding")
    return TicketRules(
        channels,
        _number(finding.get("complaints", 3), "finding.complaints", 1),
        _number(finding.get("days", 30), "finding.days", 1),
    )


def read_replies(told: object) -> tuple[ReplyTemplate, ...]:
    """Return the replies that a table tells. Raises ValueError that names the row: "[3] th: {nonsense}"."""
    if not isinstance(told, list):
        raise ValueError("JSON")
    found: dict[str, ReplyTemplate] = {}
    for at, row in enumerate(told):
        code = str(row.get("code", "")) if isinstance(row, dict) else ""
        place = f"[{at}] {code}".strip()
        if not code or code in found or row.get("stage") not in STAGES:
            raise ValueError(place)
        texts = {language: row[language] for language in ("zh_CN", "en") if isinstance(row.get(language), str)}
        if not texts:
            raise ValueError(f"{place}: zh_CN")
        for text in texts.values():
            if wrong := unknown_placeholder(text):
                raise ValueError(f"{place}: {wrong}")
        found[code] = ReplyTemplate(code, row["stage"], texts)
    return tuple(found.values())


def find_reply(replies: Sequence[ReplyTemplate], code: str) -> ReplyTemplate:
    """Return the reply of a short code. Raises ShopError("reply-unknown")."""
    for reply in replies:
        if reply.code == code.strip().lower():
            return reply
    raise ShopError("reply-unknown", value=code, allowed=", ".join(reply.code for reply in replies))


def _after(at: datetime, seconds: int | None) -> datetime | None:
    return None if seconds is None else at + timedelta(seconds=seconds)


def _promise(told: Any, place: str) -> ChannelPromise:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(told, dict):
        raise ValueError(place)
    seconds = [
        None if told.get(name) is None else _number(told[name], f"{place}.{name}", 1)
        for name in ("answer_seconds", "solve_seconds")
    ]
    return ChannelPromise(*seconds)


def _number(value: object, place: str, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
        raise ValueError(f"{place}: {value!r}"[:80])
    return value
