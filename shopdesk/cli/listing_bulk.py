"""`listings set` and `listings bulk`: one listing changed field by field, many changed alike."""

import re

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.bulk_edit import VERBS, Operation
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing
from shopdesk.services.backups import back_up_before
from shopdesk.services.bulk_edit import BulkPreview, apply_bulk_edit, preview_bulk_edit
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.errors import word_error

_OPERATION = re.compile(
    r"(?P<field>[a-z_]+)(?:\.(?P<name>[^\s=]+))?\s+(?P<verb>[a-z]+)(?:\s+(?P<value>.*))?", re.DOTALL
)
_SHORT = re.compile(r"(?P<field>price|list_price|cost)\s+(?P<value>[+-]\d+(\.\d+)?)(?P<percent>\s*%)?")
_GROUPS = {"attributes": "attribute", "blocks": "block"}
_OF_ONE_SKU = ("price", "list_price", "cost", "barcode", "weight_g", "length_mm", "width_mm", "height_mm")


@click.command("set", help=_("Change one listing: FIELD=VALUE …, attribute.NAME=VALUE, block.NAME=TEXT, price.SKU=…"))
@click.argument("name")
@click.argument("changes", nargs=-1, required=True)
@click.pass_obj
def set_command(door: Door, name: str, changes: tuple[str, ...]) -> int:
    """Change one listing, all fields or none."""
    shop = open_the_shop(door)
    before = show_listing(shop, name)
    change_one(shop, before, read_settings(before, changes))
    after = show_listing(shop, before.handle)
    door.answer(shapes.listing(after), lambda: [f"{after.handle}: {after.title}"])
    return 0


def read_settings(listing: Listing, changes: tuple[str, ...]) -> list[Operation]:
    """Read FIELD=VALUE pairs. Raises ShopError("sku-unknown") for a SKU that the listing does not have."""
    skus = {variant.sku for variant in listing.variants}
    operations = [_read_setting(told) for told in changes]
    for told in operations:
        if told.field in _OF_ONE_SKU and told.name and told.name not in skus:
            raise ShopError("sku-unknown", value=told.name)
        if told.field == "barcode" and not told.name and len(skus) > 1:
            raise click.UsageError(_("A barcode belongs to one SKU: write barcode.SKU=VALUE."))
    return operations


def change_one(shop: Shop, listing: Listing, operations: list[Operation]) -> None:
    """Do these operations with one listing. Raises the refusal of what it may not hold."""
    preview = preview_bulk_edit(shop, [listing.handle], operations)
    for _handle, error in preview.refused:
        raise error
    apply_bulk_edit(shop, preview)


def _read_setting(told: str) -> Operation:
    field, sign, value = told.partition("=")
    group, _dot, name = field.partition(".")
    group = _GROUPS.get(group, group)
    if not sign or "set" not in VERBS.get(group, ()):
        fields = ", ".join(field for field, verbs in VERBS.items() if "set" in verbs)
        raise click.UsageError(_("Write FIELD=VALUE. Fields are: {fields}.").format(fields=fields))
    if not value.strip() and group == "list_price":
        return Operation(group, "clear", name=name)
    return Operation(group, "set", value, name)


@click.command("bulk", help=_("Change many listings at once; --dry-run only shows the cells that would change."))
@click.argument("names", nargs=-1)
@click.option("--view", default="", help=_("All listings of a view."))
@click.option("--search", default="", help=_("All listings that hold this text."))
@click.option("--do", "told", multiple=True, required=True, help=_("Such as 'price +5%' or 'title front NEW'."))
@click.option("--dry-run", is_flag=True, help=_("Write nothing."))
@click.pass_obj
def bulk_command(
    door: Door, names: tuple[str, ...], view: str, search: str, told: tuple[str, ...], dry_run: bool
) -> int:
    """Change many listings; exit 1 where one could not be changed, 3 where none could."""
    if not (names or view or search):
        raise click.UsageError(_("Name listings, a view or a text."))
    shop = open_the_shop(door)
    operations = [_read_operation(text) for text in told]
    names = (*names, *_chosen(shop, view, search))
    preview = preview_bulk_edit(shop, names, operations, Progress(_("Listings:")))
    if not dry_run:
        back_up_before(shop, "bulk-edit", Progress(_("Backup")))
        apply_bulk_edit(shop, preview, Progress(_("Writing:")))
    _tell(door, preview, dry_run)
    return 0 if not preview.refused else 1 if preview.changes or len(preview.refused) < len(names) else 3


def _chosen(shop: Shop, view: str, search: str) -> tuple[str, ...]:
    if view:
        table = ListingTable(shop, view, search)
        return tuple(row.handle for row in table.rows(table.ids()))
    return tuple(listing.handle for listing in list_listings(shop, search=search)) if search else ()


def _read_operation(text: str) -> Operation:
    """Read FIELD VERB VALUE, or `price +5%` and `price -2.00`."""
    if short := _SHORT.fullmatch(text.strip()):
        return Operation(short["field"], "percent" if short["percent"] else "add", short["value"])
    found = _OPERATION.fullmatch(text.strip())
    if found is None:
        raise click.UsageError(_("“{text}” cannot be read as a change; write FIELD VERB VALUE.").format(text=text))
    value, _arrow, to = (found["value"] or "").partition(" => ")
    field = _GROUPS.get(found["field"], found["field"])
    return Operation(field, found["verb"], value, found["name"] or "", to)


def _tell(door: Door, preview: BulkPreview, dry_run: bool) -> None:
    cells = [
        {
            "handle": c.handle, "sku": c.sku or None, "field": c.field, "before": c.before, "after": c.after,
            "warning": c.warning or None, "of": c.of or None,
        }
        for c in preview.cells
    ]  # fmt: skip
    refused = [
        {"handle": handle, "code": error.code, "message": word_error(error)} for handle, error in preview.refused
    ]
    door.answer_table(
        {"dry_run": dry_run, "listings": len(preview.changes), "cells": cells, "refused": refused},
        [_("Listing"), _("SKU"), _("Field"), _("Before"), _("After")],
        lambda: [(c.handle, c.sku, c.field, c.before, c.after) for c in preview.cells],
    )
    for handle, error in preview.refused:
        door.tell(f"{handle}: {word_error(error)}")


COMMANDS = (set_command, bulk_command)
