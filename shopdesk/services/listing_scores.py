"""The score of every listing, kept so that tables can be sorted by it; judged anew when listing or rules change."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from shopdesk.db import listing_scores
from shopdesk.db.listing_scores import KeptScore
from shopdesk.db.listings import load_listings
from shopdesk.domain.categories import Category, attribute_finder, attributes_of
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listing_score import Score, ScoreRules, score_listing
from shopdesk.domain.listings import Listing
from shopdesk.services.categories import list_categories
from shopdesk.services.kept_verdicts import kept_verdicts
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.rule_files import score_rules
from shopdesk.services.shop import Shop

CHUNK = 250


def is_behind(shop: Shop) -> bool:
    """Tell whether a listing was never judged by today's rules."""
    return bool(listing_scores.unscored(shop.connection, _basis(shop), 1))


def catch_up(shop: Shop, job: Job | None = None) -> int:
    """Judge every listing that was never judged by today's rules, some hundred at a time; return how many."""
    job, done, basis = job or SilentJob(), 0, _basis(shop)
    while rows := listing_scores.unscored(shop.connection, basis, CHUNK):
        with shop.writing():
            rescore(shop, rows)
        done += len(rows)
        job.step(done, done)
    return done


def rescore(shop: Shop, rows: Sequence[int]) -> None:
    """Judge these listings, inside the caller's transaction, by what is known of their pictures."""
    told = load_listings(shop.connection, rows)
    verdicts = kept_verdicts(shop, told)
    rules, asked, basis = score_rules(shop), attribute_finder(list_categories(shop)), _basis(shop)
    scores = (
        score_listing(listing, rules, picture=verdicts[listing.uuid], attributes=asked(listing.category))
        for listing in told
    )
    listing_scores.keep_scores(shop.connection, [_kept(*pair, basis) for pair in zip(rows, scores, strict=True)])


def scores_of(shop: Shop, told: Sequence[Listing]) -> list[int]:
    """Return the points of these listings, by what is known of their pictures; nothing is written."""
    verdicts, rules, asked = kept_verdicts(shop, told), score_rules(shop), attribute_finder(list_categories(shop))
    return [
        score_listing(listing, rules, picture=verdicts[listing.uuid], attributes=asked(listing.category)).points
        for listing in told
    ]


def score_one(listing: Listing, rules: ScoreRules, tree: Sequence[Category], picture: str, platform: str = "") -> Score:
    """Judge one listing with what its category asks to be told."""
    attributes = attributes_of(listing.category, tree)
    return score_listing(listing, rules, platform=platform, picture=picture, attributes=attributes)


def _kept(row: int, score: Score, basis: str) -> KeptScore:
    worst = asdict(score.findings[0]) if score.findings else {}
    codes = tuple(dict.fromkeys(finding.code for finding in score.findings))
    return KeptScore(row, score.points, not score.may_be_ready, worst, codes, basis)


def _basis(shop: Shop) -> str:
    """Name the rules that listings are judged by: other rules, another name."""
    told = (score_rules(shop), list_categories(shop), shop_profile(shop).key)
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()
