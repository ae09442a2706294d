"""`listings …`: listings made, changed one by one and in bulk, their codes, pictures and detail pages."""

import re
from dataclasses import replace
from pathlib import Path

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.bulk_edit import VERBS, Operation
from shopdesk.domain.listings import Listing, Variant
from shopdesk.domain.money import parse_amount
from shopdesk.error_words import word_error
from shopdesk.services import listing_edit, platform_codes
from shopdesk.services.bulk_edit import BulkPreview, apply_bulk_edit, preview_bulk_edit
from shopdesk.services.listing_table import ListingTable
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.settings import get_setting
from shopdesk.words import _

_OPERATION = re.compile(
    r"(?P<field>[a-z_]+)(?:\.(?P<name>[^\s=]+))?\s+(?P<verb>[a-z]+)(?:\s+(?P<value>.*))?", re.DOTALL
)


@click.command("add", help=_("Add a draft with one SKU."))
@click.option("--title", required=True, help=_("Its title."))
@click.option("--handle", default="", help=_("Its name in the shop; made where none is told."))
@click.option("--sku", default="", help=_("Its SKU; that of its name where none is told."))
@click.option("--price", default="", help=_("Its price, such as 12.50."))
@click.pass_obj
def add_command(door: Door, title: str, handle: str, sku: str, price: str) -> int:
    """Add a listing."""
    shop = open_the_shop(door)
    currency = str(get_setting(shop, "shop.currency"))
    listing = Listing(handle or listing_edit.free_handle(shop), title, (), currency=currency)
    variant = Variant(sku or listing.handle, price=parse_amount(price, currency))
    return _tell(door, [listing_edit.new_listing(shop, replace(listing, variants=(variant,)))])


@click.command("duplicate", help=_("Add a draft like another listing, with SKUs of its own."))
@click.argument("name")
@click.pass_obj
def duplicate_command(door: Door, name: str) -> int:
    """Duplicate a listing."""
    shop = open_the_shop(door)
    made = listing_edit.duplicate_listing(shop, show_listing(shop, name))
    return _tell(door, [listing_edit.new_listing(shop, made)])


@click.command("rename-sku", help=_("Give a SKU another name; its stock and its orders go with it."))
@click.argument("sku")
@click.argument("new")
@click.pass_obj
def rename_sku_command(door: Door, sku: str, new: str) -> int:
    """Rename a SKU."""
    shop = open_the_shop(door)
    listing_edit.rename_sku(shop, sku, new)
    return _tell(door, [show_listing(shop, new)])


@click.command("set", help=_("Change one listing: FIELD=VALUE …, attribute.NAME=VALUE, block.NAME=TEXT."))
@click.argument("name")
@click.argument("changes", nargs=-1, required=True)
@click.pass_obj
def set_command(door: Door, name: str, changes: tuple[str, ...]) -> int:
    """Change one listing."""
    shop = open_the_shop(door)
    before = show_listing(shop, name)
    titles = [value for field, _sign, value in (told.partition("=") for told in changes) if field == "title"]
    operations = [_read_setting(told) for told in changes if not told.startswith("title=")]
    preview = preview_bulk_edit(shop, [name], operations)
    for _handle, error in preview.refused:
        raise error
    after = preview.changes[0].after if preview.changes else before
    assert after is not None
    after = replace(after, title=titles[-1]) if titles else after
    if after != before:
        listing_edit.save_listing(shop, before, after)
    return _tell(door, [show_listing(shop, before.handle)])


def _read_setting(told: str) -> Operation:
    field, sign, value = told.partition("=")
    group, _dot, name = field.partition(".")
    if not sign or group not in VERBS:
        raise click.UsageError(_("Write FIELD=VALUE. Fields are: {fields}.").format(fields=", ".join(VERBS)))
    return Operation(group, "set", value, name)


