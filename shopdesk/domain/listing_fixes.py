"""The fix that a finding offers: the listing as it would be, or none where only a person knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from shopdesk.domain import listing_titles as titles
from shopdesk.domain.attribute_values import fill_attributes
from shopdesk.domain.categories import Attribute
from shopdesk.domain.listing_findings import Finding, ScoreRules, cost_of
from shopdesk.domain.listing_score import score_listing
from shopdesk.domain.listings import Listing

# Where in the editor a finding is mended; by the first word of its code where the code itself is not named.
PLACES = {
    "keyword-absent": "title", "keyword-not-first": "title", "selling-point-absent": "title",
    "title": "title", "keyword": "keyword", "selling": "selling_point", "picture": "pictures", "pictures": "pictures",
    "description": "description", "promise": "promise", "special": "promise", "category": "category",
    "attributes": "attributes", "brand": "brand", "price": "variants", "list": "variants", "barcode": "variants",
    "weight": "variants", "variants": "variants",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Means:
    """What fixes are made with: the rules, what the category asks, and the shop's own sentences."""

    rules: ScoreRules
    attributes: Sequence[Attribute] = ()
    promises: Mapping[str, str] | None = None


Fix = Callable[[Listing, Finding, Means], Listing]


def place_of(code: str) -> str:
    """Return the field of the editor that a finding belongs to."""
    return PLACES.get(code) or PLACES[code.split("-", maxsplit=1)[0]]


def fixable(finding: Finding) -> bool:
    """Tell whether a fix may be offered at all; for one listing `mend` knows."""
    return finding.code in _FIXES


def mend(
    listing: Listing,
    finding: Finding,
    rules: ScoreRules,
    *,
    attributes: Sequence[Attribute] = (),
    promises: Mapping[str, str] | None = None,
) -> Listing | None:
    """Return the listing with a finding mended; None where nothing is offered, or it would be no better.

    `promises` are the shop's own sentences: "promise" on returns and warranty, "no_return" for special goods. A
    mended listing has the finding no more and costs no more on any platform; what is not found any more is not mended.
    """
    if finding.code not in _FIXES:
        return None
    means = Means(rules, attributes, promises)
    mended = _FIXES[finding.code](listing, finding, means)
    return mended if mended != listing and _is_better(listing, mended, finding, means) else None


def _is_better(before: Listing, after: Listing, finding: Finding, means: Means) -> bool:
    # No fix touches the pictures: whatever is said of them is said of both.
    was, now = (
        score_listing(listing, means.rules, picture="pass", attributes=means.attributes).findings
        for listing in (before, after)
    )
    if _same(finding) not in map(_same, was) or _same(finding) in map(_same, now):
        return False
    return all(cost_of(now, platform) <= cost_of(was, platform) for platform in ("", *means.rules.titles))


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.of, finding.measured


def _kept(listing: Listing) -> tuple[str, str]:
    return listing.facts.keyword, listing.facts.selling_point


def _shorten(listing: Listing, finding: Finding, means: Means) -> Listing:
    rule = means.rules.titles.get(finding.of)
    return replace(listing, title=titles.shortened(listing.title, rule, _kept(listing))) if rule else listing


def _take_word_out(listing: Listing, finding: Finding, _means: Means) -> Listing:
    return replace(listing, title=titles.without_word(listing.title, finding.of))


def _say_once(listing: Listing, finding: Finding, _means: Means) -> Listing:
    return replace(listing, title=titles.said_once(listing.title, finding.of, _kept(listing)))


def _squeeze(listing: Listing, _finding: Finding, _means: Means) -> Listing:
    return replace(listing, title=titles.squeezed(listing.title))


def _without_emoji(listing: Listing, _finding: Finding, _means: Means) -> Listing:
    return replace(listing, title=titles.without_emoji(listing.title))


def _keyword_first(listing: Listing, _finding: Finding, means: Means) -> Listing:
    """Put the keyword in front; what that pushes over a platform's limit goes from the end."""
    mended = titles.fronted(listing.title, listing.facts.keyword)
    for rule in means.rules.titles.values():
        if titles.title_length(listing.title, rule.unit) <= rule.limit < titles.title_length(mended, rule.unit):
            mended = titles.shortened(mended, rule, _kept(listing))
    return replace(listing, title=mended)


def _add_point(listing: Listing, _finding: Finding, means: Means) -> Listing:
    """Add the selling point at the end, where every platform that the title fits now still takes it."""
    mended = titles.squeezed(f"{listing.title} {listing.facts.selling_point}")
    for rule in means.rules.titles.values():
        if titles.title_length(listing.title, rule.unit) <= rule.limit < titles.title_length(mended, rule.unit):
            return listing
    return replace(listing, title=mended)


def _without_list_price(listing: Listing, finding: Finding, _means: Means) -> Listing:
    variants = tuple(replace(v, list_price=0) if v.sku == finding.of else v for v in listing.variants)
    return replace(listing, variants=variants)


def _fill_attributes(listing: Listing, _finding: Finding, means: Means) -> Listing:
    return fill_attributes(listing, means.attributes, means.rules.words.get("vague", ()))


def _promise(listing: Listing, _finding: Finding, means: Means) -> Listing:
    return _say(listing, (means.promises or {}).get("promise", ""))


def _no_return(listing: Listing, _finding: Finding, means: Means) -> Listing:
    return _say(listing, (means.promises or {}).get("no_return", ""))


def _say(listing: Listing, sentence: str) -> Listing:
    if not sentence.strip():
        return listing
    told = listing.facts.blocks.get("promise", "").strip()
    blocks = listing.facts.blocks | {"promise": "\n".join(filter(None, (told, sentence.strip())))}
    return replace(listing, facts=replace(listing.facts, blocks=blocks))


# A wrong barcode is not among them: whether the check digit or another one was misread only the pack tells.
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
    "attributes-missing": _fill_attributes,
    "promise-missing": _promise,
    "special-unsaid": _no_return,
}
