"""What the sample shop tells of its listings beyond what a platform's file holds; a few of them are left unfinished."""

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.domain.categories import Attribute, Category, attributes_of
from shopdesk.domain.listing_fixes import mend
from shopdesk.domain.listing_score import ScoreRules, score_listing
from shopdesk.domain.listings import SALES_ROLES, Facts, Listing

UNFINISHED = 6  # every so many listings nobody has told its attributes


def with_facts(
    listing: Listing,
    number: int,
    tree: Sequence[Category],
    rules: ScoreRules,
    *,
    special: bool = False,
    durable: bool = False,
) -> Listing:
    """Return a listing with keyword, selling point, role and attributes, told from its own title."""
    attributes = attributes_of(listing.category, tree)
    parts = listing.title.replace("，", ",").replace(",", " ").split() if "," not in listing.title else []
    words = parts or [part.strip() for part in listing.title.split(",")]
    facts = Facts(
        keyword=words[0] if parts else " ".join(words[0].split()[:2]),
        selling_point=words[-1],
        role=SALES_ROLES[number % len(SALES_ROLES)],
        special="made-to-order" if special else "",
        warranty_months=12 if durable else 0,
    )
    told = replace(listing, facts=facts)
    if number % UNFINISHED == 0:
        return told
    return replace(told, facts=replace(facts, attributes=_attributes(told, number, attributes, rules)))


def _attributes(listing: Listing, number: int, asked: Sequence[Attribute], rules: ScoreRules) -> dict[str, str]:
    """Return what the title tells of the attributes, and for the others a choice of the sample's own."""
    findings = score_listing(listing, rules, attributes=asked).findings
    missing = next((found for found in findings if found.code == "attributes-missing"), None)
    mended = mend(listing, missing, rules, attributes=asked) if missing else None
    told = dict((mended or listing).facts.attributes)
    for attribute in asked:
        if attribute.required and attribute.name not in told:
            free = str(number % 9 + 1) if attribute.kind == "number" else ""
            told[attribute.name] = attribute.choices[number % len(attribute.choices)] if attribute.choices else free
    return {name: text for name, text in told.items() if text}
