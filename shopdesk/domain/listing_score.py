"""Is a listing ready to sell? Findings that each cost points of a hundred; the score is their sum, line by line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shopdesk.domain.categories import LEVELS, Attribute
from shopdesk.domain.listing_titles import (
    TitleRule,
    has_emoji,
    keyword_place,
    most_repeated,
    squeezed,
    title_length,
)
from shopdesk.domain.listings import Facts, Listing, Variant

FULL = 100
GOOD, FAIR = 80, 60
STOPS = (
    "title-missing", "picture-missing", "picture-fails", "picture-unchecked", "price-missing", "variants-missing",
)  # fmt: skip
LIMITS = {
    "shortest_title": 8,
    "shortest_description": 30,
    "fewest_pictures": 3,
    "repeated": 3,
    "keyword_within": 8,
}
_CODE = re.compile(r"\d{8}|\d{12,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """What listings are judged by: the titles' limits, forbidden words, and what each finding costs.

    `limits` are the numbers of LIMITS, `words` what tells of an after-sales promise, and that goods stay sold.
    """

    titles: Mapping[str, TitleRule]
    forbidden: tuple[str, ...]
    penalties: Mapping[str, int]
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what was measured, the limit, what it is about (a SKU, a word, a platform), what it costs."""

    code: str
    measured: str = ""
    limit: str = ""
    of: str = ""
    penalty: int = 0

    @property
    def stops(self) -> bool:
        """Whether a listing with it cannot be called ready."""
        return self.code in STOPS


@dataclass(frozen=True, slots=True)
class Score:
    """The findings of one listing, the dearest first, and what is left of a hundred."""

    points: int
    findings: tuple[Finding, ...]

    @property
    def may_be_ready(self) -> bool:
        """Whether nothing stops the listing from being offered."""
        return not any(finding.stops for finding in self.findings)

    @property
    def lines(self) -> tuple[tuple[int, tuple[Finding, ...]], ...]:
        """The score line by line: what each kind of finding costs, and the findings of that kind."""
        kinds: dict[str, list[Finding]] = {}
        for finding in self.findings:
            kinds.setdefault(finding.code, []).append(finding)
        return tuple((found[0].penalty, tuple(found)) for found in kinds.values())


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
    raw = [
        *_title_findings(listing, rules, platform),
        *_picture_findings(len(listing.pictures), picture, rules),
        *_word_findings(listing, rules),
        *_attribute_findings(listing, attributes, rules.penalties.get("attributes-missing", 0)),
        *(finding for variant in listing.variants for finding in _variant_findings(variant)),
    ]
    if not listing.variants:
        raw.append(Finding("variants-missing"))
    priced = [replace(found, penalty=found.penalty or rules.penalties.get(found.code, 0)) for found in raw]
    priced.sort(key=lambda finding: (-finding.penalty, finding.code, finding.of))
    # What several variants lack costs once: a listing of twelve colours is no worse than one of two.
    cost = sum({finding.code: finding.penalty for finding in priced}.values())
    return Score(max(FULL - cost, 0), tuple(priced))


def _title_findings(listing: Listing, rules: ScoreRules, platform: str) -> Iterator[Finding]:
    title = listing.title
    if not title.strip():
        yield Finding("title-missing")
        return
    for rule in rules.titles.values():
        length = title_length(title, rule.unit)
        if platform in ("", rule.platform) and length > rule.limit:
            yield Finding("title-too-long", str(length), str(rule.limit), rule.platform)
        if platform in ("", rule.platform) and not rule.emoji and has_emoji(title):
            yield Finding("title-emoji", of=rule.platform)
    shortest, repeated = rules.limits["shortest_title"], rules.limits["repeated"]
    if (length := title_length(squeezed(title), "hanzi")) < shortest:
        yield Finding("title-too-short", str(length), str(shortest))
    for word in rules.forbidden:
        if word.casefold() in title.casefold():
            yield Finding("title-forbidden", of=word)
    if stuffed := most_repeated(title, repeated):
        yield Finding("title-stuffed", str(stuffed[1]), str(repeated - 1), stuffed[0])
    if title != squeezed(title):
        yield Finding("title-spaced")
    yield from _keyword_findings(title, listing.facts, rules.limits["keyword_within"])


def _keyword_findings(title: str, facts: Facts, within: int) -> Iterator[Finding]:
    keyword, point = facts.keyword.strip(), facts.selling_point.strip()
    if not keyword:
        yield Finding("keyword-missing")
    elif (place := keyword_place(title, keyword)) is None:
        yield Finding("keyword-absent", of=keyword)
    elif place > within:
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
    told = listing.description + "".join(listing.facts.blocks.values())
    length, shortest = len("".join(told.split())), rules.limits["shortest_description"]
    if not length:
        yield Finding("description-missing")
    elif length < shortest:
        yield Finding("description-short", str(length), str(shortest))
    if length and not _says(told, rules.words.get("promise", ())):
        yield Finding("promise-missing")
    if listing.facts.special and not _says(told, rules.words.get("no_return", ())):
        yield Finding("special-unsaid")
    if not listing.category:
        yield Finding("category-missing")
    elif len(listing.category) < LEVELS:
        yield Finding("category-shallow", str(len(listing.category)), str(LEVELS))
    if not listing.brand:
        yield Finding("brand-missing")


def _says(text: str, words: Sequence[str]) -> bool:
    return not words or any(word.casefold() in text.casefold() for word in words)


def _attribute_findings(listing: Listing, attributes: Sequence[Attribute], most: int) -> Iterator[Finding]:
    """Find what the category asks and nobody has told; it costs its share of the most that can be missing."""
    wanted = [attribute.name for attribute in attributes if attribute.required]
    told = {name for name, text in listing.facts.attributes.items() if text.strip()}
    told |= {name for variant in listing.variants for name in variant.options}
    missing = [name for name in wanted if name not in told]
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
