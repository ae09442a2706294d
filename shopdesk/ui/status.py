"""The vocabulary of status: for each state its shape, its role of colour, and its word."""

from typing import NamedTuple

from shopdesk.words import N_, _


class Status(NamedTuple):
    """How a state is shown: always by all three."""

    shape: str
    role: str
    word: str

    @property
    def shown(self) -> str:
        """The word in the language spoken."""
        return _(self.word)


ORDER = {
    "unpaid": Status("dash", "muted", N_("Unpaid")),
    "new": Status("ring", "accent", N_("New")),
    "to-ship": Status("q1", "accent", N_("To ship")),
    "picking": Status("q2", "accent", N_("Picking")),
    "packed": Status("q3", "accent", N_("Packed")),
    "shipped": Status("go", "ok", N_("Shipped")),
    "delivered": Status("done", "ok", N_("Delivered")),
    "cancelled": Status("no", "muted", N_("Cancelled")),
}
# The gravest first: only one flag is shown in a cell.
FLAG = {
    "refunding": Status("back", "error", N_("Refunding")),
    "short": Status("tridown", "error", N_("Short")),
    "suspicious": Status("dia", "error", N_("Suspicious")),
    "hold": Status("pause", "warn", N_("On hold")),
    "masked": Status("eye", "warn", N_("Masked")),
    "unmatched": Status("quest", "warn", N_("Unmatched")),
}
PICTURE = {
    "pass": Status("done", "ok", N_("Pass")),
    "warn": Status("tri", "warn", N_("Check")),
    "fail": Status("oct", "error", N_("Fail")),
    "none": Status("sqdash", "muted", N_("No picture")),
}
LISTING = {
    "draft": Status("sqdash", "muted", N_("Draft")),
    "ready": Status("sqcheck", "accent", N_("Ready")),
    "listed": Status("sqfill", "ok", N_("Listed")),
    "archived": Status("box", "muted", N_("Archived")),
}
STOCK = {
    "in-stock": Status("dot", "ok", N_("In stock")),
    "low": Status("tri", "warn", N_("Low")),
    "out": Status("sqx", "error", N_("Out")),
    "oversold": Status("oct", "error", N_("Oversold")),
}
IMPORT_ROW = {
    "created": Status("ring", "accent", N_("New")),
    "updated": Status("swap", "warn", N_("Changed")),
    "unchanged": Status("done", "muted", N_("Same")),
    "rejected": Status("oct", "error", N_("Refused")),
}
