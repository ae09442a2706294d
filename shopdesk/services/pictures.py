"""Main images checked: files, folders, or the pictures of a listing."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.pictures import PictureReport, Profile
from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop

_NAMES = "jpg jpeg jpe jfif png webp gif bmp tif tiff avif heic heif ico psd svg eps"
SUFFIXES = frozenset(f".{name}" for name in _NAMES.split(" "))


def find_profile(name: str) -> Profile:
    """Return the rules of a platform. Raises ShopError("profile-unknown")."""
    profiles = load_profiles()
    if name not in profiles:
        raise ShopError("profile-unknown", value=name, allowed=", ".join(profiles))
    return profiles[name]


def check_pictures(paths: Sequence[Path], *, profile: str = "shopdesk", job: Job | None = None) -> list[PictureReport]:
    """Check these files, and every picture in these folders, by a platform's rules; one report a file.

    Raises ShopError with "profile-unknown" or "folder-not-readable".
    """
    rules = find_profile(profile)
    files = [file for path in paths for file in _files(path)]
    return _check(files, rules, job or SilentJob())


def check_listing(shop: Shop, text: str, *, profile: str = "") -> list[PictureReport]:
    """Check the pictures of a listing that lie in the shop's folder, by the shop's own rules unless told others.

    Raises ShopError with "listing-unknown", "pictures-missing" or "profile-unknown".
    """
    listing, rules = show_listing(shop, text), find_profile(profile or str(get_setting(shop, "pictures.profile")))
    files = [file for picture in listing.pictures if (file := picture_file(shop, picture.place))]
    if not files:
        raise ShopError("pictures-missing", listing=listing.title)
    return _check(files, rules, SilentJob())


def _files(path: Path) -> Iterable[Path]:
    """Return the file itself, or the pictures of a folder and its folders in the order of their names."""
    if not path.is_dir():
        return [path]
    try:
        found = [file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()]
    except OSError as error:
        raise ShopError("folder-not-readable", path=str(path), detail=error.strerror or "") from error
    return sorted(found)


def _check(files: Sequence[Path], rules: Profile, job: Job) -> list[PictureReport]:
    reports: list[PictureReport] = []
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        for report in pool.map(check_picture, files, [rules] * len(files)):
            reports.append(report)
            job.step(len(reports), len(files))
    return reports
