"""Backups: made without being asked, judged before they count, thinned out by age, mirrored to a second folder."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from shopdesk import __version__
from shopdesk.db import backup_file
from shopdesk.domain.backups import Backup, to_remove
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.paths import SHOP_FILE
from shopdesk.services import backup_files as files
from shopdesk.services.backup_judge import judge
from shopdesk.services.settings import get_setting
from shopdesk.services.shop import Shop
from shopdesk.whole_files import PART

DONE, ABSENT = "done", "absent"
STALE_S = 24 * 3600
FRESH = timedelta(minutes=5)
FULL_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a backup: `fresh` is False where nothing had changed since the one that is told.

    `mirror` is "" without a second folder, "done", "absent" where it is not there, else the code of a refusal.
    """

    backup: Backup
    file: Path
    fresh: bool
    mirror: str


def make_backup(shop: Shop, reason: str = "asked", job: Job | None = None, *, full: bool = False) -> Made:
    """Copy the shop, judge the copy, force it to the disk, and only then let old ones go.

    `full` compares each index with its table too, which takes as long again; an index can be built anew from its table.
    Raises ShopError with "shop-damaged", "disk-full", "backup-no-room" or "backup-folder-refused"; no backup is
    removed then.
    """
    job = job or SilentJob()
    place = files.backups_folder(shop.folder)
    with _refusals_named(place):
        place.mkdir(exist_ok=True)
        shop.look_for_file()
        _sweep(place)
        known = files.read_backups(place)
        mark = change_mark(shop.folder)
        now = shop.now()
        made = Backup("", _next(known), now, reason, 0, mark=mark, full_at=now if full else None)
        made = _copy(shop, place, made, job)
        same = _same(place, known, made)
        if same is not None:
            files.remove(place, made)
            files.write_manifest(place, same)  # with today's mark, so that the next look is a short one
            return Made(same, place / same.name, False, _mirror(shop, place, job))
        for old in to_remove([*known, made], keep=[made.name]):
            files.remove(place, old)
    return Made(made, place / made.name, True, _mirror(shop, place, job))


def backup_if_changed(shop: Shop, reason: str, job: Job | None = None) -> Made | None:
    """Make a backup unless the last verified one holds all there is; looking costs a moment only.

    Of those made beside the work one a week is a full check of the shop.
    """
    good = [backup for backup in list_backups(shop.folder) if backup.verified]
    full = reason == "changes" and not any(b.full_at and abs(shop.now() - b.full_at) < FULL_EVERY for b in good)
    if good and not full and good[0].mark == change_mark(shop.folder):
        return None
    return make_backup(shop, reason, job, full=full)


def back_up_before(shop: Shop, reason: str, job: Job | None = None) -> None:
    """Make a backup before a great change, unless one is a few minutes old or nothing was changed since the last.

    Raises ShopError("shop-damaged"): nothing is written into such a file. What else stands in the way of a backup
    does not stand in the way of the work; the window says it.
    """
    newest = next((b for b in list_backups(shop.folder) if b.verified), None)
    if newest is not None and abs(shop.now() - newest.made_at) < FRESH:
        return
    try:
        backup_if_changed(shop, reason, job)
    except ShopError as error:
        if error.code not in ("backup-no-room", "backup-folder-refused", "disk-full"):
            raise


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups of the shop in a folder, the last one first."""
    return files.read_backups(files.backups_folder(folder))


def change_mark(folder: Path) -> str:
    """Return what is other once anything was written: sizes and times of file and log, and the log's own salt."""
    told = []
    for name in (SHOP_FILE, f"{SHOP_FILE}-wal"):
        try:
            stat = (folder / name).stat()
            with (folder / name).open("rb") as file:
                salt = file.read(32)[16:24].hex() if name != SHOP_FILE else ""
            if name == SHOP_FILE or stat.st_size:
                told.append(f"{stat.st_size}.{stat.st_mtime_ns}.{salt}")
        except OSError:
            continue
    return "/".join(told)


def mirror_folder(shop: Shop) -> Path | None:
    """Return where this shop's backups are mirrored: a folder of its own in the one that was chosen."""
    chosen = str(get_setting(shop, "backups.mirror"))
    if not chosen:
        return None
    own = re.sub(r'[\\/:*?"<>|.\s]+', "-", str(get_setting(shop, "shop.name"))).strip("-")[:40] or "shop"
    return Path(chosen).expanduser() / f"ShopDesk-{own}"


def _copy(shop: Shop, place: Path, made: Backup, job: Job) -> Backup:
    source = shop.folder / SHOP_FILE
    files.ask_for_room(place, source.stat().st_size)
    name = f"shop-{made.made_at:%Y%m%d-%H%M%S}-{uuid4().hex[:6]}{files.SUFFIX}"
    part = place / (name + PART)
    try:
        backup_file.copy(source, part, job.step, live=True)
        findings, made = judge(part, replace(made, name=name, version=__version__), job)
        for finding in findings:
            raise ShopError("shop-damaged", path=str(source), detail=finding[:200])
        files.write_manifest(place, made)  # first: a copy is never there without what describes it
        files.settle(part, place / name)
    except BaseException:
        (place / name).with_suffix(files.MANIFEST).unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)
    return made


def _same(place: Path, known: list[Backup], made: Backup) -> Backup | None:
    """Return the last verified backup when it holds the very same; what is asked for by a person is always made."""
    last = next((b for b in known if b.verified), None)
    if last is None or made.reason == "asked" or last.sha256 != made.sha256 or not (place / last.name).exists():
        return None
    return replace(last, mark=made.mark, full_at=made.full_at or last.full_at)


def _next(known: list[Backup]) -> int:
    return max((backup.number for backup in known), default=0) + 1


def _mirror(shop: Shop, place: Path, job: Job) -> str:
    """Bring the second folder up to date; that it is not there, or full, never spoils the backup itself."""
    target = mirror_folder(shop)
    if target is None:
        return ""
    if not target.parent.is_dir():
        return ABSENT
    try:
        with _refusals_named(target):
            target.mkdir(exist_ok=True)
            _sweep(target)
            _bring_missing(place, target, job)
            for old in to_remove(files.read_backups(target)):
                files.remove(target, old)
    except ShopError as error:
        return error.code
    return DONE


def _bring_missing(place: Path, target: Path, job: Job) -> None:
    there = {backup.name: backup for backup in files.read_backups(target)}
    wanted = files.read_backups(place)
    gone = {backup.name for backup in to_remove([*wanted, *(b for b in there.values() if b.number)])}
    for backup in wanted:
        held = there.get(backup.name)
        if not backup.sha256 or backup.name in gone or (held and held.size == backup.size and held.sha256):
            continue
        files.ask_for_room(target, backup.size)
        if files.copy_file(place / backup.name, target / backup.name, job) != backup.sha256:
            (target / backup.name).unlink(missing_ok=True)
            raise ShopError("backup-damaged", path=str(place / backup.name), detail="SHA-256")
        files.write_manifest(target, backup)


def _sweep(place: Path) -> None:
    """Take away what a broken-off attempt has left behind a day ago or longer."""
    for part in place.glob("*" + PART + "*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > STALE_S:
                part.unlink()


@contextmanager
def _refusals_named(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == 28 or getattr(error, "winerror", None) == 112:  # ENOSPC, ERROR_DISK_FULL
            raise ShopError("disk-full", detail=error.strerror or "") from error
        raise ShopError("backup-folder-refused", path=str(place), detail=error.strerror or "") from error
