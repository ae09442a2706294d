"""The image bench: pictures from anywhere checked as they come, repaired copies taken into listings or a folder."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from uuid import uuid4

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listings import Listing, Picture
from shopdesk.domain.pictures import VERDICTS, PictureReport, Profile, RepairPreview
from shopdesk.exchange.file_names import safe_name
from shopdesk.imaging.check import check_picture
from shopdesk.resources import resources
from shopdesk.services.kept_verdicts import main_place
from shopdesk.services.listing_edit import ListingChange, save_listings
from shopdesk.services.listing_pictures import store_bytes
from shopdesk.services.listings import picture_file, show_listing
from shopdesk.services.picture_checks import keep_verdicts
from shopdesk.services.picture_rules import shop_profile
from shopdesk.services.pictures import SUFFIXES, find_profile, keep_repair, preview_repair
from shopdesk.services.shop import Shop

MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class BenchPicture:
    """A picture on the bench: a file from anywhere, or a listing's picture with its handle and place."""

    file: Path
    handle: str = ""
    place: str = ""
    title: str = ""

    @property
    def called(self) -> str:
        """What a person knows it by: the listing's title, else the file's name."""
        return self.title or self.name

    @property
    def name(self) -> str:
        """What it is called."""
        return self.handle or self.file.name


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written under a platform's name, and the file it was made from."""

    source: str
    file: str


def pictures_in(paths: Sequence[Path]) -> list[BenchPicture]:
    """Return these files, and every picture in these folders, by name. Raises ShopError("folder-not-readable")."""
    found: list[Path] = []
    for path in paths:
        try:
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            found += inside if path.is_dir() else [path]
        except OSError as error:
            raise ShopError("folder-not-readable", path=str(path), detail=error.strerror or "") from error
    return [BenchPicture(file) for file in dict.fromkeys(found)][:MOST_FILES]


def main_images(shop: Shop, handles: Sequence[str]) -> list[BenchPicture]:
    """Return the main images of these listings that lie in the shop's folder. Raises ShopError("listing-unknown")."""
    found = []
    for handle in handles:
        listing = show_listing(shop, handle)
        place = main_place(listing)
        if (file := picture_file(shop, place)) is not None:
            found.append(BenchPicture(file, handle, place, listing.title))
    return found


def check_each(
    pictures: Sequence[BenchPicture],
    profile: str | Profile,
    tell: Callable[[int, PictureReport], None],
    job: Job | None = None,
) -> int:
    """Check these pictures in order and tell each verdict as soon as it is known; return how many."""
    rules, job = find_profile(profile), job or SilentJob()
    for at, picture in enumerate(pictures):
        tell(at, check_picture(picture.file, rules))
        job.step(at + 1, len(pictures))
    return len(pictures)


def is_better(preview: RepairPreview) -> bool:
    """Tell whether a repair may be taken: it does not fail, and is no worse than the original was."""
    if preview.data is None or preview.after is None or preview.after.verdict == "fail":
        return False
    return VERDICTS.index(preview.after.verdict) <= VERDICTS.index(preview.before.verdict)


def take_into_listing(shop: Shop, picture: BenchPicture, preview: RepairPreview) -> ListingChange:
    """Let a repaired picture stand where the original stood in its listing; the original's file stays untouched.

    Raises ShopError with "picture-not-repaired", "listing-unknown", "listing-changed" or "folder-not-writable".
    """
    if preview.data is None or preview.after is None:
        raise ShopError("picture-not-repaired", path=picture.name)
    listing = show_listing(shop, picture.handle)
    known = next((told for told in listing.pictures if told.place == picture.place), None)
    if known is None:
        raise ShopError("listing-changed", listing=listing.title)
    made = store_bytes(shop, preview.data, known.name or picture.file.name, preview.suffix)
    change = ListingChange(listing, _exchanged(listing, known, made))
    with shop.writing():
        save_listings(shop, [change])
        file = picture_file(shop, made.place)
        if file is not None:
            keep_verdicts(shop, [(made.place, file, preview.after.verdict)], preview.after.profile)
    return change


