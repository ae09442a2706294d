"""What categories are called on every floor: the kinds of attributes, and how listings are counted."""

from shopdesk.words import N_, _, ngettext

KINDS = {"text": N_("Text"), "choice": N_("Choice"), "number": N_("Figure")}


def word_kind(kind: str) -> str:
    """Return what a kind of attribute is called."""
    return _(KINDS[kind])


def count_words(count: int) -> str:
    """Return a number of listings in words."""
    return ngettext("{count} listing", "{count} listings", count).format(count=f"{count:,}")