@click.command("bulk", help=_("Change many listings alike; --dry-run only shows the cells that would change."))
@click.argument("names", nargs=-1)
@click.option("--view", default="", help=_("All listings of a view."))
@click.option("--search", default="", help=_("All listings that hold this text."))
@click.option("--do", "told", multiple=True, required=True, help=_("Such as 'price percent -10' or 'title front NEW'."))
@click.option("--dry-run", is_flag=True, help=_("Write nothing."))
@click.pass_obj
def bulk_command(
    door: Door, names: tuple[str, ...], view: str, search: str, told: tuple[str, ...], dry_run: bool
) -> int:
    """Change many listings; exit 1 where one could not be changed."""
    if not (names or view or search):
        raise click.UsageError(_("Name listings, a view or a text."))
    shop = open_the_shop(door)
    operations = [_read_operation(text) for text in told]
    if view:
        table = ListingTable(shop, view, search)
        names = tuple(row.handle for row in table.rows(table.ids()))
    elif search:
        names = tuple(listing.handle for listing in list_listings(shop, search=search))
    preview = preview_bulk_edit(shop, names, operations, Progress(_("Listings:")))
    if not dry_run:
        apply_bulk_edit(shop, preview)
    return _tell_bulk(door, preview, dry_run)


def _read_operation(text: str) -> Operation:
    found = _OPERATION.fullmatch(text.strip())
    if found is None:
        raise click.UsageError(_("“{text}” is no operation; write FIELD VERB VALUE.").format(text=text))
    value, _arrow, to = (found["value"] or "").partition(" => ")
    return Operation(found["field"], found["verb"], value, found["name"] or "", to)


def _tell_bulk(door: Door, preview: BulkPreview, dry_run: bool) -> int:
    cells = [
        {
            "handle": c.handle, "sku": c.sku or None, "field": c.field, "before": c.before, "after": c.after,
            "warning": c.warning or None,
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
    return int(bool(preview.refused))


@click.command("codes", help=_("The codes under which platforms know a listing's SKUs."))
@click.argument("name")
@click.option("--add", "added", multiple=True, metavar="SKU=CODE", help=_("Let a code mean this SKU."))
@click.option("--remove", "removed", multiple=True, metavar="CODE", help=_("Let a code mean nothing."))
@click.option("--channel", default="", help=_("On this channel alone; else on each."))
@click.pass_obj
def codes_command(door: Door, name: str, added: tuple[str, ...], removed: tuple[str, ...], channel: str) -> int:
    """Show and change platform codes."""
    shop = open_the_shop(door)
    listing = show_listing(shop, name)
    for code in removed:
        platform_codes.remove_code(shop, code, channel)
    matched = 0
    for pair in added:
        sku, sign, code = pair.partition("=")
        if not sign:
            raise click.UsageError(_("Write SKU=CODE."))
        matched += platform_codes.add_code(shop, sku, code, channel)
    codes = platform_codes.list_codes(shop, [variant.sku for variant in listing.variants])
    door.answer_table(
        {
            "handle": listing.handle,
            "orders_matched": matched,
            "codes": [{"sku": sku, "channel": told or None, "code": code} for sku, told, code in codes],
        },
        [_("SKU"), _("Channel"), _("Code")],
        lambda: [(sku, told, code) for sku, told, code in codes],
    )
    return 0


@click.command("page", help=_("Write detail pages: a folder each with index.html and its pictures."))
@click.argument("names", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The folder for them."))
@click.pass_obj
def page_command(door: Door, names: tuple[str, ...], output: Path) -> int:
    """Write detail pages; exit 1 where one could not be written."""
    from shopdesk.services.detail_pages import export_detail_pages

    pages = export_detail_pages(open_the_shop(door), names, output, Progress(_("Pages:")))
    door.answer(
        [
            {
                "handle": page.handle,
                "file": str(page.file) if page.file else None,
                "error": {"code": page.error.code, "message": word_error(page.error)} if page.error else None,
            }
            for page in pages
        ],
        lambda: [str(page.file) if page.error is None else word_error(page.error) for page in pages],
    )
    return int(any(page.error for page in pages))


def _tell(door: Door, listings: list[Listing]) -> int:
    door.answer(shapes.listing(listings[0]), lambda: [f"{listing.handle}: {listing.title}" for listing in listings])
    return 0


COMMANDS = (
    add_command, duplicate_command, rename_sku_command, set_command, bulk_command, codes_command, page_command,
)  # fmt: skip
