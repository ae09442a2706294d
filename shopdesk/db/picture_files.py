"""What is known of the pictures in the shop's folder: their content and what they look like."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.db.connection import Connection

_HALF = 1 << 63


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture's place, the size and time of change it had then, its SHA-256 and its likeness of 64 bits."""

    place: str
    size: int
    changed: int
    digest: str
    likeness: int


def keep_files(connection: Connection, files: Iterable[PictureFile]) -> None:
    """Keep what is known of these files."""
    connection.executemany(
        "INSERT OR REPLACE INTO picture_files (place, size, changed, digest, likeness) VALUES (?, ?, ?, ?, ?)",
        [(f.place, f.size, f.changed, f.digest, f.likeness - _HALF) for f in files],
    )


def known_files(connection: Connection, places: Iterable[str]) -> dict[str, PictureFile]:
    """Return what is known of these pictures."""
    rows = connection.execute(
        "SELECT place, size, changed, digest, likeness FROM picture_files"
        " WHERE place IN (SELECT value FROM json_each(?))",
        (json.dumps(list(places)),),
    )
    return {
        place: PictureFile(place, size, changed, digest, likeness + _HALF)
        for place, size, changed, digest, likeness in rows
    }


def shown_pictures(connection: Connection) -> list[tuple[str, str]]:
    """Return every picture that a live listing shows: handle and place."""
    rows = connection.execute(
        "SELECT l.handle, p.place FROM pictures p JOIN listings l ON l.id = p.listing_id"
        " WHERE p.removed_at IS NULL AND l.removed_at IS NULL ORDER BY l.id, p.position"
    )
    return [(handle, place) for handle, place in rows]
