"""Ways out of a damaged shop: what happened, a salvage row by row, a copy for whoever helps."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shopdesk.db import backup_file, shopfile
from shopdesk.db.salvage import Saved, salvage
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.paths import SHOP_FILE, true_path
from shopdesk.services import backup_files as files
from shopdesk.services.shop import as_shop_error, utc_now
from shopdesk.whole_files import PART

FALLEN = {"shop-damaged", "shop-empty", "shop-foreign", "shop-missing", "shop-not-readable", "disk-error"}
# The file may be sound: what is in the way goes away, or is put away, and the next try opens it.
WAITING = {"shop-busy", "shop-in-use", "shop-not-writable", "folder-not-writable", "shop-newer"}
_BESIDE = ("", "-wal")
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs", "webdav", "davfs"}
_SYNCED = ("onedrive", "dropbox", "nutstore", "坚果云", "icloud", "google drive", "googledrive", "baidunetdisk",
           "百度网盘", "weiyun", "syncthing", "nextcloud", "坚果云同步")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The new file, its report beside it, and what both hold."""

    file: Path
    report: Path
    saved: Saved

    @property
    def rows(self) -> int:
        """How many rows were saved."""
        return sum(self.saved.rows.values())

    @property
    def gaps(self) -> int:
        """How many stretches could not be read, and rows that point to one."""
        return sum(self.saved.gaps.values()) + len(self.saved.orphans)


def can_be_rescued(folder: Path, error: ShopError) -> bool:
    """Tell whether a shop that does not open is one that was there before: then a page offers the ways out."""
    if error.code == "shop-missing":
        return bool(files.read_backups(files.backups_folder(folder)))
    return error.code in FALLEN


def salvage_shop(folder: Path, job: Job | None = None) -> Salvaged:
    """Read what can be read of a shop into a new file among its backups; the damaged one is not touched.

    Raises ShopError with "shop-lost" where nothing can be read, "shop-missing", "disk-full" or
    "backup-folder-refused".
    """
    job = job or SilentJob()
    source = folder / SHOP_FILE
    if not source.exists():
        raise ShopError("shop-missing", path=str(source))
    place = files.backups_folder(folder)
    with _refusals_named(place):
        place.mkdir(parents=True, exist_ok=True)
        size = sum(path.stat().st_size for path in _present(folder))
        files.ask_for_room(place, 2 * size)
        stamp = f"salvaged-{utc_now():%Y%m%d-%H%M%S}"
        raw, part = place / f"{stamp}.raw{PART}", place / f"{stamp}{files.SUFFIX}{PART}"
        try:
            with shopfile.faults_named(source):
                _copy_with_log(folder, raw, job)
                saved = salvage(raw, part, job.step)
            findings = backup_file.damage(part, job.step)
            target = place / f"{stamp}{files.SUFFIX}"
            report = place / f"{stamp}.txt"
            report.write_text(_report(saved, findings), "utf-8")
            files.settle(part, target)
        finally:
            for left in (raw, part, raw.with_name(raw.name + "-wal"), raw.with_name(raw.name + "-shm")):
                left.unlink(missing_ok=True)
    return Salvaged(target, report, saved)


def copy_for_help(folder: Path, target: Path, job: Job | None = None) -> Path:
    """Pack the shop's file as it is, its log and what is known of its backups; pictures stay at home."""
    job = job or SilentJob()
    part = target.with_name(target.name + PART)
    told = [f"{b.name} {b.made_at.isoformat()} {b.size} {dict(b.counts)}" for b in
            files.read_backups(files.backups_folder(folder))]  # fmt: skip
    try:
        with _refusals_named(target.parent):
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                for path in _present(folder):
                    job.step(0, 0)
                    packed.write(path, path.name)
                packed.writestr("backups.txt", "\n".join(told))
            files.settle(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def risky_place(folder: Path) -> str:
    """Return "network" or "synced" where the shop lies on a drive or in a folder that can tear its file, else ""."""
    path = str(true_path(folder))
    if path.startswith(("\\\\", "//")) or _is_network_drive(folder):
        return "network"
    parts = [part.casefold() for part in true_path(folder).parts]
    return "synced" if any(part.startswith(name) for part in parts for name in _SYNCED) else ""


def _is_network_drive(folder: Path) -> bool:
    if os.name == "nt":
        import ctypes  # only there

        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - elsewhere it is not known
        return int(kernel.GetDriveTypeW(f"{true_path(folder).drive}\\")) == 4  # DRIVE_REMOTE
    best = ("", "")
    try:
        for line in Path("/proc/mounts").read_text("utf-8", "replace").splitlines():
            _device, point, kind, *_rest = line.split(" ")
            if true_path(folder).is_relative_to(point) and len(point) >= len(best[0]):
                best = (point, kind)
    except (OSError, ValueError):
        return False
    return best[1] in _NETWORK


def _present(folder: Path) -> list[Path]:
    return [path for name in _BESIDE if (path := folder / f"{SHOP_FILE}{name}").exists()]


def _copy_with_log(folder: Path, raw: Path, job: Job) -> None:
    """Copy the file, and let its log flow into the copy where that can still be done."""
    for path in _present(folder):
        files.copy_file(path, raw.with_name(raw.name + path.name.removeprefix(SHOP_FILE)), job)
    try:
        shopfile.connect(raw).close()
    except Exception as error:
        if as_shop_error(error) is None:
            raise
    raw.with_name(raw.name + "-wal").unlink(missing_ok=True)


def _report(saved: Saved, findings: list[str]) -> str:
    lines = ["table\trows saved\tstretches lost"]
    lines += [f"{table}\t{rows}\t{saved.gaps.get(table, 0)}" for table, rows in saved.rows.items()]
    if saved.orphans:
        lines += ["", "rows whose other half is lost:", *saved.orphans]
    if findings:
        lines += ["", "findings:", *findings]
    return "\n".join(lines) + "\n"


@contextmanager
def _refusals_named(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk-full" if error.errno == 28 else "backup-folder-refused"
        raise ShopError(code, path=str(place), detail=error.strerror or "") from error
