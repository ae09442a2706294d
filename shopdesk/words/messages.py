"""The words of messages to buyers: kinds, and the ways they were sent."""

from shopdesk.words import N_, _

KINDS = {
    "confirmation": N_("Confirmation"),
    "short": N_("Short stock"),
    "dispatch": N_("Dispatch"),
    "delay": N_("Delay"),
    "review": N_("Review request"),
}
WAYS = {"typed": N_("by hand"), "copied": N_("copied"), "mail": N_("as a mail"), "table": N_("in a table")}


def word_kind(kind: str) -> str:
    """Say what kind of message it is."""
    return _(KINDS.get(kind, kind))


def word_way(way: str) -> str:
    """Say how a message was sent."""
    return _(WAYS.get(way, way))
