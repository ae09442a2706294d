"""The vocabulary of status: for each state its shape, its role of colour, and its word."""

from typing import NamedTuple

from shopdesk.words.states import word_state


class Status(NamedTuple):
    """How a state is shown: always by all three; its word is `word_state` of its key."""

    shape: str
    role: str
    state: str

    @property
    def shown(self) -> str:
        """The word in the language spoken."""
        return word_state(self.state)


ORDER = {
    "unpaid": Status("dash", "muted", "unpaid"),
    "new": Status("ring", "accent", "new"),
    "to-ship": Status("q1", "accent", "to-ship"),
    "picking": Status("q2", "accent", "picking"),
    "packed": Status("q3", "accent", "packed"),
    "shipped": Status("go", "ok", "shipped"),
    "delivered": Status("done", "ok", "delivered"),
    "cancelled": Status("no", "muted", "cancelled"),
}
# The gravest first: only one flag is shown in a cell.
FLAG = {
    "refunding": Status("back", "error", "refunding"),
    "short": Status("tridown", "error", "short"),
    "suspicious": Status("dia", "error", "suspicious"),
    "hold": Status("pause", "warn", "hold"),
    "masked": Status("eye", "warn", "masked"),
    "unmatched": Status("quest", "warn", "unmatched"),
}
PAYMENT = {
    "open": Status("q1", "accent", "pay-open"),
    "due": Status("q3", "accent", "pay-due"),
    "late": Status("tri", "error", "pay-late"),
    "settled": Status("done", "ok", "pay-settled"),
    "differs": Status("dia", "warn", "pay-differs"),
    "undone": Status("no", "muted", "pay-undone"),
}
PICTURE = {
    "pass": Status("done", "ok", "pass"),
    "warn": Status("tri", "warn", "warn"),
    "fail": Status("oct", "error", "fail"),
    "none": Status("sqdash", "muted", "none"),
}
LISTING = {
    "draft": Status("sqdash", "muted", "draft"),
    "ready": Status("sqcheck", "accent", "ready"),
    "listed": Status("sqfill", "ok", "listed"),
    "archived": Status("box", "muted", "archived"),
}
STOCK = {
    "in-stock": Status("dot", "ok", "in-stock"),
    "low": Status("tri", "warn", "low"),
    "out": Status("sqx", "error", "out"),
    "oversold": Status("oct", "error", "oversold"),
}
PURCHASE = {
    "draft": Status("sqdash", "muted", "draft"),
    "ordered": Status("q1", "accent", "ordered"),
    "part": Status("q2", "accent", "part"),
    "overdue": Status("tri", "warn", "overdue"),
    "received": Status("done", "ok", "received"),
    "cancelled": Status("no", "muted", "cancelled"),
}
IMPORT_ROW = {
    "created": Status("ring", "accent", "created"),
    "updated": Status("swap", "warn", "updated"),
    "unchanged": Status("done", "muted", "unchanged"),
    "rejected": Status("oct", "error", "rejected"),
}
PRINT = {
    "queued": Status("ring", "accent", "queued"),
    "waiting": Status("pause", "warn", "queued"),
    "sending": Status("q2", "accent", "queued"),
    "sent": Status("q3", "accent", "sent"),
    "confirmed": Status("done", "ok", "confirmed"),
    "part": Status("tri", "warn", "confirmed"),
    "failed": Status("oct", "error", "failed"),
    "cancelled": Status("no", "muted", "cancelled"),
}
RETURN = {
    "requested": Status("ring", "accent", "requested"),
    "refused": Status("no", "muted", "refused"),
    "approved": Status("q1", "accent", "approved"),
    "received": Status("lens", "warn", "received"),
    "inspected": Status("yuan", "warn", "inspected"),
    "exchanged": Status("swap", "accent", "exchanged"),
    "refunded": Status("done", "ok", "refunded"),
    "closed": Status("done", "ok", "closed"),
    "withdrawn": Status("no", "muted", "withdrawn"),
}
