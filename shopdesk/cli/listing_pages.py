"""`listings page`: detail pages written as folders."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.words import _
from shopdesk.words.errors import word_error

if TYPE_CHECKING:
    from shopdesk.services.detail_pages import WrittenPage


@click.command("page", help=_("Write detail pages: a folder each with index.html and its pictures."))
@click.argument("names", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The folder for them."))
@click.option("--stock", "with_stock", is_flag=True, help=_("Say whether it is available now."))
@click.pass_obj
def page_command(door: Door, names: tuple[str, ...], output: Path, with_stock: bool) -> int:
    """Write detail pages; exit 1 where one could not be written, 3 where none could."""
    from shopdesk.services.detail_pages import export_detail_pages  # late: only this verb writes pages

    shop = open_the_shop(door)
    pages = export_detail_pages(shop, names, output, Progress(_("Pages:")), with_stock=with_stock)
    door.answer(
        [_shape(page) for page in pages],
        lambda: [str(page.file) if page.error is None else word_error(page.error) for page in pages],
    )
    refused = sum(page.error is not None for page in pages)
    return 3 if refused == len(pages) else int(bool(refused))


def _shape(page: "WrittenPage") -> dict[str, Any]:
    error = {"code": page.error.code, "message": word_error(page.error)} if page.error else None
    return {"handle": page.handle, "file": str(page.file) if page.file else None, "error": error}


COMMANDS = (page_command,)
