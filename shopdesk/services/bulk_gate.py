"""The gate for many listings at once: which of them may not become ready, by what they would be then."""

from collections.abc import Sequence

from shopdesk.domain.categories import Category
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.listing_findings import ScoreRules
from shopdesk.domain.listings import Listing
from shopdesk.services.kept_verdicts import kept_verdicts, main_place
from shopdesk.services.listing_edit import ListingChange
from shopdesk.services.listing_scores import score_one
from shopdesk.services.picture_checks import main_verdict
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop


def look_at_gate(
    shop: Shop, changes: Sequence[ListingChange], rules: ScoreRules, tree: Sequence[Category], job: Job
) -> dict[str, tuple[str, ShopError]]:
    """Return by uuid the handles of what would become ready and must not, with ShopError("listing-not-ready").

    A main image that was never checked as it is now is checked; nothing is kept of it.
    """
    asked = [c.after for c in changes if c.before and c.after and _passes(c.before.status, c.after.status)]
    if not asked or get_setting(shop, "listings.gate") != "block":
        return {}
    verdicts = kept_verdicts(shop, asked)
    seen: dict[str, str] = {}
    stopped: dict[str, tuple[str, ShopError]] = {}
    for at, listing in enumerate(asked, start=1):
        job.step(at - 1, len(asked))
        verdict, place = verdicts[listing.uuid], main_place(listing)
        if verdict == "unchecked":
            verdict = seen[place] = seen.get(place) or main_verdict(shop, listing)
        if error := _stop(listing, verdict, rules, tree):
            stopped[listing.uuid] = (listing.handle, error)
    return stopped


def _passes(before: str, after: str) -> bool:
    return before != after and after in ("ready", "listed")


def _stop(listing: Listing, verdict: str, rules: ScoreRules, tree: Sequence[Category]) -> ShopError | None:
    score = score_one(listing, rules, tree, verdict)
    found = next((finding for finding in score.findings if finding.stops), None)
    if found is None:
        return None
    return ShopError("listing-not-ready", listing=listing.title, finding=found.code, of=found.of)