def _exchanged(listing: Listing, before: Picture, after: Picture) -> Listing:
    others = [told for told in listing.pictures if told.place != after.place or told == before]
    pictures = tuple(replace(after, role=told.role) if told == before else told for told in others)
    return replace(listing, pictures=pictures)


def take_into_folder(picture: BenchPicture, preview: RepairPreview, folder: Path) -> Path:
    """Write a repaired picture into a folder under its own name; what lies there already stays.

    Raises ShopError with "picture-not-repaired", "original-kept" or "file-not-writable".
    """
    return keep_repair(preview, _free(folder, safe_name(picture.file.stem), preview.suffix))


def repair_all(
    shop: Shop,
    pictures: Sequence[BenchPicture],
    profile: str,
    tell: Callable[[int, RepairPreview, object], None],
    *,
    folder: Path | None = None,
    job: Job | None = None,
) -> list[ListingChange]:
    """Repair these pictures one by one and take what became better; tell of each what became of it.

    Pictures of listings go into their listing, others into the folder. What was taken before a cancel stays, and is
    told by `tell`; the changes of listings are returned. Raises ShopError with a disk's code.
    """
    changes: list[ListingChange] = []
    rules = shop_profile(shop, profile)
    for at, picture in enumerate(pictures):
        preview = preview_repair(picture.file, profile=rules)
        taken: object = None
        if is_better(preview) and preview.actions:
            if picture.handle:
                taken = take_into_listing(shop, picture, preview)
                changes.append(taken)
            elif folder is not None:
                taken = take_into_folder(picture, preview, folder)
        tell(at, preview, taken)
        (job or SilentJob()).step(at + 1, len(pictures))
    return changes


def export_pictures(
    shop: Shop, handles: Sequence[str], folder: Path, profile: str, job: Job | None = None
) -> list[Exported]:
    """Copy the pictures of these listings, in order, under the platform's names; nothing there is overwritten.

    Raises ShopError with "listing-unknown", "profile-unknown" or "file-not-writable".
    """
    shop_profile(shop, profile)
    written = []
    for at, handle in enumerate(handles, start=1):
        listing = show_listing(shop, handle)
        files = ((told, picture_file(shop, told.place)) for told in listing.pictures)
        for number, (told, file) in enumerate(((t, f) for t, f in files if f is not None), start=1):
            name = platform_name(profile, listing, told, number)
            written.append(Exported(told.place, str(_copy(file, _free(folder, name, file.suffix.lower())))))
        (job or SilentJob()).step(at, len(handles))
    return written


def platform_name(profile: str, listing: Listing, picture: Picture, number: int) -> str:
    """Return the name of a picture as a platform likes it, without its suffix."""
    template = _templates().get(profile, "{handle}_{n}")
    sku = listing.variants[0].sku if listing.variants else listing.handle
    told = {
        "handle": listing.handle, "sku": sku, "name": Path(picture.name or picture.place).stem, "n": f"{number:02}",
        "role": picture.role or "detail", "amazon": "MAIN" if number == 1 else f"PT{number - 1:02}",
    }  # fmt: skip
    for key, value in told.items():
        template = template.replace("{" + key + "}", value)
    return safe_name(template)


@cache
def _templates() -> dict[str, str]:
    told = json.loads((resources() / "tables" / "picture_names.json").read_text("utf-8"))
    return {name: str(template) for name, template in told["profiles"].items()}


def _free(folder: Path, stem: str, suffix: str) -> Path:
    return next(path for path in _names(folder, stem, suffix) if not path.exists())


def _names(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{stem}{suffix}"
    number = 2
    while True:
        yield folder / f"{stem}-{number}{suffix}"
        number += 1


def _copy(source: Path, target: Path) -> Path:
    part = target.with_name(f".{uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        part.rename(target)
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    finally:
        part.unlink(missing_ok=True)
    return target
