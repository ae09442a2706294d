"""A backup brought back: judged first, the present file kept aside whole, the new one in its place in one step."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from shopdesk.db import backup_file, shopfile
from shopdesk.domain.backups import Backup
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.paths import BACKUPS, SHOP_FILE, SHOP_FOLDERS
from shopdesk.services import backup_files as files
from shopdesk.services.backups import make_backup
from shopdesk.services.shop import Shop, open_shop, utc_now
from shopdesk.whole_files import PART, force, force_folder

ASIDE = "aside"
_COME_TOO = ("images", "documents")  # what belongs to a shop and is in no backup
_BESIDE = ("", "-wal", "-shm", "-journal")  # the file itself goes first: no log is ever met by another file
_LOCKED_AT, _LOCKED = 0x40000000, 512  # the bytes by which SQLite tells others that it has a file open


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where the file lies that stood there before (None without one)."""

    file: Path
    aside: Path | None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of records: how many there are now (None in a shop that cannot be read) and how many in the backup."""

    kind: str
    now: int | None
    then: int


def check_backup(path: Path, job: Job | None = None) -> Backup:
    """Judge a file before it is brought back: its first page, its manifest, every page, every reference.

    An index that does not hold what its table does is no reason to refuse it: `restore` builds it anew.
    Raises ShopError with "shop-missing", "shop-empty", "shop-foreign", "shop-newer", "shop-not-readable" or
    "backup-damaged".
    """
    job = job or SilentJob()
    shopfile.check_driver()
    try:
        shopfile.look_at(path, to_write=False)
        told = files.read_backup(path)
        if told.sha256 and files.fingerprint(path, lambda: job.step(0, 0)) != told.sha256:
            raise ShopError("backup-damaged", path=str(path), detail="SHA-256")
        for finding in backup_file.damage(path, job.step, quick=True):
            raise ShopError("backup-damaged", path=str(path), detail=finding[:200])
    except ShopError as error:
        if error.code == "shop-damaged":
            raise ShopError("backup-damaged", path=str(path), detail=error.params.get("detail", "")) from error
        raise
    except OSError as error:
        raise ShopError("shop-not-readable", path=str(path), detail=error.strerror or "") from error
    return told


def compare(folder: Path, path: Path) -> list[Difference]:
    """Return what the shop in a folder holds beside what a backup holds, kind by kind."""
    with backup_file.looked_at(path) as then:
        old = backup_file.counts(then)
    try:
        shopfile.look_at(folder / SHOP_FILE, to_write=False)
        shop = open_shop(folder)
        try:
            now: dict[str, int] = backup_file.counts(shop.connection)
        finally:
            shop.close()
    except Exception:  # a shop that cannot be read is why somebody looks at its backups
        now = {}
    return [Difference(kind, now.get(kind), count) for kind, count in old.items()]


def find_backup(folder: Path, named: str) -> Path:
    """Return the file that was named: a path, or the bare name of one of the shop's backups."""
    path = Path(named).expanduser()
    own = files.backups_folder(folder) / path.name
    return own if not path.exists() and path.name == named and own.exists() else path


