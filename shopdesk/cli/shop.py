"""`init` makes a shop, `doctor` examines it."""

import click

from shopdesk.cli.door import Door
from shopdesk.paths import shop_folder
from shopdesk.services.doctor import examine
from shopdesk.services.shop import create_shop, open_shop
from shopdesk.words import _


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
@click.pass_obj
def doctor_command(door: Door) -> int:
    """Examine the shop."""
    health = examine(open_shop(shop_folder(door.shop_folder)))
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
            _("The shop is sound.") if health.ok else _("{count} findings.").format(count=len(health.findings)),
            f"ShopDesk {health.version} · SQLite {health.sqlite_version} · Python {health.python}",
            health.file,
        ],
    )
    return 0 if health.ok else 1
