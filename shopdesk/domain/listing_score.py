"""Is a listing ready to sell? Findings that each cost points of a hundred; the score is their sum, line by line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shopdesk.domain.listings import Listing, Variant

FULL = 100
SHORTEST_TITLE = 8
SHORTEST_DESCRIPTION = 30
FEWEST_PICTURES = 3
REPEATED = 3
GOOD, FAIR = 80, 60
STOPS = ("title-missing", "picture-missing", "picture-fails", "price-missing", "variants-missing")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"\d{8}|\d{12,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TitleRule:
    """How long a platform lets a title be: in characters, or in hanzi, of which two ASCII characters make one."""

    platform: str
    limit: int
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """What listings are judged by: the titles' limits, forbidden words, and what each finding costs."""

    titles: Mapping[str, TitleRule]
    forbidden: tuple[str, ...]
    penalties: Mapping[str, int]


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


def title_length(title: str, unit: str) -> int:
    """Return a title's length in a platform's unit; half a hanzi counts as a whole one at the end."""
    if unit == "hanzi":
        return -(-sum(1 if char.isascii() else 2 for char in title) // 2)
    return len(title)


def score_listing(listing: Listing, rules: ScoreRules, *, platform: str = "", picture: str = "none") -> Score:
    """Judge a listing by every platform's title rule, or one platform's; `picture` is its main image's verdict.

    The verdict is "pass", "warn", "fail", or "none" where no picture lies in the shop.
    """
    raw = [
        *_title_findings(listing.title, rules, platform),
        *_picture_findings(len(listing.pictures), picture),
        *_word_findings(listing),
        *(finding for variant in listing.variants for finding in _variant_findings(variant)),
    ]
    if not listing.variants:
        raw.append(Finding("variants-missing"))
    priced = [
        Finding(found.code, found.measured, found.limit, found.of, rules.penalties.get(found.code, 0)) for found in raw
    ]
    priced.sort(key=lambda finding: (-finding.penalty, finding.code, finding.of))
    # What several variants lack costs once: a listing of twelve colours is no worse than one of two.
    cost = sum({finding.code: finding.penalty for finding in priced}.values())
    return Score(max(FULL - cost, 0), tuple(priced))


def _title_findings(title: str, rules: ScoreRules, platform: str) -> Iterator[Finding]:
    if not title.strip():
        yield Finding("title-missing")
        return
    for rule in rules.titles.values():
        length = title_length(title, rule.unit)
        if platform in ("", rule.platform) and length > rule.limit:
            yield Finding("title-too-long", str(length), str(rule.limit), rule.platform)
    if (length := title_length(title, "hanzi")) < SHORTEST_TITLE:
        yield Finding("title-too-short", str(length), str(SHORTEST_TITLE))
    for word in rules.forbidden:
        if word.casefold() in title.casefold():
            yield Finding("title-forbidden", of=word)
    if stuffed := most_repeated(title):
        yield Finding("title-stuffed", str(stuffed[1]), str(REPEATED - 1), stuffed[0])
    if title != " ".join(title.split()):
        yield Finding("title-spaced")


def most_repeated(title: str) -> tuple[str, int] | None:
    """Return the word that a title repeats most, and how often, when it is stuffed with it.

    Chinese has no blanks between words: pairs of neighbouring characters stand in for them.
    """
    pieces: Counter[str] = Counter()
    for run in _WORD.findall(title.casefold()):
        pieces.update([run] if run.isascii() else [run[at : at + 2] for at in range(len(run) - 1)])
    found = [(piece, count) for piece, count in pieces.most_common(1) if count >= REPEATED]
    return found[0] if found else None


def _picture_findings(count: int, verdict: str) -> Iterator[Finding]:
    if not count or verdict == "none":
        yield Finding("picture-missing")
        return
    if verdict in ("fail", "warn"):
        yield Finding(f"picture-{verdict}s")
    if count < FEWEST_PICTURES:
        yield Finding("pictures-few", str(count), str(FEWEST_PICTURES))


def _word_findings(listing: Listing) -> Iterator[Finding]:
    length = len("".join(listing.description.split()))
    if not length:
        yield Finding("description-missing")
    elif length < SHORTEST_DESCRIPTION:
        yield Finding("description-short", str(length), str(SHORTEST_DESCRIPTION))
    if not listing.category:
        yield Finding("category-missing")
    if not listing.brand:
        yield Finding("brand-missing")


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
