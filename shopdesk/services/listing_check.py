"""Listings judged, and moved from draft to ready, to listed, to the archive."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.db import listings
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listing_score import Score
from shopdesk.domain.listings import STATUSES, Listing
from shopdesk.services.categories import list_categories
from shopdesk.services.kept_verdicts import kept_verdicts, main_place
from shopdesk.services.listing_scores import rescore, score_one
from shopdesk.services.listings import list_listings, picture_file, show_listing
from shopdesk.services.picture_checks import check_main_images, keep_verdicts, main_verdict
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.rule_files import score_rules
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


@dataclass(frozen=True, slots=True)
class Judged:
    """A listing with its score; `picture` is its main image's verdict, "none" where there is none to check."""

    listing: Listing
    picture: str
    score: Score


def check_listings(
    shop: Shop, names: Sequence[str] = (), *, platform: str = "", job: Job | None = None
) -> list[Judged]:
    """Judge these listings (by handle, SKU or barcode), or all of them. Raises ShopError("listing-unknown")."""
    job = job or SilentJob()
    chosen = [show_listing(shop, name) for name in names] if names else list_listings(shop)
    judged, rules, tree = [], score_rules(shop), list_categories(shop)
    for at, listing in enumerate(chosen, start=1):
        verdict = main_verdict(shop, listing, platform)
        judged.append(Judged(listing, verdict, score_one(listing, rules, tree, verdict, platform)))
        job.step(at, len(chosen))
    return judged


def judge(shop: Shop, listing: Listing, platform: str = "") -> Judged:
    """Judge one listing, its main image as it lies in the shop's folder now."""
    verdict = main_verdict(shop, listing, platform)
    score = score_one(listing, score_rules(shop), list_categories(shop), verdict, platform)
    return Judged(listing, verdict, score)


def keep_main_verdict(shop: Shop, listing: Listing) -> None:
    """Check a listing's main image where it was never checked as it lies there now, and keep the verdict."""
    place = main_place(listing)
    file = picture_file(shop, place)
    if file is not None and kept_verdicts(shop, [listing])[listing.uuid] == "unchecked":
        profile = shop_profile(shop)
        keep_verdicts(shop, check_main_images([(place, file)], profile), profile)


def set_status(shop: Shop, name: str, status: str, *, anyway: bool = False) -> Listing:
    """Move a listing to a status; ready and listed only when nothing stops it, unless the shop only warns.

    `anyway` is for taking a step back: where it stood before it may stand again.

    Raises ShopError with "listing-unknown", "listing-status-unknown" or "listing-not-ready".
    """
    if status not in STATUSES:
        raise ShopError("listing-status-unknown", value=status, allowed=", ".join(STATUSES))
    listing = show_listing(shop, name)
    if not anyway and status in ("ready", "listed") and get_setting(shop, "listings.gate") == "block":
        keep_main_verdict(shop, listing)
        score = judge(shop, listing).score
        if not score.may_be_ready:
            stopping = next(finding for finding in score.findings if finding.stops)
            raise ShopError("listing-not-ready", listing=listing.title, finding=stopping.code, of=stopping.of)
    with shop.writing():
        listings.set_status(shop.connection, listing.handle, status, shop.now())
        rescore(shop, [row for row in [listings.find_by_handle(shop.connection, listing.handle)] if row])
    return show_listing(shop, listing.handle)
