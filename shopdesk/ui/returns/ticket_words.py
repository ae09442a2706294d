"""What the page of tickets calls things: views, ways in, steps by shape, stages of a talk, satisfaction."""

from datetime import datetime, timedelta

from shopdesk.domain.tickets import Ticket, running
from shopdesk.services.today import urgency
from shopdesk.ui.moments import MINUS, slack
from shopdesk.ui.status import Status
from shopdesk.words import N_, _
from shopdesk.words.returns import word_ticket

VIEWS = {
    "open": N_("Open tickets"),
    "unanswered": N_("No first answer"),
    "solved": N_("Solved"),
    "all": N_("All"),
}
CHANNELS = {
    "chat": N_("Online chat"),
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "social": N_("Social media"),
    "counter": N_("At the counter"),
}
STAGES = {
    "opening": N_("Greeting"),
    "listening": N_("Listening"),
    "answering": N_("Reply"),
    "closing": N_("Goodbye"),
}
PROMISES = {"ticket-answer": N_("First answer"), "ticket-solve": N_("Solution")}
SATISFACTION = {
    5: N_("5 · very satisfied"),
    4: N_("4 · satisfied"),
    3: N_("3 · so-so"),
    2: N_("2 · dissatisfied"),
    1: N_("1 · annoyed"),
}
STEP_STATUS = {
    "received": Status("ring", "accent", ""),
    "diagnosed": Status("q1", "accent", ""),
    "planned": Status("q2", "accent", ""),
    "carried-out": Status("q3", "accent", ""),
    "confirmed": Status("done", "ok", ""),
    "withdrawn": Status("no", "muted", ""),
}
SEVERITY_ROLES = {"urgent": "error", "high": "warn", "normal": "text", "low": "text-2"}
_SECONDS = timedelta(seconds=120)


def word_way(channel: str) -> str:
    """Return the word for how a buyer asks."""
    return _(CHANNELS[channel]) if channel in CHANNELS else channel


def word_severity(severity: str) -> str:
    """Return the word for how grave a ticket is."""
    return word_ticket(severity)


def left(due: datetime, now: datetime) -> str:
    """Return the time left as h:mm, in seconds where a chat's promise is meant, past it with a minus."""
    if abs(due - now) < _SECONDS:
        sign = MINUS if due < now else ""
        return sign + _("{n} s").format(n=int(abs(due - now).total_seconds()))
    return slack(due, now)


def next_clock(ticket: Ticket) -> tuple[str, datetime] | None:
    """Return the promise of a ticket that ends first, None where none is running."""
    return min(running(ticket), key=lambda clock: clock[1], default=None)


def role_of(due: datetime, now: datetime) -> str:
    """Return the colour of a promise."""
    return urgency(due, now)
