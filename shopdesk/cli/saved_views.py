"""`views`: the views that people have made of their tables."""

from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.saved_views import PAGES, SavedView
from shopdesk.services import saved_views
from shopdesk.services.saved_views import VIEWS_OF
from shopdesk.words import _

_page = click.argument("page", type=click.Choice(PAGES))


@click.group("views", help=_("Saved views of every page with a table."))
def views_command() -> None:
    """Group the verbs of saved views."""


@views_command.command("list", help=_("List the saved views."))
@click.argument("page", type=click.Choice(PAGES), required=False, default=None)
@click.pass_obj
def list_command(door: Door, page: str | None) -> int:
    """List the saved views."""
    return _tell(door, saved_views.list_views(open_the_shop(door), page or ""))


@views_command.command("save", help=_("Save a view of a page under a name."))
@click.argument("page", type=click.Choice(tuple(VIEWS_OF)))
@click.argument("name")
@click.option("--view", default="all", help=_("The view it narrows down."))
@click.option("--search", default="", help=_("The text its rows hold."))
@click.option("--sort", default="", help=_("The column it is sorted by."))
@click.option("--descending", is_flag=True, help=_("The largest first."))
@click.pass_obj
def save_command(door: Door, page: str, name: str, view: str, search: str, sort: str, descending: bool) -> int:
    """Save a view, or write one of this name anew."""
    if view not in VIEWS_OF[page]:
        raise ShopError("view-unknown", value=view, allowed=", ".join(VIEWS_OF[page]))
    shop = open_the_shop(door)
    known = {kept.name: kept for kept in saved_views.list_views(shop, page)}
    row, columns = (known[name].row, known[name].columns) if name in known else (0, ())
    saved = saved_views.save_view(shop, SavedView(page, name, view, search, sort, descending, columns, row))
    return _tell(door, [saved])


@views_command.command("rename", help=_("Give a saved view another name."))
@_page
@click.argument("name")
@click.argument("new")
@click.pass_obj
def rename_command(door: Door, page: str, name: str, new: str) -> int:
    """Rename a saved view."""
    return _tell(door, [saved_views.rename_view(open_the_shop(door), page, name, new)])


@views_command.command("move", help=_("Put a saved view at another place, counted from 1."))
@_page
@click.argument("name")
@click.argument("place", type=click.IntRange(min=1))
@click.pass_obj
def move_command(door: Door, page: str, name: str, place: int) -> int:
    """Move a saved view."""
    return _tell(door, saved_views.move_view(open_the_shop(door), page, name, place))


@views_command.command("remove", help=_("Take a saved view out."))
@_page
@click.argument("name")
@click.pass_obj
def remove_command(door: Door, page: str, name: str) -> int:
    """Take a saved view out."""
    shop = open_the_shop(door)
    saved_views.remove_view(shop, page, name)
    return _tell(door, saved_views.list_views(shop, page))


def _shape(view: SavedView) -> dict[str, Any]:
    return {
        "page": view.page, "name": view.name, "view": view.view, "search": view.search, "sort": view.sort or None,
        "descending": view.descending, "columns": list(view.columns),
    }  # fmt: skip


def _tell(door: Door, told: list[SavedView]) -> int:
    door.answer_table(
        [_shape(view) for view in told],
        [_("Page"), _("Name"), _("View"), _("Search")],
        lambda: [(view.page, view.name, view.view, view.search) for view in told],
    )
    return 0
