"""Listings judged, and moved from draft to ready, to listed, to the archive."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shopdesk.db import listings
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listing_score import Score, ScoreRules, TitleRule, score_listing
from shopdesk.domain.listings import STATUSES, Listing
from shopdesk.resources import resources
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.picture_checks import main_verdict
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Judged:
    """A listing with its score; `picture` is its main image's verdict, "none" where there is none to check."""

    listing: Listing
    picture: str
    score: Score


@cache
def score_rules() -> ScoreRules:
    """Read the rules from the table that a shop can edit."""
    told = json.loads((resources() / "tables" / "title_rules.json").read_text("utf-8"))
    titles = {
        name: TitleRule(name, rule["limit"], rule["unit"], rule["source"]) for name, rule in told["platforms"].items()
    }
    return ScoreRules(titles, tuple(told["forbidden"]["words"]), told["penalties"])


def check_listings(
    shop: Shop, names: Sequence[str] = (), *, platform: str = "", job: Job | None = None
) -> list[Judged]:
    """Judge these listings (by handle, SKU or barcode), or all of them. Raises ShopError("listing-unknown")."""
    job = job or SilentJob()
    chosen = [show_listing(shop, name) for name in names] if names else list_listings(shop)
    judged = []
    for at, listing in enumerate(chosen, start=1):
        judged.append(judge(shop, listing, platform))
        job.step(at, len(chosen))
    return judged


def judge(shop: Shop, listing: Listing, platform: str = "") -> Judged:
    """Judge one listing, its main image as it lies in the shop's folder now."""
    verdict = main_verdict(shop, listing, platform)
    return Judged(listing, verdict, score_listing(listing, score_rules(), platform=platform, picture=verdict))


def set_status(shop: Shop, name: str, status: str, *, anyway: bool = False) -> Listing:
    """Move a listing to a status; ready and listed only when nothing stops it, unless the shop only warns.

    `anyway` is for taking a step back: where it stood before it may stand again.

    Raises ShopError with "listing-unknown", "listing-status-unknown" or "listing-not-ready".
    """
    if status not in STATUSES:
        raise ShopError("listing-status-unknown", value=status, allowed=", ".join(STATUSES))
    listing = show_listing(shop, name)
    if not anyway and status in ("ready", "listed") and get_setting(shop, "listings.gate") == "block":
        score = judge(shop, listing).score
        if not score.may_be_ready:
            stopping = next(finding for finding in score.findings if finding.stops)
            raise ShopError("listing-not-ready", listing=listing.title, finding=stopping.code, of=stopping.of)
    with shop.writing():
        listings.set_status(shop.connection, listing.handle, status, shop.now())
    return show_listing(shop, listing.handle)
