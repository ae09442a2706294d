"""Pictures of different listings that look alike: each picture's likeness is told once and kept with its content."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db.picture_files import PictureFile, keep_files, known_files, shown_pictures
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.pictures import ALIKE, near_duplicates
from shopdesk.imaging.unreadable import Unreadable
from shopdesk.services.kept_verdicts import stamp
from shopdesk.services.listings import picture_file
from shopdesk.services.shop import Shop

__all__ = ["LookAlike", "PictureFile", "keep_looks", "look_alikes", "look_at", "look_at_pictures", "twin_pictures"]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A picture of another listing, and the place of the picture here that looks like it."""

    handle: str
    place: str
    here: str


def look_at_pictures(shop: Shop, job: Job | None = None) -> list[PictureFile]:
    """Look at every picture in the shop that was never looked at or has changed; `keep_looks` keeps the result."""
    places = dict.fromkeys(place for _handle, place in shown_pictures(shop.connection))
    known = known_files(shop.connection, places)
    files = [(place, file) for place in places if (file := picture_file(shop, place)) is not None]
    new = [
        (place, file)
        for place, file in files
        if not (place in known and (known[place].size, known[place].changed) == stamp(file))
    ]
    return look_at(new, job)


def look_at(pictures: Sequence[tuple[str, Path]], job: Job | None = None) -> list[PictureFile]:
    """Look at these pictures (place, file); what cannot be read is left out."""
    from shopdesk.imaging.likeness import likeness  # loaded late: it needs numbers that the editor does not

    job, found = job or SilentJob(), []
    for at, (place, file) in enumerate(pictures, start=1):
        with suppress(Unreadable, OSError):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            found.append(PictureFile(place, *stamp(file), digest, likeness(file)))
        job.step(at, len(pictures))
    return found


def keep_looks(shop: Shop, found: Sequence[PictureFile]) -> None:
    """Keep what pictures look like."""
    with shop.writing():
        keep_files(shop.connection, found)


def twin_pictures(shop: Shop) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return pairs of pictures (handle and place each) that look alike, as far as they were looked at."""
    seen = _seen(shop)
    return [(seen[a][0], seen[b][0]) for a, b in near_duplicates([bits for _told, bits in seen])]


def look_alikes(shop: Shop, handle: str) -> list[LookAlike]:
    """Return the pictures of other listings that look like one of this listing's, as far as they were looked at."""
    seen = _seen(shop)
    own = [(place, bits) for (of, place), bits in seen if of == handle]
    return [
        LookAlike(of, place, here)
        for (of, place), bits in seen
        if of != handle
        for here, mine in own
        if (bits ^ mine).bit_count() <= ALIKE
    ]


def _seen(shop: Shop) -> list[tuple[tuple[str, str], int]]:
    shown = shown_pictures(shop.connection)
    known = known_files(shop.connection, dict.fromkeys(place for _handle, place in shown))
    return [(told, known[told[1]].likeness) for told in shown if told[1] in known]
