"""The check of listings' main images, kept: a picture that has changed is checked again."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from shopdesk.db.listing_scores import listings_with_main
from shopdesk.db.picture_checks import KeptCheck, keep_checks, kept_checks
from shopdesk.db.picture_files import PictureFile, keep_files
from shopdesk.db.times import write_time
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listings import Listing
from shopdesk.domain.pictures import Profile
from shopdesk.imaging.check import check_picture
from shopdesk.services.kept_verdicts import is_current, main_place, stamp
from shopdesk.services.listing_scores import rescore
from shopdesk.services.listings import list_listings, picture_file
from shopdesk.services.look_alikes import look_at
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.pictures import find_profile
from shopdesk.services.shop import Shop


def main_verdict(shop: Shop, listing: Listing, platform: str = "") -> str:
    """Return the verdict on a listing's main image as it lies there now; "none" where none lies in the shop."""
    place = main_place(listing)
    file = picture_file(shop, place)
    if file is None:
        return "none"
    profile = shop_profile(shop, platform)
    kept = kept_checks(shop.connection, [place], profile.key).get(place)
    if kept is not None and is_current(kept, file):
        return kept.verdict
    return check_picture(file, profile).verdict


def stale_main_images(shop: Shop) -> list[tuple[str, Path]]:
    """Return the main images that were never checked by the shop's rules, or have changed since."""
    profile = shop_profile(shop).key
    places = [place for listing in list_listings(shop) if (place := main_place(listing))]
    kept = kept_checks(shop.connection, places, profile)
    files = ((place, picture_file(shop, place)) for place in dict.fromkeys(places))
    return [(p, file) for p, file in files if file is not None and not (p in kept and is_current(kept[p], file))]


def check_main_images(
    images: Sequence[tuple[str, Path]], profile: str | Profile, job: Job | None = None
) -> list[tuple[str, Path, str]]:
    """Check these pictures (place, file) and return each with its verdict; nothing is written."""
    rules, job = find_profile(profile), job or SilentJob()
    found = []
    for at, (place, file) in enumerate(images, start=1):
        found.append((place, file, check_picture(file, rules).verdict))
        job.step(at, len(images))
    return found


def keep_verdicts(
    shop: Shop,
    found: Sequence[tuple[str, Path, str]],
    profile: str | Profile,
    looks: Sequence[PictureFile] | None = None,
) -> None:
    """Keep these verdicts (place, file, verdict) with what the pictures are and look like; a name is the shop's rules.

    Whoever has many has looked at them before: this holds up other writers.
    """
    at, rules = write_time(shop.now()), profile if isinstance(profile, Profile) else shop_profile(shop, profile)
    if looks is None:
        looks = look_at([(place, file) for place, file, _verdict in found])
    checks = [
        KeptCheck(place, rules.key, *stamp(file), hashlib.sha256(file.read_bytes()).hexdigest(), verdict, at)
        for place, file, verdict in found
        if file.is_file()
    ]
    with shop.writing():
        keep_files(shop.connection, looks)
        keep_checks(shop.connection, checks)
        rescore(shop, listings_with_main(shop.connection, [check.place for check in checks]))
