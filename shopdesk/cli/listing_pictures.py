"""`listings pictures` and `listings twins`: what a listing shows, and which pictures look alike."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import PICTURE_ROLES, Listing
from shopdesk.domain.pictures import FixedPicture
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listings import show_listing
from shopdesk.words import _
from shopdesk.words.pictures import describe_reason

if TYPE_CHECKING:
    from shopdesk.services.listing_pictures import Refused


@click.command("pictures", help=_("Show and change a listing's pictures: added, given roles, ordered, taken out."))
@click.argument("name")
@click.option("--add", "added", multiple=True, type=click.Path(path_type=Path), help=_("Add a picture file."))
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="PLACE=ROLE",
    help=_("One of: {roles}.").format(roles=", ".join(PICTURE_ROLES)),
)
@click.option("--order", "order", multiple=True, metavar="PLACE", help=_("The pictures in this order, others behind."))
@click.option("--first", default="", metavar="PLACE", help=_("Put this picture in front: it is the main image."))
@click.option("--remove", "removed", multiple=True, metavar="PLACE", help=_("Take a picture out; its file stays."))
@click.pass_obj
def pictures_command(
    door: Door,
    name: str,
    added: tuple[Path, ...],
    roles: tuple[str, ...],
    order: tuple[str, ...],
    first: str,
    removed: tuple[str, ...],
) -> int:
    """Show and change pictures, named by place or by number; exit 1 where a file was not taken."""
    from shopdesk.services import listing_pictures  # late: it brings the picture check with it

    shop = open_the_shop(door)
    before = after = show_listing(shop, name)
    taken, refused = listing_pictures.store_pictures(shop, added, Progress(_("Pictures:")))
    after = listing_pictures.with_pictures(after, taken)
    known = [picture.place for picture in after.pictures]  # numbers count these, whatever is moved by this command
    for pair in roles:
        place, _sign, role = pair.rpartition("=")
        after = listing_pictures.with_role(after, _place(known, place), role)
    for place in removed:
        after = listing_pictures.without_picture(after, _place(known, place))
    if front := [_place(known, place) for place in (*order, *([first] if first else []))]:
        places = [picture.place for picture in after.pictures]
        after = listing_pictures.with_order(after, list(dict.fromkeys([*front, *places])))
    if after != before:
        save_listing(shop, before, after)
    reasons = [{"file": told.name, "code": told.reason, "message": _reason(told)} for told in refused]
    _tell(door, after, reasons)
    return int(bool(refused))


def _place(known: list[str], told: str) -> str:
    """Return a picture's place, told as such or by its number from 1. Raises ShopError("picture-unknown")."""
    if told.isascii() and told.isdigit() and 1 <= int(told) <= len(known):
        return known[int(told) - 1]
    if told not in known:
        raise ShopError("picture-unknown", value=told, count=len(known))
    return told


def _reason(told: "Refused") -> str:
    return describe_reason(FixedPicture(told.name, "shopdesk", None, (), "fail", told.reason, told.limit))


def _tell(door: Door, listing: Listing, refused: list[dict[str, str]]) -> None:
    pictures = [
        {"place": p.place, "role": p.role or None, "name": p.name or None, "own": p.own} for p in listing.pictures
    ]
    door.answer_table(
        {"handle": listing.handle, "pictures": pictures, "refused": refused},
        ["#", _("Picture"), _("Role"), _("Name")],
        lambda: [(at, p.place, p.role, p.name) for at, p in enumerate(listing.pictures, start=1)],
    )
    for told in refused:
        door.tell(f"{told['file']}: {told['message']}")


@click.command("twins", help=_("List pictures of different listings that look alike."))
@click.pass_obj
def twins_command(door: Door) -> int:
    """List near-duplicates."""
    from shopdesk.services import look_alikes  # late, as above

    shop = open_the_shop(door)
    look_alikes.keep_looks(shop, look_alikes.look_at_pictures(shop, Progress(_("Pictures:"))))
    pairs = look_alikes.twin_pictures(shop)
    door.answer_table(
        [[{"handle": handle, "place": place} for handle, place in pair] for pair in pairs],
        [_("Listing"), _("Picture"), _("Listing"), _("Picture")],
        lambda: [(*one, *other) for one, other in pairs],
    )
    return 0


COMMANDS = (pictures_command, twins_command)
