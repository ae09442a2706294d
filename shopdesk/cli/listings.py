"""`listings`: what the shop sells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from shopdesk.cli import listing_bulk, listing_codes, listing_edits, listing_pages, listing_pictures, shapes
from shopdesk.cli.door import Door, Progress
from shopdesk.cli.listing_codes import codes_of_listings
from shopdesk.domain.listings import STATUSES
from shopdesk.domain.money import format_amount
from shopdesk.domain.option_text import options_text
from shopdesk.paths import shop_folder
from shopdesk.services.listing_scores import scores_of
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.shop import open_shop
from shopdesk.words import _
from shopdesk.words.listings import why_finding, word_finding, word_fix
from shopdesk.words.pictures import PLATFORMS
from shopdesk.words.states import word_state

if TYPE_CHECKING:
    from shopdesk.services.listing_check import Judged


@click.group("listings", help=_("List and show what the shop sells."))
def listings_command() -> None:
    """Group the verbs of listings."""


@listings_command.command("list", help=_("List the listings."))
@click.option("--search", default="", help=_("Only those with this text in title, SKU or barcode."))
@click.option("--limit", type=click.IntRange(min=1), default=None, help=_("At most this many."))
@click.pass_obj
def list_command(door: Door, search: str, limit: int | None) -> int:
    """List the listings."""
    shop = open_shop(shop_folder(door.shop_folder))
    found = list_listings(shop, search=search, limit=limit)
    scores, codes = scores_of(shop, found), codes_of_listings(shop, found)
    door.answer_table(
        [shapes.listing(told, score, codes[told.handle]) for told, score in zip(found, scores, strict=True)],
        [_("Handle"), _("SKUs"), _("Status"), _("Score"), _("Title")],
        lambda: [
            (told.handle, len(told.variants), word_state(told.status), score, told.title)
            for told, score in zip(found, scores, strict=True)
        ],
    )
    return 0


@listings_command.command("show", help=_("Show one listing, named by handle, SKU or barcode."))
@click.argument("name")
@click.pass_obj
def show_command(door: Door, name: str) -> int:
    """Show one listing."""
    shop = open_shop(shop_folder(door.shop_folder))
    listing = show_listing(shop, name)
    door.answer_table(
        shapes.listing(listing, scores_of(shop, [listing])[0], codes_of_listings(shop, [listing])[listing.handle]),
        [_("SKU"), _("Barcode"), _("Specification"), _("Price")],
        lambda: [
            (v.sku, v.barcode, options_text(v.options), format_amount(v.price, listing.currency))
            for v in listing.variants
        ],
    )
    return 0


@listings_command.command("check", help=_("Judge listings: a score of a hundred, and what to mend."))
@click.argument("names", nargs=-1)
@click.option(
    "--platform", type=click.Choice(sorted(PLATFORMS)), default=None, help=_("By this platform's rules only.")
)
@click.pass_obj
def check_command(door: Door, names: tuple[str, ...], platform: str | None) -> int:
    """Judge listings, named by handle, SKU or barcode; all of them without a name."""
    from shopdesk.services.listing_check import check_listings  # late: it brings the picture check with it

    shop = open_shop(shop_folder(door.shop_folder))
    judged = check_listings(shop, names, platform=platform or "", job=Progress(_("Checking listings")))
    door.answer([_judged(one) for one in judged], lambda: (line for one in judged for line in _lines(one)))
    return 0 if all(one.score.may_be_ready for one in judged) else 1


def _judged(one: "Judged") -> dict[str, object]:
    findings = [
        {
            "code": found.code, "measured": found.measured, "limit": found.limit, "of": found.of,
            "penalty": found.penalty, "cost": 0 if at else cost, "message": word_finding(found),
            "why": why_finding(found), "source": found.source or None, "fix": word_fix(found) or None,
        }
        for cost, kind in one.score.lines
        for at, found in enumerate(kind)
    ]  # fmt: skip
    told = {"handle": one.listing.handle, "title": one.listing.title, "status": one.listing.status}
    ready = one.score.may_be_ready
    return {**told, "score": one.score.points, "may_be_ready": ready, "picture": one.picture, "findings": findings}


def _lines(one: "Judged") -> Iterator[str]:
    yield f"{one.score.points:3}  {one.listing.title}"
    for cost, found in one.score.lines:
        # What several SKUs lack costs once: only the first of a kind bears it, so that the column adds up.
        yield f"     \N{MINUS SIGN}{cost:<3} {word_finding(found[0])}"
        yield from (f"         {word_finding(another)}" for another in found[1:])


@listings_command.command("status", help=_("Move a listing: draft, ready, listed or archived."))
@click.argument("name")
@click.argument("status", type=click.Choice(STATUSES))
@click.pass_obj
def status_command(door: Door, name: str, status: str) -> int:
    """Move a listing to a status."""
    from shopdesk.services.listing_check import set_status

    listing = set_status(open_shop(shop_folder(door.shop_folder)), name, status)
    door.answer(shapes.listing(listing), lambda: [f"{listing.title}: {word_state(listing.status)}"])
    return 0


for _command in (
    *listing_edits.COMMANDS, *listing_bulk.COMMANDS, *listing_codes.COMMANDS, *listing_pictures.COMMANDS,
    *listing_pages.COMMANDS,
):  # fmt: skip
    listings_command.add_command(_command)
