"""`formats` and `presets`: every file format the shop can read or write, and the ones it has made itself."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.mapping import DATE_ORDERS, MAPPED_KINDS, Preset
from shopdesk.exchange.formats import FORMATS
from shopdesk.exchange.outbound import EXPORTS
from shopdesk.paths import SHOP_FILE, shop_folder
from shopdesk.words import _


@click.command("formats", help=_("List every file format: name, kind, direction."))
@click.pass_obj
def formats_command(door: Door) -> int:
    """List every file format, and the presets of the shop where there is one."""
    ways: dict[tuple[str, str], list[str]] = {}
    for entry in FORMATS:
        ways.setdefault((entry.name, entry.kind), []).extend(entry.directions)
    for out in EXPORTS:
        ways.setdefault((out.name, out.kinds[0]), []).append("export")
    rows = [(name, kind, " ".join(sorted(set(told), reverse=True))) for (name, kind), told in ways.items()]
    told: list[dict[str, Any]] = [
        {"name": name, "kind": kind, "direction": direction} for name, kind, direction in rows
    ]
    for preset in _presets(door):
        rows.append((preset.name, preset.mapping.kind, "import"))
        told.append({"name": preset.name, "kind": preset.mapping.kind, "direction": "import", "preset": True})
    door.answer_table(told, [_("Format"), _("Holds"), _("Direction")], lambda: rows)
    return 0


def _presets(door: Door) -> list[Preset]:
    """Return the shop's presets; the list of formats needs no shop, so one that is not there has none."""
    from shopdesk.services.import_presets import list_presets

    if not (shop_folder(door.shop_folder) / SHOP_FILE).is_file():
        return []
    shop = open_the_shop(door)
    try:
        return list_presets(shop)
    finally:
        shop.close()


@click.group("presets", help=_("Presets of the import: files read by a mapping of their columns."))
def presets_command() -> None:
    """Group the verbs of presets."""


@presets_command.command("list", help=_("List the presets with their columns."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the presets."""
    from shopdesk.services.import_presets import list_presets

    return _tell(door, list_presets(open_the_shop(door)))


@presets_command.command("save", help=_("Make a preset from a file; columns are guessed where none is told."))
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(MAPPED_KINDS), default=None, help=_("What the file holds."))
@click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN", help=_("Which column a field is."))
@click.option("--encoding", default="", help=_("How the file is written, where it is not found by itself."))
@click.option("--header-row", type=click.IntRange(min=0), default=0, help=_("The row of the column names."))
@click.option("--dates", type=click.Choice(DATE_ORDERS), default=None, help=_("The order of day, month and year."))
@click.option("--channel", type=click.Choice(CHANNELS), default="manual", help=_("Where its orders come from."))
@click.option("--paid", is_flag=True, help=_("Orders that say nothing of payment are paid."))
@click.pass_obj
def save_command(
    door: Door, name: str, file: Path, kind: str | None, columns: tuple[str, ...], encoding: str, header_row: int,
    dates: str | None, channel: str, paid: bool,
) -> int:  # fmt: skip
    """Make a preset, or write one of this name anew."""
    from dataclasses import replace

    from shopdesk.services.import_presets import guess_for, list_presets, look_at, save_preset
    from shopdesk.services.settings import get_setting

    shop = open_the_shop(door)
    currency = str(get_setting(shop, "shop.currency"))
    guessed = guess_for(file, currency=currency, kind=kind or "", encoding=encoding, header_row=header_row).mapping
    told = dict(_pair(text) for text in columns)
    mapping = replace(
        guessed, columns={name: column for name, column in {**guessed.columns, **told}.items() if column},
        date_order=dates or guessed.date_order, channel=channel, paid=paid,
    )  # fmt: skip
    if lacking := sorted(set(mapping.columns.values()) - set(mapping.header)):
        raise ShopError("columns-missing", format=name, columns=lacking)
    known = {preset.name: preset.row for preset in list_presets(shop)}
    return _tell(door, [save_preset(shop, Preset(name, look_at(file, mapping).mapping, known.get(name, 0)))])


@presets_command.command("rename", help=_("Give a preset another name."))
@click.argument("name")
@click.argument("new")
@click.pass_obj
def rename_command(door: Door, name: str, new: str) -> int:
    """Rename a preset."""
    from shopdesk.services.import_presets import rename_preset

    return _tell(door, [rename_preset(open_the_shop(door), name, new)])


@presets_command.command("remove", help=_("Take a preset out of the list."))
@click.argument("name")
@click.pass_obj
def remove_command(door: Door, name: str) -> int:
    """Take a preset out."""
    from shopdesk.services.import_presets import list_presets, remove_preset

    shop = open_the_shop(door)
    remove_preset(shop, name)
    return _tell(door, list_presets(shop))


def _pair(text: str) -> tuple[str, str]:
    field, mark, column = text.partition("=")
    if not mark:
        raise ShopError("column-not-told", value=text)
    return field.strip(), column.strip()


def _shape(preset: Preset) -> dict[str, Any]:
    mapping = preset.mapping
    return {
        "name": preset.name, "kind": mapping.kind, "columns": dict(mapping.columns),
        "encoding": mapping.encoding or None, "header_row": mapping.header_row, "dates": mapping.date_order,
        "channel": mapping.channel if mapping.kind == "orders" else None, "paid": mapping.paid,
    }  # fmt: skip


def _tell(door: Door, told: list[Preset]) -> int:
    door.answer_table(
        [_shape(preset) for preset in told],
        [_("Preset"), _("Holds"), _("Columns")],
        lambda: [(p.name, p.mapping.kind, ", ".join(p.mapping.columns.values())) for p in told],
    )
    return 0
