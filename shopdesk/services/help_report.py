"""A report for whoever helps: versions, findings, counts and the log; nobody's name, address or number."""

import json
import platform
import zipfile
from dataclasses import asdict
from pathlib import Path

from shopdesk import __version__
from shopdesk.db import backup_file, shopfile
from shopdesk.db.people import told_of_people
from shopdesk.domain.errors import ShopError
from shopdesk.domain.private_text import mask
from shopdesk.paths import SHOP_FILE
from shopdesk.services import backup_files as files
from shopdesk.services.doctor import Health
from shopdesk.services.rescue import risky_place
from shopdesk.services.settings import SETTINGS, list_settings
from shopdesk.services.shop import as_shop_error, open_shop
from shopdesk.whole_files import PART

_OWN = ("shop.name", "sender.", "backups.mirror", "pictures.watched_folder", "paper.logo")


def pack_report(folder: Path, target: Path, health: Health | None, error: ShopError | None = None) -> Path:
    """Pack the report; it works for a shop that does not open, too.

    Raises ShopError with "disk-full" or "backup-folder-refused"; nothing half is left behind.
    """
    part = target.with_name(target.name + PART)
    parts = {"report.json": json.dumps(_report(folder, health, error), ensure_ascii=False, indent=1)}
    for log in sorted((folder / "logs").glob("shopdesk.log*")):
        parts[log.name] = log.read_text("utf-8", "replace")
    people = _people(folder)
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, text in parts.items():
                packed.writestr(name, mask(text, str(Path.home()), people))
        files.settle(part, target)
    except OSError as refused:
        code = "disk-full" if refused.errno == 28 else "backup-folder-refused"
        raise ShopError(code, path=str(target), detail=refused.strerror or "") from refused
    finally:
        part.unlink(missing_ok=True)
    return target


def _people(folder: Path) -> list[str]:
    """Return who and what must not be told: as the shop says, or the newest backup where it says nothing any more."""
    place = files.backups_folder(folder)
    for file in (folder / SHOP_FILE, *(place / backup.name for backup in files.read_backups(place))):
        try:
            with backup_file.looked_at(file) as shop:
                if found := list(dict.fromkeys(told_of_people(shop))):
                    return found
        except (ShopError, OSError):
            continue
    return []


def _report(folder: Path, health: Health | None, error: ShopError | None) -> dict[str, object]:
    file = folder / SHOP_FILE
    told: dict[str, object] = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": shopfile.sqlite_version(),
        "file_bytes": file.stat().st_size if file.exists() else None,
        "place": risky_place(folder) or "own disk",
        "error": None if error is None else error.code,
        "backups": [
            {"made_at": b.made_at.isoformat(), "bytes": b.size, "reason": b.reason, "verified": b.verified}
            for b in files.read_backups(files.backups_folder(folder))
        ],
    }
    if health is not None:
        told["findings"] = [asdict(finding) for finding in health.findings]
    try:
        shop = open_shop(folder)
    except ShopError as refused:
        return told | {"error": told["error"] or refused.code}
    try:
        values = list_settings(shop)
        told["settings"] = {name: values[name] for name in SETTINGS if not name.startswith(_OWN)}
        told["counts"] = backup_file.counts(shop.connection)
        told["schema"] = backup_file.schema(shop.connection)
    except Exception as met:
        if as_shop_error(met) is None:
            raise
    finally:
        shop.close()
    return told
