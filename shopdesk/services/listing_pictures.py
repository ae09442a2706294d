"""Pictures of a listing: added from anywhere, kept once by content, given roles and an order."""

import errno
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.listings import PICTURE_ROLES, Listing, Picture
from shopdesk.imaging.picture_file import read_picture
from shopdesk.imaging.unreadable import Unreadable
from shopdesk.services.shop import Shop
from shopdesk.whole_files import written_whole


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken: its name and the reason of the picture check."""

    name: str
    reason: str
    limit: str | int = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A listing with what was taken into it, and what was not."""

    listing: Listing
    refused: tuple[Refused, ...] = ()


def store_pictures(shop: Shop, files: Sequence[Path], job: Job | None = None) -> tuple[list[Picture], list[Refused]]:
    """Copy these picture files below the shop's images/, each once under the digest of its content.

    The originals are only read. Raises ShopError with "folder-not-writable" or "disk-full".
    """
    taken: list[Picture] = []
    refused: list[Refused] = []
    for at, file in enumerate(files, start=1):
        try:
            kind = read_picture(file).format
            taken.append(Picture(_store(shop, file.read_bytes(), _suffix(kind, file)), name=file.name, own=True))
        except Unreadable as refusal:
            refused.append(Refused(file.name, refusal.reason, refusal.limit))
        (job or SilentJob()).step(at, len(files))
    return taken, refused


def store_bytes(shop: Shop, data: bytes, name: str, suffix: str) -> Picture:
    """Keep a picture that is no file yet, pasted say, under the digest of its content."""
    return Picture(_store(shop, data, suffix), name=name, own=True)


def _store(shop: Shop, data: bytes, suffix: str) -> str:
    digest = hashlib.sha256(data).hexdigest()
    place = f"{digest[:2]}/{digest}{suffix}"
    target = shop.images / place
    if target.is_file() and target.stat().st_size == len(data):
        return place
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(target) as part:
            part.write_bytes(data)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ShopError("disk-full") from error
        raise ShopError("folder-not-writable", path=str(shop.images), detail=error.strerror or "") from error
    return place


def _suffix(kind: str, file: Path) -> str:
    """Return the suffix that belongs to a format, whatever the file was called."""
    known = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "BMP": ".bmp", "TIFF": ".tif"}
    return known.get(kind, file.suffix.lower() if file.suffix.isascii() else "")


def with_pictures(listing: Listing, new: Sequence[Picture], at: int | None = None) -> Listing:
    """Return a listing with these pictures put in at a place, behind the others by default; none stands in it twice."""
    known = {picture.place for picture in listing.pictures}
    fresh = [picture for picture in dict.fromkeys(new) if picture.place not in known]
    where = len(listing.pictures) if at is None else at
    pictures = [*listing.pictures[:where], *fresh, *listing.pictures[where:]]
    return replace(listing, pictures=_with_main(pictures))


def with_role(listing: Listing, place: str, role: str) -> Listing:
    """Return a listing in which a picture has this role; the main image is one alone and stands first.

    A main image that gets another role hands its own to the next picture; the only picture stays main.
    Raises ShopError("picture-role-unknown").
    """
    if role and role not in PICTURE_ROLES:
        raise ShopError("picture-role-unknown", value=role, allowed=", ".join(PICTURE_ROLES))
    pictures = [
        replace(p, role=role) if p.place == place else replace(p, role="") if role == p.role == "main" else p
        for p in listing.pictures
    ]
    if pictures and not any(picture.role == "main" for picture in pictures):
        heir = next((at for at, picture in enumerate(pictures) if picture.place != place), 0)
        pictures[heir] = replace(pictures[heir], role="main")
    pictures.sort(key=lambda picture: picture.role != "main")
    return replace(listing, pictures=tuple(pictures))


def with_order(listing: Listing, places: Sequence[str]) -> Listing:
    """Return a listing with its pictures in this order; the first becomes the main image."""
    rank = {place: at for at, place in enumerate(places)}
    pictures = sorted(listing.pictures, key=lambda picture: rank.get(picture.place, len(rank)))
    others = (replace(picture, role="") if picture.role == "main" else picture for picture in pictures[1:])
    return replace(listing, pictures=(*(replace(first, role="main") for first in pictures[:1]), *others))


def without_picture(listing: Listing, place: str) -> Listing:
    """Return a listing without a picture; the file stays in the shop's folder."""
    return replace(listing, pictures=_with_main([p for p in listing.pictures if p.place != place]))


def _with_main(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    """Let the first picture be the main image where none is."""
    if not pictures or any(picture.role == "main" for picture in pictures):
        return tuple(pictures)
    return (replace(pictures[0], role="main"), *pictures[1:])
