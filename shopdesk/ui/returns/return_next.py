"""What may be done with a case as it stands: the next step first, then what else is open; nothing that would fail."""

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.domain.returns import Case
from shopdesk.words import N_

TITLES = {
    "approve": N_("Approve"),
    "anyway": N_("Grant anyway…"),
    "refuse": N_("Refuse…"),
    "receive": N_("Parcel is here"),
    "inspect": N_("Book what was found"),
    "refund": N_("Pay back {amount}"),
    "inspect-refund": N_("Book and pay back {amount}"),
    "exchange": N_("Make the exchange order"),
    "inspect-exchange": N_("Book and exchange"),
    "instead-exchange": N_("Change to exchange"),
    "reissue": N_("Send again"),
    "instead-refund": N_("Pay back instead"),
    "close": N_("Close…"),
    "repaired": N_("Repaired and sent back…"),
    "owner": N_("Owner found…"),
}
KEYS = {
    "refuse": "Ctrl+Shift+R", "anyway": "Ctrl+Shift+A", "receive": "Ctrl+R", "inspect": "Ctrl+S",
    "instead-exchange": "Ctrl+Shift+E", "exchange": "Ctrl+Shift+E", "instead-refund": "Ctrl+Shift+B",
    "reissue": "Ctrl+Shift+E", "close": "Ctrl+Shift+K", "owner": "Ctrl+Shift+K",
}  # fmt: skip
ASKS = {
    "refuse": N_("Why is it refused? The buyer is told this."),
    "anyway": N_("Why is it granted against the policy?"),
    "close": N_("What became of it?"),
    "repaired": N_("What was repaired, with which waybill did it leave?"),
    "owner": N_("Whose parcel was it, what became of it?"),
}


@dataclass(frozen=True, slots=True)
class Next:
    """The step that is next, "" for none, and the others that are open."""

    primary: str = ""
    others: tuple[str, ...] = ()


def next_steps(case: Case, *, came: bool = False) -> Next:
    """Return what may be clicked; `came` tells that goods of no case lie in the parcel."""
    told: dict[str, Callable[[Case], Next]] = {
        "requested": _requested, "refused": lambda _case: Next("", ("anyway",)), "approved": _approved,
        "received": lambda one: _received(one, came), "inspected": _inspected,
        "exchanged": lambda _case: Next("", ("close",)),
    }  # fmt: skip
    return told[case.state](case) if case.state in told else Next()


def _requested(case: Case) -> Next:
    arrived = ("receive",) if case.comes_back else ()
    if not case.decision.allowed:
        return Next("refuse", ("anyway", *arrived))
    return Next("approve", ("refuse", *arrived))


def _approved(case: Case) -> Next:
    if case.comes_back:
        return Next("receive", ("refuse",))
    if case.kind == "reissue":
        return Next("reissue", ("refuse", "instead-refund"))
    return Next("refund", ("refuse", "reissue"))


def _received(case: Case, came: bool) -> Next:
    if case.kind == "ownerless":
        return Next("inspect", ("owner",)) if came else Next("owner")
    if case.kind == "repair":
        return Next("inspect")
    if case.kind == "exchange":
        return Next("inspect-exchange", ("inspect",))
    return Next("inspect-refund", ("inspect", "instead-exchange"))


def _inspected(case: Case) -> Next:
    if case.kind == "ownerless":
        return Next("owner")
    if case.kind == "repair":
        return Next("repaired")  # its goods stay the buyer's: nothing of them was booked
    if case.kind == "exchange":
        return Next("exchange", ("instead-refund",))
    return Next("refund", ("instead-exchange", "close"))
