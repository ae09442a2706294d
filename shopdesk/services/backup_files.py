"""The files of a backup: a copy with its manifest beside it, written whole or not at all."""

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from shopdesk.domain.backups import Backup
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.paths import BACKUPS
from shopdesk.whole_files import force, force_folder, patiently, written_whole

SUFFIX, MANIFEST = ".db", ".json"
ROOM = 16 * 1024 * 1024  # left on the disk for the shop itself to be written
_CHUNK = 4 * 1024 * 1024


def backups_folder(folder: Path) -> Path:
    """Return where a shop's backups lie."""
    return folder / BACKUPS


def read_backups(place: Path) -> list[Backup]:
    """Return the backups in a folder, the one made last first; what cannot be read is told as unverified."""
    found = []
    with suppress(OSError):
        for path in place.iterdir():
            if path.suffix == SUFFIX and path.is_file():
                with suppress(FileNotFoundError):  # another program thins them out at this moment
                    found.append(read_backup(path))
    return sorted(found, key=lambda backup: (backup.number or 0, backup.made_at, backup.name), reverse=True)


def read_backup(path: Path) -> Backup:
    """Return what the manifest beside a copy says; without a sound one only what the file system knows."""
    stat = path.stat()
    plain = Backup(path.name, 0, datetime.fromtimestamp(stat.st_mtime, UTC).replace(microsecond=0), "", stat.st_size)
    try:
        told = json.loads(path.with_suffix(MANIFEST).read_bytes())
        return Backup(
            name=path.name,
            number=int(told["number"]),
            made_at=_moment(told["made_at"]),
            reason=str(told["reason"]),
            size=stat.st_size,
            sha256=str(told["sha256"]),
            schema=int(told["schema"]),
            version=str(told["version"]),
            counts={str(kind): int(count) for kind, count in dict(told["counts"]).items()},
            findings=tuple(map(str, told["findings"])),
            mark=str(told.get("mark", "")),
            full_at=_moment(told["full_at"]) if told.get("full_at") else None,
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return plain


def write_manifest(place: Path, backup: Backup) -> None:
    """Write a backup's manifest, forced to the disk before it gets its name."""
    told = asdict(backup) | {"file": backup.name, "made_at": _stamp(backup.made_at)}
    told["full_at"] = backup.full_at and _stamp(backup.full_at)
    with written_whole((place / backup.name).with_suffix(MANIFEST)) as part:
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")


def _moment(told: object) -> datetime:
    moment = datetime.fromisoformat(str(told))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stamp(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def remove(place: Path, backup: Backup) -> None:
    """Remove a backup: first the copy, so that a manifest never stands for a copy it does not describe."""
    (place / backup.name).unlink(missing_ok=True)
    (place / backup.name).with_suffix(MANIFEST).unlink(missing_ok=True)


def fingerprint(path: Path, step: Callable[[], None] = lambda: None) -> str:
    """Return a file's SHA-256; `step` is called now and then and may stop it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            step()
            digest.update(chunk)
    return digest.hexdigest()


def settle(part: Path, target: Path) -> None:
    """Force a finished file to the disk and give it its name."""
    force(part)
    patiently(part.replace, target)
    force_folder(target.parent)


def copy_file(source: Path, target: Path, job: Job) -> str:
    """Copy a file whole or not at all, and return the SHA-256 of what was written, read back from the disk."""
    size = source.stat().st_size
    with written_whole(target) as part:
        with source.open("rb") as old, part.open("wb") as new:
            done = 0
            while chunk := old.read(_CHUNK):
                job.step(done, size)
                done += new.write(chunk)
        force(part)
        return fingerprint(part, lambda: job.step(done, size))


def ask_for_room(place: Path, size: int) -> None:
    """Raise ShopError("backup-no-room") where a file of this size would fill the disk."""
    free = shutil.disk_usage(place).free
    if free < size + ROOM:
        raise ShopError("backup-no-room", path=str(place), needed=_megabytes(size + ROOM), free=_megabytes(free))


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB"
