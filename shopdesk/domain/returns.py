"""A case of after-sales: what a buyer asked for, what was decided, what came back and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from shopdesk.domain.after_sales import COMES_BACK, OPEN, SENDS_GOODS, Clock, case_promises
from shopdesk.domain.errors import ShopError
from shopdesk.domain.refunds import Inspected, Part
from shopdesk.domain.return_rules import Decision

STATES = ("requested", "refused", "approved", "received", "inspected", "exchanged", "refunded", "closed", "withdrawn")
VERDICTS = ("resell", "quarantine", "scrap")
STAYS_SOLD = ("exchange", "reissue", "repair", "partial")  # once settled the buyer has as many pieces as before
_BEFORE: Mapping[str, tuple[str, ...]] = {
    "approve": ("requested", "refused"),
    "refuse": ("requested", "approved"),
    "receive": ("requested", "approved"),
    "inspect": ("received",),
    "refund": ("inspected",),
    "exchange": ("inspected",),
    "close": ("requested", "approved", "received", "inspected", "exchanged"),
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """Goods of a case: pieces that were asked for and how they were found, where they went."""

    sku: str
    title: str
    quantity: int
    found: Inspected = field(default_factory=Inspected)
    verdict: str = ""
    note: str = ""
    variant: int | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that went back: by which route, with which voucher, for what."""

    number: str
    amount: int
    currency: str
    route: str
    reference: str
    at: datetime
    actor: str
    parts: tuple[Part, ...] = ()
    undone: bool = False


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case; `undone` when it was taken back."""

    uuid: str
    kind: str
    at: datetime
    actor: str
    details: Mapping[str, str] = field(default_factory=dict)
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; times in UTC, `answer_due`, `send_due` and `settle_due` are its clocks."""

    row: int
    number: str
    order: str
    kind: str
    reason: str
    state: str
    decision: Decision
    lines: tuple[CaseLine, ...]
    asked_at: datetime
    asked_by: str = ""
    answered_at: datetime | None = None
    received_at: datetime | None = None
    settled_at: datetime | None = None
    answer_due: datetime | None = None
    send_due: datetime | None = None
    settle_due: datetime | None = None
    courier: str = ""
    waybill: str = ""
    pickup: bool = False
    note: str = ""
    exchange: str = ""
    uuid: str = ""
    order_row: int | None = None
    exchange_row: int | None = None

    @property
    def comes_back(self) -> bool:
        """Whether a parcel is awaited."""
        return self.kind in COMES_BACK

    @property
    def sends_goods(self) -> bool:
        """Whether the buyer gets goods instead of money."""
        return self.kind in SENDS_GOODS

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN


def check_step(case: Case, verb: str) -> None:
    """Refuse a step that does not follow. Raises ShopError("return-state")."""
    allowed = _BEFORE[verb]
    if verb in ("refund", "exchange") and not case.comes_back:
        allowed = ("approved",)
    if case.state not in allowed or (verb in ("receive", "inspect") and not case.comes_back):
        raise ShopError("return-state", number=case.number, standing=case.state, verb=verb)


def check_counts(number: str, line: CaseLine, found: Inspected) -> None:
    """Refuse counts that do not add up to the pieces of a line. Raises ShopError("inspection-counts")."""
    if min(found.good, found.damaged, found.missing, found.wrong) < 0 or found.pieces != line.quantity:
        raise ShopError("inspection-counts", number=number, sku=line.sku, found=found.pieces, pieces=line.quantity)


def after_sales_of(states: Sequence[str]) -> str:
    """Return an order's third axis from the states of its cases."""
    told = [state for state in states if state != "withdrawn"]
    if not told:
        return "none"
    return "open" if any(state in OPEN for state in told) else "closed"


def destination(verdict: str, damaged: bool) -> str:
    """Return where pieces go: what is damaged is never sold again as it is."""
    return "quarantine" if damaged and verdict == "resell" else verdict


def clocks_of(case: Case) -> list[Clock]:
    """Return the promises of a case that are running."""
    told = case_promises(case.state, case.kind, case.answer_due, case.send_due, case.settle_due)
    return [Clock(case.number, case.order, promise, due) for promise, due in told]


def day_or_none(text: str | None) -> date | None:
    """Return the day of a text, None for none."""
    return date.fromisoformat(text) if text else None
