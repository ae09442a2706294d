"""The words for what a customer is to the shop."""

from shopdesk.words import N_, _

LEVEL_WORDS = {"": N_("None"), "regular": N_("Regular"), "vip": "VIP", "wholesale": N_("Wholesale")}


def word_level(level: str) -> str:
    """Return the word of a level, nothing for none."""
    return _(LEVEL_WORDS[level]) if level else ""
