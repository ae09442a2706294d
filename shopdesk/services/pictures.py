"""Main images checked and repaired: files, folders, or the pictures of a listing."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Lock
from uuid import uuid4

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.pictures import VERDICTS, FixedPicture, Measured, PictureReport, Profile, RepairPreview
from shopdesk.imaging.check import check_picture
from shopdesk.imaging.profiles import load_profiles
from shopdesk.imaging.repair import OBSTACLES, STEPS, Repaired, repair_picture, steps_of
from shopdesk.imaging.repair_file import CannotRepair
from shopdesk.imaging.unreadable import Unreadable, reasons
from shopdesk.paths import true_path
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.shop import Shop
from shopdesk.whole_files import patiently, written_whole

_NAMES = "jpg jpeg jpe jfif png webp gif bmp tif tiff avif heic heif ico psd svg eps"
MOST_REPAIRS = 2  # at once: each may take a hundred megabytes
SUFFIXES = frozenset(f".{name}" for name in _NAMES.split(" "))


def find_profile(name: str | Profile) -> Profile:
    """Return the shipped rules of a platform, or the rules that are told. Raises ShopError("profile-unknown")."""
    if isinstance(name, Profile):
        return name
    profiles = load_profiles()
    if name not in profiles:
        raise ShopError("profile-unknown", value=name, allowed=", ".join(profiles))
    return profiles[name]


def check_pictures(
    paths: Sequence[Path], *, profile: str | Profile = "shopdesk", job: Job | None = None
) -> list[PictureReport]:
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
    listing, rules = show_listing(shop, text), shop_profile(shop, profile)
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


def fix_pictures(
    paths: Sequence[Path], out: Path, *, profile: str | Profile = "shopdesk", job: Job | None = None
) -> list[FixedPicture]:
    """Write repaired copies of these files, and of every picture in these folders, into another folder.

    One result a file. Originals and what lies in `out` already are never overwritten; a copy is written whole or not
    at all, so that after a cancel only finished ones are there. Raises ShopError with "profile-unknown",
    "folder-not-readable", "folder-not-writable", or "originals-in-folder" where one lies in `out` itself.
    """
    rules, outbox = find_profile(profile), _Outbox(out)
    files = [file for path in paths for file in outbox.without_copies(path, _files(path))]
    outbox.open_for(files)
    results: list[FixedPicture] = []
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, MOST_REPAIRS)) as pool:
        try:
            for result in pool.map(_fix, files, [outbox] * len(files), [rules] * len(files)):
                results.append(result)
                (job or SilentJob()).step(len(results), len(files))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return results


def preview_repair(file: Path, *, profile: str | Profile, without: frozenset[str] = frozenset()) -> RepairPreview:
    """Repair a picture in memory, without the steps named, and tell before and after; no file is written.

    Whatever stands in the way becomes its `reason`. Raises ShopError("profile-unknown").
    """
    rules = find_profile(profile)
    before = check_picture(file, rules)
    if before.measured is None:
        found = before.checks[0]
        return RepairPreview(str(file), before, None, None, "", (), (), str(found.measured), found.limit)
    try:
        with reasons():
            made = _repair(file, rules, before.measured, without)
    except Unreadable as refusal:
        return RepairPreview(str(file), before, None, None, "", (), (), refusal.reason, refusal.limit)
    if isinstance(made, CannotRepair):
        steps = tuple(step for step in STEPS if step in without or step in OBSTACLES.get(made.reason, ()))
        return RepairPreview(str(file), before, None, None, "", (), steps, made.reason, made.limit)
    after = check_picture(file, rules, made.data)
    reason = "product-cut" if made.is_cut and after.verdict != "pass" else ""
    return RepairPreview(
        file=str(file),
        before=before,
        after=after,
        data=made.data,
        suffix=made.suffix,
        actions=made.actions,
        steps=steps_of(made.actions, without),
        reason=reason,
        box_before=made.box_before,
        box_after=made.box_after,
        frame=made.frame,
    )


def _repair(file: Path, rules: Profile, before: Measured, without: frozenset[str]) -> Repaired | CannotRepair:
    """Repair one file, or return why not: a refusal is no damage of the file."""
    try:
        return repair_picture(file, rules, before, without)
    except CannotRepair as refusal:
        return refusal


def keep_repair(preview: RepairPreview, target: Path) -> Path:
    """Write a repaired picture to a file, whole or not at all, and return it; another file there is replaced.

    Raises ShopError with "original-kept" where the target is the original, "picture-not-repaired" where there is
    nothing to write, or "file-not-writable".
    """
    if preview.data is None:
        raise ShopError("picture-not-repaired", path=preview.file)
    original = Path(preview.file)
    try:
        if target.exists() and original.exists() and target.samefile(original):
            raise ShopError("original-kept", path=str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(target) as part:
            part.write_bytes(preview.data)
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    return target


def _fix(file: Path, outbox: "_Outbox", rules: Profile) -> FixedPicture:
    """Repair one file; whatever stands in the way becomes its reason, as does a copy that would be no better."""
    made = preview_repair(file, profile=rules)
    before, after = made.before.verdict, made.after
    if made.data is None or after is None:
        return FixedPicture(str(file), rules.name, None, (), before, made.reason, made.limit)
    if after.verdict == "fail" or VERDICTS.index(after.verdict) > VERDICTS.index(before):
        return FixedPicture(str(file), rules.name, None, (), before, made.reason or "no-better")
    fixed = outbox.put(file.stem, made.suffix, made.data)
    return FixedPicture(str(file), rules.name, str(fixed), made.actions, after.verdict, made.reason)


class _Outbox:
    """The folder for repaired copies: none of them overwrites anything, and each appears whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = Lock()

    def without_copies(self, asked: Path, files: Iterable[Path]) -> Iterable[Path]:
        """Leave out the copies of earlier repairs, where the folder lies within one that was asked for."""
        out = true_path(self.folder)
        if true_path(asked) == out or not asked.is_dir():
            return files
        return [file for file in files if out not in true_path(file).parents]

    def open_for(self, files: Sequence[Path]) -> None:
        """Make the folder, unless an original lies in it."""
        path, out = str(self.folder), true_path(self.folder)
        if any(true_path(file).parent == out for file in files):
            raise ShopError("originals-in-folder", path=path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ShopError("folder-not-writable", path=path, detail=error.strerror or "") from error

    def put(self, stem: str, suffix: str, data: bytes) -> Path:
        """Keep a repaired copy under a free name and return it."""
        part = self.folder / f".{uuid4().hex}.part"
        try:
            part.write_bytes(data)
            with self.lock:
                fixed = self.free_name(stem, suffix, data)
                patiently(part.replace, fixed)
        except OSError as error:
            raise ShopError("folder-not-writable", path=str(self.folder), detail=error.strerror or "") from error
        finally:
            part.unlink(missing_ok=True)
        return fixed

    def free_name(self, stem: str, suffix: str, data: bytes) -> Path:
        """Return a name that is free, or holds these very bytes from an earlier run; a second one gets a number."""
        for number in count(1):
            path = self.folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            if not path.exists() or (path.is_file() and path.read_bytes() == data):
                return path
        raise AssertionError
