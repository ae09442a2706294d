"""A print job and its copies: queued, sent, then what a person says of the paper. Made PDFs prove nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopdesk.domain.errors import ShopError

STATES = ("queued", "sent", "confirmed", "failed", "cancelled")
RUNNING = ("queued", "sent")  # being printed: neither waiting for a print nor printed
FILE = "file"  # the printer of a saved PDF: somebody prints it elsewhere
RETRY_AFTER = timedelta(seconds=30)  # how often a printer that was gone is looked for
CLAIM_LASTS = timedelta(minutes=10)  # longer than that no job is on its way without a word: its program has died
PAGES_KEPT = timedelta(days=7)  # of jobs that nobody settles

MOVES: dict[str, dict[str, str]] = {
    "send": {"queued": "sent"},
    "give-back": {"sent": "queued"},  # the printer was not there: nothing came out
    "confirm": {"sent": "confirmed"},
    "fail": {"queued": "failed", "sent": "failed"},
    "retry": {"failed": "queued"},
    "cancel": {"queued": "cancelled", "failed": "cancelled"},
    "bring-back": {"cancelled": "queued"},
    "take-back": {"confirmed": "sent"},  # a word given too soon
}


@dataclass(frozen=True, slots=True)
class PrintCopy:
    """One physical copy: `copy` stands on it and counts from 1 for each order and document, `place` within its job."""

    uuid: str
    order: str
    waybill: str
    copy: int
    place: int
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A job of the queue: `number` is what people call it.

    `labels` says how many copies it has, `printed` how many came out, as far as a person has said so. `sent_at` is when
    a program took it to the printer, `handed_at` when the printer had taken all of it. `error` is a code with
    `details`; on a queued job it says why its printer waits. `follows` is the job it prints again, `followed` the one
    that prints it again.
    """

    number: int
    uuid: str
    document: str
    layout: str
    printer: str
    station: str
    actor: str
    reason: str
    start_at: int
    labels: int
    printed: int
    pages: int
    state: str
    error: str
    details: dict[str, str] = field(hash=False)
    queued_at: datetime
    sent_at: datetime | None = None
    handed_at: datetime | None = None
    ended_at: datetime | None = None
    follows: int | None = None
    followed: int | None = None

    @property
    def waits_for_printer(self) -> bool:
        """Whether it stays queued because its printer was not there."""
        return self.state == "queued" and bool(self.error)

    @property
    def fault(self) -> ShopError | None:
        """Why it failed, or waits."""
        return ShopError(self.error, **self.details) if self.error else None

    @property
    def missing(self) -> int:
        """How many of its copies did not come out, as far as somebody has said so and nobody has printed them again."""
        if self.followed is not None or self.state not in ("confirmed", "failed"):
            return 0
        return self.labels - self.printed


def moved(job: PrintJob, verb: str) -> str:
    """Return the state that a verb leads to. Raises ShopError("print-job-state")."""
    state = MOVES[verb].get(job.state)
    if state is None:
        raise ShopError("print-job-state", job=job.number, state=job.state, verb=verb)
    return state


def check_label(job: PrintJob, label: int, least: int = 1) -> int:
    """Return a label's number that the job has. Raises ShopError("print-label-unknown")."""
    if not least <= label <= job.labels:
        raise ShopError("print-label-unknown", job=job.number, value=label, labels=job.labels)
    return label


def after_failure(error: ShopError, handed: int) -> str:
    """Return which verb an error of a printer means, "" where only a person can say what came out.

    `handed` is how many pages had been on their way: what a printer refuses as a whole has left none.
    """
    if error.code in ("printer-refused", "paper-too-small"):
        return "fail"
    if handed:
        return ""
    return "give-back" if error.code == "printer-gone" else "fail"


def needs_reason(states: Iterable[str]) -> bool:
    """Return whether one more copy must say why: one before it is on paper, or may be."""
    return any(state in (*RUNNING, "confirmed") for state in states)