def restore(folder: Path, path: Path, job: Job | None = None) -> Restored:
    """Put a backup in the place of the shop's file; the present one is kept aside, readable or not.

    Raises what `check_backup` does, "shop-in-use" while a window or another command has the shop open, "disk-full",
    "backup-no-room" or "backup-folder-refused"; the shop stands as it stood then.
    """
    job = job or SilentJob()
    check_backup(path, job)
    shop_file = folder / SHOP_FILE
    with _refusals_named(folder):
        for name in ("", *SHOP_FOLDERS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        with _nobody_else(shop_file):
            files.ask_for_room(folder, path.stat().st_size)
        _keep_a_backup(folder, job)
        part = folder / f"{SHOP_FILE}.restore{PART}"
        try:
            part.unlink(missing_ok=True)
            backup_file.copy(path, part, job.step, live=False)
            for finding in backup_file.rebuild_indexes(part, job.step):
                raise ShopError("backup-damaged", path=str(path), detail=finding[:200])
            with backup_file.looked_at(part) as copied:
                counts = backup_file.counts(copied)
            force(part)
            with _nobody_else(shop_file):
                aside = _swap(folder, part)
        finally:
            part.unlink(missing_ok=True)
    return Restored(path, aside, counts)


def bring_shop(folder: Path, path: Path, job: Job | None = None) -> Restored:
    """Begin with a shop of another PC: its file or a backup; pictures and documents that lie with it come first.

    Raises what `restore` does; there is no shop then, and it can be brought again.
    """
    job = job or SilentJob()
    check_backup(path, job)
    home = path.parent.parent if path.parent.name == BACKUPS else path.parent
    if home != path.parent or path.name == SHOP_FILE:  # else it is a backup that lies by itself
        with _refusals_named(folder):
            _bring_along(home, folder, job)
    return restore(folder, path, job)


def _bring_along(home: Path, folder: Path, job: Job) -> None:
    """Copy what belongs to a shop and is in none of its files."""

    def copy(source: str, target: str) -> str:
        job.step(0, 0)
        return shutil.copyfile(source, target)

    for name in _COME_TOO:
        if (home / name).is_dir():
            shutil.copytree(home / name, folder / name, copy_function=copy, dirs_exist_ok=True)


def _keep_a_backup(folder: Path, job: Job) -> None:
    """Back up a shop that can still be read; one that cannot is kept aside all the same."""
    try:
        shop: Shop = open_shop(folder)
    except ShopError:
        return
    try:
        make_backup(shop, "restore", job)
    except ShopError:
        return
    finally:
        shop.close()


def _swap(folder: Path, part: Path) -> Path | None:
    """Move the present file and its log to a folder of their own and the new file in; where that fails, all back."""
    present = [name for name in _BESIDE if (folder / f"{SHOP_FILE}{name}").exists()]
    target = _new_folder(files.backups_folder(folder) / ASIDE) if present else None
    try:
        if target is not None:
            for name in present:
                (folder / f"{SHOP_FILE}{name}").replace(target / f"{SHOP_FILE}{name}")
            force_folder(target)
            force_folder(folder)
        files.settle(part, folder / SHOP_FILE)
    except BaseException:
        if target is not None:
            _put_back(folder, target, present)
        raise
    return None if target is None else target / SHOP_FILE


def _put_back(folder: Path, target: Path, present: list[str]) -> None:
    """Let what stood there stand there again, in the place of what had come."""
    with suppress(OSError):  # what cannot be moved back lies aside still, and is told of by the rescue
        if "" not in present and (target / f"{SHOP_FILE}{present[0]}").exists():
            (folder / SHOP_FILE).unlink(missing_ok=True)  # a log without its file: the new file must not meet it
        for name in present:
            if (target / f"{SHOP_FILE}{name}").exists():
                (target / f"{SHOP_FILE}{name}").replace(folder / f"{SHOP_FILE}{name}")
        target.rmdir()


def _new_folder(parent: Path) -> Path:
    stamp = f"{utc_now().astimezone(UTC):%Y%m%d-%H%M%S}"
    for attempt in range(1000):
        target = parent / (stamp if not attempt else f"{stamp}-{attempt}")
        with suppress(FileExistsError):
            target.mkdir(parents=True)
            return target
    raise ShopError("backup-folder-refused", path=str(parent), detail="")


@contextmanager
def _nobody_else(shop_file: Path) -> Iterator[None]:
    """Raise ShopError("shop-in-use") while another program has the shop's file open; keep it out meanwhile."""
    if os.name == "nt" or not shop_file.is_file():  # Windows itself refuses to move a file that is open
        yield
        return
    import fcntl  # not there on Windows

    with shop_file.open("r+b") as opened:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED, _LOCKED_AT)
        except OSError as error:
            raise ShopError("shop-in-use", path=str(shop_file)) from error
        yield


@contextmanager
def _refusals_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise ShopError("shop-in-use" if os.name == "nt" else "backup-folder-refused", path=str(folder),
                        detail=error.strerror or "") from error  # fmt: skip
    except OSError as error:
        code = "disk-full" if error.errno == 28 else "backup-folder-refused"
        raise ShopError(code, path=str(folder), detail=error.strerror or "") from error
