"""What was promised to buyers and is still running: of cases and of tickets, from the few facts that tell it."""

from dataclasses import dataclass
from datetime import datetime

SENDS_GOODS = ("exchange", "reissue")  # kinds after which a new parcel goes to the buyer
COMES_BACK = ("return-refund", "exchange", "repair", "refused-parcel", "counter", "wrong-item", "ownerless")
OPEN = ("requested", "approved", "received", "inspected", "exchanged")  # states of cases with something to be done
Moment = datetime | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise that is running: whose, for what, until when."""

    number: str
    order: str
    kind: str
    due: datetime


def case_promises(
    state: str, kind: str, answer_due: Moment, send_due: Moment, settle_due: Moment
) -> list[tuple[str, datetime]]:
    """Return the promises of a case that are running: "answer", "receive", "refund" and "exchange"."""
    told: list[tuple[str, Moment]] = []
    if state == "requested":
        told.append(("answer", answer_due))
    if state == "approved" and kind in COMES_BACK:
        told.append(("receive", send_due))
    if state in ("approved", "received", "inspected", "exchanged"):
        told.append(("exchange" if kind in SENDS_GOODS or kind == "repair" else "refund", settle_due))
    return [(name, due) for name, due in told if due is not None]


def ticket_promises(
    answered_at: Moment, solved_at: Moment, answer_due: Moment, solve_due: Moment
) -> list[tuple[str, datetime]]:
    """Return the promises of a ticket that are running: "ticket-answer" and "ticket-solve"."""
    if solved_at is not None:
        return []
    told = [("ticket-answer", answer_due if answered_at is None else None), ("ticket-solve", solve_due)]
    return [(name, due) for name, due in told if due is not None]
