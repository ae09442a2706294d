"""`backup` copies the shop, `restore` brings a copy back."""

import sys
from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.domain.backups import Backup
from shopdesk.paths import shop_folder
from shopdesk.services.backup_files import backups_folder
from shopdesk.services.backups import Made, backup_if_changed, list_backups, make_backup
from shopdesk.services.restore import check_backup, compare, find_backup, restore
from shopdesk.services.shop import open_shop
from shopdesk.words import _, ngettext


@click.command("backup", help=_("Copy the shop into its backups folder, checked before it counts."))
@click.option("--list", "as_list", is_flag=True, help=_("List the backups instead."))
@click.option("--if-changed", is_flag=True, help=_("Make none where nothing was changed since the last."))
@click.pass_obj
def backup_command(door: Door, as_list: bool, if_changed: bool) -> int:
    """Make a backup, or list what there is."""
    folder = shop_folder(door.shop_folder)
    if as_list:
        return _list(door, folder)
    shop = open_shop(folder)
    try:
        progress = Progress(_("Backup"))
        made = backup_if_changed(shop, "asked", progress) if if_changed else make_backup(shop, "asked", progress)
    finally:
        shop.close()
    if made is None:
        newest = next(b for b in list_backups(folder) if b.verified)
        made = Made(newest, backups_folder(folder) / newest.name, False, "")
    _answer(door, made)
    return 1 if made.backup.findings else 0


def _answer(door: Door, made: Made) -> None:
    told = _shape(made.backup) | {"file": str(made.file), "fresh": made.fresh, "mirror": made.mirror}
    lines = [
        (_("Backup {file}") if made.fresh else _("Nothing was changed since {file}")).format(file=made.file),
        *(_("The ledger differs: {what}").format(what=finding) for finding in made.backup.findings),
    ]
    if made.mirror == "absent":
        lines.append(_("The second folder is not there; it is brought up to date once it is."))
    elif made.mirror not in ("", "done"):
        lines.append(_("The second folder could not be written ({detail}).").format(detail=made.mirror))
    door.answer(told, lambda: lines)


def _list(door: Door, folder: Path) -> int:
    found = list_backups(folder)
    place = backups_folder(folder)
    door.answer_table(
        [_shape(backup) | {"file": str(place / backup.name)} for backup in found],
        [_("File"), _("Made"), _("Orders"), _("Bytes"), _("Checked")],
        lambda: [
            (b.name, f"{b.made_at:%Y-%m-%d %H:%M}Z", b.counts.get("orders", ""), f"{b.size:,}",
             _("sound") if b.verified else _("not checked")) for b in found
        ],
    )  # fmt: skip
    return 0


def _shape(backup: Backup) -> dict[str, object]:
    return {
        "number": backup.number,
        "made_at": backup.made_at.isoformat().replace("+00:00", "Z"),
        "reason": backup.reason,
        "bytes": backup.size,
        "sha256": backup.sha256,
        "schema": backup.schema,
        "counts": dict(backup.counts),
        "findings": list(backup.findings),
        "verified": backup.verified,
    }


@click.command("restore", help=_("Bring a backup back; the present file is kept aside."))
@click.argument("file")
@click.option("--check", is_flag=True, help=_("Only judge the backup and tell what differs."))
@click.pass_obj
def restore_command(door: Door, file: str, check: bool) -> int:
    """Bring a backup back."""
    folder = shop_folder(door.shop_folder)
    path = find_backup(folder, file)
    if check:
        return _judge(door, folder, path)
    if not door.as_json and sys.stdin.isatty():
        click.confirm(
            _("Put {file} in the place of the shop in {folder}?").format(file=path, folder=folder), abort=True
        )
    done = restore(folder, path, Progress(_("Bringing back")))
    aside = str(done.aside) if done.aside else None
    orders = done.counts.get("orders", 0)
    lines = [
        ngettext("{count} order is back from {file}", "{count} orders are back from {file}", orders).format(
            count=f"{orders:,}", file=path
        )
    ]
    if aside:
        lines.append(_("The file that stood there lies in {path}").format(path=aside))
    door.answer({"file": str(path), "aside": aside, "counts": done.counts}, lambda: lines)
    return 0


def _judge(door: Door, folder: Path, path: Path) -> int:
    backup = check_backup(path, Progress(_("Checking")))
    differences = compare(folder, path)
    told = [{"kind": d.kind, "now": d.now, "then": d.then} for d in differences]
    door.answer_table(
        {"file": str(path), "verified": True, "made_at": f"{backup.made_at.isoformat()}".replace("+00:00", "Z"),
         "differences": told},
        [_("What"), _("Now"), _("In the backup")],
        lambda: [(d.kind, "–" if d.now is None else f"{d.now:,}", f"{d.then:,}") for d in differences],
    )  # fmt: skip
    return 0
