"""`listings codes`: what platforms call a listing's SKUs."""

from collections.abc import Sequence

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.listings import Listing
from shopdesk.services import platform_codes
from shopdesk.services.listings import show_listing
from shopdesk.services.shop import Shop
from shopdesk.words import _

Code = tuple[str, str, str]


def codes_of_listings(shop: Shop, told: Sequence[Listing]) -> dict[str, list[Code]]:
    """Return by handle the codes of these listings: SKU, channel, code."""
    handles = {variant.sku: listing.handle for listing in told for variant in listing.variants}
    found: dict[str, list[Code]] = {listing.handle: [] for listing in told}
    for code in platform_codes.list_codes(shop, list(handles)):
        found[handles[code[0]]].append(code)
    return found


@click.command("codes", help=_("The codes under which platforms know a listing's SKUs."))
@click.argument("name")
@click.option(
    "--add",
    "added",
    multiple=True,
    metavar="SKU=CODE|CHANNEL=CODE|CODE",
    help=_("Let a code mean this SKU; without a SKU that of NAME."),
)
@click.option("--remove", "removed", multiple=True, metavar="CODE", help=_("Let a code mean nothing."))
@click.option("--channel", default="", help=_("On this channel alone; else on each."))
@click.pass_obj
def codes_command(door: Door, name: str, added: tuple[str, ...], removed: tuple[str, ...], channel: str) -> int:
    """Show and change platform codes, all or none."""
    shop = open_the_shop(door)
    listing = show_listing(shop, name)
    wanted = [_read_code(listing, name, told, channel) for told in added]
    with shop.writing():
        for code in removed:
            platform_codes.remove_code(shop, code, channel or _channel_of(shop, listing, code))
        matched = sum(platform_codes.add_code(shop, sku, code, on) for sku, on, code in wanted)
    codes = codes_of_listings(shop, [listing])[listing.handle]
    door.answer_table(
        {"handle": listing.handle, "orders_matched": matched, "codes": [shapes.code(*code) for code in codes]},
        [_("SKU"), _("Channel"), _("Code")],
        lambda: codes,
    )
    return 0


def _read_code(listing: Listing, name: str, told: str, channel: str) -> Code:
    """Read SKU=CODE, CHANNEL=CODE or CODE; without a SKU that of the name, or the only one, is meant."""
    skus = [variant.sku for variant in listing.variants]
    left, sign, code = told.partition("=")
    if sign and left in skus:
        return left, channel, code
    only = name if name in skus else skus[0] if len(skus) == 1 else ""
    if only and sign and left in CHANNELS:
        return only, left, code
    if only and not sign:
        return only, channel, told
    raise click.UsageError(_("Write SKU=CODE."))


def _channel_of(shop: Shop, listing: Listing, code: str) -> str:
    """Return where a code of this listing holds: without a channel told, the one that has it, if it is one alone."""
    channels = [on for _sku, on, text in codes_of_listings(shop, [listing])[listing.handle] if text == code]
    return channels[0] if len(channels) == 1 else ""


COMMANDS = (codes_command,)
