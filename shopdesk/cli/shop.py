"""`init` makes a shop, `doctor` examines it."""

from pathlib import Path

import click

from shopdesk.cli.door import Door
from shopdesk.domain.errors import ShopError
from shopdesk.paths import shop_folder
from shopdesk.services.doctor import Health, examine
from shopdesk.services.shop import as_shop_error, create_shop, open_shop
from shopdesk.words import _, ngettext


@click.command("init", help=_("Make a shop in its folder; nothing is overwritten."))
@click.option("--name", default="", help=_("The shop's name, as it stands on slips."))
@click.option("--sample", is_flag=True, help=_("Fill it with the invented sample shop."))
@click.pass_obj
def init_command(door: Door, name: str, sample: bool) -> int:
    """Make a shop."""
    folder = shop_folder(door.shop_folder)
    if sample:
        from shopdesk.services.sample import create_sample_shop  # late: drawing pictures needs Pillow

        shop = create_sample_shop(folder, name=name)
    else:
        shop = create_shop(folder, name=name)
    shop.close()
    door.answer({"shop": str(folder)}, lambda: [_("The shop lies in {folder}").format(folder=folder)])
    return 0


@click.command("doctor", help=_("Check the shop's file, its ledger and its references."))
@click.option(
    "--bundle", metavar="ZIP", default="", help=_("Pack a report for whoever helps; nothing private is in it.")
)
@click.pass_obj
def doctor_command(door: Door, bundle: str) -> int:
    """Examine the shop."""
    folder = shop_folder(door.shop_folder)
    try:
        health = examine(open_shop(folder))
    except Exception as error:
        known = as_shop_error(error)
        if bundle and known is not None:
            _pack(door, folder, bundle, None, known)
        raise
    if bundle:
        _pack(door, folder, bundle, health, None)
    door.answer(
        {
            "ok": health.ok,
            "checked": list(health.checked),
            "findings": [{"code": finding.code, "subject": finding.subject} for finding in health.findings],
            "sqlite_version": health.sqlite_version,
            "python": health.python,
            "qt": health.qt,
            "version": health.version,
            "file": health.file,
        },
        lambda: [
            _("Checked: {parts}").format(parts=", ".join(health.checked)),
            *(f"{finding.code}: {finding.subject}" for finding in health.findings),
            _("The shop is sound.")
            if health.ok
            else ngettext("{count} finding.", "{count} findings.", len(health.findings)).format(
                count=len(health.findings)
            ),
            f"ShopDesk {health.version} · SQLite {health.sqlite_version} · Python {health.python}",
            health.file,
        ],
    )
    return 0 if health.ok else 1


def _pack(door: Door, folder: Path, bundle: str, health: Health | None, error: ShopError | None) -> None:
    from shopdesk.services.help_report import pack_report  # late: seldom asked for

    packed = pack_report(folder, Path(bundle).expanduser(), health, error)
    door.tell(_("Packed: {path}").format(path=packed))
