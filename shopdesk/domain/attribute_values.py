"""Attribute values that stand in what is told of a product already: read from it, never invented."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shopdesk.domain.categories import Attribute, is_told
from shopdesk.domain.listing_titles import pattern_of
from shopdesk.domain.listings import Listing

# What stands in front of a word that is told not to be so: 不含塑料, 仿皮, no glass.
_DENIED = re.compile(r"(?:不含|不是|不|无|非|仿|免|防|no|not|non|without|faux|imitation)[\s-]*$", re.IGNORECASE)
_PARTS = re.compile(r"[\s,，、/;；:：()（）【】]+")
_SHORTEST = {True: 3, False: 2}  # letters, hanzi: shorter choices ("L", "木") stand within other words by chance


def fill_attributes(listing: Listing, attributes: Sequence[Attribute], vague: Sequence[str] = ()) -> Listing:
    """Return a listing with every attribute told of which one choice stands in its options, title or description.

    Where two choices stand side by side, or one is denied or vague ("other"), a person has to say which holds.
    """
    told = dict(listing.facts.attributes)
    for attribute in attributes:
        if not is_told(listing, attribute) and (value := value_of(listing, attribute, vague)):
            told[attribute.name] = value
    return replace(listing, facts=replace(listing.facts, attributes=told))


def value_of(listing: Listing, attribute: Attribute, vague: Sequence[str] = ()) -> str:
    """Return the one choice that is told of an attribute, "" where none or several are."""
    choices = [choice for choice in attribute.choices if choice.strip() and choice not in vague]
    for text in _texts(listing):
        standing = [choice for choice in choices if _stands_in(text, choice)]
        widest = [one for one in standing if not any(one != other and one in other for other in standing)]
        if widest:
            return widest[0] if len(widest) == 1 else ""
    return ""


def _texts(listing: Listing) -> Iterator[str]:
    """Give what is told, the surest first."""
    yield " ".join(value for variant in listing.variants for value in variant.options.values())
    yield listing.title
    yield " ".join([listing.description, *listing.facts.blocks.values()])


def _stands_in(text: str, choice: str) -> bool:
    if len(choice) < _SHORTEST[choice.isascii()]:
        return choice in _PARTS.split(text)
    found = list(pattern_of(choice).finditer(text))
    return bool(found) and not any(_DENIED.search(text[: match.start()]) for match in found)
