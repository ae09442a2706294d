"""What a listing is judged by, what is found, and the score that the findings add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from shopdesk.domain.listing_titles import TitleRule

FULL = 100
GOOD, FAIR = 80, 60
STOPS = (
    "title-missing", "picture-missing", "picture-fails", "picture-unchecked", "price-missing", "variants-missing",
)  # fmt: skip
# Judged by each platform's own rule; `of` names the platform.
BY_PLATFORM = ("title-too-long", "title-emoji")
# Where the shop's table names none: lengths in hanzi, pictures and repetitions in pieces.
LIMITS = {
    "shortest_title": 8,
    "shortest_description": 30,
    "fewest_pictures": 3,
    "repeated": 3,
    "keyword_within": 8,
}


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """What listings are judged by: the titles' limits, forbidden words, and what each finding costs.

    `limits` are the numbers of LIMITS, `words` what tells of a promise, that goods stay sold, and what tells nothing
    of a product; `sources` says by code where a rule that is no platform's is written.
    """

    titles: Mapping[str, TitleRule]
    forbidden: tuple[str, ...]
    penalties: Mapping[str, int]
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what was measured, the limit, what it is about (a SKU, a word, a platform), what it costs.

    `source` is where the rule is written, "" where it is the shop's own.
    """

    code: str
    measured: str = ""
    limit: str = ""
    of: str = ""
    penalty: int = 0
    source: str = ""

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
        """The score line by line: what each kind of finding takes off, and the findings of that kind.

        A hundred less these is the score to the point: a kind costs once, and never more than what is left.
        """
        left, lines = FULL, []
        for found in kinds_of(self.findings).values():
            cost = min(found[0].penalty, left)
            left -= cost
            lines.append((cost, found))
        return tuple(lines)


def kinds_of(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Return the findings by their code, in the order in which each code came first."""
    kinds: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        kinds[finding.code] = (*kinds.get(finding.code, ()), finding)
    return kinds


def cost_of(findings: Iterable[Finding], platform: str = "") -> int:
    """Return what findings cost together on one platform, or on all: what several variants lack costs once."""
    counted = (f for f in findings if f.code not in BY_PLATFORM or platform in ("", f.of))
    return sum({finding.code: finding.penalty for finding in counted}.values())


def sum_up(raw: Iterable[Finding], rules: ScoreRules) -> Score:
    """Return the score of what was found; what the table prices at nothing is left out, unless it stops."""
    priced = [
        replace(
            found,
            penalty=found.penalty or rules.penalties.get(found.code, 0),
            source=found.source or rules.sources.get(found.code, ""),
        )
        for found in raw
    ]
    kept = [finding for finding in priced if finding.penalty or finding.stops]
    kept.sort(key=lambda finding: (-finding.penalty, finding.code, finding.of))
    return Score(max(FULL - cost_of(kept), 0), tuple(kept))
