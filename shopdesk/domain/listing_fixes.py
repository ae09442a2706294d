"""The fix that a finding offers: the listing as it would be, or none where only a person knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from unicodedata import category

from shopdesk.domain.categories import Attribute
from shopdesk.domain.listing_score import Finding, ScoreRules
from shopdesk.domain.listing_titles import keyword_place, said_once, shortened, squeezed, title_length
from shopdesk.domain.listings import Listing

# Where in the editor a finding is mended.
PLACES = {
    "title": "title", "keyword": "keyword", "selling": "selling_point", "picture": "pictures", "pictures": "pictures",
    "description": "description", "promise": "promise", "special": "promise", "category": "category",
    "attributes": "attributes", "brand": "brand", "price": "variants", "list": "variants", "barcode": "variants",
    "weight": "variants", "variants": "variants",
}  # fmt: skip
Fix = Callable[[Listing, Finding, ScoreRules], Listing]


def place_of(code: str) -> str:
    """Return the field of the editor that a finding belongs to."""
    return PLACES[code.split("-", maxsplit=1)[0]]


def mend(
    listing: Listing,
    finding: Finding,
    rules: ScoreRules,
    *,
    attributes: Sequence[Attribute] = (),
    promises: Mapping[str, str] | None = None,
) -> Listing | None:
    """Return the listing with a finding mended; None where nothing is offered or it would change nothing.

    `promises` are the shop's own sentences: "promise" on returns and warranty, "no_return" for special goods.
    """
    if finding.code == "attributes-missing":
        mended = _fill_attributes(listing, attributes)
    elif finding.code in ("promise-missing", "special-unsaid"):
        mended = _promise(listing, (promises or {}).get("no_return" if "special" in finding.code else "promise", ""))
    else:
        fix = _FIXES.get(finding.code)
        mended = fix(listing, finding, rules) if fix else listing
    return mended if mended != listing else None


def _shorten(listing: Listing, finding: Finding, rules: ScoreRules) -> Listing:
    kept = (listing.facts.keyword.strip(), listing.facts.selling_point.strip())
    return replace(listing, title=shortened(listing.title, rules.titles[finding.of], kept))


def _take_word_out(listing: Listing, finding: Finding, _rules: ScoreRules) -> Listing:
    at, word = listing.title.casefold().find(finding.of.casefold()), finding.of
    title = listing.title
    while at >= 0:
        title = title[:at] + " " + title[at + len(word) :]
        at = title.casefold().find(word.casefold())
    return replace(listing, title=squeezed(title))


def _say_once(listing: Listing, finding: Finding, _rules: ScoreRules) -> Listing:
    return replace(listing, title=said_once(listing.title, finding.of))


def _squeeze(listing: Listing, _finding: Finding, _rules: ScoreRules) -> Listing:
    return replace(listing, title=squeezed(listing.title))


def _without_emoji(listing: Listing, _finding: Finding, _rules: ScoreRules) -> Listing:
    kept = "".join(c for c in listing.title if category(c) != "So" and c != "\N{VARIATION SELECTOR-16}")
    return replace(listing, title=squeezed(kept))


def _keyword_first(listing: Listing, _finding: Finding, rules: ScoreRules) -> Listing:
    """Put the keyword in front; where it stood within a word the word stays whole, so that it is not torn."""
    keyword, title = listing.facts.keyword.strip(), listing.title
    words = [word for word in title.split() if word.casefold() != keyword.casefold()]
    mended = " ".join([keyword, *words])
    tightest = min(rules.titles.values(), key=lambda rule: rule.limit, default=None)
    if tightest and title_length(title, tightest.unit) <= tightest.limit < title_length(mended, tightest.unit):
        mended = shortened(mended, tightest, (keyword, listing.facts.selling_point.strip()))
    return replace(listing, title=mended)


def _add_point(listing: Listing, _finding: Finding, rules: ScoreRules) -> Listing:
    """Add the selling point at the end, where every platform that the title fits now still takes it."""
    mended = squeezed(f"{listing.title} {listing.facts.selling_point}")
    for rule in rules.titles.values():
        if title_length(listing.title, rule.unit) <= rule.limit < title_length(mended, rule.unit):
            return listing
    return replace(listing, title=mended)


def _without_list_price(listing: Listing, finding: Finding, _rules: ScoreRules) -> Listing:
    variants = tuple(replace(v, list_price=0) if v.sku == finding.of else v for v in listing.variants)
    return replace(listing, variants=variants)


def _fill_attributes(listing: Listing, attributes: Sequence[Attribute]) -> Listing:
    """Take what stands in title, description or options as one of an attribute's choices; nothing is invented."""
    told = dict(listing.facts.attributes)
    text = " ".join([listing.title, listing.description, *(o for v in listing.variants for o in v.options.values())])
    for attribute in attributes:
        found = [choice for choice in attribute.choices if choice and keyword_place(text, choice) is not None]
        if found and not told.get(attribute.name, "").strip():
            told[attribute.name] = max(found, key=len)
    return replace(listing, facts=replace(listing.facts, attributes=told))


def _promise(listing: Listing, sentence: str) -> Listing:
    blocks = dict(listing.facts.blocks)
    if sentence:
        blocks["promise"] = "\n".join(filter(None, (blocks.get("promise", "").strip(), sentence)))
    return replace(listing, facts=replace(listing.facts, blocks=blocks))


_FIXES: dict[str, Fix] = {
    "title-too-long": _shorten,
    "title-forbidden": _take_word_out,
    "title-stuffed": _say_once,
    "title-spaced": _squeeze,
    "title-emoji": _without_emoji,
    "keyword-absent": _keyword_first,
    "keyword-not-first": _keyword_first,
    "selling-point-absent": _add_point,
    "list-price-low": _without_list_price,
}
