"""`waybills`: number pools by courier."""

import click

from shopdesk.cli.door import Door
from shopdesk.cli.outcomes import answer_outcomes
from shopdesk.paths import shop_folder
from shopdesk.services import waybill_pools, waybills
from shopdesk.services.shop import open_shop
from shopdesk.words import _
from shopdesk.words.couriers import warn_low, warn_odd


@click.group("waybills", help=_("Keep each courier's waybill numbers and give them out."))
def waybills_command() -> None:
    """Group the verbs of waybills."""


@waybills_command.command("add", help=_("Add numbers to a courier's pool."))
@click.argument("numbers", nargs=-1)
@click.option("--courier", required=True, help=_("The courier's code or name."))
@click.option("--range", "span", nargs=2, metavar="FIRST LAST", default=None, help=_("All numbers from first to last."))
@click.pass_obj
def add_command(door: Door, numbers: tuple[str, ...], courier: str, span: tuple[str, str] | None) -> int:
    """Add numbers to a pool."""
    if bool(numbers) == bool(span):
        raise click.UsageError(_("Name the numbers, or the first and last one with --range."))
    wanted = waybills.number_range(*span) if span else list(numbers)
    shop = open_shop(shop_folder(door.shop_folder))
    added = waybills.add_waybills(shop, courier, wanted)
    odd = waybills.odd_numbers(shop, courier, wanted)
    told = {"courier": courier, "added": added, "known": len(wanted) - added, "odd": odd}
    door.answer(told, lambda: [_("{added} added, {known} known already").format(**told)])
    if odd:
        door.tell(warn_odd(courier, odd))
    return 0


@waybills_command.command("list", help=_("List the pools."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the pools."""
    shop = open_shop(shop_folder(door.shop_folder))
    pools, low = waybill_pools.list_pools(shop), dict(waybill_pools.low_pools(shop))
    door.answer_table(
        [
            {"courier": code, "free": free, "used": used, "next": following, "low": code in low}
            for code, free, used, following in pools
        ],
        [_("Courier"), _("Free"), _("Used"), _("Next number")],
        lambda: pools,
    )
    for code, free in low.items():
        door.tell(warn_low(code, free))
    return 0


@waybills_command.command("assign", help=_("Give orders the next number of a pool."))
@click.argument("ids", nargs=-1, required=True)
@click.option("--courier", default="", help=_("The courier's code or name."))
@click.pass_obj
def assign_command(door: Door, ids: tuple[str, ...], courier: str) -> int:
    """Give orders their numbers."""
    outcomes = waybills.assign_waybills(open_shop(shop_folder(door.shop_folder)), ids, courier)
    return answer_outcomes(door, outcomes)
