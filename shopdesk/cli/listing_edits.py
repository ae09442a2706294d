"""`listings add`, `duplicate` and `rename-sku`: listings made, and SKUs named anew."""

from dataclasses import replace

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.listing_bulk import change_one, read_settings
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import parse_amount
from shopdesk.services import listing_edit
from shopdesk.services.listings import show_listing
from shopdesk.services.settings import get_setting
from shopdesk.words import _


@click.command("add", help=_("Add a draft with one SKU; FIELD=VALUE … as for set."))
@click.argument("changes", nargs=-1)
@click.option("--title", required=True, help=_("Its title."))
@click.option("--handle", default="", help=_("Its name in the shop; made where none is told."))
@click.option("--sku", default="", help=_("Its SKU; that of its name where none is told."))
@click.option("--price", default="", help=_("Its price, such as 12.50."))
@click.pass_obj
def add_command(door: Door, changes: tuple[str, ...], title: str, handle: str, sku: str, price: str) -> int:
    """Add a listing, with all that is told of it or not at all."""
    shop = open_the_shop(door)
    currency = str(get_setting(shop, "shop.currency"))
    listing = Listing(handle or listing_edit.free_handle(shop), title, (), currency=currency)
    variant = Variant(sku or listing.handle, price=parse_amount(price, currency))
    listing = replace(listing, variants=(variant,))
    operations = read_settings(listing, changes)
    with shop.writing():
        made = listing_edit.new_listing(shop, listing)
        if operations:
            change_one(shop, made, operations)
    return _tell(door, show_listing(shop, made.handle))


@click.command("duplicate", help=_("Add a draft like another listing, with SKUs of its own."))
@click.argument("name")
@click.pass_obj
def duplicate_command(door: Door, name: str) -> int:
    """Duplicate a listing."""
    shop = open_the_shop(door)
    made = listing_edit.duplicate_listing(shop, show_listing(shop, name))
    return _tell(door, listing_edit.new_listing(shop, made))


@click.command("rename-sku", help=_("Give a SKU another name; its stock and its orders go with it."))
@click.argument("sku")
@click.argument("new")
@click.pass_obj
def rename_sku_command(door: Door, sku: str, new: str) -> int:
    """Rename a SKU."""
    shop = open_the_shop(door)
    listing_edit.rename_sku(shop, sku, new)
    return _tell(door, show_listing(shop, new))


def _tell(door: Door, listing: Listing) -> int:
    door.answer(shapes.listing(listing), lambda: [f"{listing.handle}: {listing.title}"])
    return 0


COMMANDS = (add_command, duplicate_command, rename_sku_command)
