"""The words and colours of parcels in the window."""

from shopdesk.domain.parcel_states import STATES
from shopdesk.services.tracking import Tracked
from shopdesk.ui.controls import StatusLabel
from shopdesk.ui.status import Status
from shopdesk.words import _, ngettext
from shopdesk.words.couriers import word_parcel
from shopdesk.words.errors import word_problem

PARCEL = {  # their words are those of `word_parcel`
    "": Status("dash", "muted", ""),
    "picked-up": Status("q1", "accent", ""),
    "in-transit": Status("q2", "accent", ""),
    "out-for-delivery": Status("q3", "accent", ""),
    "delivered": Status("done", "ok", ""),
    "problem": Status("tri", "warn", ""),
    "lost": Status("oct", "error", ""),
    "returned": Status("back", "warn", ""),
}


def parcel_status(state: str) -> StatusLabel:
    """Show where a parcel is by shape, colour and word."""
    made = StatusLabel()
    made.show_status(PARCEL[state], word_parcel(state))
    return made


def state_choices() -> list[tuple[str, str]]:
    """Return the states that can be noted, what is scanned most first."""
    first = ("delivered", "picked-up")
    rest = [state for state in STATES if state not in first]
    return [(state, word_parcel(state)) for state in (*first, *rest)]


def word_tracked(told: Tracked) -> str:
    """Say what became of reports."""
    count = len(told.numbers)
    parts = [ngettext("{count} parcel noted", "{count} parcels noted", count).format(count=f"{count:,}")]
    if told.known:
        parts.append(_("{count} known already").format(count=f"{told.known:,}"))
    if told.refused:
        words = ngettext("{count} report left out", "{count} reports left out", len(told.refused))
        parts.append(words.format(count=f"{len(told.refused):,}"))
        return " · ".join(parts) + ". " + word_problem(told.refused[0])
    return " · ".join(parts)
