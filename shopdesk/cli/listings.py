"""`listings`: what the shop sells."""

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.domain.money import format_amount
from shopdesk.domain.options import options_text
from shopdesk.paths import shop_folder
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.shop import open_shop
from shopdesk.state_words import word_state
from shopdesk.words import _


@click.group("listings", help=_("List and show what the shop sells."))
def listings_command() -> None:
    """Group the verbs of listings."""


@listings_command.command("list", help=_("List the listings."))
@click.option("--search", default="", help=_("Only those with this text in title, SKU or barcode."))
@click.option("--limit", type=click.IntRange(min=1), default=None, help=_("At most this many."))
@click.pass_obj
def list_command(door: Door, search: str, limit: int | None) -> int:
    """List the listings."""
    found = list_listings(open_shop(shop_folder(door.shop_folder)), search=search, limit=limit)
    door.answer_table(
        [shapes.listing(listing) for listing in found],
        [_("Handle"), _("Title"), _("SKUs"), _("Status")],
        lambda: [(told.handle, told.title, len(told.variants), word_state(told.status)) for told in found],
    )
    return 0


@listings_command.command("show", help=_("Show one listing, named by handle, SKU or barcode."))
@click.argument("name")
@click.pass_obj
def show_command(door: Door, name: str) -> int:
    """Show one listing."""
    listing = show_listing(open_shop(shop_folder(door.shop_folder)), name)
    door.answer_table(
        shapes.listing(listing),
        [_("SKU"), _("Barcode"), _("Specification"), _("Price")],
        lambda: [
            (v.sku, v.barcode, options_text(v.options), format_amount(v.price, listing.currency))
            for v in listing.variants
        ],
    )
    return 0
