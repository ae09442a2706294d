"""Is a listing ready to sell? Findings that each cost points of a hundred; the score is their sum, line by line."""

import re
from collections.abc import Iterator, Sequence

from shopdesk.domain.categories import LEVELS, Attribute, is_told
from shopdesk.domain.listing_findings import FAIR, FULL, GOOD, LIMITS, STOPS, Finding, Score, ScoreRules, sum_up
from shopdesk.domain.listing_titles import (
    TitleRule,
    has_emoji,
    keyword_place,
    most_repeated,
    squeezed,
    stands_in,
    title_length,
)
from shopdesk.domain.listings import Facts, Listing, Variant

__all__ = [
    "FAIR", "FULL", "GOOD", "LIMITS", "STOPS", "Finding", "Score", "ScoreRules", "TitleRule", "is_barcode",
    "score_listing", "title_length",
]  # fmt: skip
_CODE = re.compile(r"\d{8}|\d{12,14}", re.ASCII)


def score_listing(
    listing: Listing,
    rules: ScoreRules,
    *,
    platform: str = "",
    picture: str = "none",
    attributes: Sequence[Attribute] = (),
) -> Score:
    """Judge a listing by every platform's title rule, or one platform's; `picture` is its main image's verdict.

    The verdict is "pass", "warn", "fail", "unchecked", or "none" where no picture lies in the shop; `attributes` are
    what its category asks to be told.
    """
    return sum_up(
        [
            *_title_findings(listing, rules, platform),
            *_picture_findings(len(listing.pictures), picture, rules),
            *_word_findings(listing, rules),
            *_place_findings(listing),
            *_attribute_findings(listing, attributes, rules.penalties.get("attributes-missing", 0)),
            *([] if listing.variants else [Finding("variants-missing")]),
            *(finding for variant in listing.variants for finding in _variant_findings(variant)),
        ],
        rules,
    )


def _title_findings(listing: Listing, rules: ScoreRules, platform: str) -> Iterator[Finding]:
    title = listing.title
    if not title.strip():
        yield Finding("title-missing")
        return
    yield from (f for rule in rules.titles.values() if platform in ("", rule.platform) for f in _by_rule(title, rule))
    shortest, repeated = rules.limits["shortest_title"], rules.limits["repeated"]
    if (length := title_length(squeezed(title), "hanzi")) < shortest:
        yield Finding("title-too-short", str(length), str(shortest))
    folded = title.casefold()
    for word in rules.forbidden:
        # The quick look spares most titles the slow one.
        if word.casefold() in folded and stands_in(title, word):
            yield Finding("title-forbidden", of=word)
    if stuffed := most_repeated(title, repeated):
        yield Finding("title-stuffed", str(stuffed[1]), str(repeated - 1), stuffed[0])
    if title != squeezed(title):
        yield Finding("title-spaced")
    yield from _keyword_findings(title, listing.facts, rules.limits["keyword_within"])


def _by_rule(title: str, rule: TitleRule) -> Iterator[Finding]:
    if (length := title_length(title, rule.unit)) > rule.limit:
        yield Finding("title-too-long", str(length), str(rule.limit), rule.platform, source=rule.source)
    if not rule.emoji and has_emoji(title):
        yield Finding("title-emoji", of=rule.platform, source=rule.source)


def _keyword_findings(title: str, facts: Facts, within: int) -> Iterator[Finding]:
    keyword, point = facts.keyword.strip(), facts.selling_point.strip()
    if not keyword:
        yield Finding("keyword-missing")
    elif (place := keyword_place(title, keyword)) is None:
        yield Finding("keyword-absent", of=keyword)
    elif place >= within:
        yield Finding("keyword-not-first", str(place), str(within), keyword)
    if not point:
        yield Finding("selling-point-missing")
    elif keyword_place(title, point) is None:
        yield Finding("selling-point-absent", of=point)


def _picture_findings(count: int, verdict: str, rules: ScoreRules) -> Iterator[Finding]:
    if not count or verdict == "none":
        yield Finding("picture-missing")
        return
    if verdict == "unchecked":
        yield Finding("picture-unchecked")
    if verdict in ("fail", "warn"):
        yield Finding(f"picture-{verdict}s")
    if count < (fewest := rules.limits["fewest_pictures"]):
        yield Finding("pictures-few", str(count), str(fewest))


def _word_findings(listing: Listing, rules: ScoreRules) -> Iterator[Finding]:
    facts = listing.facts
    told = "\n".join([listing.description, *facts.blocks.values()])
    length, shortest = len("".join(told.split())), rules.limits["shortest_description"]
    if not length:
        yield Finding("description-missing")
    elif length < shortest:
        yield Finding("description-short", str(length), str(shortest))
    if length and not facts.blocks.get("promise", "").strip() and not _says(told, rules.words.get("promise", ())):
        yield Finding("promise-missing")
    if facts.special and not _says(told, rules.words.get("no_return", ())):
        yield Finding("special-unsaid")


def _place_findings(listing: Listing) -> Iterator[Finding]:
    if not listing.category:
        yield Finding("category-missing")
    elif len(listing.category) < LEVELS:
        yield Finding("category-shallow", str(len(listing.category)), str(LEVELS))
    if not listing.brand.strip():
        yield Finding("brand-missing")


def _says(text: str, words: Sequence[str]) -> bool:
    return not words or any(word.casefold() in text.casefold() for word in words)


def _attribute_findings(listing: Listing, attributes: Sequence[Attribute], most: int) -> Iterator[Finding]:
    """Find what the category asks and nobody has told; it costs its share of the most that can be missing."""
    wanted = [attribute for attribute in attributes if attribute.required]
    missing = [attribute.name for attribute in wanted if not is_told(listing, attribute)]
    if missing:
        measured, penalty = str(len(wanted) - len(missing)), -(-most * len(missing) // len(wanted))
        yield Finding("attributes-missing", measured, str(len(wanted)), ", ".join(missing), penalty)


def _variant_findings(variant: Variant) -> Iterator[Finding]:
    if variant.price <= 0:
        yield Finding("price-missing", of=variant.sku)
    elif variant.cost > variant.price:
        yield Finding("price-below-cost", of=variant.sku)
    if 0 < variant.list_price < variant.price:
        yield Finding("list-price-low", of=variant.sku)
    if variant.barcode and not is_barcode(variant.barcode):
        yield Finding("barcode-wrong", measured=variant.barcode, of=variant.sku)
    if variant.weight_g <= 0:
        yield Finding("weight-missing", of=variant.sku)


def is_barcode(text: str) -> bool:
    """Tell whether a text is an EAN-8, UPC-A, EAN-13 or GTIN-14 with its right check digit (GS1)."""
    if not _CODE.fullmatch(text):
        return False
    weighted = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(text)))
    return weighted % 10 == 0
