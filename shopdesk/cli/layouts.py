"""`layouts`: the papers that documents stand on, built-in and the shop's own."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.layout_json import LONGEST, layout_to_json, read_layout, write_layout
from shopdesk.services import layouts
from shopdesk.services.layouts import KeptLayout, LayoutChange
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.layouts import DOCUMENTS, word_paper

_document = click.argument("document", type=click.Choice(tuple(DOCUMENTS)))
_name = click.argument("name")


@click.group("layouts", help=_("Layouts of paper: list, copy and change them."))
def layouts_command() -> None:
    """Group the verbs of layouts."""


@layouts_command.command("list", help=_("List the layouts, the shop's own behind the built-in ones."))
@click.argument("document", type=click.Choice(tuple(DOCUMENTS)), required=False, default=None)
@click.option("--hidden", is_flag=True, help=_("Those as well that are not offered."))
@click.pass_obj
def list_command(door: Door, document: str | None, hidden: bool) -> int:
    """List the layouts."""
    found = layouts.list_layouts(open_the_shop(door), document or "", hidden=hidden)
    door.answer_table(
        [_shape(kept) for kept in found],
        [_("Document"), _("Layout"), _("Own")],
        lambda: [(_(DOCUMENTS[k.layout.document]), word_paper(k.layout), _("yes") if k.own else "") for k in found],
    )
    return int(any(kept.problem for kept in found))


@layouts_command.command("show", help=_("Show a layout as JSON."))
@_document
@_name
@click.pass_obj
def show_command(door: Door, document: str, name: str) -> int:
    """Show one layout."""
    kept = layouts.find_kept(open_the_shop(door), document, name)
    if kept.problem:
        door.tell(word_error(kept.problem))
    door.answer(layout_to_json(kept.layout), lambda: [write_layout(kept.layout)])
    return int(bool(kept.problem))


@layouts_command.command("copy", help=_("Copy a layout, to change the copy."))
@_document
@_name
@click.argument("new", required=False, default="")
@click.pass_obj
def copy_command(door: Door, document: str, name: str, new: str) -> int:
    """Copy a layout."""
    return _tell(door, layouts.copy_layout(open_the_shop(door), document, name, new))


@layouts_command.command("set", help=_("Change fields of an own layout: text=110 goods.height=40 logo.shown=true …"))
@_document
@_name
@click.argument("fields", nargs=-1, required=True)
@click.pass_obj
def set_command(door: Door, document: str, name: str, fields: tuple[str, ...]) -> int:
    """Change single fields."""
    told = dict(field.partition("=")[::2] for field in fields)
    if not all("=" in field for field in fields):
        raise click.UsageError(_("Name the fields as FIELD=VALUE."))
    return _tell(door, layouts.set_fields(open_the_shop(door), document, name, told))


@layouts_command.command("hide", help=_("Stop offering a layout; --undo offers it again."))
@_document
@_name
@click.option("--undo", is_flag=True, help=_("Offer it again."))
@click.pass_obj
def hide_command(door: Door, document: str, name: str, undo: bool) -> int:
    """Hide a layout or show it again."""
    return _tell(door, layouts.hide_layout(open_the_shop(door), document, name, not undo))


@layouts_command.command("check", help=_("Check layout files; nothing is taken in."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def check_command(door: Door, files: tuple[Path, ...]) -> int:
    """Check layout files."""
    told = []
    for file in files:
        try:
            layout = read_layout(_text(file))
            told.append({"file": str(file), "ok": True, "document": layout.document, "name": layout.name})
        except ShopError as error:
            told.append({"file": str(file), "ok": False, "code": error.code, "message": word_error(error)})
    door.answer(told, lambda: [f"{row['file']}: {row.get('message') or row.get('name')}" for row in told])
    return int(not all(row["ok"] for row in told))


@layouts_command.command("export", help=_("Write a layout into a file."))
@_document
@_name
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The JSON file to write."))
@click.pass_obj
def export_command(door: Door, document: str, name: str, output: Path) -> int:
    """Export a layout."""
    output.write_text(write_layout(layouts.find_kept(open_the_shop(door), document, name).layout) + "\n", "utf-8")
    door.answer({"document": document, "name": name, "file": str(output)}, lambda: [str(output)])
    return 0


@layouts_command.command("import", help=_("Take in a layout from a file; an own one of its name is replaced."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_command(door: Door, file: Path) -> int:
    """Import a layout."""
    return _tell(door, layouts.import_layout(open_the_shop(door), _text(file)))


def _text(file: Path) -> str:
    """Return a file's text, no more of it than a layout may have."""
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST * 4 + 1).decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise ShopError("layout-not-json", detail="utf-8") from failure
    except OSError as failure:
        raise ShopError("file-unreadable", file=str(file), reason=failure.strerror or "") from failure


def _shape(kept: KeptLayout) -> dict[str, Any]:
    width, height = kept.layout.paper
    return {
        "document": kept.layout.document, "name": kept.layout.name, "width": width, "height": height,
        "places": kept.layout.places, "own": kept.own, "hidden": kept.hidden, "base": kept.base or None,
        "problem": kept.problem.code if kept.problem else None,
    }  # fmt: skip


def _tell(door: Door, change: LayoutChange) -> int:
    door.answer(
        {"document": change.document, "name": change.name, "hidden": bool(change.after and change.after.hidden)},
        lambda: [f"{_(DOCUMENTS[change.document])}: {change.name}"],
    )
    return 0
